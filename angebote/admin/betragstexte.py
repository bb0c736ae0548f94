"""Texts that may name amounts: checked at saving, with a list of what can be put in."""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from angebote.betraege import check_betraege
from angebote.models import Betrag
from netzwerk.admin.formular import PortalForm


class BetragstextForm(PortalForm):
    """``betragsfelder``: the texts in which ``{{ betrag.schluessel }}`` stands for an amount."""

    betragsfelder = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.betragsfelder:
            if feld := self.fields.get(name):
                verweis = format_html('<a href="#betraege">{}</a>', _("Beträge zum Einsetzen"))
                feld.help_text = format_html("{} {}", feld.help_text, verweis)

    def clean(self):
        daten = super().clean()
        for name in self.betragsfelder:
            text = daten.get(name) or ""
            if "{{" in text or "}}" in text:
                self._check(name, text)
        return daten

    def _check(self, name, text):
        try:
            check_betraege(text, self._bekannt)
        except ValueError as fehler:
            self.add_error(name, str(fehler))

    @cached_property
    def _bekannt(self):
        return Betrag.objects.schluessel()


class BetraegeZumEinsetzen:
    """Mixin of an admin class: the form's template gets the list of amounts."""

    def render_change_form(self, request, context, *args, **kwargs):
        context["betraege"] = Betrag.objects.zum_einsetzen(timezone.localdate())
        return super().render_change_form(request, context, *args, **kwargs)
