"""What stands where in a guide: collected while its chapters are put together, for the registers at its end."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Q

from angebote.models import Angebot, Leistung, Suchbegriff
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ebene, Partner, Region, Thema, Zielgruppe
from wegweiser.druck.satz import Stichwort

# Everyday words that lead to a printed topic or benefit: only close ones, and so many.
SYNONYME = 150
NAHE = 0.8
LANG = 30
# A word with more places than this leads nowhere: the town itself in its own guide.
ZU_OFT = 30

Anker = dict[str, list[str]]


@dataclass
class Fundorte:
    """Word or place → anchors of entries, in the order of the guide.

    ``themen`` and ``leistungen`` hold by primary key what the everyday words of the thesaurus lead to.
    """

    worte: Anker = field(default_factory=lambda: defaultdict(list))
    orte: Anker = field(default_factory=lambda: defaultdict(list))
    themen: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    leistungen: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))

    def angebot(self, angebot: Angebot, anker: str) -> None:
        self._merke(anker, [angebot.titel, angebot.partner.name], angebot.themen.all(), angebot.zielgruppen.all())
        if not angebot.ist_geschuetzt:
            self._merke_orte(anker, angebot.regionen.all(), [angebot.anschrift])

    def anlaufstelle(self, stelle: Anlaufstelle, anker: str) -> None:
        self._merke(anker, [stelle.name, stelle.partner.name], stelle.themen.all())
        if not stelle.adresse_geschuetzt:
            halte = [halt.anschrift for halt in stelle.tour]
            self._merke_orte(anker, stelle.regionen.all(), [stelle.anschrift, *halte])

    def partner(self, partner: Partner, anker: str) -> None:
        self._merke(anker, [partner.name])
        self._merke_orte(anker, [], [partner.anschrift])

    def leistung(self, leistung: Leistung, anker: str) -> None:
        self._merke(anker, [leistung.name, leistung.kurzname])
        self.leistungen[leistung.pk].append(anker)

    def gebiet(self, region: Region, anker: str) -> None:
        self.orte[region.name].append(anker)

    def stichworte(self, netzwerk_id: int | None) -> tuple[Stichwort, ...]:
        """All words, with everyday ones that are not among them yet."""
        alle = dict(self.worte)
        for wort, anker in self._synonyme(netzwerk_id):
            alle.setdefault(wort, anker)
        return _als_stichworte(alle)

    def ortsnamen(self) -> tuple[Stichwort, ...]:
        return _als_stichworte(self.orte)

    def _merke(
        self, anker: str, worte: Iterable[str], themen: Iterable[Thema] = (), gruppen: Iterable[Zielgruppe] = ()
    ) -> None:
        alle = {eines.pk: eines for thema in themen for eines in (thema, thema.eltern) if eines}
        for thema in alle.values():
            self.themen[thema.pk].append(anker)
        for wort in (*worte, *(thema.name for thema in alle.values()), *(gruppe.name for gruppe in gruppen)):
            if wort:
                self.worte[wort].append(anker)

    def _merke_orte(self, anker: str, regionen: Iterable[Region], anschriften: Iterable) -> None:
        namen = [region.name for region in regionen if region.ebene >= Ebene.GEMEINDE]
        namen += [anschrift.ort for anschrift in anschriften if anschrift and anschrift.ort]
        for name in dict.fromkeys(namen):
            self.orte[name].append(anker)

    def _synonyme(self, netzwerk_id: int | None) -> Iterator[tuple[str, list[str]]]:
        gemeint = Q(leistung__in=list(self.leistungen)) | Q(themen__in=list(self.themen))
        begriffe = Suchbegriff.objects.filter(gemeint, Q(netzwerk__isnull=True) | Q(netzwerk=netzwerk_id))
        begriffe = begriffe.filter(gewicht__gte=NAHE).exclude(art=Suchbegriff.Art.TIPPFEHLERFORM).distinct()
        kurze = [b for b in begriffe.order_by("-gewicht", "wort").prefetch_related("themen") if len(b.wort) <= LANG]
        for begriff in kurze[:SYNONYME]:
            anker = self.leistungen.get(begriff.leistung_id, [])
            yield begriff.wort, anker or [a for t in begriff.themen.all() for a in self.themen.get(t.pk, [])]


def _als_stichworte(alle: Anker) -> tuple[Stichwort, ...]:
    eindeutig = ((wort, tuple(dict.fromkeys(anker))) for wort, anker in sorted(alle.items()))
    return tuple(Stichwort(wort, anker) for wort, anker in eindeutig if 0 < len(anker) <= ZU_OFT)
