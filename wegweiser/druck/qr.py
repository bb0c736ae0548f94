"""QR codes as one small vector path: no picture files, sharp at any size. Pure."""

from functools import lru_cache
from html import escape

import segno


@lru_cache(maxsize=2048)
def qr_svg(adresse: str, beschreibung: str) -> str:
    """Inline SVG of the address, error level M (15 % may be damaged). The quiet zone is left to the page."""
    muster = segno.make(adresse, error="m", micro=False).matrix
    kante = len(muster)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {kante} {kante}" role="img">'
        f'<title>{escape(beschreibung)}</title><path stroke="#000" d="{_linien(muster)}"/></svg>'
    )


def _linien(muster) -> str:
    """Every dark run of a row as a line of thickness 1: fewer numbers than rectangles, so quicker to draw."""
    teile = []
    for y, zeile in enumerate(muster):
        x = 0
        while x < len(zeile):
            ende = zeile.find(0, x) if zeile[x] else zeile.find(1, x)
            ende = len(zeile) if ende < 0 else ende
            if zeile[x]:
                teile.append(f"M{x} {y}.5h{ende - x}")
            x = ende
    return "".join(teile)
