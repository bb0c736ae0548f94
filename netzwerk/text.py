"""Text in the two plain forms that the portal compares and addresses by: folded and as a slug."""

import re
import unicodedata

UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "œ": "oe", "ı": "i"})


def falte(text: str) -> str:
    """Lower case, umlauts spelled out, other accents dropped, everything but letters and digits one blank.

    „Städte­Region  Aachen!“ and „Staedteregion aachen“ fold to the same text.
    """
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold().translate(UMLAUTE)
    text = "".join(z for z in unicodedata.normalize("NFKD", text) if not unicodedata.combining(z)).translate(UMLAUTE)
    return " ".join(re.findall(r"[^\W_]+", text))


def slug_aus(text: str, *, laenge: int = 60) -> str:
    """ASCII words joined by hyphens, cut at a word where possible; „eintrag“ when nothing is left."""
    slug = "-".join(re.findall(r"[a-z0-9]+", falte(text)))
    if len(slug) > laenge:
        slug = slug[: laenge + 1].rpartition("-")[0] or slug[:laenge]
    return slug or "eintrag"


def zeilen(text: str) -> list[str]:
    """The lines of a list that people type one entry a line; empty lines do not count."""
    return [zeile.strip() for zeile in text.splitlines() if zeile.strip()]


def ohne_steuerzeichen(text: str) -> str:
    """One line without control characters: NUL cannot be stored, line breaks do not belong into a line."""
    return " ".join("".join(z if z.isprintable() else " " for z in text).split())
