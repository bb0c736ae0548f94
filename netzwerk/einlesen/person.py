"""A sheet of contact persons."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerk.einlesen.gemeinsam import KONTAKT, REGIONEN, SCHLUESSEL, SPRACHEN, THEMEN, ZEITEN
from netzwerk.einlesen.sorte import Sorte, registriere
from netzwerk.einlesen.spalten import JaNein, PartnerSpalte, Spalte
from netzwerk.models import Ansprechperson, Spaltenzuordnung
from netzwerk.text import falte


class PersonSorte(Sorte):
    def lade(self, queryset):
        return queryset.select_related("partner").prefetch_related("zeiten", "themen", "regionen__eltern", "sprachen")

    def pruefe(self, vorgang):
        """Somebody without a name is asked for by function."""
        namen = [
            vorgang.gelesen.get(name, "") if name in vorgang.gelesen else getattr(vorgang.objekt, name, "")
            for name in ("name", "funktion")
        ]
        if not any(namen):
            yield "name", _("bitte einen Namen oder eine Funktion angeben.")


def formen(werte: dict) -> list[tuple]:
    """By partner, name and function; somebody with a name is still the same with another function."""
    partner, name, funktion = werte["partner"], falte(werte["name"]), falte(werte["funktion"])
    return [(partner, name, funktion), (partner, name, None)] if name else [(partner, "", funktion)]


PERSON = registriere(
    PersonSorte(
        art=Spaltenzuordnung.Art.PERSON,
        modell=Ansprechperson,
        spalten=(
            SCHLUESSEL,
            PartnerSpalte(
                hilfe=gettext_lazy("Wo die Person arbeitet: Name oder Kurzname eines Partners."),
                beispiel="Familienzentrum Uslar",
                worte=("Einrichtung", "Organisation", "Institution", "Träger"),
            ),
            Spalte(
                name="name",
                hilfe=gettext_lazy("Name; darf leer sein, wenn es eine Funktion gibt."),
                beispiel="Kim Muster",
                worte=("Ansprechperson", "Ansprechpartner", "Ansprechpartnerin", "Kontaktperson"),
            ),
            Spalte(
                name="funktion",
                hilfe=gettext_lazy("Was die Person macht."),
                beispiel=gettext_lazy("Beratung Unterhalt"),
                worte=("Position", "Aufgabe", "Stelle"),
            ),
            *KONTAKT,
            Spalte(
                name="zustaendig",
                hilfe=gettext_lazy("Was Tabellen nicht sagen können."),
                beispiel=gettext_lazy("Buchstaben A–K"),
                worte=("zuständig für", "Zuständigkeit"),
            ),
            THEMEN,
            REGIONEN,
            SPRACHEN,
            *ZEITEN,
            JaNein(name="ist_oeffentlich", hilfe=gettext_lazy("„nein“, wenn nur die Verwaltung sie sehen soll.")),
        ),
        natuerlich=("partner", "name", "funktion"),
        formen=formen,
    )
)
