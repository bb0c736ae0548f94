"""What a partner's page of a round shows, and what the answers on it do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.bestaetigung import confirm
from netzwerk.faelligkeit import eigene_von, faellige_eintraege
from netzwerk.models import Bestaetigungsweg, Rueckfrage, Vorschlag
from netzwerk.rueckfrage import settle_rueckfrage
from netzwerk.vorschlaege import create_vorschlag

Eintrag = Angebot | Anlaufstelle
# What an entry says when it is gone; the Koordination decides.
WEG = {Angebot: {"status": Angebot.Status.ARCHIVIERT}, Anlaufstelle: {"ist_veroeffentlicht": False}}
VON_ZEICHEN = Vorschlag._meta.get_field("von").max_length


@dataclass(frozen=True, slots=True)
class Antwortseite:
    """The partner's entries: to be answered, with a proposal that waits, and those confirmed in time."""

    faellige: list[Eintrag]
    wartende: list[Eintrag]
    uebrige: list[Eintrag]

    @property
    def alle(self) -> dict[int, Eintrag]:
        """By number."""
        return {eintrag.nummer: eintrag for eintrag in (*self.faellige, *self.wartende, *self.uebrige)}


def load_seite(runde: Rueckfrage, am: date) -> Antwortseite:
    """Everything as the public sees it, in a fixed number of queries."""
    seite = Antwortseite([], [], [])
    bedingung = eigene_von(runde.partner, runde.netzwerk)
    for modell in (Anlaufstelle, Angebot):
        faellig = set(faellige_eintraege(modell, am).filter(bedingung).order_by().values_list("pk", flat=True))
        offene = Vorschlag.objects.offen().filter(modell=modell._meta.label_lower, partner=runde.partner_id)
        wartet = set(offene.values_list("schluessel", flat=True))
        for eintrag in modell.objects.sichtbar(am).filter(bedingung).with_seite():
            if eintrag.pk in wartet:
                seite.wartende.append(eintrag)
            elif eintrag.pk in faellig:
                seite.faellige.append(eintrag)
            else:
                seite.uebrige.append(eintrag)
    return seite


def confirm_eintraege(
    runde: Rueckfrage, eintraege: Iterable[Eintrag], *, wie: str, am: date, moment: datetime, konto=None
) -> bool:
    """The partner said that they are true; whether the round is answered with it."""
    confirm(eintraege, wie=wie, am=am, moment=moment, durch=runde.partner.name, konto=konto)
    return settle_rueckfrage(runde, am)


def propose(runde: Rueckfrage, eintrag: Eintrag, werte: dict, *, moment: datetime, anmerkung: str = "") -> bool:
    """A change for the Koordination to decide on; the answer goes to where the question went.

    ``False`` when nothing would be different.
    """
    vorschlag = create_vorschlag(
        eintrag,
        werte,
        moment=moment,
        von=runde.partner.name[:VON_ZEICHEN],
        email=runde.adressen[0] if runde.adressen else "",
        anmerkung=anmerkung,
    )
    return vorschlag is not None


def propose_weg(runde: Rueckfrage, eintrag: Eintrag, *, am: date, moment: datetime) -> bool:
    propose(runde, eintrag, WEG[type(eintrag)], moment=moment)
    return settle_rueckfrage(runde, am)


def answer(runde: Rueckfrage, seite: Antwortseite, daten, *, am: date, moment: datetime) -> bool:
    """What the buttons of the page mean: ``alle`` with the numbers shown, ``stimmt`` or ``weg`` with one."""
    link = {"wie": Bestaetigungsweg.LINK, "am": am, "moment": moment}
    if "alle" in daten:
        gezeigte = set(daten.getlist("nummer"))
        bestaetigte = [eintrag for eintrag in seite.faellige if str(eintrag.nummer) in gezeigte]
        return confirm_eintraege(runde, bestaetigte, **link)
    je_nummer = {str(nummer): eintrag for nummer, eintrag in seite.alle.items()}
    if eintrag := je_nummer.get(daten.get("stimmt", "")):
        return confirm_eintraege(runde, [eintrag], **link)
    if eintrag := je_nummer.get(daten.get("weg", "")):
        return propose_weg(runde, eintrag, am=am, moment=moment)
    return False
