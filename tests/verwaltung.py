"""The admin as a test uses it: addresses, login, and a form sent back as the browser would."""

from django.test import Client
from django.urls import URLResolver, reverse


def anmelden(konto) -> Client:
    client = Client()
    client.force_login(konto)
    return client


def url(modell, aktion, *args) -> str:
    return reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{aktion}", args=args)


def text(antwort) -> str:
    """All that the browser gets to see: the page and where it is sent."""
    return antwort.content.decode() + antwort.headers.get("Location", "")


def formulardaten(antwort) -> dict:
    """What a browser would send back for the form as it is."""
    formulare = [antwort.context["adminform"].form]
    for formset in antwort.context["inline_admin_formsets"]:
        formulare += [formset.formset.management_form, *formset.formset.forms]
    werte = {feld.html_name: feld.field.prepare_value(feld.value()) for formular in formulare for feld in formular}
    return {
        name: [getattr(teil, "pk", teil) for teil in wert] if isinstance(wert, list) else wert
        for name, wert in werte.items()
        if wert is not None and wert is not False and not hasattr(wert, "storage")
    }


def speichere(client, adresse, **felder):
    """Opens the form, fills the given fields, sends it."""
    return client.post(adresse, formulardaten(client.get(adresse)) | felder)


def fehler(antwort) -> dict[str, list[str]]:
    """The messages by field; empty when the form was saved."""
    return dict(antwort.context["adminform"].form.errors) if antwort.status_code == 200 else {}


def wege(muster, davor="") -> list[str]:
    """Every route of the Verwaltung as it is written."""
    gefunden = []
    for eines in muster:
        weg = davor + str(eines.pattern)
        gefunden += wege(eines.url_patterns, weg) if isinstance(eines, URLResolver) else [weg]
    return gefunden
