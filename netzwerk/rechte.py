"""Who may do what in the Verwaltung: the one place that decides.

A Konto acts through its Zugänge: Verwaltung (and every superuser) has the whole installation, Koordination its
networks, Redaktion its partners, a Lots*in the drop-in points at which she is named. What belongs to whom follows from
lookup paths that lead from a model to its Netzwerk, its Partner and its Ansprechperson. Each admin class states a
``Regel``: these paths, and what a role may do with its own.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.admin.utils import lookup_spawns_duplicates
from django.db.models import Model, Q, QuerySet

from netzwerk.models import Netzwerk, Partner, Zugang

# Django's own words for the four rights, so that its admin and this module mean the same.
SEHEN, ANLEGEN, AENDERN, LOESCHEN = "view", "add", "change", "delete"
ALLES = frozenset({SEHEN, ANLEGEN, AENDERN, LOESCHEN})
OHNE_LOESCHEN = ALLES - {LOESCHEN}
BEARBEITEN = frozenset({SEHEN, AENDERN})
LESEN = frozenset({SEHEN})
NICHTS = frozenset()

VERWALTUNG, KOORDINATION = Zugang.Rolle.VERWALTUNG, Zugang.Rolle.KOORDINATION
REDAKTION, LOTSIN = Zugang.Rolle.REDAKTION, Zugang.Rolle.LOTSIN


@dataclass(frozen=True)
class Reichweite:
    """How far an account reaches: everywhere, or these networks, partners and persons (primary keys)."""

    verwaltung: bool = False
    netzwerke: frozenset[int] = frozenset()
    partner: frozenset[int] = frozenset()
    personen: frozenset[int] = frozenset()

    @property
    def hat_zugang(self) -> bool:
        return bool(self.verwaltung or self.netzwerke or self.partner or self.personen)


@dataclass(frozen=True)
class Regel:
    """Whose the rows of a model are, and what a role may do with its own.

    A path is a lookup such as ``"partner__netzwerke"``, ``"pk"`` for the Netzwerk, Partner or person itself; several
    paths are alternatives, none means that the role owns nothing here. ``alle_lesen``: everybody with a Zugang reads
    all.
    """

    netzwerk_pfade: tuple[str, ...] = ()
    partner_pfade: tuple[str, ...] = ()
    koordination: frozenset[str] = ALLES
    redaktion: frozenset[str] = ALLES
    lotsen_pfade: tuple[str, ...] = ()
    lotsin: frozenset[str] = NICHTS
    alle_lesen: bool = False


def reichweite(konto) -> Reichweite:
    """Read once per account object, which is once per request. Visitors and inactive accounts reach nothing."""
    if not konto.is_authenticated:
        return Reichweite()
    if not hasattr(konto, "_reichweite"):
        konto._reichweite = _read_reichweite(konto)
    return konto._reichweite


def _read_reichweite(konto) -> Reichweite:
    if not konto.is_active:
        return Reichweite()
    if konto.is_superuser:
        return Reichweite(verwaltung=True)
    je_rolle = defaultdict(set)
    for rolle, *ziele in konto.zugaenge.values_list("rolle", "netzwerk_id", "partner_id", "person_id"):
        je_rolle[rolle] |= {ziel for ziel in ziele if ziel is not None}
    return Reichweite(
        verwaltung=VERWALTUNG in je_rolle,
        netzwerke=frozenset(je_rolle.get(KOORDINATION, ())),
        partner=frozenset(je_rolle.get(REDAKTION, ())),
        personen=frozenset(je_rolle.get(LOTSIN, ())),
    )


def darf(konto, recht: str, regel: Regel) -> bool:
    """Whether the account has the right on any row at all."""
    weite = reichweite(konto)
    if weite.verwaltung or (regel.alle_lesen and recht == SEHEN and weite.hat_zugang):
        return True
    return any(recht in rechte for _rolle, rechte, _bedingung in _rollen(weite, regel))


def darf_an(konto, recht: str, objekt: Model, regel: Regel) -> bool:
    """Whether the account has the right on this stored row."""
    weite = reichweite(konto)
    if weite.verwaltung or (regel.alle_lesen and recht == SEHEN and weite.hat_zugang):
        return True
    eigen = rollen_an(konto, objekt, regel)
    return any(recht in rechte and rolle in eigen for rolle, rechte, _bedingung in _rollen(weite, regel))


def rollen_an(konto, objekt: Model, regel: Regel) -> frozenset[str]:
    """The roles through which the row is the account's own; asked once per object, one query a role."""
    weite = reichweite(konto)
    if weite.verwaltung:
        return frozenset({VERWALTUNG})
    merker = objekt.__dict__.setdefault("_rollen", {})
    schluessel = (konto.pk, regel.netzwerk_pfade, regel.partner_pfade, regel.lotsen_pfade)
    if schluessel not in merker:
        zeile = type(objekt)._base_manager.filter(pk=objekt.pk)
        merker[schluessel] = frozenset(
            rolle for rolle, _rechte, bedingung in _rollen(weite, regel) if zeile.filter(bedingung).exists()
        )
    return merker[schluessel]


def rollen(konto, regel: Regel) -> frozenset[str]:
    """The roles in which the account may own rows of that kind."""
    weite = reichweite(konto)
    if weite.verwaltung:
        return frozenset({VERWALTUNG})
    return frozenset(rolle for rolle, _rechte, _bedingung in _rollen(weite, regel))


def mit_recht(konto, recht: str, queryset: QuerySet, regel: Regel) -> QuerySet:
    """The rows on which the account has the right."""
    weite = reichweite(konto)
    if weite.verwaltung or (regel.alle_lesen and recht == SEHEN and weite.hat_zugang):
        return queryset
    eigen = Q(pk__in=[])
    for _rolle, rechte, bedingung in _rollen(weite, regel):
        if recht in rechte:
            eigen |= _ohne_doppelte(queryset.model, bedingung)
    return queryset.filter(eigen)


def _ohne_doppelte(modell: type[Model], bedingung: Q) -> Q:
    """A path over many-to-many would double rows, and ``distinct()`` forbids deleting: a subquery, where it must be."""
    if any(lookup_spawns_duplicates(modell._meta, lookup) for lookup, _wert in bedingung.children):
        return Q(pk__in=modell._base_manager.filter(bedingung).values("pk"))
    return bedingung


def eigene(konto, queryset: QuerySet, *, netzwerk_pfad: str = "", partner_pfad: str = "") -> QuerySet:
    """The rows that belong to the account's networks or partners; all of them for the Verwaltung."""
    return mit_recht(konto, SEHEN, queryset, Regel(pfade(netzwerk_pfad), pfade(partner_pfad)))


def darf_veroeffentlichen(konto, netzwerk_id: int | None) -> bool:
    """Who may make an entry of that network public; without network only the Verwaltung."""
    weite = reichweite(konto)
    return weite.verwaltung or netzwerk_id in weite.netzwerke


def zustaendige(objekt: Model) -> tuple[Partner | None, list[Netzwerk]]:
    """Whose entry it is, and the networks whose Koordination decides about it; none means the Verwaltung."""
    partner = objekt if isinstance(objekt, Partner) else getattr(objekt, "partner", None)
    if isinstance(objekt, Netzwerk):
        return None, [objekt]
    if netzwerk := getattr(objekt, "netzwerk", None):
        return partner, [netzwerk]
    return partner, list(partner.netzwerke.all()) if isinstance(partner, Partner) else []


def entscheidet(konto, objekt: Model) -> bool:
    """Whether the account decides about the entry: as Verwaltung, or as Koordination of a responsible network."""
    weite = reichweite(konto)
    if weite.verwaltung or not weite.netzwerke:
        return weite.verwaltung
    return any(netzwerk.pk in weite.netzwerke for netzwerk in zustaendige(objekt)[1])


def darf_sofort(konto, objekt: Model) -> bool:
    """Whether a change of the live entry appears at once; else it waits as a proposal."""
    partner = zustaendige(objekt)[0]
    return bool(partner and partner.geht_sofort_live) or entscheidet(konto, objekt)


def pfade(angabe: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """One path, several or none as the tuple that a ``Regel`` takes."""
    return (angabe,) if isinstance(angabe, str) and angabe else tuple(angabe or ())


def _rollen(weite: Reichweite, regel: Regel) -> Iterator[tuple[str, frozenset[str], Q]]:
    """Every role that the account has and the rule knows: its rights and the condition for its own rows."""
    for rolle, rechte, wege, schluessel in (
        (KOORDINATION, regel.koordination, regel.netzwerk_pfade, weite.netzwerke),
        (REDAKTION, regel.redaktion, regel.partner_pfade, weite.partner),
        (LOTSIN, regel.lotsin, regel.lotsen_pfade, weite.personen),
    ):
        if rechte and wege and schluessel:
            bedingung = Q()
            for weg in wege:
                bedingung |= Q(**{f"{weg}__in": schluessel})
            yield rolle, rechte, bedingung
