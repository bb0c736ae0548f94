"""manage.py explain_suche "…": why each offer stands where it does."""

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone

from angebote.auswahl import select_angebote


class Command(BaseCommand):
    help = "Zeigt, wie eine Frage verstanden wurde und welches Wort wie viel zu jedem Treffer beiträgt."

    def add_arguments(self, parser):
        parser.add_argument("frage")
        parser.add_argument("--ort", default="")
        parser.add_argument("--anzahl", type=int, default=10)

    def handle(self, *, frage, ort, anzahl, **options):
        params = QueryDict(mutable=True)
        params.update({"q": frage, "ort": ort})
        auswahl = select_angebote(params, am=timezone.localdate())
        fund = auswahl.fund
        if fund is None or fund.ergebnis is None:
            raise CommandError("Keine Suchwörter." if fund else "Der Index wird noch gebaut.")
        zeilen = [f"Ort: {auswahl.ort.name if auswahl.ort else '–'}", *map(_wort, fund.ergebnis.worte)]
        plaetze = fund.plaetze()[:anzahl].tolist()
        for rang, (platz, angebot) in enumerate(zip(plaetze, auswahl.angebote[:anzahl], strict=True), 1):
            zeilen += _treffer(fund, platz, f"{rang:3}.", angebot)
        self.stdout.write("\n".join(zeilen))


def _wort(wort) -> str:
    gelesen = f" → {', '.join(wort.lesarten)}" if wort.korrigiert else ""
    ueber = f" (über: {', '.join(begriff.wort for begriff in wort.ueber)})" if wort.ueber else ""
    return f"Wort: {wort.text}{gelesen}{ueber}, Seltenheit {wort.seltenheit:.2f}"


def _treffer(fund, platz, rang, angebot) -> list[str]:
    ergebnis = fund.ergebnis
    nah = f", {angebot.km:.1f} km" if angebot.km is not None else ""
    kopf = f"{rang} {ergebnis.punkte[platz]:7.2f} Punkte, {ergebnis.deckung[platz]:4.0%} der Frage  {angebot.titel}"
    lage = f"       × {ergebnis.lage[platz]:.2f}  Nähe, Weg und Bestätigung{nah}"
    return [kopf, *(f"       {anteil:7.2f}  {wort}" for wort, anteil in ergebnis.anteile(platz)), lage]
