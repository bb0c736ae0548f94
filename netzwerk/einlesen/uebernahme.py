"""A plan → the database: all of it or nothing."""

from dataclasses import dataclass, field
from itertools import batched

from django.db import Error, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from netzwerk.abgleich import Stand, set_listen
from netzwerk.einlesen.plan import Plan, Vorgang
from netzwerk.nachwirkung import nachwirkung
from netzwerk.tabellen.meldung import TabelleError

BLOCK = 500


class UebernahmeError(TabelleError):
    """The state changed between plan and import; nothing was taken over."""


@dataclass
class Ergebnis:
    neu: list[Model] = field(default_factory=list)
    geaendert: list[Model] = field(default_factory=list)


def apply_plan(plan: Plan) -> Ergebnis:
    """Raises ``ValueError`` for a plan with errors, ``UebernahmeError`` when the database refuses it meanwhile."""
    if plan.fehler:
        raise ValueError(f"Der Plan hat {len(plan.fehler)} Fehler.")
    try:
        with transaction.atomic():
            return _apply(plan)
    except Error as fehler:
        text = _(
            "Die Einträge haben sich inzwischen geändert. Es wurde nichts übernommen. Bitte noch einmal versuchen."
        )
        raise UebernahmeError(text) from fehler


def _apply(plan: Plan) -> Ergebnis:
    ergebnis = Ergebnis()
    sorte = plan.auftrag.sorte
    paare = [(vorgang.objekt or sorte.modell(), vorgang) for vorgang in plan.zu_schreiben]
    for objekt, vorgang in paare:
        for name, wert in vorgang.werte.items():
            setattr(objekt, name, wert)
    sorte.bereite_neue_vor([(o, v) for o, v in paare if v.objekt is None], plan.auftrag)
    for block in batched(paare, BLOCK):
        for objekt, vorgang in block:
            objekt.save()
            (ergebnis.geaendert if vorgang.objekt else ergebnis.neu).append(objekt)
        _set_rest(block)
    sorte.nach_anlegen(ergebnis.neu, plan.auftrag)
    alle = [*ergebnis.neu, *ergebnis.geaendert]
    if not plan.auftrag.befugnis.sind_aenderbar(sorte.modell, [objekt.pk for objekt in alle]):
        raise UebernahmeError(_("Sie können nur Einträge speichern, die zu Ihnen gehören. Es wurde nichts übernommen."))
    with nachwirkung(alle):
        pass  # It is saved already.
    return ergebnis


def _set_rest(block: tuple[tuple[Model, Vorgang], ...]) -> None:
    """Lists and dependent rows; of each only those entries where they differ."""
    for art in ("listen", "zeilen"):
        for name in {name for _objekt, vorgang in block for name in getattr(vorgang, art)}:
            set_listen(
                [
                    Stand(objekt, **{art: {name: getattr(vorgang, art)[name]}})
                    for objekt, vorgang in block
                    if name in getattr(vorgang, art)
                ]
            )
