"""A file on the server's disk → bytes, or a German reason why not."""

from pathlib import Path

from django.utils.translation import gettext as _

from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.tabelle import GROESSE_MB


def read_datei(pfad: Path) -> bytes:
    """At most one byte more than is allowed, so that ``read_tabelle`` can say so."""
    try:
        with pfad.open("rb") as datei:
            return datei.read(GROESSE_MB * 1024 * 1024 + 1)
    except FileNotFoundError:
        text = _("Die Datei {pfad} gibt es nicht. Bitte den Pfad prüfen.")
    except IsADirectoryError:
        text = _("{pfad} ist ein Ordner. Bitte eine CSV-, XLSX- oder ODS-Datei angeben.")
    except PermissionError:
        text = _("Die Datei {pfad} darf nicht gelesen werden. Bitte die Rechte prüfen.")
    except (OSError, ValueError):
        text = _("Die Datei {pfad} lässt sich nicht lesen.")
    raise TabelleError(text.format(pfad=f"„{pfad}“"))
