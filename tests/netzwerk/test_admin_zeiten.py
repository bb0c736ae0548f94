"""Several single days at once in a form of the Verwaltung."""

from datetime import date, time

import pytest

from angebote.models import Angebot, Angebotszeit
from netzwerk.models import Zugang
from tests.factories import make_angebot, make_konto, make_partner, make_region, make_thema
from tests.verwaltung import anmelden, fehler, speichere, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


def zeilen(angebot):
    return list(
        angebot.zeiten.order_by("gueltig_von").values_list("wochentag", "von", "bis", "gueltig_von", "gueltig_bis")
    )


def test_days_become_rows_once(verwaltung):
    angebot = make_angebot(themen=[make_thema()], regionen=[make_region()])
    tag = date(2026, 12, 3)
    Angebotszeit.objects.create(
        angebot=angebot, wochentag=3, von=time(18), bis=time(20), gueltig_von=tag, gueltig_bis=tag
    )

    felder = {"einzelne_tage": "17.12.2026, Do 3.12.2026\n17.12.2026", "tage_von": "18:00", "tage_bis": "20:00"}
    antwort = speichere(verwaltung, url(Angebot, "change", angebot.pk), **felder)

    assert fehler(antwort) == {}
    zweiter = date(2026, 12, 17)
    assert zeilen(angebot) == [(3, time(18), time(20), tag, tag), (3, time(18), time(20), zweiter, zweiter)]


def test_a_new_offer_gets_its_days(verwaltung):
    partner, thema, region = make_partner(), make_thema(), make_region()

    speichere(
        verwaltung,
        url(Angebot, "add"),
        titel="Infoabend",
        partner=partner.pk,
        themen=[thema.pk],
        regionen=[region.pk],
        ist_termin="on",
        einzelne_tage="3.12.2026",
        tage_von="22:00",
        tage_bis="00:00",
    )

    tag = date(2026, 12, 3)
    assert zeilen(Angebot.objects.get(titel="Infoabend")) == [(3, time(22), time(0), tag, tag)]


@pytest.mark.parametrize(
    ("felder", "erwartet"),
    [
        (
            {"einzelne_tage": "bald", "tage_von": "9:00", "tage_bis": "10:00"},
            {"einzelne_tage": ["„bald“ verstehen wir nicht. Bitte wie „3.12.2026, 17.12.2026“."]},
        ),
        (
            {"einzelne_tage": "31.2.2026", "tage_von": "9:00", "tage_bis": "10:00"},
            {"einzelne_tage": ["„31.2.2026“: diesen Tag gibt es nicht."]},
        ),
        (
            {"einzelne_tage": "Mo 3.12.2026", "tage_von": "9:00", "tage_bis": "10:00"},
            {"einzelne_tage": ["„Mo 3.12.2026“: der 3.12.2026 ist ein anderer Wochentag (Do)."]},
        ),
        (
            {"einzelne_tage": "3.12.2026", "tage_von": "9:00"},
            {"tage_von": ["Bitte beide Uhrzeiten für die einzelnen Tage angeben."]},
        ),
        (
            {"einzelne_tage": "3.12.2026", "tage_von": "10:00", "tage_bis": "9:00"},
            {"tage_bis": ["„Bis“ muss nach „von“ liegen."]},
        ),
        (
            {
                "einzelne_tage": ",".join(f"{n % 28 + 1}.{n // 28 + 1}.2027" for n in range(61)),
                "tage_von": "9:00",
                "tage_bis": "10:00",
            },
            {"einzelne_tage": ["Bitte höchstens 60 Tage auf einmal."]},
        ),
    ],
)
def test_days_that_are_no_days_are_named(verwaltung, felder, erwartet):
    angebot = make_angebot(themen=[make_thema()], regionen=[make_region()])

    antwort = speichere(verwaltung, url(Angebot, "change", angebot.pk), **felder)

    assert (fehler(antwort), zeilen(angebot)) == (erwartet, [])
