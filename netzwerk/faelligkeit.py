"""Which entries nobody has confirmed for too long, and whom of a network one asks about them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from netzwerk.bestaetigung import modelle
from netzwerk.models import MitBestaetigung, Netzwerk, Partner, Vorschlag

# (partner, network), primary keys.
Paar = tuple[int, int]


def faellige_eintraege(modell: type[MitBestaetigung], am: date):
    """Due entries of one kind; one for which a proposal waits has been answered already."""
    wartet = Vorschlag.objects.offen().filter(modell=modell._meta.label_lower)
    return modell.objects.faellig(am).exclude(pk__in=wartet.values("schluessel"))


def faellige_von(partner: Partner, netzwerk: Netzwerk, am: date) -> list[MitBestaetigung]:
    """What the partner is asked about in this network, points before offers, by name."""
    bedingung = eigene_von(partner, netzwerk)
    return [
        eintrag
        for modell in modelle()
        for eintrag in faellige_eintraege(modell, am).filter(bedingung).select_related("partner", "netzwerk")
    ]


def eigene_von(partner: Partner, netzwerk: Netzwerk) -> Q:
    """The partner's entries in the network, and those of no network where it has only this one."""
    eigene = Q(partner=partner.pk, netzwerk=netzwerk.pk)
    if einziges_netzwerk([partner.pk]).get(partner.pk) == netzwerk.pk and netzwerk.frist_tage is not None:
        eigene |= Q(partner=partner.pk, netzwerk__isnull=True)
    return eigene


def einziges_netzwerk(partner: Iterable[int]) -> dict[int, int]:
    """Partner → its only active network; partners with none or several are left out."""
    je_partner: dict[int, list[int]] = defaultdict(list)
    aktive = Netzwerk.objects.aktiv().filter(partner__in=list(partner)).order_by()
    for schluessel, netzwerk in aktive.values_list("partner", "pk"):
        je_partner[schluessel].append(netzwerk)
    return {schluessel: netze[0] for schluessel, netze in je_partner.items() if len(netze) == 1}


def faellige_je_paar(paare: Iterable[Paar], am: date) -> dict[Paar, list[MitBestaetigung]]:
    """What these partners are asked about, with all that a page shows; a fixed number of queries."""
    ergebnis: dict[Paar, list[MitBestaetigung]] = defaultdict(list)
    for modell, je_eintrag in _faellige_schluessel(paare, am).items():
        # A partner may have many entries elsewhere: only these are read in full.
        for eintrag in modell.objects.filter(pk__in=je_eintrag).with_seite():
            ergebnis[je_eintrag[eintrag.pk]].append(eintrag)
    return ergebnis


def paare_mit_faelligen(paare: Iterable[Paar], am: date) -> set[Paar]:
    """Those of the pairs of which ``faellige_je_paar`` would give anything, without reading the entries."""
    return {paar for je_eintrag in _faellige_schluessel(paare, am).values() for paar in je_eintrag.values()}


def _faellige_schluessel(paare: Iterable[Paar], am: date) -> dict[type[MitBestaetigung], dict[int, Paar]]:
    """Primary key of each due entry of these pairs → its pair, by kind."""
    paare = set(paare)
    partner = {schluessel for schluessel, _netzwerk in paare}
    einzige = einziges_netzwerk(partner)
    ergebnis = {}
    for modell in modelle():
        faellige = faellige_eintraege(modell, am).filter(partner__in=partner).order_by()
        je_eintrag = {
            pk: (schluessel, netzwerk or einzige.get(schluessel))
            for pk, schluessel, netzwerk in faellige.values_list("pk", "partner", "netzwerk")
        }
        ergebnis[modell] = {pk: paar for pk, paar in je_eintrag.items() if paar in paare}
    return ergebnis


def faellige_paare(am: date) -> set[Paar]:
    """Who is to be asked in which network; entries that belong to no network in particular are the Verwaltung's."""
    paare, ohne = set(), set()
    for modell in modelle():
        for partner, netzwerk in (
            faellige_eintraege(modell, am).order_by().values_list("partner", "netzwerk").distinct()
        ):
            if netzwerk:
                paare.add((partner, netzwerk))
            else:
                ohne.add(partner)
    gefragte = set(Netzwerk.objects.filter(frist_tage__isnull=False).values_list("pk", flat=True)) if ohne else set()
    return paare | {paar for paar in einziges_netzwerk(ohne).items() if paar[1] in gefragte}
