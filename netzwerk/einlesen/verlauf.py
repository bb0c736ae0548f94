"""A sheet read on the command line leaves the same history as one read in the Verwaltung, by no account."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from netzwerk.fassung import record_fassungen
from netzwerk.fassung.abbild import make_abbilder
from netzwerk.models import Fassung
from netzwerk.tabellen.plan import Art, Planbasis


@transaction.atomic
def apply_mit_verlauf(plan: Planbasis, apply_plan: Callable, *, moment: datetime):
    """What ``apply_plan`` returns. Raises what that raises."""
    alte = [vorgang.objekt for vorgang in plan.mit_art(Art.GEAENDERT)]
    vorher = make_abbilder(type(alte[0]), [objekt.pk for objekt in alte]) if alte else {}
    ergebnis = apply_plan(plan)
    wer = {"moment": moment, "von": _("Kommandozeile")}
    for neue in (ergebnis.neu, getattr(ergebnis, "mitangelegte", [])):
        record_fassungen(neue, Fassung.Anlass.EINGELESEN, **wer)
    record_fassungen(ergebnis.geaendert, Fassung.Anlass.EINGELESEN, vorher=vorher, **wer)
    return ergebnis
