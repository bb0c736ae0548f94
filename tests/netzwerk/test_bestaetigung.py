from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from angebote.models import Angebot, Suchaenderung
from anlaufstellen.models import Anlaufstelle
from netzwerk.bestaetigung import confirm, durch_in_worten, hide, read_stand, withdraw_bestaetigung
from netzwerk.models import Bestaetigung, Bestaetigungsweg, Fassung, Rueckfrage
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk
from tests.konten import make_besetzung
from tests.rueckfragen import HEUTE, frage_bis, make_partner_mit_eintraegen, moment, zugleich

pytestmark = pytest.mark.django_db


def bestaetige(*eintraege, am=HEUTE, wie=Bestaetigungsweg.TELEFON, durch="Familienhaus", konto=None):
    return confirm(eintraege, wie=wie, am=am, moment=moment(am), durch=durch, konto=konto)


def test_confirm_says_who_when_and_how_and_is_no_change():
    angebot, stelle = make_angebot(), make_anlaufstelle()
    alt = timezone.now() - timedelta(days=9)
    for modell in (Angebot, Anlaufstelle):
        modell.objects.update(geaendert_am=alt, verborgen_seit=HEUTE)
    Suchaenderung.objects.all().delete()

    assert bestaetige(angebot, stelle) == 2

    for modell in (Angebot, Anlaufstelle):
        eintrag = modell.objects.get()
        assert (eintrag.bestaetigt_am, eintrag.bestaetigt_wie, eintrag.bestaetigt_durch) == (
            HEUTE,
            "telefon",
            "Familienhaus",
        )
        assert (eintrag.geaendert_am, eintrag.verborgen_seit) == (alt, None)
    assert list(Suchaenderung.objects.values_list("was", "angebote")) == [("angebote", [angebot.pk])]
    assert set(Fassung.objects.values_list("modell", "anlass", "von")) >= {
        ("angebote.angebot", "bestaetigt", "Familienhaus"),
        ("anlaufstellen.anlaufstelle", "bestaetigt", "Familienhaus"),
    }


def test_one_record_for_an_entry_and_a_day():
    angebot = make_angebot()

    bestaetige(angebot)
    bestaetige(angebot, wie=Bestaetigungsweg.BRIEF, durch="der Koordination")
    bestaetige(angebot, am=HEUTE + timedelta(days=1))

    zeilen = list(Bestaetigung.objects.order_by("am").values_list("am", "wie", "durch"))
    assert zeilen == [
        (HEUTE, "brief", "der Koordination"),
        (HEUTE + timedelta(days=1), "telefon", "Familienhaus"),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_people_at_once_make_one_record():
    eins, zwei = make_angebot(), make_angebot()

    zugleich(*[lambda: bestaetige(eins, zwei), lambda: bestaetige(zwei, eins)] * 3)

    assert list(Bestaetigung.objects.order_by("schluessel").values_list("schluessel", "am")) == [
        (eins.pk, HEUTE),
        (zwei.pk, HEUTE),
    ]


def test_older_letter_does_not_set_the_date_back():
    angebot = make_angebot()
    bestaetige(angebot)

    assert bestaetige(angebot, am=date(2026, 9, 1), wie=Bestaetigungsweg.BRIEF) == 0
    assert Angebot.objects.values_list("bestaetigt_am", "bestaetigt_wie").get() == (HEUTE, "telefon")
    assert Bestaetigung.objects.count() == 2


def test_withdrawn_confirmation_counts_no_longer():
    angebot, anderes = make_angebot(), make_angebot()
    bestaetige(angebot, anderes)

    withdraw_bestaetigung(angebot, HEUTE)

    assert [zeile.schluessel for zeile in Bestaetigung.objects.all()] == [anderes.pk]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_confirm_query_count_is_constant(anzahl, django_assert_num_queries):
    angebote = [make_angebot() for _ in range(anzahl)]

    with django_assert_num_queries(30):
        bestaetige(*angebote)


def test_public_words_name_no_person():
    besetzung = make_besetzung()
    angebot = besetzung.eigen.angebot

    assert durch_in_worten(besetzung.redaktion, angebot) == "Partner Linde"
    assert durch_in_worten(besetzung.koordination, angebot) == "der Koordination"
    assert durch_in_worten(besetzung.verwaltung, angebot) == "der Koordination"


@pytest.mark.parametrize(
    ("alter", "frist", "faellig"),
    [(180, 180, False), (181, 180, True), (None, 180, True), (60, 30, True), (None, None, False), (900, None, False)],
)
def test_due_after_the_networks_days(alter, frist, faellig):
    netzwerk = make_netzwerk(frist_tage=frist)
    make_netzwerk(frist_tage=400)
    tag = None if alter is None else HEUTE - timedelta(days=alter)
    angebot = make_angebot(netzwerk=netzwerk, bestaetigt_am=tag)

    assert Angebot.objects.faellig(HEUTE).exists() is faellig
    assert read_stand(angebot, HEUTE).ist_alt is faellig


def test_hidden_and_unanswered_entries_are_urgent():
    partner = make_partner_mit_eintraegen()
    angebot = partner.angebote.get()
    frage_bis(41)
    vorher = read_stand(angebot, HEUTE + timedelta(days=41)).ist_dringend
    frage_bis(42)
    stufe = Rueckfrage.objects.get().stufe

    nachher = read_stand(angebot, HEUTE + timedelta(days=42))
    assert (vorher, stufe, nachher.ist_dringend, nachher.verborgen) == (False, Rueckfrage.Stufe.HINWEIS, True, False)
    hide([angebot], HEUTE, moment=moment(HEUTE))
    angebot.refresh_from_db()
    assert read_stand(angebot, HEUTE).verborgen


def test_steps_of_a_network_are_in_order():
    netzwerk = make_netzwerk()
    netzwerk.zweite_mail_nach_tagen, netzwerk.telefonliste_nach_tagen, netzwerk.hinweis_nach_tagen = 30, None, 20

    with pytest.raises(ValidationError) as fehler:
        netzwerk.validate_constraints()

    assert fehler.value.messages == [
        "Die Schritte folgen aufeinander: zweite E-Mail, Telefonliste, Hinweis, nicht mehr in der Suche. "
        "Bitte geben Sie jedem Schritt mehr Tage als dem davor, oder lassen Sie ihn leer."
    ]
