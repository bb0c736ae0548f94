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
        ordering = self.field_admin_ordering(field, request, model_admin)
        return field.get_choices(include_blank=False, limit_choices_to=bedingung, ordering=ordering)

    def has_output(self):
        return super().has_output() and len(self.lookup_choices) <= HOECHSTENS
