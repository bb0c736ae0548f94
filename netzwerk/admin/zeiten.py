"""Rows for hours and closed days; each owner gives its own model. Several single days are entered in one go."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _

from netzwerk import rechte
from netzwerk.admin.basis import PortalInline
from netzwerk.admin.formular import PortalForm
from netzwerk.mehrzeilig import Mehrzeilig
from netzwerk.zeittext import parse_tage

# More days at once are a rule, or a slip of the hand.
TAGE_HOECHSTENS = 60
UHRZEIT = {"type": "time"}


class TageField(Mehrzeilig):
    """Text on the page, sorted days in Python: „3.12.2026, 17.12.2026“."""

    def clean(self, value):
        try:
            tage = parse_tage(super().clean(value))
        except ValueError as fehler:
            raise forms.ValidationError(str(fehler)) from fehler
        if len(tage) > TAGE_HOECHSTENS:
            text = _("Bitte höchstens %d Tage auf einmal.")
            raise forms.ValidationError(text % TAGE_HOECHSTENS)
        return tage


class EinzelneTage(PortalForm):
    """A form that also makes rows for single days, all with the same hours.

    Saving adds a row for each day that does not stand there yet. ``add_tag`` makes one row; a form whose rows are not
    ``instance.zeiten`` says its own.
    """

    FELDER = ("einzelne_tage", "tage_von", "tage_bis")

    einzelne_tage = TageField(
        label=_("Einzelne Tage"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Z. B. „3.12.2026, 17.12.2026“. Jeder Tag wird beim Speichern eine Zeile."),
    )
    tage_von = forms.TimeField(label=_("von"), required=False, widget=forms.TimeInput(attrs=UHRZEIT, format="%H:%M"))
    tage_bis = forms.TimeField(label=_("bis"), required=False, widget=forms.TimeInput(attrs=UHRZEIT, format="%H:%M"))

    def clean(self):
        daten = super().clean()
        von, bis = daten.get("tage_von"), daten.get("tage_bis")
        if daten.get("einzelne_tage") and not {"tage_von", "tage_bis"} & set(self.errors):
            if von is None or bis is None:
                self.add_error("tage_von", _("Bitte beide Uhrzeiten für die einzelnen Tage angeben."))
            elif bis <= von and bis != time.min:
                self.add_error("tage_bis", _("„Bis“ muss nach „von“ liegen."))
        return daten

    def add_tag(self, **zeit) -> None:
        """One row; the same day with the same hours stands there only once."""
        self.instance.zeiten.get_or_create(**zeit)

    def _save_m2m(self):
        super()._save_m2m()
        daten = self.cleaned_data
        for tag in daten.get("einzelne_tage") or []:
            self.add_tag(
                wochentag=tag.weekday(),
                von=daten["tage_von"],
                bis=daten["tage_bis"],
                rhythmus="woche",
                nur_telefon=False,
                gueltig_von=tag,
                gueltig_bis=tag,
            )


class ZeitInline(PortalInline):
    """Weekly hours and single dates."""

    lotsin_darf = rechte.ALLES
    classes = ["collapse", "zeitzeilen"]
    fields = ["wochentag", "von", "bis", "rhythmus", "nur_telefon", "ferien", "gueltig_von", "gueltig_bis"]
    anleitung = _(
        "Eine Zeile je Tag und Zeitspanne. Bis Mitternacht: „bis“ 00:00. Sommerzeiten: eigene Zeile mit „gilt ab“ "
        "und „gilt bis“. Ein einzelner Termin: „gilt ab“ und „gilt bis“ am selben Tag. Gesetzliche Feiertage kennt "
        "das Portal."
    )
    hilfen = {
        "bis": _("00:00 heißt Mitternacht."),
        "rhythmus": _(
            "„1. Mittwoch im Monat“: am 1. im Monat. „Jeden zweiten Dienstag“: alle 2 Wochen, mit dem ersten Tag bei "
            "„gilt ab“."
        ),
        "nur_telefon": _("Zu dieser Zeit ist jemand am Telefon, aber die Tür ist zu."),
        "ferien": _("Die Schulferien Ihres Landes kennt das Portal."),
        "gueltig_von": _("Leer: schon immer. Bei „alle 2 Wochen“ der erste Tag."),
        "gueltig_bis": _("Der letzte Tag zählt mit. Leer: bis auf Weiteres."),
    }


class AusnahmeInline(PortalInline):
    """Days on which other hours hold."""

    lotsin_darf = rechte.ALLES
    classes = ["collapse", "zeitzeilen"]
    fields = ["von", "bis", "ferien", "offen", "ab", "ende", "nur_telefon", "grund"]
    anleitung = _(
        "Geschlossen: erster und letzter Tag, z. B. 24.12. bis 1.1. Nur ein Tag: zweimal derselbe. Nur einige Stunden: "
        "dazu die Uhrzeiten. „Geöffnet“ mit Uhrzeiten: An diesen Tagen gelten nur sie, auch an Feiertagen."
    )
    hilfen = {
        "bis": _("Der letzte Tag zählt mit."),
        "ferien": _("Statt der Tage: jedes Jahr in diesen Ferien."),
        "ab": _("Leer: den ganzen Tag."),
        "ende": _("00:00 heißt Mitternacht."),
        "nur_telefon": _("Nur bei „geöffnet“: erreichbar am Telefon, die Tür ist zu."),
        "grund": _("Steht auf der Seite, z. B. „Weihnachtspause“."),
    }
