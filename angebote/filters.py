"""The public search form: query string → queryset methods. Visibility is not decided here."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from angebote.models import Angebot
from angebote.suche import find_angebote
from netzwerk.models import Thema, Zielgruppe
from netzwerk.orte import find_ort


def themen_auswahl():
    """Main topics as groups: each can be chosen itself, its sub-topics below it."""
    return [
        (
            haupt.name,
            [(haupt.slug, _("Alles zu „%(thema)s“") % {"thema": haupt.name})]
            + [(t.slug, t.name) for t in haupt.unterthemen.all()],
        )
        for haupt in Thema.objects.haupt()
    ]


def zielgruppen_auswahl():
    return list(Zielgruppe.objects.values_list("slug", "name"))


class AngebotFilter(django_filters.FilterSet):
    """The public search form. Field names are URL parameters: renaming one breaks bookmarks and printed QR codes."""

    q = django_filters.CharFilter(label=_("Was suchen Sie?"), method="filter_q", max_length=200)
    ort = django_filters.CharFilter(label=_("Wo?"), method="filter_ort", max_length=120)
    thema = django_filters.ChoiceFilter(
        label=_("Thema"), method="filter_thema", choices=themen_auswahl, empty_label=_("Alle Themen")
    )
    zielgruppe = django_filters.ChoiceFilter(
        label=_("Für wen?"), method="filter_zielgruppe", choices=zielgruppen_auswahl, empty_label=_("Für alle")
    )

    class Meta:
        model = Angebot
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ortssuche = self.ergebnis = None
        for name in ("thema", "zielgruppe"):
            self.form.fields[name].error_messages["invalid_choice"] = _("„%(value)s“ kennen wir nicht.")
        self.form.fields["q"].widget = forms.TextInput(attrs={"autocomplete": "off", "enterkeyhint": "search"})
        self.form.fields["ort"].widget = forms.TextInput(
            attrs={"autocomplete": "postal-code", "enterkeyhint": "search"}
        )
        self.form.fields["q"].help_text = _("Zum Beispiel: Unterhalt, Tagesmutter, Schulden")
        self.form.fields["ort"].help_text = _("Postleitzahl, Ort oder Kreis")

    def filter_q(self, queryset, name, value):
        self.ergebnis = find_angebote(value)
        return queryset.filter(pk__in=self.ergebnis.punkte)

    def filter_ort(self, queryset, name, value):
        """A name that several places have shows nothing yet: the visitor chooses first. An unknown one is left out."""
        self.ortssuche = find_ort(value)
        if self.ortssuche.auswahl:
            return queryset.none()
        if self.ortssuche.ort is None:
            return queryset
        return queryset.in_region(self.ortssuche.ort.regionen).with_naehe(self.ortssuche.ort.regionen)

    def filter_thema(self, queryset, name, value):
        return queryset.zu_thema(value)

    def filter_zielgruppe(self, queryset, name, value):
        return queryset.fuer_zielgruppe(value)
