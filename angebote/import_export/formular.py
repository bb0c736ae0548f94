"""The upload form: which sheet, for which network, and whether it is to be public at once."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from angebote.import_export.meldung import TabelleError
from angebote.import_export.plan import QUELLE
from angebote.import_export.tabelle import GROESSE_MB, Tabelle, read_tabelle
from netzwerk import rechte
from netzwerk.models import Netzwerk, Partner


class ImportForm(forms.Form):
    """After ``is_valid`` the sheet is read: ``cleaned_data["datei"]`` is a ``Tabelle``."""

    datei = forms.FileField(
        label=_("Tabelle"),
        help_text=format_lazy(_("CSV oder XLSX, höchstens {mb} MB. Es wird noch nichts gespeichert."), mb=GROESSE_MB),
    )
    netzwerk = forms.ModelChoiceField(
        Netzwerk.objects.none(),
        label=_("Netzwerk der neuen Angebote"),
        required=False,
        empty_label=_("nach Partner und Region"),
    )
    veroeffentlicht = forms.BooleanField(
        label=_("sofort veröffentlichen"),
        required=False,
        help_text=_("Sonst bleiben neue Angebote Entwürfe. Auch vorhandene Entwürfe werden veröffentlicht."),
    )
    quelle = forms.CharField(
        label=_("Quelle"),
        max_length=60,
        validators=[validate_slug],
        help_text=_("Wessen Schlüssel in der Spalte „schluessel“ stehen. Beim nächsten Mal bitte dieselbe angeben."),
    )

    def __init__(self, *args, konto, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        weite = rechte.reichweite(konto)
        aktive = Netzwerk.objects.aktiv()
        self.fields["netzwerk"].queryset = aktive if weite.verwaltung else aktive.filter(pk__in=weite.netzwerke)
        self.fields["quelle"].initial = _quelle(weite)
        if not weite.verwaltung:
            self._begrenze(weite)

    def _begrenze(self, weite: rechte.Reichweite) -> None:
        """A Koordination imports into a network of its own; a Redaktion has no network to choose and no say."""
        if not weite.netzwerke:
            del self.fields["netzwerk"], self.fields["veroeffentlicht"]
        elif len(weite.netzwerke) == 1 and not weite.partner:
            self.fields["netzwerk"].initial = next(iter(weite.netzwerke))
            self.fields["netzwerk"].empty_label = None
            self.fields["netzwerk"].required = True

    def clean_datei(self) -> Tabelle:
        datei = self.cleaned_data["datei"]
        try:
            return read_tabelle(datei.read(GROESSE_MB * 1024 * 1024 + 1), datei.name)
        except TabelleError as fehler:
            raise ValidationError([str(meldung) for meldung in fehler.meldungen]) from fehler

    @property
    def optionen(self) -> dict:
        """What the second step needs, without objects."""
        netzwerk = self.cleaned_data.get("netzwerk")
        return {
            "netzwerk": netzwerk and netzwerk.pk,
            "veroeffentlicht": self.cleaned_data.get("veroeffentlicht", False),
            "quelle": self.cleaned_data["quelle"],
        }


def _quelle(weite: rechte.Reichweite) -> str:
    """The keys of a Redaktion are those of its own list."""
    if weite.verwaltung or weite.netzwerke or len(weite.partner) != 1:
        return QUELLE
    return Partner.objects.get(pk__in=weite.partner).slug[:60]
