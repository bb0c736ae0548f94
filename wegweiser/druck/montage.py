"""Finished pages put on sheets: a booklet to fold, a leaflet, bleed and marks for the printer's.

Pages stay what they are, vectors and letters; only their place changes. Sheets carry neither links nor a structure,
because both would point to pages that are gone. Title, author and language stay.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf

from wegweiser.druck.druckfarben import convert_farben
from wegweiser.druck.fehler import DruckError

MM = 72 / 25.4
A4_QUER = (297 * MM, 210 * MM)
BESCHNITT = 3 * MM
RAND = 10 * MM  # of the sheet around the trimmed page: room for marks
# Letter fold, panels counted from the cover = 1; outside from the left: flap, back, cover. Widths in millimetres.
FALTBLATT = (((5, 97), (6, 100), (1, 100)), ((2, 100), (3, 100), (4, 97)))

Paar = tuple[int | None, int | None]


def bogen(seiten: int) -> list[Paar]:
    """Left and right page of every sheet side of a folded booklet, counted from 1; ``None`` is blank. Pure.

    Two sides make a sheet, turned over on the short edge. Blank pages stand at the end. No page, no sheet.
    """
    gesamt = -(-seiten // 4) * 4
    paare = []
    for vorn in range(1, gesamt // 2 + 1):
        hinten = gesamt + 1 - vorn
        links, rechts = (hinten, vorn) if vorn % 2 else (vorn, hinten)
        paare.append(tuple(nummer if nummer <= seiten else None for nummer in (links, rechts)))
    return paare


def montiere(pdf: bytes, montage: str) -> bytes:
    """The pages of a PDF put on sheets: „heft“, „faltblatt“, or „druckerei“ for one page each with marks, in CMYK.

    Raises ``DruckError`` for another word and for a leaflet that has not six panels.
    """
    if montage not in MONTAGEN:
        raise DruckError(f"Die Anordnung „{montage}“ gibt es nicht. Möglich sind: {', '.join(MONTAGEN)}.")
    with pikepdf.open(BytesIO(pdf)) as dokument:
        MONTAGEN[montage](dokument)
        ausgabe = BytesIO()
        dokument.save(ausgabe, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return ausgabe.getvalue()


def _heft(dokument: pikepdf.Pdf) -> None:
    halb = A4_QUER[0] / 2
    seiten = len(dokument.pages)
    _lege_auf_boegen(dokument, [list(zip(paar, (0, halb), strict=True)) for paar in bogen(seiten)])


def _faltblatt(dokument: pikepdf.Pdf) -> None:
    if len(dokument.pages) != 6:
        raise DruckError(f"Ein Faltblatt hat sechs Felder, dieses hat {len(dokument.pages)}. Bitte kürzen Sie es.")
    seiten = []
    for felder in FALTBLATT:
        kante, belegung = 0.0, []
        for nummer, breite in felder:
            belegung.append((nummer, kante))
            kante += breite * MM
        seiten.append(belegung)
    _lege_auf_boegen(dokument, seiten)


def _lege_auf_boegen(dokument: pikepdf.Pdf, boegen: Iterable[list[tuple[int | None, float]]]) -> None:
    """Replaces all pages by sheets in A4 landscape; of every sheet side the page numbers and their left edges."""
    alte = list(dokument.pages)
    for belegung in boegen:
        formen, strom = pikepdf.Dictionary(), []
        for nummer, kante in belegung:
            if nummer is not None:
                formen[f"/S{nummer}"] = alte[nummer - 1].as_form_xobject()
                strom.append(f"q 1 0 0 1 {kante:.3f} 0 cm /S{nummer} Do Q")
        bogenseite = dokument.add_blank_page(page_size=A4_QUER)
        bogenseite.Resources = pikepdf.Dictionary(XObject=formen)
        bogenseite.Contents = dokument.make_stream("\n".join(strom).encode())
    del dokument.pages[: len(alte)]
    _vergiss_verweise(dokument)


def _vergiss_verweise(dokument: pikepdf.Pdf) -> None:
    """Whatever leads to a page or an element that is no longer there."""
    for name in ("/Outlines", "/Names", "/Dests", "/StructTreeRoot", "/MarkInfo", "/PageLabels"):
        if name in dokument.Root:
            del dokument.Root[name]


def _druckerei(dokument: pikepdf.Pdf) -> None:
    """Boxes and marks around every page; what is drawn beyond the bleed is cut off. All colours become CMYK."""
    for seite in dokument.pages:
        _setze_marken(dokument, seite)
    convert_farben(dokument)


def _setze_marken(dokument: pikepdf.Pdf, seite: pikepdf.Page) -> None:
    x0, y0, x1, y1 = (float(wert) for wert in seite.trimbox)
    beschnitt = (x0 - BESCHNITT, y0 - BESCHNITT, x1 + BESCHNITT, y1 + BESCHNITT)
    seite.bleedbox = pikepdf.Array(beschnitt)
    seite.mediabox = pikepdf.Array((x0 - RAND, y0 - RAND, x1 + RAND, y1 + RAND))
    if "/CropBox" in seite:
        del seite["/CropBox"]
    breite, hoehe = beschnitt[2] - beschnitt[0], beschnitt[3] - beschnitt[1]
    rahmen = f"q {beschnitt[0]:.3f} {beschnitt[1]:.3f} {breite:.3f} {hoehe:.3f} re W n\n"
    seite.contents_add(rahmen.encode(), prepend=True)
    seite.contents_add(("Q\n" + "\n".join(_marken(x0, y0, x1, y1))).encode())


def _marken(x0: float, y0: float, x1: float, y1: float) -> Iterator[str]:
    """Drawing operators: crop marks outside the bleed and a cross in the middle of every edge, in all four inks."""
    yield "q 1 1 1 1 K 0.25 w"
    aussen, innen = RAND - MM, BESCHNITT + MM / 2
    for x in (x0, x1):
        yield f"{x:.3f} {y0 - innen:.3f} m {x:.3f} {y0 - aussen:.3f} l S"
        yield f"{x:.3f} {y1 + innen:.3f} m {x:.3f} {y1 + aussen:.3f} l S"
    for y in (y0, y1):
        yield f"{x0 - innen:.3f} {y:.3f} m {x0 - aussen:.3f} {y:.3f} l S"
        yield f"{x1 + innen:.3f} {y:.3f} m {x1 + aussen:.3f} {y:.3f} l S"
    weg, arm = (aussen + innen) / 2, 2 * MM
    mitte_x, mitte_y = (x0 + x1) / 2, (y0 + y1) / 2
    for x, y in ((mitte_x, y0 - weg), (mitte_x, y1 + weg), (x0 - weg, mitte_y), (x1 + weg, mitte_y)):
        yield f"{x - arm:.3f} {y:.3f} m {x + arm:.3f} {y:.3f} l {x:.3f} {y - arm:.3f} m {x:.3f} {y + arm:.3f} l S"
        yield f"{x - arm / 2:.3f} {y - arm / 2:.3f} {arm:.3f} {arm:.3f} re S"
    yield "Q"


MONTAGEN = {"heft": _heft, "faltblatt": _faltblatt, "druckerei": _druckerei}
