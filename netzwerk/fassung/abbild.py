"""An entry as plain values: fields, lists and rows, all of what a person could have changed, and what restores it.

``{"titel": "Café", "partner": 7, "themen": [2, 5], "zeiten": [{"pk": 9, "wochentag": 0, …}]}``: relations are primary
keys, dates and times ISO texts. Which fields there are follows from the model; nothing has to be declared.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from netzwerk.models import Teil

# Made from the rest at each save.
ABGELEITET = {"suchtext", "suchfakten"}
Abbild = dict[str, object]


@cache
def spalten(modell: type[models.Model]) -> tuple[models.Field, ...]:
    """The columns of a state: without the key itself and without what a save fills in."""
    return tuple(
        feld
        for feld in modell._meta.concrete_fields
        if not feld.primary_key and feld.name not in ABGELEITET and not getattr(feld, "auto_now", False)
    )


@cache
def listen(modell: type[models.Model]) -> tuple[models.ManyToManyField, ...]:
    """Lists of other entries. Those with facts of their own (memberships) are entries themselves."""
    return tuple(feld for feld in modell._meta.many_to_many if feld.remote_field.through._meta.auto_created)


@cache
def teile(modell: type[models.Model]) -> tuple[models.ManyToOneRel, ...]:
    """Relations to the rows that belong to the entry."""
    return tuple(
        relation
        for relation in modell._meta.related_objects
        if relation.one_to_many and issubclass(relation.related_model, Teil) and relation.related_model is not modell
    )


@cache
def gezeigte(modell: type[models.Model]) -> tuple[str, ...]:
    """Names of what people see and change, in the model's order; the rest of a state is for restoring."""
    namen = [feld.name for feld in spalten(modell) if feld.editable]
    return (
        *namen,
        *(feld.name for feld in listen(modell)),
        *(relation.get_accessor_name() for relation in teile(modell)),
    )


def make_abbild(objekt: models.Model) -> Abbild:
    """The entry as the database holds it now."""
    return make_abbilder(type(objekt), [objekt.pk])[objekt.pk]


def make_abbilder(modell: type[models.Model], nummern: Iterable[int]) -> dict[int, Abbild]:
    """Many entries of one kind by primary key: one query for them, one for each list and each kind of row."""
    nummern = list(nummern)
    werte = {
        objekt.pk: {feld.name: _wert(feld, objekt) for feld in spalten(modell)}
        for objekt in modell._base_manager.filter(pk__in=nummern)
    }
    for feld in listen(modell):
        schluessel = _schluessel(feld, nummern)
        for pk, stand in werte.items():
            stand[feld.name] = schluessel.get(pk, [])
    for relation in teile(modell):
        zeilen = _zeilen(relation, nummern)
        for pk, stand in werte.items():
            stand[relation.get_accessor_name()] = zeilen.get(pk, [])
    return {pk: json.loads(json.dumps(stand, cls=DjangoJSONEncoder)) for pk, stand in werte.items()}


def pruefsumme(modell: type[models.Model], abbild: Abbild) -> str:
    """Equal for two states that say the same; the keys of rows do not count."""
    inhalt = {name: ohne_schluessel(abbild.get(name)) for name in gezeigte(modell)}
    return hashlib.sha256(json.dumps(inhalt, sort_keys=True).encode()).hexdigest()


def ohne_schluessel(wert: object) -> object:
    """A value without the primary keys of its rows, which are in no order of their own then."""
    if isinstance(wert, list) and wert and isinstance(wert[0], dict):
        zeilen = [{name: teil for name, teil in zeile.items() if name != "pk"} for zeile in wert]
        return sorted(zeilen, key=lambda zeile: json.dumps(zeile, sort_keys=True))
    return wert


def geaenderte(modell: type[models.Model], alt: Abbild, neu: Abbild) -> list[str]:
    """Names of the shown fields that differ."""
    return [
        name
        for name in gezeigte(modell)
        if name in neu and ohne_schluessel(alt.get(name)) != ohne_schluessel(neu[name])
    ]


def _wert(feld: models.Field, objekt: models.Model) -> object:
    wert = getattr(objekt, feld.attname)
    return wert.name if isinstance(feld, models.FileField) else wert


def _schluessel(feld: models.ManyToManyField, nummern: Iterable[int]) -> dict[int, list[int]]:
    von, nach = feld.m2m_column_name(), feld.m2m_reverse_name()
    paare = feld.remote_field.through._base_manager.filter(**{f"{von}__in": nummern}).order_by(von, nach)
    je_objekt: dict[int, list[int]] = defaultdict(list)
    for pk, schluessel in paare.values_list(von, nach):
        je_objekt[pk].append(schluessel)
    return je_objekt


def _zeilen(relation: models.ManyToOneRel, nummern: Iterable[int]) -> dict[int, list[dict]]:
    modell, besitzer = relation.related_model, relation.field
    zeilen = list(modell._base_manager.filter(**{f"{besitzer.name}__in": nummern}).order_by("pk"))
    je_liste = {feld.name: _schluessel(feld, [zeile.pk for zeile in zeilen]) for feld in listen(modell)}
    je_objekt: dict[int, list[dict]] = defaultdict(list)
    for zeile in zeilen:
        werte = {"pk": zeile.pk}
        werte |= {feld.name: _wert(feld, zeile) for feld in spalten(modell) if feld != besitzer}
        werte |= {name: schluessel.get(zeile.pk, []) for name, schluessel in je_liste.items()}
        je_objekt[getattr(zeile, besitzer.attname)].append(werte)
    return je_objekt
