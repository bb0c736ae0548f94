"""A guide from the living catalogue, as it is on a given day."""

from datetime import date

from wegweiser.druck.absender import absender
from wegweiser.druck.bausteine import BAUSTEINE
from wegweiser.druck.heft import Abschnitt, Heft
from wegweiser.druck.lage import Lage, lage
from wegweiser.models import Kapitel, Wegweiser


def heft_aus_wegweiser(wegweiser: Wegweiser, *, am: date, basis: str) -> Heft:
    """The whole guide; chapters with nothing in them vanish and are named in ``hinweise``.

    Raises ``DruckError`` for a text that names an unknown amount.
    """
    stand = lage(wegweiser, am)
    kapitel = list(wegweiser.kapitel.select_related("eltern").prefetch_related("leistungen"))
    unter = {k.pk: [kind for kind in kapitel if kind.eltern_id == k.pk] for k in kapitel}
    abschnitte = [_abschnitt(k, unter, stand) for k in kapitel if k.eltern_id is None]
    felder = absender(wegweiser.netzwerk)
    if wegweiser.region_id:
        felder["gebiet"] = str(wegweiser.region)
    felder["ist_beispiel"] = felder.get("ist_beispiel", False) or stand.beispiel
    leer = [f"Kapitel „{a.titel}“ ist leer und wird nicht gedruckt." for a in abschnitte if a.ist_leer]
    felder["hinweise"] = (*felder.get("hinweise", ()), *stand.hinweise, *leer)
    return Heft(
        titel=wegweiser.titel,
        untertitel=wegweiser.untertitel,
        stand=am,
        basis=basis,
        adresse=basis.rstrip("/") + wegweiser.get_absolute_url(),
        kapitel=tuple(abschnitt for abschnitt in abschnitte if not abschnitt.ist_leer),
        quellen=quellen(stand),
        **felder,
    )


def _abschnitt(kapitel: Kapitel, unter: dict[int, list[Kapitel]], stand: Lage) -> Abschnitt:
    text = stand.text(kapitel.text, wo=f"Kapitel „{kapitel.titel}“")
    felder = {"text": text} | BAUSTEINE[kapitel.art](kapitel, stand)
    teile = [_abschnitt(kind, {}, stand) for kind in unter.get(kapitel.pk, [])]
    return Abschnitt(
        anker=f"kapitel-{kapitel.pk}",
        titel=kapitel.titel,
        art=kapitel.art,
        detail=kapitel.detail,
        unter=tuple(teil for teil in teile if not teil.ist_leer),
        **felder,
    )


def quellen(stand: Lage) -> tuple[str, ...]:
    """Where the benefits' texts come from, each source once."""
    teile = (teil.strip() for leistung in stand.leistungen.values() for teil in leistung.quelle.split(";"))
    return tuple(dict.fromkeys(teil for teil in teile if teil))
