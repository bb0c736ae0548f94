"""A plan → the database: all of it or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import batched

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from angebote.import_export.plan import Plan, Vorgang
from angebote.models import Angebot
from angebote.suche import update_suche
from netzwerk.abgleich import Stand, set_listen
from netzwerk.einlesen.modellfeld import Kurznamen
from netzwerk.models import Mitgliedschaft, Partner, Zielgruppe
from netzwerk.tabellen.meldung import TabelleError

BLOCK = 500


class UebernahmeError(TabelleError):
    """The state changed between plan and import; nothing was taken over."""


@dataclass
class Ergebnis:
    """``mitangelegte``: partners that came with their offers."""

    neu: list[Angebot] = field(default_factory=list)
    geaendert: list[Angebot] = field(default_factory=list)
    mitangelegte: list[Partner] = field(default_factory=list)


def apply_plan(plan: Plan) -> Ergebnis:
    """Raises ``ValueError`` for a plan with errors, ``UebernahmeError`` when the database refuses it meanwhile."""
    if plan.fehler:
        raise ValueError(f"Der Plan hat {len(plan.fehler)} Fehler.")
    try:
        with transaction.atomic():
            return _apply(plan)
    except (IntegrityError, DataError) as fehler:
        raise UebernahmeError(
            _("Die Angebote haben sich inzwischen geändert. Bitte noch einmal versuchen.")
        ) from fehler


def _apply(plan: Plan) -> Ergebnis:
    ergebnis = Ergebnis()
    partner = _create_partner(plan)
    ergebnis.mitangelegte = list(partner.values())
    gruppen = _create_zielgruppen(plan.neue_zielgruppen)
    for block in batched(plan.zu_schreiben, BLOCK):
        staende = []
        for vorgang in block:
            angebot = _save_angebot(vorgang, partner.get(vorgang.partner, vorgang.partner))
            (ergebnis.geaendert if vorgang.angebot else ergebnis.neu).append(angebot)
            zielgruppen = [gruppen.get(gruppe, gruppe) for gruppe in vorgang.zielgruppen]
            listen = {"regionen": vorgang.regionen, "themen": vorgang.themen, "zielgruppen": zielgruppen}
            staende.append(Stand(angebot, listen))
        set_listen(staende)
        update_suche([stand.objekt for stand in staende])
    return ergebnis


def _save_angebot(vorgang: Vorgang, partner: Partner) -> Angebot:
    """Saves through the model, which knows short number, address and coordinate; of a stored one only what differs."""
    angebot = vorgang.angebot or Angebot(netzwerk=vorgang.netzwerk)
    angebot.partner = partner
    for name, wert in vorgang.werte.items():
        setattr(angebot, name, wert)
    if vorgang.angebot is None:
        angebot.save()
    else:
        angebot.save(
            update_fields={*vorgang.werte, "partner", "geaendert_am", "lat", "lon", "koordinate_von_plz"},
        )
    return angebot


def _create_partner(plan: Plan) -> dict[str, Partner]:
    """The new partners by name, members of the networks of their offers: else nobody there could work on them."""
    slugs = Kurznamen(Partner, Partner.objects.values_list("slug", flat=True) if plan.neue_partner else ())
    neue = {}
    for name, vorgaenge in plan.neue_partner.items():
        neue[name] = Partner.objects.create(name=name, slug=slugs.nimm(name))
        netzwerke = dict.fromkeys(vorgang.netzwerk for vorgang in vorgaenge if vorgang.netzwerk)
        for netzwerk in netzwerke:
            Mitgliedschaft.objects.create(netzwerk=netzwerk, partner=neue[name], rolle=Mitgliedschaft.Rolle.ASSOZIIERT)
    return neue


def _create_zielgruppen(namen: Iterable[str]) -> dict[str, Zielgruppe]:
    slugs = Kurznamen(Zielgruppe, Zielgruppe.objects.values_list("slug", flat=True) if namen else ())
    return {name: Zielgruppe.objects.create(name=name, slug=slugs.nimm(name)) for name in namen}
