"""What an account may point to from a form."""

from django.contrib.admin.exceptions import NotRegistered
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from netzwerk import rechte

# No key has more digits.
ZIFFERN = 18


class NurSchluessel:
    """Mixin of Django's searching fields, which ask the database for whatever was sent and fail at a word."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [wert for wert in value if _ist_schluessel(str(wert))], attr)


class EinesSuchen(NurSchluessel, AutocompleteSelect):
    pass


class MehrereSuchen(NurSchluessel, AutocompleteSelectMultiple):
    pass


def _ist_schluessel(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= ZIFFERN


class Auswahl:
    """Relations offer what the account sees in the related model's own list, nothing else."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return self._begrenzt(super().formfield_for_foreignkey, db_field, request, kwargs, EinesSuchen)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return self._begrenzt(super().formfield_for_manytomany, db_field, request, kwargs, MehrereSuchen)

    def _begrenzt(self, formfield, db_field, request, kwargs, suchfeld):
        sichtbar = self.sichtbare(db_field.remote_field.model, request)
        if sichtbar is not None:
            kwargs["queryset"] = sichtbar
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", suchfeld(db_field, self.admin_site))
        feld = formfield(db_field, request, **kwargs)
        if feld is not None:
            feld.begrenzt = not rechte.reichweite(request.user).verwaltung
        return feld

    def sichtbare(self, model, request):
        """What the account sees of a model; ``None`` means everything, in no particular order."""
        try:
            return self.admin_site.get_model_admin(model).get_queryset(request)
        except NotRegistered:
            return None if rechte.reichweite(request.user).verwaltung else model._default_manager.none()
