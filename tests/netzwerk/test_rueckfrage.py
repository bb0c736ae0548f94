import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk import rueckfrage
from netzwerk.models import Netzwerk, Partner, Post, Rueckfrage, Zugang
from netzwerk.rueckfrage import find_adressen
from netzwerk.vorschlaege import create_vorschlag
from tests.factories import make_angebot, make_konto, make_netzwerk, make_partner
from tests.rueckfragen import HEUTE, frage, frage_bis, make_partner_mit_eintraegen, make_runde, moment, zugleich

pytestmark = pytest.mark.django_db
Zustand = Rueckfrage.Zustand
# Asking every day, on which day counted from the first, which step.
ALLE = [
    (0, "erste E-Mail"),
    (14, "zweite E-Mail"),
    (28, "auf der Telefonliste"),
    (42, "Hinweis auf der Seite"),
    (60, "nicht mehr in der Suche"),
]


@pytest.mark.parametrize(
    ("einstellung", "erwartet"),
    [
        ({}, ALLE[:4]),
        ({"verbergen_nach_tagen": 60}, ALLE),
        ({"zweite_mail_nach_tagen": None}, [ALLE[0], *ALLE[2:4]]),
        ({"telefonliste_nach_tagen": None, "hinweis_nach_tagen": None}, ALLE[:2]),
        ({"frist_tage": None}, []),
        ({"frist_tage": 200}, [(1, "erste E-Mail"), (15, "zweite E-Mail"), (29, ALLE[2][1]), (43, ALLE[3][1])]),
        ({"status": "ruhend"}, []),
    ],
)
def test_steps_follow_the_networks_settings(einstellung, erwartet):
    make_partner_mit_eintraegen()
    Netzwerk.objects.update(**einstellung)

    assert frage_bis(65) == erwartet


def test_without_address_the_round_is_on_the_phone_list_at_once():
    make_partner_mit_eintraegen(email="")

    assert frage_bis(50) == [(0, "auf der Telefonliste"), (42, "Hinweis auf der Seite")]
    assert Rueckfrage.objects.get().zustand == Zustand.OHNE_ADRESSE
    assert not Post.objects.exists()


def test_undeliverable_mail_moves_the_round_to_the_phone_list():
    make_runde()
    Post.objects.update(zustand=Post.Zustand.UNZUSTELLBAR)

    schritte = frage(HEUTE + timedelta(days=3))

    assert schritte == {"auf der Telefonliste": 1}
    assert Rueckfrage.objects.get().zustand == Zustand.UNZUSTELLBAR


def test_new_address_after_a_bounce_begins_anew():
    alte = make_runde()
    Post.objects.update(zustand=Post.Zustand.UNZUSTELLBAR)
    frage(HEUTE + timedelta(days=1))
    Partner.objects.update(pflege_email="neu@haus.example")

    assert frage(HEUTE + timedelta(days=2)) == {"erste E-Mail": 1}
    neue = Rueckfrage.objects.get()
    assert (neue.pk != alte.pk, neue.empfaenger, neue.zustand) == (True, "neu@haus.example", Zustand.OFFEN)


def test_first_mail_word_for_word():
    make_partner_mit_eintraegen(angebote=2, stellen=1)
    Angebot.objects.filter(titel="Kurs 2 Familienhaus").update(bestaetigt_am=None)
    frage()

    post = Post.objects.get()
    nummern = [
        *Anlaufstelle.objects.values_list("nummer", flat=True),
        *Angebot.objects.order_by("titel").values_list("nummer", flat=True),
    ]
    text = re.sub(r"bestaetigen/\S+", "bestaetigen/LINK", post.text)
    assert (post.an, post.betreff) == ("haus@haus.example", "Stimmen Ihre 3 Einträge noch? Netzwerk Northeim")
    assert post.schluessel == f"rueckfrage:{Rueckfrage.objects.get().pk}:1"
    assert text == (
        "Guten Tag,\n\n"
        "das Netzwerk Northeim zeigt diese Einträge von Familienhaus:\n\n"
        f"– Treff 1 Familienhaus (Nr. {nummern[0]}), zuletzt bestätigt im April 2026\n"
        f"– Kurs 1 Familienhaus (Nr. {nummern[1]}), zuletzt bestätigt im April 2026\n"
        f"– Kurs 2 Familienhaus (Nr. {nummern[2]}), noch nie bestätigt\n\n"
        "Stimmt noch alles? Bitte sehen Sie nach und bestätigen Sie mit einem Klick. Sie brauchen kein Konto:\n\n"
        "https://portal.example/bestaetigen/LINK\n\n"
        "Auf derselben Seite können Sie etwas ändern oder sagen, dass es ein Angebot nicht mehr gibt.\n\n"
        "Der Link gilt 90 Tage. Bitte geben Sie ihn nur an Menschen weiter, die Ihre Einträge pflegen.\n\n"
        "Fragen? Die Koordination hilft Ihnen: 05551 000-100 · netz@netz.example\n\n"
        "Vielen Dank und freundliche Grüße\nNetzwerk Northeim"
    )


def test_second_mail_says_that_it_is_the_second():
    make_runde()
    frage(HEUTE + timedelta(days=14))

    post = Post.objects.latest("pk")
    assert post.betreff == "Erinnerung: Stimmt Ihr Eintrag noch? Netzwerk Northeim"
    assert post.text.split("\n\n")[1] == "wir haben Ihnen vor Kurzem schon geschrieben und fragen noch einmal nach."


def test_second_run_on_a_day_does_nothing():
    make_partner_mit_eintraegen()
    erster = frage()
    runde = Rueckfrage.objects.values().get()

    assert (erster, frage()) == ({"erste E-Mail": 1}, {})
    assert (Post.objects.count(), Rueckfrage.objects.values().get()) == (1, runde)


def test_machine_that_stood_still_skips_no_step():
    make_runde()

    schritte = [frage(HEUTE + timedelta(days=tag)) for tag in (100, 101, 102)]

    assert schritte == [{"zweite E-Mail": 1}, {"auf der Telefonliste": 1}, {"Hinweis auf der Seite": 1}]


def test_killed_in_the_middle_keeps_the_first_and_asks_the_others_next_time(monkeypatch):
    for name in ("Eins", "Zwei", "Drei"):
        make_partner_mit_eintraegen(name, netzwerk=Netzwerk.objects.first(), email=f"{name.lower()}@haus.example")
    mailtext = rueckfrage.mailtext

    def mailtext_bis_zwei(runde, *args, **kwargs):
        if runde.partner.name == "Zwei":
            raise KeyboardInterrupt
        return mailtext(runde, *args, **kwargs)

    monkeypatch.setattr(rueckfrage, "mailtext", mailtext_bis_zwei)
    with pytest.raises(KeyboardInterrupt):
        frage()
    nach_abbruch = [list(Post.objects.values_list("an", flat=True)), Rueckfrage.objects.count()]
    monkeypatch.undo()

    assert nach_abbruch == [["eins@haus.example"], 1]
    assert frage() == {"erste E-Mail": 2}
    assert sorted(Post.objects.values_list("an", flat=True)) == [
        "drei@haus.example",
        "eins@haus.example",
        "zwei@haus.example",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_once():
    for name in ("Eins", "Zwei"):
        make_partner_mit_eintraegen(name, netzwerk=Netzwerk.objects.first(), email=f"{name}@haus.example")

    zugleich(frage, frage)

    assert sorted(Post.objects.values_list("an", flat=True)) == ["Eins@haus.example", "Zwei@haus.example"]
    assert Rueckfrage.objects.count() == 2


def test_confirmed_and_proposed_entries_end_the_round():
    make_runde(angebote=2)
    eins, zwei = Angebot.objects.order_by("titel")
    Angebot.objects.filter(pk=eins.pk).update(bestaetigt_am=HEUTE)
    create_vorschlag(zwei, {"titel": "Neu"}, moment=moment(HEUTE), von="Haus", email="haus@haus.example")

    assert frage(HEUTE + timedelta(days=1)) == {"beantwortet": 1}
    assert frage(HEUTE + timedelta(days=2)) == {}


def test_only_asked_entries_are_hidden():
    make_runde()
    Netzwerk.objects.update(verbergen_nach_tagen=50)
    frage_bis(49)
    partner = Partner.objects.get()
    make_angebot("Neu", netzwerk=Netzwerk.objects.get(), partner=partner)

    frage(HEUTE + timedelta(days=50))

    verborgen = dict(Angebot.objects.values_list("titel", "verborgen_seit"))
    assert verborgen == {"Kurs 1 Familienhaus": HEUTE + timedelta(days=50), "Neu": None}


def test_entry_of_no_network_is_asked_for_where_the_partner_has_only_one():
    partner = make_partner_mit_eintraegen(angebote=0)
    make_angebot("Bundesweit", partner=partner)
    zweier = make_partner_mit_eintraegen("Zwei Netze", angebote=0)
    make_netzwerk("Anderes").mitgliedschaften.create(partner=zweier)
    make_angebot("In zweien", partner=zweier)
    make_angebot("In keinem", partner=make_partner("Ohne", email="ohne@netz.example"))

    assert frage() == {"erste E-Mail": 1}
    assert "Bundesweit" in Post.objects.get().text


def test_who_is_asked_in_which_order():
    partner = make_partner("Haus", email="haus@haus.example")
    nur_partner = find_adressen(partner)
    for name in ("b", "a"):
        make_konto(name, rolle=Zugang.Rolle.REDAKTION, partner=partner, email=f"{name}@haus.example")
    make_konto("weg", rolle=Zugang.Rolle.REDAKTION, partner=partner, email="weg@haus.example", is_active=False)
    make_konto("fremd", rolle=Zugang.Rolle.REDAKTION, partner=make_partner("Fremd"), email="fremd@haus.example")
    konten = find_adressen(partner)
    partner.pflege_email = "pflege@haus.example"

    assert nur_partner == ["haus@haus.example"]
    assert konten == ["a@haus.example", "b@haus.example"]
    assert find_adressen(partner) == ["pflege@haus.example"]


def test_every_address_gets_one_mail():
    partner = make_partner_mit_eintraegen()
    for name in ("a", "b"):
        make_konto(name, rolle=Zugang.Rolle.REDAKTION, partner=partner, email=f"{name}@haus.example")
    frage()

    nummer = Rueckfrage.objects.get().pk
    posten = list(Post.objects.order_by("pk").values_list("an", "schluessel"))
    assert posten == [("a@haus.example", f"rueckfrage:{nummer}:1"), ("b@haus.example", f"rueckfrage:{nummer}:1:2")]


def test_second_running_round_is_refused():
    runde = make_runde()

    with pytest.raises(IntegrityError), transaction.atomic():
        Rueckfrage.objects.create(
            partner=runde.partner, netzwerk=runde.netzwerk, begonnen_am=HEUTE, letzte_stufe_am=HEUTE, zufall="x"
        )


@pytest.mark.parametrize("partner", [1, 5])
def test_command_asks_so_much_for_each_partner(partner, django_assert_num_queries):
    netzwerk = make_netzwerk("Netzwerk Northeim")
    for nummer in range(partner):
        make_partner_mit_eintraegen(f"Haus {nummer}", netzwerk=netzwerk, angebote=3, stellen=2)

    with django_assert_num_queries(FEST + JE_PARTNER * partner):
        frage()


FEST, JE_PARTNER = 5, 17


def test_command_says_what_it_did(capsys):
    make_partner_mit_eintraegen(alt=None)

    call_command("send_rueckfragen", basis="https://portal.example")
    call_command("send_rueckfragen", basis="https://portal.example")

    assert capsys.readouterr().out == "1 × erste E-Mail\nHeute ist niemand zu fragen.\n"
