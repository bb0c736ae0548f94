"""The form by which a partner without an account proposes a change: what changes most, hours as rows, and a message."""

from datetime import time

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.fassung import make_abbild
from netzwerk.models import Ferienbezug, Rhythmus, Wochentag

GEMEINSAM = ["kurzbeschreibung", "beschreibung", "telefon", "email", "website", "zeiten_hinweis"]
LEERE_ZEILEN = 3
WIE_BEIM_PARTNER = _("Leer heißt: wie bei Ihrer Organisation.")


class Aenderung(forms.ModelForm):
    """Nothing is saved: ``werte`` are what differs, for a proposal."""

    nachricht = forms.CharField(
        label=_("Sonst noch etwas? Schreiben Sie es der Koordination."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rest_stimmt = forms.BooleanField(label=_("Alles andere stimmt"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.vorher = make_abbild(self.instance)
        for name in ("telefon", "email", "website"):
            self.fields[name].help_text = WIE_BEIM_PARTNER

    def werte(self) -> dict:
        """Texts that say something else; line ends and blanks around them do not count."""
        neue = {name: self.cleaned_data[name] or "" for name in self._meta.fields}
        return {name: wert for name, wert in neue.items() if _glatt(wert) != _glatt(self.vorher[name])}


class AngebotAenderung(Aenderung):
    class Meta:
        model = Angebot
        fields = ["titel", *GEMEINSAM[:5], "kosten_text", "anmeldung_text", GEMEINSAM[5]]


class AnlaufstelleAenderung(Aenderung):
    class Meta:
        model = Anlaufstelle
        fields = ["name", *GEMEINSAM]


class Zeitzeile(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    wochentag = forms.TypedChoiceField(
        label=_("Tag"), choices=[("", "–"), *Wochentag.choices], coerce=int, empty_value=None, required=False
    )
    von = forms.TimeField(label=_("von"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    bis = forms.TimeField(label=_("bis"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    weg = forms.BooleanField(label=_("gilt nicht mehr"), required=False)

    def clean(self):
        daten = super().clean()
        tag, von, bis = (daten.get(name) for name in ("wochentag", "von", "bis"))
        if daten.get("weg") or self.errors or (tag is None and von is None and bis is None):
            return daten
        if tag is None or von is None or bis is None:
            raise forms.ValidationError(_("Bitte Tag, „von“ und „bis“ angeben, oder die Zeile ganz leer lassen."))
        if bis <= von and bis != time.min:
            raise forms.ValidationError(_("„Bis“ muss nach „von“ liegen."))
        return daten


class Zeitzeilen(BaseFormSet):
    def werte(self, vorher: list[dict]) -> list[dict]:
        """The rows as a state holds them; what the form does not show of a row stays."""
        je_pk = {zeile["pk"]: zeile for zeile in vorher}
        zeilen = []
        for daten in (formular.cleaned_data for formular in self.forms):
            if daten.get("weg") or daten.get("wochentag") is None:
                continue
            alt = je_pk.get(daten.get("pk")) or _neue_zeile()
            zeiten = {name: daten[name].isoformat() for name in ("von", "bis")}
            zeilen.append(alt | {"wochentag": daten["wochentag"]} | zeiten)
        return zeilen


ZeitFormSet = formset_factory(Zeitzeile, formset=Zeitzeilen, extra=LEERE_ZEILEN, max_num=60, absolute_max=80)
FORMULARE = {Angebot: AngebotAenderung, Anlaufstelle: AnlaufstelleAenderung}


def make_formulare(eintrag: Angebot | Anlaufstelle, daten=None) -> tuple[Aenderung, Zeitzeilen]:
    """The form and the rows of hours, filled with the entry or with what was sent."""
    form = FORMULARE[type(eintrag)](daten, instance=eintrag)
    namen = ("pk", "wochentag", "von", "bis")
    zeilen = [{name: zeile[name] for name in namen} for zeile in form.vorher["zeiten"]]
    for zeile in zeilen:
        zeile["von"], zeile["bis"] = zeile["von"][:5], zeile["bis"][:5]
    return form, ZeitFormSet(daten, initial=zeilen, prefix="zeit")


def read_werte(form: Aenderung, zeiten: Zeitzeilen) -> dict:
    """All that the two propose."""
    return form.werte() | {"zeiten": zeiten.werte(form.vorher["zeiten"])}


def fehlerliste(form: Aenderung, zeiten: Zeitzeilen) -> list[tuple[str, str]]:
    """For the summary: the field's id and what is wrong."""
    liste = [
        (form[name].id_for_label if name in form.fields else "", f"{form.fields[name].label}: {text}")
        for name, texte in form.errors.items()
        if name in form.fields
        for text in texte
    ]
    liste += [("", str(text)) for text in (*form.non_field_errors(), *zeiten.non_form_errors())]
    for nummer, zeile in enumerate(zeiten.forms, 1):
        for texte in zeile.errors.values():
            liste += [(zeile["wochentag"].id_for_label, f"{_('Zeit')} {nummer}: {text}") for text in texte]
    return liste


def _glatt(text: str) -> str:
    return "\n".join(text.split("\r\n")).strip()


def _neue_zeile() -> dict:
    """The fields of a row that the form does not ask for."""
    return {
        "rhythmus": Rhythmus.WOECHENTLICH.value,
        "nur_telefon": False,
        "gueltig_von": None,
        "gueltig_bis": None,
        "ferien": Ferienbezug.IMMER.value,
    }
