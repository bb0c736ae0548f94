"""Lists that the Koordination reads and whose rows no lookup leads to an owner."""

from netzwerk import rechte


class NurSehen:
    """Mixin before ``PortalAdmin``: Verwaltung and Koordination see them; ``mit_recht`` says which rows."""

    def darf(self, request, recht, obj=None) -> bool:
        weite = rechte.reichweite(request.user)
        if recht != rechte.SEHEN or not (weite.verwaltung or weite.netzwerke):
            return False
        if obj is None or obj.pk is None:
            return True
        return self.mit_recht(request, recht, self.model._default_manager.filter(pk=obj.pk)).exists()
