"""What the Verwaltung's pages show beside the demo data: a proposal, a double, something deleted, a hint, a dead link.

Runs inside the portal: ``manage.py shell -c "from tests.browser.verwaltungsdaten import load; load()"``.
"""

from django.db import transaction
from django.utils import timezone

from angebote.models import Angebot, Linkstand, Suchanfrage
from anlaufstellen.models import Anlaufstelle
from netzwerk.fassung import record_fassung
from netzwerk.models import Fassung, Konto, Netzwerk, Partner, Post, Region, Spaltenzuordnung
from tests.factories import make_angebot, make_geloeschtes, make_post, make_rueckmeldung, make_vorschlag
from tests.konten import make_doppelverdacht

LANG = "Donaudampfschifffahrtsgesellschaftsfamilienberatungsstellenverzeichnis"


@transaction.atomic
def load() -> None:
    netzwerk = Netzwerk.objects.get(slug="northeim", ist_beispiel=True)
    koordination = Konto.objects.get(username="koordination")
    partner = Konto.objects.get(username="partner")
    angebote = list(Angebot.objects.filter(netzwerk=netzwerk).order_by("pk")[:3])
    stellen = list(Anlaufstelle.objects.filter(netzwerk=netzwerk).order_by("pk")[:2])
    _geschichte(angebote[0], koordination)
    make_vorschlag(angebote[1], konto=partner, von="Beispiel Partner", titel=f"{angebote[1].titel}: {LANG}", telefon="")
    make_vorschlag(stellen[0], konto=Konto.objects.get(username="lotsin"), von="Beispiel Lotsin", anfahrt="Bus 3")
    make_geloeschtes(
        make_angebot(f"Gelöschtes {LANG}", netzwerk=netzwerk, partner=angebote[0].partner), konto=koordination
    )
    make_doppelverdacht("anlaufstelle", *stellen)
    make_doppelverdacht("angebot", *angebote[:2])
    make_post(f"Bitte bestätigen: {LANG}", netzwerk=netzwerk, zustand=Post.Zustand.UNZUSTELLBAR, fehler="550 unbekannt")
    make_rueckmeldung(angebote[0], text="Unter der Nummer meldet sich niemand.", moment=timezone.now())
    Angebot.objects.filter(pk=angebote[0].pk).update(website="https://verein.example/weg")
    Linkstand.objects.create(
        url="https://verein.example/weg", ergebnis="tot", grund="Seite nicht gefunden (404)", fehler_seit=timezone.now()
    )
    kreis = Region.objects.get(ags="03155")
    Suchanfrage.objects.create(tag=timezone.localdate(), worte="kita ferien", region=kreis, anzahl=9, ohne_treffer=9)
    Spaltenzuordnung.objects.create(
        name="Liste des Vereins", art="partner", netzwerk=netzwerk, zuordnung={"Verein": "name", "Nr.": ""}
    )
    Partner.objects.filter(pk=angebote[2].partner_id).update(pflege_email="")


def _geschichte(angebot, konto) -> None:
    """Three states, the last with a long word."""
    for anlass, titel in (
        (Fassung.Anlass.ANGELEGT, angebot.titel),
        (Fassung.Anlass.GEAENDERT, f"{angebot.titel} am Abend"),
        (Fassung.Anlass.GEAENDERT, f"{angebot.titel} am Abend, {LANG}"),
    ):
        Angebot.objects.filter(pk=angebot.pk).update(titel=titel)
        record_fassung(angebot, anlass, moment=timezone.now(), konto=konto)
