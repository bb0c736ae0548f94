from datetime import date, datetime, time

import pytest
from django.http import QueryDict

from anlaufstellen.auswahl import select_anlaufstellen
from anlaufstellen.models import Oeffnungszeit, Tourhalt
from netzwerk.models import Partner
from netzwerk.ortszeit import ZONE
from tests.factories import make_anlaufstelle, make_netzwerk, make_partner, make_person, make_sprache
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
# A Monday morning.
MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
NAH, FERN = {"lat": 52.51, "lon": 13.58}, {"lat": 52.60, "lon": 13.58}


def select(query=""):
    return select_anlaufstellen(QueryDict(query), MOMENT)


def namen(treffer):
    return [einer.name for einer in treffer]


def karten(auswahl, liste):
    return [(stelle.name, stelle.passt) for stelle in auswahl.load(liste)[0]]


def test_nearest_first_and_what_has_no_place_last():
    orte = make_landkarte()
    make_anlaufstelle("Weit", regionen=[orte.bezirk], **FERN)
    make_anlaufstelle("Ohne Ort", regionen=[orte.bezirk])
    make_anlaufstelle("Nah", regionen=[orte.bezirk], **NAH)
    auswahl = select("ort=12621")

    assert [(t.name, t.km and round(t.km, 1)) for t in auswahl.hingehen] == [
        ("Nah", 1.1),
        ("Weit", 11.1),
        ("Ohne Ort", None),
    ]


def test_protected_point_has_no_distance_and_stands_with_those_one_calls():
    orte = make_landkarte()
    make_anlaufstelle("Schutz", art="schutz", adresse_geschuetzt=True, regionen=[orte.bezirk], **NAH)
    auswahl = select("ort=12621")

    assert auswahl.hingehen == []
    assert [(t.name, t.km) for t in auswahl.aus_der_ferne] == [("Schutz", None)]


def test_radius_counts_everywhere_and_without_a_place_the_region_decides():
    orte = make_landkarte()
    make_anlaufstelle("Nebenan", regionen=[orte.northeim], **NAH)
    make_anlaufstelle("Weit", regionen=[orte.bezirk], **FERN)
    make_anlaufstelle("Telefon hier", art="hotline", regionen=[orte.bezirk])
    make_anlaufstelle("Telefon dort", art="hotline", regionen=[orte.northeim])
    auswahl = select("ort=12621&umkreis=5")

    assert namen(auswahl.hingehen) == ["Nebenan"]
    assert namen(auswahl.aus_der_ferne) == ["Telefon hier"]


def test_open_now_leaves_out_what_is_closed_and_names_what_has_no_hours():
    make_anlaufstelle("Offen", zeiten=[(0, 9, 12)])
    make_anlaufstelle("Zu", zeiten=[(0, 14, 16)])
    make_anlaufstelle("Auf Zuruf", nach_vereinbarung=True)
    auswahl = select("zeit=jetzt")

    assert namen(auswahl.fund.treffer) == ["Offen"]
    assert namen(auswahl.fund.ohne_zeiten) == ["Auf Zuruf"]


@pytest.mark.parametrize(
    ("query", "erwartet"),
    [
        ("zeit=heute", [("Nachmittag", "heute, 14–16 Uhr")]),
        ("zeit=abend", [("Abend", "Do, 26. November, 16–18 Uhr")]),
        ("zeit=wochenende", [("Samstag", "Sa, 28. November, 10–13 Uhr")]),
        ("woche=sa-vormittag", [("Samstag", "Sa, 28. November, 10–13 Uhr")]),
        (
            "woche=do-abend&woche=mo-nachmittag",
            [("Nachmittag", "heute, 14–16 Uhr"), ("Abend", "Do, 26. November, 16–18 Uhr")],
        ),
        ("zeit=wochenende&woche=mo-nachmittag", []),
        ("zeit=heute&woche=mo-nachmittag", [("Nachmittag", "heute, 14–16 Uhr")]),
    ],
)
def test_each_card_says_the_next_date_that_fits(query, erwartet):
    make_anlaufstelle("Nachmittag", zeiten=[(0, 14, 16)])
    make_anlaufstelle("Abend", zeiten=[(3, 16, 18)])
    make_anlaufstelle("Samstag", zeiten=[(5, 10, 13)])
    auswahl = select(query)

    assert karten(auswahl, auswahl.hingehen) == erwartet


def test_calls_count_when_asked_for_and_the_card_says_so():
    stelle = make_anlaufstelle("Treff", telefon="030 23125-133")
    Oeffnungszeit.objects.create(anlaufstelle=stelle, wochentag=1, von=time(20), bis=time(22), nur_telefon=True)

    assert select("woche=di-spaet").fund.treffer == []
    auswahl = select("woche=di-spaet&telefon=1")
    assert karten(auswahl, auswahl.hingehen) == [("Treff", "morgen, 20–22 Uhr, am Telefon")]


def test_mobile_point_is_as_far_as_the_stop_that_fits():
    orte = make_landkarte()
    bus = make_anlaufstelle("Bus", art="mobil", regionen=[orte.bezirk])
    for name, tag, ort in (("Markt", 1, NAH), ("Hafen", 3, FERN)):
        Tourhalt.objects.create(anlaufstelle=bus, bezeichnung=name, wochentag=tag, von=time(9), bis=time(12), **ort)
    auswahl = select("ort=12621&woche=do-vormittag")

    assert round(select("ort=12621").hingehen[0].km, 1) == 1.1
    assert round(auswahl.hingehen[0].km, 1) == 11.1
    assert karten(auswahl, auswahl.hingehen) == [("Bus", "Do, 26. November, 9–12 Uhr, Hafen")]


@pytest.mark.parametrize(
    ("wahl", "erwartet"),
    [
        ("mit_kind", ["ja", "anfrage", "mitbringen", "nur am Telefon"]),
        ("ja", ["ja"]),
        ("anfrage", ["anfrage"]),
        ("mitbringen", ["mitbringen"]),
    ],
)
def test_childcare(wahl, erwartet):
    for wert in ("ja", "anfrage", "mitbringen", "nein", "unbekannt"):
        make_anlaufstelle(wert, kinderbetreuung=wert)
    make_anlaufstelle("nur am Telefon", art="hotline")

    assert sorted(namen(select(f"kinder={wahl}").fund.treffer)) == sorted(erwartet)


def test_kind_of_point_and_language():
    treff = make_anlaufstelle("Treff", art="treff")
    make_anlaufstelle("Telefon", art="hotline")
    make_anlaufstelle("Online", art="online")
    treff.sprachen.add(make_sprache("ar", "Arabisch"))

    assert namen(select("art=treff").fund.treffer) == ["Treff"]
    assert namen(select("art=fern").fund.treffer) == ["Online", "Telefon"]
    assert namen(select("sprache=ar").fund.treffer) == ["Treff"]


def test_each_filter_in_words_with_the_way_to_be_rid_of_it():
    make_landkarte()
    auswahl = select("ort=12621&umkreis=5&zeit=jetzt&woche=sa-vormittag&woche=di-abend&telefon=1&kinder=ja")

    assert auswahl.marken == [
        ("12621 Berlin", "zeit=jetzt&kinder=ja&woche=di-abend&woche=sa-vormittag&telefon=1"),
        ("bis 5 km", "ort=12621&zeit=jetzt&kinder=ja&woche=di-abend&woche=sa-vormittag&telefon=1"),
        ("jetzt", "ort=12621&umkreis=5&kinder=ja&woche=di-abend&woche=sa-vormittag&telefon=1"),
        ("Kind wird betreut", "ort=12621&umkreis=5&zeit=jetzt&woche=di-abend&woche=sa-vormittag&telefon=1"),
        ("Di abends", "ort=12621&umkreis=5&zeit=jetzt&kinder=ja&woche=sa-vormittag&telefon=1"),
        ("Sa vormittags", "ort=12621&umkreis=5&zeit=jetzt&kinder=ja&woche=di-abend&telefon=1"),
        ("auch am Telefon", "ort=12621&umkreis=5&zeit=jetzt&kinder=ja&woche=di-abend&woche=sa-vormittag"),
    ]


def test_empty_result_names_the_filters_that_stand_in_the_way():
    make_anlaufstelle("Samstag", zeiten=[(5, 10, 13)], kinderbetreuung="nein")
    make_anlaufstelle("Montag", zeiten=[(0, 10, 13)], kinderbetreuung="ja")
    auswahl = select("woche=sa-vormittag&kinder=ja")

    assert auswahl.fund.treffer == []
    assert auswahl.auswege == [
        ("Kind wird betreut", 1, "woche=sa-vormittag"),
        ("Sa vormittags", 1, "kinder=ja"),
    ]
    assert select("kinder=ja").auswege == []


def test_empty_result_offers_to_drop_the_whole_week_because_one_part_less_never_helps():
    make_anlaufstelle("Montag", zeiten=[(0, 10, 13)])
    auswahl = select("woche=di-abend&woche=sa-vormittag&telefon=1")

    assert auswahl.auswege == [("Di abends, Sa vormittags", 1, "telefon=1")]


@pytest.mark.parametrize(
    ("query", "hinweise"),
    [
        ("zeit=mittags", ["Wann? „mittags“ kennen wir nicht. Wir suchen ohne diese Angabe."]),
        ("woche=di-mittag", ["Die Zeit „di-mittag“ kennen wir nicht. Wir suchen ohne diese Angabe."]),
        ("umkreis=5", ["Für den Umkreis brauchen wir Ihren Ort oder Ihre Postleitzahl."]),
        ("ort=Berlin%2C+Land&umkreis=5", ["Für den Umkreis brauchen wir Ihren Ort oder Ihre Postleitzahl."]),
        ("telefon=quatsch&woche=", []),
    ],
)
def test_what_is_not_understood_is_left_out_with_a_word(query, hinweise):
    make_landkarte()
    make_anlaufstelle("Treff")
    auswahl = select(query)

    assert auswahl.hinweise == hinweise
    assert auswahl.fragen == []
    assert namen(auswahl.fund.treffer) == ["Treff"]


def test_known_parts_of_a_week_count_beside_unknown_ones():
    make_anlaufstelle("Samstag", zeiten=[(5, 10, 13)])

    assert select("woche=sa-vormittag&woche=99-abend&woche=sa-vormittag").fragen == [("woche", "sa-vormittag")]


def test_hidden_points_are_in_no_section():
    make_anlaufstelle("Noch nicht", ist_veroeffentlicht=False, zeiten=[(0, 9, 12)])
    make_anlaufstelle("Ruht", netzwerk=make_netzwerk(status="ruhend"), zeiten=[(0, 9, 12)])
    make_anlaufstelle("Verborgen", verborgen_seit=date(2026, 1, 1), zeiten=[(0, 9, 12)])

    assert namen(select("zeit=jetzt").fund.treffer) == []
    assert namen(select().fund.treffer) == []


def test_offices_responsible_are_those_of_the_place_or_above_the_smallest_district_first():
    orte = make_landkarte()
    amt = make_partner("Jugendamt", art=Partner.Art.JUGENDAMT, region=orte.bezirk)
    center = make_partner("Jobcenter", art=Partner.Art.JOBCENTER, region=orte.bezirk)
    verein = make_partner("Verein", art=Partner.Art.VEREIN, region=orte.bezirk)
    fremd = make_partner("Amt Northeim", art=Partner.Art.JUGENDAMT, region=orte.northeim)
    make_person("Ganzer Bezirk", partner=amt)
    make_person("Kaulsdorf", partner=amt).regionen.set([orte.kaulsdorf])
    make_person("Mahlsdorf", partner=amt).regionen.set([orte.mahlsdorf])
    make_person("Nicht öffentlich", partner=amt, ist_oeffentlich=False)
    make_person("Vermittlung", partner=center)
    make_person("Ehrenamt", partner=verein)
    make_person("Weit weg", partner=fremd)

    assert [(a.partner.name, [p.name for p in a.personen]) for a in select("ort=12621").aemter] == [
        ("Jugendamt", ["Kaulsdorf", "Ganzer Bezirk"]),
        ("Jobcenter", ["Vermittlung"]),
    ]
    assert select().aemter == []


def test_office_of_a_resting_network_is_not_named():
    orte = make_landkarte()
    amt = make_partner("Jugendamt", art="jugendamt", region=orte.bezirk, netzwerk=make_netzwerk(status="ruhend"))
    make_person("Kim", partner=amt)

    assert select("ort=12621").aemter == []


@pytest.mark.parametrize(("query", "nur_fern"), [("", False), ("zeit=jetzt", True), ("zeit=jetzt&art=fern", False)])
def test_a_question_that_only_a_telephone_answers_says_so(client, query, nur_fern):
    make_anlaufstelle("Notruf", art="hotline", durchgehend=True)

    seite = client.get(f"/anlaufstellen/?{query}").content.decode()

    assert select(query).nur_fern is nur_fern
    assert ("Zum Hingehen finden wir dafür nichts" in seite) is nur_fern
