"""What must not be told again: addresses that are protected today, though an older booklet may print them."""

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Netzwerk, Partner
from wegweiser.druck.vergleich import Geheim

# A shorter „street“ would be found in ordinary words.
MINDESTENS_ZEICHEN = 5


def load_geheim() -> Geheim:
    """Short numbers of the protected offers and points, and the streets of everything protected."""
    nummern: set[int] = set()
    worte: set[str] = set()
    for modell in (Anlaufstelle, Angebot, Partner, Netzwerk):
        felder = ("strasse", "nummer") if hasattr(modell, "nummer") else ("strasse",)
        for strasse, *nummer in modell.objects.filter(adresse_geschuetzt=True).values_list(*felder):
            worte.add(strasse.casefold())
            nummern.update(nummer)
    nummern.update(Angebot.objects.filter(anlaufstelle__adresse_geschuetzt=True).values_list("nummer", flat=True))
    return Geheim(frozenset(nummern), frozenset(wort for wort in worte if len(wort) >= MINDESTENS_ZEICHEN))
