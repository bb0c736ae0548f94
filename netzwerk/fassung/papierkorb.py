"""Deleting so that it can be undone: the last state is kept for 30 days, with whatever pointed to the entry.

The rows themselves are gone at once, so that no list, search or page can show what was deleted.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import uuid4

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models, router, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext as _

from netzwerk.fassung.abbild import Abbild, make_abbild
from netzwerk.fassung.ablage import make_fassung, record_fassung
from netzwerk.fassung.anwenden import write_listen, write_spalten, write_teile
from netzwerk.models import Fassung, Teil
from netzwerk.nachwirkung import nachwirkung
from netzwerk.rechte import zustaendige

FRIST = timedelta(days=30)
VERWEISE = "_verweise"


@transaction.atomic
def delete_eintraege(
    objekte: Iterable[models.Model], *, konto, moment: datetime, ist_eintrag: Callable[[type], bool]
) -> None:
    """Deletes the entries and all that goes with them. ``ist_eintrag`` says which kinds have a history.

    Raises ``ProtectedError`` as deleting does.
    """
    objekte = list(objekte)
    vorgang = uuid4()
    with nachwirkung(objekte):
        for objekt in _mitgeloeschte(objekte, ist_eintrag):
            abbild = make_abbild(objekt) | {VERWEISE: _verweise(objekt)}
            fassung = make_fassung(
                objekt, Fassung.Anlass.GELOESCHT, abbild, moment=moment, konto=konto, vorgang=vorgang
            )
            fassung.netzwerk = next(iter(zustaendige(objekt)[1]), None)
            fassung.save()
        for objekt in objekte:
            objekt.delete()


def _mitgeloeschte(objekte: list[models.Model], ist_eintrag) -> list[models.Model]:
    """The entries themselves and entries of other kinds that disappear with them."""
    sammler = Collector(using=router.db_for_write(type(objekte[0]))) if objekte else None
    if sammler is None:
        return []
    sammler.collect(objekte)
    alle = [objekt for zeilen in sammler.data.values() for objekt in zeilen]
    alle += [objekt for menge in sammler.fast_deletes for objekt in menge]
    return [objekt for objekt in alle if ist_eintrag(type(objekt)) and not isinstance(objekt, Teil)]


def _verweise(objekt: models.Model) -> list[list]:
    """Who points to the entry and would lose that: ``[model, field, primary key]``."""
    gefunden = []
    for relation in objekt._meta.related_objects:
        feld = relation.field
        if relation.on_delete is models.SET_NULL or (relation.many_to_many and relation.through._meta.auto_created):
            zeilen = relation.related_model._base_manager.filter(**{feld.name: objekt.pk})
            gefunden += [
                [relation.related_model._meta.label_lower, feld.name, pk]
                for pk in zeilen.order_by().values_list("pk", flat=True)
            ]
    return gefunden


@transaction.atomic
def restore_eintrag(
    fassung: Fassung, *, konto, moment: datetime, erlaubt: models.QuerySet | None = None
) -> list[models.Model]:
    """Brings the entry back, with its number and key, and what was deleted together with it, within ``erlaubt``.

    Raises ``ValidationError`` with German words when something it needs is gone or taken.
    """
    papierkorb = Fassung.objects.im_papierkorb() if erlaubt is None else erlaubt
    offen = list(papierkorb.filter(vorgang=fassung.vorgang).order_by("pk"))
    if fassung.pk not in {stand.pk for stand in offen}:
        raise ValidationError(_("„%(name)s“ ist schon wiederhergestellt."), params={"name": fassung.name})
    zurueck = []
    while offen:
        bereit = [stand for stand in offen if not _fehlende(stand)]
        if not bereit:
            raise ValidationError(_fehlende(offen[0]))
        zurueck += [_restore(stand, konto=konto, moment=moment) for stand in bereit]
        offen = [stand for stand in offen if stand not in bereit]
    return zurueck


def _fehlende(fassung: Fassung) -> list[str]:
    """What the entry cannot be without and is not there."""
    modell = apps.get_model(fassung.modell)
    return [
        _("Zuerst muss es „%(feld)s“ wieder geben: Bitte auch diesen Eintrag wiederherstellen.")
        % {"feld": feld.verbose_name}
        for feld in modell._meta.concrete_fields
        if feld.is_relation
        and not feld.null
        and not feld.related_model._base_manager.filter(pk=fassung.inhalt.get(feld.name)).exists()
    ]


def _restore(fassung: Fassung, *, konto, moment: datetime) -> models.Model:
    modell = apps.get_model(fassung.modell)
    objekt = modell(pk=fassung.schluessel)
    write_spalten(objekt, fassung.inhalt)
    objekt.validate_unique()
    objekt.validate_constraints()
    objekt.save(force_insert=True)
    _keep_angelegt(objekt, fassung.inhalt)
    write_listen(objekt, fassung.inhalt)
    write_teile(objekt, fassung.inhalt)
    _restore_verweise(objekt, fassung.inhalt.get(VERWEISE, []))
    record_fassung(objekt, Fassung.Anlass.WIEDERHERGESTELLT, moment=moment, konto=konto)
    with nachwirkung([objekt]):
        pass  # It is saved already.
    return objekt


def _keep_angelegt(objekt: models.Model, inhalt: Abbild) -> None:
    """Saving a new row sets the day it was made; this one is older."""
    tage = {
        feld.name: feld.to_python(inhalt[feld.name])
        for feld in objekt._meta.concrete_fields
        if getattr(feld, "auto_now_add", False) and inhalt.get(feld.name)
    }
    if tage:
        type(objekt)._base_manager.filter(pk=objekt.pk).update(**tage)


def _restore_verweise(objekt: models.Model, verweise: list[list]) -> None:
    for label, name, pk in verweise:
        modell = apps.get_model(label)
        zeile = modell._base_manager.filter(pk=pk).first()
        if zeile is None:
            continue
        if modell._meta.get_field(name).many_to_many:
            getattr(zeile, name).add(objekt)
        elif getattr(zeile, name) is None:
            modell._base_manager.filter(pk=pk).update(**{name: objekt.pk})
    for zeile_modell in {apps.get_model(label) for label, _name, _pk in verweise}:
        schluessel = [pk for label, _name, pk in verweise if apps.get_model(label) is zeile_modell]
        with nachwirkung(zeile_modell._base_manager.filter(pk__in=schluessel)):
            pass  # They are connected already.


def empty_papierkorb(moment: datetime) -> int:
    """Forgets what was deleted more than 30 days ago, with all its history; how many entries."""
    anzahl = 0
    for fassung in Fassung.objects.im_papierkorb().filter(am__lt=moment - FRIST).only("modell", "schluessel"):
        Fassung.objects.filter(modell=fassung.modell, schluessel=fassung.schluessel).delete()
        anzahl += 1
    return anzahl
