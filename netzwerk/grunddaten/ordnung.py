"""Topics, target groups, languages and help lines from their files. The order in the file is the order shown."""

from pathlib import Path

from netzwerk.abgleich import save_objekt
from netzwerk.fixtures import Eintrag, lade, read_toml
from netzwerk.models import Hilfetelefon, Sprache, Thema, Zielgruppe


def load_themen(datei: Path) -> list[tuple[int, str]]:
    vorhanden = {thema.slug: thema for thema in Thema.objects.all()}
    gezaehlt = [0, 0]

    def load(eintrag: Eintrag, stelle: int, eltern: Thema | None) -> Thema:
        slug = eintrag.pflicht("slug")
        gezaehlt[eltern is not None] += 1
        return save_objekt(
            vorhanden.get(slug) or Thema(slug=slug),
            eintrag,
            name=eintrag.pflicht("name"),
            eltern=eltern,
            reihenfolge=stelle * 10,
            ist_sensibel=bool(eintrag.hol("sensibel")),
            **eintrag.texte("symbol", "beschreibung"),
        )

    def load_mit_unterthemen(eintrag: Eintrag) -> None:
        haupt = load(eintrag, gezaehlt[0] + 1, None)
        unter = eintrag.unter("unterthema", "slug")
        stellen = {id(e): stelle for stelle, e in enumerate(unter, 1)}
        lade(unter, lambda e: load(e, stellen[id(e)], haupt))

    lade(read_toml(datei, "thema", "slug"), load_mit_unterthemen)
    return [(gezaehlt[0], "Themen"), (gezaehlt[1], "Unterthemen")]


def load_zielgruppen(datei: Path) -> int:
    vorhanden = {gruppe.slug: gruppe for gruppe in Zielgruppe.objects.all()}
    eintraege = read_toml(datei, "zielgruppe", "slug")
    stellen = {eintrag.name: stelle * 10 for stelle, eintrag in enumerate(eintraege, 1)}

    def load(eintrag: Eintrag) -> Zielgruppe:
        slug = eintrag.pflicht("slug")
        gruppe = vorhanden.get(slug) or Zielgruppe(slug=slug)
        return save_objekt(gruppe, eintrag, reihenfolge=stellen[slug], **eintrag.texte("name", "beschreibung"))

    return len(lade(eintraege, load))


def load_sprachen(datei: Path) -> int:
    vorhanden = {sprache.code: sprache for sprache in Sprache.objects.all()}

    def load(eintrag: Eintrag) -> Sprache:
        code = eintrag.pflicht("code")
        return save_objekt(
            vorhanden.get(code) or Sprache(code=code),
            eintrag,
            reihenfolge=eintrag.pflicht("reihenfolge"),
            **eintrag.texte("name", "eigenname"),
        )

    return len(lade(read_toml(datei, "sprache", "code"), load))


def load_hilfetelefone(datei: Path) -> int:
    vorhanden = {telefon.slug: telefon for telefon in Hilfetelefon.objects.all()}

    def load(eintrag: Eintrag) -> Hilfetelefon:
        slug = eintrag.pflicht("slug")
        return save_objekt(
            vorhanden.get(slug) or Hilfetelefon(slug=slug),
            eintrag,
            kostenlos=eintrag.hol("kostenlos"),
            auf_startseite=bool(eintrag.hol("auf_startseite")),
            dringend=bool(eintrag.hol("dringend")),
            reihenfolge=eintrag.hol("reihenfolge", 100),
            stand=eintrag.pflicht("stand"),
            **eintrag.texte("name", "nummer", "wofuer", "zeiten", "sprachen", "quelle", "pruefhinweis"),
        )

    return len(lade(read_toml(datei, "hilfetelefon", "slug"), load))
