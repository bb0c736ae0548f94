"""Invented offers and responsibilities from ``fixtures/demodaten/<netz>/``."""

from pathlib import Path

from angebote.alter import parse_alter
from angebote.models import Angebot, Leistung, Suchaenderung, Zustaendigkeit
from angebote.suche import update_suche
from anlaufstellen.models import Anlaufstelle
from netzwerk.abgleich import Regionen, Stand, Verzeichnis, save_objekt, set_listen
from netzwerk.bestaetigung import durch_aus_weg, log_geladene
from netzwerk.demodaten import ADRESSE, KONTAKT, ORDNER, demo_netze
from netzwerk.fixtures import Eintrag, lade, read_toml
from netzwerk.models import Ansprechperson, Kinderbetreuung, Netzwerk, Partner, Region, Sprache, Thema, Zielgruppe
from netzwerk.orte import oder

QUELLE = "beispiel"
FORMATE = ("vor_ort", "telefonisch", "online", "aufsuchend")
TEXTE = (
    "kurzbeschreibung",
    "beschreibung",
    "kosten_text",
    "anmeldung_text",
    "kinderbetreuung_text",
    "rechtsgrundlage",
    "zeiten_hinweis",
    "bestaetigt_wie",
)
TAGE = ("gueltig_von", "gueltig_bis", "foerderung_bis", "bestaetigt_am")


def load_angebote(ordner: Path = ORDNER) -> list[tuple[int, str]]:
    """Offers and responsibilities of all demo networks, with their search text. Raises ``DatenError``."""
    laden = Laden()
    netze = demo_netze(ordner)
    angebote = sum(laden.load_angebote(netz, netzwerk) for netz, netzwerk in netze)
    zustaendigkeiten = sum(laden.load_zustaendigkeiten(netz) for netz, _netzwerk in netze)
    update_suche(Angebot.objects.filter(quelle=QUELLE).only("pk"))
    Suchaenderung.mark(was=Suchaenderung.Was.ALLES)
    return [(angebote, "Angebote"), (zustaendigkeiten, "Zuständigkeiten")]


class Laden:
    """One run: what is there already and what the files may name."""

    def __init__(self):
        self.vorhanden = {a.externer_schluessel: a for a in Angebot.objects.filter(quelle=QUELLE)}
        self.zustaendig = {_schluessel(z): z for z in Zustaendigkeit.objects.all()}
        self.partner = Verzeichnis(Partner.objects.all(), "externer_schluessel")
        self.anlaufstellen = Verzeichnis(Anlaufstelle.objects.all(), "externer_schluessel")
        self.je_liste = {
            "regionen": Regionen(),
            "themen": Verzeichnis(Thema.objects.all(), "slug"),
            "zielgruppen": Verzeichnis(Zielgruppe.objects.all(), "slug"),
            "sprachen": Verzeichnis(Sprache.objects.all(), "code"),
            "personen": Verzeichnis(Ansprechperson.objects.all(), "externer_schluessel"),
            "leistungen": Verzeichnis(Leistung.objects.all(), "slug"),
        }

    def load_angebote(self, ordner: Path, netzwerk: Netzwerk) -> int:
        eintraege = read_toml(ordner / "angebote.toml", "angebot", "schluessel")
        staende = lade(eintraege, lambda eintrag: self._load_angebot(eintrag, netzwerk))
        set_listen(staende)
        log_geladene(stand.objekt for stand in staende)
        return len(staende)

    def _load_angebot(self, eintrag: Eintrag, netzwerk: Netzwerk) -> Stand:
        schluessel = eintrag.pflicht("schluessel")
        partner = eintrag.eins("partner", self.partner.__getitem__)
        angebot = save_objekt(
            self.vorhanden.get(schluessel) or Angebot(quelle=QUELLE, externer_schluessel=schluessel),
            eintrag,
            titel=eintrag.pflicht("titel"),
            netzwerk=netzwerk,
            partner=partner,
            bestaetigt_durch=durch_aus_weg(eintrag.hol("bestaetigt_wie", ""), partner),
            anlaufstelle=eintrag.lies("anlaufstelle", self.anlaufstellen.__getitem__),
            status=eintrag.pflicht("status"),
            alter_ab=eintrag.lies("alter_ab", parse_alter),
            alter_bis=eintrag.lies("alter_bis", parse_alter),
            kosten_cent=eintrag.hol("kosten_cent"),
            anmeldung=eintrag.hol("anmeldung", Angebot.Anmeldung.UNBEKANNT),
            kinderbetreuung=eintrag.hol("kinderbetreuung", Kinderbetreuung.UNBEKANNT),
            unterlagen="\n".join(eintrag.viele("unterlagen", str.strip)),
            nach_vereinbarung=bool(eintrag.hol("nach_vereinbarung")),
            durchgehend=bool(eintrag.hol("durchgehend")),
            ist_termin=bool(eintrag.hol("ist_termin")),
            **_formate(eintrag),
            **eintrag.texte(*TEXTE, *KONTAKT, *ADRESSE),
            **{tag: eintrag.hol(tag) for tag in TAGE},
        )
        for feld in ("regionen", "themen"):
            eintrag.pflicht(feld)
        listen = {name: eintrag.viele(name, auswahl.__getitem__) for name, auswahl in self.je_liste.items()}
        return Stand(angebot, listen, {"zeiten": eintrag.zeiten(), "ausnahmen": eintrag.ausnahmen()})

    def load_zustaendigkeiten(self, ordner: Path) -> int:
        eintraege = read_toml(ordner / "zustaendigkeiten.toml", "zustaendigkeit", "leistung", einmalig=False)
        return sum(lade(eintraege, self._load_zustaendigkeit))

    def _load_zustaendigkeit(self, eintrag: Eintrag) -> int:
        stelle = {
            "leistung": eintrag.eins("leistung", self.je_liste["leistungen"].__getitem__),
            "partner": eintrag.lies("partner", self.partner.__getitem__),
            "anlaufstelle": eintrag.lies("anlaufstelle", self.anlaufstellen.__getitem__),
            "person": eintrag.lies("person", self.je_liste["personen"].__getitem__),
        }
        texte = eintrag.texte("formular", "hinweis")
        regionen: list[Region] = eintrag.viele("regionen", self.je_liste["regionen"].__getitem__)
        for region in regionen:
            neu = Zustaendigkeit(region=region, **stelle)
            save_objekt(self.zustaendig.get(_schluessel(neu)) or neu, eintrag, **texte)
        return len(regionen)


def _schluessel(z: Zustaendigkeit) -> tuple:
    return z.leistung_id, z.region_id, z.partner_id, z.anlaufstelle_id, z.person_id


def _formate(eintrag: Eintrag) -> dict[str, bool]:
    gewaehlt = eintrag.viele("formate", _format)
    return {name: name in gewaehlt for name in FORMATE}


def _format(name: str) -> str:
    if name not in FORMATE:
        raise ValueError(f"bitte {oder(FORMATE)}.")
    return name
