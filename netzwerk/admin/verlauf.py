"""The history of an entry: who changed what and when, and every state can be brought back."""

from itertools import pairwise

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from netzwerk import rechte
from netzwerk.admin.lauf import NEBENBEI
from netzwerk.fassung import apply_werte, make_abbild
from netzwerk.fassung.abbild import geaenderte, gezeigte
from netzwerk.fassung.worte import read_bezeichnungen, vergleiche
from netzwerk.models import Fassung

JE_SEITE = 20


class MitVerlauf:
    """Mixin of ``PortalAdmin``, beside ``MitFassungen``."""

    def get_urls(self):
        if not self.fassungen:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_fassung"
        view = self.admin_site.admin_view(require_POST(self.fassung_view))
        return [path("<int:pk>/fassung/<int:fassung>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        if not self.fassungen:
            return super().history_view(request, object_id, extra_context)
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        seite = Paginator(self._eigene_zeit(request, obj, Fassung.objects.zu(obj)), JE_SEITE).get_page(
            request.GET.get("seite")
        )
        return self.portal_seite(
            request,
            "admin/verlauf.html",
            _("Verlauf von „%(name)s“") % {"name": obj},
            object=obj,
            seite=seite,
            staende=self._staende(obj, seite),
            eingegangene=self._eigene_zeit(request, obj, Fassung.objects.eingegangen_in(obj))[:JE_SEITE],
            darf_zurueck=self._darf_zurueck(request, obj),
        )

    def _eigene_zeit(self, request, obj, fassungen):
        """Of an entry that came from another partner: whoever does not decide sees the states since then only."""
        if not hasattr(obj, "partner_id") or rechte.entscheidet(request.user, obj):
            return fassungen
        return fassungen.filter(inhalt__partner=obj.partner_id)

    def _staende(self, obj, seite) -> list[dict]:
        """Each state with what differs from the one before; the oldest of all is only named."""
        stapel = list(seite.object_list)
        if seite.has_next():
            stapel.append(seite.paginator.object_list[seite.end_index()])
        modell, staende = type(obj), []
        paare = [(neu, alt, geaenderte(modell, alt.inhalt, neu.inhalt)) for neu, alt in pairwise(stapel)]
        alle = {name for _neu, _alt, namen in paare for name in namen}
        worte = read_bezeichnungen(modell, alle, [fassung.inhalt for fassung in stapel])
        for neu, alt, namen in paare:
            zeilen = vergleiche(modell, namen, alt.inhalt, neu.inhalt, bezeichnungen=worte)
            staende.append({"fassung": neu, "zeilen": zeilen})
        if stapel and not seite.has_next():
            staende.append({"fassung": stapel[-1], "zeilen": []})
        return staende[: len(seite.object_list)]

    def _darf_zurueck(self, request, obj) -> bool:
        """Whoever decides about the entry; of shared kinds, whoever may change them."""
        if not self.has_change_permission(request, obj):
            return False
        return rechte.entscheidet(request.user, obj) or not self.pruefung

    @transaction.atomic
    def fassung_view(self, request, pk, fassung):
        """Brings a state back. What was confirmed since stays confirmed."""
        obj = self.get_object(request, str(pk))
        if obj is None or not self.fassungen:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if not self._darf_zurueck(request, obj):
            raise PermissionDenied
        stand = Fassung.objects.zu(obj).filter(pk=fassung).first()
        if stand is None:
            raise Http404
        nicht = {*NEBENBEI, *self.get_readonly_fields(request, obj), *self._fremde_eigner(request, stand)}
        namen = [name for name in gezeigte(type(obj)) if name in stand.inhalt and name not in nicht]
        vorher = make_abbild(obj)
        try:
            with transaction.atomic():
                obj = apply_werte(obj, {name: stand.inhalt[name] for name in namen})
        except ValidationError as fehler:
            self.message_user(request, " ".join(fehler.messages), messages.ERROR)
        else:
            anlass = Fassung.Anlass.WIEDERHERGESTELLT
            self._record(request, obj, anlass, vorher=vorher)
            text = _("„%(name)s“ ist wieder so wie am %(tag)s.")
            tag = timezone.localtime(stand.am).strftime("%d.%m.%Y, %H:%M Uhr")
            self.message_user(request, text % {"name": obj, "tag": tag}, messages.SUCCESS)
        return redirect(self.portal_url("history", obj.pk))

    def _fremde_eigner(self, request, stand: Fassung) -> set[str]:
        """Owners of then that the account could not choose today: the entry stays with those who have it."""
        if rechte.reichweite(request.user).verwaltung:
            return set()
        namen = [name for name in (*self.regel.netzwerk_pfade, *self.regel.partner_pfade) if name in stand.inhalt]
        wahl = {name: self._eigner(name, request) for name in namen}
        return {
            n for n, eigner in wahl.items() if eigner is not None and not eigner.filter(pk=stand.inhalt[n]).exists()
        }
