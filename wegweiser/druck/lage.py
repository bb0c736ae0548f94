"""What the chapters of one guide share while it is being put together: day, area, amounts, what is printed already."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from angebote.betraege import insert_betraege
from angebote.models import Angebot, Betrag, Leistung
from netzwerk.models import Region
from wegweiser.druck.fehler import DruckError
from wegweiser.druck.fundorte import Fundorte
from wegweiser.druck.heft import Verweis
from wegweiser.models import Wegweiser


@dataclass
class Lage:
    """``funde``: the offers of every chapter that shows some, by its key. ``gedruckt`` holds the anchor of every offer
    already printed with all its facts; ``leistungen`` those used.

    ``beispiel``: something invented is printed. ``fundorte``: what stands where, for the registers.
    """

    wegweiser: Wegweiser
    am: date
    regionen: list[Region]
    betraege: dict[str, str]
    funde: dict[int, list[Angebot]] = field(default_factory=dict)
    gedruckt: dict[int, Verweis] = field(default_factory=dict)
    leistungen: dict[int, Leistung] = field(default_factory=dict)
    hinweise: list[str] = field(default_factory=list)
    beispiel: bool = False
    fundorte: Fundorte = field(default_factory=Fundorte)

    def text(self, text: str, *, wo: str) -> str:
        """The text with its amounts. Raises ``DruckError`` naming the place and the unknown key."""
        try:
            return insert_betraege(text, self.betraege)
        except ValueError as fehler:
            raise DruckError(f"{wo}: {fehler}") from fehler

    def neu(self, angebote: list[Angebot]) -> tuple[list[Angebot], list[Verweis]]:
        """Which of the offers are to be printed here, and where the others stand already."""
        frisch = [angebot for angebot in angebote if angebot.pk not in self.gedruckt]
        return frisch, [self.gedruckt[angebot.pk] for angebot in angebote if angebot.pk in self.gedruckt]


def lage(wegweiser: Wegweiser, am: date) -> Lage:
    """The start: the guide's own region, else its network's; none means everywhere."""
    regionen = [wegweiser.region] if wegweiser.region_id else []
    if not regionen and wegweiser.netzwerk_id:
        regionen = list(wegweiser.netzwerk.regionen.select_related("eltern"))
    return Lage(wegweiser, am, regionen, betraege(am))


def betraege(am: date) -> dict[str, str]:
    """Key → words. An amount that the register knows but that is not in force on the day is said to be open: a new
    year must not stop the printing of a guide."""
    ausser_kraft = dict.fromkeys(Betrag.objects.values_list("schluessel", flat=True), _("(Betrag noch nicht bekannt)"))
    return ausser_kraft | Betrag.objects.als_texte(am=am)
