"""Whether an entry is confirmed, for its page."""

from datetime import date

from django import template

from netzwerk.bestaetigung import Stand, read_stand
from netzwerk.models import MitBestaetigung

register = template.Library()


@register.filter
def bestaetigungsstand(eintrag: MitBestaetigung, am: date) -> Stand:
    """What to tell of it; asks the database only about what is old."""
    return read_stand(eintrag, am)
