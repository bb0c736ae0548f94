"""What has changed between two booklets: offers and points by short number, everything else by name. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wegweiser.druck.heft import Heft
from wegweiser.druck.posten import EINLEITUNG, Angabe, Posten, read_heft

# From this share of outdated entries on (percent), a sheet to put in no longer helps.
NACHDRUCK_AB = 15
# That somebody has looked again is good to know, but no reason to print.
NEBENSACHE = frozenset({"Bestätigt"})
# Days off that are over vanish by themselves; only a new one is a change.
VERGEHT = frozenset({"Pause", "Geschlossen"})


@dataclass(frozen=True, slots=True)
class Geheim:
    """What may have been printed openly and is protected today: short numbers of entries, and words of addresses.

    Of such entries no old word is shown, and no old value that holds such a word.
    """

    nummern: frozenset[int] = frozenset()
    worte: frozenset[str] = frozenset()

    def filter_alt(self, werte: tuple[str, ...], nummer: int | None) -> tuple[str, ...]:
        """The old values that may still be shown."""
        if nummer in self.nummern:
            return ()
        return tuple(wert for wert in werte if not any(wort in wert.casefold() for wort in self.worte))


NICHTS_GEHEIM = Geheim()


@dataclass(frozen=True, slots=True)
class Aenderung:
    """One fact: what the old booklet says and what is true now; empty where it says nothing."""

    name: str
    alt: tuple[str, ...]
    neu: tuple[str, ...]

    @property
    def beschriftung(self) -> str:
        """The name before the words; a question has its mark already."""
        return self.name if self.name.endswith("?") else f"{self.name}:"

    @property
    def ist_telefon(self) -> bool:
        """The new value can be dialled."""
        return bool(self.neu) and self.name == _("Telefon")


@dataclass(frozen=True, slots=True)
class Geaendert:
    """An entry as it is now, and what is different about it."""

    posten: Posten
    aenderungen: tuple[Aenderung, ...]


@dataclass(frozen=True, slots=True)
class Umzug:
    """An entry that stands in another chapter than before."""

    posten: Posten
    alt: str


@dataclass(frozen=True, slots=True)
class Vergleich:
    """``gedruckt``: how many entries the old booklet has, each counted once."""

    gedruckt: int
    neu: tuple[Posten, ...] = ()
    geaendert: tuple[Geaendert, ...] = ()
    weg: tuple[Posten, ...] = ()
    verschoben: tuple[Umzug, ...] = ()

    @property
    def ist_gleich(self) -> bool:
        return not (self.neu or self.geaendert or self.weg or self.verschoben)

    @property
    def braucht_blatt(self) -> bool:
        """Whoever has the old booklet needs to know; an entry in another chapter is found where it was."""
        return bool(self.neu or self.geaendert or self.weg)

    @property
    def falsch(self) -> int:
        """How many printed entries say something that no longer holds."""
        return sum(posten.ist_eintrag for posten in (*(eins.posten for eins in self.geaendert), *self.weg))

    @property
    def veraltet(self) -> int:
        """``falsch`` in percent of what is printed, 0–100, rounded."""
        return round(100 * self.falsch / self.gedruckt) if self.gedruckt else 0

    @property
    def lohnt_nachdruck(self) -> bool:
        return self.veraltet >= NACHDRUCK_AB

    @property
    def satz(self) -> str:
        """How far the edition can still be handed out, for the person who decides."""
        if self.ist_gleich:
            return _("Es hat sich nichts geändert. Das Heft stimmt noch.")
        zahlen = {"falsch": self.falsch, "gedruckt": self.gedruckt, "anteil": self.veraltet}
        mass = ngettext(
            "%(falsch)d von %(gedruckt)d Einträgen stimmt nicht mehr (%(anteil)d %%).",
            "%(falsch)d von %(gedruckt)d Einträgen stimmen nicht mehr (%(anteil)d %%).",
            self.falsch,
        )
        if not self.falsch:
            mass = _("Alle gedruckten Einträge stimmen noch.")
        rat = _("Ein Nachdruck lohnt sich.") if self.lohnt_nachdruck else _("Ein Einlegeblatt genügt.")
        return f"{mass % zahlen} {rat}"


def compare_hefte(alt: Heft, neu: Heft, *, geheim: Geheim = NICHTS_GEHEIM) -> Vergleich:
    """From the printed booklet to the one that would be printed today; lists in the order of the booklets."""
    vorher, jetzt = read_heft(alt), read_heft(neu)
    paare = [(vorher[schluessel], posten) for schluessel, posten in jetzt.items() if schluessel in vorher]
    verglichen = [Geaendert(posten, compare_posten(alter, posten, geheim=geheim)) for alter, posten in paare]
    return Vergleich(
        gedruckt=sum(posten.ist_eintrag for posten in vorher.values()),
        neu=_nur_in(jetzt, vorher),
        geaendert=tuple(eins for eins in verglichen if eins.aenderungen),
        weg=_nur_in(vorher, jetzt),
        verschoben=tuple(
            Umzug(posten, alter.kapitel) for alter, posten in paare if posten.nummer and alter.anker != posten.anker
        ),
    )


def compare_posten(alt: Posten, neu: Posten, *, geheim: Geheim = NICHTS_GEHEIM) -> tuple[Aenderung, ...]:
    """The facts that differ, as far as both booklets print them."""
    stufe = min(alt.stufe, neu.stufe)
    vorher, jetzt = _je_name(alt, stufe), _je_name(neu, stufe)
    gefunden = []
    for name in dict.fromkeys((*jetzt, *vorher)):
        if unterschied := _unterschied(name, vorher.get(name), jetzt.get(name)):
            werte, neue = unterschied
            gefunden.append(Aenderung(name, geheim.filter_alt(werte, neu.nummer), neue))
    return tuple(gefunden)


def _nur_in(diese: dict[tuple, Posten], andere: dict[tuple, Posten]) -> tuple[Posten, ...]:
    """An introduction comes and goes with the entries of its chapter."""
    return tuple(
        posten for schluessel, posten in diese.items() if schluessel not in andere and posten.art != EINLEITUNG
    )


def _je_name(posten: Posten, stufe: int) -> dict[str, Angabe]:
    return {a.name: a for a in posten.angaben if a.stufe <= stufe and a.name not in NEBENSACHE}


def _unterschied(name: str, alt: Angabe | None, neu: Angabe | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Old and new values, ``None`` when they say the same. Of longer texts only the sentences that differ."""
    vorher, jetzt = ({" ".join(wert.split()): wert for wert in a.werte if wert} if a else {} for a in (alt, neu))
    if list(vorher) == list(jetzt) or (name in VERGEHT and jetzt.keys() <= vorher.keys()):
        return None
    if (alt or neu).ist_text:
        gemeinsam = vorher.keys() & jetzt.keys()
        vorher, jetzt = ({w: seite[w] for w in seite if w not in gemeinsam} for seite in (vorher, jetzt))
    return (tuple(vorher.values()), tuple(jetzt.values())) if vorher or jetzt else None
