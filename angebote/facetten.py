"""How many offers each choice of the search form would leave: counts that follow the other filters."""

from collections.abc import Iterator

from angebote.filters import AngebotFilter
from angebote.passungen import ZUM_MOMENT
from angebote.suche import Fund
from angebote.suche.fakten import Art
from angebote.suche.merkmale import FAKTEN
from angebote.suche.rahmen import Benannt
from angebote.suche.suche import NAMENSARTEN
from netzwerk.models import Ebene, Region
from netzwerk.orte import Ort

FESTE = ("zeit", "kinderbetreuung", "format", "kosten")
GEBIETE_HOECHSTENS = 12


def add_anzahlen(filterset: AngebotFilter, fund: Fund, namen: dict[Art, list[Benannt]]) -> None:
    """Writes „Wohnen (12)“ into the choices as they are shown. What would leave nothing goes, except what is chosen.

    What only the hours of every offer could tell stays without a number.
    """
    zahlen = {
        **{name: _nach_namen(fund, art, namen[art]) for name, art in NAMENSARTEN.items()},
        **{name: _nach_wert(fund, name) for name in FESTE},
    }
    zahlen["zeit"] |= dict.fromkeys(ZUM_MOMENT)
    for name, anzahlen in zahlen.items():
        feld, gewaehlt = filterset.form.fields[name], filterset.form.cleaned_data.get(name)
        feld.widget.choices = list(_beschriftet(feld.choices, anzahlen, gewaehlt))


def _nach_namen(fund: Fund, art: Art, namen: list[Benannt]) -> dict[str, int]:
    anzahlen = fund.zaehle(art)
    return {eintrag.slug: anzahlen.get(eintrag.nummer, 0) for eintrag in namen}


def _nach_wert(fund: Fund, parameter: str) -> dict[str, int]:
    gemeint = {wert: FAKTEN[p, wert] for p, wert in FAKTEN if p == parameter}
    return {wert: fund.zaehle_eines_von(art, werte) for wert, (art, werte) in gemeint.items()}


def _beschriftet(choices, anzahlen: dict[str, int | None], gewaehlt: str) -> Iterator[tuple]:
    for wert, name in choices:
        if isinstance(name, (list, tuple)):
            if darunter := list(_beschriftet(name, anzahlen, gewaehlt)):
                yield wert, darunter
        elif wert == "" or anzahlen.get(wert, 0) is None:
            yield wert, name
        elif anzahlen.get(wert) or wert == gewaehlt:
            yield wert, f"{name} ({anzahlen.get(wert, 0)})"


def count_gebiete(fund: Fund, ort: Ort | None) -> list[tuple[Region, int]]:
    """The parts of the place asked for that have offers of their own, with what a search there would find."""
    if ort and len(ort.regionen) != 1:
        return []
    oben = {"eltern": ort.regionen[0]} if ort else {"ebene": Ebene.LAND}
    kinder = list(Region.objects.filter(**oben).select_related("eltern"))
    pfad = ort.regionen[0].pfad if ort else "de/"
    paare = zip(kinder, fund.zaehle_gebiete(pfad, [kind.pfad for kind in kinder]), strict=True)
    haeufige = sorted((paar for paar in paare if paar[1]), key=lambda paar: (-paar[1], paar[0].name))
    return haeufige[:GEBIETE_HOECHSTENS] if len(haeufige) > 1 else []
