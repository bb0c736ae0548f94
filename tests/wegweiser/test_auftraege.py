"""Print jobs: bounded, found again when their worker is lost, and honest about what went wrong."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.factories import make_angebot, make_netzwerk
from tests.wegweiser.hefte import make_heft
from wegweiser import auftraege
from wegweiser.auftraege import HOECHSTENS_OFFEN, order_heft, print_auftrag, tend_auftraege
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.speicher import get_pdf, pruefsumme
from wegweiser.druck.umwandlung import als_json
from wegweiser.druck.vorlage import setze
from wegweiser.models import Druckauftrag

pytestmark = pytest.mark.django_db
Zustand = Druckauftrag.Zustand


@pytest.fixture(autouse=True)
def leerer_speicher():
    caches["druck"].clear()


def make_auftrag(heft=None, papier="a5", **felder):
    heft = heft or make_heft(2)
    return Druckauftrag.objects.create(
        **{
            "schluessel": uuid4().hex,
            "titel": heft.titel,
            "dateiname": "heft.pdf",
            "zurueck": "/angebote/",
            "format": papier,
            "satz": als_json(setze(heft, papier)),
            "lebenszeichen": timezone.now(),
            **felder,
        }
    )


def bestelle(heft, **felder):
    fest = {"schluessel": pruefsumme(heft, "a5"), "dateiname": "heft.pdf", "zurueck": "/angebote/"}
    return order_heft(heft, "a5", **fest, **felder)


def test_ordered_job_is_printed_and_forgets_its_content():
    netzwerk = make_netzwerk()
    auftrag = bestelle(make_heft(2), netzwerk=netzwerk)
    auftrag.refresh_from_db()

    assert (auftrag.zustand, auftrag.anteil, auftrag.versuche, auftrag.fehler) == (Zustand.FERTIG, 100, 1, "")
    assert (auftrag.satz, auftrag.netzwerk, auftrag.beendet_am is None) == ({}, netzwerk, False)
    assert get_pdf(auftrag.schluessel).startswith(b"%PDF-")


def test_same_content_joins_the_open_job():
    heft = make_heft(2)
    offen = make_auftrag(heft, schluessel=pruefsumme(heft, "a5"), zustand=Zustand.LAEUFT)

    assert bestelle(heft) == offen
    assert Druckauftrag.objects.count() == 1


def test_queue_is_bounded():
    for _nummer in range(HOECHSTENS_OFFEN):
        make_auftrag(satz={}, zustand=Zustand.LAEUFT)

    with pytest.raises(DruckError, match="Gerade warten viele Hefte auf den Druck"):
        bestelle(make_heft(2))
    assert Druckauftrag.objects.count() == HOECHSTENS_OFFEN


def test_job_is_taken_by_one_worker_only():
    auftrag = make_auftrag(zustand=Zustand.LAEUFT, versuche=1)
    print_auftrag.call(str(auftrag.pk))
    auftrag.refresh_from_db()

    assert (auftrag.zustand, auftrag.versuche) == (Zustand.LAEUFT, 1)
    assert get_pdf(auftrag.schluessel) is None


def test_deleted_job_is_no_error():
    print_auftrag.call(str(uuid4()))


def test_offer_deleted_after_the_order_is_still_printed_as_it_was_ordered(client):
    """What is printed was fixed when it was ordered; nothing breaks when the catalogue changes meanwhile."""
    angebote = [make_angebot(f"Kurs {nummer}") for nummer in range(25)]
    antwort = client.get("/angebote.pdf?format=a5")
    auftrag = Druckauftrag.objects.get()
    angebote[0].delete()

    assert antwort["Location"] == auftrag.get_absolute_url()
    assert client.get(f"/druck/{auftrag.pk}.pdf").content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("satz", "meldung"),
    [
        ({"html": '<html lang="de"><img src="https://boese.example/x.png">'}, "Beim Drucken wird nichts aus dem Netz"),
        ({"html": "<p>x", "hoechstens": 1, "montage": "gibtsnicht"}, "Die Anordnung „gibtsnicht“ gibt es nicht."),
    ],
)
def test_failed_job_says_why_and_leaves_no_file(client, satz, meldung):
    auftrag = make_auftrag(satz={"stile": ["@page { size: A5 }"], **satz})
    print_auftrag.call(str(auftrag.pk))
    auftrag.refresh_from_db()
    seite = client.get(f"/druck/{auftrag.pk}/").content.decode()

    assert auftrag.zustand == Zustand.GESCHEITERT
    assert meldung in auftrag.fehler
    assert meldung in seite
    assert get_pdf(auftrag.schluessel) is None
    assert client.get(f"/druck/{auftrag.pk}.pdf").status_code == 404


def test_full_disk_is_told(settings, tmp_path):
    (tmp_path / "datei").write_text("kein Ordner")
    ablage = {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(tmp_path / "datei")}
    settings.CACHES = {**settings.CACHES, "druck": ablage}
    auftrag = make_auftrag()
    print_auftrag.call(str(auftrag.pk))
    auftrag.refresh_from_db()

    assert auftrag.zustand == Zustand.GESCHEITERT
    assert auftrag.fehler.startswith("Das Heft ließ sich nicht speichern (")
    assert auftrag.fehler.endswith("Bitte sagen Sie der Technik Bescheid.")


def test_time_limit_is_told(settings):
    settings.DRUCK_SEKUNDEN = 1
    auftrag = make_auftrag(make_heft(60))
    print_auftrag.call(str(auftrag.pk))
    auftrag.refresh_from_db()

    assert auftrag.fehler == (
        "Der Druck dauerte länger als 1 Sekunden und wurde abgebrochen. Bitte wählen Sie weniger Angebote."
    )


def test_memory_limit_is_told(settings):
    settings.DRUCK_MEGABYTE = 330
    auftrag = make_auftrag(make_heft(300))
    print_auftrag.call(str(auftrag.pk))
    auftrag.refresh_from_db()

    assert auftrag.zustand == Zustand.GESCHEITERT
    assert auftrag.fehler.startswith("Das Heft braucht mehr Speicher, als zum Drucken da ist (330 MB).")


def test_lost_job_is_taken_up_once_more():
    """Its worker was killed: no sign of life for more than half a minute."""
    vor_einer_minute = timezone.now() - timedelta(seconds=60)
    auftrag = make_auftrag(zustand=Zustand.LAEUFT, versuche=1, lebenszeichen=vor_einer_minute)
    tend_auftraege(timezone.now())
    auftrag.refresh_from_db()

    assert (auftrag.zustand, auftrag.versuche) == (Zustand.FERTIG, 2)


def test_job_lost_twice_is_given_up_and_says_so():
    vor_einer_minute = timezone.now() - timedelta(seconds=60)
    auftrag = make_auftrag(zustand=Zustand.LAEUFT, versuche=2, lebenszeichen=vor_einer_minute)
    tend_auftraege(timezone.now())
    auftrag.refresh_from_db()

    assert (auftrag.zustand, auftrag.fehler, auftrag.satz) == (
        Zustand.GESCHEITERT,
        "Der Druck ist zweimal abgebrochen, ohne einen Grund zu nennen. Bitte sagen Sie dem Netzwerk Bescheid.",
        {},
    )


def test_job_with_a_sign_of_life_is_left_alone():
    auftrag = make_auftrag(zustand=Zustand.LAEUFT, versuche=1)
    wartender = make_auftrag(lebenszeichen=timezone.now() - timedelta(minutes=10))
    tend_auftraege(timezone.now())
    auftrag.refresh_from_db()
    wartender.refresh_from_db()

    assert (auftrag.zustand, wartender.zustand) == (Zustand.LAEUFT, Zustand.WARTET)


def test_lost_order_is_given_again():
    wartender = make_auftrag(lebenszeichen=timezone.now() - timedelta(minutes=1))
    tend_auftraege(timezone.now())
    wartender.refresh_from_db()

    assert wartender.zustand == Zustand.FERTIG


def test_worker_that_comes_back_late_does_not_overwrite_the_second_attempt():
    auftrag = make_auftrag(zustand=Zustand.LAEUFT, versuche=2)
    alter = Druckauftrag.objects.get(pk=auftrag.pk)
    alter.versuche = 1
    auftraege._beende(alter, Zustand.GESCHEITERT, fehler="zu spät")
    auftrag.refresh_from_db()

    assert (auftrag.zustand, auftrag.fehler) == (Zustand.LAEUFT, "")


def test_ended_jobs_are_forgotten_after_a_day():
    alt = make_auftrag(zustand=Zustand.FERTIG, beendet_am=timezone.now() - timedelta(hours=25))
    frisch = make_auftrag(zustand=Zustand.FERTIG, beendet_am=timezone.now() - timedelta(hours=23))
    tend_auftraege(timezone.now())

    assert list(Druckauftrag.objects.all()) == [frisch]
    assert alt.pk != frisch.pk
