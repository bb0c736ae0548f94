"""A sheet of drop-in points."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anlaufstellen.models import Anlaufstelle
from netzwerk import rechte
from netzwerk.einlesen.gemeinsam import ANSCHRIFT, BESCHREIBUNG, KONTAKT, REGIONEN, SCHLUESSEL, SPRACHEN, THEMEN, ZEITEN
from netzwerk.einlesen.sorte import Sorte, registriere
from netzwerk.einlesen.spalten import Anschriftfeld, JaNein, JaNeinUnbekannt, PartnerSpalte, Spalte, Wahl
from netzwerk.models import Spaltenzuordnung
from netzwerk.text import falte


class AnlaufstelleSorte(Sorte):
    def lade(self, queryset):
        return queryset.select_related("partner", "netzwerk").prefetch_related(
            "zeiten", "themen", "regionen__eltern", "sprachen"
        )

    def pruefe(self, vorgang):
        """A refuge without a protected address is never stored."""
        art, geschuetzt = (
            vorgang.werte.get(name, getattr(vorgang.objekt, name, None)) for name in ("art", "adresse_geschuetzt")
        )
        if art == Anlaufstelle.Art.SCHUTZ and not geschuetzt:
            spalte = "adresse_geschuetzt" if "adresse_geschuetzt" in vorgang.zellen else "art"
            yield spalte, _("bei „Schutz vor Gewalt“ muss „adresse_geschuetzt“ auf „ja“ stehen.")

    def darf_anlegen(self, vorgang, befugnis, netzwerk):
        if befugnis.alles or (netzwerk and netzwerk.pk in befugnis.weite.netzwerke):
            return ""
        partner = vorgang.gelesen.get("partner")
        if partner is not None and partner.pk in befugnis.weite.partner:
            return ""
        return _("Bitte ein Netzwerk für neue Anlaufstellen wählen.")

    def bereite_neue_vor(self, objekte, auftrag):
        """Points of a Redaktion wait for their Koordination."""
        befugnis = auftrag.befugnis
        for stelle, _vorgang in objekte:
            if auftrag.netzwerk and (befugnis.alles or auftrag.netzwerk.pk in befugnis.weite.netzwerke):
                stelle.netzwerk = auftrag.netzwerk
            if befugnis.konto and not rechte.darf_veroeffentlichen(befugnis.konto, stelle.netzwerk_id):
                stelle.ist_veroeffentlicht = False


ANLAUFSTELLE = registriere(
    AnlaufstelleSorte(
        art=Spaltenzuordnung.Art.ANLAUFSTELLE,
        modell=Anlaufstelle,
        spalten=(
            SCHLUESSEL,
            Spalte(
                name="name",
                hilfe=gettext_lazy("Wie die Anlaufstelle heißt."),
                beispiel="Infopoint Uslar",
                worte=("Anlaufstelle", "Bezeichnung", "Stelle"),
                ist_pflicht=True,
            ),
            PartnerSpalte(
                hilfe=gettext_lazy("Wer sie betreibt: Name oder Kurzname eines Partners."),
                beispiel="Familienzentrum Uslar",
                worte=("Träger", "Einrichtung", "Organisation", "Institution", "Betreiber"),
            ),
            Wahl(
                name="art",
                hilfe=gettext_lazy("Eine Art aus der Liste."),
                beispiel="Infopoint",
                worte=("Typ",),
            ),
            Spalte(
                name="kurzbeschreibung",
                hilfe=gettext_lazy("Ein Satz: Was bekommen Eltern hier?"),
                beispiel=gettext_lazy("Rat ohne Termin."),
                worte=("Kurztext", "Kurzinfo", "In einem Satz"),
            ),
            *KONTAKT,
            *ANSCHRIFT,
            Spalte(
                name="gebiet",
                hilfe=gettext_lazy("Ort in Worten; darf immer gezeigt werden."),
                beispiel="Stadt Uslar",
                worte=("Ort in Worten",),
            ),
            Wahl(
                name="kinderbetreuung",
                hilfe=gettext_lazy("Wer sieht währenddessen nach dem Kind? „Kind darf mit“, wenn es dabei sein kann."),
                beispiel="ja",
                worte=("Betreuung", "Kind"),
            ),
            Anschriftfeld(
                name="oepnv", hilfe=gettext_lazy("Nächste Haltestelle und Linien."), worte=("ÖPNV", "Haltestelle")
            ),
            Anschriftfeld(name="anfahrt", hilfe=gettext_lazy("Weg von der Haltestelle, Parken."), worte=("Anreise",)),
            REGIONEN,
            THEMEN,
            SPRACHEN,
            *ZEITEN,
            *(
                JaNeinUnbekannt(
                    name=name,
                    hilfe=Anlaufstelle._meta.get_field(name).verbose_name,
                    worte=(str(Anlaufstelle._meta.get_field(name).verbose_name),),
                )
                for name in Anlaufstelle.MERKMALE
            ),
            BESCHREIBUNG,
            JaNein(
                name="ist_veroeffentlicht",
                hilfe=gettext_lazy("„nein“, solange nur die Verwaltung sie sehen soll."),
                worte=("veröffentlicht",),
            ),
        ),
        natuerlich=("partner", "name"),
        formen=lambda werte: [(werte["partner"], falte(werte["name"]))],
        nebenbei=("nummer", "netzwerk", "geaendert_am"),
        braucht_netzwerk=True,
    )
)
