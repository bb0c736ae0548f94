"""Asking partners whether their entries are still true: one round for a partner in a network, step by step.

First mail, second mail, the Koordination's list of calls, a note on the page, out of the search: when, the network
says. A round takes one step a day at most, so that nobody is hidden because the machine stood still.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import get_random_string

from netzwerk.bestaetigung import hide, kennung
from netzwerk.faelligkeit import Paar, faellige_paare, faellige_von
from netzwerk.models import MitBestaetigung, Netzwerk, Partner, Post, Rueckfrage, Zugang
from netzwerk.models.netzwerk import STUFEN
from netzwerk.post import queue_post
from netzwerk.rueckfrage_link import make_token
from netzwerk.rueckfrage_mail import betreff, mailtext

Stufe, Zustand = Rueckfrage.Stufe, Rueckfrage.Zustand
ZUFALL_ZEICHEN = 20


def send_rueckfragen(*, am: date, moment: datetime, basis: str) -> dict[str, int]:
    """Moves every round on; how many rounds took which step. Each partner is one transaction.

    ``basis``: the portal's own address with the last slash.
    """
    laufende = Rueckfrage.objects.laufend().values_list("partner", "netzwerk")
    schritte: dict[str, int] = {}
    for paar in sorted(faellige_paare(am) | set(laufende)):
        if (wort := advance_rueckfrage(paar, am=am, moment=moment, basis=basis)) is not None:
            schritte[wort] = schritte.get(wort, 0) + 1
    return schritte


@transaction.atomic
def advance_rueckfrage(paar: Paar, *, am: date, moment: datetime, basis: str) -> str | None:
    """One step of one partner's round, in words; ``None`` when there is nothing to do today."""
    # Locked: of two runs at once the second waits, and finds the step taken.
    partner = Partner.objects.select_for_update().get(pk=paar[0])
    netzwerk = Netzwerk.objects.get(pk=paar[1])
    eintraege = faellige_von(partner, netzwerk, am)
    runde = Rueckfrage.objects.laufend().filter(partner=partner, netzwerk=netzwerk).first()
    if runde and _is_beantwortet(runde, eintraege):
        return close_rueckfrage(runde)
    adressen = find_adressen(partner)
    if runde and _has_neue_adresse(runde, adressen):
        runde.delete()
        runde = None
    if runde is None:
        if not eintraege:
            return None
        runde = _begin(partner, netzwerk, eintraege, adressen, am)
    _note_unzustellbare(runde)
    stufe = next_stufe(runde, netzwerk, am)
    if stufe is None:
        return None
    _take(runde, stufe, eintraege, am=am, moment=moment, basis=basis)
    return str(stufe.label)


def next_stufe(runde: Rueckfrage, netzwerk: Netzwerk, am: date) -> Stufe | None:
    """The next step whose day has come; the mails are left out where they reach nobody."""
    if runde.stufe != Stufe.BEGONNEN and runde.letzte_stufe_am >= am:
        return None
    for stufe, tage in zip(list(Stufe)[1:], [0, *(getattr(netzwerk, feld) for feld in STUFEN)], strict=True):
        if runde.zustand != Zustand.OFFEN:
            if stufe < Stufe.TELEFON:
                continue
            tage = 0 if stufe == Stufe.TELEFON and tage is not None else tage
        if stufe > runde.stufe and tage is not None:
            return stufe if runde.begonnen_am + timedelta(days=tage) <= am else None
    return None


def find_adressen(partner: Partner) -> list[str]:
    """Where to ask: the address for it, else those of the partner's accounts, else the public one."""
    if partner.pflege_email:
        return [partner.pflege_email]
    konten = Zugang.objects.filter(partner=partner, rolle=Zugang.Rolle.REDAKTION, konto__is_active=True)
    eigene = konten.exclude(konto__email="").order_by("konto__email").values_list("konto__email", flat=True)
    return list(dict.fromkeys(eigene)) or ([partner.email] if partner.email else [])


def settle_rueckfrage(runde: Rueckfrage, am: date) -> bool:
    """Closes the round when all that was asked is answered; whether it is closed."""
    if _is_beantwortet(runde, faellige_von(runde.partner, runde.netzwerk, am)):
        close_rueckfrage(runde)
    return runde.zustand == Zustand.BEANTWORTET


def close_rueckfrage(runde: Rueckfrage) -> str:
    runde.zustand = Zustand.BEANTWORTET
    runde.save(update_fields=["zustand"])
    return str(Zustand.BEANTWORTET.label)


def erfragte(runde: Rueckfrage, eintraege: list[MitBestaetigung]) -> list[MitBestaetigung]:
    """Those of the entries that the partner was asked about."""
    return [eintrag for eintrag in eintraege if kennung(eintrag) in runde.erfragt]


def _is_beantwortet(runde: Rueckfrage, faellige: list[MitBestaetigung]) -> bool:
    return not erfragte(runde, faellige)


def _has_neue_adresse(runde: Rueckfrage, adressen: list[str]) -> bool:
    """Whether somebody can be reached now who could not be before: the round begins anew."""
    return runde.zustand != Zustand.OFFEN and bool(adressen) and adressen != runde.adressen


def _begin(partner, netzwerk, eintraege, adressen: list[str], am: date) -> Rueckfrage:
    return Rueckfrage.objects.create(
        partner=partner,
        netzwerk=netzwerk,
        empfaenger="\n".join(adressen),
        begonnen_am=am,
        letzte_stufe_am=am,
        zustand=Zustand.OFFEN if adressen else Zustand.OHNE_ADRESSE,
        erfragt=[kennung(eintrag) for eintrag in eintraege],
        zufall=get_random_string(ZUFALL_ZEICHEN),
    )


def _note_unzustellbare(runde: Rueckfrage) -> None:
    """A round whose mail reached none of its addresses cannot be answered by mail."""
    if runde.zustand != Zustand.OFFEN or runde.stufe == Stufe.BEGONNEN:
        return
    posten = Post.objects.filter(schluessel__startswith=f"rueckfrage:{runde.pk}:").order_by("pk")
    je_adresse = dict(posten.values_list("an", "zustand"))
    if je_adresse and set(je_adresse.values()) == {Post.Zustand.UNZUSTELLBAR}:
        runde.zustand = Zustand.UNZUSTELLBAR
        runde.save(update_fields=["zustand"])


def _take(runde: Rueckfrage, stufe: Stufe, eintraege, *, am: date, moment: datetime, basis: str) -> None:
    if stufe in (Stufe.MAIL, Stufe.ERINNERUNG):
        runde.erfragt = sorted({*runde.erfragt, *map(kennung, eintraege)})
        _queue_mails(runde, stufe, eintraege, am=am, moment=moment, basis=basis)
    elif stufe == Stufe.VERBORGEN:
        hide(erfragte(runde, eintraege), am, moment=moment)
    runde.stufe, runde.letzte_stufe_am = stufe, am
    runde.save(update_fields=["stufe", "letzte_stufe_am", "erfragt"])


def _queue_mails(runde: Rueckfrage, stufe: Stufe, eintraege, *, am: date, moment: datetime, basis: str) -> None:
    """One mail for all entries to each address; the first one's key carries no number."""
    adresse = basis.rstrip("/") + link(runde)
    for nummer, an in enumerate(runde.adressen, 1):
        queue_post(
            an=an,
            betreff=betreff(runde, len(eintraege), stufe=stufe),
            text=mailtext(runde, eintraege, adresse=adresse, stufe=stufe),
            schluessel=f"rueckfrage:{runde.pk}:{stufe}" + (f":{nummer}" if nummer > 1 else ""),
            moment=moment,
            netzwerk=runde.netzwerk,
        )


def link(runde: Rueckfrage) -> str:
    """The path of the page that the partner answers on."""
    return reverse("angebote:bestaetigen", args=[make_token(runde)])
