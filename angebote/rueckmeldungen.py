"""Hints from parents about an entry: for which entries, from the form into the queue, the answer, forgetting."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from angebote.models import Angebot, Leistung, Rueckmeldung
from anlaufstellen.models import Anlaufstelle
from netzwerk.mehrzeilig import Mehrzeilig
from netzwerk.models import Partner
from netzwerk.post import queue_post
from netzwerk.templatetags.werte import euro

JE_STUNDE = 5
JE_TAG = 300
EMAIL_BLEIBT = timedelta(days=30)
BLEIBT = timedelta(days=365)
FALLE = "betreff"


class VollError(Exception):
    """More hints on a day than people can read."""


@dataclass(frozen=True, slots=True)
class Art:
    """A kind of entry: its model, and the field by which its page is found."""

    modell: type
    feld: str

    def sichtbar(self, am: date):
        mit_tag = self.modell in (Angebot, Anlaufstelle)
        return self.modell.objects.sichtbar(am) if mit_tag else self.modell.objects.sichtbar()

    def find(self, kennung: str, am: date):
        """The entry that the public may see on that day, else ``None``."""
        if self.feld == "nummer" and not (kennung.isascii() and kennung.isdigit() and len(kennung) <= 9):
            return None
        return self.sichtbar(am).filter(**{self.feld: kennung}).first()


ARTEN = {
    "angebot": Art(Angebot, "nummer"),
    "anlaufstelle": Art(Anlaufstelle, "nummer"),
    "partner": Art(Partner, "slug"),
    "leistung": Art(Leistung, "slug"),
}


class RueckmeldungForm(forms.Form):
    gruende = forms.MultipleChoiceField(
        label=_("Was stimmt nicht?"),
        choices=Rueckmeldung.Grund.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Bitte wählen Sie aus der Liste.")},
    )
    text = Mehrzeilig(
        label=_("Was haben Sie bemerkt?"),
        help_text=_("Zum Beispiel die neue Nummer. Bitte nennen Sie keine Namen und nichts über andere Menschen."),
        required=False,
        max_length=Rueckmeldung.TEXT_HOECHSTENS,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    email = forms.EmailField(
        label=_("Ihre E-Mail-Adresse"),
        help_text=_("Nur wenn Sie eine Antwort möchten. Wir löschen sie danach."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Bitte eine ganze Adresse, z. B. „kim@beispiel.de“.")},
    )
    # Only programs fill this in: people do not see it.
    betreff = forms.CharField(label=_("Bitte lassen Sie dieses Feld leer"), required=False)

    def clean(self):
        daten = super().clean()
        if daten.get(FALLE):
            raise forms.ValidationError(_("Ein Feld muss leer bleiben und war ausgefüllt. Bitte noch einmal senden."))
        if not self.errors and not daten.get("gruende") and not daten.get("text"):
            raise forms.ValidationError(_("Bitte kreuzen Sie an, was nicht stimmt, oder schreiben Sie es auf."))
        return daten


def record_rueckmeldung(eintrag, daten: dict, moment: datetime) -> Rueckmeldung:
    """Puts the hint into the queue of those who look after the entry. Raises ``VollError`` above ``JE_TAG``."""
    if Rueckmeldung.objects.filter(eingegangen_am__gt=moment - timedelta(days=1)).count() >= JE_TAG:
        raise VollError
    with transaction.atomic():
        rueckmeldung = Rueckmeldung.objects.create(
            modell=eintrag._meta.label_lower,
            schluessel=eintrag.pk,
            name=str(eintrag)[:250],
            partner=eintrag if isinstance(eintrag, Partner) else getattr(eintrag, "partner", None),
            gruende=",".join(daten["gruende"]),
            text=daten["text"],
            email=daten["email"],
            angaben=read_angaben(eintrag),
            eingegangen_am=moment,
        )
        rueckmeldung.netzwerke.set(_netzwerke(eintrag))
    return rueckmeldung


def _netzwerke(eintrag) -> list:
    if isinstance(eintrag, Partner):
        return list(eintrag.netzwerke.all())
    return [eintrag.netzwerk_id] if getattr(eintrag, "netzwerk_id", None) else []


def read_angaben(eintrag) -> dict[str, str]:
    """What the entry's page says today of what people can tell us is wrong: label → text. Never a protected address."""
    if isinstance(eintrag, Leistung):
        return {gettext("Stand"): f"{eintrag.stand:%d.%m.%Y}", gettext("Quelle"): eintrag.quelle}
    angaben = {
        gettext("Telefon"): getattr(eintrag, "erreichbar_telefon", eintrag.telefon),
        gettext("E-Mail"): getattr(eintrag, "erreichbar_email", eintrag.email),
        gettext("Website"): getattr(eintrag, "erreichbar_website", eintrag.website),
        gettext("Adresse"): str(eintrag.anschrift or ""),
    }
    if not isinstance(eintrag, Partner):
        angaben[gettext("Zeiten")] = "; ".join(eintrag.zeiten_text)
    if isinstance(eintrag, Angebot):
        angaben[gettext("Kosten")] = " ".join(filter(None, [euro(eintrag.kosten_cent), eintrag.kosten_text]))
    return angaben


def answer_rueckmeldung(rueckmeldung: Rueckmeldung, moment: datetime) -> bool:
    """Sends ``antwort`` to whoever gave an address, and forgets the address; whether anything was sent."""
    if not (rueckmeldung.email and rueckmeldung.antwort.strip()):
        return False
    vorspann = gettext("Guten Tag,\n\nSie haben uns geschrieben, dass bei „%(name)s“ etwas nicht stimmt. Danke dafür.")
    queue_post(
        an=rueckmeldung.email,
        betreff=gettext("Ihre Rückmeldung zu „%(name)s“") % {"name": rueckmeldung.name},
        text=f"{vorspann % {'name': rueckmeldung.name}}\n\n{rueckmeldung.antwort.strip()}\n",
        schluessel=f"rueckmeldung-{rueckmeldung.pk}",
        moment=moment,
        netzwerk=rueckmeldung.netzwerke.first(),
    )
    rueckmeldung.email = ""
    return True


def tend_rueckmeldungen(moment: datetime) -> tuple[int, int]:
    """Forgets addresses ``EMAIL_BLEIBT`` after a hint is done, and the hint itself after a year: both numbers."""
    fertig = Rueckmeldung.objects.exclude(pk__in=Rueckmeldung.objects.offen().values("pk"))
    geleert = fertig.exclude(email="").filter(bearbeitet_am__lt=moment - EMAIL_BLEIBT).update(email="")
    return geleert, fertig.filter(bearbeitet_am__lt=moment - BLEIBT).delete()[1].get("angebote.Rueckmeldung", 0)
