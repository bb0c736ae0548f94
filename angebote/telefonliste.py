"""Whom the Koordination calls because no mail was answered or none arrives, and what it asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from angebote.antwortseite import Eintrag
from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk import rechte
from netzwerk.faelligkeit import faellige_je_paar, paare_mit_faelligen
from netzwerk.models import Ansprechperson, Partner, Rueckfrage, Zugang

# Rounds belong to the Koordination of their network; a Redaktion answers by its link.
RUNDEN = rechte.Regel(netzwerk_pfade=("netzwerk",))
EINTRAEGE = rechte.Regel(netzwerk_pfade=("netzwerk",), partner_pfade=("partner",))
Zustand = Rueckfrage.Zustand


@dataclass(frozen=True, slots=True)
class Anruf:
    """A partner to call and the entries to go through. ``personen``: whoever has a number, public or not."""

    runde: Rueckfrage
    personen: list[Ansprechperson]
    eintraege: list[Eintrag]


def eigene_runden(konto) -> QuerySet:
    return rechte.mit_recht(konto, rechte.AENDERN, Rueckfrage.objects.laufend(), RUNDEN)


def anzurufende(konto) -> QuerySet:
    """The account's rounds on the list, the oldest first."""
    return eigene_runden(konto).filter(stufe__gte=Rueckfrage.Stufe.TELEFON)


def nicht_erreichbare(konto) -> QuerySet:
    """Rounds in which no mail arrives."""
    runden = eigene_runden(konto).filter(zustand__in=[Zustand.OHNE_ADRESSE, Zustand.UNZUSTELLBAR])
    return runden.select_related("partner", "netzwerk")


def ohne_adresse(konto) -> QuerySet:
    """Partners with entries that nobody could be asked about by mail, whether something is due or not."""
    konten = Zugang.objects.filter(partner=OuterRef("pk"), konto__is_active=True).exclude(konto__email="")
    angebote, stellen = (modell.objects.filter(partner=OuterRef("pk")) for modell in (Angebot, Anlaufstelle))
    stumme = Partner.objects.filter(~Exists(konten), email="", pflege_email="")
    alle = stumme.filter(Exists(angebote) | Exists(stellen))
    return rechte.eigene(konto, alle, netzwerk_pfad="netzwerke").order_by("name", "pk")


def find_anrufe(konto, am: date) -> list[int]:
    """Keys of the rounds with something still to ask, in their order."""
    runden = list(anzurufende(konto).values_list("pk", "partner", "netzwerk"))
    offen = paare_mit_faelligen([(partner, netzwerk) for _pk, partner, netzwerk in runden], am)
    return [pk for pk, partner, netzwerk in runden if (partner, netzwerk) in offen]


def load_anrufe(schluessel: Iterable[int], am: date) -> list[Anruf]:
    """These rounds with all that the page shows; a fixed number of queries."""
    mit_nummer = Ansprechperson.objects.exclude(telefon="")
    runden = list(
        Rueckfrage.objects.filter(pk__in=list(schluessel))
        .select_related("partner", "netzwerk")
        .prefetch_related(Prefetch("partner__personen", mit_nummer))
    )
    faellige = faellige_je_paar([(runde.partner_id, runde.netzwerk_id) for runde in runden], am)
    anrufe = [
        Anruf(runde, list(runde.partner.personen.all()), faellige.get((runde.partner_id, runde.netzwerk_id), []))
        for runde in runden
    ]
    return [anruf for anruf in anrufe if anruf.eintraege]


def find_eigenen(konto, nummer: str) -> Eintrag | None:
    """The entry with that printed number, if the account may change it."""
    if not (nummer.isascii() and nummer.isdecimal() and len(nummer) <= 9):
        return None
    for modell in (Anlaufstelle, Angebot):
        eigene = rechte.mit_recht(konto, rechte.AENDERN, modell.objects.all(), EINTRAEGE)
        if eintrag := eigene.with_seite().filter(nummer=int(nummer)).first():
            return eintrag
    return None
