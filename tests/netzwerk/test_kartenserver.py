import pytest

from netzwerk.kartenserver import parse_kartenserver
from tests.netzwerk.test_settings import start

GUT = "https://tiles.example.org/{z}/{x}/{y}.png"
CSP = "import netzwerk.settings as s; print(s.KARTENSERVER and s.KARTENSERVER.herkunft, s.SECURE_CSP['img-src'][2:])"


def test_address_and_name_of_the_server():
    server = parse_kartenserver(f" {GUT}?v=2 ", "© Muster")

    assert (server.rechner, server.herkunft) == ("tiles.example.org", "https://tiles.example.org")
    assert (server.kacheln, server.nennung) == (f"{GUT}?v=2", "© Muster")


def test_empty_is_off():
    assert parse_kartenserver("  ", "© Muster") is None


@pytest.mark.parametrize(
    ("kacheln", "nennung", "worte"),
    [
        ("http://tiles.example.org/{z}/{x}/{y}.png", "x", "bitte mit „https://“ beginnen"),
        ("http://127.0.0.1:80/{z}/{x}/{y}.png", "x", "bitte mit „https://“ beginnen"),
        ("https://tiles.example.org/{z}/{x}.png", "x", "bitte mit {z}, {x} und {y}"),
        ("https://tiles.example.org/{z}/{x}/{y}/{y}.png", "x", "bitte mit {z}, {x} und {y}"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "x", "bitte eine Adresse wie"),
        ("https://a;b.example.org/{z}/{x}/{y}.png", "x", "bitte eine Adresse wie"),
        ("https://tiles.example.org *.evil/{z}/{x}/{y}.png", "x", "bitte eine Adresse wie"),
        ("//tiles.example.org/{z}/{x}/{y}.png", "x", "bitte eine Adresse wie"),
        (GUT, " ", "KARTENSERVER_NENNUNG fehlt"),
    ],
)
def test_what_is_wrong_is_said(kacheln, nennung, worte):
    with pytest.raises(ValueError, match=r"^KARTENSERVER") as fehler:
        parse_kartenserver(kacheln, nennung)

    assert worte in str(fehler.value)


def test_the_own_machine_may_be_asked_in_the_demo_only():
    adresse = "http://127.0.0.1:8080/{z}/{x}/{y}.png"

    assert parse_kartenserver(adresse, "x", auch_eigener=True).herkunft == "http://127.0.0.1:8080"


def test_policy_names_the_server_only_when_there_is_one():
    assert start("-c", CSP, SECRET_KEY="x")[:2] == (0, "None []")
    mit = {"KARTENSERVER": GUT, "KARTENSERVER_NENNUNG": "© Muster"}
    assert start("-c", CSP, SECRET_KEY="x", **mit)[:2] == (
        0,
        "https://tiles.example.org ['https://tiles.example.org']",
    )


def test_a_wrong_address_stops_the_start():
    code, _ausgabe, fehler = start("-c", CSP, SECRET_KEY="x", KARTENSERVER="tiles.example.org")

    assert code != 0
    assert "KARTENSERVER=„tiles.example.org“ – bitte eine Adresse wie" in fehler
