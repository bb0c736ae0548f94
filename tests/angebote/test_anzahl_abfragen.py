"""The result page asks the database a fixed number of times, whatever is filtered and however much is found."""

import pytest

from tests.angebote.suche.test_gegenprobe import make_katalog
from tests.factories import make_angebot, make_anlaufstelle

pytestmark = pytest.mark.django_db

# Without any offer at a drop-in point the hours of points are not asked for: three fewer.
OHNE_ORT, MIT_ORT = 11, 12


@pytest.mark.parametrize("mehr", [0, 30])
@pytest.mark.parametrize(
    ("frage", "queries"),
    [
        ({}, OHNE_ORT),
        ({"thema": "wohnen"}, OHNE_ORT),
        ({"zeit": "abend", "kosten": "kostenlos", "format": "online", "sprache": "ar"}, OHNE_ORT - 3),
        ({"sortierung": "name", "kinderbetreuung": "mit_kind"}, OHNE_ORT),
        ({"ort": "Kaulsdorf"}, MIT_ORT),
        ({"ort": "Kaulsdorf", "umkreis": "10", "sortierung": "entfernung"}, MIT_ORT),
        ({"ort": "Kaulsdorf", "q": "angebot", "kinderbetreuung": "mit_kind"}, MIT_ORT),
    ],
)
def test_queries_depend_on_nothing_but_the_place(client, frage, queries, mehr, django_assert_num_queries):
    make_katalog(termine=False)
    for _nummer in range(mehr):
        make_angebot()
    client.get("/angebote/", frage)

    with django_assert_num_queries(queries):
        client.get("/angebote/", frage)


@pytest.mark.parametrize("anzahl", [1, 5])
def test_next_dates_cost_three_queries_more(client, anzahl, django_assert_num_queries):
    for _nummer in range(anzahl):
        make_angebot(ist_termin=True, zeiten=[(2, 18, 20)], anlaufstelle=make_anlaufstelle())
    client.get("/angebote/")

    with django_assert_num_queries(OHNE_ORT - 3 + 4):
        antwort = client.get("/angebote/")

    assert antwort.content.decode().count("Nächster Termin") == anzahl
