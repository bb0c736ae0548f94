"""The history: every change of an entry leaves the state it led to, with who, when and how."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import batched
from uuid import UUID, uuid4

from django.db import models

from netzwerk.fassung.abbild import Abbild, make_abbild, make_abbilder, pruefsumme
from netzwerk.models import Fassung

# Kept although the entry says the same as before.
IMMER = {Fassung.Anlass.WIEDERHERGESTELLT, Fassung.Anlass.ZUSAMMENGELEGT, Fassung.Anlass.VERBORGEN}


def record_fassung(
    objekt: models.Model,
    anlass: Fassung.Anlass,
    *,
    moment: datetime,
    konto=None,
    von: str = "",
    vorher: Abbild | None = None,
    vorgang: UUID | None = None,
) -> Fassung | None:
    """Keeps the entry as it is now; ``None`` when it says the same as its last kept state.

    ``vorher`` is its state before the change: kept too when the entry has no history yet.
    """
    modell, abbild = type(objekt), make_abbild(objekt)
    letzte = _letzte(modell, [objekt.pk]).get(objekt.pk)
    if letzte is None and vorher is not None:
        alte = make_fassung(objekt, Fassung.Anlass.VORHER, vorher, moment=moment)
        letzte = alte.pruefsumme
        if letzte != pruefsumme(modell, abbild):
            alte.save()
    neue = make_fassung(objekt, anlass, abbild, moment=moment, konto=konto, von=von, vorgang=vorgang)
    if neue.pruefsumme == letzte and anlass not in IMMER:
        return None
    neue.save()
    return neue


@contextmanager
def begleite(
    objekte: Iterable[models.Model], anlass: Fassung.Anlass, *, moment: datetime, konto=None, von: str = ""
) -> Iterator[None]:
    """Around a change of stored entries of one kind that no form makes (an action): keeps before and after."""
    objekte = list(objekte)
    vorher = make_abbilder(type(objekte[0]), [objekt.pk for objekt in objekte]) if objekte else {}
    yield
    record_fassungen(objekte, anlass, moment=moment, konto=konto, von=von, vorher=vorher)


def record_fassungen(
    objekte: Iterable[models.Model],
    anlass: Fassung.Anlass,
    *,
    moment: datetime,
    konto=None,
    von: str = "",
    vorher: dict[int, Abbild] | None = None,
) -> None:
    """``record_fassung`` for many entries of one kind, in a fixed number of queries for each thousand."""
    for block in batched(objekte, 1000):
        modell, nummern = type(block[0]), [objekt.pk for objekt in block]
        nachher, letzte = make_abbilder(modell, nummern), _letzte(modell, nummern)
        vorgang, neue = uuid4(), []
        for objekt in block:
            if objekt.pk not in nachher:
                continue
            neu = make_fassung(objekt, anlass, nachher[objekt.pk], moment=moment, konto=konto, von=von, vorgang=vorgang)
            alt = letzte.get(objekt.pk)
            if alt is None and vorher and objekt.pk in vorher:
                erste = make_fassung(objekt, Fassung.Anlass.VORHER, vorher[objekt.pk], moment=moment)
                alt = erste.pruefsumme
                neue += [erste] if alt != neu.pruefsumme else []
            neue += [neu] if alt != neu.pruefsumme or anlass in IMMER else []
        Fassung.objects.bulk_create(neue)


def _letzte(modell: type[models.Model], nummern: list[int]) -> dict[int, str]:
    """Hash of the last kept state by primary key."""
    zeilen = Fassung.objects.filter(modell=modell._meta.label_lower, schluessel__in=nummern)
    return dict(zeilen.order_by("am", "pk").values_list("schluessel", "pruefsumme"))


def make_fassung(
    objekt, anlass, abbild: Abbild, *, moment: datetime, konto=None, von: str = "", vorgang=None
) -> Fassung:
    """A state, not yet stored."""
    return Fassung(
        modell=objekt._meta.label_lower,
        schluessel=objekt.pk,
        name=str(objekt)[:250],
        anlass=anlass,
        am=moment,
        konto=konto,
        von=von or (konto_in_worten(konto) if konto else ""),
        inhalt=abbild,
        pruefsumme=pruefsumme(type(objekt), abbild),
        vorgang=vorgang or uuid4(),
    )


def konto_in_worten(konto) -> str:
    """Who it was, for a history that outlives the account."""
    return konto.get_full_name() or konto.get_username()
