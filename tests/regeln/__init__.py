"""The house rules as data: what is checked, in which files, with good and bad examples.

``tests/test_hausregeln.py`` runs every rule on its examples and on the tree. An exception is a path with its reason,
never a weaker pattern.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent.parent
NICHT_UNSER = {".git", ".venv", "node_modules", "var", "media", "daten", "staticfiles", "__pycache__", ".hypothesis"}

Fund = tuple[int, str]
Pruefung = Callable[[str, str], Iterable[Fund]]


@dataclass(frozen=True)
class Regel:
    """A check takes a file's text and its path and yields (line, what is wrong).

    ``dateien`` and ``ohne`` are patterns on the path from the project folder, where ``*`` also stands for „/“;
    ``ohne`` maps each exception to its reason. ``beispielpfad`` is the path that the examples pretend to have.
    """

    name: str
    abhilfe: str
    dateien: tuple[str, ...]
    pruefe: Pruefung
    gut: list[str]
    schlecht: list[str]
    ohne: dict[str, str] = field(default_factory=dict)
    beispielpfad: str = "beispiel"

    def gilt_fuer(self, pfad: str) -> bool:
        return _passt(pfad, self.dateien) and not _passt(pfad, self.ohne)


def _passt(pfad: str, muster: Iterable[str]) -> bool:
    return any(fnmatch(pfad, m) for m in muster)


def texte() -> Iterator[tuple[str, str]]:
    """Path and text of every text file of ours."""
    for ordner, unterordner, namen in WURZEL.walk():
        unterordner[:] = sorted(
            name for name in unterordner if name not in NICHT_UNSER and not name.endswith(("_cache", ".egg-info"))
        )
        for name in sorted(namen):
            datei = ordner / name
            try:
                yield datei.relative_to(WURZEL).as_posix(), datei.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def zeile(text: str, stelle: int) -> int:
    return text.count("\n", 0, stelle) + 1


def leere(muster: str, text: str) -> str:
    """Take the matches out and keep their line breaks, so that line numbers stay right."""
    return re.sub(muster, lambda treffer: "\n" * treffer[0].count("\n"), text, flags=re.DOTALL)


def verboten(muster: str, *, flags: int = 0) -> Pruefung:
    """The pattern must not occur."""
    regex = re.compile(muster, flags)

    def pruefe(text: str, pfad: str) -> Iterator[Fund]:
        for treffer in regex.finditer(text):
            yield zeile(text, treffer.start()), " ".join(treffer[0].split())

    return pruefe


def hoechstens(zeilen: int) -> Pruefung:
    """The file is no longer than that."""

    def pruefe(text: str, pfad: str) -> Iterator[Fund]:
        if (laenge := len(text.splitlines())) > zeilen:
            yield laenge, f"{laenge} lines"

    return pruefe
