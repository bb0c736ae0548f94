"""Understanding a question: the place in „Schulden 37574“ or „Sprachkurs in Aachen mit Kind“."""

import re

from angebote.suche.zerlegung import grundwoerter
from netzwerk.models import Ortsname, Postleitzahl
from netzwerk.text import falte

VORWOERTER = frozenset(["in", "im", "bei", "aus", "um", "nach", "nahe", "naehe", "raum", "kreis"])
LAENGSTER_NAME = 4
PLZ = re.compile(r"(?<!\d)\d{5}(?!\d)")


def split_ort(frage: str) -> tuple[str, str]:
    """The question without its place, and the place as it was typed; empty when there is none.

    A single word that is also an everyday word („Essen“) is a place only after „in“, „bei“, „aus“ …
    """
    plz = PLZ.search(frage)
    if plz and Postleitzahl.objects.filter(plz=plz[0]).exists():
        return _ohne(frage, plz.start(), plz.end()), plz[0]
    worte = list(re.finditer(r"[^\s,;?!]+", frage))[:30]
    spannen = [
        (anfang, anfang + laenge)
        for laenge in range(LAENGSTER_NAME, 0, -1)
        for anfang in range(len(worte) - laenge + 1)
    ]
    namen = {spanne: falte(frage[worte[spanne[0]].start() : worte[spanne[1] - 1].end()]) for spanne in spannen}
    bekannt = _bekannte({name for name in namen.values() if len(name) > 1})
    for anfang, ende in spannen:
        nach_vorwort = anfang > 0 and falte(worte[anfang - 1][0]) in VORWOERTER
        name = namen[anfang, ende]
        if name in bekannt and (ende - anfang > 1 or nach_vorwort or name not in grundwoerter()):
            von = worte[anfang - 1].start() if nach_vorwort else worte[anfang].start()
            return _ohne(frage, von, worte[ende - 1].end()), frage[worte[anfang].start() : worte[ende - 1].end()]
    return frage, ""


def _bekannte(namen: set[str]) -> set[str]:
    """Those of the folded names that are places."""
    regionen = Ortsname.objects.filter(gefaltet__in=namen).values_list("gefaltet", flat=True).order_by()
    orte = Postleitzahl.objects.filter(ort_gefaltet__in=namen).values_list("ort_gefaltet", flat=True).order_by()
    return set(regionen.union(orte).order_by())


def _ohne(frage: str, von: int, bis: int) -> str:
    return " ".join(f"{frage[:von]} {frage[bis:]}".split())
