"""Amounts of the register inside texts."""

from django import template
from django.utils.translation import gettext as _

from angebote.betraege import VORSATZ, insert_betraege, platzhalter

register = template.Library()


@register.filter
def mit_betraegen(text: str, betraege: dict[str, str]) -> str:
    """The text with every ``{{ betrag.schluessel }}`` replaced; an amount not in force today is said to be open."""
    offen = {name.removeprefix(VORSATZ): _("(Betrag wird gerade geprüft)") for name in platzhalter(text)}
    return insert_betraege(text, {**offen, **betraege})
