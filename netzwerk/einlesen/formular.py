"""The upload form of all kinds of sheets: the file and, where new entries need one, the network."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from netzwerk import rechte
from netzwerk.models import Netzwerk
from netzwerk.tabellen.kopf import Spaltenliste
from netzwerk.tabellen.meldung import TabelleError
from netzwerk.tabellen.tabelle import GROESSE_MB, Rohtabelle, read_rohtabelle


class EinlesenForm(forms.Form):
    """After ``is_valid`` the sheet is read: ``cleaned_data["datei"]`` is a ``Rohtabelle``."""

    datei = forms.FileField(
        label=_("Tabelle"),
        help_text=format_lazy(
            _("CSV, XLSX oder ODS, höchstens {mb} MB. Es wird noch nichts gespeichert."), mb=GROESSE_MB
        ),
    )
    selbst_zuordnen = forms.BooleanField(
        label=_("Spalten selbst zuordnen"),
        required=False,
        help_text=_("Für Tabellen mit eigenen Überschriften. Ohne Haken fragen wir nur, wenn etwas unklar ist."),
    )

    def __init__(self, *args, spalten: Spaltenliste, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.spalten = spalten
        self.order_fields([*(name for name in self.fields if name != "selbst_zuordnen"), "selbst_zuordnen"])

    def clean_datei(self) -> Rohtabelle:
        datei = self.cleaned_data["datei"]
        try:
            return read_rohtabelle(datei.read(GROESSE_MB * 1024 * 1024 + 1), datei.name, self.spalten)
        except TabelleError as fehler:
            raise ValidationError([str(meldung) for meldung in fehler.meldungen]) from fehler

    @property
    def optionen(self) -> dict:
        """What the later steps need, without objects."""
        netzwerk = self.cleaned_data.get("netzwerk")
        return {"netzwerk": netzwerk and netzwerk.pk}


class NetzwerkWahl(EinlesenForm):
    """With the network of new entries: every active one for the Verwaltung, the own ones for a Koordination."""

    netzwerk = forms.ModelChoiceField(
        Netzwerk.objects.none(),
        label=_("Netzwerk der neuen Einträge"),
        required=False,
        empty_label=_("keines"),
    )

    def __init__(self, *args, weite: rechte.Reichweite, **kwargs):
        super().__init__(*args, **kwargs)
        aktive = Netzwerk.objects.aktiv()
        feld = self.fields["netzwerk"]
        feld.queryset = aktive if weite.verwaltung else aktive.filter(pk__in=weite.netzwerke)
        if not weite.verwaltung and not weite.netzwerke:
            del self.fields["netzwerk"]
        elif len(weite.netzwerke) == 1 and not weite.verwaltung and not weite.partner:
            feld.initial = next(iter(weite.netzwerke))
            feld.empty_label = None
            feld.required = True
