"""How a hit shows why it was found."""

from django import template
from django.utils.html import conditional_escape, escape, format_html

from angebote.suche.grund import GESCHRIEBEN, Treffergrund, gefaltet

register = template.Library()


@register.filter
def hervorheben(text: str, grund: Treffergrund | None) -> str:
    """Plain text, escaped, its words that answer the question in ``<mark>``. Soft hyphens come first: ``weich|…``.

    HTML stays as it is: only plain text can be marked.
    """
    if not grund or not grund.markieren or hasattr(text, "__html__"):
        return conditional_escape(text)
    text = str(text)
    html, ende = escape(""), 0
    for von, bis in _stellen(text, grund.markieren):
        html += format_html("{}<mark>{}</mark>", text[ende:von], text[von:bis])
        ende = bis
    return html + escape(text[ende:])


def _stellen(text: str, markieren: frozenset[str]) -> list[tuple[int, int]]:
    """Where the words stand, from inclusive, to exclusive; neighbours joined by a hyphen are one („Kita-Platz“)."""
    stellen: list[tuple[int, int]] = []
    for wort in GESCHRIEBEN.finditer(text):
        if markieren.isdisjoint(gefaltet(wort[0])):
            continue
        von, bis = wort.span()
        if stellen and text[stellen[-1][1] : von] == "-":
            von = stellen.pop()[0]
        stellen.append((von, bis))
    return stellen
