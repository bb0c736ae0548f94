"""Which web addresses lead into the public internet, and nowhere else. Pure, but for the question to the name server.

Whoever has the portal open a page for them must not reach what only the server reaches: the machine itself, its
neighbours, the cloud's metadata. So the name is resolved here, every address is looked at, and the connection goes to
exactly an address that was looked at.
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

NAME = re.compile(r"(?=.{1,253}\.?$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?\.?")
PORTS = {"http": 80, "https": 443}
# IPv6 addresses that stand for an IPv4 one: NAT64 (RFC 6052, RFC 8215).
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


class VerweigertError(ValueError):
    """The address is not one that the portal opens; the text says why, in German."""


@dataclass(frozen=True, slots=True)
class Ziel:
    """A web address taken apart; ``name`` is the host in ASCII, without brackets."""

    schema: str
    name: str
    port: int
    pfad: str

    @property
    def host(self) -> str:
        """As the header ``Host`` wants it."""
        return f"[{self.name}]" if ":" in self.name else self.name


def parse_ziel(url: str) -> Ziel:
    """Raises ``VerweigertError`` for anything but http(s) on its own port, without credentials, to a real name."""
    try:
        teile = urlsplit(iri_to_uri(url.strip()))
        name, port = (urlsplit(url.strip()).hostname or "").encode("idna").decode().lower(), teile.port
    except (ValueError, UnicodeError) as fehler:
        raise VerweigertError("Die Adresse ist nicht richtig geschrieben.") from fehler
    if teile.scheme not in PORTS:
        raise VerweigertError("Die Adresse beginnt nicht mit „https://“ oder „http://“.")
    if teile.username is not None or teile.password is not None:
        raise VerweigertError("In der Adresse steht ein Benutzername oder Passwort.")
    if port not in (None, PORTS[teile.scheme]):
        raise VerweigertError("Die Adresse nennt einen ungewöhnlichen Anschluss (Port).")
    if not NAME.fullmatch(name) and _als_ip(name) is None:
        raise VerweigertError("Die Adresse nennt keinen richtigen Rechnernamen.")
    return Ziel(teile.scheme, name, PORTS[teile.scheme], f"{teile.path or '/'}{'?' * bool(teile.query)}{teile.query}")


def ist_oeffentlich(adresse: str) -> bool:
    """Whether the IP address, and every IPv4 address hidden in it, belongs to the public internet."""
    ip = _als_ip(adresse)
    if ip is None:
        return False
    return all(_ist_allgemein(teil) for teil in (ip, *_verborgene(ip)))


def _als_ip(text: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(text)
    except ValueError:
        return None


def _ist_allgemein(ip) -> bool:
    # Mapped and NAT64 addresses are judged by what they stand for.
    if isinstance(ip, IPv6Address) and (ip.ipv4_mapped or any(ip in netz for netz in NAT64)):
        return True
    if isinstance(ip, IPv6Address) and (ip.is_site_local or ip.scope_id):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _verborgene(ip) -> list[IPv4Address]:
    if not isinstance(ip, IPv6Address):
        return []
    verborgen = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if any(ip in netz for netz in NAT64):
        verborgen.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [teil for teil in verborgen if teil is not None]


def resolve(ziel: Ziel, erlaubt: Callable[[str], bool] = ist_oeffentlich) -> str:
    """One address of the host, after all of them were found to be allowed.

    Raises ``VerweigertError``, or ``socket.gaierror`` when the name has no address.
    """
    antworten = socket.getaddrinfo(ziel.name, ziel.port, type=socket.SOCK_STREAM)
    adressen = list(dict.fromkeys(antwort[4][0] for antwort in antworten))
    if not adressen or not all(map(erlaubt, adressen)):
        raise VerweigertError("Die Adresse führt nicht ins öffentliche Internet.")
    return adressen[0]
