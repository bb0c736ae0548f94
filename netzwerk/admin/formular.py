"""The form under every admin form: short names fill themselves, and what is already chosen stays choosable."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from netzwerk.text import slug_aus


class PortalForm(forms.ModelForm):
    """``konto`` is the account that edits; the admin sets it on the class it makes for the request."""

    konto = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name, feld in self.fields.items():
                if getattr(feld, "begrenzt", False):
                    feld.queryset = self._mit_aktuellen(name, feld.queryset)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _(
                "Leer lassen: entsteht aus dem Namen. Später bitte nicht mehr ändern, "
                "denn Lesezeichen und QR-Codes benutzen ihn."
            )

    def clean(self):
        daten = super().clean() or self.cleaned_data
        if "slug" in self.fields and not daten.get("slug") and "slug" not in self.errors:
            daten["slug"] = self.instance.slug or self._neuer_slug(daten.get("name") or daten.get("titel") or "")
        return daten

    def _mit_aktuellen(self, name, auswahl):
        """The limited choices and what the entry already holds, so that saving drops nothing unseen."""
        feld = self.instance._meta.get_field(name)
        aktuell = (
            getattr(self.instance, name).values("pk") if feld.many_to_many else [getattr(self.instance, feld.attname)]
        )
        return auswahl.model._default_manager.filter(Q(pk__in=auswahl.values("pk")) | Q(pk__in=aktuell))

    def _neuer_slug(self, name: str) -> str:
        """From the name; where the field is unique, with a number behind it when another has it."""
        feld = self._meta.model._meta.get_field("slug")
        slug = kandidat = slug_aus(name, laenge=feld.max_length - 5)
        andere = self._meta.model._default_manager.exclude(pk=self.instance.pk)
        nummer = 2
        while feld.unique and andere.filter(slug=kandidat).exists():
            kandidat, nummer = f"{slug}-{nummer}", nummer + 1
        return kandidat
