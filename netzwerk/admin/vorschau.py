"""An entry's page as the public sees it, also before it is public."""

from datetime import date

from django.shortcuts import render
from django.urls import path
from django.utils import timezone


class Vorschau:
    """Mixin of a ``PortalAdmin``, before it. ``vorschau_vorlage``: the template of the public page."""

    vorschau_vorlage = ""

    def ist_sichtbar(self, obj, am: date) -> bool:
        """Whether the public sees the page already."""
        raise NotImplementedError

    def vorschau_kontext(self, obj, am: date) -> dict:
        """What the public page shows."""
        raise NotImplementedError

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_vorschau"
        return [
            path("<int:pk>/vorschau/", self.admin_site.admin_view(self.vorschau), name=name),
            *super().get_urls(),
        ]

    def vorschau(self, request, pk):
        obj = self.get_object(request, str(pk))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        return render(request, self.vorschau_vorlage, self.vorschau_kontext(obj, timezone.localdate()))

    def get_view_on_site_url(self, obj=None):
        """The public page; as long as there is none, the preview."""
        if obj is None:
            return None
        if self.ist_sichtbar(obj, timezone.localdate()):
            return obj.get_absolute_url()
        return self.portal_url("vorschau", obj.pk)
