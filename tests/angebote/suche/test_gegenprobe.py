"""The index in memory and the database answer alike: every filter, alone and together, on a mixed catalogue."""

from datetime import date, time, timedelta
from itertools import product

import pytest
from django.http import QueryDict

from angebote.auswahl import make_filter, select_angebote
from angebote.models import Angebot, Angebotsausnahme, Angebotszeit
from angebote.suche import bestand, open_suche, update_suche
from netzwerk.orte import find_ort
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_netzwerk,
    make_plz,
    make_sprache,
    make_thema,
    make_zielgruppe,
)
from tests.orte import make_landkarte

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)
GESTERN, MORGEN = HEUTE - timedelta(1), HEUTE + timedelta(1)

WERTE = {
    "ort": ["", "Kaulsdorf", "Northeim", "12619"],
    "umkreis": ["", "10"],
    "thema": ["", "wohnen", "wohngeld"],
    "zielgruppe": ["", "vaeter"],
    "zeit": ["", "abend", "wochenende"],
    "kinderbetreuung": ["", "mit_kind", "ja"],
    "format": ["", "online"],
    "kosten": ["", "kostenlos"],
    "sprache": ["", "ar"],
}


def make_plaetze():
    """Own places and those of drop-in points: near, far, protected, not released, none."""
    stelle = make_anlaufstelle(lat=52.52, lon=13.58, ort="Berlin")
    geheim = make_anlaufstelle(lat=52.5, lon=13.6, ort="Berlin", adresse_geschuetzt=True)
    verborgen = make_anlaufstelle(lat=52.5, lon=13.6, ort="Berlin", ist_veroeffentlicht=False)
    return [
        {},
        {"lat": 52.5, "lon": 13.61},
        {"lat": 51.7, "lon": 10.0},
        {"anlaufstelle": stelle},
        {"anlaufstelle": geheim},
        {"anlaufstelle": verborgen},
        {"lat": 52.5, "lon": 13.6, "adresse_geschuetzt": True},
    ]


def make_katalog(*, termine=True):
    """Offers that differ in one thing or another, some of them hidden, protected or out of date."""
    orte = make_landkarte()
    make_plz("12619", "Berlin", regionen=[orte.kaulsdorf, orte.mahlsdorf], lat=52.5, lon=13.6)
    wohnen = make_thema("Wohnen")
    themen = [wohnen, make_thema("Wohngeld", eltern=wohnen), make_thema("Arbeit")]
    vaeter, arabisch = make_zielgruppe("Väter"), make_sprache("ar", "Arabisch")
    aktiv, ruhend = make_netzwerk(), make_netzwerk(status="ruhend")
    gebiete = [[orte.kaulsdorf], [orte.bezirk], [orte.northeim], None, [orte.mahlsdorf, orte.aachen]]
    zustaende = [
        {},
        {"netzwerk": aktiv},
        {"netzwerk": ruhend},
        {"status": "entwurf"},
        {"gueltig_bis": HEUTE - timedelta(1)},
        {"gueltig_von": HEUTE},
    ]
    for nummer, (gebiet, platz) in enumerate(product(gebiete, make_plaetze())):
        make_angebot(
            f"Angebot {nummer:02}",
            regionen=gebiet,
            themen=[themen[nummer % 3]],
            zielgruppen=[vaeter] if nummer % 4 == 0 else [],
            sprachen=[arabisch] if nummer % 5 == 0 else [],
            zeiten=[[], [(0, 17, 18)], [(5, 9, 12)], [(1, 9, 17)]][nummer % 4],
            durchgehend=nummer % 11 == 0,
            kinderbetreuung=["ja", "nein", "anfrage", "mitbringen", "unbekannt"][nummer % 5],
            online=nummer % 3 == 0,
            kosten_cent=[0, 500, None][nummer % 3],
            **platz,
            **zustaende[nummer % 6],
        )
    for nummer, (gebiet, zeilen) in enumerate(product(gebiete, make_termine() if termine else [])):
        angebot = make_angebot(f"Termin {nummer:02}", regionen=gebiet, themen=[wohnen], ist_termin=nummer % 4 > 0)
        for zeile in zeilen:
            zeile.pk, zeile.angebot = None, angebot
            zeile.save()
        update_suche([angebot])


def make_termine():
    """Rows of dates, past, open and to come, with days added and days cancelled; not saved."""

    def zeit(von, bis):
        return Angebotszeit(wochentag=0, von=time(17), bis=time(18), gueltig_von=von, gueltig_bis=bis)

    def pause(bis, **felder):
        return Angebotsausnahme(von=GESTERN, bis=bis, **felder)

    auf = {"offen": True, "ab": time(9), "ende": time(10)}
    return [
        [zeit(GESTERN, GESTERN)],
        [zeit(GESTERN, GESTERN), zeit(HEUTE, HEUTE)],
        [zeit(None, GESTERN), zeit(None, None)],
        [zeit(MORGEN, MORGEN)],
        [zeit(GESTERN, GESTERN), pause(HEUTE)],
        [zeit(GESTERN, GESTERN), pause(HEUTE, **auf)],
        [zeit(GESTERN, GESTERN), Angebotsausnahme(ferien="herbst", **auf)],
        [zeit(GESTERN, GESTERN), pause(GESTERN, **auf)],
        [pause(GESTERN, **auf)],
        [pause(MORGEN, **auf)],
        [pause(HEUTE)],
        [],
    ]


def query(werte):
    params = QueryDict(mutable=True)
    params.update({name: wert for name, wert in werte.items() if wert})
    return params


def aus_der_datenbank(params):
    filterset = make_filter(params, None, am=HEUTE)
    filterset.form.is_valid()
    filterset.ortssuche = find_ort(params["ort"]) if "ort" in params else None
    return set(filterset.qs.values_list("pk", flat=True))


def alle_paare():
    """Every value of every filter, alone and beside every value of every other."""
    namen = list(WERTE)
    for i, erster in enumerate(namen):
        for zweiter in namen[i + 1 :]:
            for a, b in product(WERTE[erster], WERTE[zweiter]):
                yield {erster: a, zweiter: b}


def pruefe_alle():
    gesehen = set()
    for werte in alle_paare():
        for ort in ("", werte.get("ort") or "Kaulsdorf"):
            params = query({"ort": ort, **werte})
            ergebnis = select_angebote(params, am=HEUTE)
            if "umkreis" in params and "ort" not in params:
                params.pop("umkreis")
            gefunden = set(ergebnis.angebote.nummern)
            assert gefunden == aus_der_datenbank(params), params.urlencode()
            gesehen.add(frozenset(gefunden))
    return gesehen


def test_index_and_database_answer_alike():
    make_katalog()

    gesehen = pruefe_alle()

    assert len(gesehen) > 40
    assert frozenset() in gesehen


def test_supplement_and_base_answer_alike():
    """The same after every offer was changed one by one, so that all of them stand in the supplement."""
    make_katalog()
    select_angebote(QueryDict(), am=HEUTE)
    basis = open_suche().maschine.index.basis
    for angebot in Angebot.objects.all():
        angebot.titel += " neu"
        angebot.save()
        update_suche([angebot])
        open_suche()

    assert open_suche().maschine.index.basis is basis
    assert open_suche().maschine.index.nachgetragen == 2 * Angebot.objects.count()
    pruefe_alle()


def test_while_a_large_index_is_read_the_database_answers(monkeypatch):
    make_katalog()
    monkeypatch.setattr(bestand, "SOFORT_BIS", 0)
    monkeypatch.setattr(bestand, "_build", lambda: None)
    ergebnis = select_angebote(query({"q": "gibtsnicht", "ort": "Kaulsdorf"}), am=HEUTE)

    assert ergebnis.fund is None
    assert list(ergebnis.angebote) == []
    ergebnis = select_angebote(query({"q": "angebot", "ort": "Kaulsdorf", "format": "online"}), am=HEUTE)
    assert set(ergebnis.angebote.nummern) == aus_der_datenbank(query({"ort": "Kaulsdorf", "format": "online"}))
    assert ergebnis.hinweise == [
        "Die Suche wird gerade vorbereitet. Bis dahin finden wir nur Wörter, die genau so dastehen."
    ]


def test_past_termine_are_gone_in_the_index_and_in_the_database():
    for nummer, zeilen in enumerate(make_termine()):
        angebot = make_angebot(f"{nummer}", ist_termin=True)
        for zeile in zeilen:
            zeile.pk, zeile.angebot = None, angebot
            zeile.save()
        update_suche([angebot])

    sichtbar = {int(titel) for titel in Angebot.objects.sichtbar(HEUTE).values_list("titel", flat=True)}

    assert sichtbar == {1, 2, 3, 5, 6, 9, 10, 11}
    assert {int(angebot.titel) for angebot in select_angebote(QueryDict(), am=HEUTE).angebote} == sichtbar
    assert set(Angebot.objects.sichtbar(MORGEN).values_list("titel", flat=True)) == {"2", "3", "6", "9", "10", "11"}
    assert len(select_angebote(QueryDict(), am=MORGEN).angebote.nummern) == 6
