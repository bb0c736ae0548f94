"""Offers that are open now, today, or in somebody's week: the engine decides, and every number is what one finds."""

import csv
import io
from datetime import datetime, time, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from angebote import passungen
from angebote.auswahl import select_angebote
from angebote.models import Angebotsausnahme, Angebotszeit
from angebote.suche import bestand
from anlaufstellen.models import Ausnahmetag, Tourhalt
from netzwerk.models import MitZeitplan
from netzwerk.ortszeit import ZONE
from netzwerk.zeitplaene import add_zustaende
from tests.angebote.suche.test_gegenprobe import make_katalog
from tests.angebote.test_facetten import choices
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_partner, make_plz, make_thema
from tests.orte import make_landkarte
from wegweiser.gespeicherte_suche import clean_suche

pytestmark = pytest.mark.django_db
# A Monday morning.
MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)
HEUTE = MOMENT.date()


@pytest.fixture
def uhr(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)


def select(query, moment=MOMENT):
    return select_angebote(QueryDict(query), am=moment.date(), moment=moment)


def titel(query, moment=MOMENT):
    return [angebot.titel for angebot in select(query, moment).angebote]


def karten(query, moment=MOMENT):
    """Title → what the card says about when it fits."""
    auswahl = select(query, moment)
    angebote = list(auswahl.angebote)
    auswahl.add_passungen(angebote)
    return {angebot.titel: angebot.passt for angebot in angebote}


def make_zeit(angebot, tag, **felder):
    return Angebotszeit.objects.create(
        angebot=angebot, **{"wochentag": tag.weekday(), "von": time(18), "bis": time(20)} | felder
    )


def make_termin(name, *tage, **felder):
    termin = make_angebot(name, ist_termin=True, **felder)
    for tag in tage:
        make_zeit(termin, tag, gueltig_von=tag, gueltig_bis=tag)
    return termin


def test_open_now_and_today_leave_out_what_is_closed_or_over():
    make_angebot("Jetzt", zeiten=[(0, 9, 12)])
    make_angebot("Nachher", zeiten=[(0, 14, 16)])
    make_angebot("Vorbei", zeiten=[(0, 8, 9)])
    make_angebot("Morgen", zeiten=[(1, 9, 12)])
    make_angebot("Immer", durchgehend=True)
    make_angebot("Auf Zuruf", nach_vereinbarung=True)

    assert titel("zeit=jetzt") == ["Immer", "Jetzt"]
    assert karten("zeit=jetzt") == {"Immer": "", "Jetzt": ""}
    assert karten("zeit=heute") == {
        "Immer": "heute, rund um die Uhr",
        "Jetzt": "heute, 9–12 Uhr",
        "Nachher": "heute, 14–16 Uhr",
    }


def test_exceptions_close_and_open():
    zu = make_angebot("Heute zu", zeiten=[(0, 9, 12)])
    Angebotsausnahme.objects.create(angebot=zu, von=HEUTE, bis=HEUTE)
    auf = make_angebot("Nur heute auf", zeiten=[(3, 9, 12)])
    Angebotsausnahme.objects.create(angebot=auf, von=HEUTE, bis=HEUTE, offen=True, ab=time(9), ende=time(10))

    assert titel("zeit=jetzt") == ["Nur heute auf"]
    assert karten("woche=mo-vormittag") == {
        "Heute zu": "Mo, 30. November, 9–12 Uhr",
        "Nur heute auf": "heute, 9–10 Uhr",
    }


def test_holidays_of_the_land_close_and_some_open_all_the_same():
    make_plz("12619", "Berlin", regionen=[make_landkarte().kaulsdorf])
    make_angebot("Zu", zeiten=[(4, 9, 12)], plz="12619")
    make_angebot("Offen", zeiten=[(4, 9, 12)], plz="12619", feiertage=MitZeitplan.Feiertage.OFFEN)
    weihnachten = datetime(2026, 12, 25, 9, 30, tzinfo=ZONE)

    assert titel("zeit=jetzt", weihnachten) == ["Offen"]
    assert titel("zeit=jetzt", weihnachten - timedelta(days=7)) == ["Offen", "Zu"]


def test_offers_without_hours_have_those_of_their_point_and_their_own_exceptions():
    stelle = make_anlaufstelle(zeiten=[(0, 9, 12)])
    make_angebot("An der Stelle", anlaufstelle=stelle)
    make_angebot("Eigene Zeiten", anlaufstelle=stelle, zeiten=[(1, 9, 12)])
    make_angebot("Auf Zuruf", anlaufstelle=stelle, nach_vereinbarung=True)
    pause = make_angebot("Macht Pause", anlaufstelle=stelle)
    Angebotsausnahme.objects.create(angebot=pause, von=HEUTE, bis=HEUTE)
    verborgen = {"zeiten": [(0, 9, 12)]}
    make_angebot("Stelle verborgen", anlaufstelle=make_anlaufstelle(ist_veroeffentlicht=False, **verborgen))
    make_angebot("Netz ruht", anlaufstelle=make_anlaufstelle(netzwerk=make_netzwerk(status="ruhend"), **verborgen))

    assert titel("zeit=jetzt") == ["An der Stelle"]
    assert karten("woche=mo-vormittag&woche=di-vormittag") == {
        "An der Stelle": "heute, 9–12 Uhr",
        "Eigene Zeiten": "morgen, 9–12 Uhr",
        "Macht Pause": "Mo, 30. November, 9–12 Uhr",
    }
    Ausnahmetag.objects.create(anlaufstelle=stelle, von=HEUTE, bis=HEUTE)
    assert titel("zeit=jetzt") == []


def test_offers_on_a_bus_take_place_where_it_stops():
    bus = make_anlaufstelle("Bus", art="mobil")
    make_angebot("Beratung im Bus", anlaufstelle=bus)
    make_angebot("Eigene Zeiten", anlaufstelle=bus, zeiten=[(1, 9, 12)])
    uhr = {"wochentag": HEUTE.weekday(), "von": time(9), "bis": time(12)}
    Tourhalt.objects.create(anlaufstelle=bus, bezeichnung="Marktplatz", **uhr)
    zuflucht = make_anlaufstelle("Zuflucht", art="mobil", adresse_geschuetzt=True)
    make_angebot("Geheim", anlaufstelle=zuflucht)
    Tourhalt.objects.create(anlaufstelle=zuflucht, bezeichnung="Versteck", **uhr)

    assert titel("zeit=jetzt") == ["Beratung im Bus"]
    assert karten("woche=mo-vormittag") == {"Beratung im Bus": "heute, 9–12 Uhr, Marktplatz"}
    (angebot,) = select("zeit=jetzt").angebote.with_zustand()
    add_zustaende([angebot], MOMENT)
    assert angebot.zustand.text == "Jetzt geöffnet, bis 12 Uhr"


def test_dates_count_on_their_days_alone_and_fall_out_with_their_point():
    stelle = make_anlaufstelle(zeiten=[(0, 8, 22)], durchgehend=True)
    zu = make_anlaufstelle()
    Ausnahmetag.objects.create(anlaufstelle=zu, von=HEUTE, bis=HEUTE)
    make_termin("Heute Abend", HEUTE, anlaufstelle=stelle)
    make_termin("Nächste Woche", HEUTE + timedelta(days=7), anlaufstelle=stelle, durchgehend=True)
    make_termin("Fällt aus", HEUTE, anlaufstelle=zu)
    make_termin("Ohne Tage", anlaufstelle=stelle)

    assert karten("zeit=heute") == {"Heute Abend": "heute, 18–20 Uhr"}
    assert karten("woche=mo-abend") == {
        "Heute Abend": "heute, 18–20 Uhr",
        "Nächste Woche": "Mo, 30. November, 18–20 Uhr",
    }
    assert karten("zeit=jetzt", MOMENT.replace(hour=18)) == {"Heute Abend": "heute, 18–20 Uhr"}


def test_nothing_fits_after_the_last_day_of_an_offer():
    make_angebot("Endet morgen", zeiten=[(3, 17, 20)], gueltig_bis=HEUTE + timedelta(days=1))
    make_angebot("Endet am Tag", zeiten=[(3, 17, 20)], gueltig_bis=HEUTE + timedelta(days=3))

    assert karten("woche=do-abend") == {"Endet am Tag": "Do, 26. November, 17–20 Uhr"}


def test_calls_count_where_they_are_asked_for_or_the_only_way():
    hier = make_angebot("Auch Telefon", vor_ort=True, telefon="030 1", zeiten=[(0, 14, 16)])
    stumm = make_angebot("Ohne Nummer", vor_ort=True, zeiten=[(0, 14, 16)])
    partner = make_partner(telefon="030 2")
    beim = make_angebot("Nummer beim Partner", vor_ort=True, partner=partner, zeiten=[(0, 14, 16)])
    for angebot in (hier, stumm, beim):
        make_zeit(angebot, HEUTE, von=time(9), bis=time(11), nur_telefon=True)
    make_angebot("Hotline", telefonisch=True, zeiten=[(0, 9, 10)])

    assert titel("zeit=jetzt") == ["Hotline"]
    assert titel("zeit=jetzt&telefon=1") == ["Auch Telefon", "Hotline", "Nummer beim Partner"]
    assert karten("woche=mo-vormittag&telefon=1") == {
        "Auch Telefon": "heute, 9–11 Uhr, am Telefon",
        "Hotline": "heute, 9–10 Uhr",
        "Nummer beim Partner": "heute, 9–11 Uhr, am Telefon",
    }


def test_word_and_week_together_are_both_wanted():
    make_angebot("Beides", zeiten=[(0, 14, 16), (5, 9, 12)])
    make_angebot("Nur heute", zeiten=[(0, 14, 16)])
    make_angebot("Nur Samstag", zeiten=[(5, 9, 12)])
    make_angebot("Abends und Samstag", zeiten=[(1, 17, 19), (5, 9, 12)])

    assert karten("zeit=heute&woche=sa-vormittag") == {"Beides": "Sa, 28. November, 9–12 Uhr"}
    assert titel("zeit=abend&woche=sa-vormittag") == ["Abends und Samstag"]


@pytest.mark.parametrize(
    "query",
    [
        "zeit=jetzt",
        "zeit=heute&thema=wohnen",
        "woche=sa-vormittag&ort=Kaulsdorf&kosten=kostenlos",
        "zeit=abend&woche=di-nachmittag&kinderbetreuung=mit_kind",
        "zeit=jetzt&woche=mo-abend&woche=di-vormittag&q=angebot",
        "zeit=heute&telefon=1&ort=12619&umkreis=10&format=online&thema=wohnen",
    ],
)
def test_each_count_is_what_choosing_it_finds(query):
    make_katalog()
    auswahl = select(query)
    auswahl.add_anzahlen()

    for name in ("thema", "zielgruppe", "zeit", "kinderbetreuung", "format", "kosten", "sprache"):
        for wert, anzahl in choices(auswahl, name).items():
            params = QueryDict(query, mutable=True)
            params[name] = wert
            assert anzahl == len(select(params.urlencode()).angebote), (name, wert)
    for _name, anzahl, frage in auswahl.gebiete():
        assert anzahl == len(select(frage).angebote)


def test_now_and_today_are_offered_without_a_number():
    make_angebot(zeiten=[(0, 17, 20)])
    auswahl = select("")
    auswahl.add_anzahlen()

    assert [str(name) for _wert, name in auswahl.filter.form.fields["zeit"].widget.choices] == [
        "Egal",
        "jetzt geöffnet",
        "heute noch",
        "abends, nach 17 Uhr (1)",
    ]


def test_title_chips_and_query_name_the_time():
    make_angebot("Kurs", themen=[make_thema("Wohnen")], zeiten=[(1, 17, 20)])
    auswahl = select("thema=wohnen&zeit=heute&woche=sa-vormittag&woche=di-abend&woche=di-abend&telefon=1")

    assert auswahl.titel == "Wohnen, heute noch, Di abends oder Sa vormittags"
    assert select("zeit=wochenende").titel == "Angebote für Alleinerziehende, am Wochenende"
    assert auswahl.query == "thema=wohnen&zeit=heute&woche=di-abend&woche=sa-vormittag&telefon=1"
    assert auswahl.marken() == [
        ("Wohnen", "zeit=heute&woche=di-abend&woche=sa-vormittag&telefon=1"),
        ("heute noch", "thema=wohnen&woche=di-abend&woche=sa-vormittag&telefon=1"),
        ("Di abends", "thema=wohnen&zeit=heute&woche=sa-vormittag&telefon=1"),
        ("Sa vormittags", "thema=wohnen&zeit=heute&woche=di-abend&telefon=1"),
        ("auch am Telefon", "thema=wohnen&zeit=heute&woche=di-abend&woche=sa-vormittag"),
    ]
    assert select("woche=mo-abend&woche=di-abend&woche=mi-abend&woche=do-abend").titel == (
        "Angebote für Alleinerziehende, passend in Ihre Woche"
    )


def test_unknown_parts_are_left_out_with_a_word_and_the_telephone_needs_a_time():
    make_angebot("Kurs")
    auswahl = select("woche=di-nachts&woche=&woche=%00x&telefon=1")

    assert [angebot.titel for angebot in auswahl.angebote] == ["Kurs"]
    assert auswahl.fragen == {}
    assert auswahl.hinweise == [
        "Die Zeit „di-nachts“ kennen wir nicht. Wir suchen ohne diese Angabe.",
        "Die Zeit „x“ kennen wir nicht. Wir suchen ohne diese Angabe.",
    ]


def test_empty_result_names_what_each_filter_costs():
    make_angebot("Wohnen abends", themen=[make_thema("Wohnen")], zeiten=[(0, 17, 20)])
    make_angebot("Arbeit morgens", themen=[make_thema("Arbeit")], zeiten=[(0, 9, 12)])
    auswahl = select("thema=wohnen&zeit=jetzt")

    assert auswahl.auswege == [("Wohnen", 1, "zeit=jetzt"), ("jetzt geöffnet", 1, "thema=wohnen")]
    for _name, anzahl, query in auswahl.auswege:
        assert anzahl == len(select(query).angebote)
    assert select("thema=wohnen&zeit=heute").auswege == []


def test_nearest_beyond_the_place_fit_the_time_too():
    orte = make_landkarte()
    make_plz("12619", "Berlin", regionen=[orte.kaulsdorf], lat=52.5, lon=13.6)
    drueben = {"regionen": [orte.northeim], "lat": 52.51}
    make_angebot("Zu", zeiten=[(1, 9, 12)], lon=13.60, **drueben)
    make_angebot("Offen", zeiten=[(0, 9, 12)], lon=13.61, **drueben)

    assert [angebot.titel for angebot in select("ort=12619&zeit=jetzt").weiter_weg] == ["Offen"]


def test_the_same_while_the_index_is_being_read(monkeypatch):
    make_angebot("Offen", zeiten=[(0, 9, 12)])
    make_angebot("Zu", zeiten=[(1, 9, 12)])
    monkeypatch.setattr(bestand, "get_bestand", lambda: None)

    assert titel("zeit=jetzt") == ["Offen"]
    assert titel("woche=di-vormittag") == ["Zu"]


def test_the_same_when_all_rows_are_read(monkeypatch):
    make_katalog()
    fragen = ["zeit=jetzt", "zeit=heute&telefon=1", "woche=mo-abend&woche=sa-vormittag"]
    einzeln = [karten(frage) for frage in fragen]
    monkeypatch.setattr(passungen, "EINZELN", 0)

    assert [karten(frage) for frage in fragen] == einzeln
    assert all(einzeln)


def test_on_paper_there_is_no_now_and_a_week_begins_with_the_day():
    make_angebot("Abends", zeiten=[(0, 17, 20)])
    auswahl = select_angebote(QueryDict("zeit=jetzt"), am=HEUTE)

    assert [angebot.titel for angebot in auswahl.angebote] == ["Abends"]
    assert auswahl.hinweise == ["„jetzt geöffnet“ gibt es nur auf der Suchseite."]
    assert len(select_angebote(QueryDict("woche=mo-abend"), am=HEUTE).angebote) == 1
    assert clean_suche("woche=mo-abend&telefon=1", am=HEUTE) == "woche=mo-abend&telefon=1"
    with pytest.raises(ValueError, match="passt nicht in ein Heft"):
        clean_suche("zeit=heute", am=HEUTE)
    with pytest.raises(ValueError, match="„woche=mo-nachts“ gibt es nicht"):
        clean_suche("woche=mo-nachts", am=HEUTE)


def test_page_json_and_csv_say_the_same(client, uhr):
    make_angebot("Zu", zeiten=[(1, 9, 12)])
    make_angebot("Offen", zeiten=[(0, 9, 12)])
    make_angebot("Stelle offen", anlaufstelle=make_anlaufstelle(zeiten=[(0, 9, 12)]))
    frage = "zeit=heute&woche=mo-vormittag"
    seite = client.get(f"/angebote/?{frage}")
    daten = client.get(f"/angebote.json?{frage}").json()
    tabelle = client.get(f"/angebote.csv?{frage}").content.decode("utf-8-sig")
    namen = [angebot.titel for angebot in seite.context["page"]]

    assert namen == ["Offen", "Stelle offen"]
    assert [angebot["titel"] for angebot in daten["angebote"]] == namen
    assert [zeile["titel"] for zeile in csv.DictReader(io.StringIO(tabelle), delimiter=";")] == namen
    assert seite.content.decode().count('<p class="passt">Passt: heute, 9–12 Uhr</p>') == 2


@pytest.mark.parametrize("anzahl", [1, 5])
def test_times_cost_a_fixed_number_of_queries(client, uhr, anzahl, django_assert_num_queries):
    for _nummer in range(anzahl):
        stelle = make_anlaufstelle(zeiten=[(0, 9, 12)])
        make_angebot(zeiten=[(0, 9, 12)])
        make_angebot(anlaufstelle=stelle)
        make_termin(f"Termin {_nummer}", HEUTE, anlaufstelle=stelle)
    client.get("/angebote.csv?zeit=heute")
    auswahl = select("zeit=heute&woche=mo-vormittag&woche=mo-abend")
    nummern = list(auswahl.fund.fraglich)

    # The offers, the holidays; own hours, dates, and the hours of points, each with their exceptions; stops of tours.
    with django_assert_num_queries(2 + 2 + 3 + 4):
        gefunden = passungen.find_passungen(auswahl.zeitfrage, nummern)

    assert len(gefunden.zeit) == len(gefunden.woche) == 3 * anzahl


@pytest.mark.parametrize(
    "query",
    [
        "zeit=jetzt%00",
        "woche=%FF%FE&telefon=%00",
        "woche=" + "9" * 31 + "&zeit=heute&telefon=nein",
        "&".join(f"woche=x{n}" for n in range(300)),
        "zeit=jetzt&seite=99999999999999999999",
    ],
)
@pytest.mark.parametrize("pfad", ["/angebote/", "/angebote.json", "/angebote.csv"])
def test_nothing_from_outside_breaks_the_page(client, pfad, query):
    make_angebot(zeiten=[(0, 9, 12)])

    assert client.get(f"{pfad}?{query}").status_code == 200
