"""What print needs in templates: the QR code of an address, the formats to choose from."""

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from netzwerk.templatetags.werte import ohne_schema
from wegweiser.druck.qr import qr_daten
from wegweiser.formate import FORMATE, Format

register = template.Library()


@register.filter
def qr(adresse: str) -> str:
    """An ``img`` that says where it leads; its size comes from the class „qr“."""
    worte = _("QR-Code: führt zu %s") % ohne_schema(adresse)
    return format_html('<img class="qr" alt="{}" src="{}">', worte, qr_daten(adresse))


@register.simple_tag
def formate() -> list[Format]:
    """All formats, in the order of the choice."""
    return list(FORMATE.values())
