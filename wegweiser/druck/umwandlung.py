"""Dataclasses to JSON and back: for what is frozen in an edition or handed to the print engine. Pure."""

from dataclasses import asdict, fields, is_dataclass
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints


def als_json(wert) -> dict[str, Any]:
    """Only dictionaries, lists, text, numbers and ``None``."""
    return _schlicht(asdict(wert))


def aus_json(typ: type, daten: dict[str, Any]):
    """The dataclass as it was; fields that a later version dropped are ignored, new ones get their default."""
    return _lies(typ, daten)


def _schlicht(wert):
    match wert:
        case dict():
            return {name: _schlicht(teil) for name, teil in wert.items()}
        case list() | tuple():
            return [_schlicht(teil) for teil in wert]
        case date():
            return wert.isoformat()
        case _:
            return wert


def _lies(typ, wert):
    if is_dataclass(typ):
        typen = get_type_hints(typ)
        return typ(**{feld.name: _lies(typen[feld.name], wert[feld.name]) for feld in fields(typ) if feld.name in wert})
    if get_origin(typ) is tuple:
        return tuple(_lies(get_args(typ)[0], teil) for teil in wert)
    if typ is date:
        return date.fromisoformat(wert)
    return wert
