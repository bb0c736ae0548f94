"""One saving of a form: what the entry was when the form was opened, what it is now, and what the form makes of it."""

from dataclasses import dataclass, field

from django.core import signing
from django.db import models

from netzwerk.fassung.abbild import Abbild, geaenderte

SALZ = "netzwerk.formular"
# Confirmed by link while somebody edits: kept without a question.
NEBENBEI = frozenset({"bestaetigt_am", "bestaetigt_wie", "bestaetigt_von", "bestaetigt_durch", "verborgen_seit"})


@dataclass
class Lauf:
    """``grundlage`` is the state that the form showed, ``vorher`` the stored one, ``meine`` that of the form as sent.

    ``meine`` is ``None`` as long as the form was not saved. ``weitere``: rows of the form that are no part of the state
    (members, persons) and were changed too.
    """

    modell: type[models.Model]
    vorher: Abbild
    grundlage: Abbild
    meine: Abbild | None = None
    sofort: bool = True
    weitere: list = field(default_factory=list)

    @property
    def ist_veraltet(self) -> bool:
        """Whether somebody saved the entry after the form was opened."""
        return bool(geaenderte(self.modell, self.grundlage, self.vorher))

    @property
    def meine_felder(self) -> list[str]:
        return geaenderte(self.modell, self.grundlage, self.meine or {})

    @property
    def fremde_felder(self) -> list[str]:
        """What the others changed meanwhile, without what happens by the way."""
        return [n for n in geaenderte(self.modell, self.grundlage, self.vorher) if n not in NEBENBEI]

    @property
    def ist_konflikt(self) -> bool:
        """Both sides changed something, and it is not the same."""
        anders = set(geaenderte(self.modell, self.vorher, self.meine or {}))
        return bool(self.meine_felder and self.fremde_felder and anders & set(self.meine_felder))

    @property
    def meine_werte(self) -> Abbild:
        """What the form changes."""
        return {name: self.meine[name] for name in self.meine_felder}


def packe_stand(objekt: models.Model, abbild: Abbild) -> str:
    """For a hidden field of the form."""
    return signing.dumps([objekt._meta.label_lower, objekt.pk, abbild], salt=SALZ, compress=True)


def entpacke_stand(paket: str, objekt: models.Model) -> Abbild | None:
    """``None`` when it is no state of this entry; then the stored one counts."""
    try:
        label, pk, abbild = signing.loads(paket, salt=SALZ)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return abbild if (label, pk) == (objekt._meta.label_lower, objekt.pk) else None
