"""A map for pages of the base app, which knows no drop-in points."""

from collections.abc import Iterable

from django import template

from anlaufstellen.karte import Karte
from anlaufstellen.landkarten import make_karte
from anlaufstellen.models import Anlaufstelle

register = template.Library()


@register.simple_tag
def lageplan(stellen: Iterable[Anlaufstelle]) -> Karte | None:
    """The points on a map, ``None`` when none has a place that may be shown."""
    return make_karte(stellen)
