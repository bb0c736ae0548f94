"""The colours of a finished PDF for the printer's: every RGB colour becomes CMYK, in drawings and in pictures.

WeasyPrint's own ``device-cmyk()`` would reach the stylesheet only; QR codes, motifs and logos would stay RGB. So the
finished drawing operators are rewritten. The conversion is plain arithmetic without a colour profile.
"""

import zlib

import pikepdf
from PIL import Image

from wegweiser.druck.farben import cmyk


def convert_farben(dokument: pikepdf.Pdf) -> None:
    """Rewrites all pages, forms, patterns and pictures of the document in place."""
    for seite in dokument.pages:
        seite.Contents = dokument.make_stream(_in_cmyk(seite))
    for objekt in dokument.objects:
        if not isinstance(objekt, pikepdf.Stream):
            continue
        if objekt.get("/Subtype") == "/Image" and objekt.get("/ColorSpace") == "/DeviceRGB":
            _convert_bild(objekt)
        elif objekt.get("/Subtype") == "/Form" or objekt.get("/PatternType") == 1:
            objekt.write(_in_cmyk(objekt))
            if "/Group" in objekt and objekt.Group.get("/CS") == "/DeviceRGB":
                objekt.Group.CS = pikepdf.Name.DeviceCMYK


def _in_cmyk(zeichnung) -> bytes:
    """The drawing operators of a page, form or pattern with „k“ and „K“ for colours in RGB and grey."""
    befehle = []
    for operanden, befehl in pikepdf.parse_content_stream(zeichnung):
        name = str(befehl)
        if name in ("rg", "RG", "g", "G"):
            kanaele = [float(wert) for wert in operanden] * (3 // len(operanden))
            neu = pikepdf.Operator("k" if name.islower() else "K")
            befehle.append(([round(anteil, 4) for anteil in cmyk(kanaele)], neu))
        else:
            befehle.append((operanden, befehl))
    return pikepdf.unparse_content_stream(befehle)


def _convert_bild(objekt: pikepdf.Stream) -> None:
    """A picture in RGB; its transparency is a picture of its own and stays."""
    groesse = int(objekt.Width), int(objekt.Height)
    bild = Image.frombytes("RGB", groesse, objekt.read_bytes())
    tinten = {farbe: _tinte(farbe) for _anzahl, farbe in bild.getcolors(groesse[0] * groesse[1])}
    punkte = b"".join(tinten[farbe] for farbe in bild.get_flattened_data())
    objekt.write(zlib.compress(punkte), filter=pikepdf.Name.FlateDecode, decode_parms=None)
    objekt.ColorSpace = pikepdf.Name.DeviceCMYK


def _tinte(farbe: tuple[int, int, int]) -> bytes:
    return bytes(round(anteil * 255) for anteil in cmyk([kanal / 255 for kanal in farbe]))
