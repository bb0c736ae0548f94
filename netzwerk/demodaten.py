"""Invented networks with partners and contact persons, from ``fixtures/demodaten/<netz>/partner.toml``."""

from pathlib import Path

from netzwerk.abgleich import Regionen, Stand, Verzeichnis, save_objekt, set_listen
from netzwerk.fixtures import FIXTURES, DatenError, Eintrag, lade, read_toml
from netzwerk.models import Ansprechperson, Ebene, Mitgliedschaft, Netzwerk, Partner, Region, Sprache, Thema
from netzwerk.text import slug_aus

ORDNER = FIXTURES / "demodaten"
KONTAKT = ("telefon", "email", "website")
ADRESSE = ("zusatz", "strasse", "plz", "ort")
RECHTLICHES = ("impressum", "datenschutz", "barrierefreiheit")


def demo_netze(ordner: Path) -> list[tuple[Path, Netzwerk]]:
    """The folders of the demo data with the networks loaded from them."""
    netzwerke = {netzwerk.slug: netzwerk for netzwerk in Netzwerk.objects.filter(ist_beispiel=True)}
    return [(netz, netzwerke[netz.name]) for netz in _netzordner(ordner)]


def load_netzwerke(ordner: Path = ORDNER) -> list[tuple[int, str]]:
    """Networks, partners, memberships and persons; returns how many of each. Raises ``DatenError``."""
    if not Region.objects.filter(ebene=Ebene.KREIS).exists():
        raise DatenError("Es fehlen die Regionen. Bitte zuerst „load_grunddaten“ aufrufen.")
    laden = Laden(ordner / "rechtliches.toml")
    netze = [laden.load_netz(netz) for netz in _netzordner(ordner)]
    return [
        (len(netze), "Netzwerke"),
        (sum(partner for partner, _personen in netze), "Partner"),
        (sum(personen for _partner, personen in netze), "Ansprechpersonen"),
    ]


def _netzordner(ordner: Path) -> list[Path]:
    return sorted(datei.parent for datei in ordner.glob("*/partner.toml"))


class Laden:
    """One run: what is there already and what the files may name."""

    def __init__(self, rechtliches: Path):
        self.regionen = Regionen()
        self.themen = Verzeichnis(Thema.objects.all(), "slug")
        self.sprachen = Verzeichnis(Sprache.objects.all(), "code")
        self.netzwerke = {netzwerk.slug: netzwerk for netzwerk in Netzwerk.objects.all()}
        self.partner = {partner.externer_schluessel: partner for partner in Partner.objects.all()}
        self.personen = {person.externer_schluessel: person for person in Ansprechperson.objects.all()}
        self.mitglieder = {(m.netzwerk_id, m.partner_id): m for m in Mitgliedschaft.objects.all()}
        (self.rechtliches,) = read_toml(rechtliches, "texte", "sprache")
        self.laender = {e.name: e for e in read_toml(rechtliches, "land", "ags")}

    def load_netz(self, ordner: Path) -> tuple[int, int]:
        """One network with all that belongs to it; returns the numbers of partners and persons."""
        (netz,) = lade(read_toml(ordner / "partner.toml", "netzwerk", "schluessel"), self._load_netzwerk)
        set_listen([netz])
        personen: list[Stand] = []

        def load_partner(eintrag: Eintrag) -> Partner:
            partner = self._load_partner(eintrag)
            self._load_mitgliedschaft(eintrag, netz.objekt, partner)
            personen.extend(
                lade(eintrag.unter("personen", "schluessel"), lambda person: self._load_person(person, partner))
            )
            return partner

        partner = lade(read_toml(ordner / "partner.toml", "partner", "schluessel"), load_partner)
        set_listen(personen)
        return len(partner), len(personen)

    def _load_netzwerk(self, eintrag: Eintrag) -> Stand:
        slug = eintrag.pflicht("schluessel")
        namen = eintrag.pflicht("regionen")
        regionen = eintrag.viele("regionen", self.regionen.__getitem__)
        land = Region.objects.get(ebene=Ebene.LAND, pfad__in=regionen[0].vorfahren_pfade)
        texte = eintrag.texte("kurzname", "traeger", "slogan", "beschreibung", "farbe", *KONTAKT, *ADRESSE)
        name = eintrag.pflicht("name")
        netzwerk = save_objekt(
            self.netzwerke.get(slug) or Netzwerk(slug=slug),
            eintrag,
            name=name,
            land=land,
            status=Netzwerk.Status.AKTIV,
            ist_beispiel=True,
            gebiet=" und ".join(namen),
            **texte,
            **self._rechtliches({"name": name, **texte}, land),
        )
        return Stand(netzwerk, {"regionen": regionen})

    def _rechtliches(self, texte: dict[str, str], land: Region) -> dict[str, str]:
        """Imprint, privacy and accessibility texts with the network's own data and the offices of its Land."""
        if land.ags not in self.laender:
            raise self.rechtliches.fehler("land", f"Es fehlen die Stellen für {land.name}.", land.ags)
        werte = texte | self.laender[land.ags].werte
        try:
            return {feld: self.rechtliches.pflicht(feld).format(**werte).strip() for feld in RECHTLICHES}
        except (KeyError, IndexError, ValueError) as fehler:
            raise self.rechtliches.fehler("Platzhalter", "kennen wir nicht.", fehler) from fehler

    def _load_partner(self, eintrag: Eintrag) -> Partner:
        schluessel, name = eintrag.pflicht("schluessel"), eintrag.pflicht("name")
        partner = self.partner.get(schluessel) or Partner(externer_schluessel=schluessel, slug=slug_aus(name))
        return save_objekt(
            partner,
            eintrag,
            name=name,
            art=eintrag.pflicht("art"),
            region=eintrag.eins("region", self.regionen.__getitem__),
            **eintrag.texte("kurzname", "beschreibung", *KONTAKT, *ADRESSE),
        )

    def _load_mitgliedschaft(self, eintrag: Eintrag, netzwerk: Netzwerk, partner: Partner) -> None:
        mitglied = self.mitglieder.get((netzwerk.pk, partner.pk))
        save_objekt(
            mitglied or Mitgliedschaft(netzwerk=netzwerk, partner=partner),
            eintrag,
            rolle=eintrag.pflicht("rolle"),
            seit=eintrag.hol("seit"),
            vereinbarung=eintrag.hol("vereinbarung"),
        )

    def _load_person(self, eintrag: Eintrag, partner: Partner) -> Stand:
        schluessel = eintrag.pflicht("schluessel")
        person = save_objekt(
            self.personen.get(schluessel) or Ansprechperson(externer_schluessel=schluessel),
            eintrag,
            partner=partner,
            nach_vereinbarung=bool(eintrag.hol("nach_vereinbarung")),
            durchgehend=bool(eintrag.hol("durchgehend")),
            **eintrag.texte("name", "funktion", "zustaendig", "zeiten_hinweis", *KONTAKT),
        )
        listen = {
            "themen": eintrag.viele("themen", self.themen.__getitem__),
            "regionen": eintrag.viele("regionen", self.regionen.__getitem__),
            "sprachen": eintrag.viele("sprachen", self.sprachen.__getitem__),
        }
        return Stand(person, listen, {"zeiten": eintrag.zeiten()})
