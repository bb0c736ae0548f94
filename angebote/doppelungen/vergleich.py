"""How likely two entries are the same thing, and why. Pure: profiles in, a degree with reasons out.

The name decides most; what the two share besides adds to it. A common telephone alone says nothing: a partner's offers
all have the same one. Which pairs are compared at all is decided by what they share („blocking“).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from urllib.parse import urlsplit

import phonenumbers
from rapidfuzz import fuzz

from angebote.suche.analyse import STOPPWOERTER, stamm, woerter
from netzwerk.text import falte

# From this degree on two entries are suspected.
SCHWELLE = 75
# Names less alike than this are different things, whatever else they share (percent).
NAME_MINDESTENS = 55
# The name's share of the degree (percent): a partner's name says more than an offer's title.
NAMENSGEWICHT = {"angebot": 60, "anlaufstelle": 60, "partner": 75}
GLEICH = {"telefon": 15, "email": 15, "website": 10, "host": 5, "adresse": 15, "partner": 15}
TEXT_MINDESTENS, TEXT = 80, 10
# What is known of both and differs speaks against a double.
VERSCHIEDEN = {"plz": 15, "telefon": 5}
# In larger blocks only neighbours by name are compared.
BLOCK, NACHBARN = 60, 8
# So many of a name's words make keys.
WORTE = 5
GENERISCH = re.compile(r"(?:gmail|gmx|web|t-online|outlook|freenet|posteo|mailbox|yahoo|hotmail)\.")

Grund = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Steckbrief:
    """What entries are compared by, all of it normalised; empty means unknown. ``adresse`` is postcode and street."""

    art: str
    pk: int
    worte: tuple[str, ...]
    telefon: str = ""
    email: str = ""
    website: str = ""
    host: str = ""
    plz: str = ""
    adresse: str = ""
    partner: int = 0
    text: str = ""
    # Counted once for each entry instead of once for each pair.
    sortiert: str = ""
    zahlen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paar:
    """``a`` and ``b`` are keys, the smaller one first; ``grad`` 0 to 100."""

    art: str
    a: int
    b: int
    grad: int
    gruende: tuple[Grund, ...]


def make_steckbrief(art: str, pk: int, name: str, **angaben) -> Steckbrief:
    """From fields as they were typed: telefon, email, website, strasse, plz, partner (key) and text."""
    email, website = angaben.get("email", "").strip().casefold(), angaben.get("website", "").strip()
    strasse = strasse_gefaltet(angaben.get("strasse", ""))
    plz = angaben.get("plz", "")
    worte = namensworte(name)
    return Steckbrief(
        art,
        pk,
        worte,
        sortiert=" ".join(sorted(worte)),
        zahlen=frozenset(wort for wort in worte if wort.isdecimal()),
        telefon=telefon(angaben.get("telefon", "")),
        email=email,
        website=website_gefaltet(website),
        host=host(website) or host_der_mail(email),
        plz=plz,
        adresse=f"{plz} {strasse}" if plz and strasse else "",
        partner=angaben.get("partner") or 0,
        text=falte(angaben.get("text", "")),
    )


@lru_cache(maxsize=50_000)
def namensworte(name: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, each once, in their order; numbers too."""
    alle = woerter(name)
    gut = [wort for wort in alle if wort.isdecimal() or (len(wort) > 1 and wort not in STOPPWOERTER)]
    return tuple(dict.fromkeys(stamm(wort) for wort in gut or alle))


@lru_cache(maxsize=50_000)
def telefon(text: str) -> str:
    """„05551 708-140“ and „+49 (0)5551/708140“ as one number in E.164; empty when it is none."""
    try:
        nummer = phonenumbers.parse(text.replace("(0)", ""), "DE")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(nummer, phonenumbers.PhoneNumberFormat.E164)


def strasse_gefaltet(text: str) -> str:
    """„Lange Str. 5“ and „Lange Straße 5“ as one."""
    return re.sub(r"str(?:asse)?\b", "str", falte(text)).replace(" str", "str")


def host(website: str) -> str:
    """„amt.example“ of „https://www.amt.example/x“; empty when it is no address."""
    try:
        name = urlsplit(website if "//" in website else f"//{website}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.")


def host_der_mail(email: str) -> str:
    """The domain of an address, unless anybody can have one there."""
    domain = email.rpartition("@")[2]
    return "" if GENERISCH.match(domain) else domain


def website_gefaltet(website: str) -> str:
    """Host and path without what makes no difference."""
    return f"{host(website)}{urlsplit(website).path.rstrip('/')}".casefold() if host(website) else ""


def vergleiche(a: Steckbrief, b: Steckbrief) -> Paar | None:
    """The pair with its degree and reasons; ``None`` below ``SCHWELLE``."""
    name = name_aehnlich(a, b)
    if name < NAME_MINDESTENS:
        return None
    gruende = [*_gleiches(a, b)]
    if a.text and b.text and (text := round(fuzz.token_sort_ratio(a.text, b.text))) >= TEXT_MINDESTENS:
        gruende.append(("text", text))
    grad = name * NAMENSGEWICHT[a.art] / 100 + sum(GLEICH.get(grund, TEXT) for grund, _prozent in gruende)
    grad -= sum(
        abzug for feld, abzug in VERSCHIEDEN.items() if (x := getattr(a, feld)) and (y := getattr(b, feld)) and x != y
    )
    if grad < SCHWELLE:
        return None
    erster, zweiter = sorted((a.pk, b.pk))
    return Paar(a.art, erster, zweiter, min(100, round(grad)), (("name", name), *gruende))


def name_aehnlich(a: Steckbrief, b: Steckbrief) -> int:
    """Percent, in any order of the words; names that differ in a number („Gruppe 1“, „Gruppe 2“) are held apart."""
    grad = fuzz.ratio(a.sortiert, b.sortiert, score_cutoff=NAME_MINDESTENS)
    return round(min(grad, 50) if a.zahlen and b.zahlen and a.zahlen != b.zahlen else grad)


def _gleiches(a: Steckbrief, b: Steckbrief) -> Iterator[Grund]:
    """What is known of both and the same; the host only where the whole address of the site is not."""
    for feld in GLEICH:
        wert = getattr(a, feld)
        if wert and wert == getattr(b, feld) and not (feld == "host" and a.website and a.website == b.website):
            yield feld, 0


def find_paare(steckbriefe: Iterable[Steckbrief]) -> list[Paar]:
    """All suspected pairs of one kind, most alike first."""
    alle = {brief.pk: brief for brief in steckbriefe}
    gefunden = (vergleiche(alle[a], alle[b]) for a, b in kandidaten(list(alle.values())))
    return sorted((paar for paar in gefunden if paar), key=lambda paar: (-paar.grad, paar.a, paar.b))


def kandidaten(steckbriefe: list[Steckbrief]) -> set[tuple[int, int]]:
    """Pairs that share a key; of a large block only those whose names are neighbours."""
    bloecke = defaultdict(list)
    for brief in steckbriefe:
        for schluessel in schluessel_von(brief):
            bloecke[schluessel].append(brief)
    paare = set()
    for block in bloecke.values():
        for a, b in _paare_im_block(block):
            paare.add((a.pk, b.pk) if a.pk < b.pk else (b.pk, a.pk))
    return paare


def schluessel_von(brief: Steckbrief) -> Iterator[tuple]:
    """What a double most likely shares: contact, address, partner, or two words of the name."""
    for feld in ("telefon", "email", "website", "adresse", "partner"):
        if wert := getattr(brief, feld):
            yield feld, wert
    worte = sorted(brief.worte, key=lambda wort: (-len(wort), wort))[:WORTE]
    yield from (("worte", *sorted(zwei)) for zwei in combinations(worte, 2))
    if len(worte) == 1:
        yield "worte", worte[0]


def _paare_im_block(block: list[Steckbrief]) -> Iterator[tuple[Steckbrief, Steckbrief]]:
    if len(block) <= BLOCK:
        yield from combinations(block, 2)
        return
    sortiert = sorted(block, key=lambda brief: (sorted(brief.worte), brief.pk))
    for stelle, brief in enumerate(sortiert):
        for anderer in sortiert[stelle + 1 : stelle + 1 + NACHBARN]:
            yield brief, anderer
