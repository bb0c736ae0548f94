"""One print job of the demo that failed, so that its list has something to show."""

from datetime import datetime

from netzwerk.demokonten import NETZWERK
from netzwerk.models import Netzwerk
from wegweiser.druck.werkstatt import ZU_LANGE
from wegweiser.models import Druckauftrag, Wegweiser

SEKUNDEN = 300


def load_druckauftrag(moment: datetime) -> int:
    """Made anew when the last one has been forgotten, which takes a day."""
    netzwerk = Netzwerk.objects.get(slug=NETZWERK, ist_beispiel=True)
    gescheiterte = Druckauftrag.objects.filter(netzwerk=netzwerk, zustand=Druckauftrag.Zustand.GESCHEITERT)
    if not gescheiterte.exists():
        wegweiser = Wegweiser.objects.get(slug=f"wegweiser-{NETZWERK}")
        Druckauftrag.objects.create(
            titel=wegweiser.titel,
            dateiname=f"{wegweiser.slug}-gross.pdf",
            zurueck=wegweiser.get_absolute_url(),
            format="gross",
            netzwerk=netzwerk,
            zustand=Druckauftrag.Zustand.GESCHEITERT,
            versuche=1,
            fehler=str(ZU_LANGE % SEKUNDEN),
            beendet_am=moment,
        )
    return gescheiterte.count()
