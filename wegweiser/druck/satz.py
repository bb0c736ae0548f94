"""What the print engine gets: a booklet set as HTML with its stylesheets. Pure; goes to JSON and back unchanged."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stichwort:
    """A word of a register and the anchors of the places that it leads to."""

    wort: str
    anker: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """A register at the end of a booklet; ``anker`` is its place in the contents."""

    anker: str
    titel: str
    stichworte: tuple[Stichwort, ...]


@dataclass(frozen=True, slots=True)
class Satz:
    """``hoechstens``: so many pages, 0 for any number; elements of the class „weglassbar“ go, last ones first, until
    it fits. ``montage`` says how finished pages are put on sheets („heft“, „faltblatt“), empty for not at all.
    ``zugaenglich``: the file is to be PDF/UA-1.
    """

    html: str
    stile: tuple[str, ...]
    hoechstens: int = 0
    montage: str = ""
    zugaenglich: bool = True
    register: tuple[Register, ...] = ()
