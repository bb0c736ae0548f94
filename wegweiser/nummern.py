"""From a printed short number to what it stands for today, and to the booklet that printed it."""

from dataclasses import dataclass
from datetime import date

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Kurznummer, Nummernumleitung
from wegweiser.ausgaben import read_inhalt
from wegweiser.druck.eintraege import aus_angebot, aus_anlaufstelle
from wegweiser.druck.heft import Heft
from wegweiser.druck.posten import EINTRAG, Posten, aus_eintrag, read_heft
from wegweiser.druck.vergleich import Aenderung, compare_posten
from wegweiser.models import Ausgabe
from wegweiser.schutz import load_geheim

HOECHSTENS_ZIFFERN = 9


@dataclass(frozen=True, slots=True)
class Gedruckt:
    """An entry as a public edition printed it."""

    ausgabe: Ausgabe
    heft: Heft
    posten: Posten


def find_eintrag(nummer: int, am: date) -> Angebot | Anlaufstelle | None:
    """The live entry, or the one that it was merged into, if the public may see it on that day."""
    if treffer := _find(nummer, am):
        return treffer
    ziel = Nummernumleitung.ziele([nummer]).get(nummer)
    return _find(ziel, am) if ziel else None


def _find(nummer: int, am: date) -> Angebot | Anlaufstelle | None:
    for menge in (Angebot.objects.sichtbar(am), Anlaufstelle.objects.sichtbar(am)):
        if treffer := menge.filter(nummer=nummer).first():
            return treffer
    return None


def find_gedruckt(nummer: int, *, heft: str = "") -> Gedruckt | None:
    """The entry in the edition with that key, or in the newest one; ``None`` where no public edition printed it."""
    ausgaben = Ausgabe.objects.oeffentlich().mit_nummer(nummer).select_related("wegweiser")
    if heft:
        if not (heft.isascii() and heft.isdecimal() and len(heft) <= HOECHSTENS_ZIFFERN):
            return None
        ausgaben = ausgaben.filter(pk=int(heft))
    ausgabe = ausgaben.first()
    if ausgabe is None:
        return None
    inhalt = read_inhalt(ausgabe)
    return Gedruckt(ausgabe, inhalt, read_heft(inhalt)[EINTRAG, nummer])


def compare_gedruckt(gedruckt: Gedruckt, eintrag: Angebot | Anlaufstelle, am: date) -> tuple[Aenderung, ...]:
    """What the booklet says otherwise; the same measure as between two editions."""
    machen = aus_angebot if isinstance(eintrag, Angebot) else aus_anlaufstelle
    geladen = type(eintrag).objects.with_seite().get(pk=eintrag.pk)
    return compare_posten(gedruckt.posten, aus_eintrag(machen(geladen, anker="", am=am)), geheim=load_geheim())


def ist_vergeben(nummer: int) -> bool:
    """Some entry has or had that number, public or not."""
    return Kurznummer.objects.filter(pk=nummer).exists()
