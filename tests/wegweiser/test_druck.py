"""The print engine: what a reader, a screen reader and a camera find in the PDF."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from django.core.cache import caches

from tests.wegweiser.hefte import LANGES_WORT, make_eintrag, make_heft
from tests.wegweiser.pdfs import befehl, bildworte, elemente, lesezeichen, mit_rolle, oeffne, seitentexte, zeilen
from wegweiser.druck.abruf import Sperre, read_schrift
from wegweiser.druck.drucken import print_heft
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Abschnitt
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import farbstil, setze
from wegweiser.formate import select_format

PUNKT = b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@pytest.fixture(scope="module", params=["a4", "a5"])
def pdf(request):
    return render_pdf(setze(make_heft(), request.param))


@pytest.fixture(scope="module")
def a5():
    return render_pdf(setze(make_heft(logo=f"data:image/png;base64,{PUNKT.decode()}"), "a5"))


@pytest.mark.parametrize(("papier", "groesse"), [("a4", (595, 842)), ("a5", (420, 595))])
def test_pdf_has_the_size_of_its_paper(papier, groesse):
    dokument = oeffne(render_pdf(setze(make_heft(1), papier)))

    assert tuple(round(mass) for mass in dokument.pages[0].mediabox[2:]) == groesse


@pytest.mark.parametrize(("wunsch", "papier"), [("a5", "a5"), ("A5", "a5"), ("a4", "a4"), ("", "a4"), ("a3", "a4")])
def test_unknown_format_means_a4(wunsch, papier):
    assert select_format(wunsch) == papier


def test_pdf_says_language_title_author_and_is_tagged(pdf):
    dokument = oeffne(pdf)

    assert str(dokument.Root.Lang) == "de"
    assert str(dokument.docinfo.Title) == "Wegweiser für Alleinerziehende – Landkreis Northeim"
    assert str(dokument.docinfo.Author) == "Netzwerk Alleinerziehende Northeim"
    assert (dokument.Root.MarkInfo.Marked, dokument.Root.ViewerPreferences.DisplayDocTitle) == (True, True)
    assert b"<pdfuaid:part>1" in dokument.Root.Metadata.read_bytes() or (
        b'pdfuaid:part="1"' in dokument.Root.Metadata.read_bytes()
    )


def test_pdf_is_well_formed(pdf, tmp_path):
    (tmp_path / "heft.pdf").write_bytes(pdf)

    assert "No syntax or stream encoding errors found" in befehl("qpdf", "--check", "heft.pdf", ordner=tmp_path)


def test_every_text_is_printed(pdf):
    text = " ".join(seitentexte(pdf))
    erwartet = [*(f"Angebot Nummer {n}" for n in range(1, 10)), "Dörte Wallbaum, Leitung", "05571 000-411"]
    erwartet += [
        "Stand: November 2026",
        "Beispieldaten",
        "Geburtsurkunde",
        "112",
        "227 €",
        "Nr. 7",
        "Lebenslauf",
    ]
    erwartet += ["Keine Rechtsberatung", "22. November 2026", "Gesetzestext, Fassung vom 29.04.2026", "amt.example/uv"]

    assert [wort for wort in erwartet if wort not in text] == []


def test_contents_name_the_right_pages(pdf):
    texte = seitentexte(pdf)
    inhalt = [
        re.match(r"(\d+) (.+)", zeile) for zeile in [*zeilen(pdf, 2), *zeilen(pdf, 3)] if "Impressum" not in zeile
    ]
    punkte = [(int(treffer[1]), treffer[2]) for treffer in inhalt if treffer]
    titel = [name for _seite, name in punkte]

    assert [
        name for name in ("Kinderbetreuung", "Angebot Nummer 9", "Der Wunsch", "Partner") if name not in titel
    ] == []
    assert len(punkte) >= 22
    assert [(seite, name) for seite, name in punkte if name not in texte[seite - 1]] == []


def test_reference_names_the_page_of_the_other_chapter(pdf):
    texte = seitentexte(pdf)
    seite = int(re.search(r"Siehe auch • ?Partner Seite (\d+)", " ".join(texte))[1])

    assert "Dörte Wallbaum" in texte[seite - 1]


def test_outline_follows_chapters_and_entries(pdf):
    punkte = lesezeichen(pdf)

    assert [titel for titel, _kinder in punkte] == [
        "Inhalt",
        "Schön, dass Sie da sind",
        "Kinderbetreuung",
        "Kontakte",
        "Leistungen",
        "Der Weg",
        "Papiere",
        "Hilfetelefone",
        "Kurz",
        "Notizen",
        "Impressum",
    ]
    assert dict(punkte)["Kinderbetreuung"] == [f"Angebot Nummer {n}" for n in range(1, 10)]


def test_headings_never_skip_a_level(pdf):
    dokument = oeffne(pdf)
    stufen = [int(str(element.S)[2]) for element in mit_rolle(dokument, "/H1", "/H2", "/H3", "/H4", "/H5")]

    assert stufen[0] == 1
    assert stufen.count(1) == 1
    assert [(a, b) for a, b in pairwise(stufen) if b > a + 1] == []


def test_every_figure_has_words(pdf):
    assert set(bildworte(pdf)) == {f"QR-Code: führt zu portal.example/e/{n}" for n in range(1, 10)} | {
        "QR-Code: führt zu portal.example/wegweiser/northeim"
    }


def test_logo_stands_on_the_cover_with_the_name_as_words(a5):
    assert bildworte(a5)[0] == "Netzwerk Alleinerziehende Northeim"


def test_every_link_is_tagged_once_and_has_words(pdf):
    dokument = oeffne(pdf)
    links = [link for seite in dokument.pages for link in seite.get("/Annots", [])]

    assert len(links) == len(mit_rolle(dokument, "/Link"))
    assert [str(link.get("/Contents", "")) for link in links if not str(link.get("/Contents", "")).strip()] == []
    assert "Kinderbetreuung" in {str(link.Contents) for link in links if "/Dest" in link}
    assert {str(link.A.URI) for link in links if "/A" in link} >= {
        "https://portal.example/e/1",
        "https://portal.example/l/uv/",
        "https://amt.example/uv",
        "tel:112",
        "mailto:haus@familienhaus.example",
    }


def test_table_headers_have_a_scope(pdf):
    dokument = oeffne(pdf)
    kopfzellen = Counter(str(zelle.A.get("/Scope", "")) for zelle in mit_rolle(dokument, "/TH"))

    # on A5 the benefits are entries: only the short list is a table
    erwartet = {2: {"/Column": 8, "/Row": 3}, 1: {"/Column": 4, "/Row": 1}}
    assert kopfzellen == erwartet[len(mit_rolle(dokument, "/Table"))]


def test_running_heads_are_artifacts_and_nothing_is_loose(pdf):
    dokument = oeffne(pdf)
    baum = {element.objgen for element in elemente(dokument)}
    nummern = dokument.Root.StructTreeRoot.ParentTree.Nums
    eltern = [ref for liste in nummern if hasattr(liste, "__iter__") for ref in liste if hasattr(ref, "objgen")]

    assert all(b"/Pagination" in seite.Contents.read_bytes() for seite in dokument.pages[1:])
    assert [element for element in eltern if element.objgen not in baum] == []


def test_fonts_are_embedded(pdf):
    schriften = befehl("pdffonts", "-", eingabe=pdf).splitlines()[2:]

    assert {zeile[7:].split()[0] for zeile in schriften} == {"Atkinson", "Atkinson-Bold", "Atkinson-Italic"}
    assert [zeile for zeile in schriften if not re.search(r"yes\s+yes\s+yes\s+\d+\s+\d+$", zeile)] == []


def test_printed_qr_code_leads_to_the_live_entry(a5, tmp_path):
    (tmp_path / "heft.pdf").write_bytes(a5)
    seite = next(str(n) for n, text in enumerate(seitentexte(a5), 1) if "Ein Satz zu Angebot Nummer 3." in text)
    befehl("pdftoppm", "-r", "150", "-f", seite, "-singlefile", "-png", "heft.pdf", "bild", ordner=tmp_path)

    assert "https://portal.example/e/3" in befehl("zbarimg", "-q", "--raw", "bild.png", ordner=tmp_path).splitlines()


@pytest.mark.parametrize("papier", ["a4", "a5"])
@pytest.mark.parametrize("anzahl", [3, 14])
def test_entry_stays_together_with_its_heading_and_number(papier, anzahl):
    texte = seitentexte(render_pdf(setze(make_heft(anzahl), papier)))

    def seiten(muster):
        return [n for n, text in enumerate(texte, 1) if re.search(muster, text)]

    for nummer in range(1, anzahl + 1):
        kopf = seiten(rf"Angebot Nummer {nummer} Familienhaus Uslar")
        assert len(kopf) == 1
        assert seiten(rf"Ein Satz zu Angebot Nummer {nummer}\.") == seiten(rf"Nr\. {nummer}\b") == kopf


@pytest.mark.parametrize("papier", ["a4", "a5"])
def test_longest_word_is_broken_and_stays_on_the_paper(papier, tmp_path):
    tabelle = Abschnitt("k2", "Kurz", detail="kurz", eintraege=(make_eintrag(77, LANGES_WORT),))
    kapitel = (Abschnitt("k1", LANGES_WORT, text=LANGES_WORT), tabelle)
    (tmp_path / "heft.pdf").write_bytes(render_pdf(setze(make_heft(titel=LANGES_WORT, kapitel=kapitel), papier)))
    kasten = befehl("pdftotext", "-bbox", "heft.pdf", "-", ordner=tmp_path)
    breite = float(re.search(r'<page width="([\d.]+)"', kasten)[1])
    woerter = re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', kasten)

    assert "".join(wort for _x, wort in woerter).replace("-", "").count(LANGES_WORT) >= 4
    assert max(float(x) for x, _wort in woerter) < breite - 30


def test_foreign_picture_stops_the_print_and_is_never_asked_for(monkeypatch):
    gefragt = []
    monkeypatch.setattr("socket.create_connection", lambda *args, **kwargs: gefragt.append(args))
    satz = setze(make_heft(1), "a5")
    bild = '<main><img alt="x" src="https://boese.example/x.png">'

    with pytest.raises(DruckError, match="Beim Drucken wird nichts aus dem Netz geladen"):
        render_pdf(replace(satz, html=satz.html.replace("<main>", bild)))

    assert gefragt == []


@pytest.mark.parametrize("adresse", ["file:///etc/passwd", "http://127.0.0.1/x.css", "portal:geheim"])
def test_foreign_style_stops_the_print(adresse):
    satz = setze(make_heft(1), "a5")

    with pytest.raises(DruckError, match=re.escape(adresse)):
        render_pdf(replace(satz, stile=(*satz.stile, f'.feld {{ background: url("{adresse}") }}')))


def test_sperre_hands_out_the_own_fonts():
    antwort = Sperre().fetch("portal:schrift/Bold")

    assert antwort.read() == read_schrift("portal:schrift/Bold")
    assert len(read_schrift("portal:schrift/Bold")) > 20_000


def test_breakdown_inside_the_engine_is_said_in_german(caplog):
    with pytest.raises(DruckError, match="Das Heft ließ sich nicht fertigstellen"):
        render_pdf(Satz(None, ()))


def test_colour_of_the_network_is_used_and_never_injected():
    assert "--farbe: #6a1b3d;" in farbstil("#6a1b3d")
    assert "boese" not in farbstil("#fff; } body { background: url(boese)")


def test_drucke_gives_the_same_bytes_for_the_same_heft():
    """An edition can be made again from its snapshot."""
    satz = setze(make_heft(2), "a5")

    assert render_pdf(satz) == render_pdf(satz)
    caches["druck"].clear()
    assert print_heft(make_heft(2), "a5") == render_pdf(satz)


def test_text_of_people_is_escaped():
    heft = make_heft(1, titel="<script>alert(1)</script> & Co")
    html = setze(heft, "a4").html

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in html


def test_foreign_scripts_are_printed():
    eintrag = make_eintrag(5, "Український чай", text="Текст українською.")
    kapitel = Abschnitt("k", "Migration", "angebote", eintraege=(eintrag,))
    texte = seitentexte(render_pdf(setze(make_heft(kapitel=(kapitel,)), "a5")))

    assert "Український чай" in texte[1]
    assert "Текст українською." in texte[2]
