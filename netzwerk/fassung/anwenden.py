"""Values of a state → the entry. All in one transaction, checked as a form would check them."""

from django.db import models, transaction

from netzwerk.fassung.abbild import Abbild, listen, spalten, teile
from netzwerk.nachwirkung import nachwirkung


@transaction.atomic
def apply_werte(objekt: models.Model, werte: Abbild) -> models.Model:
    """Writes these fields, lists and rows and leaves the others alone; gives the entry, read anew.

    What is pointed to and is gone meanwhile is left out where the entry can do without. Raises ``ValidationError``.
    """
    modell = type(objekt)
    objekt = modell._base_manager.select_for_update().get(pk=objekt.pk)
    with nachwirkung([objekt]):
        write_spalten(objekt, werte)
        objekt.clean_fields(exclude=[feld.name for feld in spalten(modell) if feld.name not in werte])
        objekt.clean()
        objekt.validate_unique()
        objekt.validate_constraints()
        objekt.save()
        write_listen(objekt, werte)
        write_teile(objekt, werte)
    return modell._base_manager.get(pk=objekt.pk)


def write_stand(objekt: models.Model, abbild: Abbild) -> None:
    """Brings the stored entry to a whole state without checking it: for looking at what somebody else saw."""
    objekt = type(objekt)._base_manager.get(pk=objekt.pk)
    write_spalten(objekt, abbild)
    objekt.save()
    write_listen(objekt, abbild)
    write_teile(objekt, abbild)


def write_spalten(objekt: models.Model, werte: Abbild) -> None:
    for feld in spalten(type(objekt)):
        if feld.name in werte:
            setattr(objekt, feld.attname, _lies(feld, werte[feld.name]))


def write_listen(objekt: models.Model, werte: Abbild) -> None:
    for feld in listen(type(objekt)):
        if feld.name in werte:
            getattr(objekt, feld.name).set(feld.related_model._base_manager.filter(pk__in=werte[feld.name]))


def write_teile(objekt: models.Model, werte: Abbild) -> None:
    for relation in teile(type(objekt)):
        if (name := relation.get_accessor_name()) in werte:
            _write_zeilen(relation, objekt, werte[name])


def _lies(feld: models.Field, wert: object) -> object:
    """The value in the field's own type; a relation to something that is gone is empty where it may be."""
    if not feld.is_relation:
        return feld.to_python(wert)
    if wert is not None and feld.null and not feld.related_model._base_manager.filter(pk=wert).exists():
        return None
    return wert


def _write_zeilen(relation: models.ManyToOneRel, objekt: models.Model, soll: list[dict]) -> None:
    """Rows keep their key where they still exist, so that a form which shows them stays right."""
    modell, besitzer = relation.related_model, relation.field
    vorhanden = {zeile.pk: zeile for zeile in modell._base_manager.filter(**{besitzer.name: objekt.pk})}
    bleiben = {werte.get("pk") for werte in soll}
    modell._base_manager.filter(pk__in=[pk for pk in vorhanden if pk not in bleiben]).delete()
    frei = _freie(modell, bleiben - vorhanden.keys())
    for werte in soll:
        pk = werte.get("pk")
        zeile = vorhanden.get(pk) or modell(pk=pk if pk in frei else None)
        setattr(zeile, besitzer.attname, objekt.pk)
        write_spalten(zeile, werte)
        zeile.validate_constraints()
        zeile.save()
        write_listen(zeile, werte)


def _freie(modell: type[models.Model], schluessel: set) -> set:
    """Keys that no row of another entry has meanwhile."""
    wunsch = {pk for pk in schluessel if pk is not None}
    return wunsch - set(modell._base_manager.filter(pk__in=wunsch).values_list("pk", flat=True))
