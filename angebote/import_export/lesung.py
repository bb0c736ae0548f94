"""One row of the sheet → values that fit the model's fields, or every reason why they do not."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from angebote.import_export.felder import parse_adresse, parse_kosten
from angebote.import_export.spalten import ADRESSE, PFLICHT
from angebote.models import Angebot
from netzwerk.einlesen.modellfeld import check_modellfeld
from netzwerk.models import Partner, Zielgruppe
from netzwerk.tabellen import felder
from netzwerk.tabellen.meldung import Meldung, mit_wert, zitat
from netzwerk.tabellen.tabelle import Zeile

LESER: dict[str, Callable[[str], object]] = {
    "schluessel": felder.parse_einzeilig,
    "titel": felder.parse_einzeilig,
    "kurzbeschreibung": felder.parse_einzeilig,
    "beschreibung": str,
    "partner": felder.parse_einzeilig,
    "region": felder.parse_liste,
    "plz": felder.parse_plz,
    "ort": felder.parse_einzeilig,
    "strasse": felder.parse_einzeilig,
    "themen": felder.parse_liste,
    "zielgruppen": felder.parse_liste,
    "kosten": parse_kosten,
    "telefon": felder.parse_telefon,
    "email": felder.parse_email,
    "website": felder.parse_website,
    ADRESSE: parse_adresse,
}
# Columns that are a field of the offer, value for value.
FELDER = ("titel", "kurzbeschreibung", "beschreibung", "plz", "ort", "strasse", "telefon", "email", "website")
_MODELLFELDER = {
    **{name: Angebot._meta.get_field(name) for name in FELDER},
    "schluessel": Angebot._meta.get_field("externer_schluessel"),
    "kosten": Angebot._meta.get_field("kosten_text"),
    "partner": Partner._meta.get_field("name"),
    "zielgruppen": Zielgruppe._meta.get_field("name"),
}
_ZUVIEL = gettext_lazy(
    "{wert} steht unter keiner Überschrift. Bitte löschen oder der Spalte einen Namen geben; "
    "enthält ein Text das Trennzeichen, gehört er in Anführungszeichen."
)
_BRAUCHT_BUCHSTABEN = ("titel", "partner", "zielgruppen")


@dataclass
class Lesung:
    """``werte`` holds the columns that are there and could be read; a missing column is left alone later."""

    zeile: int
    zellen: dict[str, str]
    werte: dict[str, object] = field(default_factory=dict)
    fehler: list[Meldung] = field(default_factory=list)
    hinweise: list[Meldung] = field(default_factory=list)

    def text(self, spalte: str) -> str:
        return str(self.werte.get(spalte) or "")


def read_zeile(zeile: Zeile) -> Lesung:
    lesung = Lesung(zeile.nummer, zeile.werte, hinweise=list(zeile.hinweise))
    if zeile.zuviel:
        lesung.fehler.append(Meldung(_ZUVIEL.format(wert=zitat(zeile.zuviel)), zeile.nummer))
    for spalte, text in zeile.werte.items():
        try:
            lesung.werte[spalte] = _read_zelle(spalte, text)
        except ValueError as fehler:
            lesung.fehler.append(Meldung(str(fehler), zeile.nummer, spalte))
    cent, worte = lesung.werte.get("kosten", (None, ""))
    if worte and cent is None:
        hinweis = _("{wert} ist kein Betrag und steht als Text beim Angebot.").format(wert=zitat(worte))
        lesung.hinweise.append(Meldung(hinweis, zeile.nummer, "kosten"))
    return lesung


def _read_zelle(spalte: str, text: str) -> object:
    """The value of a cell. Raises ``ValueError`` with value and remedy."""
    if spalte in PFLICHT and not text.strip("; \n"):
        raise ValueError(_("leer – bitte ausfüllen."))
    try:
        wert = LESER[spalte](felder.parse_zelle(text))
        for einzelner in _teile(spalte, wert):
            check_modellfeld(_MODELLFELDER[spalte], einzelner, mit_buchstaben=spalte in _BRAUCHT_BUCHSTABEN)
    except ValueError as fehler:
        raise ValueError(mit_wert(text, fehler)) from fehler
    return wert


def _teile(spalte: str, wert: object) -> list[str]:
    """The texts of a value that a field of the model will hold."""
    if spalte not in _MODELLFELDER:
        return []
    if spalte == "kosten":
        return [wert[1]]
    return wert if isinstance(wert, list) else [wert]
