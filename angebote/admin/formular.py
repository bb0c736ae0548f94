"""The form of an offer: words instead of months and cents, and who may publish."""

from django.utils.translation import gettext_lazy as _

from angebote.admin.felder import AlterField, EuroField
from angebote.models import Angebot
from netzwerk import rechte
from netzwerk.admin.bestaetigung import BestaetigungForm
from netzwerk.admin.zeiten import EinzelneTage

OHNE_FREIGABE = {Angebot.Status.ENTWURF, Angebot.Status.IN_PRUEFUNG}


class AngebotForm(EinzelneTage, BestaetigungForm):
    alter_ab = AlterField(
        label=_("Alter des Kindes ab"),
        required=False,
        help_text=_("Z. B. „6 Monate“ oder „3 Jahre“. Leer: von Geburt an."),
    )
    alter_bis = AlterField(
        label=_("Alter des Kindes bis"), required=False, help_text=_("Z. B. „12 Jahre“. Leer: nach oben offen.")
    )
    kosten_cent = EuroField(
        label=_("Kosten in Euro"),
        required=False,
        help_text=_("Für einen Besuch, z. B. „12,50“. „0“ heißt kostenlos, leer heißt nicht bekannt."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # What the stored offer was before this form changes it.
        self.status_vorher = self.instance.status if self.instance.pk else Angebot.Status.ENTWURF
        if "status" in self.fields and not self._darf_freigeben_koennen():
            erlaubt = {*OHNE_FREIGABE, self.status_vorher}
            feld = self.fields["status"]
            feld.choices = [(wert, text) for wert, text in feld.choices if wert in erlaubt]
            feld.help_text = _("„In Prüfung“: Die Koordination sieht sich das Angebot an und veröffentlicht es.")

    def clean(self):
        daten = super().clean()
        netzwerk = daten.get("netzwerk") if "netzwerk" in self.fields else self.instance.netzwerk
        status = daten.get("status")
        if (
            status
            and status not in {*OHNE_FREIGABE, self.status_vorher}
            and not rechte.darf_veroeffentlichen(self.konto, netzwerk and netzwerk.pk)
        ):
            self.add_error("status", _("Das entscheidet die Koordination. Bitte „in Prüfung“ wählen."))
        return daten

    def _darf_freigeben_koennen(self) -> bool:
        """For a new offer the network is not known yet; ``clean`` decides then."""
        if self.instance.pk:
            return rechte.darf_veroeffentlichen(self.konto, self.instance.netzwerk_id)
        weite = rechte.reichweite(self.konto)
        return weite.verwaltung or bool(weite.netzwerke)
