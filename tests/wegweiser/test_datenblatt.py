from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from netzwerk.models import Rueckfrage
from netzwerk.rueckfrage import send_rueckfragen
from tests.factories import make_angebot, make_anlaufstelle, make_netzwerk, make_partner, make_region
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden
from tests.wegweiser.pdfs import bildworte, oeffne, seitentexte, wortkaesten
from wegweiser.druck.datenblatt import make_datenblaetter
from wegweiser.druck.drucken import print_gesetzt

pytestmark = pytest.mark.django_db
BASIS = "https://portal.example/"
MM = 72 / 25.4


@pytest.fixture
def haus():
    netz = {"strasse": "Markt 1", "plz": "37154", "ort": "Northeim", "telefon": "05551 000-1"}
    netzwerk = make_netzwerk("Netz Northeim", slug="netz", regionen=[make_region("Northeim", ags="03155")], **netz)
    partner = make_partner("Familienhaus", netzwerk=netzwerk, strasse="Am Wall 3", plz="37154", ort="Northeim")
    werte = {"netzwerk": netzwerk, "partner": partner}
    make_angebot("Elterncafé", kosten_cent=250, zeiten=[(0, 9, 12)], beschreibung="Kaffee und Rat.", **werte)
    make_anlaufstelle(
        "Schutzhaus", art="schutz", adresse_geschuetzt=True, strasse="Geheimweg 7", gebiet="Kreis Northeim", **werte
    )
    return partner, netzwerk


def drucke(*paare) -> bytes:
    return print_gesetzt(make_datenblaetter(paare, am=timezone.localdate(), basis=BASIS))


def test_letter_and_a_sheet_for_every_entry(haus):
    partner, _netzwerk = haus
    seiten = seitentexte(drucke(haus))

    assert len(seiten) == 3
    assert "Am Wall 3" in seiten[0]
    for seite, eintrag in [(seiten[1], partner.anlaufstellen.get()), (seiten[2], partner.angebote.get())]:
        assert str(eintrag) in seite
        assert f"Nr. {eintrag.nummer}" in seite
        assert "Gibt es nicht mehr" in seite
    assert ("2,50 €" in seiten[2].replace("\u00a0", " "), "Kaffee und Rat." in seiten[2]) == (True, True)


def test_protected_address_is_not_printed(haus):
    text = "".join(seitentexte(drucke(haus)))

    assert ("Geheimweg" in text, "Kreis Northeim" in text) == (False, True)


def test_address_stands_in_the_window(haus):
    _breite, worte = wortkaesten(drucke(haus))[0]

    (kasten,) = [wort for wort in worte if wort[3] == "Wall"]
    links, fuss = kasten[0] / MM, kasten[2] / MM
    assert (25 < links < 105, 62.7 < fuss < 90) == (True, True)


def test_code_leads_to_the_answer_only_in_a_round(haus):
    ohne = bildworte(drucke(haus))
    send_rueckfragen(am=timezone.localdate(), moment=timezone.now(), basis=BASIS)
    mit = bildworte(drucke(haus))

    nummern = [haus[0].anlaufstellen.get().nummer, haus[0].angebote.get().nummer]
    assert ohne == [f"QR-Code: führt zu portal.example/e/{nummer}" for nummer in nummern]
    assert [wort.startswith("QR-Code: führt zu portal.example/bestaetigen/") for wort in mit] == [True, True]


def test_pdf_is_tagged_and_has_a_language(haus):
    dokument = oeffne(drucke(haus))

    assert (bool(dokument.Root.MarkInfo.Marked), str(dokument.Root.Lang)) == (True, "de")


def test_nothing_to_print_is_none():
    netzwerk = make_netzwerk()

    leer = [(make_partner(netzwerk=netzwerk), netzwerk)]

    assert make_datenblaetter(leer, am=timezone.localdate(), basis=BASIS) is None


@pytest.mark.parametrize(("rolle", "status"), [("koordination", 200), ("redaktion", 200), ("ohne_zugang", 404)])
def test_own_partner_and_no_foreign_one(rolle, status):
    besetzung = make_besetzung()
    client = anmelden(getattr(besetzung, rolle))

    eigen = client.get(f"/verwaltung/datenblatt/{besetzung.eigen.partner.pk}/")
    fremd = client.get(f"/verwaltung/datenblatt/{besetzung.fremd.partner.pk}/")

    assert (eigen.status_code, fremd.status_code) == (status, 404)
    assert FREMD not in fremd.text


def test_sheets_for_all_whom_no_mail_reaches():
    besetzung = make_besetzung()
    send_rueckfragen(am=timezone.localdate(), moment=timezone.now(), basis=BASIS)

    antwort = anmelden(besetzung.koordination).get("/verwaltung/datenblaetter/")

    text = "".join(seitentexte(antwort.content))
    assert ("Partner Linde" in text, FREMD in text) == (True, False)


def test_command_writes_the_file(haus, tmp_path):
    ziel = tmp_path / "blaetter.pdf"
    with pytest.raises(CommandError, match="Zu diesen Partnern gibt es nichts zu drucken"):
        call_command("render_datenblaetter", "netz", basis=BASIS, datei=ziel)
    Rueckfrage.objects.all().delete()
    send_rueckfragen(am=timezone.localdate(), moment=timezone.now(), basis=BASIS)

    call_command("render_datenblaetter", "netz", basis=BASIS, datei=ziel, stdout=StringIO())

    assert len(seitentexte(ziel.read_bytes())) == 3
