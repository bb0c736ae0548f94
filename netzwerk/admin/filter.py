"""List filters that name only what the account may see."""

from django.contrib.admin.filters import RelatedFieldListFilter
from django.contrib.admin.utils import get_model_from_relation
from django.db.models import Q

HOECHSTENS = 200


class EigeneFilter(RelatedFieldListFilter):
    """Choices that occur in the account's own rows; none at all where there are too many to read: search instead."""

    def field_choices(self, field, request, model_admin):
        vorhanden = model_admin.get_queryset(request).order_by().values(f"{self.field_path}__pk")
        bedingung = Q(pk__in=vorhanden)
        sichtbar = model_admin.sichtbare(get_model_from_relation(field), request)
        if sichtbar is not None:
            bedingung &= Q(pk__in=sichtbar.values("pk"))
        wahl = get_model_from_relation(field)._default_manager.filter(bedingung)
        if ordering := self.field_admin_ordering(field, request, model_admin):
            wahl = wahl.order_by(*ordering)
        # One more than is shown tells that there are too many.
        schluessel = field.target_field.attname
        return [(getattr(zeile, schluessel), str(zeile)) for zeile in wahl[: HOECHSTENS + 1]]

    def has_output(self):
        return super().has_output() and len(self.lookup_choices) <= HOECHSTENS
