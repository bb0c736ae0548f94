import re
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, Q
from django.utils import timezone

from angebote.demodaten import load_angebote
from angebote.links import find_links
from angebote.models import Angebot, Angebotszeit, Doppelverdacht, Linkstand, Rueckmeldung, Suchanfrage, Zustaendigkeit
from anlaufstellen.demodaten import load_anlaufstellen
from anlaufstellen.models import Anlaufstelle, Tourhalt
from netzwerk.demodaten import ORDNER, load_netzwerke
from netzwerk.demokonten import load_konten
from netzwerk.fassung import make_abbild
from netzwerk.fassung.abbild import pruefsumme
from netzwerk.fixtures import DatenError
from netzwerk.models import (
    Ansprechperson,
    Bestaetigung,
    Fassung,
    Konto,
    Mitgliedschaft,
    Netzwerk,
    Partner,
    Rueckfrage,
    Thema,
    Vorschlag,
    Zugang,
)
from netzwerk.vorschlaege import accept_vorschlag
from tests.netzwerk.test_grunddaten import snapshot
from wegweiser.models import Druckauftrag

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demodaten")]

# Local part with 000, or the block reserved for fiction in Berlin.
UNWAEHLBAR = re.compile(r"0\d{2,4} 000-\d{3,4}|030 23125-\d{3}")


@pytest.fixture
def ordner(tmp_path):
    """A copy of the texts and of one network, to break something in."""
    shutil.copy(ORDNER / "rechtliches.toml", tmp_path)
    shutil.copytree(ORDNER / "northeim", tmp_path / "northeim")
    return tmp_path


def ersetze(datei, alt, neu):
    text = datei.read_text(encoding="utf-8")
    assert alt in text
    datei.write_text(text.replace(alt, neu, 1), encoding="utf-8")


def load(ordner):
    load_netzwerke(ordner)
    load_anlaufstellen(ordner)
    load_angebote(ordner)


def test_demodaten_are_rich(demodaten):
    assert list(Netzwerk.objects.filter(ist_beispiel=True).order_by("slug").values_list("slug", "status")) == [
        ("aachen", "aktiv"),
        ("goettingen", "aktiv"),
        ("marzahn-hellersdorf", "aktiv"),
        ("northeim", "aktiv"),
    ]
    assert Angebot.objects.count() >= 200
    assert Anlaufstelle.objects.count() >= 30
    assert set(Anlaufstelle.objects.values_list("art", flat=True)) == set(Anlaufstelle.Art.values)
    assert Partner.objects.count() == Mitgliedschaft.objects.count() == 40
    assert Tourhalt.objects.filter(lat__isnull=False).count() == Tourhalt.objects.count() >= 16
    for netzwerk in Netzwerk.objects.filter(ist_beispiel=True):
        assert Thema.objects.haupt().filter(unterthemen__angebote__netzwerk=netzwerk).distinct().count() == 12
        leistungen = Zustaendigkeit.objects.filter(partner__netzwerke=netzwerk).values("leistung").distinct()
        assert leistungen.count() >= 12


def test_demodaten_twice_change_no_row(demodaten):
    vorher = snapshot()

    call_command("load_demodaten", stdout=StringIO())

    assert snapshot() == vorher


def test_demodaten_take_over_changed_values_and_keep_the_number(demodaten):
    angebot = Angebot.objects.get(externer_schluessel="nom-001")
    titel, themen = angebot.titel, list(angebot.themen.values_list("slug", flat=True))
    Angebot.objects.filter(pk=angebot.pk).update(titel="Alt", kosten_cent=500)
    angebot.themen.clear()
    angebot.zeiten.update(von="06:00")
    Partner.objects.filter(externer_schluessel="nom-jobcenter").update(telefon="")

    call_command("load_demodaten", stdout=StringIO())

    neu = Angebot.objects.get(externer_schluessel="nom-001")
    assert (neu.pk, neu.nummer, neu.slug, neu.titel, neu.kosten_cent) == (
        angebot.pk,
        angebot.nummer,
        angebot.slug,
        titel,
        0,
    )
    assert list(neu.themen.values_list("slug", flat=True)) == themen
    assert [str(zeit) for zeit in neu.zeiten.all()] == ["Di 9–12 Uhr", "Do 14–16 Uhr (Telefon)"]
    assert Partner.objects.get(externer_schluessel="nom-jobcenter").telefon == "05551 000-140"


def test_demodaten_hang_together(demodaten):
    def keine(zeilen):
        return list(zeilen.values_list("pk", flat=True)) == []

    assert keine(Angebot.objects.filter(Q(regionen=None) | Q(themen=None) | Q(netzwerk=None) | Q(suchtext="")))
    assert keine(Angebot.objects.exclude(quelle="beispiel"))
    assert keine(Angebot.objects.exclude(partner__netzwerke=F("netzwerk")))
    assert keine(Angebot.objects.exclude(anlaufstelle=None).exclude(anlaufstelle__netzwerk=F("netzwerk")))
    assert keine(Angebot.objects.exclude(plz="").filter(lat=None))
    assert keine(Anlaufstelle.objects.exclude(partner__netzwerke=F("netzwerk")))
    assert keine(Anlaufstelle.objects.filter(Q(regionen=None) | Q(themen=None) | Q(sprachen=None)))
    assert keine(Zustaendigkeit.objects.exclude(person=None).exclude(person__partner=F("partner")))
    assert keine(Partner.objects.filter(Q(personen=None) | Q(angebote=None) | Q(region=None)))
    assert Angebotszeit.objects.count() > Angebot.objects.count()


def test_invented_contacts_are_harmless(demodaten):
    modelle = (Netzwerk, Partner, Ansprechperson, Anlaufstelle, Angebot)
    kontakte = [zeile for modell in modelle for zeile in modell.objects.values_list("telefon", "email", "website")]
    nummern = {telefon for telefon, _email, _website in kontakte if telefon}
    domains = {re.sub(r"^https://|^.*@|/.*$", "", text) for _t, *netz in kontakte for text in netz if text}
    domains |= {
        re.sub(r"^https://|/.*$", "", f) for f in Zustaendigkeit.objects.values_list("formular", flat=True) if f
    }

    assert [nummer for nummer in nummern if not UNWAEHLBAR.fullmatch(nummer)] == []
    assert [domain for domain in domains if not domain.endswith(".example")] == []


def test_protected_addresses_stand_nowhere_else(demodaten):
    geheim = set(Anlaufstelle.objects.filter(adresse_geschuetzt=True).values_list("strasse", flat=True))
    texte = [
        text
        for modell in (Angebot, Anlaufstelle, Partner, Netzwerk)
        for text in modell.objects.values_list("beschreibung", flat=True)
    ]
    orte = [*Angebot.objects.values_list("strasse", flat=True), *Partner.objects.values_list("strasse", flat=True)]

    assert len(geheim) == 3
    assert [text for text in (*texte, *orte) if any(strasse in text for strasse in geheim)] == []


def test_legal_texts_name_the_network_and_the_offices_of_its_land(demodaten):
    aachen = Netzwerk.objects.get(slug="aachen")

    assert "Netzwerk Alleinerziehende StädteRegion Aachen (DreiLandEltern)" in aachen.impressum
    assert "Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen" in aachen.datenschutz
    assert "Ombudsstelle für barrierefreie Informationstechnik" in aachen.barrierefreiheit
    texte = Netzwerk.objects.filter(ist_beispiel=True).values_list("impressum", "datenschutz", "barrierefreiheit")
    assert [text for reihe in texte for text in reihe if not text or "{" in text] == []


def test_four_accounts_can_log_in(demodaten, client):
    konten = ("koordination", "partner", "lotsin", "verwaltung")

    assert [client.login(username=name, password=f"beispiel-{name}") for name in konten] == [True] * 4
    assert [(str(z.konto), str(z)) for z in Zugang.objects.order_by("konto__username")] == [
        ("koordination", "Koordination (ein Netzwerk): Netzwerk Alleinerziehende Northeim"),
        ("lotsin", "Lots*in (eigene Anlaufstellen): Wiebke Ahlborn, Lotsin für Alleinerziehende"),
        ("partner", "Redaktion (ein Partner): Familienhaus Solling e. V."),
        ("verwaltung", "Verwaltung (ganze Installation)"),
    ]
    assert set(Konto.objects.values_list("is_staff", "is_superuser")) == {(True, False)}
    assert Zugang.objects.get(rolle="redaktion").partner.angebote.count() >= 5
    assert Zugang.objects.get(rolle="lotsin").person.anlaufstellen.count() >= 2


def test_outside_of_the_demo_nobody_can_log_in(grunddaten, ordner, settings):
    settings.OPEN_HOUSE = False
    load_netzwerke(ordner)

    load_konten()

    assert [konto.has_usable_password() for konto in Konto.objects.all()] == [False] * 4


@pytest.mark.parametrize(
    ("datei", "alt", "neu", "fehler"),
    [
        (
            "partner",
            '"steuerung"',
            '"chef"',
            "northeim/partner.toml, „nom-jobcenter“, Feld „rolle“: „chef“ – Wert 'chef' ist keine gültige Option.",
        ),
        (
            "partner",
            '"Landkreis Northeim"\nrolle',
            '"Northiem"\nrolle',
            "northeim/partner.toml, „nom-jobcenter“, Feld „region“: „Northiem“ – "
            "kennen wir nicht; ähnlich ist „Stadt Northeim“ oder „Landkreis Northeim“",
        ),
        (
            "partner",
            '["de", "en"]',
            '["xx"]',
            "northeim/partner.toml, „nom-jobcenter“ › „nom-jobcenter-bca“, Feld „sprachen“: „xx“ – gibt es nicht.",
        ),
        (
            "anlaufstellen",
            'stufenfrei = "ja"',
            "stufenfrei = true",
            "northeim/anlaufstellen.toml, "
            "„nom-infopoint-kreishaus“, Feld „stufenfrei“: „True“ – bitte „ja“ oder „nein“; "
            "unbekannt heißt: Feld weglassen.",
        ),
        (
            "anlaufstellen",
            "adresse_geschuetzt = true",
            "adresse_geschuetzt = false",
            "northeim/anlaufstellen.toml, "
            "„nom-schutzwohnung“, Feld „–“: Bei „Schutz vor Gewalt“ muss die Adresse geschützt sein. "
            "Bitte „Adresse ist geschützt“ ankreuzen.",
        ),
        (
            "angebote",
            'formate = ["vor_ort", "telefonisch", "online"]',
            'formate = ["fax"]',
            "northeim/angebote.toml, "
            "„nom-001“, Feld „formate“: „fax“ – bitte „vor_ort“, „telefonisch“, „online“ oder „aufsuchend“.",
        ),
        (
            "angebote",
            'zeiten = ["Di 9:00-12:00", "Do 14:00-16:00 (Telefon)"]',
            'zeiten = ["Di morgens"]',
            "northeim/angebote.toml, „nom-001“, Feld „zeiten“: „Di morgens“ verstehen wir nicht. "
            "Bitte wie „Mo 9–12; Do 14–18 Uhr; jeden 1. Mi 10–12“.",
        ),
        (
            "angebote",
            "kosten_cent",
            "kosten_euro",
            "northeim/angebote.toml, „nom-001“, Feld „kosten_euro“: kennen wir nicht. Bitte die Schreibweise prüfen.",
        ),
        (
            "zustaendigkeiten",
            '"elterngeld"',
            '"eltergeld"',
            "northeim/zustaendigkeiten.toml, „eltergeld“, Feld „leistung“: „eltergeld“ – gibt es nicht.",
        ),
    ],
)
def test_faults_name_file_entry_and_value(grunddaten, ordner, datei, alt, neu, fehler):
    ersetze(ordner / "northeim" / f"{datei}.toml", alt, neu)

    with pytest.raises(DatenError) as info:
        load(ordner)

    assert str(info.value) == fehler


def test_faults_of_all_entries_are_named_at_once(grunddaten, ordner):
    angebote = ordner / "northeim" / "angebote.toml"
    ersetze(angebote, '"wiedereinstieg", "vereinbarkeit"', '"wiedereinstig"')
    ersetze(angebote, 'zielgruppen = ["grundsicherung"]', 'zielgruppen = ["bürgergeld"]')

    with pytest.raises(DatenError) as info:
        load(ordner)

    assert str(info.value).splitlines() == [
        "northeim/angebote.toml, „nom-001“, Feld „themen“: „wiedereinstig“ – gibt es nicht.",
        "northeim/angebote.toml, „nom-002“, Feld „zielgruppen“: „bürgergeld“ – gibt es nicht.",
    ]


def test_demodaten_need_grunddaten():
    with pytest.raises(CommandError, match=r"Bitte zuerst „load_grunddaten“ aufrufen\.$"):
        call_command("load_demodaten", stdout=StringIO())


def test_command_prints_counts(grunddaten):
    ausgabe = StringIO()

    call_command("load_demodaten", stdout=ausgabe)

    assert ausgabe.getvalue().startswith("4 Netzwerke, 40 Partner, 96 Ansprechpersonen, 32 Anlaufstellen, ")


def test_demodaten_show_every_stage_of_confirming(demodaten):
    am = timezone.localdate()
    runden = Rueckfrage.objects.filter(netzwerk__slug="northeim")

    assert sorted(runden.values_list("stufe", "zustand")) == [(2, "offen"), (3, "unzustellbar"), (4, "offen")]
    assert not Rueckfrage.objects.exclude(netzwerk__slug="northeim").exists()
    for modell in (Angebot, Anlaufstelle):
        bestaetigte = modell.objects.exclude(bestaetigt_am=None)
        assert modell.objects.faellig(am).exists()
        assert Bestaetigung.objects.filter(modell=modell._meta.label_lower).count() == bestaetigte.count() > 0
    assert not Angebot.objects.filter(bestaetigt_durch="").exclude(bestaetigt_am=None).exists()


def test_demodaten_leave_work_for_the_koordination(demodaten):
    northeim = Netzwerk.objects.get(slug="northeim")
    verdacht = Doppelverdacht.objects.get()
    doppel = Angebot.objects.filter(pk__in=[verdacht.a_pk, verdacht.b_pk]).order_by("externer_schluessel")

    assert [(v.zustand, list(v.netzwerke.all())) for v in Vorschlag.objects.all()] == [("offen", [northeim])] * 3
    assert [sorted(v.aenderungen) for v in Vorschlag.objects.all()] == [
        ["zeiten"],
        ["anmeldung_text", "telefon"],
        ["zeiten", "zeiten_hinweis"],
    ]
    assert [(r.zustand, list(r.netzwerke.all())) for r in Rueckmeldung.objects.all()] == [("neu", [northeim])] * 2
    assert list(doppel.values_list("externer_schluessel", flat=True)) == ["nom-027", "nom-069"]
    assert list(Fassung.objects.order_by("schluessel", "am").values_list("anlass", flat=True)) == [
        "vorher",
        "eingelesen",
        "vorher",
        "geaendert",
        "vorschlag",
    ]
    assert Druckauftrag.objects.get().zustand == "gescheitert"
    assert Suchanfrage.objects.filter(ohne_treffer__gt=0).count() == 2


def test_dead_links_of_the_demo_stand_on_pages_and_belong_to_nobody(demodaten):
    urls = set(Linkstand.objects.tot().values_list("url", flat=True))

    assert len(urls) == 2
    assert urls <= find_links(timezone.localdate())
    assert [url for url in urls if ".example" not in url] == []


def test_history_of_the_demo_ends_with_what_is_public(demodaten):
    angebot = Angebot.objects.get(externer_schluessel="nom-028")

    letzte = Fassung.objects.zu(angebot).first()

    assert letzte.pruefsumme == pruefsumme(Angebot, make_abbild(angebot))
    assert [f.inhalt["telefon"] for f in Fassung.objects.zu(angebot)] == [
        "05571 000-414",
        "05571 000-413",
        "05571 000-413",
    ]


def test_decided_work_of_the_demo_stays_decided(demodaten):
    vorschlag = Vorschlag.objects.get(anmerkung="", aenderungen__has_key="telefon")
    accept_vorschlag(vorschlag, ["telefon"], konto=Konto.objects.get(username="koordination"), moment=timezone.now())
    Rueckmeldung.objects.update(zustand="erledigt")
    Doppelverdacht.objects.update(status="kein_doppel")

    call_command("load_demodaten", stdout=StringIO())

    assert sorted(Vorschlag.objects.values_list("zustand", flat=True)) == ["offen", "offen", "teilweise"]
    assert set(Rueckmeldung.objects.values_list("zustand", flat=True)) == {"erledigt"}
    assert Doppelverdacht.objects.get().status == "kein_doppel"
