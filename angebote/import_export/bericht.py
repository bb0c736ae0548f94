"""A plan in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from angebote.import_export.plan import Plan
from netzwerk.tabellen.meldung import aufzaehlung, zitat
from netzwerk.tabellen.plan import Aenderung, Art, zusammenfassung


def neue_namen(plan: Plan) -> list[str]:
    """The names of new partners and target groups, one sentence each."""
    gruppen = [(_("Neue Partner"), list(plan.neue_partner)), (_("Neue Zielgruppen"), plan.neue_zielgruppen)]
    return [f"{was}: {aufzaehlung(namen, _('und'))}." for was, namen in gruppen if namen]


def ohne_netzwerk(plan: Plan) -> list[str]:
    """How many new offers belong to no network; nothing where all do."""
    anzahl = sum(vorgang.netzwerk is None for vorgang in plan.mit_art(Art.NEU))
    return [_("Neue Angebote ohne Netzwerk: {n}.").format(n=anzahl)] if anzahl else []


def bericht(plan: Plan, *, mit_aenderungen: bool) -> Iterator[str]:
    """Line by line: hints, changes if wanted, the sum, new names."""
    for hinweis in plan.hinweise:
        yield _("Hinweis: {hinweis}").format(hinweis=hinweis)
    if mit_aenderungen:
        for vorgang in plan.mit_art(Art.GEAENDERT):
            for aenderung in vorgang.aenderungen:
                yield f"Zeile {vorgang.zeile}, {zitat(vorgang.titel)}, {aenderung.spalte}: {alt_neu(aenderung)}"
    yield zusammenfassung(plan)
    yield from neue_namen(plan)
    yield from ohne_netzwerk(plan)


def alt_neu(aenderung: Aenderung) -> str:
    return " → ".join(f"„{text}“" if text else _("(leer)") for text in aenderung.ausschnitte)
