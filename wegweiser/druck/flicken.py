"""Patches on libraries that print needs; each says for which version and why. Applied once, when the engine is loaded.

pydyf 0.13: ``PDF.page_references`` builds a tuple of all pages whenever one is asked for, which WeasyPrint 70 does for
every tag: with 1,000 pages that is a minute. Here the tuple is kept until a page is added.
"""

import pydyf

_alle_seiten = pydyf.PDF.page_references.fget


def _gemerkte_seiten(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    if len(getattr(pdf, "_gemerkt", ())) != pdf.pages["Count"]:
        pdf._gemerkt = _alle_seiten(pdf)
    return pdf._gemerkt


def apply_flicken() -> None:
    pydyf.PDF.page_references = property(_gemerkte_seiten)
