"""What XLSX and ODS have in common: a ZIP archive that may be damaged or a bomb. Pure."""

import io
import zipfile

from django.utils.translation import gettext as _

from netzwerk.tabellen.meldung import TabelleError, zitat

# Unpacked, a sheet of 20,000 rows is about 40 MB; a packed bomb is thousands.
ENTPACKT_MB = 150
TEILE = 2000
SPALTEN = 100
BLAETTER = 20
# Sheets that were formatted down to the last row, or claim to have billions, would only keep us counting.
LETZTE_ZEILE = 200_000


def read_teile(inhalt: bytes, name: str) -> frozenset[str]:
    """The names of the parts. Raises ``TabelleError``; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as paket:
            teile = paket.infolist()
    # A damaged directory of the archive fails with more than BadZipFile (NotImplementedError, UnicodeDecodeError …).
    except Exception as fehler:
        raise kaputt(name) from fehler
    if len(teile) > TEILE or sum(teil.file_size for teil in teile) > ENTPACKT_MB * 1024 * 1024:
        raise TabelleError(
            _("{name} ist entpackt größer als {mb} MB. Bitte nur die eine Tabelle speichern.").format(
                name=zitat(name), mb=ENTPACKT_MB
            )
        )
    return frozenset(teil.filename for teil in teile)


def kaputt(name: str) -> TabelleError:
    return TabelleError(
        _("{name} ist beschädigt oder keine Tabelle. Bitte neu als XLSX, ODS oder CSV speichern.").format(
            name=zitat(name)
        )
    )


def unlesbar(name: str) -> TabelleError:
    return TabelleError(
        _("{name} können wir nicht lesen. Bitte als XLSX, ODS oder CSV speichern.").format(name=zitat(name))
    )


def zu_lang(name: str) -> TabelleError:
    text = _("{name} reicht über Zeile 200.000 hinaus. Bitte die leeren Zeilen am Ende löschen.")
    return TabelleError(text.format(name=zitat(name)))
