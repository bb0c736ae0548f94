"""Which stored PDF answers an address, as long as nothing in the database has changed.

To know that a booklet is the same as yesterday's, all that it prints has to be read. While the database stands still
that is not needed: the address leads to the stored file at once.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from netzwerk.datenstand import read_datenstand
from wegweiser.druck.speicher import get_pdf

HOECHSTENS = 500
_buch: OrderedDict[tuple, tuple[str, str]] = OrderedDict()
_schloss = Lock()


def gemerkt(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorates a view whose PDF depends on address, day and database alone, and whose ETag is the key of the store."""

    @wraps(view)
    def ansicht(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        stand = read_datenstand()
        merkmal = (request.build_absolute_uri(), timezone.localdate(), stand)
        if stand and (antwort := _answer_from_buch(request, merkmal)):
            return antwort
        antwort = view(request, *args, **kwargs)
        if stand and antwort.status_code == 200 and antwort.get("Content-Type") == "application/pdf":
            _note(merkmal, antwort["ETag"], antwort["Content-Disposition"])
        return antwort

    return ansicht


def _answer_from_buch(request: HttpRequest, merkmal: tuple) -> HttpResponse | None:
    etag, ablage = _buch.get(merkmal, ("", ""))
    if not etag or (pdf := get_pdf(etag.strip('"'))) is None:
        return None
    antwort = HttpResponse(pdf, content_type="application/pdf")
    antwort["Content-Disposition"], antwort["ETag"] = ablage, etag
    return get_conditional_response(request, etag=etag, response=antwort)


def _note(merkmal: tuple, etag: str, ablage: str) -> None:
    with _schloss:
        _buch[merkmal] = (etag, ablage)
        while len(_buch) > HOECHSTENS:
            _buch.popitem(last=False)
