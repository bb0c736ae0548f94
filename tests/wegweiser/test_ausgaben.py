"""Editions: frozen content and files, made again from what was frozen."""

import json
from hashlib import sha256

import pytest

from tests.factories import make_angebot, make_leistung, make_netzwerk, make_region, make_thema, make_wegweiser
from tests.wegweiser.hefte import make_heft
from tests.wegweiser.pdfs import bildworte, seitentexte
from wegweiser.ausgaben import (
    _make_datei,
    compare_ausgabe,
    create_ausgabe,
    ist_heil,
    next_bezeichnung,
    print_einlegeblatt,
    read_inhalt,
    restore_datei,
)
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Heft
from wegweiser.druck.umgebung import read_umgebung
from wegweiser.druck.umwandlung import aus_json
from wegweiser.models import Ausgabe, Ausgabedatei
from wegweiser.tasks import make_ausgabe

pytestmark = pytest.mark.django_db
BASIS = "https://portal.example/"


@pytest.fixture(autouse=True)
def ablage(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def ausgabe():
    netz = make_netzwerk("Netz Northeim", regionen=[make_region("Northeim", ags="03155")])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Angebote", "art": "angebote", "suche": "q="}])
    make_angebot("Krabbelgruppe")
    ausgabe = Ausgabe.objects.create(wegweiser=wegweiser, bezeichnung="3/2026")
    Ausgabedatei.objects.create(ausgabe=ausgabe, format="a5")
    return ausgabe


def create(ausgabe, basis=BASIS):
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=basis)
    ausgabe.refresh_from_db()
    return ausgabe.dateien.select_related("ausgabe__wegweiser").first()


def lies(datei):
    with datei.pdf.open("rb") as inhalt:
        return inhalt.read()


@pytest.mark.parametrize(
    ("vorhandene", "naechste"),
    [([], "1/2026"), (["1/2026", "12/2026", "2/2026"], "13/2026"), (["9/2025"], "1/2026"), (["Test", ""], "1/2026")],
)
def test_next_edition_is_counted_within_its_year(vorhandene, naechste):
    assert next_bezeichnung(vorhandene, 2026) == naechste


def test_ausgabe_freezes_content_and_file(ausgabe):
    datei = create(ausgabe)
    pdf = lies(datei)

    assert datei.pdf.name == "ausgaben/wegweiser-fuer-alleinerziehende-3-2026-a5.pdf"
    assert (ausgabe.fehler, datei.fehler) == ("", "")
    assert (datei.pruefsumme, datei.umgebung) == (sha256(pdf).hexdigest(), read_umgebung())
    assert datei.seiten == len(seitentexte(pdf))
    assert [e.titel for e in aus_json(Heft, ausgabe.inhalt).kapitel[0].eintraege] == ["Krabbelgruppe"]
    gefroren = json.dumps(ausgabe.inhalt, sort_keys=True, ensure_ascii=False).encode()
    assert ausgabe.pruefsumme == sha256(gefroren).hexdigest()
    assert len(read_umgebung()) <= Ausgabedatei._meta.get_field("umgebung").max_length


def test_printed_numbers_carry_the_edition_and_the_cover_its_name(ausgabe):
    pdf = lies(create(ausgabe))

    assert f"QR-Code: führt zu portal.example/e/{ausgabe.nummern.strip()}?h={ausgabe.pk}" in bildworte(pdf)
    assert "Ausgabe 3/2026" in seitentexte(pdf)[0]


def test_later_changes_do_not_touch_the_edition(ausgabe, ablage):
    vorher = lies(create(ausgabe))
    make_angebot("Neu dazugekommen")
    nachher = create(ausgabe, "https://anderswo.example/")

    assert lies(nachher) == vorher
    assert len(list((ablage / "ausgaben").iterdir())) == 1


def test_format_added_later_is_made_from_the_frozen_content(ausgabe):
    create(ausgabe)
    make_angebot("Neu dazugekommen")
    Ausgabedatei.objects.create(ausgabe=ausgabe, format="a4")
    create(ausgabe, "https://anderswo.example/")
    text = " ".join(seitentexte(lies(ausgabe.dateien.get(format="a4"))))

    assert ("Krabbelgruppe" in text, "Neu dazugekommen" in text, "anderswo" in text) == (True, False, False)


def test_unknown_amount_is_told_and_nothing_is_kept(ausgabe, ablage):
    ausgabe.wegweiser.kapitel.update(text="{{ betrag.gibtsnicht }}")
    datei = create(ausgabe)

    assert ausgabe.fehler == (
        "Kapitel „Angebote“: „{{ betrag.gibtsnicht }}“ steht nicht im Register der Beträge. Bitte den Schlüssel prüfen."
    )
    assert (datei.pdf.name, ausgabe.inhalt, ausgabe.pruefsumme, list(ablage.iterdir())) == ("", {}, "", [])


def test_full_disk_is_told_and_nothing_is_kept(ausgabe, ablage):
    (ablage / "ausgaben").write_text("kein Ordner")
    datei = create(ausgabe)

    assert datei.fehler.startswith("Das PDF ließ sich nicht speichern (")
    assert datei.fehler.endswith("stellen Sie die Datei danach noch einmal her.")
    assert (datei.pdf.name, datei.satz, ausgabe.inhalt, ausgabe.nummern) == ("", {}, {}, "")


def test_second_run_repairs_what_failed(ausgabe, ablage):
    (ablage / "ausgaben").write_text("kein Ordner")
    create(ausgabe)
    (ablage / "ausgaben").unlink()
    datei = create(ausgabe)

    assert (lies(datei)[:5], datei.fehler, ausgabe.fehler) == (b"%PDF-", "", "")


def test_failure_of_the_content_is_forgotten_after_the_repair(ausgabe):
    ausgabe.wegweiser.kapitel.update(text="{{ betrag.gibtsnicht }}")
    create(ausgabe)
    ausgabe.wegweiser.kapitel.update(text="")
    datei = create(ausgabe)

    assert (lies(datei)[:5], ausgabe.fehler) == (b"%PDF-", "")


def test_slower_one_of_two_runs_leaves_no_file(ausgabe, ablage):
    """Two runs at once: content is frozen only once, and every file is made from it."""
    datei = ausgabe.dateien.select_related("ausgabe__wegweiser").get()
    Ausgabe.objects.update(inhalt={"titel": "anders"}, pruefsumme="a" * 64)
    _make_datei(datei, make_heft(1))

    assert (ausgabe.dateien.get().pdf.name, list((ablage / "ausgaben").iterdir())) == ("", [])


def test_lost_file_is_made_again_byte_for_byte(ausgabe, ablage):
    datei = create(ausgabe)
    vorher = lies(datei)
    (ablage / datei.pdf.name).unlink()
    make_angebot("Neu dazugekommen")

    assert ist_heil(datei) is False
    assert restore_datei(datei) == "Wieder hergestellt, Byte für Byte wie beim ersten Mal."
    assert (lies(datei), ist_heil(datei), datei.fehler) == (vorher, True, "")


def test_other_engine_is_told_and_a_whole_file_is_kept(ausgabe):
    datei = create(ausgabe)
    vorher = lies(datei)
    datei.satz["html"] = datei.satz["html"].replace("Krabbelgruppe", "Krabbelkreis")
    datei.umgebung = "weasyprint 69.0"

    assert restore_datei(datei) == (
        "Die Datei kam nicht Byte für Byte gleich heraus, denn das Druckprogramm ist ein anderes: "
        f"damals weasyprint 69.0, heute {read_umgebung()}. Die vorhandene Datei ist unversehrt und bleibt."
    )
    assert lies(datei) == vorher


def test_lost_file_that_comes_out_differently_says_so_on_the_page(ausgabe, ablage):
    datei = create(ausgabe)
    (ablage / datei.pdf.name).unlink()
    datei.satz["html"] = datei.satz["html"].replace("Krabbelgruppe", "Krabbelkreis")
    wort = restore_datei(datei)
    datei.refresh_from_db()

    assert (datei.fehler, lies(datei)[:5]) == (wort, b"%PDF-")
    assert wort == (
        "Die Datei kam nicht Byte für Byte gleich heraus, obwohl das Druckprogramm dasselbe ist. "
        "Inhalt und Vorlage sind dieselben."
    )


def test_task_makes_the_edition_and_a_file_again(ausgabe):
    make_ausgabe.enqueue(ausgabe_id=ausgabe.pk, basis=BASIS)
    datei = ausgabe.dateien.get()
    nochmal = make_ausgabe.enqueue(ausgabe_id=ausgabe.pk, basis=BASIS, datei_id=datei.pk)

    assert lies(datei).startswith(b"%PDF-")
    assert nochmal.return_value == "Wieder hergestellt, Byte für Byte wie beim ersten Mal."


def test_insert_sheet_of_what_is_not_made_or_not_changed_is_refused(ausgabe):
    with pytest.raises(DruckError, match="noch nicht hergestellt"):
        print_einlegeblatt(ausgabe, am=ausgabe.erstellt_am.date(), basis=BASIS)
    create(ausgabe)
    with pytest.raises(DruckError, match="hat sich nichts geändert"):
        print_einlegeblatt(ausgabe, am=ausgabe.erstellt_am.date(), basis=BASIS)


@pytest.fixture
def reich():
    """A guide with offers in two chapters and a table of benefits."""
    northeim = make_region("Northeim", ags="03155")
    spielen, geld = make_thema("Spielen"), make_thema("Geldfragen")
    make_angebot("Telefon anders", telefon="05571 000-1", themen=[spielen], regionen=[northeim])
    make_angebot("Zeiten anders", zeiten=[(0, 9, 12)], themen=[spielen], regionen=[northeim])
    make_angebot("Wird archiviert", themen=[spielen], regionen=[northeim])
    make_angebot("Zieht um", themen=[spielen], regionen=[northeim])
    make_angebot("Bleibt gleich", themen=[spielen], regionen=[northeim])
    leistung = make_leistung(
        "Unterhaltsvorschuss", hoehe="Bis 5 Jahre {{ betrag.uv_5 }}.", betraege=[("uv_5", "227.00")]
    )
    kapitel = [
        {"titel": "Kinder", "art": "angebote", "suche": "thema=spielen"},
        {"titel": "Geld", "art": "angebote", "suche": "thema=geldfragen"},
        {"titel": "Leistungen", "art": "leistungen"},
    ]
    wegweiser = make_wegweiser(netzwerk=make_netzwerk("Netz Northeim", regionen=[northeim]), kapitel=kapitel)
    ausgabe = Ausgabe.objects.create(wegweiser=wegweiser, bezeichnung="3/2026")
    Ausgabedatei.objects.create(ausgabe=ausgabe, format="a5")
    return ausgabe, geld, leistung


def change_all(geld, leistung):
    """Phone, hours, a new offer, an archived one, one in another chapter, an amount."""
    angebote = {angebot.titel: angebot for angebot in leistung_angebote()}
    angebote["Telefon anders"].telefon = "05571 000-2"
    angebote["Telefon anders"].save()
    angebote["Zeiten anders"].zeiten.update(bis="13:00")
    angebote["Wird archiviert"].status = "archiviert"
    angebote["Wird archiviert"].save()
    angebote["Zieht um"].themen.set([geld])
    leistung.betraege.update(wert="299.00")
    make_angebot("Ganz neu", telefon="05571 000-9", themen=[geld], regionen=[make_region(ags="03155")])


def leistung_angebote():
    from angebote.models import Angebot
    from angebote.suche import update_suche

    angebote = list(Angebot.objects.all())
    update_suche(angebote)
    return angebote


def test_edition_stays_while_the_catalogue_goes_on(reich):
    ausgabe, geld, leistung = reich
    datei = create(ausgabe)
    inhalt, pdf = ausgabe.inhalt, lies(datei)
    change_all(geld, leistung)
    leistung_angebote()
    am = ausgabe.erstellt_am.date()
    vergleich = compare_ausgabe(ausgabe, am=am, basis=BASIS)
    restore_datei(datei)
    create(ausgabe)

    assert [(e.posten.titel, [a.name for a in e.aenderungen]) for e in vergleich.geaendert] == [
        ("Telefon anders", ["Telefon"]),
        ("Zeiten anders", ["Wann"]),
        ("Unterhaltsvorschuss", ["Wie viel?"]),
    ]
    assert [posten.titel for posten in vergleich.neu] == ["Ganz neu"]
    assert [posten.titel for posten in vergleich.weg] == ["Wird archiviert"]
    assert [(u.posten.titel, u.alt, u.posten.kapitel) for u in vergleich.verschoben] == [("Zieht um", "Kinder", "Geld")]
    assert vergleich.satz == "4 von 6 Einträgen stimmen nicht mehr (67 %). Ein Nachdruck lohnt sich."
    assert (ausgabe.inhalt, lies(datei)) == (inhalt, pdf)
    assert read_inhalt(ausgabe).ausgabe == "3/2026"


def test_insert_sheet_lists_exactly_the_changes(reich):
    ausgabe, geld, leistung = reich
    create(ausgabe)
    change_all(geld, leistung)
    leistung_angebote()
    [text] = seitentexte(print_einlegeblatt(ausgabe, am=ausgabe.erstellt_am.date(), basis=BASIS))

    for worte in (
        "Was sich seit Ausgabe 3/2026 geändert hat",
        "Telefon: 05571 000-1 jetzt: 05571 000-2",
        "Wann: Mo 9–12 Uhr jetzt: Mo 9–13 Uhr",
        "Wie viel? Bis 5 Jahre 227 € im Monat. jetzt: Bis 5 Jahre 299 € im Monat.",
        "Fällt weg: bitte streichen Wird archiviert",
        "Neu Ganz neu",
    ):
        assert worte in text
    assert [wort for wort in ("Bleibt gleich", "Zieht um", "weitere. Alle") if wort in text] == []
