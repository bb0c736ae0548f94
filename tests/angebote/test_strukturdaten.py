"""What search engines are told of an offer, read from its page."""

import pytest

from tests.anlaufstellen.test_strukturdaten import gelesen
from tests.factories import make_angebot, make_anlaufstelle

pytestmark = pytest.mark.django_db


def test_offer_says_what_for_whom_and_when(client):
    angebot = make_angebot(
        titel="Nähkurs", telefon="05551 000-1", strasse="Hofweg 1", plz="37154", ort="Northeim", zeiten=[(0, 9, 12)]
    )

    daten = gelesen(client, angebot)

    assert (daten["@type"], daten["name"]) == ("Service", "Nähkurs")
    assert daten["provider"] == {"@type": "Organization", "name": angebot.partner.name}
    assert daten["availableChannel"]["servicePhone"]["telephone"] == "05551 000-1"
    assert daten["availableChannel"]["serviceLocation"]["address"]["streetAddress"] == "Hofweg 1"
    assert (daten["hoursAvailable"][0]["opens"], daten["hoursAvailable"][0]["closes"]) == ("09:00", "12:00")


def test_offer_at_a_protected_point_says_name_and_phone_only(client):
    stelle = make_anlaufstelle("Zuflucht", adresse_geschuetzt=True, strasse="Ankerweg 7", plz="37154", ort="Northeim")
    angebot = make_angebot(titel="Beratung", telefon="05551 000-2", anlaufstelle=stelle, zeiten=[(0, 9, 12)])

    assert gelesen(client, angebot) == {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": "Beratung",
        "availableChannel": {
            "@type": "ServiceChannel",
            "servicePhone": {"@type": "ContactPoint", "telephone": "05551 000-2"},
        },
    }
