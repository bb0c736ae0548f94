"""Reading and writing sheets in the Verwaltung for models that have a ``Sorte``."""

from django.utils.translation import gettext as _

from netzwerk import rechte
from netzwerk.admin.einlesen import EinlesenMixin, mit_weiteren
from netzwerk.einlesen.abgleich import build_plan
from netzwerk.einlesen.befugnis import Befugnis
from netzwerk.einlesen.formular import EinlesenForm, NetzwerkWahl
from netzwerk.einlesen.plan import Auftrag
from netzwerk.einlesen.sorte import Sorte
from netzwerk.einlesen.uebernahme import apply_plan
from netzwerk.models import Netzwerk
from netzwerk.tabellen.meldung import aufzaehlung


class SorteEinlesen(EinlesenMixin):
    """For a ``PortalAdmin``; wants ``sorte``."""

    sorte: Sorte

    @property
    def einlesen_art(self):
        return self.sorte.art

    @property
    def einlesen_spalten(self):
        return self.sorte.liste

    @property
    def einlesen_hinweise(self):
        return [_("Nötig: {namen}.").format(namen=aufzaehlung(self.sorte.liste.pflicht, _("und")))]

    def get_muster(self, request):
        return self.sorte.muster()

    def make_einlesen_form(self, request, *daten):
        if self.sorte.braucht_netzwerk:
            return NetzwerkWahl(*daten, spalten=self.sorte.liste, weite=rechte.reichweite(request.user))
        return EinlesenForm(*daten, spalten=self.sorte.liste)

    def make_plan(self, request, tabelle, optionen):
        netzwerk = Netzwerk.objects.aktiv().filter(pk=optionen["netzwerk"]).first()
        befugnis = Befugnis(request.user, self.regel, frozenset(self.redaktion_nur_lesen))
        return build_plan(tabelle, Auftrag(self.sorte, befugnis, netzwerk))

    def apply_plan(self, request, plan):
        return apply_plan(plan)

    # The way out

    def ausfuhr_spalten(self, request):
        """The columns that are read back come first."""
        eigene = [(spalte.name, spalte.zeige) for spalte in self.sorte.spalten]
        return mit_weiteren(eigene, super().ausfuhr_spalten(request), self.sorte.liste)

    def ausfuhr_queryset(self, queryset):
        return self.sorte.lade(super().ausfuhr_queryset(queryset))
