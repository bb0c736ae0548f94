"""An offer is found by names of other entries; when one of these changes or goes, its search text is made anew."""

from functools import partial

from django.db.models import Q

from angebote.models import Angebot, Leistung
from angebote.suche import update_suchtext
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Partner, Region, Thema, Zielgruppe
from netzwerk.nachwirkung import bei_aenderung


@bei_aenderung(Anlaufstelle, Leistung, Partner, Region, Zielgruppe)
def update_angebote(eintrag):
    return partial(update_suchtext, list(eintrag.angebote.only("pk")))


@bei_aenderung(Thema)
def update_angebote_zum_thema(thema):
    """Sub-topics too: an offer is also found by the name of its main topic."""
    betroffen = Angebot.objects.filter(Q(themen=thema) | Q(themen__eltern=thema)).only("pk").distinct()
    return partial(update_suchtext, list(betroffen))


@bei_aenderung(Angebot)
def update_angebot(angebot):
    return partial(update_suchtext, [angebot])
