"""What the database would refuse is said before, in German."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from netzwerk.text import falte, slug_aus


def check_modellfeld(feld: models.Field, wert: str, *, mit_buchstaben: bool = False) -> None:
    """Raises ``ValueError`` when the text does not fit the field. ``mit_buchstaben``: signs alone are no name."""
    if feld.max_length and len(wert) > feld.max_length:
        raise ValueError(
            _("{laenge} Zeichen; höchstens {grenze} sind möglich.").format(laenge=len(wert), grenze=feld.max_length)
        )
    if wert and mit_buchstaben and not falte(wert):
        raise ValueError(_("bitte mit Buchstaben oder Ziffern."))
    try:
        if wert:
            feld.run_validators(wert)
    except ValidationError as fehler:
        text = str(fehler.messages[0])
        raise ValueError(text[:1].lower() + text[1:]) from fehler


class Kurznamen:
    """Slugs of a model that nobody has yet; read once, then counted on."""

    def __init__(self, modell: type[models.Model], vergeben: Iterable[str]):
        self.laenge = modell._meta.get_field("slug").max_length - 6
        self.vergeben = set(vergeben)

    def nimm(self, name: str) -> str:
        """A free one for the name, with a number behind it where needed."""
        slug = kandidat = slug_aus(name, laenge=self.laenge)
        nummer = 2
        while kandidat in self.vergeben:
            kandidat, nummer = f"{slug}-{nummer}", nummer + 1
        self.vergeben.add(kandidat)
        return kandidat
