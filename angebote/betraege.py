"""Amounts in texts: ``{{ betrag.schluessel }}`` stands for a figure of the register, kept there once. Pure."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

PLATZHALTER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
VORSATZ = "betrag."
# Below this likeness (0 to 100) a key is no help to somebody who mistyped another one.
AEHNLICH_AB = 60


def insert_betraege(text: str, betraege: dict[str, str]) -> str:
    """The text with every placeholder replaced; ``betraege`` holds key → words („227 € im Monat“).

    Raises ``ValueError`` in German naming every placeholder that is no amount of the register.
    """
    if unbekannt := _unbekannte(text, betraege):
        raise ValueError(" ".join(_meldung(name, betraege) for name in unbekannt))
    return PLATZHALTER.sub(lambda treffer: betraege[treffer[1].removeprefix(VORSATZ)], text)


def check_betraege(text: str, bekannt: Iterable[str]) -> None:
    """Raises ``ValueError`` in German for unknown keys, each with the nearest known one, and for braces left open."""
    bekannt = list(bekannt)
    meldungen = [_meldung(name, bekannt) for name in _unbekannte(text, bekannt)]
    rest = PLATZHALTER.sub("", text)
    if "{{" in rest or "}}" in rest:
        meldungen.append(_("„{{“ und „}}“ gehören zusammen und in eine Zeile, z. B. „{{ betrag.kg_kind }}“."))
    if meldungen:
        raise ValueError(" ".join(meldungen))


def platzhalter(text: str) -> list[str]:
    """What stands between the double braces, each once, in the order of the text."""
    return list(dict.fromkeys(PLATZHALTER.findall(text)))


def schluessel_in(*texte: str) -> frozenset[str]:
    """The keys of all amounts that the texts name."""
    return frozenset(name.removeprefix(VORSATZ) for text in texte for name in platzhalter(text))


def schreibweise(schluessel: str) -> str:
    """How a text names the amount."""
    return f"{{{{ {VORSATZ}{schluessel} }}}}"


def _unbekannte(text: str, bekannt: Iterable[str]) -> list[str]:
    return [
        name for name in platzhalter(text) if not name.startswith(VORSATZ) or name.removeprefix(VORSATZ) not in bekannt
    ]


def _meldung(name: str, bekannt: Iterable[str]) -> str:
    """What is wrong with one placeholder, and the key that was probably meant."""
    satz = _("„%(name)s“ steht nicht im Register der Beträge.") % {"name": f"{{{{ {name} }}}}"}
    gesucht = name.removeprefix(VORSATZ)
    aehnlich = process.extractOne(gesucht, list(bekannt), scorer=fuzz.ratio, score_cutoff=AEHNLICH_AB)
    if not aehnlich:
        return f"{satz} {_('Bitte den Schlüssel prüfen.')}"
    return f"{satz} {_('Meinten Sie „%(name)s“?') % {'name': VORSATZ + aehnlich[0]}}"
