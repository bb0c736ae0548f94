"""A sheet of partners."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerk.einlesen.gemeinsam import ANSCHRIFT, BESCHREIBUNG, KONTAKT, SCHLUESSEL
from netzwerk.einlesen.modellfeld import Kurznamen
from netzwerk.einlesen.sorte import Sorte, registriere
from netzwerk.einlesen.spalten import RegionSpalte, Spalte, Wahl
from netzwerk.models import Mitgliedschaft, Partner, Spaltenzuordnung
from netzwerk.text import falte


class PartnerSorte(Sorte):
    def lade(self, queryset):
        return queryset.select_related("region__eltern")

    def darf_anlegen(self, vorgang, befugnis, netzwerk):
        """A new partner belongs to a network of the account, else it would lose sight of it."""
        if befugnis.alles or (netzwerk and netzwerk.pk in befugnis.weite.netzwerke):
            return ""
        if befugnis.weite.netzwerke:
            return _("Bitte ein Netzwerk für neue Partner wählen.")
        return _("Neue Partner legt die Koordination an. Bitte die Zeile löschen.")

    def bereite_neue_vor(self, objekte, auftrag):
        kurznamen = Kurznamen(Partner, Partner.objects.values_list("slug", flat=True) if objekte else ())
        for partner, _vorgang in objekte:
            partner.slug = kurznamen.nimm(partner.name)

    def nach_anlegen(self, objekte, auftrag):
        if auftrag.netzwerk:
            mitglieder = [Mitgliedschaft(netzwerk=auftrag.netzwerk, partner=partner) for partner in objekte]
            Mitgliedschaft.objects.bulk_create(mitglieder)

    def nebenzeile(self, vorgang):
        return vorgang.zellen.get("ort", "")


PARTNER = registriere(
    PartnerSorte(
        art=Spaltenzuordnung.Art.PARTNER,
        modell=Partner,
        spalten=(
            SCHLUESSEL,
            Spalte(
                name="name",
                hilfe=gettext_lazy("Wie die Einrichtung heißt."),
                beispiel="Familienzentrum Uslar",
                worte=("Partner", "Einrichtung", "Organisation", "Institution", "Träger", "Bezeichnung"),
                ist_pflicht=True,
            ),
            Spalte(
                name="kurzname", hilfe=gettext_lazy("Wenn es einen gibt."), beispiel="FZ Uslar", worte=("Abkürzung",)
            ),
            Wahl(
                name="art", hilfe=gettext_lazy("Eine Art aus der Liste."), beispiel="Verein", worte=("Typ", "Kategorie")
            ),
            RegionSpalte(
                name="region",
                hilfe=gettext_lazy("Wofür der Partner zuständig ist: Name oder Gemeindeschlüssel."),
                beispiel="Landkreis Northeim",
                worte=("Gebiet", "zuständig für", "Landkreis"),
            ),
            *KONTAKT,
            *ANSCHRIFT,
            BESCHREIBUNG,
        ),
        natuerlich=("name",),
        formen=lambda werte: [(falte(werte["name"]),)],
        nebenbei=("netzwerke", "slug"),
        braucht_netzwerk=True,
    )
)
