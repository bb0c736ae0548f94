"""What a booklet says about the network that publishes it: cover, colour, logo, imprint."""

import logging
from base64 import b64encode
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image

from netzwerk.models import Netzwerk
from wegweiser.druck.eintraege import fakten, netz
from wegweiser.druck.heft import Fakt

LOGO_PIXEL = 900
# More would take hundreds of megabytes to unpack, whatever the file's size: a picture meant to do harm, or a poster.
LOGO_HOECHSTENS = 25_000_000
# What Pillow raises for far too many pixels; for half a file, another kind of file and broken chunks.
ZU_GROSS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
UNLESBAR = (OSError, SyntaxError, ValueError)
log = logging.getLogger(__name__)


def absender(netzwerk: Netzwerk | None) -> dict[str, object]:
    """Fields of a ``Heft`` that come from the network; without one the portal itself is the publisher.

    A logo that cannot be read is replaced by the name and told in ``hinweise``: one broken picture must not keep
    parents from their booklet.
    """
    if netzwerk is None:
        return {"netzwerk": settings.PORTALNAME}
    logo, hinweise = "", ()
    try:
        logo = read_logo(netzwerk)
    except ValueError as fehler:
        hinweise = (str(fehler),)
        log.warning("%s", fehler)
    return {
        "netzwerk": netzwerk.name,
        "gebiet": netzwerk.gebiet or ", ".join(str(region) for region in netzwerk.regionen.select_related("eltern")),
        "leitsatz": netzwerk.slogan,
        "farbe": netzwerk.farbe,
        "ist_beispiel": netzwerk.ist_beispiel,
        "logo": logo,
        "impressum": netzwerk.impressum,
        "kontakt": kontakt(netzwerk),
        "hinweise": hinweise,
    }


def kontakt(netzwerk: Netzwerk) -> tuple[Fakt, ...]:
    angaben = fakten(
        (_("Träger"), netzwerk.traeger),
        (_("Anschrift"), str(netzwerk.anschrift or "")),
        (_("Telefon"), netzwerk.telefon),
    )
    return angaben + netz(netzwerk.email, netzwerk.website)


def read_logo(netzwerk: Netzwerk) -> str:
    """The logo as a data address of a PNG, at most 900 pixels wide or high; empty when there is none.

    Raises ``ValueError`` with a German message when the file is missing, no picture, or has more than 25 megapixels.
    """
    if not netzwerk.logo:
        return ""
    namen = {"datei": netzwerk.logo.name, "netzwerk": netzwerk.name}
    try:
        with netzwerk.logo.open("rb") as datei, Image.open(datei) as bild:
            if bild.width * bild.height > LOGO_HOECHSTENS:
                raise Image.DecompressionBombError
            # WeasyPrint has Pillow draw half a picture without complaint; this reads it to the end.
            bild.verify()
        with netzwerk.logo.open("rb") as datei, Image.open(datei) as bild:
            bild.thumbnail((LOGO_PIXEL, LOGO_PIXEL))
            ausgabe = BytesIO()
            bild.convert("RGBA").save(ausgabe, "PNG", optimize=True)
    except ZU_GROSS as fehler:
        raise ValueError(
            _(
                "Das Logo „%(datei)s“ von %(netzwerk)s ist zu groß zum Drucken. Bitte laden Sie es mit höchstens "
                "4.000 × 4.000 Bildpunkten hoch."
            )
            % namen
        ) from fehler
    except UNLESBAR as fehler:
        raise ValueError(
            _("Das Logo „%(datei)s“ von %(netzwerk)s lässt sich nicht lesen. Bitte laden Sie es neu hoch.") % namen
        ) from fehler
    return "data:image/png;base64," + b64encode(ausgabe.getvalue()).decode("ascii")
