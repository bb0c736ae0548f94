"""Drop-in points with hours, closed days and, for mobile ones, the tour."""

from datetime import date

from django.contrib import admin
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from anlaufstellen.admin.tourhalt import TourhaltInline
from anlaufstellen.einlesen import ANLAUFSTELLE
from anlaufstellen.models import Anlaufstelle, Ausnahmetag, Oeffnungszeit
from anlaufstellen.views import make_seite
from netzwerk import cockpit, rechte
from netzwerk.admin.basis import PortalAdmin
from netzwerk.admin.bestaetigung import (
    FELDER,
    IM_FORMULAR,
    BestaetigtFilter,
    BestaetigungAktionen,
    BestaetigungForm,
)
from netzwerk.admin.cockpit import eigene_liste, liste
from netzwerk.admin.doppelpruefung import Doppelpruefung
from netzwerk.admin.sorte import SorteEinlesen
from netzwerk.admin.vorschau import Vorschau
from netzwerk.admin.zeiten import AusnahmeInline, ZeitInline
from netzwerk.cockpit import Aufgabe
from netzwerk.ortszeit import tagesbeginn


class OeffnungszeitInline(ZeitInline):
    model = Oeffnungszeit


class AusnahmetagInline(AusnahmeInline):
    model = Ausnahmetag


@admin.register(Anlaufstelle)
class AnlaufstelleAdmin(Vorschau, SorteEinlesen, BestaetigungAktionen, Doppelpruefung, PortalAdmin):
    """A Redaktion enters and changes its points, a Lots*in keeps hers; the Koordination decides what is shown."""

    sorte = ANLAUFSTELLE
    vorschau_vorlage = "anlaufstellen/anlaufstelle_detail.html"
    hilfen = {
        "name": _("Wie es an der Tür steht, z. B. „Familientreff Uslar“."),
        "art": _("Bei „Mobile Beratung“ erscheinen nach dem Speichern die Halte der Tour."),
        "kurzbeschreibung": _("Wobei bekommen Eltern hier Hilfe? Z. B. „Offene Beratung bei Trennung, ohne Termin“."),
        "telefon": _("Z. B. „05551 708-140“."),
        "regionen": _("Wer darf kommen? Das kleinste Gebiet, das stimmt, z. B. „Landkreis Northeim“."),
        "oepnv": _("Nächste Haltestelle, z. B. „Bus 230 bis Markt“."),
        "anfahrt": _("Z. B. „Drei Minuten zu Fuß vom Markt. Parkplätze hinter dem Haus“."),
        "kinderbetreuung_text": _("Z. B. „ab 1 Jahr, bitte einen Tag vorher anrufen“."),
        "zeiten_hinweis": _("Was die Zeiten nicht sagen, z. B. „Bitte am Hintereingang klingeln“."),
        "foerderung_bis": _("Nur für die Verwaltung: letzter Tag, an dem das Geld reicht. Eltern sehen ihn nicht."),
    }
    pruefung = True
    netzwerk_pfad = "netzwerk"
    partner_pfad = "partner"
    lotsen_pfad = "personen"
    redaktion_darf = rechte.OHNE_LOESCHEN
    lotsin_darf = rechte.BEARBEITEN
    redaktion_nur_lesen = [
        "netzwerk",
        "ist_veroeffentlicht",
        *FELDER[:2],
        "infopoint_geprueft_am",
        "slug",
        "externer_schluessel",
    ]
    lotsin_nur_lesen = [*redaktion_nur_lesen, "partner", "personen"]
    form = BestaetigungForm
    actions = ["bestaetigen", "am_telefon"]
    list_display = ["name", "art", "partner", "ort_oder_schutz", "telefon", "ist_veroeffentlicht", "bestaetigt"]
    list_filter = ["ist_veroeffentlicht", BestaetigtFilter, "art", "netzwerk", "partner", "adresse_geschuetzt"]
    search_fields = ["name", "kurzbeschreibung", "gebiet", "ort", "partner__name", "=nummer"]
    search_help_text = _("Name, Ort, Partner oder gedruckte Nummer")
    autocomplete_fields = ["netzwerk", "partner", "regionen", "themen", "sprachen", "personen"]
    readonly_fields = ["schutzhinweis", "nummer", "geaendert_am", *FELDER[2:], "verborgen_seit"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "schutzhinweis",
                    "name",
                    "art",
                    "partner",
                    "netzwerk",
                    "kurzbeschreibung",
                    ("telefon", "email"),
                    "website",
                    "ist_veroeffentlicht",
                ]
            },
        ),
        (
            _("Wo"),
            {"fields": ["adresse_geschuetzt", "strasse", "zusatz", ("plz", "ort"), "gebiet", "oepnv", "anfahrt"]},
        ),
        (_("Wofür und für wen"), {"fields": ["regionen", "themen", "sprachen", "personen", "beschreibung"]}),
        (
            _("Ausstattung"),
            {
                "classes": ["collapse"],
                "fields": ["kinderbetreuung", "kinderbetreuung_text", *Anlaufstelle.MERKMALE],
                "description": _("„Unbekannt“ heißt: Niemand hat es gesagt. So steht es dann auch auf der Seite."),
            },
        ),
        (
            _("Öffnungszeiten in Worten"),
            {"fields": ["nach_vereinbarung", "durchgehend", "feiertage", "zeiten_hinweis"]},
        ),
        (
            _("Infopoint"),
            {
                "classes": ["collapse"],
                "fields": ["geschult_am", "infopoint_geprueft_am"],
                "description": _("Wenn alle Kriterien des Netzwerks erfüllt sind, steht auf der Seite „Infopoint“."),
            },
        ),
        (
            _("Bestätigung und Förderung"),
            {
                "classes": ["collapse"],
                "fields": IM_FORMULAR,
                "description": _("Bestätigt heißt: Jemand hat gesagt, dass alles noch stimmt."),
            },
        ),
        (
            _("Technisches"),
            {
                "classes": ["collapse"],
                "fields": ["nummer", "geaendert_am", "slug", "externer_schluessel", "lat", "lon"],
                "description": _("Die Koordinate entsteht aus der PLZ, wenn Sie nichts eintragen."),
            },
        ),
    ]

    def get_inlines(self, request, obj):
        """Stops of a tour once the point is stored as a mobile one."""
        mobil = obj and obj.art == Anlaufstelle.Art.MOBIL
        return [*([TourhaltInline] if mobil else []), OeffnungszeitInline, AusnahmetagInline]

    def get_fieldsets(self, request, obj=None):
        """The note on protection stands only where there is something to protect."""
        gruppen = super().get_fieldsets(request, obj)
        if obj and obj.adresse_geschuetzt:
            return gruppen
        (name, erste), *weitere = gruppen
        return [(name, {**erste, "fields": erste["fields"][1:]}), *weitere]

    def save_model(self, request, obj, form, change):
        if not change and not rechte.darf_veroeffentlichen(request.user, obj.netzwerk_id):
            obj.ist_veroeffentlicht = False
        super().save_model(request, obj, form, change)

    @admin.display(description=_("Achtung"))
    def schutzhinweis(self, obj):
        return _(
            "Die Adresse ist geschützt. Sie steht nur hier in der Verwaltung, nie auf Seiten, in Listen oder im "
            "Druck. Schreiben Sie sie bitte auch nicht in Beschreibung oder Anfahrt."
        )

    @admin.display(description=_("Ort"), ordering="ort")
    def ort_oder_schutz(self, obj):
        return _("geschützt") if obj.adresse_geschuetzt else obj.ort

    def ist_sichtbar(self, obj, am):
        return Anlaufstelle.objects.sichtbar(am).filter(pk=obj.pk).exists()

    def vorschau_kontext(self, obj, am):
        return make_seite(Anlaufstelle.objects.with_seite().get(pk=obj.pk), am, tagesbeginn(am))


@cockpit.aufgaben
def eigene_anlaufstellen(konto, am: date):
    """For those who are nothing but Lots*in; the others' points are counted with their network's and partner's."""
    weite = rechte.reichweite(konto)
    if not weite.personen or weite.verwaltung or weite.netzwerke or weite.partner:
        return
    faellig = Anlaufstelle.objects.faellig(am).values("pk")
    yield Aufgabe(
        _t("Ihre Anlaufstellen, die Sie bestätigen sollten"),
        eigene_liste(Anlaufstelle, konto).filter(pk__in=faellig).count(),
        liste(Anlaufstelle, bestaetigt="faellig"),
        _t("Stimmt noch alles? Dann „Als bestätigt markieren“."),
        dringend=True,
    )
