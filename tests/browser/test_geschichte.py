"""Whole stories in a browser: a partner changes something, is asked, two write at once; and what it costs in clicks.

One portal of its own, with its own database: the stories change what they tell about, each another entry.
"""

import json
import re
import subprocess
from email import message_from_string
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import laufendes_portal, manage
from tests.browser.test_seiten import RAGT_HINAUS
from tests.browser.test_verwaltung_konten import melde_an
from tests.browser.warten import GEDULD_DRUCK, folge

SKRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["mit-skript", "ohne-skript"])
FELDER = ["#id_kurzbeschreibung", "#id_telefon"]
UEBERHOLT = "timezone.localdate() - timedelta(days=400)"
ANFANG = """
import json
from datetime import timedelta
from django.utils import timezone
from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Partner, Rueckfrage, Vorschlag
"""


@pytest.fixture(scope="module")
def eigenes(vorrat, tmp_path_factory):
    with laufendes_portal(vorrat, tmp_path_factory.mktemp("geschichte")) as portal:
        yield portal


@pytest.fixture(scope="module")
def portal(eigenes):
    return eigenes[0]


@pytest.fixture(scope="module")
def frag(eigenes):
    """Runs lines of Python in the portal's database; what the last one prints, read as JSON."""

    def frag(zeilen: str):
        return json.loads(manage(["shell", "-v0", "-c", ANFANG + zeilen], eigenes[1]).strip().splitlines()[-1])

    return frag


@pytest.fixture(scope="module")
def angebot(frag):
    """Address of an offer in the Verwaltung, and its public one."""

    def angebot(schluessel: str) -> tuple[str, str]:
        zeile = f"a = Angebot.objects.get(externer_schluessel='{schluessel}')\n"
        pk, oeffentlich = frag(f"{zeile}print(json.dumps([a.pk, a.get_absolute_url()]))")
        return f"/verwaltung/angebote/angebot/{pk}/change/", oeffentlich

    return angebot


class Haende:
    """A tab and how often somebody had to click, tick or choose in it."""

    def __init__(self, tab):
        self.tab, self.griffe = tab, 0

    def klick(self, stelle):
        """On something that stays on the page."""
        self.griffe += 1
        stelle.click()

    def folge(self, stelle):
        """A click that leads to another page."""
        self.griffe += 1
        folge(stelle)

    def schreibe(self, stelle, text):
        self.griffe += 1
        stelle.fill(text)

    def waehle(self, stelle, name):
        self.griffe += 1
        stelle.select_option(label=name)

    def suche_aus(self, feld, text):
        """Two clicks in a field that suggests: into it, and on what it suggests."""
        self.klick(self.tab.locator(f".field-{feld} .select2-selection"))
        self.tab.locator(".select2-container--open .select2-search__field:focus").fill(text)
        expect(self.tab.locator(".loading-results")).to_have_count(0)
        self.klick(self.tab.locator(".select2-results__option[aria-selected]", has_text=text).first)


def speichere(tab):
    folge(tab.get_by_role("button", name="Sichern", exact=True))


def meldung(tab) -> str:
    return tab.locator(".messagelist").inner_text()


def hefttext(portal: str, frage: str) -> str:
    with urlopen(f"{portal}/angebote.pdf?q={quote(frage)}", timeout=GEDULD_DRUCK / 1000) as antwort:  # noqa: S310
        assert antwort.headers["content-type"] == "application/pdf"
        pdf = antwort.read()
    befehl = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(befehl, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603


def oeffentlich(portal: str, tab, adresse: str, frage: str) -> list[str]:
    """What the page, the list of a search, and the brochure say."""
    texte = []
    for pfad in (adresse, f"/angebote/?q={quote(frage)}"):
        tab.goto(pfad)
        assert tab.evaluate(RAGT_HINAUS) == []
        texte.append(tab.locator("main").inner_text())
    return [*texte, hefttext(portal, frage)]


# A partner's change


@pytest.mark.parametrize(
    ("javascript", "schluessel", "frage", "alt", "neu"),
    [
        (True, "nom-032", "Familienpatenschaft", "Mo 9–12 Uhr", "Mo 10–13 Uhr"),
        (False, "nom-027", "Sollingzwerge", "Di 9.30–11 Uhr", "Di 10–13 Uhr"),
    ],
    ids=["mit-skript", "ohne-skript"],
)
def test_change_of_a_partner_reaches_everything_in_three_clicks(
    seite, portal, angebot, javascript, schluessel, frage, alt, neu
):
    verwalten, adresse = angebot(schluessel)
    eltern = seite(360, javascript=javascript)
    assert [alt in text for text in oeffentlich(portal, eltern, adresse, frage)] == [True] * 3
    partner = seite(360, javascript=javascript)
    melde_an(partner, "partner")
    partner.goto(verwalten)
    titel = partner.get_by_label("Titel").input_value()
    partner.locator("#id_zeiten-0-von").fill("10:00")
    partner.locator("#id_zeiten-0-bis").fill("13:00")
    speichere(partner)

    assert f"Die Koordination sieht sich Ihre Änderung an „{titel}“ an." in meldung(partner)
    assert [neu in text for text in oeffentlich(portal, eltern, adresse, frage)] == [False] * 3

    haende = Haende(seite(1280, javascript=javascript))
    melde_an(haende.tab, "koordination")
    haende.folge(haende.tab.get_by_role("link", name="Vorschläge von Partnern"))
    haende.folge(haende.tab.locator("#result_list").get_by_role("link", name=titel))
    zeile = haende.tab.get_by_role("row", name="Zeiten").get_by_role("cell").all_inner_texts()
    haende.folge(haende.tab.get_by_role("button", name="Alles übernehmen"))

    assert [alt in zeile[-2], neu in zeile[-1]] == [True, True]
    assert haende.griffe <= 3
    assert [neu in text for text in oeffentlich(portal, eltern, adresse, frage)] == [True] * 3
    assert alt not in hefttext(portal, frage)


# A partner is asked


@pytest.fixture
def brief(eigenes, portal, frag):
    """Makes all entries of a partner due, asks, and returns the path of the link in the mail."""

    def brief(schluessel: str) -> str:
        an = frag(f"""
p = Partner.objects.get(externer_schluessel="{schluessel}")
Rueckfrage.objects.filter(partner=p).delete()
for modell in (Angebot, Anlaufstelle):
    modell.objects.filter(partner=p).update(bestaetigt_am={UEBERHOLT})
print(json.dumps(p.email))
""")
        ausgabe = manage(["send_rueckfragen", "--basis", f"{portal}/"], eigenes[1]) + manage(["send_post"], eigenes[1])
        mails = [message_from_string(text) for text in re.findall(r"^Content-Type:.*?(?=^-{79})", ausgabe, re.M | re.S)]
        (mail,) = [mail for mail in mails if mail["To"] == an]
        text = mail.get_payload(decode=True).decode()
        return urlsplit(re.search(rf"{portal}\S+", text)[0]).path

    return brief


@SKRIPT
def test_partner_answers_from_the_mail_without_an_account(seite, frag, brief, javascript):
    schluessel = "nom-solo" if javascript else "nom-wegwarte"
    link = brief(schluessel)
    tab = seite(360, javascript=javascript)
    tab.goto(link)
    assert tab.evaluate(RAGT_HINAUS) == []
    karte = tab.locator("article", has=tab.get_by_role("button", name="Stimmt alles")).last
    titel, adresse = karte.locator("h2").inner_text(), karte.get_by_role("link", name="Seite ansehen")
    adresse = adresse.get_attribute("href")
    folge(karte.get_by_role("link", name="Ändern"))
    tab.get_by_label("Telefon").fill("05551 000-977")
    folge(tab.get_by_role("button", name="Änderung abschicken"))

    vorgeschlagen = f"""
v = Vorschlag.objects.filter(partner__externer_schluessel="{schluessel}", konto=None, aenderungen__has_key="telefon")
print(json.dumps([[v.name, v.zustand, v.aenderungen["telefon"]["neu"]] for v in v]))
"""
    assert frag(vorgeschlagen) == [[titel.replace("\u00ad", ""), "offen", "05551 000-977"]]
    tab.goto(adresse)
    assert "05551 000-977" not in tab.locator("main").inner_text()

    tab.goto(link)
    bestaetigt = tab.locator("article").filter(has=tab.get_by_role("button", name="Stimmt alles")).first
    adresse = bestaetigt.get_by_role("link", name="Seite ansehen").get_attribute("href")
    folge(tab.get_by_role("button", name="Alles stimmt"))
    nummer = int(re.search(r"-(\d+)/$", adresse)[1])
    heute, monat, partner = frag(f"""
from netzwerk.templatetags.werte import monat
e = Angebot.objects.filter(nummer={nummer}).first() or Anlaufstelle.objects.get(nummer={nummer})
print(json.dumps([e.bestaetigt_am == timezone.localdate(), monat(e.bestaetigt_am), e.partner.name]))
""")

    assert tab.locator("h1").inner_text() == "Vielen Dank!"
    assert heute
    tab.goto(adresse)
    assert f"Bestätigt von {partner} im {monat}" in tab.locator("main").inner_text()


# Two people at once


@SKRIPT
def test_two_who_write_at_once_lose_nothing(seite, angebot, javascript):
    verwalten, adresse = angebot("nom-029" if javascript else "nom-030")
    erste, zweite = seite(1280, javascript=javascript), seite(1280, javascript=javascript)
    for tab, name in ((erste, "verwaltung"), (zweite, "koordination")):
        melde_an(tab, name)
        tab.goto(verwalten)
    satz, telefon = (erste.locator(feld).input_value() for feld in FELDER)
    erste.locator("#id_telefon").fill("05571 000-901")
    speichere(erste)
    zweite.locator("#id_telefon").fill("05571 000-902")
    zweite.get_by_label("In einem Satz").fill("Was die Zweite schreibt.")
    speichere(zweite)

    assert "wurde inzwischen auch geändert" in zweite.locator("h1").inner_text()
    seiten = zweite.get_by_role("group", name="Telefon").get_by_role("radio")
    assert [feld.get_attribute("value") for feld in seiten.all()] == ["meine", "ihre"]
    texte = zweite.locator("fieldset").all_inner_texts()
    assert [wort in " ".join(texte) for wort in ("000-901", "000-902", "Was die Zweite schreibt.")] == [True] * 3
    zweite.get_by_role("group", name="Telefon").get_by_label("Inzwischen gespeichert").check()
    folge(zweite.get_by_role("button", name="So speichern"))

    def stand():
        erste.goto(verwalten)
        return [erste.locator(feld).input_value() for feld in FELDER]

    assert stand() == ["Was die Zweite schreibt.", "05571 000-901"]
    zweite.goto(verwalten.replace("change", "history"))
    verlauf = zweite.locator("ol.verlauf > li")
    assert ["von Beispiel" in text for text in verlauf.locator("h2").all_inner_texts()] == [True, True, False]
    assert ["000-901" in text for text in verlauf.all_inner_texts()] == [False, True, False]
    folge(verlauf.last.get_by_role("button", name="So wie an diesem Tag wiederherstellen"))

    assert stand() == [satz, telefon]
    erste.goto(adresse)
    assert "Was die Zweite schreibt." not in erste.locator("main").inner_text()


# What it costs


def test_ten_entries_are_confirmed_with_at_most_twelve_clicks(seite, frag):
    frag("""
zehn = Angebot.objects.filter(netzwerk__slug="northeim", status="veroeffentlicht").order_by("pk")[:10]
Angebot.objects.filter(pk__in=[a.pk for a in zehn]).update(bestaetigt_am=None)
print(json.dumps(len(zehn)))
""")
    haende = Haende(seite(1280))
    melde_an(haende.tab, "koordination")
    haende.folge(haende.tab.get_by_role("link", name="Angebote zu bestätigen"))
    anzahl = haende.tab.locator("#result_list tbody tr").count()
    haende.klick(haende.tab.locator("#action-toggle"))
    haende.waehle(haende.tab.locator("select[name=action]"), "Als bestätigt markieren (heute)")
    haende.folge(haende.tab.get_by_role("button", name="Ausführen"))

    assert anzahl >= 10
    assert f"{anzahl} Einträge sind bestätigt." in meldung(haende.tab)
    assert haende.griffe <= 12
    assert haende.tab.locator("#result_list tbody tr").count() == 0


ANORDNUNG = """() => {
    const oben = document.querySelector(".submit-row").getBoundingClientRect();
    const zeilen = [...document.querySelector("#angebot_form fieldset").querySelectorAll(".form-row")];
    return {
        zeilen: zeilen.length,
        verdeckt: zeilen.filter(e => e.getBoundingClientRect().bottom > oben.top + 1).map(e => e.className),
        knopf: oben.bottom <= innerHeight,
    };
}"""


def test_offer_is_added_on_one_screen(seite):
    """The eight fields that matter and the button: nothing folded out, nothing scrolled."""
    haende = Haende(seite(1280))
    tab = haende.tab
    tab.set_viewport_size({"width": 1280, "height": 900})
    melde_an(tab, "koordination")
    tab.goto("/verwaltung/angebote/angebot/add/")
    assert tab.evaluate(ANORDNUNG) == {"zeilen": 7, "verdeckt": [], "knopf": True}

    haende.schreibe(tab.get_by_label("Titel"), "Radfahren lernen für Mütter")
    haende.schreibe(tab.get_by_label("In einem Satz"), "Auf dem Schulhof, mit Leihrädern und Kinderbetreuung.")
    haende.suche_aus("partner", "Familienhaus Solling")
    haende.suche_aus("themen", "Freizeit")
    haende.suche_aus("regionen", "Uslar")
    haende.schreibe(tab.locator("#id_telefon"), "05571 000-450")
    haende.klick(tab.get_by_label("Vor Ort"))
    haende.schreibe(tab.get_by_label("Kosten in Euro"), "0")
    haende.waehle(tab.get_by_label("Status"), "veröffentlicht")
    gerollt, offene = tab.evaluate("scrollY"), tab.locator("details[open]").count()
    haende.folge(tab.get_by_role("button", name="Sichern", exact=True))

    assert "Radfahren lernen für Mütter" in meldung(tab)
    assert (gerollt, offene, haende.griffe) == (0, 0, 13)
    tab.goto("/angebote/?q=Radfahren+lernen")
    assert "Radfahren lernen für Mütter" in tab.locator("main").inner_text().replace("\u00ad", "")
