"""Markdown as people type it → HTML that is safe to show. Pure."""

import nh3
from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_TAGS = {
    "p",
    "br",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "a",
    "h3",
    "h4",
    "h5",
    "blockquote",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
}


def als_html(text: str, *, ueberschrift_ab: int = 3) -> str:
    """Sanitised HTML. Headings start at level ``ueberschrift_ab``, so that they fit below the page's own."""
    tokens = _MARKDOWN.parse(text)
    koepfe = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    stufen = {tag: stufe for stufe, tag in enumerate(sorted({token.tag for token in koepfe}), ueberschrift_ab)}
    for token in koepfe:
        token.tag = f"h{min(stufen[token.tag], 5)}"
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener",
    )
