"""Every format from the one booklet: size, structure, letters, and nothing beyond the paper."""

from dataclasses import replace

import pikepdf
import pytest

from tests.wegweiser.hefte import LANGES_WORT, make_eintrag, make_heft
from tests.wegweiser.pdfs import bildworte, lesezeichen, mit_rolle, oeffne, schriftgroessen, seitentexte, wortkaesten
from wegweiser.druck.auszug import make_auszug, ohne_notizen, ohne_tabellen
from wegweiser.druck.heft import Abschnitt, Fakt, Hilfenummer, Leistungszeile, Stelle, Zustaendig
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.vorlage import VORLAGEN, setze
from wegweiser.formate import FORMATE

MM = 72 / 25.4
GROESSEN = {
    "a4": (210, 297),
    "a5": (148, 210),
    "web": (210, 297),
    "gross": (210, 297),
    "heft": (297, 210),
    "faltblatt": (297, 210),
    "plakat": (297, 420),
    "druckerei": (168, 230),  # with 10 mm around for the marks
}


@pytest.fixture(scope="module")
def pdfs():
    """The same booklet in every format; made when first asked for."""
    fertig = {}

    def pdf(papier):
        if papier not in fertig:
            fertig[papier] = render_pdf(setze(make_heft(3), papier))
        return fertig[papier]

    return pdf


def make_langes_heft():
    """The longest word wherever an editor can write one."""
    eintrag = make_eintrag(
        1, LANGES_WORT, satz=LANGES_WORT, text=LANGES_WORT, stelle=LANGES_WORT, kontakt=(Fakt("Wann", (LANGES_WORT,)),)
    )
    amt = Stelle(LANGES_WORT, LANGES_WORT, f"https://{LANGES_WORT}.example/", (Zustaendig("", LANGES_WORT),))
    zeile = Leistungszeile(LANGES_WORT, LANGES_WORT, LANGES_WORT, LANGES_WORT, LANGES_WORT, (amt,), "/l/")
    return make_heft(
        titel=LANGES_WORT,
        untertitel=LANGES_WORT,
        netzwerk=LANGES_WORT,
        gebiet=LANGES_WORT,
        leitsatz=LANGES_WORT,
        kontakt=(Fakt("Träger", (LANGES_WORT,)),),
        kapitel=(
            Abschnitt(
                "k1", LANGES_WORT, "notruf", nummern=(Hilfenummer(LANGES_WORT, "112", LANGES_WORT, LANGES_WORT),)
            ),
            Abschnitt("k2", LANGES_WORT, "anlaufstellen", eintraege=(replace(eintrag, anker="s1"),)),
            Abschnitt("k3", LANGES_WORT, "angebote", eintraege=(eintrag,)),
            Abschnitt("k4", LANGES_WORT, "leistungen", leistungen=(zeile,)),
            Abschnitt("k5", LANGES_WORT, "angebote", "kurz", eintraege=(replace(eintrag, anker="e2"),)),
            Abschnitt("k6", LANGES_WORT, "checkliste", punkte=(LANGES_WORT,)),
        ),
    )


def test_every_format_is_set():
    assert set(VORLAGEN) == set(FORMATE) == set(GROESSEN)


@pytest.mark.parametrize("papier", GROESSEN)
def test_format_has_the_size_of_its_paper(pdfs, papier):
    groessen = {tuple(round(float(wert) / MM) for wert in seite.mediabox[2:]) for seite in oeffne(pdfs(papier)).pages}
    if papier == "druckerei":
        kaesten = (seite.mediabox for seite in oeffne(pdfs(papier)).pages)
        groessen = {(round(float(k[2] - k[0]) / MM), round(float(k[3] - k[1]) / MM)) for k in kaesten}

    assert groessen == {GROESSEN[papier]}


@pytest.mark.parametrize("papier", GROESSEN)
def test_format_is_accessible_as_it_says(pdfs, papier):
    dokument = oeffne(pdfs(papier))

    assert ("/StructTreeRoot" in dokument.Root) is FORMATE[papier].zugaenglich
    assert str(dokument.Root.Lang) == "de"
    assert str(dokument.docinfo.Title) == "Wegweiser für Alleinerziehende – Landkreis Northeim"


@pytest.mark.parametrize("papier", GROESSEN)
def test_longest_word_stays_on_the_paper_in_every_format(papier):
    rand = 5 * MM
    worte = [
        (wort, von, bis)
        for breite, kaesten in wortkaesten(render_pdf(setze(make_langes_heft(), papier)))
        for von, bis, _fuss, wort in kaesten
        if von < rand or bis > breite - rand
    ]

    assert worte == []


@pytest.mark.parametrize(("papier", "mindestens"), [("gross", 18), ("web", 12), ("plakat", 15), ("faltblatt", 8)])
def test_letters_are_big_enough(pdfs, papier, mindestens):
    assert min(schriftgroessen(pdfs(papier))) >= mindestens


@pytest.mark.parametrize("papier", ["gross", "web"])
def test_big_letters_and_screen_have_entries_instead_of_tables(pdfs, papier):
    text = " ".join(seitentexte(pdfs(papier)))

    assert [
        wort
        for wort in ("Unterhaltsvorschuss", "Für Kinder.", "227 €", "Jugendamt", "amt.example/uv")
        if wort not in text
    ] == []
    assert mit_rolle(oeffne(pdfs(papier)), "/Table") == []
    assert dict(lesezeichen(pdfs(papier)))["Leistungen"] == ["Unterhaltsvorschuss", "Kindergeld"]


def test_screen_has_no_pages_to_write_on_and_no_codes_to_scan(pdfs):
    assert "Notizen" not in dict(lesezeichen(pdfs("web")))
    assert "Notizen" in dict(lesezeichen(pdfs("a4")))
    assert bildworte(pdfs("web")) == []


def test_screen_has_live_links(pdfs):
    dokument = oeffne(pdfs("web"))
    links = [link for seite in dokument.pages for link in seite.get("/Annots", [])]
    ziele = {str(link.A.URI) for link in links if "/A" in link}

    assert ziele >= {"https://portal.example/e/1", "tel:112", "https://amt.example/uv"}


def test_ohne_tabellen_turns_benefits_and_short_lists_into_entries():
    amt = Stelle("Jugendamt", "Markt 1", "https://amt.example/uv", (Zustaendig("Uslar", "Kim", "05571 1", "nur Mo"),))
    heft = make_heft(
        kapitel=(
            Abschnitt(
                "k1", "Geld", "leistungen", leistungen=(Leistungszeile("UV", "Geld.", "Alle", "9 €", "Amt", (amt,)),)
            ),
            Abschnitt("k2", "Geld", "leistungen", leistungen=(Leistungszeile("KG", "Geld.", wo="Kasse"),)),
            Abschnitt("k3", "Kurz", "angebote", "kurz", eintraege=(make_eintrag(1),)),
        )
    )
    mit_amt, ohne_amt, kurz = ohne_tabellen(heft).kapitel

    assert [(e.anker, e.titel, e.satz) for e in mit_amt.eintraege] == [("k1-leistung-1", "UV", "Geld.")]
    assert mit_amt.eintraege[0].text == "### Für wen?\n\nAlle\n\n### Wie viel?\n\n9 €"
    assert mit_amt.eintraege[0].fakten == (
        Fakt("Wo hier?", ("Jugendamt", "Markt 1", "Uslar: Kim · 05571 1 · nur Mo")),
        Fakt("Antrag", ("amt.example/uv",), "https://amt.example/uv"),
    )
    assert ohne_amt.eintraege[0].text == "### Wo hier?\n\nKasse"
    assert (kurz.detail, kurz.eintraege) == ("mittel", (make_eintrag(1),))
    assert [abschnitt.leistungen for abschnitt in (mit_amt, ohne_amt)] == [(), ()]


def test_ohne_tabellen_keeps_short_lists_where_they_fit():
    heft = make_heft(kapitel=(Abschnitt("k", "Kurz", "angebote", "kurz", eintraege=(make_eintrag(1),)),))

    assert ohne_tabellen(heft, kurzlisten=True) == heft


def test_auszug_has_the_stages_of_a_way():
    assert make_auszug(make_heft(1)).weg == make_heft(1).kapitel[4]
    assert make_auszug(make_heft(kapitel=())).weg is None


@pytest.mark.parametrize("papier", ["a4", "a5", "web", "gross", "plakat"])
def test_every_heading_is_one_heading(pdfs, papier):
    """None stands in another one: a bar drawn as a block of its own once made two of each."""
    ueber = mit_rolle(oeffne(pdfs(papier)), "/H1", "/H2", "/H3", "/H4")
    kinder = [kind for eine in ueber for kind in (eine.K if isinstance(eine.get("/K"), pikepdf.Array) else [])]

    assert ueber
    assert [
        str(kind.S)
        for kind in kinder
        if isinstance(kind, pikepdf.Dictionary) and "/S" in kind and str(kind.S)[:2] == "/H"
    ] == []


def test_area_stands_once_in_the_title_of_the_file():
    heft = make_heft(1, titel="Wohnen – Landkreis Northeim", gebiet="Landkreis Northeim")

    assert str(oeffne(render_pdf(setze(heft, "plakat"))).docinfo.Title) == "Wohnen – Landkreis Northeim"


def test_contents_of_large_print_name_chapters_only(pdfs):
    assert ["Angebot Nummer 1" in seitentexte(pdfs(papier))[1] for papier in ("a4", "gross")] == [True, False]


def test_ohne_tabellen_keeps_the_benefits_of_a_stage():
    stationen = make_heft(1).kapitel[4]

    assert ohne_tabellen(make_heft(1)).kapitel[4] == stationen


def test_ohne_notizen_drops_only_those():
    arten = [abschnitt.art for abschnitt in make_heft(1).kapitel]

    assert [abschnitt.art for abschnitt in ohne_notizen(make_heft(1)).kapitel] == arten[:-1]


def test_auszug_takes_every_topic_in_turn_and_each_offer_once():
    eins, zwei, drei = (make_eintrag(nummer) for nummer in (1, 2, 3))
    heft = make_heft(
        kapitel=(
            Abschnitt("k1", "Kita", "angebote", eintraege=(eins, zwei)),
            Abschnitt("k2", "Geld", "angebote", "kurz", eintraege=(drei, eins)),
            Abschnitt("k3", "Kontakte", "kontakte", eintraege=(make_eintrag(None, "Partner"),)),
        )
    )
    auszug = make_auszug(heft)

    assert [(a.titel, a.thema) for a in auszug.angebote] == [
        ("Angebot Nummer 1", "Kita"),
        ("Angebot Nummer 3", "Geld"),
        ("Angebot Nummer 2", "Kita"),
    ]
    assert [(s.titel, s.telefon, s.wann) for s in auszug.stellen] == [
        ("Partner", "05571 000-410", ("Mo 9–12 Uhr", "nach Vereinbarung"))
    ]
    assert (auszug.weitere_angebote, auszug.weitere_stellen) == (0, 0)


def test_auszug_counts_what_it_leaves_out():
    eintraege = tuple(make_eintrag(nummer) for nummer in range(1, 51))
    stellen = tuple(make_eintrag(nummer, f"Treff {nummer}") for nummer in range(1, 10))
    kapitel = (
        Abschnitt("k1", "Kita", "angebote", eintraege=eintraege),
        Abschnitt("k2", "Treffs", "stationen", unter=(Abschnitt("k3", "Orte", "anlaufstellen", eintraege=stellen),)),
    )
    auszug = make_auszug(make_heft(kapitel=kapitel))

    assert (len(auszug.angebote), auszug.weitere_angebote) == (40, 10)
    assert (len(auszug.stellen), auszug.weitere_stellen) == (7, 2)
    assert [stelle.titel for stelle in auszug.plakatstellen] == ["Treff 1", "Treff 2", "Treff 3", "Treff 4"]
