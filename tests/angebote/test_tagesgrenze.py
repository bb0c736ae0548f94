"""Days are those of Berlin: what happens there after midnight, while it is still yesterday in UTC, counts for today."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from angebote.models import Angebot
from netzwerk.fassung.papierkorb import FRIST, delete_eintraege, empty_papierkorb
from netzwerk.models import Bestaetigung, Geloeschtes
from netzwerk.rueckfrage import link
from tests.factories import make_angebot
from tests.konten import make_besetzung
from tests.rueckfragen import make_runde
from tests.verwaltung import anmelden, url

pytestmark = pytest.mark.django_db
# In Berlin it is half past midnight on the 2nd of July, half past eleven at night on the 31st of December.
SOMMERNACHT = (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), date(2026, 7, 2))
SILVESTER = (datetime(2026, 12, 31, 22, 30, tzinfo=UTC), date(2026, 12, 31))
NEUJAHR = (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1))
je_nacht = pytest.mark.parametrize(("moment", "tag"), [SOMMERNACHT, SILVESTER, NEUJAHR])


@je_nacht
def test_confirmation_by_link_counts_for_the_day_in_berlin(client, monkeypatch, moment, tag):
    Angebot.objects.all().delete()
    runde = make_runde()
    angebot = Angebot.objects.get()
    Angebot.objects.update(bestaetigt_am=date(2020, 1, 1))
    monkeypatch.setattr(timezone, "now", lambda: moment)

    client.post(link(runde), {"stimmt": angebot.nummer})

    assert list(Bestaetigung.objects.values_list("am", flat=True)) == [tag]


@je_nacht
def test_confirmation_in_the_verwaltung_counts_for_the_day_in_berlin(monkeypatch, moment, tag):
    besetzung = make_besetzung()
    angebot = besetzung.eigen.angebot
    monkeypatch.setattr(timezone, "now", lambda: moment)
    client = anmelden(besetzung.koordination)

    client.post(url(Angebot, "changelist"), {"action": "bestaetigen", "_selected_action": [angebot.pk]})

    angebot.refresh_from_db()
    assert angebot.bestaetigt_am == tag


@pytest.mark.parametrize(("alter", "zu_sehen"), [(FRIST, True), (FRIST + timedelta(seconds=1), False)])
def test_bin_shows_exactly_what_is_not_yet_emptied(monkeypatch, alter, zu_sehen):
    besetzung = make_besetzung()
    Geloeschtes.objects.all().delete()
    jetzt = timezone.now()
    angebot = make_angebot("Kurs", netzwerk=besetzung.eigen.netzwerk, partner=besetzung.eigen.partner)
    delete_eintraege([angebot], konto=None, moment=jetzt - alter, ist_eintrag=lambda modell: modell is Angebot)
    client = anmelden(besetzung.koordination)
    monkeypatch.setattr(timezone, "now", lambda: jetzt)

    liste = client.get(url(Geloeschtes, "changelist")).context["cl"].result_count

    assert (bool(liste), empty_papierkorb(jetzt)) == (zu_sehen, 0 if zu_sehen else 1)
