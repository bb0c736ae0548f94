"""What an account may point to from a form."""

from django.contrib.admin.exceptions import NotRegistered

from netzwerk import rechte


class Auswahl:
    """Relations offer what the account sees in the related model's own list, nothing else."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return self._begrenzt(super().formfield_for_foreignkey, db_field, request, kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return self._begrenzt(super().formfield_for_manytomany, db_field, request, kwargs)

    def _begrenzt(self, formfield, db_field, request, kwargs):
        sichtbar = self.sichtbare(db_field.remote_field.model, request)
        if sichtbar is not None:
            kwargs["queryset"] = sichtbar
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
