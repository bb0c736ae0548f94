"""Where things stand on paper: a booklet of 100 nasty entries, measured word by word in every kind of page."""

import re
from itertools import pairwise

import pytest

from tests.wegweiser.hefte import LANGES_WORT, make_eintrag, make_heft
from tests.wegweiser.pdfs import befehl, seitentexte, wortrechtecke
from wegweiser.druck.heft import Abschnitt, Fakt, Hilfenummer
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.satz import Register, Stichwort
from wegweiser.druck.vorlage import setze

MM = 72 / 25.4
ANSCHRIFT = (
    "Gemeinschaftsunterkunft im Hinterhaus, Aufgang C, Bürgermeister-Friedrich-Wilhelm-Müller-Allee 127 b, 37170 Uslar"
)
ADRESSE = "https://www.familien-und-alleinerziehenden-beratung.example/angebote/" + "unterseite-" * 12
# Between the edge of the paper as it is cut and the first letter, in millimetres; less than any margin. At head and
# foot 2 mm: a running head with a word of 69 letters takes three lines.
RAND = 11
BOGENRAND = {"druckerei": 10}


def make_boesen(nummer):
    """Every fifth is long, every seventh has a huge word, every tenth thirty facts; the others are short."""
    titel = f"Angebot Nummer {nummer}" + (f" {LANGES_WORT}" if nummer % 7 == 0 else "")
    ende = Fakt("Zuletzt", (f"Ende{nummer}.",))
    felder = {"text": "", "fakten": (ende,), "satz": f"Anfang{nummer}."}
    if nummer % 5 == 0:
        felder |= {"text": "Wir hören zu und schreiben mit Ihnen auf, was zuerst dran ist. " * 50}
    if nummer % 7 == 0:
        felder |= {
            "kontakt": (Fakt("Wo", (ANSCHRIFT,)), Fakt("Internet", (ADRESSE,), ADRESSE), Fakt(LANGES_WORT, ("ja",)))
        }
    if nummer % 10 == 0:
        felder |= {"fakten": (*(Fakt(f"Angabe {n}", (f"{ANSCHRIFT} {n}",)) for n in range(30)), ende)}
    return make_eintrag(nummer, titel, **felder)


def make_boeses_heft():
    eintraege = [make_boesen(nummer) for nummer in range(1, 101)]
    kapitel = [
        Abschnitt(f"k{n}", f"Kapitel {n} {LANGES_WORT if n == 3 else ''}".strip(), "angebote", eintraege=tuple(teil))
        for n, teil in enumerate((eintraege[i : i + 20] for i in range(0, 100, 20)), 1)
    ]
    kapitel.append(Abschnitt("liste", "Liste", "angebote", detail="kurz", eintraege=(make_eintrag(777, LANGES_WORT),)))
    notruf = Hilfenummer(LANGES_WORT, "0800 111 0 550 oder 0800 111 0 111", ANSCHRIFT, "immer", "kostenlos")
    kapitel.append(Abschnitt("notruf", "Hilfe", "notruf", nummern=(notruf,)))
    worte = tuple(Stichwort(f"Wort{n}", (f"angebot-{n}", f"angebot-{101 - n}")) for n in range(1, 51))
    return make_heft(kapitel=tuple(kapitel), register=(Register("register", "Register", worte),))


@pytest.fixture(scope="module", params=["a4", "a5", "gross", "web", "druckerei"])
def papier(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(papier):
    return render_pdf(setze(make_boeses_heft(), papier))


@pytest.fixture(scope="module")
def texte(pdf):
    return seitentexte(pdf)


@pytest.fixture(scope="module")
def seiten(pdf):
    return wortrechtecke(pdf)


def seiten_mit(texte, muster):
    return [zahl for zahl, text in enumerate(texte, 1) if re.search(muster, text)]


@pytest.fixture(scope="module")
def anfang(texte):
    """Pages on which an entry's title stands together with what follows it."""
    return {n: seiten_mit(texte, rf"Angebot Nummer {n}\b\D*? Familienhaus Uslar") for n in range(1, 101)}


def test_no_word_leaves_the_margins(seiten, papier):
    rand = (RAND + BOGENRAND.get(papier, 0)) * MM
    kopf = (2 + BOGENRAND.get(papier, 0)) * MM

    assert [
        (zahl, wort)
        for zahl, (breite, hoehe, woerter) in enumerate(seiten, 1)
        for x0, y0, x1, y1, wort in woerter
        if x0 < rand or x1 > breite - rand or y0 < kopf or y1 > hoehe - kopf
    ] == []


def test_no_words_lie_on_each_other(seiten):
    """The middle half of the letters' height counts: boxes of neighbouring lines touch where lines are set tight."""
    for zahl, (_breite, _hoehe, woerter) in enumerate(seiten, 1):
        kerne = sorted((x0, y0 + (y1 - y0) / 4, x1, y1 - (y1 - y0) / 4, wort) for x0, y0, x1, y1, wort in woerter)
        for stelle, (_x0, y0, x1, y1, wort) in enumerate(kerne):
            darauf = [
                (zahl, wort, w) for u0, v0, u1, v1, w in kerne[stelle + 1 :]
                if u0 < x1 - 1 and min(y1, v1) - max(y0, v0) > 1
            ]  # fmt: skip
            assert darauf == []


def test_every_page_is_numbered_as_it_is_counted(seiten, papier):
    """Registers included: they are set apart and added."""
    gezaehlt = []
    for _breite, hoehe, woerter in seiten[1:]:
        fuss = [wort for _x0, y0, _x1, _y1, wort in woerter if y0 > hoehe - (26 + BOGENRAND.get(papier, 0)) * MM]
        gezaehlt.append({int(wort) for wort in fuss if wort.isdigit()})

    assert [zahl for zahl, gedruckt in enumerate(gezaehlt, 2) if zahl not in gedruckt] == []


def test_heading_is_never_the_last_line_of_a_page(anfang, texte):
    """Title and office of every entry stand together on one page, a chapter's title with its first entry."""
    assert [nummer for nummer, gefunden in anfang.items() if len(gefunden) != 1] == []
    for zahl in range(1, 6):
        [seite] = anfang[20 * zahl - 19]
        assert re.search(rf"Kapitel {zahl}\b.*Angebot Nummer {20 * zahl - 19}\b", texte[seite - 1])


def test_short_entries_are_not_broken(texte, papier):
    """In large letters one may run over to the next page, no further."""
    seiten = 1 if papier in ("gross", "web") else 0
    kurze = [nummer for nummer in range(1, 101) if make_boesen(nummer).umfang == "kurz"]

    assert len(kurze) > 60
    laengen = {n: seiten_mit(texte, rf"Ende{n}\.")[0] - seiten_mit(texte, rf"Anfang{n}\.")[0] for n in kurze}
    assert {n: laenge for n, laenge in laengen.items() if laenge > seiten} == {}


def test_contents_name_the_right_pages(anfang, texte, papier):
    """In large print they name the chapters alone, elsewhere every entry too."""
    inhalt = " ".join(texte[1 : anfang[1][0] - 1])
    gedruckt = {int(n): [int(zahl)] for zahl, n in re.findall(r"(\d+) Angebot Nummer (\d+)\b", inhalt)}

    kapitel = {int(n): [int(zahl)] for zahl, n in re.findall(r"(\d+) Kapitel (\d)\b", inhalt)}

    assert kapitel == {zahl: anfang[20 * zahl - 19] for zahl in range(1, 6)}
    assert gedruckt == ({} if papier == "gross" else anfang)


def test_register_names_the_right_pages(anfang, texte):
    register = " ".join(texte[anfang[100][0] :])
    gedruckt = {int(n): zahlen for n, zahlen in re.findall(r"Wort(\d+) ([\d, ]*\d)", register)}

    for n in range(1, 51):
        assert gedruckt[n].startswith(", ".join(str(zahl) for zahl in sorted({*anfang[n], *anfang[101 - n]})))


def test_fonts_are_embedded(pdf):
    schriften = befehl("pdffonts", "-", eingabe=pdf).splitlines()[2:]

    assert schriften
    assert [zeile for zeile in schriften if not re.search(r"yes\s+yes\s+yes\s+\d+\s+\d+$", zeile)] == []


def test_entries_follow_each_other_in_order(anfang):
    folge = [seite for seiten in anfang.values() for seite in seiten]

    assert [paar for paar in pairwise(folge) if paar[0] > paar[1]] == []
