"""The chapters of a guide: what each kind needs, checked where it is typed."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from angebote.admin.betragstexte import BetragstextForm
from netzwerk.admin.auswahl import MehrereSuchen
from netzwerk.admin.basis import PortalStackedInline
from wegweiser.gespeicherte_suche import clean_suche
from wegweiser.models import Kapitel

Art = Kapitel.Art
# What the editor fills in, and what comes of it. A title, and mostly a text, have all of them.
ARTEN = [
    (Art.TEXT, _("Text"), _("Ihr Text.")),
    (
        Art.ANGEBOTE,
        _("gespeicherte Suche oder ausgewählte Angebote, Ausführlichkeit"),
        _("Zuerst die ausgewählten, dann alle, die die Suche im Gebiet des Wegweisers findet."),
    ),
    (
        Art.TERMINE,
        _("gespeicherte Suche oder ausgewählte Angebote, Ausführlichkeit"),
        _("Termine der nächsten drei Monate mit ihren Tagen. Ohne Auswahl: alle im Gebiet."),
    ),
    (
        Art.LEISTUNGEN,
        _("Leistungen"),
        _("Eine Tabelle mit dem Amt, das hier zuständig ist. Ohne Auswahl: alle Leistungen."),
    ),
    (Art.ANLAUFSTELLEN, _("Ausführlichkeit"), _("Alle Anlaufstellen im Gebiet.")),
    (Art.KONTAKTE, _("nichts weiter"), _("Die Partner des Netzwerks mit ihren öffentlichen Ansprechpersonen.")),
    (Art.KONTAKTE_GEBIET, _("nichts weiter"), _("Je Ortsteil oder Gemeinde, wer dort zuständig ist.")),
    (Art.STATIONEN, _("Text"), _("Die Überschrift eines Weges; seine Stationen sind eigene Kapitel.")),
    (
        Art.STATION,
        _("Text, Leistungen, Unterlagen, gehört zu"),
        _("Eine Station des Weges, zu dem sie gehört, mit den Hilfen und Papieren dafür."),
    ),
    (Art.CHECKLISTE, _("Text, ein Punkt je Zeile"), _("Eine Liste zum Abhaken.")),
    (Art.NOTRUF, _("nichts weiter"), _("Die Hilfetelefone.")),
    (Art.NOTIZEN, _("nichts weiter"), _("Eine Seite mit Linien, nur im Druck.")),
    (Art.IMPRESSUM, _("Text"), _("Das Impressum an dieser Stelle. Ohne dieses Kapitel steht es am Ende.")),
    (Art.REGISTER, _("nichts weiter"), _("Wörter mit Seitenzahlen, immer ganz am Ende, nur im Druck.")),
    (Art.REGISTER_ORTE, _("nichts weiter"), _("Orte mit Seitenzahlen, immer ganz am Ende, nur im Druck.")),
]
ALLEIN = (Art.IMPRESSUM, Art.REGISTER, Art.REGISTER_ORTE, Art.STATIONEN)


class GewaehlteAuswahl(MehrereSuchen):
    """Names what is chosen from objects loaded already; Django's own widget asks the database for every field."""

    gewaehlt = {}

    def optgroups(self, name, value, attr=None):
        objekte = [self.gewaehlt[teil] for teil in value if teil in self.gewaehlt]
        if len(objekte) != len(value):
            return super().optgroups(name, value, attr)
        optionen = [self.create_option(name, o.pk, str(o), True, nummer) for nummer, o in enumerate(objekte)]
        return [(None, optionen, 0)]


class KapitelForm(BetragstextForm):
    """Says at saving what printing would stumble over: unknown amounts, a search nobody understands, wrong nesting."""

    betragsfelder = ("text",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        verweis = format_html('<a href="#arten">{}</a>', _("Welche Art braucht was?"))
        self.fields["art"].help_text = verweis
        if self.instance.pk:
            for name in ("angebote", "leistungen"):
                auswahl = self.fields[name].widget
                geladen = {str(objekt.pk): objekt for objekt in getattr(self.instance, name).all()}
                getattr(auswahl, "widget", auswahl).gewaehlt = geladen

    def clean_suche(self):
        try:
            return clean_suche(self.cleaned_data["suche"], am=timezone.localdate())
        except ValueError as fehler:
            raise ValidationError(str(fehler)) from fehler

    def clean(self):
        daten = super().clean()
        if meldung := self._verschachtelung(daten.get("art"), daten.get("eltern")):
            self.add_error("eltern", meldung)
        return daten

    def _verschachtelung(self, art, eltern):
        """What is wrong with the place below another chapter, if anything."""
        if not eltern:
            return ""
        fremd = eltern.wegweiser_id != self.instance.wegweiser_id
        if fremd or eltern.eltern_id or eltern == self.instance or self._hat_teile():
            return _("Bitte ein Hauptkapitel desselben Wegweisers wählen. Es gibt nur zwei Stufen.")
        if art == Art.STATION and eltern.art != Art.STATIONEN:
            return _("Eine Station gehört zu einem Kapitel „Weg in Stationen“.")
        if art in ALLEIN:
            return _("Ein Kapitel dieser Art gehört zu keinem anderen. Bitte das Feld leeren.")
        return ""

    def _hat_teile(self):
        return self.instance.pk and self.instance.unterkapitel.exists()


class KapitelInline(PortalStackedInline):
    model = Kapitel
    form = KapitelForm
    extra = 0
    autocomplete_fields = ["angebote", "leistungen"]
    fields = [
        ("reihenfolge", "art", "titel"),
        "text",
        ("suche", "detail"),
        "angebote",
        "leistungen",
        "unterlagen",
        "eltern",
    ]

    def get_queryset(self, request):
        """In the order of the guide: every main chapter with its parts behind it."""
        haupt = Coalesce("eltern__reihenfolge", "reihenfolge"), Coalesce("eltern", "pk")
        zeilen = super().get_queryset(request).select_related("eltern").prefetch_related("angebote", "leistungen")
        return zeilen.order_by(*haupt, F("eltern").asc(nulls_first=True), "reihenfolge", "pk")

    def get_formset(self, request, obj=None, **kwargs):
        self.wegweiser = obj
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only main chapters of this guide can have parts; read once for all forms of the page."""
        feld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "eltern":
            feld.queryset = Kapitel.objects.filter(wegweiser=self.wegweiser, eltern__isnull=True)
            feld.choices = [("", "–"), *((kapitel.pk, str(kapitel)) for kapitel in feld.queryset)]
            feld.begrenzt = False
            feld.help_text = _("Nur für Teile eines Kapitels. Ein neues Hauptkapitel bitte zuerst speichern.")
        return feld

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = GewaehlteAuswahl(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
