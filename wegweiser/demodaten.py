"""Example guides from ``fixtures/demodaten/wegweiser.toml``."""

from pathlib import Path

from angebote.betraege import check_betraege
from angebote.models import Angebot, Betrag, Leistung
from netzwerk.abgleich import Stand, Verzeichnis, save_objekt, set_listen
from netzwerk.demodaten import ORDNER
from netzwerk.fixtures import Eintrag, lade, read_toml
from netzwerk.models import Netzwerk
from wegweiser.models import Kapitel, Wegweiser


def load_wegweiser(ordner: Path = ORDNER) -> int:
    """Loads or updates the example guides; returns how many there are. Raises ``DatenError``."""
    eintraege = read_toml(ordner / "wegweiser.toml", "wegweiser", "slug")
    laden = Laden()
    return sum(lade(eintraege, laden.load))


class Laden:
    """One run: what is there already and what the file may name."""

    def __init__(self):
        self.vorhanden = {wegweiser.slug: wegweiser for wegweiser in Wegweiser.objects.all()}
        self.netzwerke = Verzeichnis(Netzwerk.objects.filter(ist_beispiel=True), "slug")
        self.betraege = Betrag.objects.schluessel()
        self.je_liste = {
            "leistungen": Verzeichnis(Leistung.objects.all(), "slug"),
            "angebote": Verzeichnis(Angebot.objects.exclude(externer_schluessel=""), "externer_schluessel"),
        }

    def load(self, eintrag: Eintrag) -> int:
        """The guide, or one for each network that the entry names."""
        slug, felder = eintrag.pflicht("slug"), self._felder(eintrag)
        kapitel = eintrag.hol("kapitel", [])
        netzwerke = eintrag.viele("je_netzwerk", self.netzwerke.__getitem__)
        einzeln = eintrag.lies("netzwerk", self.netzwerke.__getitem__)
        paare = [(f"{slug}-{netzwerk.slug}", netzwerk) for netzwerk in netzwerke] or [(slug, einzeln)]
        for name, netzwerk in paare:
            wegweiser = self.vorhanden.get(name) or Wegweiser(slug=name)
            save_objekt(wegweiser, eintrag, netzwerk=netzwerk, ist_veroeffentlicht=True, **felder)
            teile = [Eintrag(eintrag.datei, f"{name}“ › „{k.get('titel')}", k) for k in kapitel]
            self._load_kapitel(wegweiser, [teil for teil in teile if self._gehoert_zu(teil, netzwerk)])
        return len(paare)

    def _gehoert_zu(self, kapitel: Eintrag, netzwerk: Netzwerk | None) -> bool:
        """``nur`` names the networks whose guides have the chapter; without it all have."""
        nur = kapitel.viele("nur", self.netzwerke.__getitem__)
        return not nur or netzwerk in nur

    def _felder(self, eintrag: Eintrag) -> dict:
        return {"titel": eintrag.pflicht("titel"), **eintrag.texte("untertitel", "beschreibung")}

    def _texte(self, eintrag: Eintrag) -> dict[str, str]:
        texte = eintrag.texte("text", "suche")
        try:
            check_betraege(texte["text"], self.betraege)
        except ValueError as fehler:
            raise eintrag.fehler("text", fehler) from fehler
        return texte

    def _load_kapitel(self, wegweiser: Wegweiser, eintraege: list[Eintrag]) -> None:
        """Chapters keep their place: the n-th of the file updates the n-th of the guide; surplus ones go."""
        self.alte = {kapitel.reihenfolge: kapitel for kapitel in wegweiser.kapitel.all()}
        self.staende: list[Stand] = []
        for nummer, eintrag in enumerate(eintraege, 1):
            eltern = self._load_eines(eintrag, wegweiser, nummer * 100, None)
            for unter, teil in enumerate(eintrag.unter("unter", "titel"), 1):
                self._load_eines(teil, wegweiser, nummer * 100 + unter, eltern)
            eintrag.schluss()
        set_listen(self.staende)
        wegweiser.kapitel.exclude(pk__in=[stand.objekt.pk for stand in self.staende]).delete()

    def _load_eines(self, eintrag: Eintrag, wegweiser: Wegweiser, reihenfolge: int, eltern: Kapitel | None) -> Kapitel:
        kapitel = save_objekt(
            self.alte.get(reihenfolge) or Kapitel(wegweiser=wegweiser, reihenfolge=reihenfolge),
            eintrag,
            eltern=eltern,
            art=eintrag.pflicht("art"),
            titel=eintrag.pflicht("titel"),
            unterlagen="\n".join(eintrag.viele("unterlagen", str.strip)),
            detail=eintrag.hol("detail", Kapitel.Detail.VOLL),
            **self._texte(eintrag),
        )
        listen = {name: eintrag.viele(name, verzeichnis.__getitem__) for name, verzeichnis in self.je_liste.items()}
        self.staende.append(Stand(kapitel, listen))
        if eltern:
            eintrag.schluss()
        return kapitel
