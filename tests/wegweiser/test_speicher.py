from dataclasses import replace
from datetime import date

import pytest
from django.core.cache import caches

from tests.wegweiser.hefte import make_heft
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.speicher import get_or_print, pruefsumme

GANZ = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture(autouse=True)
def leerer_speicher():
    caches["druck"].clear()


def test_pruefsumme_depends_on_everything_that_goes_in():
    heft = make_heft()
    andere = [
        replace(heft, stand=date(2026, 11, 23)),
        replace(heft, farbe="#000000"),
        replace(heft, basis="https://b.example/"),
    ]
    summen = {pruefsumme(eines, "a5") for eines in [heft, *andere]} | {pruefsumme(heft, "a4")}

    assert len(summen) == 5
    assert pruefsumme(make_heft(), "a5") == pruefsumme(heft, "a5")


def test_same_heft_is_printed_once():
    gedruckt = []

    def zaehle(*args):
        gedruckt.append(args)
        return GANZ

    ergebnisse = [get_or_print("schluessel", zaehle) for _ in range(3)]

    assert (len(gedruckt), set(ergebnisse)) == (1, {GANZ})


@pytest.mark.parametrize("rest", [b"", b"%PDF-1.7 halb", b"kein PDF"])
def test_half_a_file_never_comes_from_the_store(rest):
    caches["druck"].set("halb", rest)

    assert get_or_print("halb", lambda: GANZ) == GANZ


def test_failed_print_is_not_stored():
    def scheitere():
        raise DruckError("geht nicht")

    with pytest.raises(DruckError):
        get_or_print("gescheitert", scheitere)

    assert caches["druck"].get("gescheitert") is None


def test_full_disk_costs_time_but_never_the_booklet(settings, tmp_path):
    (tmp_path / "datei").write_text("kein Ordner")
    ablage = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path / "datei")}
    settings.CACHES = {**settings.CACHES, "druck": ablage}

    assert get_or_print("schluessel", lambda: GANZ) == GANZ
