"""Real data for the few tests that need them. The database is empty otherwise."""

import os
from copy import deepcopy
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import settings as hypothesis

from angebote import suchstatistik
from angebote.suche import bestand
from tests.konten import make_besetzung

# The same cases in every run, so that a change is judged by what it changes. ZUFALL=1 looks for new ones.
hypothesis.register_profile("fest", derandomize=True)
hypothesis.load_profile("default" if os.environ.get("ZUFALL") else "fest")

DATENBANK = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(items):
    """Marks what asks a database: only that is worth running on a second one (``bin/test --nur-datenbank``)."""
    for item in items:
        if item.get_closest_marker("django_db") or DATENBANK.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.datenbank)


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
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as autovacuum does; without it every look at a place costs 0.2 seconds


@pytest.fixture
def demodaten(grunddaten, settings):
    """The four invented networks on top, with accounts that can log in. Takes about two seconds more."""
    settings.OPEN_HOUSE = True
    call_command("load_demodaten", stdout=StringIO())


@pytest.fixture(scope="module")
def stammbesetzung(django_db_setup, django_db_blocker):
    """The cast of accounts and entries, made once for a module of which every test needs it."""
    klammer = transaction.atomic()
    with django_db_blocker.unblock():
        klammer.__enter__()
        besetzung = make_besetzung()
    yield besetzung
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        klammer.__exit__(None, None, None)


@pytest.fixture
def besetzung(stammbesetzung, db):
    """A copy for one test; what the test changes in the database is taken back after it."""
    return deepcopy(stammbesetzung)
