"""Invented drop-in points from ``fixtures/demodaten/<netz>/anlaufstellen.toml``."""

from pathlib import Path

from anlaufstellen.models import Anlaufstelle
from netzwerk.abgleich import Regionen, Stand, Verzeichnis, save_objekt, set_listen
from netzwerk.bestaetigung import durch_aus_weg, log_geladene
from netzwerk.demodaten import ADRESSE, KONTAKT, ORDNER, demo_netze
from netzwerk.fixtures import Eintrag, lade, read_toml
from netzwerk.models import Ansprechperson, Kinderbetreuung, Netzwerk, Partner, Sprache, Thema


def load_anlaufstellen(ordner: Path = ORDNER) -> list[tuple[int, str]]:
    """Points, hours, closing days and tour stops of all demo networks. Raises ``DatenError``."""
    laden = Laden()
    return [(sum(laden.load_netz(netz, netzwerk) for netz, netzwerk in demo_netze(ordner)), "Anlaufstellen")]


class Laden:
    """One run: what is there already and what the files may name."""

    def __init__(self):
        self.vorhanden = {stelle.externer_schluessel: stelle for stelle in Anlaufstelle.objects.all()}
        self.partner = Verzeichnis(Partner.objects.all(), "externer_schluessel")
        self.je_liste = {
            "regionen": Regionen(),
            "themen": Verzeichnis(Thema.objects.all(), "slug"),
            "sprachen": Verzeichnis(Sprache.objects.all(), "code"),
            "personen": Verzeichnis(Ansprechperson.objects.all(), "externer_schluessel"),
        }

    def load_netz(self, ordner: Path, netzwerk: Netzwerk) -> int:
        eintraege = read_toml(ordner / "anlaufstellen.toml", "anlaufstelle", "schluessel")
        staende = lade(eintraege, lambda eintrag: self._load(eintrag, netzwerk))
        set_listen(staende)
        log_geladene(stand.objekt for stand in staende)
        return len(staende)

    def _load(self, eintrag: Eintrag, netzwerk: Netzwerk) -> Stand:
        schluessel = eintrag.pflicht("schluessel")
        partner = eintrag.eins("partner", self.partner.__getitem__)
        wie = eintrag.hol("bestaetigt_wie", "")
        stelle = save_objekt(
            self.vorhanden.get(schluessel) or Anlaufstelle(externer_schluessel=schluessel),
            eintrag,
            name=eintrag.pflicht("name"),
            art=eintrag.pflicht("art"),
            netzwerk=netzwerk,
            partner=partner,
            bestaetigt_am=eintrag.hol("bestaetigt_am"),
            bestaetigt_wie=wie,
            bestaetigt_durch=durch_aus_weg(wie, partner),
            adresse_geschuetzt=bool(eintrag.hol("adresse_geschuetzt")),
            nach_vereinbarung=bool(eintrag.hol("nach_vereinbarung")),
            durchgehend=bool(eintrag.hol("durchgehend")),
            **eintrag.texte("kurzbeschreibung", "beschreibung", "gebiet", "anfahrt", "zeiten_hinweis"),
            **eintrag.texte(*KONTAKT, *ADRESSE),
            kinderbetreuung=eintrag.hol("kinderbetreuung", Kinderbetreuung.UNBEKANNT),
            **eintrag.texte("kinderbetreuung_text", "oepnv"),
            **{merkmal: eintrag.ja_nein(merkmal) for merkmal in Anlaufstelle.MERKMALE},
        )
        listen = {name: eintrag.viele(name, auswahl.__getitem__) for name, auswahl in self.je_liste.items()}
        zeilen = {"zeiten": eintrag.zeiten(), "ausnahmen": eintrag.ausnahmen(), "halte": _halte(eintrag)}
        return Stand(stelle, listen, zeilen)


def _halte(eintrag: Eintrag) -> list[dict]:
    """One row for every window at every stop."""
    je_halt = lade(
        eintrag.unter("tour", "bezeichnung"),
        lambda halt: [{**halt.texte("bezeichnung", *ADRESSE), **zeit} for zeit in halt.zeiten()],
    )
    return [zeile for zeilen in je_halt for zeile in zeilen]
