"""Suspicions are kept: found again they stay, „kein Doppel“ is never asked again, what no longer holds goes."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from angebote.doppelungen.suche import MODELLE, art_von, find_alle, find_doppel, steckbrief_von, steckbriefe
from angebote.doppelungen.vergleich import Paar, vergleiche
from angebote.models import Doppelverdacht

Status = Doppelverdacht.Status


@transaction.atomic
def refresh_alle(*, am: date) -> dict[str, int]:
    """Looks at everything anew; how many open suspicions there are of each kind."""
    return {art: _store(art, Doppelverdacht.objects.filter(art=art), find_alle(art), am=am) for art in MODELLE}


@transaction.atomic
def refresh_einen(eintrag: Model, *, am: date) -> None:
    """Looks at one entry anew, after it was saved."""
    art = art_von(type(eintrag))
    bisher = Doppelverdacht.objects.filter(art=art).filter(Q(a_pk=eintrag.pk) | Q(b_pk=eintrag.pk))
    paare = {(paar.a, paar.b): paar for paar in find_doppel(eintrag, type(eintrag).objects.all())}
    # Old ones are compared again in any case: the search for candidates is bounded.
    andere = {pk for zeile in bisher.values_list("a_pk", "b_pk") for pk in zeile} - {eintrag.pk}
    ich = steckbrief_von(eintrag)
    for anderer in steckbriefe(art, type(eintrag).objects.filter(pk__in=andere)) if andere else ():
        if paar := vergleiche(ich, anderer):
            paare[paar.a, paar.b] = paar
    _store(art, bisher, paare.values(), am=am)


def forget(art: str, pk: int) -> None:
    """An entry is gone: nothing is suspected of it any more. What was merged stays on record."""
    weg = Doppelverdacht.objects.filter(Q(a_pk=pk) | Q(b_pk=pk), art=art)
    weg.exclude(status=Status.ZUSAMMENGELEGT).delete()


def decide(verdacht: Doppelverdacht, status: str) -> None:
    """Somebody has looked at the pair."""
    Doppelverdacht.objects.filter(pk=verdacht.pk).exclude(status=Status.ZUSAMMENGELEGT).update(status=status)


def _store(art: str, bisher: QuerySet, paare: Iterable[Paar], *, am: date) -> int:
    """Brings the rows in line with the pairs; those decided on keep their decision. Returns how many are open."""
    alte = {(zeile.a_pk, zeile.b_pk): zeile for zeile in bisher}
    neue = {(paar.a, paar.b): paar for paar in paare}
    for ort, zeile in alte.items():
        if paar := neue.get(ort):
            zeile.grad, zeile.gruende = paar.grad, [list(grund) for grund in paar.gruende]
    Doppelverdacht.objects.bulk_update([alte[ort] for ort in alte.keys() & neue], ["grad", "gruende"], batch_size=500)
    weg = [zeile.pk for ort, zeile in alte.items() if zeile.status == Status.OFFEN and ort not in neue]
    Doppelverdacht.objects.filter(pk__in=weg).delete()
    dazu = [
        Doppelverdacht(art=art, a_pk=a, b_pk=b, grad=paar.grad, gruende=list(paar.gruende), gefunden_am=am)
        for (a, b), paar in neue.items()
        if (a, b) not in alte
    ]
    Doppelverdacht.objects.bulk_create(dazu, batch_size=500, ignore_conflicts=True)
    return len(dazu) + sum(zeile.status == Status.OFFEN and ort in neue for ort, zeile in alte.items())
