"""The guides of the demo data, as people will print them."""

import re
from datetime import date
from pathlib import Path

import pytest

from anlaufstellen.models import Anlaufstelle
from netzwerk.demodaten import ORDNER
from netzwerk.fixtures import DatenError
from wegweiser.demodaten import load_wegweiser
from wegweiser.druck.aus_wegweiser import heft_aus_wegweiser
from wegweiser.druck.umwandlung import als_json
from wegweiser.models import Kapitel, Wegweiser

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demodaten")]


def hefte():
    am = date(2026, 11, 22)
    return {w.slug: heft_aus_wegweiser(w, am=am, basis="https://portal.example/") for w in Wegweiser.objects.all()}


def test_demo_guides_are_complete(demodaten):
    alle = hefte()

    assert sorted(alle) == [
        "finanzielle-leistungen",
        "teilzeitausbildung",
        "wegweiser-aachen",
        "wegweiser-goettingen",
        "wegweiser-marzahn-hellersdorf",
        "wegweiser-northeim",
    ]
    assert {slug: heft.hinweise for slug, heft in alle.items() if heft.hinweise} == {}
    assert [len(heft.kapitel) for slug, heft in sorted(alle.items()) if slug.startswith("wegweiser-")] == [
        21,
        21,
        22,
        21,
    ]
    assert {len(heft.register) for slug, heft in alle.items() if slug.startswith("wegweiser-")} == {2}
    assert [s for s, h in alle.items() if "{{" in str(als_json(h)) or "(Betrag noch nicht" in str(als_json(h))] == []


def test_every_guide_of_a_network_prints_its_offers_once(demodaten):
    for slug, heft in hefte().items():
        if slug.startswith("wegweiser-"):
            titel = [e.nummer for k in heft.kapitel if k.art == "angebote" for e in k.eintraege]
            assert len(titel) == len(set(titel)) >= 52


def test_address_of_the_shelter_is_in_no_guide(demodaten):
    geschuetzt = Anlaufstelle.objects.filter(adresse_geschuetzt=True)
    strassen = [stelle.strasse for stelle in geschuetzt]
    text = str([als_json(heft) for heft in hefte().values()])

    assert strassen
    assert all(stelle.name in text for stelle in geschuetzt)
    assert [strasse for strasse in strassen if strasse in text] == []


def test_loading_again_changes_nothing(demodaten):
    vorher = sorted(Kapitel.objects.values_list("pk", "titel", "text", "reihenfolge", "eltern_id"))

    assert load_wegweiser() == 6
    assert sorted(Kapitel.objects.values_list("pk", "titel", "text", "reihenfolge", "eltern_id")) == vorher


@pytest.mark.parametrize(
    ("alt", "neu", "meldung"),
    [
        ('art = "station"', 'art = "bahnhof"', "Feld „art“: „bahnhof“"),
        ('leistungen = ["teilzeitausbildung"]', 'leistungen = ["gibtsnicht"]', "„gibtsnicht“ – gibt es nicht."),
        ('netzwerk = "goettingen"', 'netzwerk = "atlantis"', "Feld „netzwerk“: „atlantis“ – gibt es nicht."),
        ('untertitel = "Wer hilft', 'untertittel = "Wer hilft', "Feld „untertittel“: kennen wir nicht."),
    ],
)
def test_faulty_file_is_told_by_place_and_value(demodaten, tmp_path, alt, neu, meldung):
    text = Path(ORDNER / "wegweiser.toml").read_text(encoding="utf-8")
    assert alt in text
    (tmp_path / "wegweiser.toml").write_text(text.replace(alt, neu, 1), encoding="utf-8")

    with pytest.raises(DatenError, match=re.escape(meldung)):
        load_wegweiser(tmp_path)
