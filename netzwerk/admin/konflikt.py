"""Two people changed the same entry: the second sees both versions and chooses; nothing typed is lost."""

from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _

from netzwerk.admin.lauf import Lauf
from netzwerk.fassung.abbild import make_abbild, pruefsumme
from netzwerk.fassung.worte import vergleiche
from netzwerk.models import Fassung

SALZ = "netzwerk.konflikt"
MEINE, IHRE = "meine", "ihre"
EIN_TAG = 24 * 3600


class MitKonflikt:
    """Mixin of ``PortalAdmin``, beside ``MitFassungen``."""

    def get_urls(self):
        if not self.fassungen:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_konflikt"
        return [
            path("<int:pk>/konflikt/", self.admin_site.admin_view(self.konflikt_view), name=name),
            *super().get_urls(),
        ]

    def konflikt_seite(self, request, obj, lauf: Lauf, fehler=()):
        """Both versions side by side. Where only one side changed something, its value is chosen already."""
        meine, ihre = set(lauf.meine_felder), set(lauf.fremde_felder)
        namen = [n for n in lauf.meine | lauf.vorher if n in meine | ihre]
        zeilen = [
            {"zeile": zeile, "vorwahl": _vorwahl(zeile.name, meine, ihre)}
            for zeile in vergleiche(lauf.modell, namen, lauf.meine, lauf.vorher)
        ]
        paket = {"pk": obj.pk, "konto": request.user.pk, "grundlage": lauf.grundlage, "meine": lauf.meine}
        paket |= {"stand": pruefsumme(lauf.modell, lauf.vorher), "sofort": lauf.sofort}
        letzte = Fassung.objects.zu(obj).only("von", "am").first()
        return self.portal_seite(
            request,
            "admin/konflikt.html",
            _("„%(name)s“ wurde inzwischen auch geändert") % {"name": obj},
            original=obj,
            zeilen=zeilen,
            letzte=letzte,
            fehler=fehler,
            paket=signing.dumps(paket, salt=SALZ, compress=True),
            adresse=self.portal_url("konflikt", obj.pk),
        )

    def konflikt_view(self, request, pk):
        obj = self.get_object(request, str(pk))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        try:
            paket = signing.loads(request.POST.get("paket", ""), salt=SALZ, max_age=EIN_TAG)
        except signing.BadSignature:
            paket = {}
        if (paket.get("pk"), paket.get("konto")) != (obj.pk, request.user.pk):
            return redirect(self.portal_url("change", obj.pk))
        return self._entscheide(request, obj, paket)

    @transaction.atomic
    def _entscheide(self, request, obj, paket: dict):
        type(obj)._base_manager.select_for_update().get(pk=obj.pk)
        lauf = Lauf(type(obj), make_abbild(obj), paket["grundlage"], paket["meine"], sofort=paket["sofort"])
        if pruefsumme(lauf.modell, lauf.vorher) != paket["stand"]:
            return self.konflikt_seite(request, obj, lauf, [_("Inzwischen wurde der Eintrag noch einmal geändert.")])
        wahl = {n: request.POST.get(f"wahl-{n}") for n in {*lauf.meine_felder, *lauf.fremde_felder}}
        if not all(wert in (MEINE, IHRE) for wert in wahl.values()):
            return self.konflikt_seite(request, obj, lauf, [_("Bitte wählen Sie in jeder Zeile eine der Fassungen.")])
        werte = {name: lauf.meine[name] for name, wert in wahl.items() if wert == MEINE}
        if not werte:
            self.message_user(request, _("Es bleibt, was inzwischen gespeichert war."))
            return redirect(self.portal_url("changelist"))
        try:
            with transaction.atomic():
                return self.uebernimm(request, obj, werte, sofort=not self._wird_vorschlag(request, obj))
        except ValidationError as fehler:
            return self.konflikt_seite(request, obj, lauf, fehler.messages)


def _vorwahl(name: str, meine: set[str], ihre: set[str]) -> str:
    if name in meine and name in ihre:
        return ""
    return MEINE if name in meine else IHRE
