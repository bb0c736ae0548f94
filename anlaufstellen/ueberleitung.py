"""Hand-over sheets are counted, by month, point and partner; what stands on them is kept nowhere."""

from datetime import date

from django.db import transaction
from django.db.models import F

from anlaufstellen.models import Anlaufstelle, Ueberleitung
from anlaufstellen.zeitraum import monatserster
from netzwerk.models import Partner


@transaction.atomic
def count_ueberleitung(anlaufstelle: Anlaufstelle, partner: Partner, *, am: date) -> None:
    """One more; two at once make two more."""
    zeile, _neu = Ueberleitung.objects.get_or_create(anlaufstelle=anlaufstelle, partner=partner, monat=monatserster(am))
    Ueberleitung.objects.filter(pk=zeile.pk).update(anzahl=F("anzahl") + 1)
