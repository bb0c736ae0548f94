"""The fields of two entries side by side: what differs, what may be chosen, and what is proposed."""

from dataclasses import dataclass
from datetime import date

from django.contrib.admin.utils import display_for_field
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Model

# Never chosen: what the entry is known by, what follows from other fields, and what says when it was saved.
FEST = {"id", "nummer", "slug", "angelegt_am", "geaendert_am", "suchtext", "suchfakten", "koordinate_von_plz"}
# Chosen together: one half without the other would be wrong.
GRUPPEN = {
    "strasse": ("strasse", "zusatz", "plz", "ort", "lat", "lon", "koordinate_von_plz"),
    "bestaetigt_am": ("bestaetigt_am", "bestaetigt_wie", "bestaetigt_von", "bestaetigt_durch", "verborgen_seit"),
    "alter_ab": ("alter_ab", "alter_bis"),
    "gueltig_von": ("gueltig_von", "gueltig_bis"),
    "externer_schluessel": ("quelle", "externer_schluessel"),
}
ABHAENGIG = {feld for gruppe in GRUPPEN.values() for feld in gruppe}
# What goes with a group and says nothing by itself.
STUMM = {"lat", "lon", "koordinate_von_plz", "verborgen_seit"}
LEER = "–"
# Which side a value is taken from, and for lists also both.
BLEIBT, GEHT, BEIDE = "bleibt", "geht", "beide"


@dataclass(frozen=True, slots=True)
class Zeile:
    """One field or group. ``vorschlag`` is one of ``BLEIBT``, ``GEHT`` and, for lists, ``BEIDE``."""

    name: str
    titel: str
    bleibt: str
    geht: str
    vorschlag: str
    ist_liste: bool = False

    @property
    def ist_gleich(self) -> bool:
        return self.bleibt == self.geht


def vergleiche_felder(bleibt: Model, geht: Model) -> list[Zeile]:
    """All fields of the two, in the order of the model: plain ones, lists, then rows that hang on them."""
    neuer = ist_neuer(geht, bleibt)
    zeilen = [_feld(name, felder, bleibt, geht, neuer=neuer) for name, felder in gruppen(type(bleibt)).items()]
    zeilen += [_liste(name, titel, bleibt, geht) for name, titel in listen(type(bleibt)).items()]
    return [zeile for zeile in zeilen if zeile.bleibt != LEER or zeile.geht != LEER]


def gruppen(modell: type[Model]) -> dict[str, tuple[str, ...]]:
    """Name of a choice → the fields that it decides."""
    alle = [feld.name for feld in modell._meta.concrete_fields if feld.name not in FEST]
    ergebnis = {}
    for name in alle:
        if name in GRUPPEN:
            ergebnis[name] = tuple(feld for feld in GRUPPEN[name] if hat_feld(modell, feld))
        elif name not in ABHAENGIG:
            ergebnis[name] = (name,)
    return ergebnis


def listen(modell: type[Model]) -> dict[str, str]:
    """Lists to choose from: many-to-many fields, and rows of hours or tours that belong to the entry alone."""
    ergebnis = {feld.name: str(feld.verbose_name) for feld in modell._meta.many_to_many}
    for beziehung in eigene_zeilen(modell):
        ergebnis[beziehung.get_accessor_name()] = str(beziehung.related_model._meta.verbose_name_plural)
    return ergebnis


def eigene_zeilen(modell: type[Model]) -> list:
    """Relations to rows of hours, closed days and stops: they say when, and may be doubled."""
    return [
        beziehung
        for beziehung in modell._meta.related_objects
        if beziehung.one_to_many and {"von", "bis"} <= {feld.name for feld in beziehung.related_model._meta.fields}
    ]


def hat_feld(modell: type[Model], name: str) -> bool:
    try:
        modell._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def ist_neuer(a: Model, b: Model) -> bool:
    """Whether the first was confirmed, or where nobody confirms changed, after the second."""
    if hasattr(a, "bestaetigt_am") and a.bestaetigt_am != b.bestaetigt_am:
        return (a.bestaetigt_am or date.min) > (b.bestaetigt_am or date.min)
    return hasattr(a, "geaendert_am") and a.geaendert_am > b.geaendert_am


def _feld(name: str, felder: tuple[str, ...], bleibt: Model, geht: Model, *, neuer: bool) -> Zeile:
    werte = [_in_worten(eintrag, felder) for eintrag in (bleibt, geht)]
    gefuellt = [not ist_leer(eintrag, felder) for eintrag in (bleibt, geht)]
    # A switch that protects is never lost by not looking.
    if name == "adresse_geschuetzt":
        nimm_geht = geht.adresse_geschuetzt and not bleibt.adresse_geschuetzt
    else:
        nimm_geht = gefuellt[1] and (not gefuellt[0] or neuer)
    titel = str(bleibt._meta.get_field(name).verbose_name)
    return Zeile(name, titel, *werte, GEHT if nimm_geht else BLEIBT)


def ist_leer(eintrag: Model, felder: tuple[str, ...]) -> bool:
    """Nothing known: empty, ``None``, or a choice that says so."""
    return all(getattr(eintrag, feld) in ("", None, "unbekannt") for feld in felder if feld not in STUMM)


def _in_worten(eintrag: Model, felder: tuple[str, ...]) -> str:
    worte = []
    for name in felder:
        feld, wert = eintrag._meta.get_field(name), getattr(eintrag, name)
        if name in STUMM or wert in ("", None):
            continue
        if feld.choices:
            wert = getattr(eintrag, f"get_{name}_display")()
        elif not isinstance(feld, models.ForeignKey):
            wert = display_for_field(wert, feld, LEER, avoid_link=True) if not isinstance(wert, bool) else _ja(wert)
        worte.append(str(wert))
    return ", ".join(worte) or LEER


def _ja(wert: bool) -> str:
    return "ja" if wert else "nein"


def _liste(name: str, titel: str, bleibt: Model, geht: Model) -> Zeile:
    werte = ["; ".join(sorted(str(eines) for eines in getattr(eintrag, name).all())) for eintrag in (bleibt, geht)]
    return Zeile(name, titel, *(wert or LEER for wert in werte), BEIDE, ist_liste=True)
