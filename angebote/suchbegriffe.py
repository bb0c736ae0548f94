"""The thesaurus from ``fixtures/grunddaten/suchbegriffe``."""

from angebote.models import Leistung, Suchaenderung, Suchbegriff
from netzwerk.abgleich import Stand, Verzeichnis, save_objekt, set_listen
from netzwerk.fixtures import FIXTURES, Eintrag, lade, read_toml
from netzwerk.models import Thema

ORDNER = FIXTURES / "grunddaten" / "suchbegriffe"


def load_suchbegriffe() -> list[tuple[int, str]]:
    """Loads or updates the entries that hold for all networks; returns how many. Raises ``DatenError``."""
    eintraege = [e for datei in sorted(ORDNER.glob("*.toml")) for e in read_toml(datei, "begriff", "wort")]
    vorher = _abdruck()
    vorhanden = {begriff.wort: begriff for begriff in Suchbegriff.objects.filter(netzwerk=None)}
    themen = Verzeichnis(Thema.objects.all(), "slug")
    leistungen = Verzeichnis(Leistung.objects.all(), "slug")
    staende = lade(eintraege, lambda eintrag: _load(eintrag, vorhanden, themen, leistungen))
    set_listen(staende)
    if _abdruck() != vorher:
        Suchaenderung.mark(was=Suchaenderung.Was.RAHMEN)
    return [(len(staende), "Suchbegriffe")]


def _abdruck() -> set[tuple]:
    """All that the search reads of thesaurus and benefits."""
    begriffe = Suchbegriff.objects.values_list("wort", "begriffe", "gewicht", "leistung_id", "netzwerk_id", "themen")
    namen = Leistung.objects.values_list("slug", "name", "kurzname", "suchbegriffe", "ist_veroeffentlicht")
    return {*begriffe, *namen}


def _load(eintrag: Eintrag, vorhanden: dict[str, Suchbegriff], themen: Verzeichnis, leistungen: Verzeichnis) -> Stand:
    wort = eintrag.pflicht("wort")
    slug = eintrag.hol("leistung")
    begriff = save_objekt(
        vorhanden.get(wort) or Suchbegriff(wort=wort),
        eintrag,
        begriffe="\n".join(eintrag.viele("begriffe", str.strip)),
        leistung=leistungen[slug] if slug else None,
        gewicht=eintrag.pflicht("gewicht"),
        **eintrag.texte("art"),
    )
    return Stand(begriff, {"themen": eintrag.viele("themen", themen.__getitem__)})
