"""What helps while filling in: an example below a field, patterns for the browser, names for screen readers."""

from django.db import models
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from netzwerk.models.kontakt import validate_plz, validate_telefon

# The validators as HTML knows them: without anchors, and escaped as its regular expressions ask for.
MUSTER = [
    (validate_plz, {"pattern": r"[0-9]{5}", "inputmode": "numeric"}),
    (validate_telefon, {"pattern": r"\+?[0-9][0-9 \/\(\)\-]{1,38}", "inputmode": "tel"}),
]


class MitHilfen:
    """Mixin of admin classes and rows. ``hilfen``: field → help text in place of the model's."""

    hilfen = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        feld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if feld is None:
            return None
        feld.help_text = self.hilfen.get(db_field.name, feld.help_text)
        for pruefer, attribute in MUSTER:
            if pruefer in db_field.validators:
                feld.widget.attrs |= attribute | {"data-hinweis": pruefer.message}
        if isinstance(db_field, models.FileField):
            # Django puts it into a group with a legend, which is no label.
            feld.widget.attrs.setdefault("aria-label", capfirst(db_field.verbose_name))
        return feld


class Zeilen(BaseInlineFormSet):
    """Rows whose box for deleting says what it deletes."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            name = str(form.instance) if form.instance.pk else self.model._meta.verbose_name
            form.fields[DELETION_FIELD_NAME].widget.attrs["aria-label"] = _("%(name)s löschen") % {"name": name}
