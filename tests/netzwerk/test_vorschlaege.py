"""What is live never changes by a proposal; the Koordination decides field by field."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from netzwerk import rechte
from netzwerk.fassung import apply_werte, make_abbild
from netzwerk.models import Fassung, Post, Vorschlag
from netzwerk.vorschlaege import (
    VorschlagError,
    accept_vorschlag,
    create_vorschlag,
    gegenueber,
    return_vorschlag,
    withdraw_vorschlag,
)
from tests.factories import make_angebot, make_konto, make_netzwerk, make_partner, make_person

pytestmark = pytest.mark.django_db
JETZT = datetime(2026, 11, 22, 12, tzinfo=UTC)
NEU = {"titel": "Treff", "telefon": "05551 2"}


@pytest.fixture
def angebot():
    netzwerk = make_netzwerk("Netz")
    partner = make_partner("Verein", netzwerk=netzwerk)
    return make_angebot("Café", netzwerk=netzwerk, partner=partner, telefon="05551 1")


@pytest.fixture
def konto():
    return make_konto("kim", email="kim@verein.example", first_name="Kim", last_name="Muster")


def schlage_vor(objekt, werte=NEU, **mehr):
    return create_vorschlag(objekt, werte, moment=JETZT, **{"von": "Verein", **mehr})


def test_proposal_changes_nothing_live(angebot, konto):
    vorher = make_abbild(angebot)

    vorschlag = schlage_vor(angebot, konto=konto)

    assert make_abbild(angebot) == vorher
    assert (vorschlag.partner, list(vorschlag.netzwerke.all())) == (angebot.partner, [angebot.netzwerk])
    assert vorschlag.aenderungen == {
        "titel": {"alt": "Café", "neu": "Treff"},
        "telefon": {"alt": "05551 1", "neu": "05551 2"},
    }


def test_proposal_without_a_change_is_none(angebot):
    assert schlage_vor(angebot, {"titel": "Café"}) is None
    assert not Vorschlag.objects.exists()


def test_accepting_all_writes_history_and_tells_the_partner(angebot, konto, django_capture_on_commit_callbacks):
    vorschlag = schlage_vor(angebot, konto=konto, von="")

    with django_capture_on_commit_callbacks(execute=True):
        accept_vorschlag(vorschlag, NEU, konto=make_konto("koordination"), moment=JETZT, antwort="Danke!")

    angebot.refresh_from_db()
    vorschlag.refresh_from_db()
    assert (angebot.titel, angebot.telefon, vorschlag.zustand) == ("Treff", "05551 2", "uebernommen")
    assert [(f.anlass, f.von) for f in Fassung.objects.zu(angebot)] == [("vorschlag", "Kim Muster"), ("vorher", "")]
    (post,) = mail.outbox
    assert (post.to, post.subject) == (["kim@verein.example"], "Ihre Änderung an „Café“")
    assert post.body == (
        "Guten Tag,\n\nSie haben für „Café“ eine Änderung vorgeschlagen.\n\n"
        "Ihre Änderung ist übernommen und ab jetzt zu sehen.\n\n"
        "Die Koordination schreibt dazu: „Danke!“\n\nVielen Dank, dass Sie den Eintrag pflegen."
    )


def test_accepting_some_leaves_the_rest(angebot, konto):
    vorschlag = accept_vorschlag(schlage_vor(angebot, konto=konto), ["telefon"], konto=None, moment=JETZT)

    angebot.refresh_from_db()
    assert (angebot.titel, angebot.telefon) == ("Café", "05551 2")
    assert (vorschlag.zustand, vorschlag.uebernommen) == ("teilweise", ["telefon"])
    assert "Ein Teil Ihrer Änderung ist übernommen: Telefon." in Post.objects.get().text


def test_returning_needs_a_word_and_changes_nothing(angebot, konto):
    vorschlag = schlage_vor(angebot, konto=konto)

    with pytest.raises(VorschlagError, match="warum"):
        return_vorschlag(vorschlag, konto=None, moment=JETZT, antwort=" ")
    return_vorschlag(vorschlag, konto=None, moment=JETZT, antwort="Bitte Telefon prüfen.")

    angebot.refresh_from_db()
    assert (angebot.titel, Vorschlag.objects.get().zustand) == ("Café", "zurueck")
    assert "Bitte Telefon prüfen." in Post.objects.get().text


def test_answer_goes_to_the_address_and_the_address_is_forgotten(angebot):
    vorschlag = schlage_vor(angebot, email="post@verein.example")

    accept_vorschlag(vorschlag, NEU, konto=None, moment=JETZT)

    assert (Post.objects.get().an, Vorschlag.objects.get().email) == ("post@verein.example", "")


@pytest.mark.parametrize("workflow", [accept_vorschlag, return_vorschlag, withdraw_vorschlag])
def test_decided_proposal_is_not_decided_again(angebot, konto, workflow):
    vorschlag = schlage_vor(angebot, konto=konto)
    accept_vorschlag(vorschlag, NEU, konto=None, moment=JETZT)
    mehr = {accept_vorschlag: {"felder": NEU}, return_vorschlag: {"antwort": "Nein"}}.get(workflow, {})

    with pytest.raises(VorschlagError, match="schon entschieden: übernommen"):
        workflow(vorschlag, konto=None, moment=JETZT, **mehr)

    assert Post.objects.count() == 1


def test_entry_gone_meanwhile_is_said(angebot, konto):
    vorschlag = schlage_vor(angebot, konto=konto)
    angebot.delete()

    with pytest.raises(VorschlagError, match="Den Eintrag „Café“ gibt es nicht mehr"):
        accept_vorschlag(vorschlag, NEU, konto=None, moment=JETZT)


def test_live_value_changed_since_is_marked(angebot, konto):
    vorschlag = schlage_vor(angebot, konto=konto)
    apply_werte(angebot, {"telefon": "05551 9"})

    zeilen = gegenueber(vorschlag, angebot)

    assert {zeile.label: (zeile.texte, anders) for zeile, anders in zeilen} == {
        "Titel": (("Café", "Treff"), False),
        "Telefon": (("05551 9", "05551 2"), True),
    }


def test_a_later_proposal_for_the_same_field_replaces_the_earlier(angebot, konto):
    erster = schlage_vor(angebot, konto=konto)
    schlage_vor(angebot, {"telefon": "05551 3"}, konto=konto)
    fremder = schlage_vor(angebot, {"telefon": "05551 4"}, konto=make_konto("andere"))

    erster.refresh_from_db()
    assert (list(erster.aenderungen), erster.zustand) == (["titel"], "offen")
    schlage_vor(angebot, {"titel": "Haus"}, konto=konto)
    erster.refresh_from_db()
    fremder.refresh_from_db()
    assert (erster.zustand, fremder.zustand) == ("zurueckgezogen", "offen")


def test_who_decides(angebot):
    netzwerk, anderes = angebot.netzwerk, make_netzwerk()
    geteilt = make_partner(netzwerk=netzwerk)
    geteilt.netzwerke.add(anderes)
    ohne = make_partner()

    assert [rechte.zustaendige(objekt)[1] for objekt in (angebot, make_person(partner=ohne), netzwerk)] == [
        [netzwerk],
        [],
        [netzwerk],
    ]
    assert set(rechte.zustaendige(geteilt)[1]) == {netzwerk, anderes}
