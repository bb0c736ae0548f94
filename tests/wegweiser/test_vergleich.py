"""What changed between two booklets, made of plain values; no database."""

from dataclasses import replace

import pytest

from tests.wegweiser.hefte import make_eintrag, make_heft
from wegweiser.druck.heft import Abschnitt, Fakt, Hilfenummer, Leistungszeile, Person, Stelle, Zustaendig
from wegweiser.druck.posten import read_heft, saetze
from wegweiser.druck.vergleich import Aenderung, Geheim, Vergleich, compare_hefte


def heft(*kapitel):
    return make_heft(kapitel=kapitel)


def kapitel(*eintraege, anker="k1", **felder):
    return Abschnitt(anker, f"Kapitel {anker}", "angebote", eintraege=eintraege, **felder)


def vergleiche(alt, neu, **felder):
    """Two entries of the same number in a booklet each."""
    return compare_hefte(heft(kapitel(alt)), heft(kapitel(neu)), **felder)


def aenderungen(vergleich):
    return [(eins.posten.titel, *eins.aenderungen) for eins in vergleich.geaendert]


def test_same_booklet_has_no_difference():
    vergleich = compare_hefte(make_heft(), make_heft())

    assert vergleich.ist_gleich
    assert (vergleich.gedruckt, vergleich.falsch, vergleich.veraltet) == (14, 0, 0)
    assert vergleich.satz == "Es hat sich nichts geändert. Das Heft stimmt noch."


@pytest.mark.parametrize(
    ("felder", "erwartet"),
    [
        ({"telefon": "05571 9"}, Aenderung("Telefon", ("05571 000-410",), ("05571 9",))),
        ({"telefon": ""}, Aenderung("Telefon", ("05571 000-410",), ())),
        ({"titel": "Neuer Name"}, Aenderung("Name", ("Angebot Nummer 7",), ("Neuer Name",))),
        ({"stelle": "Jobcenter"}, Aenderung("Wer", ("Familienhaus Uslar",), ("Jobcenter",))),
        (
            {"fakten": (Fakt("Für wen", ("alle Alleinerziehenden",)), Fakt("Kosten", ("5 €",)))},
            Aenderung("Kosten", ("kostenlos",), ("5 €",)),
        ),
        (
            {"personen": (Person("Dörte Wallbaum", "Leitung", "05571 1", (Fakt("Sprechzeit", ("Di 9–12 Uhr",)),)),)},
            Aenderung("Dörte Wallbaum", (), ("Leitung", "05571 1", "Sprechzeit: Di 9–12 Uhr")),
        ),
        ({"text": "Ganz neu."}, None),
    ],
)
def test_changed_fact_has_name_old_and_new_words(felder, erwartet):
    alt = make_eintrag(7)
    vergleich = vergleiche(alt, replace(alt, **felder))
    [(_titel, gefunden)] = aenderungen(vergleich)

    if erwartet is None:
        erwartet = Aenderung("Beschreibung", saetze(alt.text)[:1], ("Ganz neu.",))
    assert gefunden == erwartet
    assert (vergleich.neu, vergleich.weg, vergleich.verschoben) == ((), (), ())


@pytest.mark.parametrize(
    "felder",
    [
        {"kontakt": (*make_eintrag(7).kontakt, Fakt("Bestätigt", ("Mai 2027",)))},
        {"kontakt": (Fakt("Wann", ("Mo  9–12\u00a0Uhr", "nach Vereinbarung")), *make_eintrag(7).kontakt[1:])},
        {"anker": "anders"},
        {"ausgabe": 12},
        {"pfad": "/angebote/umbenannt-7/"},
    ],
)
def test_confirmation_white_space_and_addresses_are_no_change(felder):
    alt = make_eintrag(7)

    assert vergleiche(alt, replace(alt, **felder)).ist_gleich


def test_days_off_that_are_over_are_no_change_but_new_ones_are():
    frueher = make_eintrag(7, kontakt=(Fakt("Pause", ("1.7.–14.7.2026",)),))
    vorbei, neu = replace(frueher, kontakt=()), replace(frueher, kontakt=(Fakt("Pause", ("1.9.–2.9.2026",)),))

    assert vergleiche(frueher, vorbei).ist_gleich
    assert aenderungen(vergleiche(frueher, neu)) == [
        ("Angebot Nummer 7", Aenderung("Pause", ("1.7.–14.7.2026",), ("1.9.–2.9.2026",)))
    ]


def test_new_gone_and_moved_entries_are_told_by_number():
    alt = heft(kapitel(make_eintrag(1), make_eintrag(2)), kapitel(make_eintrag(3), anker="k2"))
    neu = heft(kapitel(make_eintrag(1)), kapitel(make_eintrag(3), make_eintrag(4), make_eintrag(2), anker="k2"))
    vergleich = compare_hefte(alt, neu)

    assert [posten.nummer for posten in vergleich.neu] == [4]
    assert [(umzug.posten.nummer, umzug.alt, umzug.posten.kapitel) for umzug in vergleich.verschoben] == [
        (2, "Kapitel k1", "Kapitel k2")
    ]
    assert (vergleich.weg, vergleich.geaendert) == ((), ())
    assert [posten.nummer for posten in compare_hefte(neu, alt).weg] == [4]


def test_renamed_chapter_moves_nothing():
    alt = heft(kapitel(make_eintrag(1)))

    assert compare_hefte(alt, heft(replace(alt.kapitel[0], titel="Anders"))).ist_gleich


@pytest.mark.parametrize(("detail", "anzahl"), [("kurz", 0), ("mittel", 1), ("voll", 2)])
def test_what_one_booklet_does_not_print_cannot_have_changed(detail, anzahl):
    alt = make_eintrag(7)
    neu = replace(alt, satz="Anders.", text="Anders.")
    vergleich = compare_hefte(heft(kapitel(alt, detail=detail)), heft(kapitel(neu)))

    assert sum(len(eins.aenderungen) for eins in vergleich.geaendert) == anzahl


def test_entry_printed_twice_counts_once_with_its_fullest_words():
    posten = read_heft(heft(kapitel(make_eintrag(7), detail="kurz"), kapitel(make_eintrag(7), anker="k2")))

    assert [(p.nummer, p.stufe, p.anker) for p in posten.values()] == [(7, 2, "k1")]


def test_amount_office_and_help_line_are_told_by_name():
    zeile = Leistungszeile("Unterhaltsvorschuss", "Geld.", "Für Kinder. Bis 17.", "Bis 5 Jahre **227 €**. Danach mehr.")
    amt = (Stelle("Jugendamt", "Am Markt 1", "", (Zustaendig("A–K", "Kim", "05551 1"),)),)
    notruf = Hilfenummer("Elterntelefon", "0800 1", zeiten="Mo–Fr")
    alt = heft(Abschnitt("k1", "Geld", "leistungen", leistungen=(replace(zeile, stellen=amt),), nummern=(notruf,)))
    neuer = replace(zeile, hoehe="Bis 5 Jahre **299 €**. Danach mehr.", stellen=(replace(amt[0], anschrift="Ring 2"),))
    neu = heft(Abschnitt("k1", "Geld", "leistungen", leistungen=(neuer,), nummern=(replace(notruf, nummer="0800 2"),)))

    assert aenderungen(compare_hefte(alt, neu)) == [
        (
            "Unterhaltsvorschuss",
            Aenderung("Wie viel?", ("Bis 5 Jahre 227 €.",), ("Bis 5 Jahre 299 €.",)),
            Aenderung(
                "Wo hier?", ("Jugendamt, Am Markt 1", "A–K: Kim 05551 1"), ("Jugendamt, Ring 2", "A–K: Kim 05551 1")
            ),
        ),
        ("Elterntelefon", Aenderung("Telefon", ("0800 1",), ("0800 2",))),
    ]


def test_text_of_a_chapter_is_told_by_its_sentences_and_is_no_entry():
    alt = Abschnitt("k1", "Geld", text="Es gibt [259 €](https://a.example). Jeden Monat.\n\n- Pass", punkte=("Foto",))
    vergleich = compare_hefte(heft(alt), heft(replace(alt, text="Jeden Monat. Es gibt 300 €.\n\n* Pass", punkte=())))

    assert aenderungen(vergleich) == [
        ("Geld", Aenderung("Text", ("Es gibt 259 €.",), ("Es gibt 300 €.",)), Aenderung("Liste", ("Foto",), ()))
    ]
    assert (vergleich.gedruckt, vergleich.veraltet) == (0, 0)


def test_protected_today_shows_no_old_word():
    alt = make_eintrag(7, kontakt=(Fakt("Wo", ("Hinterhaus, Verborgene Gasse 7, 37154 Northeim",)),), fakten=())
    neu = replace(alt, kontakt=(Fakt("Wo", ("Raum Northeim",)),), text="Neu.", telefon="0800 5")
    ganz = vergleiche(alt, neu, geheim=Geheim(nummern=frozenset({7})))
    strasse = vergleiche(alt, neu, geheim=Geheim(worte=frozenset({"verborgene gasse 7"})))

    assert {aenderung.alt for aenderung in ganz.geaendert[0].aenderungen} == {()}
    assert {a.name: a.alt for a in strasse.geaendert[0].aenderungen}["Telefon"] == ("05571 000-410",)
    assert [str(v) for v in (ganz, strasse) if "Verborgene" in str(v.geaendert[0].aenderungen)] == []


def satz(gedruckt, falsch, neu=0):
    eintraege = [make_eintrag(nummer) for nummer in range(1, gedruckt + 1)]
    andere = [replace(eintrag, telefon="0") for eintrag in eintraege[:falsch]] + eintraege[falsch:]
    andere += [make_eintrag(1000 + nummer) for nummer in range(neu)]
    return compare_hefte(heft(kapitel(*eintraege)), heft(kapitel(*andere)))


@pytest.mark.parametrize(
    ("gedruckt", "falsch", "neu", "worte"),
    [
        (120, 14, 0, "14 von 120 Einträgen stimmen nicht mehr (12 %). Ein Einlegeblatt genügt."),
        (100, 14, 0, "14 von 100 Einträgen stimmen nicht mehr (14 %). Ein Einlegeblatt genügt."),
        (100, 15, 0, "15 von 100 Einträgen stimmen nicht mehr (15 %). Ein Nachdruck lohnt sich."),
        (3, 1, 0, "1 von 3 Einträgen stimmt nicht mehr (33 %). Ein Nachdruck lohnt sich."),
        (2, 2, 0, "2 von 2 Einträgen stimmen nicht mehr (100 %). Ein Nachdruck lohnt sich."),
        (2, 0, 1, "Alle gedruckten Einträge stimmen noch. Ein Einlegeblatt genügt."),
    ],
)
def test_measure_says_whether_to_print_again(gedruckt, falsch, neu, worte):
    assert satz(gedruckt, falsch, neu).satz == worte


def test_entry_that_is_gone_counts_as_outdated():
    vergleich = compare_hefte(heft(kapitel(make_eintrag(1), make_eintrag(2))), heft(kapitel(make_eintrag(1))))

    assert (vergleich.falsch, vergleich.veraltet, vergleich.braucht_blatt) == (1, 50, True)


def test_nothing_printed_is_never_outdated():
    assert Vergleich(gedruckt=0).veraltet == 0
