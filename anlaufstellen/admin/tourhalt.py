"""The stops of a tour in the form of their point: one rule, or many single days at once."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from anlaufstellen.models import Tourhalt
from netzwerk import rechte
from netzwerk.admin.basis import PortalStackedInline
from netzwerk.admin.formular import PortalForm
from netzwerk.admin.zeiten import TageField

WIE_DIE_ERSTE = ["anlaufstelle", "bezeichnung", "von", "bis", "zusatz", "strasse", "plz", "ort"]


class TourhaltForm(PortalForm):
    """``einzelne_tage`` makes this row the stop of the first day, and one more row of each further day."""

    einzelne_tage = TageField(
        label=_("Einzelne Tage"),
        required=False,
        max_length=1000,
        help_text=_("Statt einer Regel, z. B. „3.12.2026, 17.12.2026“. Für jeden Tag entsteht eine Zeile."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "wochentag" in self.fields:
            self.fields["wochentag"].required = False

    def clean(self):
        daten = super().clean()
        tage = daten.get("einzelne_tage")
        if tage:
            erster = tage[0]
            daten |= {"wochentag": erster.weekday(), "gueltig_von": erster, "gueltig_bis": erster}
            daten |= {"rhythmus": "woche", "ferien": ""}
        elif daten.get("wochentag") in (None, "") and "einzelne_tage" not in self.errors:
            self.add_error("wochentag", _("Bitte einen Wochentag wählen oder „Einzelne Tage“ ausfüllen."))
        return daten

    def save(self, commit=True):
        halt = super().save(commit)
        if commit:
            for tag in self.cleaned_data["einzelne_tage"][1:]:
                _create_tag(halt, tag)
        return halt


def _create_tag(wie: Tourhalt, tag: date) -> None:
    """The same stop on another day; none that is there already."""
    werte = {name: getattr(wie, name) for name in WIE_DIE_ERSTE}
    Tourhalt.objects.get_or_create(**werte, gueltig_von=tag, gueltig_bis=tag, defaults={"wochentag": tag.weekday()})


class TourhaltInline(PortalStackedInline):
    model = Tourhalt
    form = TourhaltForm
    lotsin_darf = rechte.ALLES
    classes = ["tourhalte"]
    extra = 0
    fields = [
        ("bezeichnung", "strasse", "plz", "ort"),
        ("wochentag", "von", "bis", "rhythmus", "ferien"),
        ("gueltig_von", "gueltig_bis", "einzelne_tage"),
    ]
    hilfen = {
        "wochentag": _("Nicht nötig, wenn Sie einzelne Tage angeben."),
        "plz": _("Aus ihr entsteht der Punkt auf der Karte."),
    }
