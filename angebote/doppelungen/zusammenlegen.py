"""Two entries become one: the one door through which doubles are merged.

Everything happens in one transaction with both rows locked; whoever comes second finds nothing left to merge.
"""

from collections.abc import Mapping
from contextlib import ExitStack
from uuid import UUID, uuid4

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from angebote.doppelungen.felder import BEIDE, BLEIBT, GEHT, eigene_zeilen, gruppen, listen, vergleiche_felder
from angebote.doppelungen.suche import art_von
from angebote.doppelungen.verdacht import forget
from angebote.models import Angebot, Doppelverdacht, Rueckmeldung, Suchaenderung, Zustaendigkeit
from anlaufstellen.models import Anlaufstelle
from netzwerk.fassung import begleite, make_abbild, record_fassung
from netzwerk.fassung.ablage import make_fassung
from netzwerk.models import Ansprechperson, Fassung, Nummernumleitung, Partner, Partnerumleitung, Vorschlag
from netzwerk.nachwirkung import nachwirkung
from netzwerk.vorschlaege import follow_eintrag

# Entries with a history of their own that may point to one that goes.
MIT_VERLAUF = (Angebot, Anlaufstelle, Ansprechperson, Zustaendigkeit)


class ZusammenlegenError(ValueError):
    """Why two entries were not merged, in German."""


@transaction.atomic
def merge(bleibt: Model, geht: Model, wahl: Mapping[str, str], *, konto) -> Model:
    """The entry that stays, stored. ``wahl``: name of a field, group or list → where its value comes from.

    What is not chosen follows the proposal of ``vergleiche_felder``. Rights are checked by the caller. Raises
    ``ZusammenlegenError``, and then nothing was changed.
    """
    if type(bleibt) is not type(geht) or bleibt.pk == geht.pk:
        raise ZusammenlegenError(_("Bitte zwei verschiedene Einträge derselben Art wählen."))
    bleibt, geht = _lock(bleibt, geht)
    vorgang, vorher = uuid4(), make_abbild(bleibt)
    _keep_history(geht, bleibt, konto, vorgang)
    wahl = {zeile.name: zeile.vorschlag for zeile in vergleiche_felder(bleibt, geht)} | _gueltige(bleibt, wahl)
    _settle(bleibt, geht)
    # Whoever pointed to the one that goes must be told too; asked before it is gone.
    with nachwirkung([geht]):
        ging, name = geht.pk, str(geht)
        _merge_listen(bleibt, geht, wahl)
        with ExitStack() as verlauf:
            for umziehende in _umziehende(geht):
                verlauf.enter_context(
                    begleite(umziehende, Fassung.Anlass.GEAENDERT, moment=timezone.now(), konto=konto)
                )
            _move_zeilen(bleibt, geht)
        neue_werte = _neue_werte(bleibt, geht, wahl)
        _lead(bleibt, geht)
        type(geht)._base_manager.filter(pk=geht.pk).delete()
        _apply(bleibt, neue_werte)
    with nachwirkung([bleibt]):
        pass  # It is saved already.
    if isinstance(bleibt, Angebot):
        Suchaenderung.mark([ging])
    record_fassung(
        bleibt, Fassung.Anlass.ZUSAMMENGELEGT, moment=timezone.now(), konto=konto, vorher=vorher, vorgang=vorgang
    )
    _record(bleibt, ging, name, konto)
    return bleibt


def _keep_history(geht: Model, bleibt: Model, konto, vorgang: UUID) -> None:
    """The last state of the one that goes, found from the other's history; proposals for it wait for the other."""
    letzte = make_fassung(
        geht, Fassung.Anlass.ZUSAMMENGELEGT, make_abbild(geht), moment=timezone.now(), konto=konto, vorgang=vorgang
    )
    letzte.save()
    Vorschlag.objects.zu(geht).update(schluessel=bleibt.pk)
    follow_eintrag(bleibt)
    Rueckmeldung.objects.filter(modell=geht._meta.label_lower, schluessel=geht.pk).update(schluessel=bleibt.pk)


def _lock(bleibt: Model, geht: Model) -> tuple[Model, Model]:
    """Both rows as they are now, locked in one order, so that two at once never wait for each other."""
    zeilen = type(bleibt)._base_manager.select_for_update().filter(pk__in=[bleibt.pk, geht.pk]).order_by("pk")
    gefunden = {zeile.pk: zeile for zeile in zeilen}
    if len(gefunden) < 2:
        raise ZusammenlegenError(
            _("Einen der beiden Einträge gibt es nicht mehr. Vielleicht hat sie gerade jemand zusammengelegt.")
        )
    return gefunden[bleibt.pk], gefunden[geht.pk]


def _settle(bleibt: Model, geht: Model) -> None:
    """What was suspected of the two is so; this row is kept."""
    a, b = sorted((bleibt.pk, geht.pk))
    verdacht = Doppelverdacht.objects.filter(art=art_von(type(bleibt)), a_pk=a, b_pk=b)
    verdacht.update(status=Doppelverdacht.Status.ZUSAMMENGELEGT)


def _gueltige(bleibt: Model, wahl: Mapping[str, str]) -> dict[str, str]:
    """Only what can be chosen; anything else in a form is ignored."""
    modell = type(bleibt)
    felder = dict.fromkeys(gruppen(modell), (BLEIBT, GEHT))
    felder |= dict.fromkeys(listen(modell), (BLEIBT, GEHT, BEIDE))
    return {name: wert for name, wert in wahl.items() if wert in felder.get(name, ())}


def _merge_listen(bleibt: Model, geht: Model, wahl: Mapping[str, str]) -> None:
    eigene = {beziehung.get_accessor_name(): beziehung for beziehung in eigene_zeilen(type(bleibt))}
    for name in listen(type(bleibt)):
        wert = wahl.get(name, BEIDE)
        if name in eigene:
            _merge_eigene(eigene[name], bleibt, geht, wert)
        elif not type(bleibt)._meta.get_field(name).remote_field.through._meta.auto_created:
            continue
        elif wert == GEHT:
            getattr(bleibt, name).set(getattr(geht, name).all())
        elif wert == BEIDE:
            getattr(bleibt, name).add(*getattr(geht, name).all())


def _merge_eigene(beziehung, bleibt: Model, geht: Model, wert: str) -> None:
    """Hours and the like: one side's, or both without rows that say the same."""
    name, feld = beziehung.get_accessor_name(), beziehung.field
    if wert == BLEIBT:
        getattr(geht, name).all().delete()
        return
    if wert == GEHT:
        getattr(bleibt, name).all().delete()
    spalten = [f.attname for f in beziehung.related_model._meta.concrete_fields if not f.primary_key and f != feld]
    schon_da = set(getattr(bleibt, name).values_list(*spalten))
    for zeile in getattr(geht, name).all():
        werte = tuple(getattr(zeile, spalte) for spalte in spalten)
        if werte in schon_da:
            zeile.delete()
        else:
            schon_da.add(werte)
            type(zeile)._base_manager.filter(pk=zeile.pk).update(**{feld.attname: bleibt.pk})


def _umziehende(geht: Model) -> list[list[Model]]:
    """Other entries that will point to the one that stays, by kind: their history says so."""
    nummern: dict[type[Model], set[int]] = {}
    for beziehung in geht._meta.related_objects:
        if (modell := beziehung.related_model) in MIT_VERLAUF:
            zeilen = modell._base_manager.filter(**{beziehung.field.name: geht.pk})
            nummern.setdefault(modell, set()).update(zeilen.values_list("pk", flat=True))
    return [list(modell._base_manager.filter(pk__in=pks)) for modell, pks in nummern.items() if pks]


def _move_zeilen(bleibt: Model, geht: Model) -> None:
    """Everything that points to the one that goes points to the one that stays, whatever app it is of."""
    for beziehung in bleibt._meta.related_objects:
        modell, feld = beziehung.related_model, beziehung.field
        if beziehung.many_to_many:
            if feld.remote_field.through._meta.auto_created:
                _move_viele(feld, bleibt, geht)
            continue
        for zeile in modell._base_manager.filter(**{feld.name: geht}):
            _move(zeile, feld, bleibt)


def _move_viele(feld: models.ManyToManyField, bleibt: Model, geht: Model) -> None:
    durch = feld.remote_field.through
    ziel, quelle = feld.m2m_reverse_field_name(), feld.m2m_field_name()
    # A relation to itself would name both sides alike; none of these models has one.
    schon_da = durch._base_manager.filter(**{ziel: bleibt}).values(quelle)
    zeilen = durch._base_manager.filter(**{ziel: geht})
    zeilen.exclude(**{f"{quelle}__in": list(schon_da.values_list(quelle, flat=True))}).update(**{ziel: bleibt})
    zeilen.delete()


def _move(zeile: Model, feld: models.ForeignKey, bleibt: Model) -> None:
    """A row that the other one has already (a membership in the same network) is dropped; what it counts is added."""
    try:
        with transaction.atomic():
            type(zeile)._base_manager.filter(pk=zeile.pk).update(**{feld.attname: bleibt.pk})
    except IntegrityError:
        _add_up(zeile, feld, bleibt)
        zeile.delete()


def _add_up(zeile: Model, feld: models.ForeignKey, bleibt: Model) -> None:
    """Adds the numbers that a model names in ``SUMMIERT`` to the same row of the one that stays."""
    for name in getattr(zeile, "SUMMIERT", ()):
        (einmal,) = zeile._meta.total_unique_constraints
        gleiche = {teil: getattr(zeile, teil) for teil in einmal.fields} | {feld.name: bleibt}
        type(zeile)._base_manager.filter(**gleiche).update(**{name: models.F(name) + getattr(zeile, name)})


def _neue_werte(bleibt: Model, geht: Model, wahl: Mapping[str, str]) -> dict[str, object]:
    gewaehlt = [felder for name, felder in gruppen(type(bleibt)).items() if wahl.get(name) == GEHT]
    return {feld: getattr(geht, feld) for felder in gewaehlt for feld in felder}


def _apply(bleibt: Model, werte: dict[str, object]) -> None:
    for name, wert in werte.items():
        setattr(bleibt, name, wert)
    try:
        bleibt.full_clean()
    except ValidationError as fehler:
        raise ZusammenlegenError(
            _("So passen die Angaben nicht zusammen: %s") % " ".join(_meldungen(bleibt, fehler))
        ) from fehler
    bleibt.save()


def _meldungen(bleibt: Model, fehler: ValidationError) -> list[str]:
    """Each message with the field that it is about."""
    if not hasattr(fehler, "error_dict"):
        return fehler.messages
    namen = {feld.name: str(feld.verbose_name) for feld in bleibt._meta.fields}
    return [
        f"„{namen[name]}“: {text}" if name in namen else text
        for name, texte in fehler.message_dict.items()
        for text in texte
    ]


def _lead(bleibt: Model, geht: Model) -> None:
    """What was printed or bookmarked of the one that goes leads to the one that stays."""
    if hasattr(geht, "nummer"):
        Nummernumleitung.lead(geht.nummer, bleibt.nummer)
    elif isinstance(geht, Partner):
        # Earlier ones were moved with all that pointed to it.
        Partnerumleitung.objects.create(slug=geht.slug, partner=bleibt)


def _record(bleibt: Model, ging: int, name: str, konto) -> None:
    forget(art_von(type(bleibt)), ging)
    LogEntry.objects.log_actions(
        konto.pk, [bleibt], CHANGE, _("Zusammengelegt mit „%(name)s“ (Schlüssel %(pk)d).") % {"name": name, "pk": ging}
    )
    gegangen = type(bleibt)(pk=ging)
    setattr(gegangen, "titel" if isinstance(bleibt, Angebot) else "name", name)
    LogEntry.objects.log_actions(
        konto.pk, [gegangen], DELETION, _("Zusammengelegt: gehört jetzt zu „%s“.") % bleibt, single_object=True
    )
