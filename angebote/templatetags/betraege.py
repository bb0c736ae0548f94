"""Amounts of the register inside texts."""

from django import template

from angebote.betraege import setze_betraege

register = template.Library()


@register.filter
def mit_betraegen(text: str, betraege: dict[str, str]) -> str:
    """The text with every ``{{ betrag.schluessel }}`` replaced; an amount not in force is said to be missing."""
    try:
        return setze_betraege(text, betraege)
    except ValueError:
        return ""
