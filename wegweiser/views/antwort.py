"""What the views of the guides answer with: the PDF, the way to its job, or why there is none."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response

from netzwerk.models import Netzwerk
from wegweiser.auftraege import order_heft
from wegweiser.druck.drucken import print_heft
from wegweiser.druck.heft import Heft
from wegweiser.druck.speicher import get_pdf, pruefsumme
from wegweiser.formate import select_format

SOFORT_BIS = 20  # entries; more than that takes longer than a visitor waits


def basis(request) -> str:
    """The portal's own address as this visitor sees it, with the last slash."""
    return request.build_absolute_uri("/")


def pdf_antwort(
    request, heft: Heft, *, name: str, zurueck: str, netzwerk: Netzwerk | None = None, papier: str = ""
) -> HttpResponse:
    """The PDF, 304 when the browser has it already, or the way to the job that prints a big one.

    ``name`` is the file's name without format and ending, ``zurueck`` the page that it was asked for on, ``netzwerk``
    whose booklet it is, ``papier`` the format; empty means the parameter „format“. Raises ``DruckError``; never sends
    half a file.
    """
    papier = papier or select_format(request.GET.get("format", ""))
    schluessel = pruefsumme(heft, papier)
    if (schon_da := get_conditional_response(request, etag=f'"{schluessel}"')) is not None:
        return schon_da
    dateiname = f"{name}-{papier}.pdf"
    if (pdf := get_pdf(schluessel)) is None:
        if heft.anzahl > SOFORT_BIS:
            auftrag = {"schluessel": schluessel, "dateiname": dateiname, "zurueck": zurueck, "netzwerk": netzwerk}
            return redirect(order_heft(heft, papier, **auftrag))
        pdf = print_heft(heft, papier, schluessel=schluessel)
    return datei_antwort(pdf, dateiname, schluessel)


def datei_antwort(pdf: bytes, dateiname: str, schluessel: str) -> HttpResponse:
    antwort = HttpResponse(pdf, content_type="application/pdf")
    antwort["Content-Disposition"] = f'inline; filename="{dateiname}"'
    antwort["ETag"] = f'"{schluessel}"'
    return antwort


def fehlerseite(request, grund: str, *, zurueck: str, status: int) -> HttpResponse:
    """Why there is no PDF and what to do, as a page."""
    return render(request, "wegweiser/kein_pdf.html", {"grund": grund, "zurueck": zurueck}, status=status)
