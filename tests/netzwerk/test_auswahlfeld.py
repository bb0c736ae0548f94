from django import forms
from django.test.html import parse_html

from netzwerk.auswahlfeld import Auswahlfeld

CHOICES = [("", "Alle"), ("a", "A & <b>"), ("Gruppe „1“", [("x", "X"), (2, "Zwei")])]


def test_auswahlfeld_writes_the_same_html_as_django():
    for wert in ("", None, "a", "x", "2", 2, "fremd"):
        unseres = Auswahlfeld(choices=CHOICES).render("feld", wert, {"id": "id_feld"})
        django = forms.Select(choices=CHOICES).render("feld", wert, {"id": "id_feld"})
        assert parse_html(unseres) == parse_html(django)
