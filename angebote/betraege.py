"""Amounts in texts: ``{{ betrag.schluessel }}`` stands for a figure of the register, kept there once. Pure."""

import re

PLATZHALTER = re.compile(r"\{\{\s*(.*?)\s*\}\}")
VORSATZ = "betrag."


def insert_betraege(text: str, betraege: dict[str, str]) -> str:
    """The text with every placeholder replaced; ``betraege`` holds key → words („227 € im Monat“).

    Raises ``ValueError`` in German naming every placeholder that is no amount of the register.
    """
    unbekannt = [name for name in platzhalter(text) if name.removeprefix(VORSATZ) not in betraege]
    unbekannt += [name for name in platzhalter(text) if not name.startswith(VORSATZ) and name not in unbekannt]
    if unbekannt:
        namen = ", ".join(f"„{{{{ {name} }}}}“" for name in unbekannt)
        raise ValueError(f"{namen} steht nicht im Register der Beträge. Bitte den Schlüssel prüfen.")
    return PLATZHALTER.sub(lambda treffer: betraege[treffer[1].removeprefix(VORSATZ)], text)


def platzhalter(text: str) -> list[str]:
    """What stands between the double braces, each once, in the order of the text."""
    return list(dict.fromkeys(PLATZHALTER.findall(text)))
