"""One cast of accounts: visitor, partner, coordinator, stranger, and what belongs to whom.

Everything that belongs to the stranger's network carries the word ``FREMD`` in its name: where one of the others
works, it must not turn up.
"""

from types import SimpleNamespace

from django.utils import timezone

from angebote.models import Doppelverdacht, Leistung, Linkstand, Suchanfrage
from anlaufstellen.models import Material, Qualitaetskriterium
from netzwerk.models import Spaltenzuordnung, Vorschlag, Zugang
from tests.factories import (
    make_angebot,
    make_anlaufstelle,
    make_geloeschtes,
    make_konto,
    make_leistung,
    make_netzwerk,
    make_partner,
    make_person,
    make_post,
    make_region,
    make_rueckmeldung,
    make_suchbegriff,
    make_thema,
    make_vorschlag,
    make_wegweiser,
    make_zustaendigkeit,
)
from wegweiser.models import Ausgabe, Ausgabedatei, Druckauftrag

FREMD = "Zitadelle"


def make_bestand(wort: str, leistung: Leistung) -> SimpleNamespace:
    """A network's partner with a person, a drop-in point, an offer and a responsibility, all named by the word."""
    region = make_region("Northeim", ags="03155")
    netzwerk = make_netzwerk(f"Netzwerk {wort}", regionen=[region])
    partner = make_partner(f"Partner {wort}", netzwerk=netzwerk)
    person = make_person(f"Person {wort}", partner=partner)
    website = f"https://{wort.lower()}.example/{wort}"
    anlaufstelle = make_anlaufstelle(f"Treff {wort}", netzwerk=netzwerk, partner=partner, regionen=[region])
    anlaufstelle.personen.add(person)
    angebot = make_angebot(
        f"Angebot {wort}",
        netzwerk=netzwerk,
        partner=partner,
        anlaufstelle=anlaufstelle,
        regionen=[region],
        themen=[make_thema()],
        personen=[person],
        website=website,
    )
    zweite = make_anlaufstelle(f"Treff {wort} am Markt", netzwerk=netzwerk, partner=partner, regionen=[region])
    return SimpleNamespace(
        netzwerk=netzwerk,
        post=make_post(f"Post {wort}", netzwerk=netzwerk),
        partner=partner,
        person=person,
        anlaufstelle=anlaufstelle,
        angebot=angebot,
        zweite=zweite,
        doppelverdacht=make_doppelverdacht("anlaufstelle", anlaufstelle, zweite),
        spaltenzuordnung=make_spaltenzuordnung(wort, netzwerk),
        link=Linkstand.objects.create(url=website, ergebnis="tot", grund="Seite nicht gefunden (404)"),
        rueckmeldung=make_rueckmeldung(angebot, text=f"Nummer von {wort} ist falsch"),
        suchbegriff=make_suchbegriff(f"Wort {wort}", netzwerk=netzwerk),
        kriterium=Qualitaetskriterium.objects.create(netzwerk=netzwerk, art="raum"),
        material=Material.objects.create(netzwerk=netzwerk, name=f"Heft {wort}"),
        zustaendigkeit=make_zustaendigkeit(leistung, region, partner=partner, hinweis=wort),
    )


def make_doppelverdacht(art: str, a, b, **fields) -> Doppelverdacht:
    """An open one; the entry that was made first comes first."""
    vorgabe = {"grad": 80, "gruende": [["name", 90]], "gefunden_am": timezone.localdate()}
    return Doppelverdacht.objects.create(art=art, a_pk=a.pk, b_pk=b.pk, **{**vorgabe, **fields})


def make_spaltenzuordnung(wort: str, netzwerk) -> Spaltenzuordnung:
    return Spaltenzuordnung.objects.create(
        name=f"Liste {wort}",
        art=Spaltenzuordnung.Art.PARTNER,
        netzwerk=netzwerk,
        zuordnung={f"Verein {wort}": "name", f"Nr. {wort}": ""},
        feste_werte={"ort": wort},
    )


def make_suchanfrage(wort: str, kreis) -> Suchanfrage:
    """Asked for often enough to be shown. A network sees what was asked in its own regions."""
    return Suchanfrage.objects.create(tag=timezone.localdate(), worte=wort, region=kreis, anzahl=Suchanfrage.MINDESTENS)


def make_druckwerke(besetzung: SimpleNamespace) -> SimpleNamespace:
    """Adds to both sides a guide with an edition, its file and a print job; only tests of rights count them in."""
    for wort, bestand in (("Linde", besetzung.eigen), (FREMD, besetzung.fremd)):
        make_druckwerk(bestand, wort)
    return besetzung


def make_druckwerk(bestand: SimpleNamespace, wort: str) -> None:
    bestand.wegweiser = make_wegweiser(f"Wegweiser {wort}", netzwerk=bestand.netzwerk)
    bestand.ausgabe = Ausgabe.objects.create(wegweiser=bestand.wegweiser, bezeichnung="1/2026")
    bestand.datei = Ausgabedatei.objects.create(ausgabe=bestand.ausgabe, format="a5")
    bestand.druckauftrag = Druckauftrag.objects.create(
        schluessel=wort, titel=f"Heft {wort}", format="a5", netzwerk=bestand.netzwerk
    )


def make_besetzung() -> SimpleNamespace:
    """``eigen`` and ``fremd`` hold the entries; the rest are the accounts."""
    leistung = make_leistung(betraege=[("uv_0_5", "227")])
    eigen, fremd = make_bestand("Linde", leistung), make_bestand(FREMD, leistung)
    for bestand, wort in ((eigen, "Linde"), (fremd, FREMD)):
        bestand.vorschlag = make_vorschlag(bestand.angebot, titel=f"Vorschlag {wort}")
        bestand.geloeschtes = make_geloeschtes(
            make_angebot(f"Weg {wort}", netzwerk=bestand.netzwerk, partner=bestand.partner)
        )
    eigen.suchanfrage = make_suchanfrage("Linde", make_region("Northeim", ags="03155"))
    fremd.suchanfrage = make_suchanfrage(FREMD, make_region("Heinsberg", ags="05370"))
    rolle = Zugang.Rolle
    lotsin = make_konto("lotsin", rolle=rolle.LOTSIN, person=eigen.person)
    Vorschlag.objects.filter(pk=eigen.vorschlag.pk).update(konto=lotsin)
    return SimpleNamespace(
        eigen=eigen,
        fremd=fremd,
        verwaltung=make_konto("verwaltung", rolle=rolle.VERWALTUNG),
        koordination=make_konto("koordination", rolle=rolle.KOORDINATION, netzwerk=eigen.netzwerk),
        redaktion=make_konto("redaktion", rolle=rolle.REDAKTION, partner=eigen.partner),
        lotsin=lotsin,
        fremde=make_konto(f"konto-{FREMD}", rolle=rolle.KOORDINATION, netzwerk=fremd.netzwerk),
        ohne_zugang=make_konto("ohne-zugang"),
    )
