"""Questions as visitors ask them: two words, a place, a topic. The same on every database."""

from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from benchmarks.umfeld import load_umfeld
from benchmarks.wortschatz import SAMEN, Wortschatz
from netzwerk.orte import Ort, find_ort


@dataclass(frozen=True)
class Frage:
    """``eingabe``: the place as typed; ``ort``: as understood."""

    q: str
    eingabe: str
    ort: Ort | None
    thema: str

    @property
    def adresse(self) -> str:
        teile = {"q": self.q, "ort": self.eingabe, "thema": self.thema}
        return urlencode({name: wert for name, wert in teile.items() if wert})

    @property
    def merkmale(self) -> dict[str, str]:
        return {"thema": self.thema} if self.thema else {}


def make_fragen(anzahl: int, groesse: int, *, worte: bool = True, wo_und_was: bool = True) -> list[Frage]:
    """Different questions to a catalogue of that size; places in turn by name and by AGS, each leading to one place.

    Two of three topics are main topics, as the start page offers them.
    """
    schatz, zufall, umfeld = Wortschatz(3), Random(SAMEN), load_umfeld(groesse)  # noqa: S311
    fragen = {}
    while len(fragen) < anzahl:
        q = " ".join(schatz.ziehe(2)) if worte else ""
        kreis = zufall.choice(umfeld.kreise)
        thema = zufall.choice(umfeld.hauptthemen if len(fragen) % 3 else umfeld.themen).slug
        eingabe = f"AGS {kreis.ags}" if len(fragen) % 2 else str(kreis)
        ort = find_ort(eingabe).ort if wo_und_was else None
        if ort or not wo_und_was:
            fragen[q, eingabe, thema] = Frage(q, eingabe, ort, thema) if wo_und_was else Frage(q, "", None, "")
    return list(fragen.values())
