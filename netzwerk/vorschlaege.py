"""Review: a partner's change waits as a proposal until the Koordination takes it over, in part, or gives it back.

What is live never changes by a proposal. It holds the fields that differ, old and new, so that several proposals can
wait for one entry and each be decided field by field.
"""

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from netzwerk.fassung import apply_werte, make_abbild, record_fassung
from netzwerk.fassung.abbild import Abbild, geaenderte, ohne_schluessel
from netzwerk.fassung.ablage import konto_in_worten
from netzwerk.fassung.worte import Zeile, vergleiche
from netzwerk.models import Fassung, Vorschlag
from netzwerk.post import queue_post
from netzwerk.rechte import zustaendige


class VorschlagError(ValueError):
    """The proposal cannot be decided any more; the text says why."""


@transaction.atomic
def create_vorschlag(
    objekt: models.Model,
    werte: Abbild,
    *,
    moment: datetime,
    konto=None,
    von: str = "",
    email: str = "",
    anmerkung: str = "",
) -> Vorschlag | None:
    """``werte``: fields as in a state, all or some; ``None`` when they say what the entry says already
    and no ``anmerkung`` says more.

    What the same account or address proposed for the same fields before is replaced.
    """
    alt = make_abbild(objekt)
    aenderungen = {name: {"alt": alt[name], "neu": werte[name]} for name in geaenderte(type(objekt), alt, werte)}
    if not aenderungen and not anmerkung:
        return None
    partner, netzwerke = zustaendige(objekt)
    vorschlag = Vorschlag.objects.create(
        modell=objekt._meta.label_lower,
        schluessel=objekt.pk,
        name=str(objekt)[:250],
        partner=partner,
        aenderungen=aenderungen,
        anmerkung=anmerkung,
        konto=konto,
        von=von or konto_in_worten(konto),
        email=email,
        erstellt_am=moment,
    )
    vorschlag.netzwerke.set(netzwerke)
    _replace_fruehere(vorschlag, objekt, moment)
    return vorschlag


def _replace_fruehere(vorschlag: Vorschlag, objekt: models.Model, moment: datetime) -> None:
    for frueher in Vorschlag.objects.zu(objekt).offen().exclude(pk=vorschlag.pk):
        if (frueher.konto_id, frueher.email) != (vorschlag.konto_id, vorschlag.email):
            continue
        if frueher.aenderungen.keys().isdisjoint(vorschlag.aenderungen):
            continue
        frueher.aenderungen = {n: w for n, w in frueher.aenderungen.items() if n not in vorschlag.aenderungen}
        if not frueher.aenderungen:
            frueher.zustand, frueher.entschieden_am = Vorschlag.Zustand.ZURUECKGEZOGEN, moment
        frueher.save()


def follow_eintrag(objekt: models.Model) -> None:
    """Proposals that wait belong to those who decide about the entry now, whoever did before."""
    if offene := list(Vorschlag.objects.zu(objekt).offen()):
        _partner, netzwerke = zustaendige(objekt)
        for vorschlag in offene:
            vorschlag.netzwerke.set(netzwerke)


def read_eintrag(vorschlag: Vorschlag) -> models.Model | None:
    """The live entry, ``None`` when it is gone."""
    return apps.get_model(vorschlag.modell)._base_manager.filter(pk=vorschlag.schluessel).first()


def gegenueber(vorschlag: Vorschlag, objekt: models.Model) -> list[tuple[Zeile, bool]]:
    """Each proposed field: live and proposed in words, and whether the live value changed since the proposal."""
    jetzt = make_abbild(objekt)
    neu = {name: werte["neu"] for name, werte in vorschlag.aenderungen.items()}
    zeilen = vergleiche(type(objekt), neu, jetzt, neu)
    return [
        (zeile, ohne_schluessel(jetzt.get(zeile.name)) != ohne_schluessel(vorschlag.aenderungen[zeile.name]["alt"]))
        for zeile in zeilen
    ]


@transaction.atomic
def accept_vorschlag(
    vorschlag: Vorschlag, felder: Iterable[str], *, konto, moment: datetime, antwort: str = ""
) -> Vorschlag:
    """Takes these fields over. Raises ``VorschlagError`` when it is decided or gone, ``ValidationError`` as a form."""
    vorschlag = _lock(vorschlag)
    objekt = read_eintrag(vorschlag)
    if objekt is None:
        raise VorschlagError(_("Den Eintrag „%(name)s“ gibt es nicht mehr.") % {"name": vorschlag.name})
    gewaehlt = {name: werte["neu"] for name, werte in vorschlag.aenderungen.items() if name in set(felder)}
    if not gewaehlt:
        raise VorschlagError(_("Bitte wählen Sie mindestens eine Angabe, oder geben Sie den Vorschlag zurück."))
    vorher = make_abbild(objekt)
    objekt = apply_werte(objekt, gewaehlt)
    record_fassung(
        objekt, Fassung.Anlass.VORSCHLAG, moment=moment, konto=vorschlag.konto, von=vorschlag.von, vorher=vorher
    )
    alles = len(gewaehlt) == len(vorschlag.aenderungen)
    zustand = Vorschlag.Zustand.UEBERNOMMEN if alles else Vorschlag.Zustand.TEILWEISE
    return _decide(vorschlag, zustand, konto=konto, moment=moment, antwort=antwort, uebernommen=sorted(gewaehlt))


@transaction.atomic
def return_vorschlag(vorschlag: Vorschlag, *, konto, moment: datetime, antwort: str) -> Vorschlag:
    """Gives it back with a word; nothing of the entry changes."""
    if not antwort.strip():
        raise VorschlagError(_("Bitte schreiben Sie dazu, warum Sie den Vorschlag zurückgeben."))
    return _decide(_lock(vorschlag), Vorschlag.Zustand.ZURUECK, konto=konto, moment=moment, antwort=antwort)


@transaction.atomic
def withdraw_vorschlag(vorschlag: Vorschlag, *, konto, moment: datetime) -> Vorschlag:
    """Taken back by the one who made it; nobody is told."""
    vorschlag = _lock(vorschlag)
    vorschlag.zustand = Vorschlag.Zustand.ZURUECKGEZOGEN
    vorschlag.entschieden_am, vorschlag.entschieden_von, vorschlag.email = moment, konto, ""
    vorschlag.save()
    return vorschlag


def _lock(vorschlag: Vorschlag) -> Vorschlag:
    vorschlag = Vorschlag.objects.select_for_update().get(pk=vorschlag.pk)
    if vorschlag.zustand != Vorschlag.Zustand.OFFEN:
        text = _("Über diesen Vorschlag ist schon entschieden: %(zustand)s.")
        raise VorschlagError(text % {"zustand": vorschlag.get_zustand_display()})
    return vorschlag


def _decide(vorschlag, zustand, *, konto, moment, antwort, uebernommen=()) -> Vorschlag:
    vorschlag.zustand, vorschlag.antwort = zustand, antwort.strip()
    vorschlag.entschieden_am, vorschlag.entschieden_von, vorschlag.uebernommen = moment, konto, list(uebernommen)
    _tell(vorschlag, moment)
    vorschlag.email = ""
    vorschlag.save()
    return vorschlag


def _tell(vorschlag: Vorschlag, moment: datetime) -> None:
    """A mail to whoever proposed it, where there is an address."""
    an = vorschlag.email or (vorschlag.konto.email if vorschlag.konto else "")
    if not an:
        return
    labels = {zeile.name: zeile.label for zeile in _zeilen(vorschlag)}
    saetze = {
        Vorschlag.Zustand.UEBERNOMMEN: _("Ihre Änderung ist übernommen und ab jetzt zu sehen."),
        Vorschlag.Zustand.TEILWEISE: _("Ein Teil Ihrer Änderung ist übernommen: %(felder)s.")
        % {"felder": ", ".join(labels.get(name, name) for name in vorschlag.uebernommen)},
        Vorschlag.Zustand.ZURUECK: _("Ihre Änderung ist nicht übernommen. Der Eintrag bleibt, wie er war."),
    }
    absaetze = [
        _("Guten Tag,"),
        _("Sie haben für „%(name)s“ eine Änderung vorgeschlagen.") % {"name": vorschlag.name},
        saetze[vorschlag.zustand],
        vorschlag.antwort and _("Die Koordination schreibt dazu: „%(wort)s“") % {"wort": vorschlag.antwort},
        _("Vielen Dank, dass Sie den Eintrag pflegen."),
    ]
    queue_post(
        an=an,
        betreff=_("Ihre Änderung an „%(name)s“") % {"name": vorschlag.name},
        text="\n\n".join(absatz for absatz in absaetze if absatz),
        schluessel=f"vorschlag:{vorschlag.pk}",
        moment=moment,
        netzwerk=vorschlag.netzwerke.first(),
    )


def _zeilen(vorschlag: Vorschlag) -> list[Zeile]:
    modell = apps.get_model(vorschlag.modell)
    neu = {name: werte["neu"] for name, werte in vorschlag.aenderungen.items()}
    return vergleiche(modell, neu, neu)
