"""Form fields that take what people write and keep it when it was wrong: „6 Monate“, „12,50“."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from angebote.alter import alter_als_text, parse_alter
from angebote.import_export.felder import kosten_als_text, parse_kosten


class AlterField(forms.CharField):
    """A child's age in words; full months inside, empty is ``None``."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_alter(text)
        except ValueError as fehler:
            raise ValidationError(str(fehler)) from fehler

    def prepare_value(self, value):
        return alter_als_text(value) if isinstance(value, int) else value


class EuroField(forms.CharField):
    """A price in euros; cents inside, 0 is free, empty is ``None``: nobody has said."""

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            cent, worte = parse_kosten(text)
        except ValueError:
            cent, worte = None, ""
        if cent is None or worte:
            raise ValidationError(
                _("„%(text)s“ – bitte nur einen Betrag in Euro, z. B. „12,50“. „0“ heißt kostenlos."),
                params={"text": text},
            )
        return cent

    def prepare_value(self, value):
        return kosten_als_text(value, "") if isinstance(value, int) else value
