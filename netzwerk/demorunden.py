"""Three invented rounds of questions in different stages, so that every list of the demo has something to show."""

from datetime import date, timedelta

from django.utils.crypto import get_random_string

from netzwerk.bestaetigung import kennung
from netzwerk.demokonten import NETZWERK
from netzwerk.faelligkeit import faellige_von
from netzwerk.models import Netzwerk, Rueckfrage
from netzwerk.rueckfrage import ZUFALL_ZEICHEN, find_adressen

Stufe, Zustand = Rueckfrage.Stufe, Rueckfrage.Zustand
# Days since the first question, the last step, and how it stands.
RUNDEN = [
    (16, Stufe.ERINNERUNG, Zustand.OFFEN),
    (45, Stufe.HINWEIS, Zustand.OFFEN),
    (30, Stufe.TELEFON, Zustand.UNZUSTELLBAR),
]


def load_rueckfragen(am: date) -> int:
    """Rounds for the first partners that have something due; once they are there they stay as they are."""
    netzwerk = Netzwerk.objects.get(slug=NETZWERK, ist_beispiel=True)
    if not netzwerk.rueckfragen.exists():
        faellige = [(partner, faellige_von(partner, netzwerk, am)) for partner in netzwerk.partner.order_by("pk")]
        gefragte = [paar for paar in faellige if paar[1]]
        for (tage, stufe, zustand), (partner, eintraege) in zip(RUNDEN, gefragte, strict=False):
            Rueckfrage.objects.create(
                partner=partner,
                netzwerk=netzwerk,
                empfaenger="\n".join(find_adressen(partner)),
                stufe=stufe,
                zustand=zustand,
                begonnen_am=am - timedelta(days=tage),
                letzte_stufe_am=am - timedelta(days=2),
                erfragt=[kennung(eintrag) for eintrag in eintraege],
                zufall=get_random_string(ZUFALL_ZEICHEN),
            )
    return netzwerk.rueckfragen.count()
