"""States in words, side by side: what a person reads in a history, a proposal or a conflict."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from netzwerk.fassung.abbild import Abbild, listen, spalten, teile
from netzwerk.fassung.marken import Stueck, markiere
from netzwerk.models import Zeitregel
from netzwerk.templatetags.werte import ja_nein
from netzwerk.zeitworte import als_text


@dataclass(frozen=True, slots=True)
class Zeile:
    """One field in all the states that are compared; "" is empty."""

    name: str
    label: str
    texte: tuple[str, ...]

    @property
    def marken(self) -> tuple[tuple[Stueck, ...], tuple[Stueck, ...]]:
        """The first and the last state with what is gone and what is new marked."""
        return markiere(self.texte[0], self.texte[-1])


Bezeichnungen = dict[type, dict[int, str]]


def vergleiche(
    modell: type[models.Model], namen: Iterable[str], *staende: Abbild, bezeichnungen: Bezeichnungen | None = None
) -> list[Zeile]:
    """The named fields in words; a fixed number of queries for the names of related entries.

    Who compares many states reads ``bezeichnungen`` once with ``read_bezeichnungen``. A model says in ``IN_WORTEN``
    how a column reads whose value is in another unit (cents, months).
    """
    felder = {feld.name: feld for feld in (*spalten(modell), *listen(modell))}
    zeilen = {relation.get_accessor_name(): relation for relation in teile(modell)}
    namen = [name for name in namen if name in felder or name in zeilen]
    if bezeichnungen is None:
        bezeichnungen = read_bezeichnungen(modell, namen, staende)
    ergebnis = []
    for name in namen:
        if name in zeilen:
            texte = [_teile_in_worten(zeilen[name].related_model, stand.get(name) or []) for stand in staende]
            label = zeilen[name].related_model._meta.verbose_name_plural
        else:
            texte = [_in_worten(felder[name], stand.get(name), bezeichnungen) for stand in staende]
            label = felder[name].verbose_name
        ergebnis.append(Zeile(name, capfirst(str(label)), tuple(texte)))
    return ergebnis


def labels(modell: type[models.Model], namen: Iterable[str]) -> list[str]:
    """The names of fields as people know them."""
    bekannt = {feld.name: feld.verbose_name for feld in (*spalten(modell), *listen(modell))}
    bekannt |= {r.get_accessor_name(): r.related_model._meta.verbose_name_plural for r in teile(modell)}
    return [capfirst(str(bekannt.get(name, name))) for name in namen]


def read_bezeichnungen(modell: type[models.Model], namen: Iterable[str], staende: Sequence[Abbild]) -> Bezeichnungen:
    """Names of everything that these fields point to in any of the states, one query for each kind."""
    gesucht: dict[type, set] = defaultdict(set)
    gemeint = set(namen)
    for feld in (*spalten(modell), *listen(modell)):
        if feld.is_relation and feld.name in gemeint:
            for stand in staende:
                wert = stand.get(feld.name)
                gesucht[feld.related_model].update(wert if isinstance(wert, list) else [wert])
    return {
        modell: {objekt.pk: str(objekt) for objekt in modell._base_manager.filter(pk__in=schluessel - {None})}
        for modell, schluessel in gesucht.items()
    }


def _in_worten(feld: models.Field, wert: object, bezeichnungen: Bezeichnungen) -> str:
    if feld.is_relation:
        namen = bezeichnungen[feld.related_model]
        schluessel = wert if isinstance(wert, list) else [wert] if wert is not None else []
        return ", ".join(sorted(namen.get(pk, _("(gibt es nicht mehr)")) for pk in schluessel))
    if isinstance(feld, models.BooleanField):
        return ja_nein(wert)
    if wert in (None, ""):
        return ""
    if in_worten := getattr(feld.model, "IN_WORTEN", {}).get(feld.name):
        return in_worten(feld.to_python(wert))
    if feld.choices:
        return str(dict(feld.flatchoices).get(feld.to_python(wert), wert))
    return _einfach(feld.to_python(wert))


def _einfach(wert: object) -> str:
    match wert:
        case datetime():
            return date_format(timezone.localtime(wert), "SHORT_DATETIME_FORMAT")
        case date():
            return date_format(wert, "DATE_FORMAT")
        case float():
            return f"{wert:.5f}".rstrip("0").rstrip(".").replace(".", ",")
    return str(wert)


def _teile_in_worten(modell: type[models.Model], zeilen: list[dict]) -> str:
    """One line for each row; weekly hours as people write them."""
    objekte = [_make_zeile(modell, werte) for werte in zeilen]
    if {feld.name for feld in spalten(modell)} - {feld.name for feld in Zeitregel._meta.fields} == {_besitzer(modell)}:
        return "\n".join(als_text(objekt.fenster for objekt in objekte))
    return "\n".join(sorted(str(objekt) for objekt in objekte))


def _make_zeile(modell: type[models.Model], werte: dict) -> models.Model:
    objekt = modell()
    for feld in spalten(modell):
        if feld.name in werte:
            wert = werte[feld.name]
            setattr(objekt, feld.attname, wert if feld.is_relation else feld.to_python(wert))
    return objekt


def _besitzer(modell: type[models.Model]) -> str:
    return next(feld.name for feld in modell._meta.fields if feld.is_relation)
