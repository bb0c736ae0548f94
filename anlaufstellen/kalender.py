"""What a point puts into a calendar: its hours, and every stop of its tour at its own place."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from anlaufstellen.models import Anlaufstelle
from anlaufstellen.touren import Halt
from netzwerk.kalenderdatei import Termin
from netzwerk.oeffnungszeiten import Zeitplan


def zeiten_termine(stelle: Anlaufstelle, plan: Zeitplan) -> list[Termin]:
    """The point's own hours; none where there are no fixed ones."""
    fest = plan.fenster or any(ausnahme.offen for ausnahme in plan.ausnahmen)
    return [_termin(stelle, stelle.name, plan, str(stelle.anschrift or ""))] if fest else []


def tour_termine(stelle: Anlaufstelle, tour: Iterable[Halt]) -> list[Termin]:
    return [
        _termin(
            stelle,
            _("%(halt)s: %(stelle)s") % {"halt": halt.bezeichnung, "stelle": stelle.name},
            halt.plan,
            str(halt.anschrift or halt.bezeichnung),
        )
        for halt in tour
    ]


def _termin(stelle: Anlaufstelle, titel: str, plan: Zeitplan, ort: str) -> Termin:
    return Termin(
        nummer=stelle.nummer,
        titel=titel,
        plan=plan,
        ort=ort,
        telefon=stelle.telefon,
        pfad=stelle.get_absolute_url(),
        ist_sensibel=stelle.ist_sensibel,
    )
