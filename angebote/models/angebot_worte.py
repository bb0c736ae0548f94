"""What cards, pages and brochures say of an offer in words."""

from django.utils.translation import gettext

from angebote.alter import altersspanne
from netzwerk.text import zeilen

# Lines of hours on a card.
ZEITEN_KURZ = 2


def entfernt(km: float) -> str:
    """„etwa 3 km entfernt“: as the crow flies, in whole kilometres."""
    return gettext("weniger als 1 km entfernt") if km < 1 else gettext("etwa %(km)d km entfernt") % {"km": round(km)}


class InWorten:
    """Mixin of the offer; wants its lists prefetched.

    ``km`` and ``grund`` are set on results of a search: the distance, and why the offer was found. ``naechste_termine``
    is set by ``termine.add_naechste_termine``.
    """

    km = grund = None
    naechste_termine = ()
    # Templates tell an offer from a point by it.
    ist_angebot = True

    @property
    def formate(self) -> list[str]:
        """How one takes part, in words."""
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in ("vor_ort", "telefonisch", "online", "aufsuchend")
            if getattr(self, name)
        ]

    @property
    def altersspanne(self) -> str:
        return altersspanne(self.alter_ab, self.alter_bis)

    @property
    def wer_und_alter(self) -> str:
        """Target groups and the child's age in words; empty means everybody."""
        teile = [zielgruppe.name for zielgruppe in self.zielgruppen.all()]
        if self.altersspanne:
            teile.append(gettext("Kind: %(alter)s") % {"alter": self.altersspanne})
        return ", ".join(teile)

    @property
    def fakten_kurz(self) -> list[tuple[str, list[str]]]:
        """What a card says about whom, where, when, the child and languages: name and lines, without empty ones."""
        weg = [] if self.km is None else [entfernt(self.km)]
        paare = [
            (gettext("Für"), [self.wer_und_alter]),
            (gettext("Wo"), [" · ".join([self.wo_in_worten, *weg])]),
            self._wann,
            (gettext("Kind"), [self.mit_kind_in_worten]),
            (gettext("Sprachen"), [", ".join(self.andere_sprachen)]),
        ]
        return [(name, zeilen) for name, zeilen in paare if zeilen and zeilen[0]]

    @property
    def _wann(self) -> tuple[str, list[str]]:
        """The next date where it is known, else the hours."""
        if self.naechste_termine:
            return gettext("Nächster Termin"), [self.naechste_termine[0].text]
        return gettext("Wann"), self.zeiten_text[:ZEITEN_KURZ]

    @property
    def gebiete_in_worten(self) -> str:
        """The areas it is for."""
        return gettext("für %(gebiete)s") % {"gebiete": ", ".join(str(region) for region in self.regionen.all())}

    @property
    def anmeldung_in_worten(self) -> str:
        """Whether one must announce oneself; empty when nobody has said."""
        return "" if self.anmeldung == self.Anmeldung.UNBEKANNT else self.get_anmeldung_display()

    @property
    def andere_sprachen(self) -> list[str]:
        """Names of its languages when there is more than German."""
        sprachen = list(self.sprachen.all())
        return [sprache.name for sprache in sprachen] if any(s.code != "de" for s in sprachen) else []

    @property
    def wo_in_worten(self) -> str:
        """Street and place, else how one takes part („telefonisch, online“)."""
        wege = ", ".join(self.formate)
        if self.anschrift:
            return str(self.anschrift)
        if self.vor_ort and self.stelle and self.stelle.gebiet:
            return self.stelle.gebiet
        return wege or gettext("nicht bekannt")

    @property
    def unterlagen_liste(self) -> list[str]:
        return zeilen(self.unterlagen)
