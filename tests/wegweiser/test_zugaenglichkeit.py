"""PDF/UA-1 by its structure, in every format that promises it; what veraPDF would check, read with pikepdf."""

from dataclasses import replace
from datetime import date
from itertools import chain, pairwise

import pikepdf
import pytest

from tests.wegweiser.hefte import make_eintrag, make_heft
from tests.wegweiser.pdfs import elemente, inhaltsnummern, kinder, mit_rolle, oeffne, unmarkiertes
from wegweiser.druck.aus_merkzettel import make_laufzettel, make_mein_wegweiser
from wegweiser.druck.einlegeblatt import setze_einlegeblatt
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.satz import Register, Stichwort
from wegweiser.druck.vergleich import compare_hefte
from wegweiser.druck.vorlage import setze
from wegweiser.formate import FORMATE
from wegweiser.merkeintraege import Merkeintrag

# The sheets of a Merkzettel ask for the help lines.
pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
BASIS = "https://portal.example/"
BEREICH = [schluessel for schluessel, eines in FORMATE.items() if eines.zugaenglich]
BLAETTER = ["einlegeblatt", "mein", "laufzettel"]
UEBERSCHRIFTEN = [f"/H{stufe}" for stufe in range(1, 7)]


def make_volles_heft():
    """With registers, a text that has its own headings, a table and a list, and an entry over more than a page."""
    worte = tuple(Stichwort(f"Wort {n}", ("angebot-1", f"angebot-{n}")) for n in range(1, 9))
    heft = make_heft(register=(Register("register", "Register", worte), Register("namen", "Namen", worte)))
    text = "### Zwischentitel\n\nEin [Verweis](https://amt.example/) im Satz.\n\n1. eins\n2. zwei\n\n" + "Text. " * 900
    lang = make_eintrag(99, text=text)
    erstes, zweites, *rest = heft.kapitel
    tabelle = "Vorher.\n\n| Wer | Wann |\n|---|---|\n| Amt | Mo |\n| Rat | Di |"
    zweites = replace(zweites, eintraege=(*zweites.eintraege, lang))
    return replace(heft, kapitel=(replace(erstes, text=f"{erstes.text}\n\n{tabelle}"), zweites, *rest))


def make_blatt(art):
    if art == "einlegeblatt":
        alt, neu = make_heft(3, ausgabe="1/2026"), make_heft(4, ausgabe="1/2026")
        return setze_einlegeblatt(compare_hefte(alt, neu), alt, am=HEUTE, basis=BASIS)
    eintrag = make_eintrag(1)
    merk = Merkeintrag(eintrag, eintrag.kontakt, "Hofweg 1", False, None, ("Ausweis",), ("Kim Muster",))
    make = make_mein_wegweiser if art == "mein" else make_laufzettel
    return make([merk] * 6, am=HEUTE, basis=BASIS)


@pytest.fixture(scope="module", params=[*BEREICH, *BLAETTER])
def pdf(request, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        satz = make_blatt(request.param) if request.param in BLAETTER else setze(make_volles_heft(), request.param)
    return render_pdf(satz)


@pytest.fixture
def dokument(pdf):
    return oeffne(pdf)


def text_von(element):
    """Whether an element or one below it holds marked content."""
    return any(isinstance(k, int) or "/MCID" in k or ("/S" in k and text_von(k)) for k in kinder(element))


def test_file_says_that_it_is_accessible_in_german_and_shows_its_title(dokument):
    wurzel = dokument.Root

    assert str(wurzel.Lang) == "de"
    assert str(dokument.docinfo.Title).strip()
    assert (wurzel.MarkInfo.Marked, wurzel.ViewerPreferences.DisplayDocTitle) == (True, True)
    with dokument.open_metadata() as angaben:
        assert angaben["pdfuaid:part"] == "1"
        assert angaben["dc:title"] == str(dokument.docinfo.Title)


def test_headings_have_one_beginning_skip_nothing_and_are_never_empty(dokument):
    gefunden = mit_rolle(dokument, *UEBERSCHRIFTEN)
    stufen = [int(str(element.S)[2]) for element in gefunden]

    assert (stufen[0], stufen.count(1)) == (1, 1)
    assert [paar for paar in pairwise(stufen) if paar[1] > paar[0] + 1] == []
    assert [element.S for element in gefunden if not text_von(element)] == []
    assert [str(e.P.S) for e in gefunden if str(e.P.S) in UEBERSCHRIFTEN] == []


def test_every_link_has_words_and_its_place_in_the_tree(dokument):
    verweise = [link for seite in dokument.pages for link in seite.get("/Annots", []) if link.Subtype == "/Link"]
    genannt = [
        kind.Obj.objgen
        for element in mit_rolle(dokument, "/Link")
        for kind in kinder(element)
        if isinstance(kind, pikepdf.Dictionary) and kind.get("/Type") == "/OBJR"
    ]

    assert [link for link in verweise if not str(link.get("/Contents", "")).strip()] == []
    assert sorted(genannt) == sorted(link.objgen for link in verweise)
    assert [link for link in verweise if "/StructParent" not in link] == []
    assert [e for e in mit_rolle(dokument, "/Link") if not text_von(e)] == []


def test_every_picture_has_words(dokument):
    assert [bild for bild in mit_rolle(dokument, "/Figure") if not str(bild.get("/Alt", "")).strip()] == []


def test_tables_are_regular_and_their_heads_say_what_they_head(dokument):
    for tabelle in mit_rolle(dokument, "/Table"):
        reihen = [k for teil in kinder(tabelle) for k in ([teil] if teil.S == "/TR" else kinder(teil))]
        reihen = [reihe for reihe in reihen if reihe.S == "/TR"]
        breiten = {sum(int(zelle.get("/A", {}).get("/ColSpan", 1)) for zelle in kinder(reihe)) for reihe in reihen}
        assert len(breiten) == 1
    koepfe = mit_rolle(dokument, "/TH")
    assert [kopf for kopf in koepfe if str(kopf.A.get("/Scope", "")) not in ("/Column", "/Row")] == []


def test_lists_hold_items_and_items_hold_something(dokument):
    for liste in mit_rolle(dokument, "/L"):
        assert {str(kind.S) for kind in kinder(liste)} <= {"/LI", "/L", "/Caption"}
    punkte = mit_rolle(dokument, "/LI")

    assert {str(punkt.P.S) for punkt in punkte} <= {"/L"}
    assert {str(kind.S) for punkt in punkte for kind in kinder(punkt)} <= {"/Lbl", "/LBody"}
    assert [punkt for punkt in punkte if not text_von(punkt)] == []


def test_nothing_is_drawn_outside_the_structure(pdf):
    assert unmarkiertes(pdf) == []


def test_drawing_without_structure_would_be_noticed():
    pdf = render_pdf(replace(setze(make_heft(1), "a5"), zugaenglich=False))

    assert {wort for _seite, wort in unmarkiertes(pdf)} >= {"TJ", "f"}


def test_every_marked_content_is_numbered_once_and_hangs_in_the_tree(dokument):
    baum = {element.objgen for element in elemente(dokument)}
    liste = dokument.Root.StructTreeRoot.ParentTree.Nums
    eltern = dict(zip(map(int, liste[::2]), liste[1::2], strict=True))
    for seite, nummern in zip(dokument.pages, inhaltsnummern(dokument), strict=True):
        assert len(nummern) == len(set(nummern))
        besitzer = eltern[int(seite.StructParents)]
        assert [nummer for nummer in nummern if besitzer[nummer].objgen not in baum] == []
        assert {nr for nr, wer in enumerate(besitzer) if isinstance(wer, pikepdf.Dictionary)} == set(nummern)


def test_tree_is_whole_in_both_directions(dokument):
    """Every element names its parent, and only kinds that PDF knows or the file maps to them."""
    for element in elemente(dokument):
        for kind in kinder(element):
            if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
                assert kind.P.objgen == element.objgen


def test_bookmarks_lead_forward_to_pages_that_exist(dokument, request):
    seiten = {seite.objgen: zahl for zahl, seite in enumerate(dokument.pages)}
    with dokument.open_outline() as lesezeichen:
        alle = list(chain.from_iterable((punkt, *punkt.children) for punkt in lesezeichen.root))
    ziele = [seiten[punkt.destination[0].objgen] for punkt in alle]

    assert ziele == sorted(ziele)
    assert [punkt.title for punkt in alle if not punkt.title.strip()] == []
    if len(dokument.pages) > 5:
        assert len(ziele) >= 5
