"""What goes wrong while printing: broken pictures, odd characters, a killed process, a full disk."""

import os
import signal
import sqlite3
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image

from tests.factories import make_netzwerk
from tests.wegweiser.hefte import make_eintrag, make_heft
from tests.wegweiser.pdfs import befehl, seitentexte, wortkaesten
from tests.wegweiser.test_auftraege import make_auftrag
from wegweiser.auftraege import print_auftrag
from wegweiser.druck.absender import absender
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.heft import Abschnitt
from wegweiser.druck.motor import render_pdf
from wegweiser.druck.speicher import get_pdf
from wegweiser.druck.vorlage import setze
from wegweiser.druck.werkstatt import print_satz
from wegweiser.druck.zeichen import drop_fehlende, find_fehlende, zeichenhinweise
from wegweiser.models import Druckauftrag

Zustand = Druckauftrag.Zustand
ABGEBROCHEN = "Der Druck wurde von außen abgebrochen. Bitte versuchen Sie es noch einmal."
VOLL = (
    "Auf dem Datenträger ist kein Platz mehr. Das Heft wurde nicht gespeichert. Bitte sagen Sie der Technik Bescheid."
)


def make_png(breite, hoehe):
    ausgabe = BytesIO()
    bild = Image.effect_noise((breite, hoehe), 90) if breite < 1_000 else Image.new("1", (breite, hoehe))
    bild.save(ausgabe, "PNG")
    return ausgabe.getvalue()


def drucke(*eintraege, papier="a5"):
    return render_pdf(setze(make_heft(kapitel=(Abschnitt("k", "Namen", "angebote", eintraege=eintraege),)), papier))


def ohne_luecken(pdf):
    """All text without blanks: poppler takes the wide strokes of Arabic letters for gaps."""
    return "".join(befehl("pdftotext", "-", "-", eingabe=pdf).split())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("inhalt", "klage"),
    [
        (make_png(300, 300)[:40_000], "lässt sich nicht lesen. Bitte laden Sie es neu hoch."),
        (b"Das ist kein Bild.", "lässt sich nicht lesen. Bitte laden Sie es neu hoch."),
        (b"", "lässt sich nicht lesen. Bitte laden Sie es neu hoch."),
        (make_png(10_000, 5_000), "ist zu groß zum Drucken. Bitte laden Sie es mit höchstens 4.000 × 4.000 "
         "Bildpunkten hoch."),
        (make_png(20_000, 10_000), "ist zu groß zum Drucken. Bitte laden Sie es mit höchstens 4.000 × 4.000 "
         "Bildpunkten hoch."),
    ],
    ids=["halb", "text", "leer", "50-megapixel", "200-megapixel"],
)  # fmt: skip
def test_broken_logo_is_told_and_the_name_printed(settings, tmp_path, inhalt, klage):
    settings.MEDIA_ROOT = tmp_path
    netzwerk = make_netzwerk("Netz Uslar")
    netzwerk.logo.save("bild.png", ContentFile(inhalt))
    felder = absender(netzwerk)

    assert felder["hinweise"] == (f"Das Logo „logos/bild.png“ von Netz Uslar {klage}",)
    assert (felder["logo"], felder["netzwerk"]) == ("", "Netz Uslar")


def test_word_of_ten_thousand_letters_stays_on_the_paper():
    wort = "Unterhalt" * 1_111
    pdf = drucke(make_eintrag(1, text=wort))

    assert ohne_luecken(pdf).count("Unterhalt") > 1_000
    assert [kasten for breite, kaesten in wortkaesten(pdf) for kasten in kaesten if kasten[1] > breite - 30] == []


@pytest.mark.parametrize(
    ("titel", "gedruckt"),
    [
        ("Український чай", "Український чай"),
        ("Ελληνική ομάδα", "Ελληνική ομάδα"),
        ("Nhóm Việt ở Uslar", "Nhóm Việt ở Uslar"),
        ("Gruppe für Çağla Şahin und Łucja", "Gruppe für Çağla Şahin und Łucja"),
    ],
)
def test_foreign_names_are_printed_in_fonts_that_travel_along(titel, gedruckt):
    pdf = drucke(make_eintrag(1, titel, text=f"**{titel}**"))
    schriften = befehl("pdffonts", "-", eingabe=pdf).splitlines()[2:]

    assert gedruckt in " ".join(seitentexte(pdf))
    assert {zeile[7:].split()[0].split("-")[0] for zeile in schriften} <= {"Atkinson", "Noto"}
    assert [zeile for zeile in schriften if " yes yes yes " not in zeile] == []


def test_arabic_is_shaped_and_reads_from_the_start():
    pdf = drucke(make_eintrag(1, "مرحبا بالعالم", text="Kurs für أمهات und Väter, 12 Plätze."))
    schriften = befehl("pdffonts", "-", eingabe=pdf).splitlines()[2:]
    text = ohne_luecken(pdf).translate(dict.fromkeys((8234, 8235, 8236)))

    assert "مرحبابالعالم" in text
    assert "KursfürأمهاتundVäter,12Plätze." in text
    assert {zeile[7:].split()[0].split("-")[0] for zeile in schriften} == {"Atkinson", "NotoArabisch"}


def test_emoji_and_unknown_scripts_leave_no_boxes():
    pdf = drucke(make_eintrag(1, "Kochen 👩‍🍳 für alle", text="Mit 中文 und ✓ Haken.", stelle="😀"))
    text = " ".join(seitentexte(pdf))

    assert "Kochen für alle" in text
    assert "Mit … und Haken." in text
    assert "DejaVu" not in befehl("pdffonts", "-", eingabe=pdf)


@pytest.mark.parametrize(
    ("html", "erwartet"),
    [
        ("<p>Grüße</p>", "<p>Grüße</p>"),
        ("<p>Na 😀!</p>", "<p>Na !</p>"),
        ("<h3>😀</h3><p> </p>", "<h3>…</h3><p> </p>"),
        ("<h3>中文</h3>", "<h3>…</h3>"),
        ('<a href="https://中.example/😀">x\0y</a>', '<a href="https://中.example/😀">xy</a>'),
        ("😀 lose", " lose"),
    ],
)
def test_characters_without_glyph_are_left_out_of_texts_only(html, erwartet):
    assert drop_fehlende(html) == erwartet


def test_editor_is_told_which_characters_cannot_be_printed():
    assert find_fehlende({"a": ["Grüße", "👍🏽 und ✓", "✓"], "b": 7}) == ["👍", "✓"]
    assert zeichenhinweise(["Grüße", "Привіт", "سلام"]) == ()
    assert zeichenhinweise(["Hallo 👍🏽"]) == (
        "Zeichen ohne Druckschrift: „👍“ kann nicht gedruckt werden. Bitte schreiben Sie es in Worten.",
    )


def kinder_von(pid):
    """Process numbers of the direct children."""
    gefunden = []
    for ordner in Path("/proc").glob("[0-9]*"):
        try:
            if int((ordner / "stat").read_text().rpartition(")")[2].split()[1]) == pid:
                gefunden.append(int(ordner.name))
        except OSError:
            pass  # ended meanwhile
    return gefunden


def druckende(pid):
    """Those that run the engine."""
    return [kind for kind in kinder_von(pid) if b"wegweiser.druck.kind" in Path(f"/proc/{kind}/cmdline").read_bytes()]


def warte(bedingung, sekunden=20.0):
    """What the condition answers as soon as it is true; fails when it never is."""
    ende = monotonic() + sekunden
    while monotonic() < ende:
        if ergebnis := bedingung():
            return ergebnis
        sleep(0.05)
    raise AssertionError(f"Nothing after {sekunden} seconds")


def lebt(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.django_db
def test_killed_engine_is_told_at_once():
    auftrag = make_auftrag(make_heft(300))
    moerder = Thread(target=lambda: os.kill(warte(lambda: druckende(os.getpid()))[0], signal.SIGKILL))
    moerder.start()
    print_auftrag.call(str(auftrag.pk))
    moerder.join()
    auftrag.refresh_from_db()

    assert (auftrag.zustand, auftrag.fehler) == (Zustand.GESCHEITERT, ABGEBROCHEN)
    assert get_pdf(auftrag.schluessel) is None


def test_no_room_for_the_temporary_folder_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gibtsnicht"))

    with pytest.raises(DruckError) as info:
        print_satz(setze(make_heft(1), "a5"))
    assert str(info.value) == VOLL


VOLLE_PLATTE = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
from tests.wegweiser.hefte import make_heft
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.vorlage import setze
from wegweiser.druck.werkstatt import print_satz
try:
    print_satz(setze(make_heft(9), "a5"))
except DruckError as fehler:
    print(fehler)
"""


def im_projekt(quelltext, **umgebung):
    """A Python process of the project, set up."""
    vorspann = "import django; django.setup()\n"
    umgebung = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", **umgebung}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", vorspann + quelltext],
        cwd=settings.BASE_DIR,
        env=umgebung,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_full_disk_while_printing_is_told():
    """No file of the child may grow beyond 20 kB: already the first font does not fit."""
    ausgabe, _fehler = im_projekt(VOLLE_PLATTE).communicate(timeout=120)

    assert ausgabe.strip() == VOLL


VORBEREITEN = """
from django.core.management import call_command
from django.utils import timezone
from tests.wegweiser.hefte import make_heft
from wegweiser.druck.umwandlung import als_json
from wegweiser.druck.vorlage import setze
from wegweiser.models import Druckauftrag
call_command("migrate", verbosity=0)
satz = als_json(setze(make_heft(300), "a5"))
for schluessel, versuche in (("einmal", 0), ("zweimal", 1)):
    auftrag = Druckauftrag.objects.create(
        schluessel=schluessel, titel="Heft", dateiname="heft.pdf", zurueck="/", format="a5", satz=satz,
        versuche=versuche, lebenszeichen=timezone.now(),
    )
    print(auftrag.pk)
"""
ARBEITEN = "from wegweiser.auftraege import print_auftrag; print_auftrag.call('{pk}')"
SEHEN_NACH = """
from datetime import timedelta
from tests.wegweiser.hefte import make_heft
from wegweiser.auftraege import tend_auftraege
from wegweiser.druck.speicher import get_pdf
from wegweiser.druck.umwandlung import als_json
from wegweiser.druck.vorlage import setze
from wegweiser.models import Druckauftrag
Druckauftrag.objects.update(satz=als_json(setze(make_heft(1), "a5")))
zeichen = sorted(Druckauftrag.objects.values_list("lebenszeichen", flat=True))
for moment in (zeichen[0] + timedelta(seconds=29), zeichen[-1] + timedelta(seconds=31)):
    tend_auftraege(moment)
    print([(a.schluessel, a.zustand, a.versuche) for a in Druckauftrag.objects.order_by("schluessel")])
print(bool(get_pdf("einmal")), Druckauftrag.objects.get(schluessel="zweimal").fehler)
"""


def test_killed_worker_takes_its_engine_along_and_its_job_is_taken_up_once_more(tmp_path):
    datei = tmp_path / "portal.sqlite3"
    umgebung = {"DATABASE_URL": f"sqlite:///{datei}", "TMPDIR": str(tmp_path)}
    nummern = im_projekt(VORBEREITEN, **umgebung).communicate(timeout=120)[0].split()
    toete_arbeiter([im_projekt(ARBEITEN.format(pk=pk), **umgebung) for pk in nummern], datei)
    assert list(tmp_path.glob("druck-*")) == []

    zeilen = im_projekt(SEHEN_NACH, **umgebung).communicate(timeout=120)[0].splitlines()
    assert zeilen == [
        "[('einmal', 'laeuft', 1), ('zweimal', 'laeuft', 2)]",
        "[('einmal', 'fertig', 2), ('zweimal', 'gescheitert', 2)]",
        "True Der Druck ist zweimal abgebrochen, ohne einen Grund zu nennen. Bitte sagen Sie dem Netzwerk Bescheid.",
    ]


def toete_arbeiter(arbeiter, datei):
    """Waits until every worker tells of its engine's progress, kills the workers, then sees the engines end."""
    with sqlite3.connect(datei) as datenbank:
        laufende = "SELECT count(*) FROM wegweiser_druckauftrag WHERE schritt <> ''"
        warte(lambda: datenbank.execute(laufende).fetchone()[0] == len(arbeiter), 60)
    datenbank.close()
    kinder = [warte(lambda pid=einer.pid: druckende(pid))[0] for einer in arbeiter]
    assert [lebt(kind) for kind in kinder] == [True] * len(kinder)
    for einer in arbeiter:
        einer.kill()
        einer.communicate()
    warte(lambda: not any(lebt(kind) for kind in kinder), 6)
