"""A small mail server for tests: it takes mail, refuses it, or keeps the sender waiting at a chosen moment."""

import re
import socketserver
from contextlib import suppress
from email import message_from_bytes
from threading import Event, Lock, Thread


class Gespraech(socketserver.StreamRequestHandler):
    """One connection. Enough of SMTP for Python's client."""

    def handle(self):
        amt = self.server.amt
        amt.warte("hallo")
        self.sage("220 postamt")
        while zeile := self.rfile.readline():
            befehl = zeile.decode("latin-1").strip()
            wort = befehl[:4].upper()
            if wort == "DATA":
                self.nimm_inhalt()
            elif wort == "QUIT":
                return self.sage("221 bis bald")
            else:
                amt.warte(befehl.lower())
                self.sage(amt.antwort(befehl))
        return None

    def nimm_inhalt(self):
        amt = self.server.amt
        self.sage("354 los")
        zeilen = []
        while (zeile := self.rfile.readline()) and zeile != b".\r\n":
            zeilen.append(zeile)
        if zeile and amt.inhalt_antwort.startswith("2"):
            amt.nimm(b"".join(zeilen))
        amt.warte("ende")
        self.sage(amt.inhalt_antwort)

    def sage(self, text):
        with suppress(OSError):  # the sender may be dead: that is what some tests are about
            self.wfile.write(f"{text}\r\n".encode())


class Postamt:
    """``angenommen``: every mail taken. ``halte_bei``: a word in the command at which the sender has to wait."""

    def __init__(self, halte_bei: str = "", *, empfaenger_antwort="250 gut", inhalt_antwort="250 gut"):
        self.halte_bei, self.empfaenger_antwort, self.inhalt_antwort = halte_bei, empfaenger_antwort, inhalt_antwort
        self.angenommen, self.erreicht, self.weiter, self._schloss = [], Event(), Event(), Lock()

    def __enter__(self):
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Gespraech)
        self._server.daemon_threads, self._server.amt = True, self
        self.port = self._server.server_address[1]
        self._faden = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._faden.start()
        return self

    def __exit__(self, *_fehler):
        self.weiter.set()
        self._server.shutdown()
        self._server.server_close()
        self._faden.join()

    def warte(self, stelle: str) -> None:
        if self.halte_bei and self.halte_bei in stelle and not self.weiter.is_set():
            self.erreicht.set()
            self.weiter.wait(20)

    def antwort(self, befehl: str) -> str:
        return self.empfaenger_antwort if befehl.upper().startswith("RCPT") else "250 gut"

    def nimm(self, roh: bytes) -> None:
        with self._schloss:
            self.angenommen.append(message_from_bytes(roh))

    @property
    def empfangen(self) -> list[str]:
        """To whom, in the order of the alphabet; one sent twice stands there twice."""
        return sorted(str(nachricht["To"]) for nachricht in self.angenommen)

    @property
    def kennungen(self) -> list[str]:
        return [re.sub(r"\s", "", str(nachricht["Message-ID"])) for nachricht in self.angenommen]
