from datetime import date

import pytest

from angebote.models import Angebot, Betrag
from anlaufstellen.models import Anlaufstelle, Tourhalt
from netzwerk.models import Ebene, Hilfetelefon
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
    make_thema,
    make_wegweiser,
    make_zustaendigkeit,
)
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Fakt
from wegweiser.druck.umwandlung import als_json
from wegweiser.models import Kapitel

pytestmark = pytest.mark.django_db
AM = date(2026, 11, 22)


@pytest.fixture
def northeim():
    return make_region("Northeim", ags="03155")


@pytest.fixture
def netz(northeim):
    return make_netzwerk("Netz Northeim", regionen=[northeim])


def heft(wegweiser, am=AM):
    return heft_aus_wegweiser(wegweiser, am=am, basis="https://portal.example/")


def titel(abschnitt):
    return [eintrag.titel for eintrag in abschnitt.eintraege]


def test_text_has_its_amounts(netz):
    make_leistung(betraege=[("uv_0_5", "227.00")])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Geld", "text": "Es gibt {{ betrag.uv_0_5 }}."}])

    assert heft(wegweiser).kapitel[0].text == "Es gibt 227\u00a0€ im Monat."


def test_unknown_amount_is_an_error_that_names_the_chapter(netz):
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Geld", "text": "Es gibt {{ betrag.uv_9 }}."}])

    with pytest.raises(DruckError) as fehler:
        heft(wegweiser)

    assert str(fehler.value) == (
        "Kapitel „Geld“: „{{ betrag.uv_9 }}“ steht nicht im Register der Beträge. Bitte den Schlüssel prüfen."
    )


def test_amount_that_has_run_out_does_not_stop_the_print(netz):
    make_leistung(betraege=[("kkt", "30.00")])
    Betrag.objects.update(gueltig_bis="2026-12-31")
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Geld", "text": "{{ betrag.kkt }}"}])

    assert heft(wegweiser, date(2026, 12, 31)).kapitel[0].text == "30\u00a0€ im Monat"
    assert heft(wegweiser, date(2027, 1, 1)).kapitel[0].text == "(Betrag noch nicht bekannt)"


def test_saved_search_is_asked_at_the_place_of_the_network(netz, northeim):
    wohnen = make_thema("Wohnen")
    make_angebot("Hier", regionen=[northeim], themen=[wohnen])
    make_angebot("Bundesweit", themen=[wohnen])
    make_angebot("Aachen", regionen=[make_region("Aachen", ags="05334")], themen=[wohnen])
    make_angebot("Anderes Thema", regionen=[northeim])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "W", "art": "angebote", "suche": "thema=wohnen"}])

    assert titel(heft(wegweiser).kapitel[0]) == ["Hier", "Bundesweit"]


def test_saved_search_may_name_its_own_place(netz):
    make_angebot("Aachen", regionen=[make_region("Aachen", ags="05334")])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "W", "art": "angebote", "suche": "?ort=05334"}])

    assert titel(heft(wegweiser).kapitel[0]) == ["Aachen"]


def test_network_with_two_regions_gets_the_offers_of_both(northeim):
    stadt = make_region("Göttingen", ags="03159016", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=northeim)
    fern = make_region("Aachen", ags="05334")
    make_angebot("Stadt", regionen=[stadt])
    make_angebot("Fern", regionen=[fern])
    make_angebot("Überall")
    netz = make_netzwerk(regionen=[stadt, fern])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "W", "art": "angebote", "suche": "q="}])

    assert titel(heft(wegweiser).kapitel[0]) == ["Stadt", "Überall", "Fern"]


def test_picked_offers_come_first_and_hidden_ones_never(netz, northeim):
    gewaehlt, entwurf = make_angebot("Gewählt", regionen=[northeim]), make_angebot("Entwurf", status="entwurf")
    make_angebot("Anfang", regionen=[northeim])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "W", "art": "angebote", "suche": "q="}])
    wegweiser.kapitel.get().angebote.set([gewaehlt, entwurf])

    assert titel(heft(wegweiser).kapitel[0]) == ["Gewählt", "Anfang"]


@pytest.mark.parametrize(
    ("detail", "text", "kontakt", "fakten"), [("kurz", "", 0, 0), ("mittel", "", 2, 0), ("voll", "Lang.", 2, 2)]
)
def test_three_degrees_of_detail(netz, detail, text, kontakt, fakten):
    make_angebot("Kurs", beschreibung="Lang.")
    wegweiser = make_wegweiser(
        netzwerk=netz, kapitel=[{"titel": "W", "art": "angebote", "suche": "q=", "detail": detail}]
    )
    [eintrag] = heft(wegweiser).kapitel[0].eintraege

    assert (eintrag.text, len(eintrag.kontakt), len(eintrag.fakten)) == (text, kontakt, fakten)


def test_offer_is_printed_in_full_only_once(netz):
    make_angebot("Kurs")
    kapitel = [{"titel": f"Kapitel {n}", "art": "angebote", "suche": "q="} for n in (1, 2)]
    kapitel.append({"titel": "Alle kurz", "art": "angebote", "suche": "q=", "detail": "kurz"})
    erstes, zweites, drittes = heft(make_wegweiser(netzwerk=netz, kapitel=kapitel)).kapitel

    assert (titel(erstes), titel(zweites), titel(drittes)) == (["Kurs"], [], ["Kurs"])
    assert [verweis.anker for verweis in zweites.verweise] == [erstes.eintraege[0].anker]


def test_points_have_hours_and_way(netz, northeim):
    treff = make_anlaufstelle("Treff", regionen=[northeim], zeiten=[(0, 9, 12)], strasse="Markt 1", anfahrt="Bus 1")
    make_anlaufstelle("Versteckt", regionen=[northeim], ist_veroeffentlicht=False)
    make_anlaufstelle("Aachen", regionen=[make_region("Aachen", ags="05334")])
    [kapitel] = heft(make_wegweiser(netzwerk=netz, kapitel=[{"titel": "A", "art": "anlaufstellen"}])).kapitel

    assert [(eintrag.titel, eintrag.nummer) for eintrag in kapitel.eintraege] == [("Treff", treff.nummer)]
    assert kapitel.eintraege[0].kontakt == (
        Fakt("Wann", ("Mo 9–12 Uhr",)),
        Fakt("Wo", ("Markt 1",)),
        Fakt("Anfahrt", ("Bus 1",)),
    )


def test_protected_point_shows_neither_place_nor_way_nor_tour(netz, northeim):
    schutz = make_anlaufstelle(
        "Zuflucht",
        regionen=[northeim],
        art=Anlaufstelle.Art.SCHUTZ,
        adresse_geschuetzt=True,
        strasse="Verborgene Gasse 7",
        ort="Geheimort",
        anfahrt="Bus bis Verborgene Gasse",
        gebiet="Raum Northeim",
    )
    Tourhalt.objects.create(anlaufstelle=schutz, bezeichnung="Verborgen", wochentag=1, von="09:00", bis="10:00")
    ergebnis = heft(make_wegweiser(netzwerk=netz, kapitel=[{"titel": "A", "art": "anlaufstellen"}]))
    hinweis = "Die Adresse ist geschützt. Bitte rufen Sie an."

    assert ergebnis.kapitel[0].eintraege[0].kontakt == (Fakt("Wo", ("Raum Northeim", hinweis)),)
    assert [wort for wort in ("Verborgen", "Geheim") if wort in str(als_json(ergebnis))] == []


def test_contacts_are_the_networks_partners_with_public_persons(netz):
    partner = make_partner("Jobcenter", netzwerk=netz, telefon="05551 000-140")
    make_person("Sabine Ottermann", partner=partner, funktion="Beauftragte", zustaendig="A–K")
    make_person("Geheime Person", partner=partner, ist_oeffentlich=False)
    make_partner("Fremder Partner", netzwerk=make_netzwerk())
    [kapitel] = heft(make_wegweiser(netzwerk=netz, kapitel=[{"titel": "K", "art": "kontakte"}])).kapitel

    assert titel(kapitel) == ["Jobcenter"]
    assert [(p.titel, p.funktion, p.fakten) for p in kapitel.eintraege[0].personen] == [
        ("Sabine Ottermann", "Beauftragte", (Fakt("Zuständig", ("A–K",)),))
    ]


def test_stages_have_benefits_and_papers(netz):
    leistung = make_leistung("Berufsausbildungsbeihilfe")
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Weg", "art": "stationen"}])
    station = Kapitel.objects.create(
        wegweiser=wegweiser,
        eltern=wegweiser.kapitel.get(),
        art="station",
        titel="Geld",
        text="Rechnen.",
        unterlagen="Pass\n",
    )
    station.leistungen.set([leistung])
    [weg] = heft(wegweiser).kapitel
    [teil] = weg.unter

    assert (teil.titel, teil.text, teil.unterlagen) == ("Geld", "Rechnen.", ("Pass",))
    assert [zeile.name for zeile in teil.leistungen] == ["Berufsausbildungsbeihilfe"]


def test_checklist_numbers_and_notes(netz):
    Hilfetelefon.objects.create(
        name="Notruf", slug="n", nummer="112", wofuer="Gefahr", kostenlos=True, stand="2026-01-01"
    )
    arten = [("checkliste", "Pass\n\n Urkunde "), ("notruf", ""), ("notizen", "")]
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": art, "art": art, "text": text} for art, text in arten])
    liste, notruf, notizen = heft(wegweiser).kapitel

    assert (liste.punkte, liste.text) == (("Pass", "Urkunde"), "")
    assert [(n.nummer, n.kosten) for n in notruf.nummern] == [("112", "kostenlos")]
    assert notizen.art == "notizen"


def test_guide_for_all_networks_is_marked_when_it_prints_invented_offers():
    wegweiser = make_wegweiser(kapitel=[{"titel": "W", "art": "angebote", "suche": "q="}])
    make_angebot("Echt", netzwerk=make_netzwerk())
    echt = heft(wegweiser)
    make_angebot("Erfunden", netzwerk=make_netzwerk(ist_beispiel=True))

    assert (echt.ist_beispiel, heft(wegweiser).ist_beispiel) == (False, True)


def test_empty_chapter_vanishes_and_is_told(netz):
    wegweiser = make_wegweiser(
        netzwerk=netz, kapitel=[{"titel": "Leer", "art": "angebote", "suche": "q=xyz"}, {"titel": "Da", "text": "x"}]
    )
    ergebnis = heft(wegweiser)

    assert [kapitel.titel for kapitel in ergebnis.kapitel] == ["Da"]
    assert ergebnis.hinweise == ("Kapitel „Leer“ ist leer und wird nicht gedruckt.",)


def test_misunderstood_search_is_told(netz):
    make_angebot("Kurs")
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "W", "art": "angebote", "suche": "thema=gibtsnicht"}])

    assert heft(wegweiser).hinweise == (
        "Kapitel „W“: Thema „gibtsnicht“ kennen wir nicht. Wir suchen ohne diese Angabe.",
    )


@pytest.mark.parametrize("anzahl", [1, 5])
def test_number_of_queries_is_constant(anzahl, netz, northeim, django_assert_num_queries):
    arten = ["angebote", "leistungen", "anlaufstellen", "kontakte", "notruf"]
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": art, "art": art, "suche": "q="} for art in arten])
    for nummer in range(anzahl):
        partner = make_partner(netzwerk=netz)
        person = make_person(partner=partner)
        stelle = make_anlaufstelle(partner=partner, regionen=[northeim], zeiten=[(0, 9, 12)])
        make_angebot(
            regionen=[northeim], anlaufstelle=stelle, personen=[person], themen=[make_thema(f"Thema {nummer}")]
        )
        make_zustaendigkeit(make_leistung(f"Leistung {nummer}"), northeim, partner=partner, person=person)
    assert Angebot.objects.count() == anzahl

    heft(wegweiser)  # the search loads what it needs once
    with django_assert_num_queries(44):
        heft(wegweiser)
