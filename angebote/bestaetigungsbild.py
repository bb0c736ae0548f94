"""How true the catalogue is: which share of the visible entries was confirmed in time, month by month."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from angebote.telefonliste import EINTRAEGE, RUNDEN, find_anrufe, nicht_erreichbare
from netzwerk import rechte
from netzwerk.bestaetigung import modelle
from netzwerk.cockpit import Aufgabe, Bild, aufgaben, bilder
from netzwerk.models import Bestaetigung
from netzwerk.models.netzwerk import FRIST_TAGE

MONATE = 12


@aufgaben
def bestaetigungsaufgaben(konto, am: date) -> Iterator[Aufgabe]:
    if not rechte.darf(konto, rechte.AENDERN, EINTRAEGE):
        return
    for modell in reversed(modelle()):
        name = modell._meta.verbose_name_plural
        adresse = reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist")
        anzahl = rechte.mit_recht(konto, rechte.AENDERN, modell.objects.faellig(am), EINTRAEGE).count()
        hinweis = _("Lange nicht bestätigt: bitte nachfragen.")
        yield Aufgabe(_("%(was)s zu bestätigen") % {"was": name}, anzahl, f"{adresse}?bestaetigt=faellig", hinweis)
    if rechte.darf(konto, rechte.AENDERN, RUNDEN):
        anrufe = len(find_anrufe(konto, am))
        hinweis = _("Auf unsere E-Mails hat niemand geantwortet.")
        yield Aufgabe(_("Partner anrufen"), anrufe, reverse("admin:telefonliste"), hinweis, dringend=True)
        hinweis = _("Adresse fehlt, oder die E-Mail kam zurück.")
        ohne = nicht_erreichbare(konto).count()
        yield Aufgabe(_("Rückfragen, die nicht ankommen"), ohne, reverse("admin:ohne_email"), hinweis)


@bilder
def bestaetigungsbild(konto, am: date) -> Iterator[Bild]:
    """Of the entries that are visible today: how many had been confirmed within their network's days by then."""
    fristen = _fristen(konto, am)
    if not fristen:
        return
    enden = monatsenden(am)
    rechtzeitig = _count_rechtzeitige(fristen, enden)
    werte = tuple(
        (date_format(ende, "M Y"), round(100 * anzahl / len(fristen), 1))
        for ende, anzahl in zip(enden, rechtzeitig, strict=True)
    )
    yield Bild(
        _("Bestätigte Einträge"),
        werte,
        hinweis=_("Anteil der heute sichtbaren Einträge, die am Monatsende rechtzeitig bestätigt waren."),
    )


def monatsenden(am: date) -> list[date]:
    """The last days of the eleven months before, and today."""
    enden, tag = [am], am.replace(day=1)
    while len(enden) < MONATE:
        enden.append(tag - timedelta(days=1))
        tag = (tag - timedelta(days=1)).replace(day=1)
    return enden[::-1]


def _fristen(konto, am: date) -> dict[tuple[str, int], int]:
    """Days for which a confirmation holds, for every visible entry of the account that has any."""
    fristen = {}
    for modell in modelle():
        eigene = rechte.eigene(konto, modell.objects.sichtbar(am), netzwerk_pfad="netzwerk", partner_pfad="partner")
        for pk, netzwerk, frist in eigene.order_by().values_list("pk", "netzwerk", "netzwerk__frist_tage"):
            if netzwerk is None or frist is not None:
                fristen[modell._meta.label_lower, pk] = FRIST_TAGE if netzwerk is None else frist
    return fristen


def _count_rechtzeitige(fristen: dict[tuple[str, int], int], enden: list[date]) -> list[int]:
    """For each of the days how many entries had been confirmed in time by then."""
    ab = enden[0] - timedelta(days=max(fristen.values()))
    masken: dict[tuple[date, int], int] = {}  # one bit for each of the days
    gedeckt: dict[tuple[str, int], int] = defaultdict(int)
    for modell, pk, tag in Bestaetigung.objects.filter(am__gte=ab).order_by().values_list("modell", "schluessel", "am"):
        if (frist := fristen.get((modell, pk))) is not None:
            if (maske := masken.get((tag, frist))) is None:
                masken[tag, frist] = maske = _maske(enden, tag, tag + timedelta(days=frist))
            gedeckt[modell, pk] |= maske
    je_maske = Counter(gedeckt.values())
    return [sum(anzahl for maske, anzahl in je_maske.items() if maske >> platz & 1) for platz in range(len(enden))]


def _maske(enden: list[date], von: date, bis: date) -> int:
    """A bit for each of the days that lies between the two, both inclusive."""
    return sum(1 << platz for platz in range(bisect_left(enden, von), bisect_right(enden, bis)))
