"""Giving many offers a topic or a target group at once. Nothing is taken away; what a partner may not change itself is
proposed."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from netzwerk import rechte
from netzwerk.auswahlfeld import Auswahlfeld
from netzwerk.fassung import begleite
from netzwerk.models import Fassung, Thema, Zielgruppe
from netzwerk.nachwirkung import nachwirkung
from netzwerk.vorschlaege import create_vorschlag

# As many as one reads before confirming; the rest is a number.
GENANNT = 20
HOECHSTENS = 500


class ZuordnenForm(forms.Form):
    """``was``: the topic or target group to add."""

    was = forms.ModelChoiceField(queryset=None, widget=Auswahlfeld, empty_label=_("bitte wählen"))

    def __init__(self, *args, modell, gruppen=None, **kwargs):
        super().__init__(*args, **kwargs)
        feld = self.fields["was"]
        feld.queryset, feld.label = modell._default_manager.all(), modell._meta.verbose_name
        if gruppen:
            feld.choices = [("", feld.empty_label), *gruppen]


def themen_in_gruppen() -> list:
    """Every main topic with itself and its sub-topics."""
    return [
        (haupt.name, [(haupt.pk, haupt.name), *((unter.pk, f"– {unter.name}") for unter in haupt.unterthemen.all())])
        for haupt in Thema.objects.haupt().prefetch_related("unterthemen")
    ]


class Zuordnen:
    """Mixin of the offer's admin class."""

    @admin.action(permissions=["change"], description=_("Thema zuordnen …"))
    def thema_zuordnen(self, request, queryset):
        return self._gib_dazu(request, queryset, "themen", modell=Thema, gruppen=themen_in_gruppen())

    @admin.action(permissions=["change"], description=_("Zielgruppe zuordnen …"))
    def zielgruppe_zuordnen(self, request, queryset):
        return self._gib_dazu(request, queryset, "zielgruppen", modell=Zielgruppe)

    def _gib_dazu(self, request, queryset, feld: str, **auswahl):
        """First the page with the choice; ``None``, which leads back to the list, when it is done."""
        eigene = self.mit_recht(request, rechte.AENDERN, queryset).select_related("partner", "netzwerk")
        angebote = list(eigene.prefetch_related(feld, "partner__netzwerke")[: HOECHSTENS + 1])
        if len(angebote) > HOECHSTENS:
            text = gettext("Bitte höchstens %(n)d Angebote auf einmal auswählen.")
            self.message_user(request, text % {"n": HOECHSTENS}, messages.ERROR)
            return None
        form = ZuordnenForm(request.POST if "zuordnen" in request.POST else None, **auswahl)
        if not form.is_valid():
            return self._seite_zum_zuordnen(request, form, angebote)
        self._ordne_zu(request, angebote, feld, form.cleaned_data["was"])
        return None

    def _seite_zum_zuordnen(self, request, form, angebote):
        sofort = [angebot for angebot in angebote if not self._wird_vorschlag(request, angebot)]
        return self.portal_seite(
            request,
            "admin/angebote/angebot/zuordnen.html",
            gettext("%(was)s zuordnen") % {"was": form.fields["was"].label},
            form=form,
            genannte=angebote[:GENANNT],
            weitere=max(0, len(angebote) - GENANNT),
            anzahl=len(angebote),
            vorschlaege=len(angebote) - len(sofort),
            aktion=request.POST.get("action", ""),
            ueber_alle=request.POST.get("select_across", "0"),
            gewaehlt=request.POST.getlist(ACTION_CHECKBOX_NAME),
            auswahlname=ACTION_CHECKBOX_NAME,
        )

    @transaction.atomic
    def _ordne_zu(self, request, angebote, feld: str, was) -> None:
        neue = [angebot for angebot in angebote if was not in getattr(angebot, feld).all()]
        sofort = [angebot for angebot in neue if not self._wird_vorschlag(request, angebot)]
        warten = [angebot for angebot in neue if angebot not in sofort]
        jetzt = timezone.now()
        if sofort:
            with begleite(sofort, Fassung.Anlass.GEAENDERT, moment=jetzt, konto=request.user), nachwirkung(sofort):
                for angebot in sofort:
                    getattr(angebot, feld).add(was)
            worte = [{"changed": {"fields": [str(self.opts.get_field(feld).verbose_name)]}}]
            LogEntry.objects.log_actions(request.user.pk, sofort, CHANGE, worte)
        for angebot in warten:
            schluessel = sorted({*(eintrag.pk for eintrag in getattr(angebot, feld).all()), was.pk})
            create_vorschlag(angebot, {feld: schluessel}, moment=jetzt, konto=request.user)
        self._melde(request, was, len(sofort), len(warten), len(angebote) - len(neue))

    def _melde(self, request, was, geaendert: int, vorgeschlagen: int, hatten: int) -> None:
        saetze = [
            (
                geaendert,
                messages.SUCCESS,
                ngettext("%(n)d Angebot hat jetzt „%(was)s“.", "%(n)d Angebote haben jetzt „%(was)s“.", geaendert),
            ),
            (
                vorgeschlagen,
                messages.SUCCESS,
                ngettext(
                    "Für %(n)d Angebot ist „%(was)s“ vorgeschlagen. Die Koordination sieht es sich an.",
                    "Für %(n)d Angebote ist „%(was)s“ vorgeschlagen. Die Koordination sieht sie sich an.",
                    vorgeschlagen,
                ),
            ),
            (
                hatten,
                messages.INFO,
                ngettext("%(n)d Angebot hatte „%(was)s“ schon.", "%(n)d Angebote hatten „%(was)s“ schon.", hatten),
            ),
        ]
        for anzahl, stufe, text in saetze:
            if anzahl:
                self.message_user(request, text % {"n": anzahl, "was": was}, stufe)
