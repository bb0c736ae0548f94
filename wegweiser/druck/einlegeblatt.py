"""The sheet to put into a printed edition: one A5 page with what has changed since."""

from datetime import date

from django.template.loader import render_to_string

from wegweiser.druck.heft import Heft
from wegweiser.druck.posten import Posten
from wegweiser.druck.satz import Satz
from wegweiser.druck.vergleich import Vergleich
from wegweiser.druck.vorlage import STILE, farbstil

# What one needs to know of something new; the rest is behind its number.
WICHTIG = ("Wer", "Was", "Wofür", "Telefon", "Wann", "Zeiten", "Wo", "Wie viel?", "Text", "Liste")


def setze_einlegeblatt(vergleich: Vergleich, alt: Heft, *, am: date, basis: str) -> Satz:
    """One page, wrong entries before new ones; what does not fit is counted on the page.

    ``basis``: the portal's own address with the last slash, for looking up short numbers.
    """
    kontext = {
        "heft": alt,
        "am": am,
        "basis": basis,
        "weg": vergleich.weg,
        # Numbers and hours before the words of whole chapters.
        "geaendert": sorted(vergleich.geaendert, key=lambda eins: not eins.posten.ist_eintrag),
        "neu": [(posten, _wichtiges(posten)) for posten in vergleich.neu],
    }
    html = render_to_string("druck/einlegeblatt.html", kontext)
    dateien = [(STILE / name).read_text(encoding="utf-8") for name in ("druck.css", "druck-einlegeblatt.css")]
    return Satz(html, (farbstil(alt.farbe), *dateien), hoechstens=1)


def _wichtiges(posten: Posten) -> list[str]:
    """The few facts that help at once, one a line."""
    je_name = {angabe.name: ", ".join(angabe.werte) for angabe in posten.angaben}
    return [je_name[name] for name in WICHTIG if je_name.get(name)]
