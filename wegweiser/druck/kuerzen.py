"""The heart of a longer text, for the cells of a table: whole sentences and whole lists. Pure."""

import re

# A sentence ends at . ! ? after at least two small letters, digits or closing signs: „z. B. Miete“ stays together.
SATZENDE = re.compile(r"(?<=[a-zäöüß0-9)“%€]{2}[.!?])(?<!bzw\.)(?<!ca\.)(?<!Abs\.)(?<!Nr\.)(?<!ggf\.) (?=[A-ZÄÖÜ„*])")
PUNKT = re.compile(r"^[-*] ", re.MULTILINE)


def kern(text: str, *, zeichen: int = 280) -> str:
    """The beginning of a Markdown text, about ``zeichen`` long: at least one sentence, always whole ones.

    A list stays complete, because its items are often conditions that all have to be met; a sentence that only
    opens a list brings it along.
    """
    erster, *weitere = re.split(r"\n\s*\n", text.strip())
    if PUNKT.match(erster):
        return erster
    if weitere and PUNKT.match(weitere[0]) and erster.rstrip()[-1:] not in ".!?":
        return f"{erster}\n\n{weitere[0]}"
    return " ".join(_bis(SATZENDE.split(erster), zeichen))


def _bis(saetze: list[str], zeichen: int) -> list[str]:
    """The first sentences that fit, at least one."""
    laenge, behalten = 0, []
    for satz in saetze:
        laenge += len(satz)
        if behalten and laenge > zeichen:
            break
        behalten.append(satz)
    return behalten
