"""The short way to a stored PDF, and that it is left as soon as anything has changed. Real transactions."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from angebote.models import Angebot
from netzwerk.datenstand import read_datenstand
from tests.factories import make_angebot, make_bund
from tests.wegweiser.pdfs import seitentexte

ADRESSE = "/angebote.pdf?format=a5"


@pytest.fixture(autouse=True)
def leerer_speicher(transactional_db):
    caches["druck"].clear()


def drucke(client):
    return client.get(ADRESSE)


def count_abfragen(client):
    with CaptureQueriesContext(connection) as abfragen:
        drucke(client)
    return len(abfragen)


def test_unchanged_booklet_costs_one_query(client):
    """On PostgreSQL as soon as no other database of the server was written to between two requests."""
    make_angebot("Krabbelgruppe")
    erstes = drucke(client)
    kosten = (count_abfragen(client) for _versuch in range(300))

    assert next((anzahl for anzahl in kosten if anzahl == 1), None) == 1
    zweites = drucke(client)
    assert zweites.content == erstes.content
    assert (zweites["ETag"], zweites["Content-Disposition"]) == (erstes["ETag"], erstes["Content-Disposition"])
    assert client.get(ADRESSE, headers={"If-None-Match": erstes["ETag"]}).status_code == 304


@pytest.mark.parametrize("weg", ["model", "queryset", "partner"])
def test_changed_booklet_never_comes_from_the_store(client, weg):
    """Whatever way the change took, even one that no code of the portal hears of."""
    angebot = make_angebot("Krabbelgruppe", telefon="05571 000-410")
    drucke(client)
    if weg == "model":
        angebot.telefon = "05571 000-999"
        angebot.save()
    elif weg == "queryset":
        Angebot.objects.update(telefon="05571 000-999")
    else:
        type(angebot.partner).objects.update(name="Neu 05571 000-999")

    assert "05571 000-999" in " ".join(seitentexte(drucke(client).content))


def test_file_that_is_gone_is_printed_again(client):
    make_angebot("Krabbelgruppe")
    erstes = drucke(client)
    caches["druck"].clear()

    assert drucke(client).content == erstes.content


def test_mark_stands_still_until_something_is_written(client):
    """Tried again where other databases of the same server are being written to."""
    gleiche = any(read_datenstand() == read_datenstand() for _versuch in range(100))
    vorher = read_datenstand()
    make_bund()

    assert gleiche
    assert read_datenstand() != vorher


@pytest.mark.parametrize("ort", ["Northeim", "Uslar"])
def test_error_pages_are_not_noted(client, ort):
    assert client.get(f"/angebote.pdf?q=gibtsnicht{ort}").status_code == 404
    assert client.get(f"/angebote.pdf?q=gibtsnicht{ort}").status_code == 404
