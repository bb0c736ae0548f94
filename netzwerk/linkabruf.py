"""Whether a web page is there: asked politely, within bounds, and only in the public internet.

``HEAD``, then ``GET`` where the server dislikes that; bodies are never read. Every stop on the way, redirects too, is
resolved and looked at first (``oeffentlich.py``), and the connection goes to the very address that was looked at.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from http.client import HTTPException
from threading import Timer
from time import monotonic, sleep
from urllib.parse import urljoin

from urllib3 import exceptions
from urllib3.connection import HTTPConnection, HTTPSConnection

from netzwerk.oeffentlich import VerweigertError, Ziel, ist_oeffentlich, parse_ziel, resolve
from netzwerk.text import UMLAUTE, ohne_steuerzeichen

WARTEN = 10.0  # seconds for a connection, and for each answer
HOECHSTENS = 20.0  # seconds for one request, however slowly it trickles
WEITERLEITUNGEN = 5
ABSTAND = 1.0  # seconds between two requests to a host
WEITER = (301, 302, 303, 307, 308)
TOT = {404: "Seite nicht gefunden (404)", 410: "Die Seite gibt es nicht mehr (410)"}


class Ergebnis(Enum):
    OK = "ok"
    TOT = "tot"
    UNKLAR = "unklar"


@dataclass(frozen=True, slots=True)
class Abruf:
    """What came of it, and for anything but ``OK`` why, in German."""

    ergebnis: Ergebnis
    grund: str = ""


class Takt:
    """Keeps the distance between two requests to the same host. ``schlafe`` and ``uhr`` are there for tests."""

    def __init__(self, schlafe: Callable[[float], None] = sleep, uhr: Callable[[], float] = monotonic):
        self._schlafe, self._uhr, self._zuletzt = schlafe, uhr, {}

    def warte(self, name: str) -> None:
        bis = self._zuletzt.get(name, float("-inf")) + ABSTAND
        if (rest := bis - self._uhr()) > 0:
            self._schlafe(rest)
        self._zuletzt[name] = self._uhr()


def fetch_link(
    url: str, *, agent: str, takt: Takt, erlaubt: Callable[[str], bool] = ist_oeffentlich, verbinde=None
) -> Abruf:
    """Follows the link to its end. ``erlaubt`` says which IP addresses may be asked; tests set ``verbinde``."""
    try:
        return _folge(url, agent=_kopfzeile(agent), takt=takt, erlaubt=erlaubt, verbinde=verbinde or _verbinde)
    except VerweigertError as fehler:
        return Abruf(Ergebnis.TOT, str(fehler))
    except socket.gaierror as fehler:
        if fehler.errno == socket.EAI_NONAME:
            return Abruf(Ergebnis.TOT, "Diesen Rechnernamen gibt es nicht.")
        return Abruf(Ergebnis.UNKLAR, "Der Rechnername ließ sich gerade nicht nachschlagen.")
    except (exceptions.SSLError, ssl.SSLError):
        return Abruf(Ergebnis.UNKLAR, "Die verschlüsselte Verbindung klappt nicht (Zertifikat).")
    except (exceptions.NewConnectionError, ConnectionRefusedError):
        return Abruf(Ergebnis.TOT, "Der Server nimmt keine Verbindung an.")
    except (exceptions.TimeoutError, TimeoutError):
        return Abruf(Ergebnis.UNKLAR, "Der Server antwortet nicht rechtzeitig.")
    except (exceptions.HTTPError, HTTPException, OSError, ValueError, UnicodeError):
        return Abruf(Ergebnis.UNKLAR, "Der Server antwortet nicht verständlich.")


def _kopfzeile(text: str) -> str:
    return ohne_steuerzeichen(text).translate(UMLAUTE).encode("ascii", "ignore").decode()[:120]


def _folge(url: str, *, agent, takt, erlaubt, verbinde) -> Abruf:
    for _schritt in range(WEITERLEITUNGEN + 1):
        ziel = parse_ziel(url)
        adresse = resolve(ziel, erlaubt)
        status, weiter = _frage(ziel, adresse, "HEAD", agent, takt, verbinde)
        if status >= 400:
            status, weiter = _frage(ziel, adresse, "GET", agent, takt, verbinde)
        if status not in WEITER or not weiter:
            return _urteil(status)
        url = urljoin(url, weiter)
    return Abruf(Ergebnis.UNKLAR, "Zu viele Weiterleitungen.")


def _urteil(status: int) -> Abruf:
    if status < 400:
        return Abruf(Ergebnis.OK)
    if grund := TOT.get(status):
        return Abruf(Ergebnis.TOT, grund)
    if status in (401, 403, 429):
        return Abruf(Ergebnis.UNKLAR, f"Der Server lässt Programme nicht herein ({status}).")
    return Abruf(Ergebnis.UNKLAR, f"Der Server meldet einen Fehler ({status}).")


def _verbinde(ziel: Ziel, adresse: str) -> HTTPConnection:
    """To the address that was looked at; certificate and ``Host`` are those of the name."""
    if ziel.schema == "http":
        return HTTPConnection(adresse, ziel.port, timeout=WARTEN)
    return HTTPSConnection(adresse, ziel.port, timeout=WARTEN, server_hostname=ziel.name, assert_hostname=ziel.name)


def _frage(ziel: Ziel, adresse: str, methode: str, agent: str, takt: Takt, verbinde) -> tuple[int, str]:
    """Status and, of a redirect, where it leads."""
    takt.warte(ziel.name)
    verbindung = verbinde(ziel, adresse)
    waechter = Timer(HOECHSTENS, _trenne, [verbindung])
    waechter.daemon = True
    waechter.start()
    try:
        koepfe = {"Host": ziel.host, "User-Agent": agent, "Accept": "*/*", "Connection": "close"}
        verbindung.request(methode, ziel.pfad, headers=koepfe, preload_content=False)
        antwort = verbindung.getresponse()
        return antwort.status, antwort.headers.get("Location", "")[:2000]
    finally:
        waechter.cancel()
        verbindung.close()


def _trenne(verbindung: HTTPConnection) -> None:
    """Ends a request from outside: a server that sends a byte now and then would never run into ``WARTEN``."""
    if verbindung.sock:
        try:
            verbindung.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            verbindung.sock.close()
