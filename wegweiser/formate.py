"""In which formats a booklet can be had: key, name, what it is good for. Pure.

The keys are values of the parameter ``format``: renaming one breaks bookmarks. How a format looks is decided in
``wegweiser/druck/vorlage.py``.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Format:
    """``hefte``: for whole booklets; the other ones show a selection that fits on their panels or their one page.

    ``zugaenglich``: the file is PDF/UA-1, with a structure that screen readers use. Sheets for folding are not.
    """

    schluessel: str
    name: str
    wofuer: str
    hefte: bool = True
    zugaenglich: bool = True


FORMATE = {
    eines.schluessel: eines
    for eines in (
        Format("a4", _("A4"), _("Zum Ausdrucken und Abheften.")),
        Format("a5", _("A5"), _("Kleines Heft, Seite für Seite.")),
        Format("web", _("Für den Bildschirm"), _("Zum Lesen am Telefon oder Rechner und zum Vorlesen lassen.")),
        Format("gross", _("Große Schrift"), _("A4 mit sehr großer Schrift, wenn Kleingedrucktes schwer zu lesen ist.")),
        Format(
            "heft",
            _("Heft zum Falten"),
            _("A5-Heft auf A4-Blättern: beidseitig drucken, an der kurzen Seite wenden, falten, heften."),
            zugaenglich=False,
        ),
        Format(
            "faltblatt",
            _("Faltblatt"),
            _("Ein A4-Blatt, zweimal gefaltet (DIN lang): das Wichtigste für die Auslage."),
            hefte=False,
            zugaenglich=False,
        ),
        Format("plakat", _("Plakat A3"), _("Zum Aufhängen: Telefonnummern und ein QR-Code."), hefte=False),
        Format(
            "druckerei",
            _("Für die Druckerei"),
            _("A5 mit 3 mm Beschnitt und Schnittmarken, alle Farben in CMYK ohne Farbprofil."),
            zugaenglich=False,
        ),
    )
}
VORGABE = "a4"


def select_format(wunsch: str) -> str:
    """The format asked for; A4 when it is unknown or missing."""
    return wunsch.lower() if wunsch.lower() in FORMATE else VORGABE


def als_auswahl() -> list[tuple[str, str]]:
    """Choices of a model or form field."""
    return [(schluessel, eines.name) for schluessel, eines in FORMATE.items()]
