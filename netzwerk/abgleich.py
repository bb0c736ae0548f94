"""Bringing rows to the state a data file describes: new ones are made, changed ones saved, equal ones left alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction

from netzwerk.fixtures import Eintrag
from netzwerk.orte import find_region


class Verzeichnis(dict):
    """Rows by their key, loaded at once. Raises ``ValueError`` for a key that is not there."""

    def __init__(self, zeilen: Iterable[models.Model], feld: str):
        super().__init__({getattr(zeile, feld): zeile for zeile in zeilen})

    def __missing__(self, schluessel):
        raise ValueError("gibt es nicht.")


class Regionen(dict):
    """Regions by their name as people write it; each is looked up once."""

    def __missing__(self, name):
        self[name] = find_region(name)
        return self[name]


@dataclass
class Stand:
    """A saved object and what its lists shall hold: many-to-many objects by field, dependent rows by relation."""

    objekt: models.Model
    listen: dict[str, list[models.Model]] = field(default_factory=dict)
    zeilen: dict[str, list[dict]] = field(default_factory=dict)


def save_objekt(objekt: models.Model, eintrag: Eintrag, **werte) -> models.Model:
    """Sets the values, checks them as a form would, and saves only what is new or differs. Raises ``DatenError``."""
    try:
        neu = _spalten(objekt, werte)
        if not objekt._state.adding and all(getattr(objekt, name) == wert for name, wert in neu.items()):
            return objekt
        for name, wert in neu.items():
            setattr(objekt, name, wert)
        objekt.clean_fields(exclude={f.name for f in objekt._meta.fields if f.is_relation or f.name not in werte})
        _save(objekt)
    except ValidationError as fehler:
        name, texte = next(iter(fehler.message_dict.items()))
        raise eintrag.fehler(name.replace(NON_FIELD_ERRORS, "–"), texte[0], werte.get(name)) from fehler
    return objekt


def _spalten(objekt: models.Model, werte: dict) -> dict:
    """Values by column, in the type in which the database gives them back."""
    spalten = {}
    for name, wert in werte.items():
        feld = objekt._meta.get_field(name)
        try:
            spalten[feld.attname] = getattr(wert, "pk", None) if feld.is_relation else feld.to_python(wert)
        except ValidationError as fehler:
            raise ValidationError({name: fehler.messages}) from fehler
    return spalten


def _save(objekt: models.Model) -> None:
    try:
        with transaction.atomic():
            objekt.save()
    except IntegrityError:
        # These two say in German which rule was broken.
        objekt.validate_unique()
        objekt.validate_constraints()
        raise


def set_listen(staende: list[Stand]) -> None:
    """Brings the lists of all these objects (of one model) to their state, a few queries for each list."""
    if not staende:
        return
    modell = type(staende[0].objekt)
    for name in {name for stand in staende for name in stand.listen}:
        _set_liste(getattr(modell, name), {stand.objekt.pk: stand.listen[name] for stand in staende})
    for name in {name for stand in staende for name in stand.zeilen}:
        _set_zeilen(modell._meta.get_field(name), {stand.objekt.pk: stand.zeilen[name] for stand in staende})


def _set_liste(beziehung, soll: dict[int, list[models.Model]]) -> None:
    tabelle = beziehung.through
    von, nach = beziehung.field.m2m_column_name(), beziehung.field.m2m_reverse_name()
    ist = {
        paar: pk
        for pk, *paar in tabelle.objects.filter(**{f"{von}__in": list(soll)}).values_list("pk", von, nach)
        for paar in [tuple(paar)]
    }
    paare = {(pk, objekt.pk) for pk, objekte in soll.items() for objekt in objekte}
    tabelle.objects.filter(pk__in=[pk for paar, pk in ist.items() if paar not in paare]).delete()
    tabelle.objects.bulk_create(tabelle(**{von: a, nach: b}) for a, b in sorted(paare - ist.keys()))


def _set_zeilen(beziehung, soll: dict[int, list[dict]]) -> None:
    """Rows without a key of their own (hours, closing days): replaced for every owner where they differ."""
    modell, besitzer = beziehung.related_model, beziehung.field.attname
    ist = defaultdict(list)
    for zeile in modell.objects.filter(**{f"{besitzer}__in": list(soll)}):
        ist[getattr(zeile, besitzer)].append(zeile)
    neue = []
    for pk, zeilen in soll.items():
        namen = zeilen[0] if zeilen else ()
        vorhanden = Counter(tuple(getattr(zeile, name) for name in namen) for zeile in ist[pk])
        if vorhanden != Counter(tuple(werte.values()) for werte in zeilen):
            modell.objects.filter(**{besitzer: pk}).delete()
            neue += [modell(**{besitzer: pk}, **werte) for werte in zeilen]
    if modell.save is models.Model.save:
        modell.objects.bulk_create(neue)
    else:
        for zeile in neue:
            zeile.save()
