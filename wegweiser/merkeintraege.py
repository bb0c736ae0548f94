"""The entries of a Merkzettel, loaded for the page, the two sheets and the calendar.

An address leaves only through ``anschrift``; what nobody has said stays out.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.kalenderdatei import Termin
from netzwerk.models import Kinderbetreuung, Netzwerk, Nummernumleitung
from netzwerk.zeitplaene import Kalenderbuch
from wegweiser.druck.eintraege import aus_angebot, aus_anlaufstelle, fakten
from wegweiser.druck.heft import Eintrag, Fakt
from wegweiser.models import Kapitel

MITTEL = Kapitel.Detail.MITTEL
KINDER = ("kinderbetreuung", "spielecke", "wickeltisch")


@dataclass(frozen=True, slots=True)
class Merkeintrag:
    """One entry. ``ort`` is the address in one line, empty where there is none or it is protected."""

    eintrag: Eintrag
    fakten: tuple[Fakt, ...]
    ort: str
    ist_sensibel: bool
    netzwerk: Netzwerk | None
    unterlagen: tuple[str, ...] = ()
    fragen_nach: tuple[str, ...] = ()
    termine: tuple[Termin, ...] = ()

    @property
    def fakten_papier(self) -> tuple[Fakt, ...]:
        """What one needs on the way. Links are left to the screen, unless there is no number to call."""
        return tuple(
            fakt for fakt in self.fakten if fakt.name != _("Bestätigt") and (not fakt.ziel or not self.eintrag.telefon)
        )


def load_merkeintraege(nummern: tuple[int, ...], *, am: date) -> list[Merkeintrag]:
    """What the public may see of the numbers on the given day, in their order, each entry once.

    The number of an entry that was merged into another one stands for that one; what is gone is left out.
    """
    buch = Kalenderbuch(am)
    gefunden = _load(nummern, buch, am=am)
    ziele = Nummernumleitung.ziele(nummer for nummer in nummern if nummer not in gefunden)
    if ziele:
        gefunden |= _load(tuple(ziele.values()), buch, am=am)
    heute = dict.fromkeys(ziele.get(nummer, nummer) for nummer in nummern)
    return [gefunden[nummer] for nummer in heute if nummer in gefunden]


def _load(nummern: tuple[int, ...], buch: Kalenderbuch, *, am: date) -> dict[int, Merkeintrag]:
    angebote = Angebot.objects.sichtbar(am).filter(nummer__in=nummern).with_seite()
    angebote = angebote.prefetch_related("anlaufstelle__ausnahmen")
    stellen = Anlaufstelle.objects.sichtbar(am).filter(nummer__in=nummern).with_seite()
    gefunden = {angebot.nummer: merke_angebot(angebot, am=am, buch=buch) for angebot in angebote}
    return gefunden | {stelle.nummer: merke_anlaufstelle(stelle, am=am, buch=buch) for stelle in stellen}


def find_sichtbare(nummern: tuple[int, ...], *, am: date) -> tuple[int, ...]:
    """Those of the numbers behind which there is something to see, in their order; merged ones as they are today.

    Two queries, and two or three more where something is not there.
    """
    gefunden = _sichtbare(nummern, am=am)
    ziele = Nummernumleitung.ziele(nummer for nummer in nummern if nummer not in gefunden)
    if ziele:
        gefunden |= _sichtbare(tuple(ziele.values()), am=am)
    heute = dict.fromkeys(ziele.get(nummer, nummer) for nummer in nummern)
    return tuple(nummer for nummer in heute if nummer in gefunden)


def _sichtbare(nummern: tuple[int, ...], *, am: date) -> set[int]:
    return {
        nummer
        for modell in (Angebot, Anlaufstelle)
        for nummer in modell.objects.sichtbar(am).filter(nummer__in=nummern).values_list("nummer", flat=True)
    }


def merke_angebot(angebot: Angebot, *, am: date, buch: Kalenderbuch) -> Merkeintrag:
    eintrag = aus_angebot(angebot, anker=f"nummer-{angebot.nummer}", am=am, detail=MITTEL)
    stelle, anschrift = angebot.stelle, angebot.anschrift
    am_ort = stelle is not None and anschrift is not None and stelle.anschrift == anschrift
    ist_sensibel = angebot.ist_sensibel or (stelle is not None and stelle.art == Anlaufstelle.Art.SCHUTZ)
    ort = ", ".join(filter(None, [stelle.name if am_ort else "", str(anschrift or "")]))
    return Merkeintrag(
        eintrag=eintrag,
        fakten=_mit(eintrag.kontakt, anfahrt=stelle.anfahrt_zeilen if am_ort else [], kinder=_kinder(angebot)),
        ort=ort,
        ist_sensibel=ist_sensibel,
        netzwerk=angebot.netzwerk,
        unterlagen=tuple(angebot.unterlagen_liste),
        fragen_nach=_personen(angebot),
        termine=_termine_angebot(angebot, buch, ort=ort, ist_sensibel=ist_sensibel),
    )


def merke_anlaufstelle(stelle: Anlaufstelle, *, am: date, buch: Kalenderbuch) -> Merkeintrag:
    eintrag = aus_anlaufstelle(stelle, anker=f"nummer-{stelle.nummer}", am=am, detail=MITTEL)
    namen = [stelle._meta.get_field(name).verbose_name for name in KINDER if getattr(stelle, name)]
    halte = fakten((_("Haltestellen"), [str(halt) for halt in stelle.tour]))
    return Merkeintrag(
        eintrag=eintrag,
        fakten=_mit(eintrag.kontakt, kinder=", ".join(map(str, namen))) + halte,
        ort=str(stelle.anschrift or ""),
        ist_sensibel=stelle.ist_sensibel,
        netzwerk=stelle.netzwerk,
        fragen_nach=_personen(stelle),
        termine=_termine_anlaufstelle(stelle, buch),
    )


def _mit(kontakt: tuple[Fakt, ...], *, anfahrt: list[str] | None = None, kinder: str = "") -> tuple[Fakt, ...]:
    """The contact with the way there right after the place."""
    stelle = next((i for i, fakt in enumerate(kontakt, 1) if fakt.name == _("Wo")), len(kontakt))
    dazu = fakten((_("Anfahrt"), anfahrt), (_("Kinder"), kinder))
    return kontakt[:stelle] + dazu + kontakt[stelle:]


def _kinder(angebot: Angebot) -> str:
    """Childcare in words; empty when nobody has said."""
    if angebot.kinderbetreuung == Kinderbetreuung.UNBEKANNT:
        return angebot.kinderbetreuung_text
    name = _("Betreuung: %s") % angebot.get_kinderbetreuung_display()
    return f"{name}. {angebot.kinderbetreuung_text}" if angebot.kinderbetreuung_text else name


def _personen(objekt: Angebot | Anlaufstelle) -> tuple[str, ...]:
    """„Kim Muster, Lotsin · 05551 000-7“; the number stays on one line."""
    return tuple(
        " · ".join(filter(None, [str(person), person.telefon.replace(" ", "\u00a0")]))
        for person in objekt.personen.all()
    )


def _termine_angebot(angebot: Angebot, buch: Kalenderbuch, *, ort: str, ist_sensibel: bool) -> tuple[Termin, ...]:
    """The offer's own hours; without any, those of the place. The place's closing days count for both."""
    stelle = angebot.stelle
    eigene = buch.plan(angebot)
    dort = buch.plan(stelle) if stelle else eigene
    plan = eigene if angebot.zeiten_ab(None) or not stelle else dort
    schliessungen = tuple(ausnahme for ausnahme in eigene.ausnahmen + dort.ausnahmen if not ausnahme.offen)
    geoeffnet = tuple(ausnahme for ausnahme in plan.ausnahmen if ausnahme.offen)
    termin = Termin(
        nummer=angebot.nummer,
        titel=angebot.titel,
        plan=replace(plan, ausnahmen=geoeffnet + schliessungen),
        ort=ort,
        telefon=angebot.erreichbar_telefon,
        pfad=angebot.get_absolute_url(),
        von=angebot.gueltig_von,
        bis=angebot.gueltig_bis,
        ist_sensibel=ist_sensibel,
    )
    return (termin,) if plan.fenster or geoeffnet else ()


def _termine_anlaufstelle(stelle: Anlaufstelle, buch: Kalenderbuch) -> tuple[Termin, ...]:
    """Opening hours, and every stop of a tour at its own place."""
    plan = buch.plan(stelle)
    schliessungen = tuple(ausnahme for ausnahme in plan.ausnahmen if not ausnahme.offen)
    hat_feste = plan.fenster or len(schliessungen) < len(plan.ausnahmen)
    feste = [(plan, stelle.name, str(stelle.anschrift or ""))] if hat_feste else []
    halte = [
        (
            replace(plan, fenster=(halt.fenster,), ausnahmen=schliessungen),
            f"{stelle.name}: {halt.bezeichnung}",
            str(halt.anschrift or halt.bezeichnung),
        )
        for halt in stelle.tour
        if not halt.adresse_geschuetzt
    ]
    return tuple(
        Termin(
            nummer=stelle.nummer,
            titel=titel,
            plan=zeiten,
            ort=ort,
            telefon=stelle.telefon,
            pfad=stelle.get_absolute_url(),
            ist_sensibel=stelle.ist_sensibel,
        )
        for zeiten, titel, ort in [*feste, *halte]
    )
