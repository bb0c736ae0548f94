"""Doubles follow what is entered: asked for before something new is stored, looked for again after each save."""

from functools import partial

from django.utils import timezone

from angebote.doppelungen.gruende import gruende_in_worten
from angebote.doppelungen.suche import art_von, find_doppel
from angebote.doppelungen.verdacht import forget, refresh_einen
from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.doppelpruefung import Befund, prueft_neue
from netzwerk.models import Partner
from netzwerk.nachwirkung import bei_aenderung

MODELLE = (Angebot, Partner, Anlaufstelle)


@prueft_neue
def pruefe(eintrag, sichtbar) -> Befund:
    """Of what the account may not see, protected addresses are left out: nobody can find one by guessing."""
    modell = type(eintrag)
    if modell not in MODELLE:
        return Befund()
    paare = find_doppel(eintrag, modell.objects.filter(pk__in=sichtbar.order_by().values("pk")))
    # The new entry has no key yet and counts as 0, which is the smaller one.
    gefunden = modell.objects.in_bulk([paar.b for paar in paare])
    eigene = tuple((gefunden[paar.b], gruende_in_worten(paar.gruende)) for paar in paare if paar.b in gefunden)
    fremde = modell.objects.exclude(pk__in=sichtbar.order_by().values("pk"))
    return Befund(eigene, gibt_fremde=bool(find_doppel(eintrag, fremde, mit_geschuetzten=False)))


@bei_aenderung(*MODELLE)
def update_verdacht(eintrag):
    return partial(_refresh, type(eintrag), eintrag.pk)


def _refresh(modell, pk):
    eintrag = modell.objects.filter(pk=pk).first()
    if eintrag is None:
        forget(art_von(modell), pk)
    else:
        refresh_einen(eintrag, am=timezone.localdate())
