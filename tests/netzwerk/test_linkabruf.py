"""Asking for a page: real servers on this machine, let in by name only; everything that is not public is refused."""

import socket
import socketserver
from contextlib import suppress
from threading import Thread
from time import sleep

import pytest

from netzwerk import linkabruf
from netzwerk.linkabruf import Abruf, Ergebnis, Takt, fetch_link
from netzwerk.oeffentlich import VerweigertError, ist_oeffentlich, parse_ziel, resolve

NICHT_OEFFENTLICH = Abruf(Ergebnis.TOT, "Die Adresse führt nicht ins öffentliche Internet.")
OK, TOT, UNKLAR = Ergebnis.OK, Ergebnis.TOT, Ergebnis.UNKLAR


class Seite(socketserver.StreamRequestHandler):
    """Answers by the table of its server: (method or „*“, path) → status and more lines."""

    def handle(self):
        zeile = self.rfile.readline().decode("latin-1")
        koepfe = {}
        while (kopf := self.rfile.readline().decode("latin-1").strip()) and ":" in kopf:
            name, _, wert = kopf.partition(":")
            koepfe[name.lower()] = wert.strip()
        methode, pfad, *_rest = [*zeile.split(), "", ""]
        self.server.gesehen.append((methode, pfad, koepfe))
        antwort = self.server.seiten.get((methode, pfad)) or self.server.seiten.get(("*", pfad), "404 Not Found")
        if callable(antwort):
            return antwort(self)
        return self.wfile.write(f"HTTP/1.1 {antwort}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())


@pytest.fixture
def server():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Seite) as dienst:
        dienst.daemon_threads, dienst.seiten, dienst.gesehen = True, {}, []
        faden = Thread(target=dienst.serve_forever, kwargs={"poll_interval": 0.05})
        faden.start()
        yield dienst
        dienst.shutdown()
        faden.join()


@pytest.fixture
def hole(server, monkeypatch):
    """Fetches „http://seite.example/…“, a name that here means this machine. Only loopback is let in."""
    echte = socket.getaddrinfo

    def nachschlagen(name, *args, **kwargs):
        return echte("127.0.0.1" if str(name).endswith("seite.example") else name, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", nachschlagen)

    def verbinde(ziel, adresse):
        return linkabruf.HTTPConnection(adresse, server.server_address[1], timeout=linkabruf.WARTEN)

    def hole(pfad="/", *, erlaubt=lambda adresse: adresse == "127.0.0.1", url="", schlafe=lambda sekunden: None):
        takt = Takt(schlafe=schlafe)
        adresse = url or f"http://seite.example{pfad}"
        return fetch_link(adresse, agent="Hilfe für Eltern", takt=takt, erlaubt=erlaubt, verbinde=verbinde)

    return hole


def wege(server):
    return [(methode, pfad) for methode, pfad, _koepfe in server.gesehen]


def test_page_that_is_there_is_asked_once_and_politely(server, hole):
    server.seiten["HEAD", "/a?b=1"] = "200 OK"

    assert hole("/a?b=1") == Abruf(OK)
    methode, pfad, koepfe = server.gesehen[0]
    assert (len(server.gesehen), methode, pfad) == (1, "HEAD", "/a?b=1")
    assert (koepfe["host"], koepfe["user-agent"]) == ("seite.example", "Hilfe fuer Eltern")


@pytest.mark.parametrize("abweisung", ["405 Method Not Allowed", "404 Not Found", "403 Forbidden", "500 Oops"])
def test_server_that_dislikes_head_is_asked_again(server, hole, abweisung):
    server.seiten |= {("HEAD", "/"): abweisung, ("GET", "/"): "200 OK"}

    assert hole() == Abruf(OK)
    assert wege(server) == [("HEAD", "/"), ("GET", "/")]


@pytest.mark.parametrize(
    ("status", "abruf"),
    [
        ("404 Not Found", Abruf(TOT, "Seite nicht gefunden (404)")),
        ("410 Gone", Abruf(TOT, "Die Seite gibt es nicht mehr (410)")),
        ("403 Forbidden", Abruf(UNKLAR, "Der Server lässt Programme nicht herein (403).")),
        ("429 Slow", Abruf(UNKLAR, "Der Server lässt Programme nicht herein (429).")),
        ("500 Oops", Abruf(UNKLAR, "Der Server meldet einen Fehler (500).")),
        ("503 Later", Abruf(UNKLAR, "Der Server meldet einen Fehler (503).")),
        ("304 Same", Abruf(OK)),
    ],
)
def test_status_says_what_is_certain(server, hole, status, abruf):
    server.seiten["*", "/"] = status

    assert hole() == abruf


def test_redirects_are_followed_to_the_end(server, hole):
    server.seiten |= {("*", "/"): "301 Moved\r\nLocation: /neu", ("*", "/neu"): "302 Found\r\nLocation: ende?x=ä"}
    server.seiten["HEAD", "/ende?x=%C3%83%C2%A4"] = server.seiten["HEAD", "/ende?x=%C3%A4"] = "200 OK"

    assert hole() == Abruf(OK)
    assert [pfad for _m, pfad in wege(server)][:2] == ["/", "/neu"]


def test_circle_ends_after_five(server, hole):
    server.seiten["*", "/"] = "302 Found\r\nLocation: /"

    assert hole() == Abruf(UNKLAR, "Zu viele Weiterleitungen.")
    assert len(server.gesehen) == 6


@pytest.mark.parametrize(
    "ziel",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "//192.168.0.1/",
    ],
)
def test_redirect_into_the_house_is_refused(server, hole, ziel):
    server.seiten["*", "/"] = f"302 Found\r\nLocation: {ziel}"
    erste = iter([True])

    antwort = hole(erlaubt=lambda adresse: next(erste, False) or ist_oeffentlich(adresse))

    assert antwort == NICHT_OEFFENTLICH or (ziel == "http://localhost/" and antwort.ergebnis is TOT)
    assert wege(server) == [("HEAD", "/")]


@pytest.mark.parametrize("ziel", ["file:///etc/passwd", "gopher://x.example/", "http://seite.example:22/"])
def test_redirect_to_something_else_is_refused(server, hole, ziel):
    server.seiten["*", "/"] = f"302 Found\r\nLocation: {ziel}"

    assert hole().ergebnis is TOT
    assert wege(server) == [("HEAD", "/")]


def test_server_that_trickles_is_cut_off(server, hole, monkeypatch):
    monkeypatch.setattr(linkabruf, "HOECHSTENS", 0.5)

    def tropfe(seite):
        for _mal in range(40):
            with suppress(OSError):
                seite.wfile.write(b"X")
            sleep(0.05)

    server.seiten["*", "/"] = tropfe

    assert hole().ergebnis is UNKLAR


def test_server_that_keeps_silent_is_left(server, hole, monkeypatch):
    monkeypatch.setattr(linkabruf, "WARTEN", 0.3)
    server.seiten["*", "/"] = lambda seite: sleep(1)

    assert hole() == Abruf(UNKLAR, "Der Server antwortet nicht rechtzeitig.")


@pytest.mark.parametrize("unsinn", [b"", b"\x00\xff\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200" + b"x" * 70_000])
def test_nonsense_is_no_error_of_ours(server, hole, unsinn):
    server.seiten["*", "/"] = lambda seite: seite.wfile.write(unsinn)

    assert hole().ergebnis is UNKLAR


def test_nobody_listens():
    with socket.socket() as besetzt:
        besetzt.bind(("127.0.0.1", 0))
        port = besetzt.getsockname()[1]

        def verbinde(ziel, adresse):
            return linkabruf.HTTPConnection(adresse, port, timeout=2)

        antwort = fetch_link("http://127.0.0.1/", agent="x", takt=Takt(), erlaubt=lambda ip: True, verbinde=verbinde)

    assert antwort == Abruf(TOT, "Der Server nimmt keine Verbindung an.")


@pytest.mark.parametrize(
    ("errno", "abruf"),
    [
        (socket.EAI_NONAME, Abruf(TOT, "Diesen Rechnernamen gibt es nicht.")),
        (socket.EAI_AGAIN, Abruf(UNKLAR, "Der Rechnername ließ sich gerade nicht nachschlagen.")),
    ],
)
def test_name_that_leads_nowhere(monkeypatch, errno, abruf):
    def nachschlagen(*args, **kwargs):
        raise socket.gaierror(errno, "x")

    monkeypatch.setattr(socket, "getaddrinfo", nachschlagen)

    assert fetch_link("https://gibt-es-nicht.example/", agent="x", takt=Takt()) == abruf


def test_one_request_a_second_and_host():
    zeit = [100.0]
    geschlafen = []

    def schlafe(sekunden):
        geschlafen.append(round(sekunden, 2))
        zeit[0] += sekunden

    takt = Takt(schlafe=schlafe, uhr=lambda: zeit[0])
    for name, vergangen in [("a", 0), ("a", 0.25), ("b", 0), ("a", 2), ("a", 0)]:
        zeit[0] += vergangen
        takt.warte(name)

    assert geschlafen == [0.75, 1.0]


def test_encrypted_connection_goes_to_the_address_and_asks_for_the_name():
    ziel = parse_ziel("https://www.beispiel.de/x")

    verbindung = linkabruf._verbinde(ziel, "203.0.113.7")

    assert (verbindung.host, verbindung.port) == ("203.0.113.7", 443)
    assert (verbindung.server_hostname, verbindung.assert_hostname) == ("www.beispiel.de", "www.beispiel.de")


# What is public


@pytest.mark.parametrize(
    "adresse",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "192.0.2.1",
        "::",
        "::1",
        "fd00::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "unsinn",
        "",
    ],
)
def test_address_of_the_house_is_not_public(adresse):
    assert ist_oeffentlich(adresse) is False


@pytest.mark.parametrize("adresse", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"])
def test_address_of_the_world_is_public(adresse):
    assert ist_oeffentlich(adresse) is True


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://017700000001/",
        "http://localhost/",
        "http://localhost./",
        "https://user:pass@beispiel.de/",
        "https://user@beispiel.de/",
        "http://beispiel.de:8080/",
        "http://beispiel.de:22/",
        "https://beispiel.de:80/",
        "http://beispiel.de:99999/",
        "ftp://beispiel.de/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http:///nur-pfad",
        "http://bei spiel.de/",
        "http://[kaputt/",
        "http://xn--/",
        "http://intern/",
        "",
    ],
)
def test_what_is_not_public_is_never_asked(url, monkeypatch):
    def verbinde(*args):
        raise AssertionError("asked")

    antwort = fetch_link(url, agent="x", takt=Takt(), verbinde=verbinde)

    assert antwort.ergebnis is TOT


@pytest.mark.parametrize(
    "antworten",
    [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["::1"], ["2606:4700::1111", "fd00::1"], ["::ffff:192.168.0.1"], []],
)
def test_name_that_leads_into_the_house_is_refused(monkeypatch, antworten):
    zeilen = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in antworten]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: zeilen)

    with pytest.raises(VerweigertError, match="nicht ins öffentliche Internet"):
        resolve(parse_ziel("https://harmlos.example/"))


def test_name_is_looked_up_once_and_that_address_is_asked(monkeypatch):
    """A name server that answers differently the second time (DNS rebinding) changes nothing."""
    antworten = iter(["1.1.1.1", "127.0.0.1", "127.0.0.1"])
    gefragt = []

    def nachschlagen(*args, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(antworten), 80))]

    def verbinde(ziel, adresse):
        gefragt.append(adresse)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", nachschlagen)
    fetch_link("http://wechsel.example/", agent="x", takt=Takt(), verbinde=verbinde)

    assert gefragt == ["1.1.1.1"]


def test_address_is_taken_apart():
    ziel = parse_ziel(" https://Müller.Beispiel.de/ä b?c=d#e ")

    assert (ziel.schema, ziel.name, ziel.port, ziel.pfad) == (
        "https",
        "xn--mller-kva.beispiel.de",
        443,
        "/%C3%A4%20b?c=d",
    )
    assert parse_ziel("http://[2606:4700::1111]").host == "[2606:4700::1111]"
