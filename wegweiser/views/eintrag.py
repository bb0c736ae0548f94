"""The way from a printed number to its live entry."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wegweiser.nummern import compare_gedruckt, find_eintrag, find_gedruckt, ist_vergeben


@require_safe
def eintrag(request, nummer):
    """From a printed short number to the live entry; ``h`` is the edition in hand, a wrong one is ignored.

    Where the booklet no longer holds, a page says so first.
    """
    am, heft = timezone.localdate(), request.GET.get("h", "")
    treffer = find_eintrag(nummer, am)
    if treffer is None:
        return eintrag_weg(request, nummer, heft)
    gedruckt = find_gedruckt(nummer, heft=heft) if heft else None
    aenderungen = compare_gedruckt(gedruckt, treffer, am) if gedruckt else ()
    if not aenderungen:
        return redirect(treffer)
    kontext = {"eintrag": treffer, "gedruckt": gedruckt, "aenderungen": aenderungen}
    return render(request, "wegweiser/eintrag_geaendert.html", kontext)


def eintrag_weg(request, nummer, heft):
    """410: the number was given once. Its title is told only where a public edition has printed it."""
    if not ist_vergeben(nummer):
        raise Http404
    gedruckt = (find_gedruckt(nummer, heft=heft) if heft else None) or find_gedruckt(nummer)
    return render(request, "wegweiser/eintrag_weg.html", {"nummer": nummer, "gedruckt": gedruckt}, status=410)
