"""What the search is told when an entry changes or goes, by hand in the admin."""

from functools import partial

from django.db.models import Q

from angebote.models import Angebot, Leistung, Suchaenderung, Suchbegriff
from angebote.suche import update_suche
from anlaufstellen.models import Anlaufstelle
from netzwerk.bestaetigung import bei_bestaetigung
from netzwerk.models import Netzwerk, Partner, Region, Sprache, Thema, Zielgruppe
from netzwerk.nachwirkung import bei_aenderung


@bei_aenderung(Angebot)
def update_angebot(angebot):
    return partial(_update_oder_melde, angebot.pk)


def _update_oder_melde(nummer):
    """A deleted offer has no texts any more, but the search must hear that it is gone."""
    Suchaenderung.mark([nummer])
    update_suche(Angebot.objects.filter(pk=nummer).only("pk"), nur_geaenderte=True)


@bei_bestaetigung(Angebot)
def mark_angebote(nummern):
    """The index knows when an offer was confirmed, and that it is hidden."""
    Suchaenderung.mark(nummern)


@bei_aenderung(Anlaufstelle, Leistung, Partner, Zielgruppe, Sprache, Region)
def update_angebote(eintrag):
    """An offer is found by the names of other entries."""
    return partial(update_suche, list(eintrag.angebote.only("pk")), nur_geaenderte=True)


@bei_aenderung(Thema)
def update_angebote_zum_thema(thema):
    """Sub-topics too: an offer is also found by the name of its main topic."""
    betroffen = Angebot.objects.filter(Q(themen=thema) | Q(themen__eltern=thema)).only("pk").distinct()
    return partial(update_suche, list(betroffen), nur_geaenderte=True)


@bei_aenderung(Suchbegriff, Leistung, Thema, Zielgruppe, Sprache, Netzwerk, Anlaufstelle)
def update_rahmen(eintrag):
    return partial(Suchaenderung.mark, was=Suchaenderung.Was.RAHMEN)


@bei_aenderung(Region)
def update_gebiete(region):
    """The index keeps the regions in their order."""
    return partial(Suchaenderung.mark, was=Suchaenderung.Was.ALLES)
