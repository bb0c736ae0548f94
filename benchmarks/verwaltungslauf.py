"""One run in a process of its own: makes accounts and partners, asks every page of the Verwaltung, prints JSON."""

import json
import sys
from time import perf_counter

import django

django.setup()

import numpy as np  # noqa: E402
from django.contrib import admin  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import NoReverseMatch, reverse  # noqa: E402

from angebote.models import Angebot  # noqa: E402
from netzwerk.admin.basis import PortalAdmin  # noqa: E402
from netzwerk.models import Konto, Mitgliedschaft, Netzwerk, Partner, Zugang  # noqa: E402

LAEUFE, AUFWAERMEN = 20, 2
# Pages of staff that are not lists of the admin, by URL name: measured where they exist.
WEITERE = ("admin:index",)
# What somebody types into a list's search: part of a word that occurs.
SUCHWORT = "ver"


def main() -> None:
    konten = make_konten(int(sys.argv[1]))
    json.dump([measure(rolle, konto, *seite) for rolle, konto in konten.items() for seite in seiten()], sys.stdout)


@transaction.atomic
def make_konten(anzahl_partner: int) -> dict[str, Konto]:
    """So many partners, each in a network with a tenth of all offers in one of them; an account for each role."""
    fehlend = max(0, anzahl_partner - Partner.objects.count())
    Partner.objects.bulk_create(Partner(name=f"Verein {n}", slug=f"verein-{n}") for n in range(fehlend))
    netze = list(Netzwerk.objects.aktiv())
    Mitgliedschaft.objects.bulk_create(
        Mitgliedschaft(partner=partner, netzwerk=netze[n % len(netze)])
        for n, partner in enumerate(Partner.objects.filter(mitgliedschaften=None))
    )
    zehntel = Angebot.objects.order_by("pk")[: Angebot.objects.count() // 10]
    Angebot.objects.filter(pk__in=list(zehntel.values_list("pk", flat=True))).update(netzwerk=netze[0])
    rolle = Zugang.Rolle
    erster = Angebot.objects.order_by("pk").first().partner
    zugaenge = {
        rolle.VERWALTUNG: {},
        rolle.KOORDINATION: {"netzwerk": netze[0]},
        rolle.REDAKTION: {"partner": erster},
    }
    konten = {}
    for name, wo in zugaenge.items():
        konten[str(name)] = konto = Konto.objects.create(username=f"bench-{name}", is_staff=True)
        Zugang.objects.create(konto=konto, rolle=name, **wo)
    return konten


def seiten():
    """Name and address of every page; those without rights are left out when they answer so."""
    for name in WEITERE:
        try:
            yield name, reverse(name)
        except NoReverseMatch:
            continue
    for modell, verwaltung in admin.site._registry.items():
        if isinstance(verwaltung, PortalAdmin):
            name = f"{modell._meta.app_label}_{modell._meta.model_name}"
            liste = reverse(f"admin:{name}_changelist")
            yield f"Liste {modell.__name__}", liste
            if verwaltung.search_fields:
                yield f"Suche {modell.__name__}", f"{liste}?q={SUCHWORT}"
            for feld in verwaltung.autocomplete_fields:
                ziel = f"app_label={modell._meta.app_label}&model_name={modell._meta.model_name}&field_name={feld}"
                yield f"Auswahl {modell.__name__}.{feld}", f"{reverse('admin:autocomplete')}?{ziel}&term={SUCHWORT}"
            if erstes := modell._default_manager.order_by("pk").first():
                yield f"Formular {modell.__name__}", reverse(f"admin:{name}_change", args=[erstes.pk])


def measure(rolle: str, konto: Konto, name: str, adresse: str) -> dict:
    client = Client(headers={"host": "localhost"})
    client.force_login(konto, backend="django.contrib.auth.backends.ModelBackend")
    zeiten = []
    for lauf in range(AUFWAERMEN + LAEUFE):
        anfang = perf_counter()
        antwort = client.get(adresse)
        if lauf >= AUFWAERMEN:
            zeiten.append((perf_counter() - anfang) * 1000)
        if antwort.status_code != 200:
            return {"seite": f"{name} ({antwort.status_code})", "rolle": rolle, "abfragen": 0, "median": 0, "p95": 0}
    with CaptureQueriesContext(connection) as abfragen:
        client.get(adresse)
    werte = {"median": float(np.median(zeiten)), "p95": float(np.percentile(zeiten, 95))}
    return {"seite": name, "rolle": rolle, "abfragen": len(abfragen)} | werte


if __name__ == "__main__":
    main()
