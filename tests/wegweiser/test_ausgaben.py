import json
from hashlib import sha256

import pytest
from django.core.cache import caches

from tests.factories import make_angebot, make_netzwerk, make_region, make_wegweiser
from tests.wegweiser.pdfs import seitentexte
from wegweiser.ausgaben import create_ausgabe
from wegweiser.druck.heft import aus_json
from wegweiser.models import Ausgabe
from wegweiser.tasks import make_ausgabe

pytestmark = pytest.mark.django_db
BASIS = "https://portal.example/"


@pytest.fixture(autouse=True)
def ablage(settings, tmp_path):
    caches["druck"].clear()
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def ausgabe():
    netz = make_netzwerk("Netz Northeim", regionen=[make_region("Northeim", ags="03155")])
    wegweiser = make_wegweiser(netzwerk=netz, kapitel=[{"titel": "Angebote", "art": "angebote", "suche": "q="}])
    make_angebot("Krabbelgruppe")
    return Ausgabe.objects.create(wegweiser=wegweiser, bezeichnung="3/2026", format="a5")


def lies(ausgabe):
    ausgabe.refresh_from_db()
    with ausgabe.pdf.open("rb") as datei:
        return datei.read()


def test_ausgabe_freezes_content_and_pdf(ausgabe):
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=BASIS)
    pdf = lies(ausgabe)

    assert ausgabe.pdf.name == "ausgaben/wegweiser-fuer-alleinerziehende-3-2026-a5.pdf"
    assert ausgabe.fehler == ""
    assert "Krabbelgruppe" in " ".join(seitentexte(pdf))
    assert [e.titel for e in aus_json(ausgabe.inhalt).kapitel[0].eintraege] == ["Krabbelgruppe"]
    gefroren = json.dumps(ausgabe.inhalt, sort_keys=True, ensure_ascii=False).encode()
    assert ausgabe.pruefsumme == sha256(gefroren).hexdigest()


def test_later_changes_do_not_touch_the_edition(ausgabe, ablage):
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=BASIS)
    vorher = lies(ausgabe)
    make_angebot("Neu dazugekommen")
    caches["druck"].clear()
    create_ausgabe(ausgabe_id=ausgabe.pk, basis="https://anderswo.example/")

    assert lies(ausgabe) == vorher
    assert len(list((ablage / "ausgaben").iterdir())) == 1


def test_failure_is_kept_in_german_and_leaves_no_file(ausgabe, ablage):
    ausgabe.wegweiser.kapitel.update(text="{{ betrag.gibtsnicht }}")
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=BASIS)
    ausgabe.refresh_from_db()

    assert ausgabe.fehler == (
        "Kapitel „Angebote“: „{{ betrag.gibtsnicht }}“ steht nicht im Register der Beträge. Bitte den Schlüssel prüfen."
    )
    assert (ausgabe.pdf.name, ausgabe.inhalt, list(ablage.iterdir())) == ("", {}, [])


def test_full_disk_is_told(ausgabe, ablage):
    (ablage / "ausgaben").write_text("kein Ordner")
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=BASIS)
    ausgabe.refresh_from_db()

    assert ausgabe.fehler.startswith("Das PDF ließ sich nicht speichern (")


def test_failure_is_forgotten_after_the_repair(ausgabe):
    ausgabe.wegweiser.kapitel.update(text="{{ betrag.gibtsnicht }}")
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=BASIS)
    ausgabe.wegweiser.kapitel.update(text="")
    create_ausgabe(ausgabe_id=ausgabe.pk, basis=BASIS)

    assert lies(ausgabe).startswith(b"%PDF-")
    assert ausgabe.fehler == ""


def test_task_makes_the_edition(ausgabe):
    make_ausgabe.enqueue(ausgabe_id=ausgabe.pk, basis=BASIS)

    assert lies(ausgabe).startswith(b"%PDF-")
