"""Fills an empty, migrated database with so many made-up offers, in blocks, without asking it anything back."""

from datetime import date, time, timedelta
from random import Random

import numpy as np
from django.core.management import call_command
from django.db import connection, transaction

from angebote.models import Angebot, Angebotszeit, Suchaenderung
from angebote.suche.analyse import woerter
from angebote.suche.dokument import FELDGEWICHT
from angebote.suche.fakten import BETREUUNGEN, FORMATE, KOSTEN, ZEITEN, Art, Fakten, als_zeile, fakt
from angebote.suche.texte import fakten, suchtext
from benchmarks.umfeld import Umfeld, load_umfeld, make_netzwerke, make_partner
from benchmarks.wortschatz import SAMEN, Wortschatz, text
from netzwerk.models import Kurznummer, Region

BLOCK = 5000
LAENGEN = {"titel": 4, "kurz": 10, "text": 50}
# Of all offers: nationwide, for a Land, for two Kreise; the others are for one Kreis.
BUNDESWEIT, LANDESWEIT, ZWEI_KREISE = 0.03, 0.07, 0.1
STREUUNG_GRAD = 0.1
# Few offers happen at the weekend.
WOCHENTAGE, DAUER = (0, 1, 2, 3, 4) * 3 + (5, 5, 6), 2


def make_katalog(anzahl: int, am: date) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_grunddaten", stdout=_Still())
    make_partner(anzahl)
    make_netzwerke()
    fabrik = Fabrik(load_umfeld(anzahl), am)
    for von in range(0, anzahl, BLOCK):
        with transaction.atomic():
            fabrik.save(min(BLOCK, anzahl - von))
    Suchaenderung.mark(was=Suchaenderung.Was.ALLES)
    _check(20)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as autovacuum does


class _Still:
    def write(self, text: str) -> None:
        pass


def _check(stichprobe: int) -> None:
    """What was composed here is what the portal itself would store."""
    for angebot in Angebot.objects.order_by("-pk")[:stichprobe]:
        if (suchtext(angebot), als_zeile(fakten(angebot))) != (angebot.suchtext, angebot.suchfakten):
            raise AssertionError(f"Angebot {angebot.pk}: Suchtext oder Fakten weichen vom Portal ab.")


class Fabrik:
    """Makes offers and what hangs on them."""

    def __init__(self, umfeld: Umfeld, am: date):
        self.umfeld, self.am = umfeld, am
        self.schatz, self.zufall = Wortschatz(2), Random(SAMEN)  # noqa: S311
        self.haupt = {thema.pk: thema for thema in umfeld.themen}

    def save(self, anzahl: int) -> None:
        nummern = [zeile.pk for zeile in Kurznummer.objects.bulk_create(Kurznummer() for _ in range(anzahl))]
        texte = {feld: self.schatz.ziehe(anzahl, laenge) for feld, laenge in LAENGEN.items()}
        listen = [self._listen() for _ in range(anzahl)]
        angebote = [
            self._angebot(nummer, {feld: worte[i] for feld, worte in texte.items()}, listen[i])
            for i, nummer in enumerate(nummern)
        ]
        Angebot.objects.bulk_create(angebote)
        for name in ("regionen", "themen", "zielgruppen", "sprachen"):
            durch = getattr(Angebot, name).through
            feld = durch._meta.get_fields()[2].attname
            durch.objects.bulk_create(
                durch(angebot_id=angebot.pk, **{feld: eintrag.pk})
                for angebot, liste in zip(angebote, listen, strict=True)
                for eintrag in liste[name]
            )
        Angebotszeit.objects.bulk_create(
            Angebotszeit(angebot=angebot, wochentag=tag, von=time(von), bis=time(von + DAUER))
            for angebot, liste in zip(angebote, listen, strict=True)
            for tag, von in liste["zeiten"]
        )

    def _listen(self) -> dict[str, list]:
        umfeld, zufall = self.umfeld, self.zufall
        return {
            "regionen": self._regionen(),
            "themen": self._einige(umfeld.themen, 1 + (zufall.random() < 0.3)),
            "zielgruppen": self._einige(umfeld.zielgruppen, int(zufall.random() < 0.4)),
            "sprachen": self._einige(umfeld.sprachen, zufall.randrange(3)),
            "zeiten": [
                (zufall.choice(WOCHENTAGE), zufall.randrange(8, 20)) for _ in range(zufall.choice((0, 0, 1, 2)))
            ],
        }

    def _einige(self, liste: list, anzahl: int) -> list:
        """Some of the list, in its order."""
        return [liste[i] for i in sorted(self.zufall.sample(range(len(liste)), anzahl))]

    def _zeit(self) -> tuple[int, int]:
        """Weekday and hour of the beginning."""
        return self.zufall.choice(WOCHENTAGE), self.zufall.randrange(8, 20)

    def _regionen(self) -> list[Region]:
        wurf = self.zufall.random()
        if wurf < BUNDESWEIT:
            return [self.umfeld.bund]
        if wurf < BUNDESWEIT + LANDESWEIT:
            return self._einige(self.umfeld.laender, 1)
        return self._einige(self.umfeld.kreise, 1 + (wurf > 1 - ZWEI_KREISE))

    def _angebot(self, nummer: int, worte: dict[str, np.ndarray], listen: dict[str, list]) -> Angebot:
        zufall, umfeld = self.zufall, self.umfeld
        region = listen["regionen"][0]
        angebot = Angebot(
            nummer=nummer,
            titel=text(worte["titel"], 160).title(),
            slug=f"gemacht-{nummer}",
            kurzbeschreibung=text(worte["kurz"], 250),
            beschreibung=text(worte["text"], 10_000),
            partner=zufall.choice(umfeld.partner),
            netzwerk_id=umfeld.netz_von.get(region.pk),
            status="veroeffentlicht" if zufall.random() < 0.95 else "entwurf",
            vor_ort=zufall.random() < 0.75,
            telefonisch=zufall.random() < 0.3,
            online=zufall.random() < 0.2,
            aufsuchend=zufall.random() < 0.05,
            kinderbetreuung=zufall.choice(BETREUUNGEN),
            kosten_cent=zufall.choice((0, 500, 4900, None)),
            gueltig_von=self._tag(-300, 10) if zufall.random() < 0.2 else None,
            gueltig_bis=self._tag(-20, 500) if zufall.random() < 0.3 else None,
            bestaetigt_am=self._tag(-500, 0) if zufall.random() < 0.8 else None,
        )
        angebot.gueltig_von = angebot.gueltig_von and min(angebot.gueltig_von, angebot.gueltig_bis or date.max)
        if angebot.vor_ort and region.lat is not None and zufall.random() < 0.9:
            angebot.strasse, angebot.ort = f"Am Markt {nummer % 90 + 1}", region.name[:80]
            angebot.lat, angebot.lon = (zufall.gauss(grad, STREUUNG_GRAD) for grad in (region.lat, region.lon))
        angebot.suchtext, angebot.suchfakten = self._suchtext(angebot, listen), self._suchfakten(angebot, listen)
        return angebot

    def _tag(self, von: int, bis: int) -> date:
        return self.am + timedelta(days=self.zufall.randrange(von, bis))

    def _suchtext(self, angebot: Angebot, listen: dict[str, list]) -> str:
        """As ``angebote.suche.texte.suchtext``, of what is known here; words of the texts are folded already."""
        haupt = [self.haupt[thema.eltern_id].name for thema in listen["themen"] if thema.eltern_id]
        felder = {
            "titel": angebot.titel.lower(),
            "kurz": angebot.kurzbeschreibung,
            "text": angebot.beschreibung,
            "thema": _gefaltet(thema.name for thema in listen["themen"]),
            "hauptthema": _gefaltet(haupt),
            "zielgruppe": _gefaltet(gruppe.name for gruppe in listen["zielgruppen"]),
            "partner": angebot.partner.name.lower(),
            "ort": _gefaltet([*(region.name for region in listen["regionen"]), angebot.ort]),
        }
        return "\n".join(felder.get(feld, "") for feld in FELDGEWICHT)

    def _suchfakten(self, angebot: Angebot, listen: dict[str, list]) -> str:
        themen = {nummer for thema in listen["themen"] for nummer in (thema.pk, thema.eltern_id) if nummer}
        kosten = "unbekannt" if angebot.kosten_cent is None else "kostet" if angebot.kosten_cent else "kostenlos"
        zeiten = {"abend": any(von + DAUER > 17 for _tag, von in listen["zeiten"])}
        zeiten["wochenende"] = any(tag >= 5 for tag, _von in listen["zeiten"])
        codes = (
            *(fakt(Art.REGION, region.pk) for region in listen["regionen"]),
            *(fakt(Art.THEMA, nummer) for nummer in themen),
            *(fakt(Art.ZIELGRUPPE, gruppe.pk) for gruppe in listen["zielgruppen"]),
            *(fakt(Art.SPRACHE, sprache.pk) for sprache in listen["sprachen"]),
            *(fakt(Art.FORMAT, i) for i, name in enumerate(FORMATE) if getattr(angebot, name)),
            fakt(Art.BETREUUNG, BETREUUNGEN.index(angebot.kinderbetreuung)),
            fakt(Art.KOSTEN, KOSTEN.index(kosten)),
            *(fakt(Art.ZEIT, i) for i, name in enumerate(ZEITEN) if zeiten[name]),
        )
        return als_zeile(Fakten(angebot.punkt, codes))


def _gefaltet(namen) -> str:
    return " ".join(woerter(" . ".join(namen)))
