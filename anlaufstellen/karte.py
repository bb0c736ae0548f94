"""A map drawn by the server: points, known places and a grid as values for one inline SVG. Pure.

An equirectangular frame, scaled by the cosine of its middle latitude: true enough for a Kreis. What the drawing shows
also stands in ``Karte.zeilen``, with the same numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, radians

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerk.entfernung import KM_JE_GRAD

BREITE = 400
HOEHE_AB, HOEHE_BIS = 260, 340
# Room at the edges for half a mark and its number.
RAND = 34
# One point alone is shown with this much around it.
MINDESTENS_KM = 4.0
# Farther apart than that a map of dots says nothing.
HOECHSTENS_KM = 150.0
HOECHSTENS = 30
RADIUS = 13
# Room of a letter of a place's name and of a mark's number, and the height of a line.
BUCHSTABE, ZIFFER, ZEILE = 8.0, 8.5, 18
# Letters on a mark: about a third of the map.
MARKE_BIS = 14
MASSE_KM = (0.5, 1, 2, 5, 10, 20, 50)
RICHTUNGEN = (
    gettext_lazy("nördlich"),
    gettext_lazy("nordöstlich"),
    gettext_lazy("östlich"),
    gettext_lazy("südöstlich"),
    gettext_lazy("südlich"),
    gettext_lazy("südwestlich"),
    gettext_lazy("westlich"),
    gettext_lazy("nordwestlich"),
)

type Grad = tuple[float, float]
"""Latitude and longitude, WGS84 degrees."""


@dataclass(frozen=True, slots=True)
class Ziel:
    """Something to go to. ``ungefaehr``: its point is the middle of the postcode, not the house."""

    name: str
    punkt: Grad
    adresse: str = ""
    wo: str = ""
    ungefaehr: bool = False
    ist_eigen: bool = False

    @property
    def punkt_text(self) -> str:
        """„51.70690,10.00110“."""
        return ",".join(f"{grad:.5f}" for grad in self.punkt)


@dataclass(frozen=True, slots=True)
class Marke:
    """A mark in SVG units; several points that would cover each other share one."""

    x: float
    y: float
    nummern: tuple[int, ...]
    namen: tuple[str, ...]
    adresse: str
    ist_eigen: bool = False

    @property
    def text(self) -> str:
        """„3, 7“; three or more in a row as „1–4“; what would be too wide as „12 Punkte“."""
        return self.alle if len(self.alle) <= MARKE_BIS else _("%d Punkte") % len(self.nummern)

    @property
    def alle(self) -> str:
        """Every number of it."""
        return nummern_text(self.nummern)

    @property
    def breite(self) -> float:
        return max(2.0 * RADIUS, len(self.text) * ZIFFER + 10)

    @property
    def anfang(self) -> float:
        return round(self.x - self.breite / 2, 1)

    @property
    def oben(self) -> float:
        return self.y - RADIUS

    @property
    def kasten(self) -> "Kasten":
        return self.anfang, self.oben, self.anfang + self.breite, self.y + RADIUS


@dataclass(frozen=True, slots=True)
class Ortsname:
    """A known place: its dot, and where its name stands (centred)."""

    name: str
    x: float
    y: float
    text_x: float
    text_y: float


@dataclass(frozen=True, slots=True)
class Zeile:
    """A point of the map in words."""

    nummer: int
    ziel: Ziel
    lage: str


@dataclass(frozen=True, slots=True)
class Karte:
    """``mass`` is the side of a square of the grid, ``bezug`` what distances are told from, in words, empty where
    none are told; ``strecke`` joins the stops of a tour, as SVG points.
    """

    hoehe: int
    marken: tuple[Marke, ...]
    orte: tuple[Ortsname, ...]
    zeilen: tuple[Zeile, ...]
    mass_km: float
    mass: float
    senkrechte: tuple[float, ...]
    waagerechte: tuple[float, ...]
    mass_x: float
    mitte: tuple[float, float] | None = None
    mitte_name: str = ""
    bezug: str = ""
    strecke: str = ""
    titel: str = ""

    breite = BREITE

    @property
    def mass_text(self) -> str:
        return f"{zahl(self.mass_km)} km"

    @property
    def beschreibung(self) -> str:
        """What the drawing shows, for those who do not see it; the list below says the rest."""
        teile = [_("%d Punkte mit Nummern, dieselben wie in der Liste darunter.") % len(self.zeilen)]
        if len(self.zeilen) == 1:
            teile = [_("Ein Punkt mit Nummer, derselbe wie in der Liste darunter.")]
        if self.mitte_name:
            teile.append(_("Ein Kreuz zeigt: %s.") % self.mitte_name)
        if self.strecke:
            teile.append(_("Eine Linie verbindet die Halte in der Reihenfolge der Woche."))
        if self.orte:
            teile.append(_("Orte: %s.") % ", ".join(ort.name for ort in self.orte))
        teile.append(_("Ein Kästchen ist %s breit. Norden ist oben.") % self.mass_text)
        return " ".join(teile)

    @property
    def ist_ungefaehr(self) -> bool:
        return any(zeile.ziel.ungefaehr for zeile in self.zeilen)


class Rahmen:
    """The part of the earth that is drawn: degrees in, SVG units out."""

    def __init__(self, punkte: Sequence[Grad]):
        breiten, laengen = [p[0] for p in punkte], [p[1] for p in punkte]
        self.mitte = (min(breiten) + max(breiten)) / 2, (min(laengen) + max(laengen)) / 2
        self.km_je_laenge = KM_JE_GRAD * max(cos(radians(self.mitte[0])), 0.01)
        self.spanne = (max(laengen) - min(laengen)) * self.km_je_laenge, (max(breiten) - min(breiten)) * KM_JE_GRAD
        breite, hoehe = (max(seite, MINDESTENS_KM / 2) for seite in self.spanne)
        je_km = min((BREITE - 2 * RAND) / breite, (HOEHE_BIS - 2 * RAND) / hoehe, BREITE / MINDESTENS_KM)
        self.je_km = je_km
        self.hoehe = round(min(max(hoehe * je_km + 2 * RAND, HOEHE_AB), HOEHE_BIS))

    def project(self, punkt: Grad) -> tuple[float, float]:
        x = BREITE / 2 + (punkt[1] - self.mitte[1]) * self.km_je_laenge * self.je_km
        y = self.hoehe / 2 - (punkt[0] - self.mitte[0]) * KM_JE_GRAD * self.je_km
        return round(x, 1), round(y, 1)

    @property
    def grenzen(self) -> tuple[float, float, float, float]:
        """South, north, west, east."""
        hoch = self.hoehe / 2 / self.je_km / KM_JE_GRAD
        quer = BREITE / 2 / self.je_km / self.km_je_laenge
        return self.mitte[0] - hoch, self.mitte[0] + hoch, self.mitte[1] - quer, self.mitte[1] + quer

    @property
    def mass_km(self) -> float:
        """The grid's step: the largest round figure that is not much over a fifth of the width."""
        return max((km for km in MASSE_KM if km * self.je_km <= BREITE / 4), default=MASSE_KM[0])


def make_rahmen(ziele: Sequence[Ziel], mitte: Grad | None = None) -> Rahmen | None:
    """The frame around the points and my place; ``None`` when there is nothing to draw or it lies too far apart."""
    if not ziele:
        return None
    rahmen = Rahmen([ziel.punkt for ziel in ziele] + ([mitte] if mitte else []))
    return None if max(rahmen.spanne) > HOECHSTENS_KM else rahmen


def zeichne(
    rahmen: Rahmen,
    ziele: Sequence[Ziel],
    orte: Iterable[tuple[str, Grad]] = (),
    *,
    mitte: Grad | None = None,
    mitte_name: str = "",
    ist_tour: bool = False,
    titel: str = "",
) -> Karte:
    """The map of the points, numbered from 1 in their order; ``orte`` come in the order of their weight."""
    marken = ruecke_zusammen([_marke(rahmen, nummer, ziel) for nummer, ziel in enumerate(ziele, 1)])
    kreuz = rahmen.project(mitte) if mitte else None
    eigenes = next((ziel.punkt for ziel in ziele if ziel.ist_eigen), None)
    von = mitte or eigenes or rahmen.mitte
    ohne_bezug = ist_tour and mitte is None
    strecke = [rahmen.project(ziel.punkt) for ziel in ziele] if ist_tour and len(ziele) > 1 else []
    mass = rahmen.mass_km * rahmen.je_km
    mass_x = _mass_stelle(rahmen, marken)
    return Karte(
        hoehe=rahmen.hoehe,
        marken=tuple(marken),
        orte=tuple(_beschrifte(rahmen, orte, marken, kreuz, mass_x)),
        zeilen=tuple(
            Zeile(nummer, ziel, "" if ohne_bezug else _lage(von, ziel)) for nummer, ziel in enumerate(ziele, 1)
        ),
        mass_km=rahmen.mass_km,
        mass=round(mass, 1),
        mass_x=mass_x,
        senkrechte=tuple(_linien(mass, BREITE)),
        waagerechte=tuple(_linien(mass, rahmen.hoehe)),
        mitte=kreuz,
        mitte_name=mitte_name if kreuz else "",
        bezug="" if ohne_bezug else _bezug(mitte_name if kreuz else "", eigenes),
        strecke=" ".join(f"{x},{y}" for x, y in strecke),
        titel=titel,
    )


def _bezug(mitte_name: str, eigenes: Grad | None) -> str:
    return mitte_name or (_("dieser Anlaufstelle") if eigenes else _("der Mitte der Karte"))


def _marke(rahmen: Rahmen, nummer: int, ziel: Ziel) -> Marke:
    return Marke(*rahmen.project(ziel.punkt), (nummer,), (ziel.name,), ziel.adresse, ziel.ist_eigen)


def ruecke_zusammen(marken: list[Marke]) -> list[Marke]:
    """Marks that cover each other become one with all their numbers, until none does."""
    offen = list(marken)
    while paar := next(((a, b) for n, a in enumerate(offen) for b in offen[n + 1 :] if _beruehren(a, b)), None):
        erste, zweite = paar
        gemeinsam = _vereine(erste, zweite)
        offen = [gemeinsam if marke is erste else marke for marke in offen if marke is not zweite]
    return offen


def _beruehren(a: Marke, b: Marke) -> bool:
    return abs(a.x - b.x) < (a.breite + b.breite) / 2 and abs(a.y - b.y) < 2 * RADIUS


def _vereine(a: Marke, b: Marke) -> Marke:
    """Between the two, by how many points each stands for; its link leads to the list."""
    anteil = len(b.nummern) / (len(a.nummern) + len(b.nummern))
    x, y = (round(p + (q - p) * anteil, 1) for p, q in ((a.x, b.x), (a.y, b.y)))
    nummern, namen = zip(*sorted(zip(a.nummern + b.nummern, a.namen + b.namen, strict=True)), strict=True)
    neu = Marke(x, y, nummern, namen, "", a.ist_eigen or b.ist_eigen)
    return replace(neu, x=min(max(x, neu.breite / 2 + 2), BREITE - neu.breite / 2 - 2))


def nummern_text(nummern: Sequence[int]) -> str:
    laeufe: list[list[int]] = []
    for nummer in nummern:
        if laeufe and nummer == laeufe[-1][-1] + 1:
            laeufe[-1].append(nummer)
        else:
            laeufe.append([nummer])
    return ", ".join(f"{lauf[0]}–{lauf[-1]}" if len(lauf) > 2 else ", ".join(map(str, lauf)) for lauf in laeufe)


type Kasten = tuple[float, float, float, float]
"""West, north, east, south in SVG units."""


def _masskasten(rahmen: Rahmen, x: float) -> Kasten:
    """The room of the scale and its figure, which begins at ``x``."""
    return (x - 4, rahmen.hoehe - 30, x + rahmen.mass_km * rahmen.je_km + 54, rahmen.hoehe)


def _mass_stelle(rahmen: Rahmen, marken: list[Marke]) -> float:
    """Where the scale begins: in the west, or in the east where only there no mark covers it."""
    ecken = (10.0, round(BREITE - 60 - rahmen.mass_km * rahmen.je_km, 1))
    frei = (x for x in ecken if not any(_ueberlappt(_masskasten(rahmen, x), marke.kasten) for marke in marken))
    return next(frei, ecken[0])


def _beschrifte(rahmen: Rahmen, orte, marken: list[Marke], kreuz, mass_x: float) -> Iterable[Ortsname]:
    """Names that find room, the weightier first: below or above their dot, or the mark that covers it."""
    belegt: list[Kasten] = [marke.kasten for marke in marken]
    belegt.append(_masskasten(rahmen, mass_x))
    belegt.append((BREITE - 30, 0, BREITE, 40))
    if kreuz:
        belegt.append((kreuz[0] - 14, kreuz[1] - 14, kreuz[0] + 14, kreuz[1] + 14))
    for name, punkt in orte:
        x, y = rahmen.project(punkt)
        halb = len(name) * BUCHSTABE / 2
        text_x = round(min(max(x, halb + 4), BREITE - halb - 4), 1)
        for grundlinie in (y + ZEILE, y - 8, y + RADIUS + ZEILE, y - RADIUS - 8):
            kasten = (text_x - halb, grundlinie - ZEILE + 4, text_x + halb, grundlinie + 5)
            if _passt(kasten, (x, y), rahmen.hoehe) and not any(_ueberlappt(kasten, anderer) for anderer in belegt):
                belegt.append(kasten)
                yield Ortsname(name, x, y, text_x, round(grundlinie, 1))
                break


def _passt(kasten: Kasten, punkt: tuple[float, float], hoehe: int) -> bool:
    return kasten[0] >= 2 and kasten[2] <= BREITE - 2 and kasten[1] >= 2 and kasten[3] <= hoehe - 2 and punkt[0] > 0


def _ueberlappt(a: Kasten, b: Kasten) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _linien(mass: float, laenge: int) -> Iterable[float]:
    """The lines of the grid, with one through the middle."""
    stelle = laenge / 2 % mass
    while stelle < laenge:
        yield round(stelle, 1)
        stelle += mass


def abstand_km(von: Grad, nach: Grad) -> float:
    """Kilometres on a flat map, good for the size of a Kreis."""
    quer = (nach[1] - von[1]) * cos(radians((von[0] + nach[0]) / 2))
    return hypot(nach[0] - von[0], quer) * KM_JE_GRAD


def richtung(von: Grad, nach: Grad) -> str:
    """„nordöstlich“: one of eight."""
    quer = (nach[1] - von[1]) * cos(radians((von[0] + nach[0]) / 2))
    winkel = degrees(atan2(quer, nach[0] - von[0])) % 360
    return str(RICHTUNGEN[round(winkel / 45) % 8])


def _lage(von: Grad, ziel: Ziel) -> str:
    """„2,3 km nordöstlich“."""
    if ziel.ist_eigen:
        return _("diese Anlaufstelle")
    km = abstand_km(von, ziel.punkt)
    if km >= 0.1:
        return f"{km_text(km)} {richtung(von, ziel.punkt)}"
    return _("im selben Postleitzahlgebiet") if ziel.ungefaehr else _("an derselben Stelle")


def km_text(km: float) -> str:
    """„800 m“, „2,3 km“, „12 km“; number and unit stay on one line."""
    if km < 0.95:
        return f"{max(round(km * 10) * 100, 100)}\u00a0m"
    return f"{zahl(round(km, 1) if km < 9.95 else round(km))}\u00a0km"


def zahl(wert: float) -> str:
    """With a comma where there is something behind it."""
    return number_format(int(wert) if wert == int(wert) else wert)
