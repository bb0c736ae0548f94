"""manage.py import_tabelle."""

import pytest
from django.core.management import CommandError, call_command

from netzwerk.models import Partner
from tests.factories import make_netzwerk
from tests.netzwerk.tabellen.einlesen import make_csv

pytestmark = pytest.mark.django_db


def rufe(tmp_path, capsys, inhalt, *argumente):
    datei = tmp_path / "liste.csv"
    datei.write_bytes(inhalt)
    call_command("import_tabelle", "partner", datei, *argumente)
    return capsys.readouterr().out.splitlines()


def test_command_reads_and_says_what_it_did(tmp_path, capsys):
    netzwerk = make_netzwerk(slug="nom")
    inhalt = make_csv({"name": "A"}, {"name": "B"})

    probe = rufe(tmp_path, capsys, inhalt, "--probelauf")
    assert (probe[-2:], Partner.objects.count()) == (
        ["2 neu, 0 geändert, 0 unverändert.", "Probelauf: Es wurde nichts übernommen."],
        0,
    )
    assert rufe(tmp_path, capsys, inhalt, "--netzwerk", "nom") == ["2 neu, 0 geändert, 0 unverändert."]
    assert sorted(str(partner) for partner in netzwerk.partner.all()) == ["A", "B"]


def test_command_names_every_error_and_takes_nothing(tmp_path, capsys):
    with pytest.raises(CommandError, match=r"^2 Fehler\. Es wurde nichts übernommen\.$"):
        rufe(tmp_path, capsys, make_csv({"name": "A", "plz": "1"}, {"name": "B", "plz": "2"}))
    assert capsys.readouterr().err.splitlines() == [
        f"Zeile {n}, Spalte „plz“: „{n - 1}“ – bitte fünf Ziffern, z. B. „12619“." for n in (2, 3)
    ]
    assert Partner.objects.count() == 0
    with pytest.raises(CommandError, match="Ein aktives Netzwerk „x“ gibt es nicht"):
        rufe(tmp_path, capsys, make_csv({"name": "A"}), "--netzwerk", "x")
