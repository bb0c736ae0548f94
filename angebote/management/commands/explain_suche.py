"""manage.py explain_suche "…": why each offer stands where it does."""

from django.core.management.base import BaseCommand
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
        ergebnis = auswahl.filter.ergebnis
        if ergebnis is None:
            self.stdout.write("Keine Suchwörter.")
            return
        for zeile in (f"Ort: {auswahl.ort.name if auswahl.ort else '–'}", *map(self._wort, ergebnis.worte)):
            self.stdout.write(zeile)
        for platz, angebot in enumerate(auswahl.angebote[:anzahl], 1):
            punkte, deckung = ergebnis.punkte[angebot.pk], ergebnis.deckung[angebot.pk]
            self.stdout.write(f"{platz:3}. {punkte:7.2f} Punkte, {deckung:4.0%} der Frage  {angebot.titel}")
            for wort, anteil in ergebnis.anteile(angebot.pk):
                self.stdout.write(f"       {anteil:7.2f}  {wort}")

    def _wort(self, wort) -> str:
        gelesen = f" → {', '.join(wort.lesarten)}" if wort.korrigiert else ""
        ueber = f" (über: {', '.join(wort.ueber)})" if wort.ueber else ""
        return f"Wort: {wort.text}{gelesen}{ueber}, Seltenheit {wort.seltenheit:.2f}"
