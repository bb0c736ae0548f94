"""The upload form of offers: besides the sheet, whether they are to be public at once, and whose keys it has."""

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from angebote.import_export.plan import QUELLE
from netzwerk import rechte
from netzwerk.einlesen.formular import EinlesenForm
from netzwerk.models import Netzwerk, Partner


class ImportForm(EinlesenForm):
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
        super().__init__(*args, **kwargs)
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

    @property
    def optionen(self) -> dict:
        return {
            **super().optionen,
            "veroeffentlicht": self.cleaned_data.get("veroeffentlicht", False),
            "quelle": self.cleaned_data["quelle"],
        }


def _quelle(weite: rechte.Reichweite) -> str:
    """The keys of a Redaktion are those of its own list."""
    if weite.verwaltung or weite.netzwerke or len(weite.partner) != 1:
        return QUELLE
    return Partner.objects.get(pk__in=weite.partner).slug[:60]
