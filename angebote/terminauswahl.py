"""One query string → one selection of dates: the same for the page and for the calendar feed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

import django_filters
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from angebote.filters import KINDERBETREUUNG, ZEITEN, themen_auswahl, wahl
from angebote.models import Angebot
from angebote.suche.fakten import Art
from angebote.suche.merkmale import MIT_KIND
from angebote.suche.rahmen import load_namen
from angebote.termine import HORIZONT_TAGE, Terminseite, load_plaene, make_seite
from netzwerk.models import Partner
from netzwerk.orte import Ortssuche, find_ort
from netzwerk.ortszeit import in_ortszeit

PARAMETER = ("ort", "thema", "kinderbetreuung", "zeit", "partner", "von")
# Nobody plans further ahead.
HOECHSTENS_VORAUS = timedelta(days=400)


class TerminFilter(django_filters.FilterSet):
    """The form above the dates. Field names are URL parameters, those of the search wherever they mean the same."""

    ort = django_filters.CharFilter(label=gettext_lazy("Wo?"), method="filter_ort", max_length=120)
    thema = wahl(gettext_lazy("Thema"), "filter_thema", gettext_lazy("Alle Themen"), choices=[])
    kinderbetreuung = wahl(
        gettext_lazy("Und mein Kind?"), "filter_kinderbetreuung", gettext_lazy("Egal"), choices=KINDERBETREUUNG
    )
    zeit = wahl(gettext_lazy("Wann?"), "filter_nichts", gettext_lazy("Egal"), choices=ZEITEN)
    partner = django_filters.CharFilter(method="filter_partner", max_length=120)
    von = django_filters.DateFilter(
        label=gettext_lazy("Ab welchem Tag?"),
        method="filter_nichts",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )

    class Meta:
        model = Angebot
        fields = []

    ortssuche: Ortssuche | None = None

    def __init__(self, data, *, queryset):
        super().__init__(data, queryset=queryset)
        felder = self.form.fields
        felder["thema"].choices = themen_auswahl(load_namen()[Art.THEMA])
        felder["ort"].widget.attrs |= {"autocomplete": "postal-code"}
        felder["ort"].help_text = _("Postleitzahl, Ort oder Kreis")
        felder["partner"].widget = forms.HiddenInput()

    def filter_ort(self, queryset, name, value):
        """An unknown place is left out with a word; one of several must be chosen first."""
        if self.ortssuche is None or self.ortssuche.ort is None:
            return queryset.none() if self.ortssuche and self.ortssuche.auswahl else queryset
        return queryset.in_region(self.ortssuche.ort.regionen)

    def filter_thema(self, queryset, name, value):
        return queryset.zu_thema(value)

    def filter_kinderbetreuung(self, queryset, name, value):
        return queryset.mit_kinderbetreuung(["ja", "anfrage", "mitbringen"] if value == MIT_KIND else [value])

    def filter_partner(self, queryset, name, value):
        return queryset.von_partner(value)

    def filter_nichts(self, queryset, name, value):
        """Takes effect on the dates, not on the offers."""
        return queryset


@dataclass
class Terminauswahl:
    """``werte`` are the parameters that took effect, as they stand in the address."""

    filter: TerminFilter
    werte: dict[str, str]
    heute: date
    von: date

    @property
    def ortssuche(self) -> Ortssuche | None:
        return self.filter.ortssuche

    @property
    def ort(self):
        return self.ortssuche.ort if self.ortssuche else None

    @property
    def angebote(self):
        """Visible offers with the facts asked for, whenever they take place."""
        return self.filter.qs

    @cached_property
    def partner(self) -> Partner | None:
        slug = self.werte.get("partner")
        return Partner.objects.sichtbar().filter(slug=slug).first() if slug else None

    @cached_property
    def titel(self) -> str:
        """„Termine: Arbeit und Beruf – Stadt Northeim“."""
        was = [self._thema] if "thema" in self.werte else []
        was += [self.partner.name] if self.partner else []
        titel = _("Termine: %s") % ", ".join(was) if was else _("Termine für Alleinerziehende")
        return _("%(was)s – %(ort)s") % {"was": titel, "ort": self.ort.name} if self.ort else titel

    @property
    def _thema(self) -> str:
        for haupt, gruppe in self.filter.form.fields["thema"].choices:
            for slug, name in gruppe if isinstance(gruppe, list) else ():
                if slug == self.werte["thema"]:
                    return str(haupt) if (slug, name) == gruppe[0] else str(name)
        return self.werte["thema"]

    def query(self, **anders: str) -> str:
        """The selection as a query string; an empty value goes."""
        return urlencode({name: wert for name, wert in (self.werte | anders).items() if wert})

    @property
    def query_ohne_tag(self) -> str:
        return self.query(von="")

    @property
    def query_ohne_ort(self) -> str:
        return self.query(ort="")

    @property
    def query_feed(self) -> str:
        """What the feed knows: it begins today and has every time of day."""
        return self.query(von="", zeit="")

    def make_seite(self, moment: datetime) -> Terminseite:
        bis = self.von + timedelta(days=HORIZONT_TAGE)
        plaene = load_plaene(self.angebote.mit_terminen(self.von, bis), am=self.heute)
        return make_seite(plaene, von=self.von, moment=moment, zeit=self.werte.get("zeit", ""))


def select_termine(params: QueryDict, *, moment: datetime) -> Terminauswahl:
    """Reads the query string. Unknown or broken values are left out, never an error."""
    heute = in_ortszeit(moment).date()
    filterset = TerminFilter(params, queryset=Angebot.objects.auffindbar(heute))
    filterset.form.is_valid()
    sauber = filterset.form.cleaned_data
    werte = {name: str(wert) for name in PARAMETER if (wert := sauber.get(name))}
    filterset.ortssuche = find_ort(werte["ort"]) if "ort" in werte else None
    von = sauber.get("von")
    if von is None or not heute < von <= heute + HOECHSTENS_VORAUS:
        werte.pop("von", None)
        von = heute
    return Terminauswahl(filterset, werte, heute, von)
