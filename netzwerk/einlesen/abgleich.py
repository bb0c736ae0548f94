"""All rows of a sheet → a plan: new, changed (old → new), unchanged, faulty. Reads the database, writes nothing.

- A row means a stored entry by its ``schluessel``, else by its natural key. What two rows mean must be different.
- A column that is missing leaves its field alone; an empty cell empties it,
  except keys, choices and protected addresses.
- A cell that shows what is stored is no change and is not looked up: names in our own export need not be unique.
- Of entries that the account may not change nothing is said but that they are somebody else's.
"""

from collections import defaultdict
from itertools import batched

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from netzwerk.einlesen.bestand import Bestand
from netzwerk.einlesen.plan import Auftrag, Plan, Vorgang
from netzwerk.einlesen.spalten import FELD, LISTE, Anschriftfeld, Spalte
from netzwerk.tabellen.felder import parse_zelle
from netzwerk.tabellen.meldung import Meldung, mit_wert, zitat
from netzwerk.tabellen.plan import Aenderung
from netzwerk.tabellen.tabelle import Tabelle, Zeile
from netzwerk.tabellen.zelle import putze

BLOCK = 1000
FREMD = gettext_lazy("Der Eintrag gehört zu einem anderen Netzwerk oder Partner. Bitte die Zeile löschen.")
VERGEBEN = gettext_lazy("{schluessel} ist schon vergeben. Bitte einen anderen Schlüssel wählen.")
ZUVIEL = gettext_lazy(
    "{wert} steht unter keiner Überschrift. Bitte löschen oder der Spalte einen Namen geben; "
    "enthält ein Text das Trennzeichen, gehört er in Anführungszeichen."
)


def build_plan(tabelle: Tabelle, auftrag: Auftrag) -> Plan:
    return Abgleich(tabelle, auftrag).plan()


class Abgleich:
    """One run over one sheet."""

    def __init__(self, tabelle: Tabelle, auftrag: Auftrag):
        self.tabelle, self.auftrag, self.sorte = tabelle, auftrag, auftrag.sorte
        self.spalten = [spalte for spalte in self.sorte.spalten if spalte.name in tabelle.spalten]
        self.bestand = Bestand(auftrag.befugnis.partner())

    def plan(self) -> Plan:
        vorgaenge = [self._lies(zeile) for zeile in self.tabelle.zeilen]
        self._index()
        self._check_doppelte_schluessel(vorgaenge)
        gemeint = self._finde(vorgaenge)
        objekte = self._lade(gemeint)
        for vorgang in vorgaenge:
            vorgang.objekt = objekte.get(gemeint.get(vorgang.zeile))
            self._fuelle(vorgang)
        hinweise = [hinweis for vorgang in vorgaenge for hinweis in vorgang.hinweise]
        return Plan(vorgaenge, [*self.tabelle.hinweise, *hinweise], auftrag=self.auftrag)

    # Reading

    def _lies(self, zeile: Zeile) -> Vorgang:
        """The cells that say which entry is meant; the others are read when that is known."""
        vorgang = Vorgang(zeile.nummer, zeile.werte, hinweise=list(zeile.hinweise))
        if zeile.zuviel:
            vorgang.melde(str(ZUVIEL).format(wert=zitat(zeile.zuviel)))
        for spalte in self.spalten:
            if spalte.name in ("schluessel", *self.sorte.natuerlich):
                self._lies_zelle(vorgang, spalte)
        erste = next((zeile.werte[name] for name in self.sorte.natuerlich[::-1] if zeile.werte.get(name)), "")
        vorgang.ueberschrift, vorgang.nebenzeile = erste, self.sorte.nebenzeile(vorgang)
        return vorgang

    def _lies_zelle(self, vorgang: Vorgang, spalte: Spalte) -> None:
        text = vorgang.zellen[spalte.name]
        try:
            if spalte.ist_pflicht and not text.strip("; \n"):
                raise ValueError(_("leer – bitte ausfüllen."))
            if text or not spalte.leer_laesst:
                vorgang.gelesen[spalte.name] = spalte.lies(parse_zelle(text), self.sorte.modell, self.bestand)
        except ValueError as fehler:
            grund = str(fehler)
            vorgang.melde(grund if zitat(text) in grund or not text else mit_wert(text, grund), spalte.name)

    # Which entry is meant

    def _index(self) -> None:
        """Every stored entry by key and by natural key, without loading it."""
        self.je_schluessel: dict[str, int] = {}
        self.schluessel_von: dict[int, str] = {}
        self.je_form: dict[tuple, list[int]] = defaultdict(list)
        felder = [self._spaltenname(name) for name in self.sorte.natuerlich]
        for pk, schluessel, *werte in self.sorte.modell._default_manager.order_by("pk").values_list(
            "pk", "externer_schluessel", *felder
        ):
            self.schluessel_von[pk] = schluessel
            if schluessel:
                self.je_schluessel[schluessel] = pk
            for form in self.sorte.formen(dict(zip(self.sorte.natuerlich, werte, strict=True))):
                self.je_form[form].append(pk)
        self.aenderbar = self.auftrag.befugnis.aenderbar(self.sorte.modell._default_manager.all())
        self.koordiniert = self.auftrag.befugnis.koordiniert(self.sorte.modell._default_manager.all())

    def _spaltenname(self, name: str) -> str:
        return self.sorte.modell._meta.get_field(self.sorte.je_name[name].feldname).attname

    def _check_doppelte_schluessel(self, vorgaenge: list[Vorgang]) -> None:
        erste: dict[str, int] = {}
        for vorgang in vorgaenge:
            if (schluessel := vorgang.schluessel) and erste.setdefault(schluessel, vorgang.zeile) != vorgang.zeile:
                text = _("{schluessel} steht schon in Zeile {zeile}. Bitte jeden Schlüssel nur einmal vergeben.")
                text = text.format(schluessel=zitat(schluessel), zeile=erste[schluessel])
                vorgang.melde(text, "schluessel")

    def _finde(self, vorgaenge: list[Vorgang]) -> dict[int, int]:
        """Row → stored entry. Exact keys of all rows count before looser ones of any."""
        gemeint: dict[int, int] = {}
        self.zeile_von: dict[int, int] = {}
        self.zeile_je_form: dict[tuple, tuple[int, str]] = {}
        offen = []
        for vorgang in vorgaenge:
            pk = self.je_schluessel.get(vorgang.schluessel) if vorgang.schluessel else None
            if pk:
                self._nimm(gemeint, vorgang, pk)
            elif set(self.sorte.natuerlich) & {meldung.spalte for meldung in vorgang.fehler}:
                continue
            else:
                offen.append((vorgang, self.sorte.formen(self._natuerliche(vorgang))))
        for stufe in range(max((len(formen) for _v, formen in offen), default=0)):
            for vorgang, formen in offen:
                if vorgang.zeile not in gemeint and not vorgang.fehler and stufe < len(formen):
                    self._suche(gemeint, vorgang, formen[stufe], genau=stufe == 0)
        return gemeint

    def _natuerliche(self, vorgang: Vorgang) -> dict:
        """The values as the index has them: relations by their number, missing columns as empty."""
        werte = {name: vorgang.gelesen.get(name, "") for name in self.sorte.natuerlich}
        return {name: getattr(wert, "pk", wert) for name, wert in werte.items()}

    def _suche(self, gemeint: dict[int, int], vorgang: Vorgang, form: tuple, *, genau: bool) -> None:
        if genau and not self._ist_erste(vorgang, form):
            return
        kandidaten = [pk for pk in self.je_form.get(form, []) if genau or pk not in self.zeile_von]
        # A key tells entries of one name apart: those with another key are others.
        ohne_schluessel = [pk for pk in kandidaten if not (vorgang.schluessel and self.schluessel_von[pk])]
        eigene = [pk for pk in ohne_schluessel if pk in self.aenderbar]
        if len(eigene) > 1:
            vorgang.melde(_("Davon gibt es mehrere. Bitte mit „schluessel“ sagen, welcher Eintrag gemeint ist."))
        elif eigene or ohne_schluessel:
            self._nimm(gemeint, vorgang, (eigene or ohne_schluessel)[0])
        elif genau and kandidaten:
            self._report_doppel(vorgang, kandidaten[0])

    def _ist_erste(self, vorgang: Vorgang, form: tuple) -> bool:
        """Two rows of one natural key are two entries only when both have a key."""
        zeile, schluessel = self.zeile_je_form.setdefault(form, (vorgang.zeile, vorgang.schluessel))
        if zeile == vorgang.zeile or (schluessel and vorgang.schluessel):
            return True
        text = _("Der Eintrag steht schon in Zeile {zeile}. Bitte eine der Zeilen löschen.")
        vorgang.melde(text.format(zeile=zeile))
        return False

    def _report_doppel(self, vorgang: Vorgang, pk: int) -> None:
        """The same entry with another key is perhaps the same one."""
        if pk not in self.aenderbar:
            vorgang.melde(str(FREMD))
            return
        text = _("Diesen Eintrag gibt es schon mit dem Schlüssel {schluessel}; hier entsteht ein zweiter.")
        text = text.format(schluessel=zitat(self.schluessel_von[pk]))
        vorgang.hinweise.append(Meldung(text, vorgang.zeile, "schluessel"))

    def _nimm(self, gemeint: dict[int, int], vorgang: Vorgang, pk: int) -> None:
        """Nothing is said about the entry before it is clear that the account may know of it."""
        if pk not in self.aenderbar:
            if self.je_schluessel.get(vorgang.schluessel) == pk:
                vorgang.melde(str(VERGEBEN).format(schluessel=zitat(vorgang.schluessel)), "schluessel")
            else:
                vorgang.melde(str(FREMD))
        elif self.zeile_von.setdefault(pk, vorgang.zeile) != vorgang.zeile:
            text = _("Gemeint ist derselbe Eintrag wie in Zeile {zeile}. Bitte eine der Zeilen löschen.")
            vorgang.melde(text.format(zeile=self.zeile_von[pk]))
        else:
            gemeint[vorgang.zeile] = pk

    def _lade(self, gemeint: dict[int, int]) -> dict[int, object]:
        objekte = {}
        for block in batched(sorted(set(gemeint.values())), BLOCK):
            zeilen = self.sorte.lade(self.sorte.modell._default_manager.filter(pk__in=block))
            objekte.update({objekt.pk: objekt for objekt in zeilen})
        return objekte

    # What it changes

    def _fuelle(self, vorgang: Vorgang) -> None:
        for spalte in self.spalten:
            self._vergleiche(vorgang, spalte)
        if vorgang.objekt is None and not vorgang.fehler:
            netzwerk = self.auftrag.netzwerk if self.sorte.braucht_netzwerk else None
            if grund := self.sorte.darf_anlegen(vorgang, self.auftrag.befugnis, netzwerk):
                vorgang.melde(grund)
            vorgang.ziel = str(netzwerk or "")
        if not vorgang.fehler:
            for name, grund in self.sorte.pruefe(vorgang):
                vorgang.melde(grund, name)

    def _vergleiche(self, vorgang: Vorgang, spalte: Spalte) -> None:
        """A cell that shows what is stored is left alone; any other is read, and written where it differs."""
        objekt, text = vorgang.objekt, vorgang.zellen[spalte.name]
        gezeigt = spalte.zeige(objekt) if objekt else ""
        if objekt and _gleich(text, gezeigt):
            return
        if not text and (spalte.leer_laesst or _ist_geschuetzt(spalte, objekt)):
            return
        if spalte.name not in vorgang.gelesen and spalte.name not in {meldung.spalte for meldung in vorgang.fehler}:
            self._lies_zelle(vorgang, spalte)
        if spalte.name not in vorgang.gelesen:
            return
        wert = vorgang.gelesen[spalte.name]
        if objekt:
            alt = spalte.alt(objekt)
            if _menge(wert) == _menge(alt):
                return
            if self._ist_gesperrt(spalte, objekt):
                grund = _("das ändert die Koordination. Bitte {alt} stehen lassen oder die Spalte weglassen.")
                vorgang.melde(mit_wert(text, grund.format(alt=zitat(gezeigt))), spalte.name)
                return
            bisher = alt if spalte.ziel == FELD and isinstance(alt, str) and not gezeigt else gezeigt
            vorgang.aenderungen.append(Aenderung(spalte.name, str(bisher), _als_text(spalte, wert, text)))
        _schreibe(vorgang, spalte, wert)

    def _ist_gesperrt(self, spalte: Spalte, objekt) -> bool:
        return spalte.feldname in self.auftrag.befugnis.nur_lesen and objekt.pk not in self.koordiniert


def _schreibe(vorgang: Vorgang, spalte: Spalte, wert) -> None:
    if spalte.ziel == FELD:
        vorgang.werte[spalte.feldname] = wert
    elif spalte.ziel == LISTE:
        vorgang.listen[spalte.feldname] = wert
    else:
        vorgang.zeilen[spalte.feldname] = spalte.als_zeilen(wert)


def _als_text(spalte: Spalte, wert, text: str) -> str:
    return text if not isinstance(wert, bool | list) else spalte.als_text(wert)


def _gleich(text: str, gezeigt: str) -> bool:
    """Blanks and line ends that one cannot see do not count."""
    return putze(text) == putze(gezeigt) or (text.split() == gezeigt.split() and "\n" not in text + gezeigt)


def _ist_geschuetzt(spalte: Spalte, objekt) -> bool:
    return isinstance(spalte, Anschriftfeld) and objekt is not None and objekt.adresse_geschuetzt


def _menge(wert):
    """Lists are equal whatever their order."""
    return {getattr(ding, "pk", ding) for ding in wert} if isinstance(wert, list) else wert
