"""The result page asks the database a fixed number of times, whatever is filtered and however much is found."""

import pytest

from tests.angebote.suche.test_gegenprobe import make_katalog
from tests.factories import make_angebot

pytestmark = pytest.mark.django_db

OHNE_ORT, MIT_ORT = 6, 7


@pytest.mark.parametrize("mehr", [0, 30])
@pytest.mark.parametrize(
    ("frage", "queries"),
    [
        ({}, OHNE_ORT),
        ({"thema": "wohnen"}, OHNE_ORT),
        ({"zeit": "abend", "kosten": "kostenlos", "format": "online", "sprache": "ar"}, OHNE_ORT),
        ({"sortierung": "name", "kinderbetreuung": "mit_kind"}, OHNE_ORT),
        ({"ort": "Kaulsdorf"}, MIT_ORT),
        ({"ort": "Kaulsdorf", "umkreis": "10", "sortierung": "entfernung"}, MIT_ORT),
        ({"ort": "Kaulsdorf", "q": "angebot", "kinderbetreuung": "mit_kind"}, MIT_ORT),
    ],
)
def test_queries_depend_on_nothing_but_the_place(client, frage, queries, mehr, django_assert_num_queries):
    make_katalog()
    for _nummer in range(mehr):
        make_angebot()
    client.get("/angebote/", frage)

    with django_assert_num_queries(queries):
        client.get("/angebote/", frage)
