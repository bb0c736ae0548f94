"""No query string produces an error: any text in any parameter, on every representation.

``FAELLE=10000`` runs more cases than the 200 of every day.
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from angebote import suchstatistik
from tests.angebote.suche.test_gegenprobe import WERTE, make_katalog

pytestmark = pytest.mark.django_db
SEITEN = ("/angebote/", "/angebote.json", "/angebote.csv", "/")
WORTE = ["Kurs", "Väter", "abends", "Kaulsdorf", "12619", "Schulden", "kostenlos", "in", "\x00", "'", "%", "\\"]
SORTIERUNGEN = ["relevanz", "entfernung", "name", "bestaetigt", "zufall"]

texte = st.one_of(
    st.text(max_size=250),
    st.lists(st.one_of(st.sampled_from(WORTE), st.text(max_size=8)), max_size=8).map(" ".join),
    st.integers().map(str),
)
fragen = st.fixed_dictionaries(
    {},
    optional={
        "q": texte,
        "sortierung": st.one_of(st.sampled_from(SORTIERUNGEN), texte),
        "seite": texte,
        **{name: st.one_of(st.sampled_from(werte), texte) for name, werte in WERTE.items()},
    },
)


@settings(
    max_examples=int(os.environ.get("FAELLE", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seite=st.sampled_from(SEITEN), frage=fragen)
def test_no_query_string_produces_an_error(katalog, client, seite, frage):
    assert client.get(seite, frage).status_code == 200


@pytest.fixture
def katalog(db, monkeypatch):
    """Counts of the questions stay in memory: they would be written in another connection, beside the test's."""
    monkeypatch.setattr(suchstatistik, "ANZAHL", 10**9)
    monkeypatch.setattr(suchstatistik, "SEKUNDEN", 10**9)
    make_katalog()
