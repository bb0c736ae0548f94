"""The pages of a print job, and who sees it in the Verwaltung."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.utils import timezone

from tests.factories import make_angebot, make_netzwerk
from tests.konten import FREMD, make_besetzung
from tests.verwaltung import anmelden, text, url
from tests.wegweiser.test_auftraege import make_auftrag
from wegweiser.models import Druckauftrag
from wegweiser.views import antwort

pytestmark = pytest.mark.django_db
Zustand = Druckauftrag.Zustand


@pytest.fixture(autouse=True)
def leerer_speicher():
    caches["druck"].clear()


def test_big_booklet_becomes_a_job_and_then_a_file(client):
    for nummer in range(antwort.SOFORT_BIS + 1):
        make_angebot(f"Kurs {nummer}")
    umleitung = client.get("/angebote.pdf?format=a5&q=Kurs")
    auftrag = Druckauftrag.objects.get()
    seite = client.get(umleitung["Location"]).content.decode()
    pdf = client.get(f"/druck/{auftrag.pk}.pdf")

    assert (umleitung.status_code, umleitung["Location"]) == (302, f"/druck/{auftrag.pk}/")
    assert "Ihr Heft ist fertig" in seite
    assert f'href="/druck/{auftrag.pk}.pdf"' in seite
    assert 'href="/angebote/?q=Kurs"' in seite
    assert (pdf["Content-Disposition"], pdf.content[:5]) == ('inline; filename="angebote-kurs-a5.pdf"', b"%PDF-")
    assert client.get("/angebote.pdf?format=a5&q=Kurs").content == pdf.content
    assert Druckauftrag.objects.count() == 1


def test_small_booklet_comes_at_once(client):
    for nummer in range(antwort.SOFORT_BIS):
        make_angebot(f"Kurs {nummer}")

    assert client.get("/angebote.pdf?format=plakat")["Content-Type"] == "application/pdf"
    assert not Druckauftrag.objects.exists()


def test_running_job_shows_step_and_page(client):
    auftrag = make_auftrag(zustand=Zustand.LAEUFT, schritt="Seiten setzen", seite=41, anteil=57, versuche=1)
    seite = client.get(auftrag.get_absolute_url())
    stand = client.get(f"/druck/{auftrag.pk}.json")

    assert (
        '<progress id="fortschritt" class="fortschritt" max="100" value="57">57 %</progress>' in seite.content.decode()
    )
    assert stand.json() == {"zustand": "laeuft", "anteil": 57, "text": "Seiten setzen, Seite 41"}
    assert "no-store" in stand["Cache-Control"]
    assert client.get(f"/druck/{auftrag.pk}.pdf").status_code == 404


def test_waiting_job_says_how_many_are_before_it(client):
    laeuft = make_auftrag(zustand=Zustand.LAEUFT, versuche=1)
    wartet = make_auftrag()
    Druckauftrag.objects.filter(pk=laeuft.pk).update(erstellt_am=timezone.now() - timedelta(minutes=1))

    stand = client.get(f"/druck/{wartet.pk}.json").json()
    assert stand["text"] == "Vor Ihrem Heft ist noch 1 anderes dran."


@pytest.mark.parametrize("ende", ["/", ".json", ".pdf"])
def test_unknown_job_is_not_found(client, ende):
    assert client.get(f"/druck/{uuid4()}{ende}").status_code == 404


@pytest.mark.parametrize("hat_netzwerk", [True, False])
def test_failed_job_says_why_and_leads_back(client, hat_netzwerk):
    netzwerk = make_netzwerk("Netzwerk Linde") if hat_netzwerk else None
    auftrag = make_auftrag(netzwerk=netzwerk, zustand=Zustand.GESCHEITERT, fehler="Das Heft braucht mehr Speicher.")
    seite = client.get(auftrag.get_absolute_url()).content.decode()

    assert "<title>Das Heft ließ sich nicht erstellen" in seite
    assert '<p class="hinweis" id="grund">Das Heft braucht mehr Speicher.</p>' in seite
    assert '<a class="knopf" href="/angebote/" aria-describedby="gescheitert grund" autofocus>Zurück</a>' in seite
    assert ("Das Netzwerk sieht diese Meldung auch." in seite) is hat_netzwerk


def test_crawlers_are_kept_from_ordering_booklets(client):
    assert client.get("/robots.txt").content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /verwaltung/",
        "Disallow: /e/",
        "Disallow: /druck/",
        "Disallow: /angebote.pdf",
        "Disallow: /merkzettel",
    ]


def test_file_that_is_gone_is_told_with_a_way_out(client):
    auftrag = make_auftrag(zustand=Zustand.FERTIG, beendet_am=timezone.now(), satz={})
    seite = client.get(f"/druck/{auftrag.pk}.pdf")

    assert seite.status_code == 404
    assert "Dieses Heft liegt nicht bereit. Bitte lassen Sie es noch einmal drucken." in seite.content.decode()


def test_coordinator_sees_failed_jobs_of_the_own_network_only():
    wer = make_besetzung()
    make_auftrag(netzwerk=wer.eigen.netzwerk, zustand=Zustand.GESCHEITERT, fehler="Kein Platz.", titel="Heft Linde")
    fremd = make_auftrag(netzwerk=wer.fremd.netzwerk, zustand=Zustand.GESCHEITERT, fehler=FREMD, titel=f"Heft {FREMD}")
    koordination = anmelden(wer.koordination)
    liste = text(koordination.get(url(Druckauftrag, "changelist")))

    assert ("Kein Platz." in liste, FREMD in liste) == (True, False)
    assert koordination.get(url(Druckauftrag, "change", fremd.pk)).status_code in (302, 404)
    assert koordination.post(url(Druckauftrag, "delete", fremd.pk)).status_code in (302, 403, 404)
    assert anmelden(wer.redaktion).get(url(Druckauftrag, "changelist")).status_code == 403
    assert Druckauftrag.objects.filter(titel__startswith="Heft").count() == 2


@pytest.mark.parametrize("anzahl", [1, 5])
def test_job_list_query_count_is_constant(anzahl, django_assert_num_queries):
    wer = make_besetzung()
    for _nummer in range(anzahl):
        make_auftrag(netzwerk=wer.eigen.netzwerk, zustand=Zustand.FERTIG, beendet_am=timezone.now())
    koordination = anmelden(wer.koordination)

    with django_assert_num_queries(12):
        koordination.get(url(Druckauftrag, "changelist"))
