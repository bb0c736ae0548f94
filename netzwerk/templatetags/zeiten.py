"""States and distances for templates."""

from django import template
from django.utils.formats import localize
from django.utils.translation import gettext as _

from netzwerk import zeitverlauf

register = template.Library()


@register.filter
def als_attribut(zustaende) -> str:
    """The states of the next hours, for ``static/js/offen.js``."""
    return zeitverlauf.als_attribut(zustaende)


@register.filter
def kilometer(km: float | None) -> str:
    """„2,3 km entfernt“, from 10 km on without a decimal; empty where nobody knows. As the crow flies."""
    if km is None:
        return ""
    return _("%s km entfernt") % localize(round(km) if km >= 9.95 else round(km, 1))
