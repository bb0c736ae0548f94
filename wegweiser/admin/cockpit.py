"""What waits for somebody among print jobs."""

from datetime import date

from django.utils.translation import gettext as _

from netzwerk import cockpit
from netzwerk.admin.cockpit import eigene_liste, hat_liste, liste
from netzwerk.cockpit import Aufgabe
from wegweiser.models import Druckauftrag


@cockpit.aufgaben
def gescheiterte_druckauftraege(konto, am: date):
    if hat_liste(Druckauftrag, konto):
        yield Aufgabe(
            _("Hefte, die sich nicht drucken ließen"),
            eigene_liste(Druckauftrag, konto).filter(zustand=Druckauftrag.Zustand.GESCHEITERT).count(),
            liste(Druckauftrag, zustand__exact=Druckauftrag.Zustand.GESCHEITERT),
            _("Dort steht der Grund. Nach einem Tag verschwinden sie von selbst."),
        )
