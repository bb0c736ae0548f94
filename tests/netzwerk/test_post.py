"""The outbox: one mail for a reason, tried again with pauses, given up with a reason, emptied and forgotten."""

import socket
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import transaction

from netzwerk.models import Post
from netzwerk.post import HOECHSTENS_VERSUCHE, queue_post, send_post, tend_post
from tests.factories import make_post
from tests.konten import FREMD, make_besetzung
from tests.netzwerk.postamt import Postamt
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db

JETZT = datetime(2026, 3, 2, 9, tzinfo=UTC)
Zustand = Post.Zustand


@pytest.fixture
def amt(settings):
    """Opens the mail server that Django then sends through."""

    def oeffne(port: int):
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 5}}}

    return oeffne


def queue(schluessel="bestaetigung-1", **felder):
    vorgabe = {"an": "kim@example.org", "betreff": "Stimmt das noch?", "text": "Guten Tag", "moment": JETZT}
    return queue_post(schluessel=schluessel, **vorgabe | felder)


def stand(post):
    post.refresh_from_db()
    return post.zustand, post.versuche, post.ab - JETZT


def test_mail_goes_out_after_the_commit_and_its_text_is_emptied(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post = queue(text="Ihr Link: geheim")
        vorher = len(mail.outbox)

    post.refresh_from_db()
    assert (vorher, [(m.to, m.body) for m in mail.outbox]) == (0, [(["kim@example.org"], "Ihr Link: geheim")])
    assert (post.zustand, post.text, post.fehler) == (Zustand.GESENDET, "", "")


def test_same_reason_makes_one_mail():
    assert queue() == queue(betreff="Anders")
    assert list(Post.objects.values_list("betreff", flat=True)) == ["Stimmt das noch?"]


def test_mail_of_a_change_that_is_rolled_back_does_not_exist():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)

    assert not Post.objects.exists()


def test_subject_stays_one_line_and_fits():
    post = queue(betreff="Zeile\r\nBcc: alle@example.org " + "x" * 300)

    assert post.betreff.startswith("Zeile Bcc: alle@example.org x")
    assert len(post.betreff) == 200


@pytest.mark.parametrize(
    ("antworten", "zustand", "fehler"),
    [
        ({"empfaenger_antwort": "550 kein Postfach"}, Zustand.UNZUSTELLBAR, "550 kein Postfach"),
        ({"empfaenger_antwort": "450 voll"}, Zustand.WARTET, "450 voll"),
        ({"inhalt_antwort": "554 nicht erwünscht"}, Zustand.UNZUSTELLBAR, "554 nicht erwünscht"),
        ({"inhalt_antwort": "451 später"}, Zustand.WARTET, "451 später"),
    ],
)
def test_no_of_the_server_is_final_or_not(amt, antworten, zustand, fehler):
    post = make_post(ab=JETZT)
    with Postamt(**antworten) as server:
        amt(server.port)
        gesendet = send_post(JETZT)

    post.refresh_from_db()
    assert (gesendet, server.angenommen) == (0, [])
    assert (post.zustand, post.fehler, post.text) == (zustand, fehler, "Guten Tag")


def test_refused_connection_is_tried_again_with_growing_pauses_then_given_up(amt):
    post = make_post(ab=JETZT)
    with socket.socket() as besetzt:
        besetzt.bind(("127.0.0.1", 0))  # nobody listens
        amt(besetzt.getsockname()[1])
        pausen, moment = [], JETZT
        for _versuch in range(HOECHSTENS_VERSUCHE):
            send_post(moment)
            post.refresh_from_db()
            pausen.append(round((post.ab - moment).total_seconds() / 60))
            assert send_post(post.ab - timedelta(seconds=30)) == 0
            moment = post.ab

    assert pausen == [5, 10, 20, 40, 80, 160]
    assert (post.zustand, post.versuche) == (Zustand.UNZUSTELLBAR, 6)
    assert "Connection refused" in post.fehler


def test_mail_that_fails_does_not_keep_the_others_back():
    kaputt = make_post(an="kim@example.org\nBcc: alle@example.org", ab=JETZT - timedelta(hours=1))
    gut = make_post(an="gut@example.org", ab=JETZT)

    assert send_post(JETZT) == 1
    assert [m.to for m in mail.outbox] == [["gut@example.org"]]
    assert (stand(kaputt)[0], stand(gut)[0]) == (Zustand.WARTET, Zustand.GESENDET)


def test_mail_in_hand_is_taken_up_after_ten_minutes_and_given_up_after_six_times():
    frisch = make_post(zustand=Zustand.SENDET, begonnen_am=JETZT - timedelta(minutes=9), versuche=1)
    verstummt = make_post(zustand=Zustand.SENDET, begonnen_am=JETZT - timedelta(minutes=11), versuche=1)
    immer = make_post(zustand=Zustand.SENDET, begonnen_am=JETZT - timedelta(minutes=11), versuche=6)

    assert send_post(JETZT) == 1
    assert [stand(post)[:2] for post in (frisch, verstummt, immer)] == [
        (Zustand.SENDET, 1),
        (Zustand.GESENDET, 2),
        (Zustand.UNZUSTELLBAR, 6),
    ]


class ZuSpaet(BaseEmailBackend):
    """A server that says no after another sender has taken the mail up and sent it."""

    def send_messages(self, email_messages):
        Post.objects.update(zustand=Zustand.GESENDET, versuche=2, text="")
        raise OSError("zu spät")


def test_late_failure_of_a_lost_sender_does_not_undo_what_another_sent(settings):
    settings.MAILERS = {"default": {"BACKEND": "tests.netzwerk.test_post.ZuSpaet"}}
    post = make_post(ab=JETZT)

    assert send_post(JETZT) == 0
    assert stand(post)[:2] == (Zustand.GESENDET, 2)


def test_old_mail_is_deleted_after_ninety_days():
    alt, neu = JETZT - timedelta(days=91), JETZT - timedelta(days=89)
    make_post("alt", zustand=Zustand.GESENDET, gesendet_am=alt)
    make_post("neu", zustand=Zustand.GESENDET, gesendet_am=neu)
    unzustellbar = make_post("unzustellbar", zustand=Zustand.UNZUSTELLBAR, ab=alt)
    make_post("wartet", ab=alt)
    Post.objects.update(erstellt_am=alt)

    assert tend_post(JETZT) == 2
    assert sorted(Post.objects.values_list("betreff", flat=True)) == ["neu", "wartet"]
    assert not Post.objects.filter(pk=unzustellbar.pk).exists()


def test_command_sends_and_tells():
    make_post()
    ausgabe = StringIO()

    call_command("send_post", stdout=ausgabe)

    assert ausgabe.getvalue() == "1 gesendet, 0 warten, 0 alte gelöscht.\n"
    assert mail.outbox[0].extra_headers["Auto-Submitted"] == "auto-generated"


# The list in the Verwaltung


@pytest.mark.parametrize("rolle", ["koordination", "verwaltung"])
def test_undeliverable_mail_goes_out_again_and_sent_mail_cannot(rolle, django_capture_on_commit_callbacks):
    besetzung = make_besetzung()
    eigene = besetzung.eigen.post
    gesendet = make_post(netzwerk=besetzung.eigen.netzwerk, zustand=Zustand.GESENDET, text="")
    Post.objects.filter(pk=eigene.pk).update(zustand=Zustand.UNZUSTELLBAR, fehler="550", versuche=6)
    wahl = {"action": "noch_einmal", "_selected_action": [eigene.pk, gesendet.pk]}

    with django_capture_on_commit_callbacks(execute=True):
        antwort = anmelden(getattr(besetzung, rolle)).post(url(Post, "changelist"), wahl, follow=True)

    assert "1 E-Mail geht noch einmal hinaus." in text(antwort)
    assert "Der Text gesendeter E-Mails ist gelöscht." in text(antwort)
    assert ["Post Linde" in [m.subject for m in mail.outbox], stand(eigene)[:2]] == [True, (Zustand.GESENDET, 1)]


def test_foreign_mail_is_not_sent_again():
    besetzung = make_besetzung()
    Post.objects.update(zustand=Zustand.UNZUSTELLBAR)
    wahl = {"action": "noch_einmal", "_selected_action": [besetzung.fremd.post.pk]}

    antwort = anmelden(besetzung.koordination).post(url(Post, "changelist"), wahl, follow=True)

    assert (stand(besetzung.fremd.post)[0], FREMD in text(antwort)) == (Zustand.UNZUSTELLBAR, False)


def test_text_of_a_mail_is_never_shown():
    besetzung = make_besetzung()
    Post.objects.update(text="https://portal.example/geheim")

    antwort = anmelden(besetzung.verwaltung).get(url(Post, "change", besetzung.eigen.post.pk))

    assert ("Post Linde" in text(antwort), "geheim" in text(antwort)) == (True, False)
