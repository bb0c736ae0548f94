"""What only the print templates need: the QR code of an address."""

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from netzwerk.templatetags.werte import ohne_schema
from wegweiser.druck.qr import qr_svg

register = template.Library()


@register.filter
def qr(adresse: str) -> str:
    # Safe: qr_svg builds the SVG itself and escapes the only text in it.
    return mark_safe(qr_svg(adresse, _("QR-Code: führt zu %s") % ohne_schema(adresse)))  # noqa: S308
