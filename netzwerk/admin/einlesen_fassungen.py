"""Sheets keep to the same rules as forms: they leave a history, and what a partner changes live waits as a proposal."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import ngettext

from netzwerk import rechte
from netzwerk.fassung import make_abbild, record_fassungen
from netzwerk.fassung.abbild import Abbild, make_abbilder
from netzwerk.fassung.anwenden import write_stand
from netzwerk.models import Fassung
from netzwerk.nachwirkung import nachwirkung
from netzwerk.vorschlaege import create_vorschlag


@dataclass
class Vorher:
    """The stored entries that a sheet changes: their states, and which of them the account may only propose for."""

    abbilder: dict[int, Abbild] = field(default_factory=dict)
    wartende: frozenset[int] = frozenset()


class EinlesenFassungen:
    """Mixin of an admin class that reads sheets, beside ``MitFassungen``."""

    def vor_einlesen(self, request, objekte) -> Vorher:
        return Vorher(make_abbilder(self.model, [obj.pk for obj in objekte]), self._wartende(request, objekte))

    def _wartende(self, request, objekte) -> frozenset[int]:
        """Asked before and after: what is live now, and what a sheet makes so."""
        if not _prueft(request):
            return frozenset()
        return frozenset(obj.pk for obj in objekte if self._wird_vorschlag(request, obj))

    def nach_einlesen(self, request, ergebnis, vorher: Vorher) -> None:
        jetzt, anlass = timezone.now(), Fassung.Anlass.EINGELESEN
        for obj in ergebnis.neu if _prueft(request) else ():
            self.nach_speichern(request, obj, change=False)
        wartende = self._wartende(request, ergebnis.geaendert) | vorher.wartende
        for obj in ergebnis.geaendert:
            if obj.pk in wartende:
                self._take_back(request, obj, vorher.abbilder[obj.pk], jetzt)
        bleibende = [obj for obj in ergebnis.geaendert if obj.pk not in wartende]
        record_fassungen(bleibende, anlass, moment=jetzt, konto=request.user, vorher=vorher.abbilder)
        for neue in (ergebnis.neu, getattr(ergebnis, "mitangelegte", [])):
            record_fassungen(neue, anlass, moment=jetzt, konto=request.user)
        if n := len(wartende):
            text = ngettext(
                "%(n)d Änderung an einem öffentlichen Eintrag sieht sich zuerst die Koordination an.",
                "%(n)d Änderungen an öffentlichen Einträgen sieht sich zuerst die Koordination an.",
                n,
            )
            self.message_user(request, text % {"n": n}, messages.INFO)

    def _take_back(self, request, obj, vorher: Abbild, moment) -> None:
        """The live entry as it was, and the sheet's values as a proposal."""
        werte = make_abbild(obj)
        with nachwirkung([obj]):
            write_stand(obj, vorher)
        create_vorschlag(type(obj)._base_manager.get(pk=obj.pk), werte, moment=moment, konto=request.user)


def _prueft(request) -> bool:
    """Whether something the account changes may have to wait at all."""
    weite = rechte.reichweite(request.user)
    return not weite.verwaltung and bool(weite.partner or weite.personen)
