"""Amounts of the register inside texts."""

from django import template
from django.utils.translation import gettext as _

from angebote.betraege import VORSATZ, insert_betraege, platzhalter, schreibweise

register = template.Library()


@register.filter
def mit_betraegen(text: str, betraege: dict[str, str]) -> str:
    """The text with every ``{{ betrag.schluessel }}`` replaced; an amount not in force today is said to be open.

    A broken placeholder stays as it is: what is read by the public never fails over a slip of the pen.
    """
    offen = {name.removeprefix(VORSATZ): _("(Betrag wird gerade geprüft)") for name in platzhalter(text)}
    try:
        return insert_betraege(text, {**offen, **betraege})
    except ValueError:
        return text


@register.filter
def betrag_schreibweise(schluessel: str) -> str:
    """„{{ betrag.uv_0_5 }}“, as one writes it in a text."""
    return schreibweise(schluessel)
