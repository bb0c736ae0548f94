"""Amounts in the database: which are in force, what a new figure does to the old one, which cannot go."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from angebote.models import Betrag
from angebote.neuer_wert import start_wert
from angebote.verwendung import count_verwendung, find_unersetzliche, fundstellen
from tests.factories import make_leistung

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 22)


@pytest.fixture
def leistung():
    return make_leistung(hoehe="Es gibt {{ betrag.uv }}.", frist="{{ betrag.frist }} und {{betrag.uv}}")


def make_betrag(leistung, schluessel="uv", *, ab="2026-01-01", bis=None, wert="227", **felder):
    werte = {"bezeichnung": schluessel, "wert": wert, "gueltig_ab": ab, "gueltig_bis": bis, **felder}
    betrag = Betrag.objects.create(leistung=leistung, schluessel=schluessel, **werte)
    betrag.refresh_from_db()
    return betrag


def start(betrag, tag, wert="250"):
    felder = {"wert": Decimal(wert), "gueltig_ab": date.fromisoformat(tag), "rechtsgrundlage": "§ 2", "beleg": "gesetz"}
    return start_wert(betrag_id=betrag.pk, am=HEUTE, **felder)


def spannen():
    return [(str(b.gueltig_ab), b.gueltig_bis and str(b.gueltig_bis)) for b in Betrag.objects.order_by("gueltig_ab")]


def test_amounts_by_the_day(leistung):
    alt = make_betrag(leistung, "a", ab="2025-01-01", bis="2025-12-31", geprueft_am="2026-11-01", beleg="gesetz")
    jetzt = make_betrag(leistung, "a", geprueft_am="2025-11-21", beleg="gesetz")
    bald = make_betrag(leistung, "b", ab="2027-01-01", geprueft_am="2025-11-22", beleg="gesetz")
    menge = Betrag.objects.order_by("pk")

    assert [list(menge.gueltig(HEUTE)), list(menge.kuenftig(HEUTE))] == [[jetzt], [bald]]
    assert [list(menge.vergangen(HEUTE)), list(menge.zu_pruefen(HEUTE))] == [[alt], [jetzt]]
    assert menge.schluessel() == ["a", "b"]
    assert menge.zum_einsetzen(HEUTE) == [jetzt, bald]


def test_new_figure_closes_the_old_one_the_day_before(leistung):
    neu = start(make_betrag(leistung), "2027-01-01")

    assert spannen() == [("2026-01-01", "2026-12-31"), ("2027-01-01", None)]
    assert (neu.schluessel, neu.wert, neu.rechtsgrundlage, neu.geprueft_am) == ("uv", 250, "§ 2", HEUTE)


def test_new_figure_in_between_ends_before_the_next_one(leistung):
    alt = make_betrag(leistung, bis="2026-12-31")
    make_betrag(leistung, ab="2027-01-01")
    start(alt, "2026-07-01")

    assert spannen() == [("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-12-31"), ("2027-01-01", None)]


@pytest.mark.parametrize(
    ("tag", "meldung"),
    [
        ("2026-01-01", "Bitte einen Tag nach dem 1.1.2026: Seitdem gilt der bisherige Wert."),
        (
            "2027-03-01",
            "An diesem Tag gilt schon ein anderer Wert: 227\u00a0€ im Monat seit 1.1.2027. "
            "Bitte dort „Neuer Wert ab …“ wählen.",
        ),
    ],
)
def test_new_figure_on_an_impossible_day_changes_nothing(leistung, tag, meldung):
    alt = make_betrag(leistung, bis="2026-12-31")
    make_betrag(leistung, ab="2027-01-01")

    with pytest.raises(ValidationError) as fehler:
        start(alt, tag)

    assert fehler.value.message_dict == {"gueltig_ab": [meldung]}
    assert spannen() == [("2026-01-01", "2026-12-31"), ("2027-01-01", None)]


def test_places_are_the_fields_of_benefits(leistung):
    make_leistung("Ohne", hoehe="viel")

    assert [(str(stelle), stelle.schluessel) for stelle in fundstellen()] == [
        ("Leistung „Unterhaltsvorschuss“ › Feld „Wie viel?“", {"uv"}),
        ("Leistung „Unterhaltsvorschuss“ › Feld „Fristen“", {"uv", "frist"}),
    ]
    assert [stelle.wo for stelle in fundstellen("frist")] == ["Feld „Fristen“"]
    assert count_verwendung() == {"uv": 2, "frist": 1}


def test_row_in_force_needs_another_one_in_force(leistung):
    alt = make_betrag(leistung, ab="2025-01-01", bis="2025-12-31")
    jetzt = make_betrag(leistung)
    einzig = make_betrag(leistung, "frist")

    assert find_unersetzliche([alt], am=HEUTE) == set()
    assert find_unersetzliche([jetzt], am=HEUTE) == {"uv"}
    assert find_unersetzliche([alt, jetzt, einzig], am=HEUTE) == {"uv", "frist"}
