"""The public form for drop-in points. Field names are URL parameters: renaming one breaks bookmarks.

``ort``, ``umkreis``, ``zeit``, ``woche`` (may be repeated: ``woche=di-abend&woche=sa-vormittag``), ``telefon``,
``kinder``, ``art``, ``sprache``, ``seite``.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from anlaufstellen.models import Anlaufstelle
from netzwerk.auswahlfeld import Auswahlfeld
from netzwerk.models import MIT_KIND
from netzwerk.models.zeit import Wochentag
from netzwerk.oeffnungszeiten import TAGE
from netzwerk.zeitwunsch import KURZTAGE, WOCHENTEILE, Tagesteil, Zeit

UMKREISE = [(str(km), f"bis {km} km") for km in (2, 5, 10, 20, 50)]
ZEITEN = [
    (Zeit.JETZT.value, _("jetzt")),
    (Zeit.HEUTE.value, _("heute noch")),
    (Zeit.ABEND.value, _("abends, nach 17 Uhr")),
    (Zeit.WOCHENENDE.value, _("am Wochenende")),
]
MIT_KIND_WAHL = "mit_kind"
KINDER = [
    (MIT_KIND_WAHL, _("Ich komme mit Kind")),
    ("ja", _("Kind wird betreut")),
    ("anfrage", _("Betreuung auf Anfrage")),
    ("mitbringen", _("Kind darf dabei sein")),
]
FERN = "fern"
ARTEN = [
    (Anlaufstelle.Art.INFOPOINT.value, _("Infopoint")),
    (Anlaufstelle.Art.BERATUNGSSTELLE.value, _("Beratungsstelle")),
    (Anlaufstelle.Art.TREFF.value, _("Treff")),
    (Anlaufstelle.Art.MOBIL.value, _("Mobile Beratung")),
    (FERN, _("Telefon und online")),
    (Anlaufstelle.Art.SCHUTZ.value, _("Schutz vor Gewalt")),
]
TAGESTEILE = {
    Tagesteil.VORMITTAG: (_("vorm."), _("vormittags"), _("8 bis 12 Uhr")),
    Tagesteil.NACHMITTAG: (_("nachm."), _("nachmittags"), _("12 bis 17 Uhr")),
    Tagesteil.ABEND: (_("abends"), _("abends"), _("17 bis 20 Uhr")),
    Tagesteil.SPAET: (_("spät"), _("spät"), _("ab 20 Uhr")),
}


def teil_in_worten(teil: str) -> str:
    """„Di abends“ from „di-abend“."""
    tag, _strich, name = teil.partition("-")
    return f"{TAGE[KURZTAGE.index(tag)]} {TAGESTEILE[Tagesteil(name)][1]}"


def werte_zu_kind(wahl: str) -> tuple[str, ...]:
    return MIT_KIND if wahl == MIT_KIND_WAHL else (wahl,)


def _wahl(label, leer, choices=()):
    return forms.ChoiceField(label=label, choices=[("", leer), *choices], required=False, widget=Auswahlfeld)


class MitWoche:
    """The grid of the parts of a week, for a form with a field ``woche``."""

    @property
    def tagesteile(self) -> list[tuple[str, str, str]]:
        """Heads of the grid's columns: short, in full, and the hours."""
        return list(TAGESTEILE.values())

    @property
    def raster(self) -> list[tuple[str, str, list[dict]]]:
        """The grid's rows: a day, short and in full, and its boxes."""
        gewaehlt = set() if "woche" in self.errors else set(self.cleaned_data["woche"])
        return [
            (
                TAGE[nummer],
                Wochentag(nummer).label,
                [
                    {"wert": f"{tag}-{teil}", "wann": worte[1], "an": f"{tag}-{teil}" in gewaehlt}
                    for teil, worte in TAGESTEILE.items()
                ],
            )
            for nummer, tag in enumerate(KURZTAGE)
        ]


class Anlaufstellensuche(MitWoche, forms.Form):
    """Where, when, with a child, what kind and in which language."""

    ort = forms.CharField(
        label=_("Wo?"),
        required=False,
        max_length=120,
        help_text=_("Postleitzahl, Ort oder Kreis"),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "enterkeyhint": "search"}),
    )
    umkreis = _wahl(_("Umkreis"), _("was für meinen Ort gilt"), UMKREISE)
    zeit = _wahl(_("Wann?"), _("Egal"), ZEITEN)
    kinder = _wahl(_("Und mein Kind?"), _("Egal"), KINDER)
    woche = forms.MultipleChoiceField(choices=[(teil, teil) for teil in WOCHENTEILE], required=False)
    telefon = forms.BooleanField(label=_("auch am Telefon"), required=False)
    art = _wahl(_("Was für eine Stelle?"), _("Alle"), ARTEN)
    sprache = _wahl(_("Sprache"), _("Alle Sprachen"))

    def __init__(self, data, *, sprachen: list[tuple[str, str]]):
        super().__init__(data, label_suffix="")
        self.fields["sprache"].choices = [("", _("Alle Sprachen")), *sprachen]
