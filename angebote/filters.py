"""The public search form: query string → queryset methods. Visibility is not decided here.

The index in memory answers the same questions faster (``angebote/suche``); these methods say what they mean, and they
answer while a large index is being read.
"""

import django_filters
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from angebote.models import Angebot
from angebote.suche import search_woertlich
from angebote.suche.fakten import Art
from angebote.suche.merkmale import MIT_KIND
from angebote.suche.rahmen import Benannt
from anlaufstellen.filters import MitWoche
from netzwerk.auswahlfeld import Auswahlfeld
from netzwerk.orte import Ortssuche
from netzwerk.zeitwunsch import WOCHENTEILE, Zeit

UMKREISE = [(str(km), f"bis {km} km") for km in (5, 10, 20, 30, 50)]
FORMATE = [
    ("vor_ort", _("vor Ort")),
    ("telefonisch", _("am Telefon")),
    ("online", _("online")),
    ("aufsuchend", _("kommt nach Hause")),
]
KINDERBETREUUNG = [
    (MIT_KIND, _("Ich komme mit Kind")),
    ("ja", _("Kind wird betreut")),
    ("anfrage", _("Betreuung auf Anfrage")),
    ("mitbringen", _("Kind darf dabei sein")),
]
ZEITEN = [("abend", _("abends, nach 17 Uhr")), ("wochenende", _("am Wochenende"))]
# What the moment decides, on the search page alone: dates have a day, and paper has no „jetzt“.
ZEITEN_JETZT = [(Zeit.JETZT.value, _("jetzt geöffnet")), (Zeit.HEUTE.value, _("heute noch")), *ZEITEN]
KOSTEN = [("kostenlos", _("kostenlos"))]
SORTIERUNGEN = [
    ("relevanz", _("beste Treffer zuerst")),
    ("entfernung", _("nächste zuerst")),
    ("bestaetigt", _("zuletzt bestätigte zuerst")),
    ("name", _("von A bis Z")),
]


def themen_auswahl(themen: list[Benannt]):
    """Main topics as groups: each can be chosen itself, its sub-topics below it."""
    return [
        (
            haupt.name,
            [(haupt.slug, _("Alles zu „%(thema)s“") % {"thema": haupt.name})]
            + [(thema.slug, thema.name) for thema in themen if thema.eltern == haupt.nummer],
        )
        for haupt in themen
        if haupt.eltern is None
    ]


def wahl(label, methode, leer, **optionen):
    """A choice that is written in one go; ``leer`` is what choosing nothing is called."""
    return django_filters.ChoiceFilter(label=label, method=methode, empty_label=leer, widget=Auswahlfeld, **optionen)


def _textfeld(art: str, **attribute) -> forms.TextInput:
    """A text field to which ``static/js/vorschlaege.js`` adds suggestions of that kind."""
    adresse = f"{reverse('angebote:vorschlaege_json')}?art={art}"
    return forms.TextInput(attrs={"enterkeyhint": "search", "data-vorschlaege": adresse, **attribute})


class Suchformular(MitWoche, forms.Form):
    """The search form with the grid of a week."""


class AngebotFilter(django_filters.FilterSet):
    """The public search form. Field names are URL parameters: renaming one breaks bookmarks and printed QR codes.

    ``namen``: topics, target groups and languages to choose from; ``ortssuche``: what the place typed in is.
    """

    q = django_filters.CharFilter(label=_("Was suchen Sie?"), method="filter_q", max_length=200)
    ort = django_filters.CharFilter(label=_("Wo?"), method="filter_ort", max_length=120)
    umkreis = wahl(
        _("Umkreis"),
        "filter_nichts",
        _("was für meinen Ort gilt"),
        choices=UMKREISE,
    )
    thema = wahl(_("Thema"), "filter_thema", _("Alle Themen"), choices=[])
    zielgruppe = wahl(_("Für wen?"), "filter_zielgruppe", _("Für alle"), choices=[])
    zeit = wahl(_("Wann?"), "filter_zeit", _("Egal"), choices=ZEITEN_JETZT)
    woche = django_filters.MultipleChoiceFilter(
        label=_("Die Zeit"), method="filter_nichts", choices=[(teil, teil) for teil in WOCHENTEILE]
    )
    telefon = django_filters.BooleanFilter(
        label=_("auch am Telefon"), method="filter_nichts", widget=forms.CheckboxInput
    )
    kinderbetreuung = wahl(_("Und mein Kind?"), "filter_kinderbetreuung", _("Egal"), choices=KINDERBETREUUNG)
    format = wahl(_("Wie?"), "filter_format", _("Egal"), choices=FORMATE)
    kosten = wahl(_("Kosten"), "filter_kosten", _("Egal"), choices=KOSTEN)
    sprache = wahl(_("Sprache"), "filter_sprache", _("Alle Sprachen"), choices=[])
    sortierung = wahl(_("Reihenfolge"), "filter_nichts", None, choices=SORTIERUNGEN)

    class Meta:
        model = Angebot
        fields = []
        form = Suchformular

    def __init__(self, data, *, queryset, namen: dict[Art, list[Benannt]], ortssuche: Ortssuche | None = None):
        super().__init__(data, queryset=queryset)
        self.ortssuche = ortssuche
        felder = self.form.fields
        felder["thema"].choices = themen_auswahl(namen[Art.THEMA])
        for name, art in (("zielgruppe", Art.ZIELGRUPPE), ("sprache", Art.SPRACHE)):
            felder[name].choices = [(eintrag.slug, eintrag.name) for eintrag in namen[art]]
        felder["q"].widget = _textfeld("was", autocomplete="off", maxlength=200)
        felder["ort"].widget = _textfeld("wo", autocomplete="postal-code", maxlength=120)
        felder["q"].help_text = _("Zum Beispiel: Unterhalt, Tagesmutter, Schulden")
        felder["ort"].help_text = _("Postleitzahl, Ort oder Kreis")

    def filter_q(self, queryset, name, value):
        return search_woertlich(queryset, value)

    def filter_ort(self, queryset, name, value):
        """A name that several places have shows nothing yet: the visitor chooses first. An unknown one is left out."""
        if self.ortssuche is None or self.ortssuche.ort is None:
            return queryset.none() if self.ortssuche and self.ortssuche.auswahl else queryset
        ort, km = self.ortssuche.ort, self.form.cleaned_data.get("umkreis")
        if km and ort.punkt:
            return queryset.im_umkreis(ort.punkt, float(km), ort.regionen)
        return queryset.in_region(ort.regionen)

    def filter_nichts(self, queryset, name, value):
        """Takes effect elsewhere: the radius with the place, the order with the page, a week with the hours."""
        return queryset

    def filter_thema(self, queryset, name, value):
        return queryset.zu_thema(value)

    def filter_zielgruppe(self, queryset, name, value):
        return queryset.fuer_zielgruppe(value)

    def filter_zeit(self, queryset, name, value):
        """What the moment decides is left to ``angebote/passungen.py``."""
        match value:
            case Zeit.ABEND:
                return queryset.abends()
            case Zeit.WOCHENENDE:
                return queryset.am_wochenende()
            case _:
                return queryset

    def filter_kinderbetreuung(self, queryset, name, value):
        return queryset.mit_kinderbetreuung(["ja", "anfrage", "mitbringen"] if value == MIT_KIND else [value])

    def filter_format(self, queryset, name, value):
        return queryset.filter(**{value: True})

    def filter_kosten(self, queryset, name, value):
        return queryset.kostenlos()

    def filter_sprache(self, queryset, name, value):
        return queryset.auf_sprache(value)
