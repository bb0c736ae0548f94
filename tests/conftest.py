"""Real data for the few tests that need them. The database is empty otherwise."""

from io import StringIO

import pytest
from django.core.management import call_command

from angebote import suchstatistik
from angebote.suche import bestand


@pytest.fixture(autouse=True)
def leere_suche():
    """The search index of a process and its counts outlive a test's database."""
    bestand.vergiss()
    suchstatistik.vergiss()
    yield
    suchstatistik.vergiss()


@pytest.fixture
def grunddaten(db):
    """Everything of ``load_grunddaten``: regions, topics, benefits. Takes about half a second."""
    call_command("load_grunddaten", stdout=StringIO())


@pytest.fixture
def demodaten(grunddaten, settings):
    """The four invented networks on top, with accounts that can log in. Takes about two seconds more."""
    settings.OPEN_HOUSE = True
    call_command("load_demodaten", stdout=StringIO())
