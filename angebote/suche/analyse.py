"""Text → search terms. Pure."""

from netzwerk.text import falte


def begriffe(text: str) -> list[str]:
    """The words of a query, folded, each once, at most twelve."""
    return list(dict.fromkeys(falte(text).split()))[:12]
