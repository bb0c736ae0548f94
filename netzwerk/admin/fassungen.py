"""Saving so that nothing gets lost: every change leaves a state, a second editor overwrites nobody unseen, and what a
partner changes waits as a proposal while the live entry stays."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from netzwerk import rechte
from netzwerk.admin.lauf import Lauf, entpacke_stand, packe_stand
from netzwerk.fassung import apply_werte, make_abbild, record_fassung, record_fassungen
from netzwerk.fassung.abbild import make_abbilder
from netzwerk.fassung.anwenden import write_stand
from netzwerk.fassung.papierkorb import delete_eintraege
from netzwerk.fassung.worte import labels
from netzwerk.models import Fassung, Teil, Vorschlag
from netzwerk.nachwirkung import nachwirkung
from netzwerk.vorschlaege import create_vorschlag, follow_eintrag


class MitFassungen:
    """Mixin of ``PortalAdmin``. ``fassungen``: whether entries of this kind have a history.

    ``pruefung``: whether a change of a live entry waits for the Koordination, unless the account may decide itself.
    """

    fassungen = True
    pruefung = False

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        obj = self._zu_speichern(request, object_id)
        if obj is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            obj = type(obj)._base_manager.select_for_update().filter(pk=obj.pk).first()
            if obj is None:  # deleted since the question for it
                return super().changeform_view(request, object_id, form_url, extra_context)
            vorher = make_abbild(obj)
            lauf = Lauf(type(obj), vorher, entpacke_stand(request.POST.get("fassung", ""), obj) or vorher)
            lauf.sofort = not self._wird_vorschlag(request, obj)
            request.lauf = lauf
            with transaction.atomic():
                if lauf.ist_veraltet:
                    write_stand(obj, lauf.grundlage)
                antwort = super().changeform_view(request, object_id, form_url, extra_context)
                if lauf.ist_veraltet or not lauf.sofort:
                    getattr(antwort, "render", lambda: None)()
                    transaction.set_rollback(True)
            return self._nach_lauf(request, obj, lauf, antwort)

    def _zu_speichern(self, request, object_id):
        if not (self.fassungen and object_id and request.method == "POST"):
            return None
        obj = self.get_object(request, unquote(object_id))
        return obj if obj is not None and self.has_change_permission(request, obj) else None

    def _wird_vorschlag(self, request, obj) -> bool:
        return self.pruefung and obj.ist_live and not rechte.darf_sofort(request.user, obj)

    def _nach_lauf(self, request, obj, lauf: Lauf, antwort):
        if lauf.meine is None:
            return antwort
        if lauf.weitere and (lauf.ist_veraltet or not lauf.sofort):
            self._melde_verworfene(request, lauf)
            if not lauf.meine_felder:
                return redirect(self.portal_url("change", obj.pk))
        if lauf.ist_konflikt:
            return self.konflikt_seite(request, obj, lauf)
        if lauf.sofort and not lauf.ist_veraltet:
            gespeichert = type(obj)._base_manager.get(pk=obj.pk)
            self._record(request, gespeichert, Fassung.Anlass.GEAENDERT, vorher=lauf.vorher)
            return antwort
        return self.uebernimm(request, obj, lauf.meine_werte, sofort=lauf.sofort)

    def _melde_verworfene(self, request, lauf: Lauf) -> None:
        """Rows that no state holds went with the transaction: nobody is to believe that they are saved."""
        text = _(
            "Jemand hat den Eintrag gleichzeitig geändert. Noch nicht gespeichert ist, was Sie unter „%(was)s“ "
            "eingetragen haben. Bitte tragen Sie das noch einmal ein."
        )
        self.message_user(request, text % {"was": ", ".join(lauf.weitere)}, messages.WARNING)

    def uebernimm(self, request, obj, werte, *, sofort: bool):
        """Writes the values into the entry as it is now, or proposes them."""
        jetzt = timezone.now()
        if not sofort:
            self._schlage_vor(request, obj, werte, jetzt)
            return redirect(self.portal_url("changelist"))
        vorher = make_abbild(obj)
        with transaction.atomic():
            obj = apply_werte(obj, werte)
            if self._wird_vorschlag(request, obj):  # it would appear by this very change
                transaction.set_rollback(True)
                sofort = False
        if not sofort:
            return self.uebernimm(request, type(obj)._base_manager.get(pk=obj.pk), werte, sofort=False)
        self.log_change(request, obj, [{"changed": {"fields": labels(type(obj), werte)}}])
        self._record(request, obj, Fassung.Anlass.GEAENDERT, vorher=vorher)
        self.message_user(request, _("„%(name)s“ ist gespeichert.") % {"name": obj}, messages.SUCCESS)
        return redirect(self.portal_url("changelist"))

    def _schlage_vor(self, request, obj, werte, moment) -> None:
        if create_vorschlag(obj, werte, moment=moment, konto=request.user) is None:
            self.message_user(request, _("Sie haben nichts geändert."), messages.INFO)
            return
        text = _(
            "Danke! Die Koordination sieht sich Ihre Änderung an „%(name)s“ an. Bis dahin bleibt alles, wie es ist."
        )
        self.message_user(request, text % {"name": obj}, messages.SUCCESS)

    # Hooks of Django's admin

    def response_change(self, request, obj):
        lauf = getattr(request, "lauf", None)
        if lauf is None:
            return super().response_change(request, obj)
        lauf.meine = make_abbild(obj)
        # What the public did not see may appear by this very change.
        lauf.sofort = lauf.sofort and not self._wird_vorschlag(request, obj)
        if lauf.ist_veraltet or not lauf.sofort:
            return HttpResponse()  # Replaced once the transaction is rolled back.
        return super().response_change(request, obj)

    def response_add(self, request, obj, post_url_continue=None):
        if self.fassungen:
            self._record(request, obj, Fassung.Anlass.ANGELEGT)
        return super().response_add(request, obj, post_url_continue)

    def _record(self, request, obj, anlass, vorher=None) -> None:
        record_fassung(obj, anlass, moment=timezone.now(), konto=request.user, vorher=vorher)
        follow_eintrag(obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if self.fassungen and obj is not None and obj.pk:
            lauf = getattr(request, "lauf", None)
            context["fassung"] = packe_stand(obj, lauf.grundlage if lauf else make_abbild(obj))
            context["wartende"] = list(Vorschlag.objects.zu(obj).offen())
            context["wird_vorschlag"] = self._wird_vorschlag(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_formset(self, request, form, formset, change):
        """Rows that are entries of their own (the amounts of a benefit) keep their own history."""
        eintraege = self._ist_eintrag(formset.model)
        if (lauf := getattr(request, "lauf", None)) and not issubclass(formset.model, Teil) and formset.has_changed():
            lauf.weitere.append(capfirst(str(formset.model._meta.verbose_name_plural)))
        alte = [f.instance for f in formset.initial_forms if f.instance.pk] if eintraege else []
        vorher = make_abbilder(formset.model, [obj.pk for obj in alte])
        super().save_formset(request, form, formset, change)
        if eintraege:
            geaendert = [*formset.new_objects, *(obj for obj, _felder in formset.changed_objects)]
            anlass = Fassung.Anlass.GEAENDERT
            record_fassungen(geaendert, anlass, moment=timezone.now(), konto=request.user, vorher=vorher)

    def _ist_eintrag(self, modell) -> bool:
        """Whether the kind has a history."""
        if issubclass(modell, Teil) or not self.admin_site.is_registered(modell):
            return False
        return getattr(self.admin_site.get_model_admin(modell), "fassungen", False)

    def delete_model(self, request, obj):
        self._delete(request, [obj])

    def delete_queryset(self, request, queryset):
        self._delete(request, list(queryset))

    def _delete(self, request, objekte) -> None:
        if not self.fassungen:
            with nachwirkung(objekte):
                for obj in objekte:
                    obj.delete()
            return
        delete_eintraege(objekte, konto=request.user, moment=timezone.now(), ist_eintrag=self._ist_eintrag)
        text = _("Gelöschtes bleibt 30 Tage im Papierkorb und lässt sich von dort wiederherstellen.")
        self.message_user(request, text, messages.INFO)
