"""What the database already knows, read once for a whole sheet: a row costs no query of its own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import batched

from django.db.models import Q

from angebote.import_export.lesung import Lesung
from angebote.models import Angebot
from netzwerk.einlesen.regionen import Regionen
from netzwerk.models import Mitgliedschaft, Netzwerk, Partner, Region, Thema, Zielgruppe
from netzwerk.tabellen.namensliste import Namensliste
from netzwerk.text import falte

BLOCK = 1000


class Netzwerke:
    """The active networks, to say to which one a new offer belongs."""

    def __init__(self):
        self.netzwerke = {netz.pk: netz for netz in Netzwerk.objects.aktiv().prefetch_related("regionen")}
        self.je_partner: dict[int, set[int]] = defaultdict(set)
        mitglieder = Mitgliedschaft.objects.filter(netzwerk__in=self.netzwerke).values_list("partner_id", "netzwerk_id")
        for partner_id, netzwerk_id in mitglieder:
            self.je_partner[partner_id].add(netzwerk_id)

    def finde(self, partner: Partner | str, regionen: list[Region]) -> Netzwerk | None:
        """The only one whose member the partner is, else the only one whose area holds all the regions, else none."""
        mitglied_in = self.je_partner.get(getattr(partner, "pk", None), set())
        if len(mitglied_in) == 1:
            return self.netzwerke[next(iter(mitglied_in))]
        kandidaten = [self.netzwerke[pk] for pk in mitglied_in] or list(self.netzwerke.values())
        umfassend = [netz for netz in kandidaten if regionen and all(_umfasst(netz, region) for region in regionen)]
        return umfassend[0] if len(umfassend) == 1 else None

    def trifft(self, netzwerk: Netzwerk, regionen: list[Region]) -> bool:
        """Whether one of the regions lies in the network's area or holds a part of it. Without an area: yes."""
        gebiete = self.netzwerke[netzwerk.pk].regionen.all()
        paare = [(region.pfad, gebiet.pfad) for region in regionen for gebiet in gebiete]
        return not gebiete or any(a.startswith(b) or b.startswith(a) for a, b in paare)


def _umfasst(netzwerk: Netzwerk, region: Region) -> bool:
    return any(region.pfad.startswith(gebiet.pfad) for gebiet in netzwerk.regionen.all())


class Bestand:
    def __init__(self):
        self.regionen = Regionen()
        self.netzwerke = Netzwerke()
        self.themen = Namensliste(Thema.objects.select_related("eltern"), _slug, _name)
        self.zielgruppen = Namensliste(Zielgruppe.objects.all(), _slug, _name)
        alle = list(Partner.objects.all())
        self.partner = Namensliste(alle, _name, lambda partner: partner.kurzname)
        self.partner_je_slug = {partner.slug: partner for partner in alle}
        self.neue_partner: Namensliste[str] = Namensliste([], str)
        self.neue_zielgruppen: Namensliste[str] = Namensliste([], str)

    def find_partner(self, name: str, netzwerk: Netzwerk | None) -> list[Partner | str]:
        """The partners that may be meant; the name of a new one, in its first spelling, where there is none."""
        treffer = self.partner.finde(name)
        if not treffer and name in self.partner_je_slug:
            treffer = [self.partner_je_slug[name]]
        if len(treffer) > 1 and netzwerk:
            mitglieder = [p for p in treffer if netzwerk.pk in self.netzwerke.je_partner.get(p.pk, ())]
            treffer = mitglieder or treffer
        return treffer or [_erste_schreibweise(self.neue_partner, name)]

    def find_zielgruppe(self, name: str) -> Zielgruppe | str:
        treffer = self.zielgruppen.finde(name)
        return treffer[0] if treffer else _erste_schreibweise(self.neue_zielgruppen, name)


def _slug(ding) -> str:
    return ding.slug


def _name(ding) -> str:
    return ding.name


def _erste_schreibweise(liste: Namensliste[str], name: str) -> str:
    if not liste.finde(name):
        liste.add(name)
    return liste.finde(name)[0]


class Angebote:
    """The stored offers that rows of the sheet may mean, by page address, by key and by partner with title."""

    def __init__(self, lesungen: list[Lesung], partner: Iterable[Partner | str]):
        self.je_adresse: dict[tuple[str, int], Angebot] = {}
        self.je_schluessel: dict[str, list[Angebot]] = defaultdict(list)
        self.je_titel: dict[tuple[int, str], list[Angebot]] = defaultdict(list)
        for angebot in _lade(lesungen, partner):
            self.je_adresse[angebot.slug, angebot.nummer] = angebot
            self.je_titel[angebot.partner_id, falte(angebot.titel)].append(angebot)
            if angebot.externer_schluessel:
                self.je_schluessel[angebot.externer_schluessel].append(angebot)


def _lade(lesungen: list[Lesung], partner: Iterable[Partner | str]) -> Iterator[Angebot]:
    """Every offer once; asked for in blocks, since databases limit the number of values in a query."""
    gesucht = {
        "nummer": {lesung.werte["url"][1] for lesung in lesungen if lesung.werte.get("url")},
        "externer_schluessel": {lesung.text("schluessel") for lesung in lesungen} - {""},
        "partner": {p.pk for p in partner if isinstance(p, Partner)},
    }
    gefunden = set()
    for name, werte in gesucht.items():
        for block in batched(sorted(werte), BLOCK):
            nummern = Angebot.objects.filter(Q(**{f"{name}__in": block})).values_list("pk", flat=True)
            gefunden.update(nummern)
    for block in batched(sorted(gefunden), BLOCK):
        yield from (
            Angebot.objects.filter(pk__in=block)
            .defer("suchtext")
            .select_related("partner", "anlaufstelle", "netzwerk")
            .prefetch_related("regionen__eltern", "themen", "zielgruppen")
        )
