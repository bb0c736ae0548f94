"""Link check: which web addresses visible entries name, what is due, what a check means, who uses an address."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from time import monotonic

from django.conf import settings
from django.db.models import F, Model, QuerySet
from django.tasks import task
from django.utils import timezone

from angebote.models import Angebot, Leistung, Linkstand, Zustaendigkeit
from anlaufstellen.models import Anlaufstelle
from netzwerk.linkabruf import Abruf, Ergebnis, Takt, fetch_link
from netzwerk.models import Ansprechperson, Netzwerk, Partner

HOECHSTENS = 300
MINUTEN = 15
WEBADRESSE = re.compile(r"https?://\S{3,480}")
# Where web addresses stand. A source of a benefit may also be words.
FELDER: dict[type[Model], str] = {
    Angebot: "website",
    Anlaufstelle: "website",
    Partner: "website",
    Ansprechperson: "website",
    Netzwerk: "website",
    Zustaendigkeit: "formular",
    Leistung: "quelle",
}


def sichtbare(modell: type[Model], am: date) -> QuerySet:
    """What the public sees of a kind of entry on that day."""
    match modell.__name__:
        case "Angebot" | "Anlaufstelle":
            return modell.objects.sichtbar(am)
        case "Zustaendigkeit":
            return modell.objects.oeffentlich(am)
        case "Ansprechperson":
            return modell.objects.oeffentlich().filter(partner__in=Partner.objects.sichtbar())
        case "Netzwerk":
            return modell.objects.aktiv()
    return modell.objects.sichtbar()


def find_links(am: date) -> set[str]:
    """Every web address that visible entries name, each once."""
    werte = (sichtbare(modell, am).values_list(feld, flat=True) for modell, feld in FELDER.items())
    return {wert for liste in werte for wert in liste if WEBADRESSE.fullmatch(wert)}


def update_bestand(am: date) -> None:
    """One row for every address in use, none for others."""
    benutzt, bekannt = find_links(am), set(Linkstand.objects.values_list("url", flat=True))
    Linkstand.objects.bulk_create((Linkstand(url=url) for url in sorted(benutzt - bekannt)), ignore_conflicts=True)
    weg = sorted(bekannt - benutzt)
    for von in range(0, len(weg), 500):
        Linkstand.objects.filter(url__in=weg[von : von + 500]).delete()


def check_links(
    moment: datetime,
    *,
    hoechstens: int = HOECHSTENS,
    sekunden: float = MINUTEN * 60,
    abruf: Callable[..., Abruf] = fetch_link,
) -> dict[str, int]:
    """Asks for those longest unchecked; how many of each result. ``sekunden`` bounds the whole run."""
    update_bestand(timezone.localdate(moment))
    faellig = Linkstand.objects.order_by(F("geprueft_am").asc(nulls_first=True), "pk")[:hoechstens]
    return _check(faellig, moment, sekunden=sekunden, abruf=abruf)


@task
def check_links_task(schluessel: list[int]) -> None:
    """The chosen ones now, for the button in the Verwaltung."""
    if settings.LINKPRUEFUNG:
        _check(Linkstand.objects.filter(pk__in=schluessel), timezone.now(), sekunden=MINUTEN * 60, abruf=fetch_link)


def _check(faellig: Iterable[Linkstand], moment: datetime, *, sekunden: float, abruf) -> dict[str, int]:
    anfang, takt, zahlen = monotonic(), Takt(), {ergebnis.value: 0 for ergebnis in Ergebnis}
    for stand in list(faellig):
        if monotonic() - anfang >= sekunden:
            break
        record_abruf(stand, abruf(stand.url, agent=f"{settings.PORTALNAME} (Linkpruefung)", takt=takt), moment)
        zahlen[stand.ergebnis] += 1
    return zahlen


def record_abruf(stand: Linkstand, abruf: Abruf, moment: datetime) -> None:
    """A first failure is a suspicion; the second one on a later day is certain enough to trouble people with."""
    stand.geprueft_am, stand.grund, stand.ergebnis = moment, abruf.grund[:160], abruf.ergebnis.value
    if abruf.ergebnis is Ergebnis.OK:
        stand.fehler_seit = None
    elif abruf.ergebnis is Ergebnis.TOT:
        stand.fehler_seit = stand.fehler_seit or moment
        if timezone.localdate(stand.fehler_seit) == timezone.localdate(moment):
            stand.ergebnis = Ergebnis.UNKLAR.value
    Linkstand.objects.filter(pk=stand.pk).update(
        geprueft_am=moment, grund=stand.grund, ergebnis=stand.ergebnis, fehler_seit=stand.fehler_seit
    )


def load_verwendung(urls: Iterable[str], eintraege_von: Callable[[type[Model]], QuerySet]) -> dict[str, list[Model]]:
    """Address → the entries that name it, of those that ``eintraege_von`` gives; one query for each kind."""
    gesucht, je_url = list(urls), defaultdict(list)
    for modell, feld in FELDER.items():
        zeilen = eintraege_von(modell).filter(**{f"{feld}__in": gesucht}).order_by("pk")
        if modell is Zustaendigkeit:
            zeilen = zeilen.with_stelle()
        for zeile in zeilen:
            je_url[getattr(zeile, feld)].append(zeile)
    return je_url
