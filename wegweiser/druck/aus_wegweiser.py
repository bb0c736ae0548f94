"""A guide from the living catalogue, as it is on a given day."""

from dataclasses import asdict, replace
from datetime import date

from django.utils.translation import gettext as _

from wegweiser.druck.absender import absender
from wegweiser.druck.bausteine import BAUSTEINE, REGISTER
from wegweiser.druck.funde import load_funde
from wegweiser.druck.heft import Abschnitt, Heft
from wegweiser.druck.lage import Lage, lage
from wegweiser.druck.satz import Register
from wegweiser.druck.zeichen import zeichenhinweise
from wegweiser.models import Kapitel, Wegweiser


def heft_aus_wegweiser(wegweiser: Wegweiser, *, am: date, basis: str) -> Heft:
    """The whole guide; chapters with nothing in them vanish and are named in ``hinweise``.

    Raises ``DruckError`` for a text that names an unknown amount.
    """
    stand = lage(wegweiser, am)
    kapitel = list(wegweiser.kapitel.select_related("eltern").prefetch_related("leistungen"))
    load_funde(kapitel, stand)
    abschnitte = _abschnitte(kapitel, stand)
    register = [_register(k, stand) for k in kapitel if k.art in REGISTER]
    felder = absender(wegweiser.netzwerk)
    if wegweiser.region_id:
        felder["gebiet"] = str(wegweiser.region)
    felder["ist_beispiel"] = felder.get("ist_beispiel", False) or stand.beispiel
    leer = [_leer(titel) for titel in _leere(abschnitte, register)]
    felder["hinweise"] = (*felder.get("hinweise", ()), *stand.hinweise, *leer)
    heft = Heft(
        titel=wegweiser.titel,
        untertitel=wegweiser.untertitel,
        beschreibung=stand.text(wegweiser.beschreibung, wo=_("„Worum geht es?“")),
        stand=am,
        basis=basis,
        adresse=basis.rstrip("/") + wegweiser.get_absolute_url(),
        kapitel=tuple(abschnitt for abschnitt, _teile in abschnitte if not abschnitt.ist_leer),
        register=tuple(eines for eines in register if eines.stichworte),
        quellen=quellen(stand),
        **felder,
    )
    return replace(heft, hinweise=(*heft.hinweise, *zeichenhinweise(asdict(heft))))


def _abschnitte(kapitel: list[Kapitel], stand: Lage) -> list[tuple[Abschnitt, list[Abschnitt]]]:
    """Main chapters with all their parts, empty ones too; registers are none, they come last."""
    gedruckt = [k for k in kapitel if k.art not in REGISTER]
    return [
        _mit_teilen(haupt, [kind for kind in gedruckt if kind.eltern_id == haupt.pk], stand)
        for haupt in gedruckt
        if haupt.eltern_id is None
    ]


def _mit_teilen(haupt: Kapitel, kinder: list[Kapitel], stand: Lage) -> tuple[Abschnitt, list[Abschnitt]]:
    felder = _felder(haupt, stand)
    teile = [Abschnitt(**_felder(kind, stand)) for kind in kinder]
    volle = tuple(teil for teil in teile if not teil.ist_leer)
    return Abschnitt(**felder | {"unter": felder.get("unter", ()) + volle}), teile


def _felder(kapitel: Kapitel, stand: Lage) -> dict:
    text = stand.text(kapitel.text, wo=f"Kapitel „{kapitel.titel}“")
    felder = {"anker": f"kapitel-{kapitel.pk}", "titel": kapitel.titel, "art": kapitel.art, "detail": kapitel.detail}
    return felder | {"text": text} | BAUSTEINE[kapitel.art](kapitel, stand)


def _register(kapitel: Kapitel, stand: Lage) -> Register:
    return Register(f"kapitel-{kapitel.pk}", kapitel.titel, REGISTER[kapitel.art](stand))


def _leere(abschnitte: list[tuple[Abschnitt, list[Abschnitt]]], register: list[Register]) -> list[str]:
    """Titles of what is not printed: empty chapters, empty parts of the others, empty registers."""
    titel = []
    for abschnitt, teile in abschnitte:
        titel += [abschnitt.titel] if abschnitt.ist_leer else [teil.titel for teil in teile if teil.ist_leer]
    return titel + [eines.titel for eines in register if not eines.stichworte]


def _leer(titel: str) -> str:
    return _("Kapitel „%(titel)s“ ist leer und wird nicht gedruckt.") % {"titel": titel}


def quellen(stand: Lage) -> tuple[str, ...]:
    """Where the benefits' texts come from, each source once."""
    teile = (teil.strip() for leistung in stand.leistungen.values() for teil in leistung.quelle.split(";"))
    return tuple(dict.fromkeys(teil for teil in teile if teil))
