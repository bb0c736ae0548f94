"""Fit to pages: what goes first, what is said about it, and what a leaflet and a poster show."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.wegweiser.hefte import LANGES_WORT, make_eintrag, make_heft
from tests.wegweiser.pdfs import oeffne, seitentexte, spalten
from wegweiser.druck.einpassen import einpassen, fuelle, lasse_weg, passt, zaehle
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Abschnitt, Fakt, Heft, Hilfenummer, Leistungszeile
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.satz import Satz
from wegweiser.druck.vorlage import setze

MM = 72 / 25.4
STIL = "@page { size: 100mm; margin: 10mm } p { height: 10mm; margin: 0 } .entfallen { display: none }"
STIL += " body { margin: 0 } .fuellseite { break-before: page }"
REST = '<p class="rest" data-rest="Noch {zahl}" data-schon="0"></p>'


@dataclass
class Seite:
    anchors: tuple = ()


@dataclass
class Dokument:
    pages: list


def absaetze(anzahl, klasse="weglassbar"):
    return "".join(f'<p class="{klasse}">Absatz{nummer}</p>' for nummer in range(1, anzahl + 1))


def gedruckt(html, hoechstens):
    """The text of every page; eight paragraphs fill one."""
    return seitentexte(render_pdf(Satz(f"<body>{html}</body>", (STIL,), hoechstens=hoechstens, zugaenglich=False)))


def test_lasse_weg_hides_the_last_ones_and_counts_them_where_they_were():
    html = absaetze(2) + REST + '<li class="x weglassbar" id="a">Drei</li>' + REST

    assert zaehle(html) == 3
    assert lasse_weg(html, 3) == absaetze(2) + '<li class="x weglassbar" id="a">Drei</li>'
    assert lasse_weg(html, 1) == (
        '<p class="weglassbar">Absatz1</p><p class="weglassbar entfallen">Absatz2</p><p class="rest">Noch 1</p>'
        '<li class="x weglassbar entfallen" id="a">Drei</li><p class="rest">Noch 1</p>'
    )


def test_lasse_weg_adds_what_was_missing_before():
    assert lasse_weg(absaetze(2) + REST.replace('"0"', '"30"'), 1).endswith('<p class="rest">Noch 31</p>')
    assert lasse_weg(absaetze(2) + REST.replace('"0"', '"30"'), 2).endswith('<p class="rest">Noch 30</p>')


def test_lasse_weg_leaves_words_of_people_alone():
    text = "<p>class=&quot;weglassbar&quot; und weglassbar und {zahl}</p>"

    assert (zaehle(text), lasse_weg(text, 0)) == (0, text)


def test_fuelle_keeps_the_first_ones():
    assert fuelle(absaetze(2, "fuellseite"), 1) == (
        '<p class="fuellseite">Absatz1</p><p class="fuellseite entfallen">Absatz2</p>'
    )


@pytest.mark.parametrize(
    ("seiten", "erwartet"),
    [
        ([("anfang",), ()], False),
        ([(), ("anfang", "ende")], True),
        ([(), ("anfang",), ("anfang", "ende")], True),
        ([(), ("anfang",), ("ende",), ()], False),
        ([(), ("anfang",), (), (), ("ende",)], False),
        ([(), ()], True),
    ],
)
def test_passt_wants_one_page_each_for_cover_and_back(seiten, erwartet):
    assert passt(Dokument([Seite(anker) for anker in seiten]), 4) is erwartet


@pytest.mark.parametrize(("anzahl", "letzter", "rest"), [(7, 7, ""), (8, 8, ""), (9, 7, "Noch 2"), (40, 7, "Noch 33")])
def test_as_much_as_fits_is_printed_and_the_rest_is_counted(anzahl, letzter, rest):
    (seite,) = gedruckt(absaetze(anzahl) + REST, 1)

    assert seite.split(" ", letzter)[:letzter] == [f"Absatz{nummer}" for nummer in range(1, letzter + 1)]
    assert seite.partition(f"Absatz{letzter}")[2].strip() == rest


def test_pages_come_out_exactly_because_some_only_fill():
    fuellseiten = "".join(f'<section class="fuellseite">Leer{nummer}</section>' for nummer in "1234")

    assert [seite.split()[0] for seite in gedruckt(absaetze(10) + fuellseiten, 4)] == [
        "Absatz1",
        "Absatz9",
        "Leer1",
        "Leer2",
    ]
    assert [seite.split()[0] for seite in gedruckt(absaetze(50) + fuellseiten, 2)] == ["Absatz1", "Absatz9"]


@pytest.mark.parametrize(("hoechstens", "worte"), [(1, "auf eine Seite"), (2, "auf 2 Seiten")])
def test_what_may_not_go_and_does_not_fit_is_an_error(hoechstens, worte):
    with pytest.raises(DruckError, match=f"passt auch gekürzt nicht {worte}"):
        gedruckt(absaetze(40, "bleibt") + absaetze(3), hoechstens)


def test_few_tries_for_many_entries():
    versuche = []

    def setze_html(html):
        versuche.append(html)
        return Dokument([Seite()] * (1 + html.count("weglassbar") - html.count("entfallen")))

    dokument = einpassen(absaetze(1000), 401, setze_html)

    assert len(dokument.pages) == 401
    assert len(versuche) == 11


def make_grosses_heft(anzahl=60):
    """A guide as full as a city's: two topics, many points, many numbers."""
    hauptsachen = {"kontakt": (Fakt("Wann", ("Mo 9–12 Uhr",)), Fakt("Wo", ("Markt 1, 37154 Northeim",)))}
    stellen = tuple(make_eintrag(n, f"Treff {n}", anker=f"s{n}", **hauptsachen) for n in range(1, 12))
    erste = tuple(make_eintrag(n, f"Kita {n}", anker=f"a{n}") for n in range(1, anzahl // 2 + 1))
    zweite = tuple(make_eintrag(n, f"Geld {n}", anker=f"b{n}") for n in range(1, anzahl // 2 + 1))
    nummern = tuple(Hilfenummer(f"Telefon {n}", f"0800 {n}", "", "immer") for n in range(1, 10))
    return make_heft(
        kapitel=(
            Abschnitt("k1", "Sofort", "notruf", nummern=nummern),
            Abschnitt("k2", "Treffs", "anlaufstellen", eintraege=stellen),
            Abschnitt("k3", "Kinderbetreuung", "angebote", eintraege=erste),
            Abschnitt("k4", "Geld", "angebote", eintraege=zweite),
            Abschnitt("k5", "Leistungen", "leistungen", leistungen=(Leistungszeile("Kindergeld", "Geld."),)),
        )
    )


def felder(heft):
    """The six panels of a leaflet, in reading order."""
    pdf = render_pdf(setze(heft, "faltblatt"))
    aussen = spalten(pdf, [0, 97 * MM, 197 * MM, 297 * MM])[0]
    innen = spalten(pdf, [0, 100 * MM, 200 * MM, 297 * MM])[1]
    assert len(oeffne(pdf).pages) == 2
    return [aussen[2], *innen, aussen[0], aussen[1]]


def test_faltblatt_shows_numbers_points_money_then_offers_of_every_topic():
    eins, zwei, *mitte, sechs = felder(make_grosses_heft())
    innen = " ".join([zwei, *mitte])

    assert "Wegweiser für Alleinerziehende" in eins
    assert "Stand: November 2026" in eins
    assert zwei.startswith("Sofort Hilfe 0800 1 Telefon 1 immer")
    stellen = ["Hier können Sie hingehen", "Treff 7", "Weitere Anlaufstellen im Internet: 4", "Geld, das Ihnen zusteht"]
    reihe = [*stellen, "portal.example/leistungen", "Was es für Sie gibt", "Kita 1", "Geld 1", "Kita 2", "Geld 2"]
    orte = [innen.find(wort) for wort in reihe]
    assert -1 not in orte
    assert orte == sorted(orte)
    assert sechs.startswith("So erreichen Sie uns Netzwerk Alleinerziehende Northeim Telefon 05551 000-100")
    assert "sind erfunden" in sechs


def test_faltblatt_counts_every_offer_that_it_does_not_show():
    innen = " ".join(felder(make_grosses_heft(300))[1:5])
    gezeigt = sum(f"{name} {nummer} Familienhaus" in innen for name in ("Kita", "Geld") for nummer in range(1, 151))

    assert gezeigt >= 10
    assert f"Weitere Angebote im Internet: {300 - gezeigt}" in innen


def test_faltblatt_with_little_in_it_has_panels_for_notes():
    texte = felder(make_heft(2))

    assert [text.startswith("Meine Notizen") for text in texte] == [False, False, False, True, True, False]


def test_faltblatt_says_nothing_of_examples_when_all_is_real():
    assert "Beispieldaten" not in " ".join(felder(make_heft(2, ist_beispiel=False)))


@pytest.mark.parametrize("papier", ["faltblatt", "plakat"])
def test_empty_booklet_still_shows_who_and_where(papier):
    leer = Heft("Hefttitel", date(2026, 11, 22), "https://portal.example/", "https://portal.example/angebote/")
    texte = " ".join(seitentexte(render_pdf(setze(leer, papier))))

    assert "Hefttitel" in texte
    assert "portal.example/angebote" in texte
    assert "Sofort Hilfe" not in texte


@pytest.mark.parametrize("papier", ["faltblatt", "plakat"])
def test_contact_or_title_beyond_all_measure_is_an_error_in_words(papier):
    lang = make_heft(1, kontakt=(Fakt("Träger", (f"{LANGES_WORT} " * 80,)),), gebiet=f"{LANGES_WORT} " * 80)

    with pytest.raises(DruckError, match="Bitte kürzen Sie Titel, Namen oder Kontakt"):
        render_pdf(setze(lang, papier))


def test_plakat_is_one_accessible_page_in_a3():
    dokument = oeffne(render_pdf(setze(make_grosses_heft(), "plakat")))

    assert len(dokument.pages) == 1
    assert [round(float(wert) / MM) for wert in dokument.pages[0].mediabox[2:]] == [297, 420]
    assert "/StructTreeRoot" in dokument.Root


def test_plakat_shows_points_to_call_and_numbers_for_now():
    (text,) = seitentexte(render_pdf(setze(make_grosses_heft(), "plakat")))

    assert [
        wort for wort in ("Treff 1", "Treff 3", "Sofort Hilfe", "0800 3", "Kamera auf das Muster") if wort not in text
    ] == []
    assert [wort for wort in ("Treff 5", "0800 4", "Kita 1") if wort in text] == []


def test_plakat_without_points_names_the_first_offers():
    heft = make_heft(kapitel=(Abschnitt("k", "Kinder", "angebote", eintraege=(make_eintrag(1, "Krabbelgruppe"),)),))
    (text,) = seitentexte(render_pdf(setze(heft, "plakat")))

    assert "Krabbelgruppe" in text
    assert "Sofort Hilfe" not in text
