"""Pages on sheets: the order on paper, and what a printer's machine reads."""

from base64 import b64encode
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from tests.wegweiser.hefte import make_heft
from tests.wegweiser.pdfs import befehl, farbbefehle, oeffne, seitentexte, spalten
from wegweiser.druck.farben import cmyk
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.montage import bogen, montiere
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import setze

MM = 72 / 25.4
A5, FELD = "148mm 210mm", "100mm 210mm"


def make_logo():
    """A PNG as ``absender.read_logo`` makes it: one red and one blue dot, not transparent."""
    bild, ausgabe = Image.new("RGBA", (2, 1), "#ff0000"), BytesIO()
    bild.putpixel((1, 0), (0, 0, 255, 255))
    bild.save(ausgabe, "PNG")
    return "data:image/png;base64," + b64encode(ausgabe.getvalue()).decode()


def seiten_pdf(anzahl, groesse=A5):
    """So many pages, each with its number as a word."""
    html = "".join(f"<p>Seite{nummer}</p>" for nummer in range(1, anzahl + 1))
    kopf = '<html lang="de"><head><title>Ein Heft</title></head>'
    stil = f"@page {{ size: {groesse}; margin: 10mm }} p {{ break-after: page }} p:last-child {{ break-after: auto }}"
    return render_pdf(Satz(f"{kopf}<body>{html}</body></html>", (stil,), zugaenglich=False))


@pytest.fixture(scope="module")
def druckerei():
    return render_pdf(setze(make_heft(3, logo=make_logo()), "druckerei"))


@pytest.mark.parametrize(
    ("seiten", "erwartet"),
    [
        (0, []),
        (1, [(None, 1), (None, None)]),
        (4, [(4, 1), (2, 3)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (
            13,
            [(None, 1), (2, None), (None, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)],
        ),
        (
            32,
            [
                *((32, 1), (2, 31), (30, 3), (4, 29), (28, 5), (6, 27), (26, 7), (8, 25)),
                *((24, 9), (10, 23), (22, 11), (12, 21), (20, 13), (14, 19), (18, 15), (16, 17)),
            ],
        ),
    ],
)
def test_bogen_puts_pages_in_folding_order(seiten, erwartet):
    assert bogen(seiten) == erwartet


def test_heft_shows_two_pages_on_each_side_of_a_sheet():
    pdf = montiere(seiten_pdf(6), "heft")

    assert spalten(pdf, [0, 148.5 * MM, 297 * MM]) == [
        ["", "Seite1"],
        ["Seite2", ""],
        ["Seite6", "Seite3"],
        ["Seite4", "Seite5"],
    ]
    assert [[round(float(m) / MM) for m in seite.mediabox[2:]] for seite in oeffne(pdf).pages] == [[297, 210]] * 4


def test_faltblatt_lies_in_the_order_of_a_letter_fold():
    pdf = montiere(seiten_pdf(6, FELD), "faltblatt")

    assert spalten(pdf, [0, 97 * MM, 197 * MM, 297 * MM])[0] == ["Seite5", "Seite6", "Seite1"]
    assert spalten(pdf, [0, 100 * MM, 200 * MM, 297 * MM])[1] == ["Seite2", "Seite3", "Seite4"]


@pytest.mark.parametrize("anzahl", [5, 7])
def test_faltblatt_refuses_another_number_of_panels(anzahl):
    with pytest.raises(DruckError, match=f"sechs Felder, dieses hat {anzahl}"):
        montiere(seiten_pdf(anzahl, FELD), "faltblatt")


def test_unknown_montage_names_the_known_ones():
    with pytest.raises(DruckError, match=r"„wickeln“ gibt es nicht\. Möglich sind: heft, faltblatt, druckerei"):
        montiere(b"", "wickeln")


@pytest.mark.parametrize("papier", ["heft", "faltblatt"])
def test_sheets_keep_title_and_language_and_lose_links_and_structure(papier):
    dokument = oeffne(render_pdf(setze(make_heft(3), papier)))

    assert str(dokument.docinfo.Title) == "Wegweiser für Alleinerziehende – Landkreis Northeim"
    assert str(dokument.Root.Lang) == "de"
    assert set(dokument.Root.keys()) & {"/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names", "/Dests"} == set()
    assert [seite for seite in dokument.pages if "/Annots" in seite] == []


def test_same_booklet_gives_the_same_bytes():
    pdf = seiten_pdf(4)

    assert montiere(pdf, "heft") == montiere(pdf, "heft")


def test_heft_prints_every_page_of_the_a5_booklet():
    einzeln = " ".join(seitentexte(render_pdf(setze(make_heft(3), "a5"))))
    gefaltet = " ".join(seitentexte(render_pdf(setze(make_heft(3), "heft"))))

    assert sorted(gefaltet.split()) == sorted(einzeln.split())


def test_druckerei_has_trim_bleed_and_room_for_marks(druckerei):
    for seite in oeffne(druckerei).pages:
        x0, y0, x1, y1 = (float(wert) for wert in seite.trimbox)
        assert (round((x1 - x0) / MM), round((y1 - y0) / MM)) == (148, 210)
        for kasten, weite in ((seite.bleedbox, 3), (seite.mediabox, 10)):
            kanten = [round(float(wert) / MM, 2) for wert in kasten]
            erwartet = [x0 / MM - weite, y0 / MM - weite, x1 / MM + weite, y1 / MM + weite]
            assert kanten == pytest.approx(erwartet, abs=0.02)


def test_druckerei_cover_runs_into_the_bleed(druckerei, tmp_path):
    """Three points beyond the trimmed edge there is the network's colour; behind the bleed there is none."""
    (tmp_path / "heft.pdf").write_bytes(druckerei)
    befehl("pdftoppm", "-r", "72", "-f", "1", "-singlefile", "-png", "heft.pdf", "bild", ordner=tmp_path)
    with Image.open(tmp_path / "bild.png") as bild:
        beschnitt, rand = bild.getpixel((round(8.5 * MM), 250)), bild.getpixel((round(6 * MM), 250))

    assert max(beschnitt) < 110
    assert rand == (255, 255, 255)


def test_druckerei_draws_in_cmyk_only_and_text_in_black_ink_alone(druckerei):
    """The only other colour space is that of patterns, whose own colours are CMYK as well."""
    befehle = farbbefehle(druckerei)

    assert {wort for wort, _werte in befehle} <= {"k", "K", "cs", "scn"}
    assert {werte for wort, werte in befehle if wort == "cs"} <= {("/Pattern",)}
    assert ("k", ("0", "0", "0", "1")) in befehle


def test_druckerei_pictures_are_cmyk_or_grey(druckerei):
    dokument = oeffne(druckerei)
    stroeme = [objekt for objekt in dokument.objects if isinstance(objekt, pikepdf.Stream)]
    bilder = [strom for strom in stroeme if strom.get("/Subtype") == "/Image"]
    logo = [bild.read_bytes() for bild in bilder if bild.ColorSpace == "/DeviceCMYK" and bild.Width == 2]

    assert {str(bild.ColorSpace) for bild in bilder} == {"/DeviceCMYK", "/DeviceGray"}
    assert logo == [bytes([0, 255, 255, 0, 255, 255, 0, 0])]


@pytest.mark.parametrize(
    ("farbe", "erwartet"),
    [
        ("#000000", (0, 0, 0, 1)),
        ("#1b2a2c", (0, 0, 0, 1)),
        ("#ffffff", (0, 0, 0, 0)),
        ("#ff0000", (0, 1, 1, 0)),
        ("#f2b544", (0, 0.252, 0.719, 0.051)),
    ],
)
def test_cmyk_of_a_colour(farbe, erwartet):
    kanaele = [kanal / 255 for kanal in bytes.fromhex(farbe[1:])]

    assert cmyk(kanaele) == pytest.approx(erwartet, abs=0.001)


def test_cmyk_grey_is_black_ink_alone_and_never_too_much_ink():
    assert cmyk([0.26, 0.33, 0.35])[:3] == (0, 0, 0)
    stufen = [wert / 10 for wert in range(11)]
    assert max(sum(cmyk([r, g, b])) for r in stufen for g in stufen for b in stufen) <= 3
