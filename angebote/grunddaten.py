"""Public benefits and their amounts from ``fixtures/grunddaten/leistungen``."""

import re
from decimal import Decimal, InvalidOperation

from angebote.models import Betrag, Leistung
from netzwerk.abgleich import Stand, Verzeichnis, save_objekt, set_listen
from netzwerk.fixtures import FIXTURES, DatenError, Eintrag, lade, read_toml
from netzwerk.models import Thema

ORDNER = FIXTURES / "grunddaten" / "leistungen"
PLATZHALTER = re.compile(r"\{\{\s*betrag\.(\w+)\s*\}\}")
TEXTE = (
    "kurzname",
    "gruppe",
    "kurzbeschreibung",
    "was",
    "fuer_wen",
    "hoehe",
    "wo",
    "frist",
    "zusammenspiel",
    "rechtsgrundlage",
    "quelle",
    "pruefhinweis",
    "leika",
)


def load_leistungen() -> list[tuple[int, str]]:
    """Loads or updates all benefits; returns how many benefits and amounts the files hold. Raises ``DatenError``."""
    eintraege = [e for datei in sorted(ORDNER.glob("*.toml")) for e in read_toml(datei, "leistung", "slug")]
    vorhanden = {leistung.slug: leistung for leistung in Leistung.objects.all()}
    themen = Verzeichnis(Thema.objects.all(), "slug")
    staende = lade(eintraege, lambda eintrag: _load_leistung(eintrag, vorhanden, themen))
    paare = list(zip(eintraege, (stand.objekt for stand in staende), strict=True))
    anzahl = _load_betraege(paare)
    _load_beziehungen(eintraege, staende)
    set_listen(staende)
    _check_platzhalter(paare)
    return [(len(staende), "Leistungen"), (anzahl, "Beträge")]


def _load_leistung(eintrag: Eintrag, vorhanden: dict[str, Leistung], themen: Verzeichnis) -> Stand:
    slug = eintrag.pflicht("slug")
    leistung = save_objekt(
        vorhanden.get(slug) or Leistung(slug=slug),
        eintrag,
        name=eintrag.pflicht("name"),
        reihenfolge=eintrag.pflicht("reihenfolge"),
        stand=eintrag.pflicht("stand"),
        unterlagen="\n".join(eintrag.viele("unterlagen", str.strip)),
        suchbegriffe="\n".join(eintrag.viele("suchbegriffe", str.strip)),
        **eintrag.texte(*TEXTE),
    )
    for feld in ("betrag", "geht_mit", "schliesst_aus"):
        eintrag.hol(feld)
    return Stand(leistung, {"themen": eintrag.viele("themen", themen.__getitem__)})


def _load_betraege(paare: list[tuple[Eintrag, Leistung]]) -> int:
    vorhanden = {(betrag.schluessel, betrag.gueltig_ab): betrag for betrag in Betrag.objects.all()}

    def load(eintrag: Eintrag, leistung: Leistung) -> None:
        key = eintrag.pflicht("key"), eintrag.pflicht("gueltig_ab")
        save_objekt(
            vorhanden.get(key) or Betrag(schluessel=key[0], gueltig_ab=key[1]),
            eintrag,
            leistung=leistung,
            wert=eintrag.lies("wert", _dezimal),
            gueltig_bis=eintrag.hol("gueltig_bis") or None,
            geprueft_am=eintrag.hol("geprueft_am") or None,
            **eintrag.texte("bezeichnung", "einheit", "rechtsgrundlage", "beleg"),
        )

    return sum(
        len(lade(eintrag.unter("betrag", "key"), lambda e, leistung=leistung: load(e, leistung)))
        for eintrag, leistung in paare
    )


def _dezimal(wert) -> Decimal:
    try:
        return Decimal(str(wert)).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise ValueError("bitte eine Zahl mit Punkt, z. B. 67.56.") from None


def _load_beziehungen(eintraege: list[Eintrag], staende: list[Stand]) -> None:
    """„Geht zusammen mit“ and „schließt aus“ hold in both directions."""
    leistungen = Verzeichnis((stand.objekt for stand in staende), "slug")
    je_slug = {stand.objekt.slug: stand for stand in staende}
    for feld in ("geht_mit", "schliesst_aus"):
        for stand in staende:
            stand.listen.setdefault(feld, [])
        for eintrag in eintraege:
            for andere in eintrag.viele(feld, leistungen.__getitem__):
                je_slug[eintrag.name].listen[feld].append(andere)
                je_slug[andere.slug].listen[feld].append(leistungen[eintrag.name])


def _check_platzhalter(paare: list[tuple[Eintrag, Leistung]]) -> None:
    """Every ``{{ betrag.x }}`` in a text names an amount that exists."""
    bekannt = set(Betrag.objects.values_list("schluessel", flat=True))
    for eintrag, leistung in paare:
        for schluessel in PLATZHALTER.findall(leistung.hoehe):
            if schluessel not in bekannt:
                raise DatenError(str(eintrag.fehler("hoehe", "diesen Betrag gibt es nicht.", schluessel)))
