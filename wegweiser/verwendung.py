"""The texts of guides that name amounts, for the register (see ``angebote/verwendung.py``)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from angebote.betraege import schluessel_in
from angebote.verwendung import Fundstelle, mit_betraegen
from wegweiser.models import Kapitel, Wegweiser


@mit_betraegen
def kapiteltexte() -> Iterator[Fundstelle]:
    for kapitel in Kapitel.objects.filter(text__contains="{{").select_related("wegweiser").order_by("wegweiser", "pk"):
        if schluessel := schluessel_in(kapitel.text):
            yield Fundstelle(kapitel.wegweiser, _("Kapitel „%(titel)s“") % {"titel": kapitel.titel}, schluessel)


@mit_betraegen
def beschreibungen() -> Iterator[Fundstelle]:
    for wegweiser in Wegweiser.objects.filter(beschreibung__contains="{{"):
        if schluessel := schluessel_in(wegweiser.beschreibung):
            yield Fundstelle(wegweiser, _("Feld „Worum geht es?“"), schluessel)
