"""Real data for the few tests that need them. The database is empty otherwise."""

import os
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import settings as hypothesis

from angebote import suchstatistik
from angebote.suche import bestand

# The same cases in every run, so that a change is judged by what it changes. ZUFALL=1 looks for new ones.
hypothesis.register_profile("fest", derandomize=True)
hypothesis.load_profile("default" if os.environ.get("ZUFALL") else "fest")


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
