"""Somebody said that an entry is still true: the one way by which that gets into the database."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from netzwerk import rechte
from netzwerk.fassung import begleite
from netzwerk.models import Bestaetigung, Bestaetigungsweg, Fassung, MitBestaetigung, Partner, Rueckfrage
from netzwerk.models.netzwerk import FRIST_TAGE

_melder: dict[type, list[Callable]] = defaultdict(list)


def bei_bestaetigung(modell: type) -> Callable[[Callable], Callable]:
    """Registers a function that is told the primary keys of entries confirmed or hidden, in the same transaction."""

    def registriere(funktion: Callable) -> Callable:
        _melder[modell].append(funktion)
        return funktion

    return registriere


def modelle() -> list[type[MitBestaetigung]]:
    """Every kind of entry that can be confirmed, in the order of the apps."""
    return [modell for modell in apps.get_models() if issubclass(modell, MitBestaetigung)]


def kennung(eintrag: models.Model) -> str:
    """„angebote.angebot:12“."""
    return f"{eintrag._meta.label_lower}:{eintrag.pk}"


@transaction.atomic
def confirm(
    eintraege: Iterable[MitBestaetigung], *, wie: str, am: date, moment: datetime, durch: str, konto=None
) -> int:
    """All of them were confirmed on the day ``am``, entered at ``moment``; how many entries that changed.

    ``geaendert_am`` stays: to confirm is not to change. A day older than the last confirmation is only logged.
    """
    je_modell: dict[type, list] = defaultdict(list)
    for eintrag in eintraege:
        je_modell[type(eintrag)].append(eintrag)
    return sum(
        _confirm_modell(modell, gruppe, wie=wie, am=am, moment=moment, durch=durch, konto=konto)
        for modell, gruppe in je_modell.items()
    )


def _confirm_modell(modell, eintraege, *, wie, am, moment, durch, konto) -> int:
    nummern = sorted({eintrag.pk for eintrag in eintraege})
    # Always in the same order: two at once wait for each other instead of standing in each other's way.
    gesperrt = list(modell._base_manager.select_for_update().filter(pk__in=nummern).order_by("pk"))
    Bestaetigung.objects.bulk_create(
        [_make_zeile(eintrag, wie=wie, am=am, durch=durch, konto=konto) for eintrag in gesperrt],
        update_conflicts=True,
        unique_fields=["modell", "schluessel", "am"],
        update_fields=["wie", "konto", "durch", "name", "netzwerk"],
    )
    neuere = [eintrag for eintrag in gesperrt if eintrag.bestaetigt_am is None or eintrag.bestaetigt_am <= am]
    with begleite(neuere, Fassung.Anlass.BESTAETIGT, moment=moment, konto=konto, von=durch):
        modell._base_manager.filter(pk__in=[eintrag.pk for eintrag in neuere]).update(
            bestaetigt_am=am, bestaetigt_wie=wie, bestaetigt_von=konto, bestaetigt_durch=durch, verborgen_seit=None
        )
    tell(modell, [eintrag.pk for eintrag in neuere])
    return len(neuere)


def _make_zeile(eintrag, *, wie, am, durch, konto) -> Bestaetigung:
    return Bestaetigung(
        modell=eintrag._meta.label_lower,
        schluessel=eintrag.pk,
        name=str(eintrag)[:250],
        netzwerk_id=eintrag.netzwerk_id,
        am=am,
        wie=wie,
        konto=konto,
        durch=durch,
    )


def log_geladene(eintraege: Iterable[MitBestaetigung]) -> None:
    """The log for entries that a loader of data files brought with their confirmation; what it holds already stays."""
    zeilen = [
        _make_zeile(
            eintrag,
            wie=eintrag.bestaetigt_wie,
            am=eintrag.bestaetigt_am,
            durch=eintrag.bestaetigt_durch,
            konto=eintrag.bestaetigt_von,
        )
        for eintrag in eintraege
        if eintrag.bestaetigt_am
    ]
    da = set(Bestaetigung.objects.values_list("modell", "schluessel", "am"))
    Bestaetigung.objects.bulk_create(z for z in zeilen if (z.modell, z.schluessel, z.am) not in da)


def durch_aus_weg(wie: str, partner: Partner) -> str:
    """Who said so, where only the way is known; empty without one."""
    if wie == Bestaetigungsweg.ADMIN:
        return der_koordination()
    return partner.name if wie else ""


@transaction.atomic
def withdraw_bestaetigung(eintrag: MitBestaetigung, tag: date) -> None:
    """The confirmation of that day was a mistake: it is no longer counted."""
    Bestaetigung.objects.filter(modell=eintrag._meta.label_lower, schluessel=eintrag.pk, am=tag).delete()


@transaction.atomic
def hide(eintraege: Sequence[MitBestaetigung], am: date, *, moment: datetime) -> None:
    """Out of search and lists, until somebody confirms them. ``geaendert_am`` stays."""
    je_modell: dict[type, list[int]] = defaultdict(list)
    for eintrag in eintraege:
        je_modell[type(eintrag)].append(eintrag.pk)
    for modell, nummern in je_modell.items():
        sichtbare = list(modell._base_manager.filter(pk__in=nummern, verborgen_seit__isnull=True))
        with begleite(sichtbare, Fassung.Anlass.VERBORGEN, moment=moment, von=der_rueckfrage()):
            modell._base_manager.filter(pk__in=[e.pk for e in sichtbare]).update(verborgen_seit=am)
        tell(modell, nummern)


def tell(modell: type, nummern: list[int]) -> None:
    """Tells whoever registered for this kind of entry."""
    if nummern:
        for funktion in _melder[modell]:
            funktion(nummern)


def durch_in_worten(konto, eintrag: MitBestaetigung) -> str:
    """Who confirms, for the public: the account's own organisation, else the Koordination; never a person."""
    ist_eigener = eintrag.partner_id in rechte.reichweite(konto).partner
    return eintrag.partner.name if ist_eigener or not rechte.entscheidet(konto, eintrag) else der_koordination()


def der_rueckfrage() -> str:
    """As in „von der Rückfrage“: nobody did it, no answer came."""
    return _("der Rückfrage")


def der_koordination() -> str:
    """As in „bestätigt von der Koordination“."""
    return _("der Koordination")


@dataclass(frozen=True, slots=True)
class Stand:
    """What the public is told of an entry's truth. ``ist_alt``: older than the time that its network gives.

    ``ist_dringend``: the partner was asked and has not answered for long. ``verborgen``: it is in no list.
    """

    am: date | None
    durch: str
    ist_alt: bool = False
    ist_dringend: bool = False
    verborgen: bool = False


def read_stand(eintrag: MitBestaetigung, am: date) -> Stand:
    """Asks the database only about what is old."""
    stand = Stand(eintrag.bestaetigt_am, eintrag.bestaetigt_durch, verborgen=eintrag.verborgen_seit is not None)
    frist = eintrag.netzwerk.frist_tage if eintrag.netzwerk_id else FRIST_TAGE
    if frist is None or (eintrag.bestaetigt_am and eintrag.bestaetigt_am >= am - timedelta(days=frist)):
        return stand
    dringend = stand.verborgen or _ist_vergeblich_erfragt(eintrag)
    return Stand(stand.am, stand.durch, ist_alt=True, ist_dringend=dringend, verborgen=stand.verborgen)


def _ist_vergeblich_erfragt(eintrag: MitBestaetigung) -> bool:
    runden = Rueckfrage.objects.laufend().filter(partner=eintrag.partner_id, stufe__gte=Rueckfrage.Stufe.HINWEIS)
    return any(kennung(eintrag) in erfragt for erfragt in runden.values_list("erfragt", flat=True))
