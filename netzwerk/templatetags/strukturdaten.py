"""Facts of a page for search engines, as a block of data (JSON-LD)."""

import json

from django import template
from django.utils.html import format_html

register = template.Library()

# As in ``django.utils.html.json_script``: nothing that people typed can end the block.
ZEICHEN = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


class Datenblock:
    """JSON that is safe inside ``<script>``: there it is not markup, and quotes must stay quotes."""

    def __init__(self, daten: dict):
        self.daten = daten

    def __html__(self) -> str:
        return json.dumps(self.daten, ensure_ascii=False).translate(ZEICHEN)


@register.simple_tag
def jsonld(daten: dict) -> str:
    """The block. It is data, not a script: the Content-Security-Policy has nothing to allow."""
    return format_html('<script type="application/ld+json">{}</script>', Datenblock(daten))
