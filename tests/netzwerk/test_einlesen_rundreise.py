"""A list out of the Verwaltung and in again: nothing has changed, for all four kinds and formats."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Partner, Zugang
from netzwerk.tabellen.ausgabe import FORMATE
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_konto,
    make_netzwerk,
    make_partner,
    make_person,
    make_region,
    make_sprache,
    make_thema,
    make_zielgruppe,
)
from tests.netzwerk.tabellen.einlesen import gruppen, hochladen
from tests.verwaltung import anmelden, url

pytestmark = pytest.mark.django_db
GEHEIM = {"strasse": "Geheime Gasse 7", "plz": "37199", "ort": "Verborgenhausen", "adresse_geschuetzt": True}
WORT = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
TEXT = st.sampled_from(["=1+1", "+49", "-x", "@a", "'=b", "a;b", 'sagt "ja"', ""]) | WORT.map(
    lambda text: " ".join(f"Öl {text}".split())
)


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


def make_alles(text: str) -> None:
    region = make_region("Northeim", ags="03155")
    partner = make_partner(
        f"Partner {text}", netzwerk=make_netzwerk(), kurzname=text, region=region, telefon="+49 5551 1"
    )
    make_partner("Schutz", beschreibung=f"A\n\n{text}".strip(), **GEHEIM)
    person = make_person(f"Kim {text}", partner=partner, funktion=text, zustaendig=text)
    person.sprachen.set([make_sprache("ar", "Arabisch")])
    make_anlaufstelle(f"Treff {text}", partner=partner, regionen=[region], zeiten=[(0, 9, 12)], gebiet=text)
    stelle = make_anlaufstelle("Zuflucht", partner=partner, art="schutz", durchgehend=True, **GEHEIM)
    felder = {"regionen": [region], "themen": [make_thema()], "zielgruppen": [make_zielgruppe()]}
    make_angebot(f"Kurs {text}", partner=partner, kurzbeschreibung=text, kosten_cent=500, **felder)
    make_angebot("Aufnahme", partner=partner, anlaufstelle=stelle, **felder, **GEHEIM)


@pytest.mark.parametrize("modell", [Partner, Ansprechperson, Anlaufstelle, Angebot])
@pytest.mark.parametrize("endung", FORMATE)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXT)
def test_exported_list_comes_back_without_a_change(verwaltung, modell, endung, text):
    for alt in (Angebot, Anlaufstelle, Ansprechperson, Partner):
        alt.objects.all().delete()
    make_alles(text)

    datei = verwaltung.get(url(modell, "ausfuhr", endung)).content
    vorschau = hochladen(verwaltung, url(modell, "import"), datei, f"x.{endung}", quelle="tabelle")

    assert list(gruppen(vorschau)) == ["unveraendert"]
    assert len(gruppen(vorschau)["unveraendert"]) == modell.objects.count()
