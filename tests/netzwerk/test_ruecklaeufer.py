"""Mail that came back marks the mail it is about, and nothing else does."""

import sys
from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from netzwerk.models import Post
from netzwerk.post import make_kennung
from netzwerk.ruecklaeufer import read_ruecklauf, record_ruecklaeufer
from tests.factories import make_post

JETZT = datetime(2026, 3, 2, 9, tzinfo=UTC)
Zustand = Post.Zustand
BERICHT = """From: MAILER-DAEMON@mail.example.org
To: portal@localhost
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="grenze"

--grenze
Content-Type: text/plain; charset=us-ascii

I'm sorry.

--grenze
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
Arrival-Date: Mon, 2 Mar 2026 09:00:00 +0100

Final-Recipient: rfc822; {an}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 <{an}>: User unknown

--grenze
Content-Type: text/rfc822-headers

Subject: Stimmt das noch?
{kennung}
To: {an}

--grenze--
"""


def bericht(post=None, *, an="kim@example.org", action="failed", status="5.1.1") -> bytes:
    kennung = f"Message-ID: {make_kennung(post)}" if post else "X-Nichts: 1"
    return BERICHT.format(an=an, action=action, status=status, kennung=kennung).replace("\n", "\r\n").encode()


def gesendet(**felder):
    return make_post(**{"zustand": Zustand.GESENDET, "gesendet_am": JETZT, "text": "", **felder})


@pytest.mark.django_db
def test_bounce_marks_the_mail_that_it_names():
    post, anderer = gesendet(), gesendet()

    assert record_ruecklaeufer(bericht(post, an="weitergeleitet@example.net"), JETZT) == post
    post.refresh_from_db()
    anderer.refresh_from_db()
    assert (post.zustand, post.fehler, anderer.zustand) == (
        Zustand.UNZUSTELLBAR,
        "550 5.1.1 <weitergeleitet@example.net>: User unknown",
        Zustand.GESENDET,
    )


@pytest.mark.django_db
def test_bounce_without_our_id_marks_the_last_mail_to_the_address():
    gesendet(gesendet_am=datetime(2026, 3, 1, 9, tzinfo=UTC))
    letzte = gesendet(an="Kim@Example.org")
    gesendet(an="alex@example.org")

    assert record_ruecklaeufer(bericht(), JETZT) == letzte
    assert Post.objects.filter(zustand=Zustand.UNZUSTELLBAR).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("angaben", [{"status": "4.2.2"}, {"action": "delayed"}, {"action": "delivered"}])
def test_what_may_still_arrive_changes_nothing(angaben):
    post = gesendet()

    assert record_ruecklaeufer(bericht(post, **angaben), JETZT) is None
    post.refresh_from_db()
    assert post.zustand == Zustand.GESENDET


@pytest.mark.django_db
@pytest.mark.parametrize("verfaelscht", ["<post-{}-20200101000000@localhost>", "<post-99999-20260302090000@localhost>"])
def test_guessed_id_marks_nothing(verfaelscht):
    post = gesendet()
    roh = bericht(post).replace(make_kennung(post).encode(), verfaelscht.format(post.pk).encode())

    assert record_ruecklaeufer(roh, JETZT) is None
    assert list(Post.objects.values_list("zustand", flat=True)) == [Zustand.GESENDET]


@pytest.mark.django_db
def test_bounce_comes_twice_and_old_mail_is_left_alone():
    post = gesendet(gesendet_am=datetime(2026, 2, 1, tzinfo=UTC))

    assert record_ruecklaeufer(bericht(), JETZT) is None
    assert record_ruecklaeufer(bericht(post), JETZT) == post
    assert record_ruecklaeufer(bericht(post), JETZT) is None


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_an_error(roh):
    assert read_ruecklauf(roh) is None
    read_ruecklauf(bericht().replace(b"I'm sorry.", roh))
    read_ruecklauf(
        b"Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n" + roh
    )


@pytest.mark.django_db
@pytest.mark.parametrize("roh", [b"", b"Hallo", b"\xff\x00"])
def test_command_is_always_a_success(monkeypatch, roh):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(roh)))
    ausgabe = StringIO()

    call_command("record_ruecklaeufer", stdout=ausgabe)

    assert ausgabe.getvalue() == "Kein Zustellbericht zu einer E-Mail dieses Portals.\n"


@pytest.mark.django_db
def test_command_names_the_mail(monkeypatch):
    post = gesendet()
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(bericht(post))))
    ausgabe = StringIO()

    call_command("record_ruecklaeufer", stdout=ausgabe)

    assert ausgabe.getvalue() == "Unzustellbar: Bitte bestätigen → kim@example.org\n"
