"""What an account may do with the rows of its sheet; decided by ``netzwerk/rechte.py`` and the admin's own lists."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from angebote.models import Angebot
from netzwerk.models import Netzwerk, Partner
from netzwerk.rechte import Reichweite


@dataclass(frozen=True)
class Befugnis:
    """Asked for every row; "" means yes, else the reason.

    ``angebote`` are the stored offers that the account may change, ``partner`` those it may choose for a network of
    its own (primary keys). The Verwaltung may do everything, and both are empty then.
    """

    weite: Reichweite
    angebote: frozenset[int] = frozenset()
    partner: frozenset[int] = frozenset()
    veroeffentlicht: bool = False

    def __call__(self, angebot: Angebot | None, partner: Partner | None, netzwerk: Netzwerk | None) -> str:
        if self.weite.verwaltung:
            return ""
        if angebot and angebot.pk not in self.angebote:
            return _("Das Angebot gehört zu einem anderen Netzwerk oder Partner. Bitte die Zeile löschen.")
        if netzwerk and netzwerk.pk in self.weite.netzwerke:
            if partner is None or partner.pk in self.partner or self._ist_eigener(partner):
                return ""
            return _("{partner} gehört nicht zu Ihrem Netzwerk. Bitte wenden Sie sich an die Verwaltung.").format(
                partner=f"„{partner}“"
            )
        if self._ist_eigener(partner):
            return _("Veröffentlichen kann das nur die Koordination.") if self.veroeffentlicht else ""
        if self.weite.netzwerke:
            return _("Das Angebot gehört zu keinem Ihrer Netzwerke. Bitte ein Netzwerk wählen.")
        return _("Sie können nur Angebote Ihrer eigenen Einrichtung einlesen. Bitte die Zeile löschen.")

    def _ist_eigener(self, partner: Partner | None) -> bool:
        return partner is not None and partner.pk in self.weite.partner
