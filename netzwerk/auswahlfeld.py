"""A select that is written in one go: Django renders one template per option, and the search form has a hundred."""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join


class Auswahlfeld(forms.Select):
    """The same HTML as ``forms.Select`` for one choice, for plain options and groups of them."""

    def render(self, name, value, attrs=None, renderer=None):
        gewaehlt = "" if value is None else str(value)
        attribute = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        return format_html("<select{}>{}</select>", flatatt(attribute), _zweige(self.choices, gewaehlt))


def _zweige(choices, gewaehlt: str):
    return format_html_join("", "{}", ((_zweig(wert, name, gewaehlt),) for wert, name in choices))


def _zweig(wert, name, gewaehlt: str):
    if isinstance(name, (list, tuple)):
        return format_html('<optgroup label="{}">{}</optgroup>', wert, _zweige(name, gewaehlt))
    auswahl = " selected" if str(wert) == gewaehlt else ""
    return format_html('<option value="{}"{}>{}</option>', wert, auswahl, name)
