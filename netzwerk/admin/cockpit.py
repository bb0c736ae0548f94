"""What waits for somebody in the base app, and how the other apps count: what the account's own list shows."""

from datetime import date
from types import SimpleNamespace
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from netzwerk import cockpit, rechte
from netzwerk.cockpit import Aufgabe
from netzwerk.models import Post, Vorschlag


def eigene_liste(modell: type[Model], konto) -> QuerySet:
    """The rows that the account's list of the model shows; none where it has no such list."""
    if not admin.site.is_registered(modell):
        return modell._default_manager.none()
    verwaltung = admin.site.get_model_admin(modell)
    return verwaltung.mit_recht(_anfrage(konto), rechte.SEHEN, modell._default_manager.all())


def hat_liste(modell: type[Model], konto) -> bool:
    eintrag = admin.site._registry.get(modell)
    return eintrag is not None and eintrag.darf(_anfrage(konto), rechte.SEHEN)


def _anfrage(konto) -> SimpleNamespace:
    """As much of a request as an admin class needs to say what an account may see."""
    return SimpleNamespace(user=konto)


def liste(modell: type[Model], **filter_) -> str:
    """Address of the list with these filters."""
    adresse = reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist")
    return f"{adresse}?{urlencode(filter_)}" if filter_ else adresse


@cockpit.aufgaben
def unzustellbare_post(konto, am: date):
    if not hat_liste(Post, konto):
        return
    yield Aufgabe(
        _("E-Mails, die nicht ankamen"),
        eigene_liste(Post, konto).filter(zustand=Post.Zustand.UNZUSTELLBAR).count(),
        liste(Post, zustand__exact=Post.Zustand.UNZUSTELLBAR),
        _("Adresse berichtigen oder anrufen."),
        dringend=True,
    )


@cockpit.aufgaben
def offene_vorschlaege(konto, am: date):
    """For a Redaktion its own, which wait for somebody else's word."""
    if not hat_liste(Vorschlag, konto):
        return
    weite = rechte.reichweite(konto)
    entscheidet = weite.verwaltung or bool(weite.netzwerke)
    yield Aufgabe(
        _("Vorschläge von Partnern") if entscheidet else _("Ihre Vorschläge, die auf Antwort warten"),
        eigene_liste(Vorschlag, konto).filter(zustand=Vorschlag.Zustand.OFFEN).count(),
        liste(Vorschlag, zustand=Vorschlag.Zustand.OFFEN),
        _("Ansehen und übernehmen oder zurückgeben.") if entscheidet else _("Sie können sie noch zurückziehen."),
        dringend=entscheidet,
    )
