"""A new entry that may be there already comes back once, with what it may be, and nothing typed is lost."""

from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerk.doppelpruefung import Befund, find_aehnliche

# The box that says: I have looked, it is something else.
TROTZDEM = "trotzdem_anlegen"
# So many are shown.
HOECHSTENS = 10


class DoppelpruefungForm:
    """Mixin of a form. ``sichtbar``: what the account may see; the admin sets it for new entries alone."""

    sichtbar = None
    befund = Befund()

    def _post_clean(self):
        super()._post_clean()
        if self.sichtbar is None or self.instance.pk or self.errors or TROTZDEM in self.data:
            return
        self.befund = find_aehnliche(self.instance, self.sichtbar)
        if self.befund:
            self.add_error(None, _("Es wurde noch nichts gespeichert: Vielleicht gibt es diesen Eintrag schon."))

    @property
    def aehnliche(self) -> list[dict]:
        """What the page shows of them."""
        return [
            {"eintrag": eintrag, "gruende": gruende, "adresse": _adresse(eintrag)}
            for eintrag, gruende in self.befund.eigene[:HOECHSTENS]
        ]


def _adresse(eintrag) -> str:
    return reverse(f"admin:{eintrag._meta.app_label}_{eintrag._meta.model_name}_change", args=[eintrag.pk])


class Doppelpruefung:
    """Mixin of an admin class, before ``PortalAdmin``."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if change:
            return form
        return type(form)(form.__name__, (DoppelpruefungForm, form), {"sichtbar": self.get_queryset(request)})
