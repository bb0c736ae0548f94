"""Invented work for the Koordination of the demo, from ``fixtures/demodaten/arbeit.toml``.

History, proposals, hints, dead links, searches and a likely double: each is made once. What has been decided since
stays decided when the demo data are loaded again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Model
from django.utils import timezone

from angebote.demodaten import QUELLE
from angebote.doppelungen.verdacht import refresh_alle
from angebote.models import Angebot, Linkstand, Rueckmeldung, Suchanfrage
from angebote.rueckmeldungen import record_rueckmeldung
from anlaufstellen.models import Anlaufstelle
from netzwerk.abgleich import Regionen, Verzeichnis
from netzwerk.demodaten import ORDNER
from netzwerk.fassung import make_abbild
from netzwerk.fassung.ablage import make_fassung
from netzwerk.fixtures import Eintrag, lade, read_toml
from netzwerk.linkabruf import Ergebnis
from netzwerk.models import Fassung, Konto, Vorschlag
from netzwerk.vorschlaege import create_vorschlag


def load_arbeit(moment: datetime, ordner: Path = ORDNER) -> list[tuple[int, str]]:
    """Everything that is not there yet; returns how much of each the file names. Raises ``DatenError``."""
    datei, laden = ordner / "arbeit.toml", Laden(moment)
    arten: list[tuple[str, Callable[[Eintrag], None], str]] = [
        ("verlauf", laden.load_verlauf, "Verläufe"),
        ("vorschlag", laden.load_vorschlag, "Vorschläge"),
        ("rueckmeldung", laden.load_rueckmeldung, "Rückmeldungen"),
        ("link", laden.load_link, "Links, die nicht gehen"),
        ("suche", laden.load_suche, "gezählte Suchen"),
    ]
    zahlen = [(len(lade(read_toml(datei, art, "angebot", einmalig=False), load)), wort) for art, load, wort in arten]
    doppel = refresh_alle(am=timezone.localdate(moment))
    return [*zahlen, (sum(doppel.values()), "mögliche Doppel")]


class Laden:
    """One run. ``moment``: from where the days of the file are counted back."""

    def __init__(self, moment: datetime):
        self.moment = moment
        self.regionen = Regionen()
        self.angebote = Verzeichnis(Angebot.objects.filter(quelle=QUELLE), "externer_schluessel")
        self.anlaufstellen = Verzeichnis(Anlaufstelle.objects.all(), "externer_schluessel")
        self.konten = Verzeichnis(Konto.objects.all(), "username")
        self.ist_gezaehlt = Suchanfrage.objects.exists()

    def load_verlauf(self, eintrag: Eintrag) -> None:
        objekt, schritte = self._eintrag(eintrag), eintrag.unter("schritt", "tage")
        if not Fassung.objects.zu(objekt).exists():
            heute = make_abbild(objekt)
            Fassung.objects.bulk_create(self._fassung(objekt, heute, schritt) for schritt in schritte)

    def _fassung(self, objekt: Model, heute: dict, schritt: Eintrag) -> Fassung:
        anlass = Fassung.Anlass(schritt.pflicht("anlass"))
        damals = heute | schritt.hol("damals", {})
        return make_fassung(objekt, anlass, damals, moment=self._moment(schritt), von=schritt.hol("von", ""))

    def load_vorschlag(self, eintrag: Eintrag) -> None:
        objekt, konto = self._eintrag(eintrag), eintrag.lies("konto", self.konten.__getitem__)
        werte, zeiten = dict(eintrag.hol("werte", {})), eintrag.zeiten()
        anmerkung, moment = eintrag.hol("anmerkung", ""), self._moment(eintrag)
        if Vorschlag.objects.zu(objekt).exists():
            return
        if zeiten:
            werte["zeiten"] = [_zeile(zeit) for zeit in zeiten]
        wer = {"konto": konto} if konto else {"von": objekt.partner.name, "email": objekt.partner.email}
        create_vorschlag(objekt, werte, moment=moment, anmerkung=anmerkung, **wer)

    def load_rueckmeldung(self, eintrag: Eintrag) -> None:
        objekt, moment = self._eintrag(eintrag), self._moment(eintrag)
        daten = {"gruende": eintrag.hol("gruende", []), "text": eintrag.hol("text", ""), "email": ""}
        if not Rueckmeldung.objects.filter(modell=objekt._meta.label_lower, schluessel=objekt.pk).exists():
            record_rueckmeldung(objekt, daten, moment)

    def load_link(self, eintrag: Eintrag) -> None:
        werte = {"ergebnis": Ergebnis.TOT.value, "grund": eintrag.pflicht("grund")}
        werte |= {"fehler_seit": self._moment(eintrag), "geprueft_am": self.moment}
        Linkstand.objects.get_or_create(url=eintrag.pflicht("url"), defaults=werte)

    def load_suche(self, eintrag: Eintrag) -> None:
        region = eintrag.eins("region", self.regionen.__getitem__)
        zahlen = {"anzahl": eintrag.pflicht("anzahl"), "ohne_treffer": eintrag.hol("ohne_treffer", 0)}
        tag, worte = timezone.localdate(self._moment(eintrag)), eintrag.pflicht("worte")
        if not self.ist_gezaehlt:
            Suchanfrage.objects.create(tag=tag, region=region, worte=worte, **zahlen)

    def _eintrag(self, eintrag: Eintrag) -> Angebot | Anlaufstelle:
        if objekt := eintrag.lies("anlaufstelle", self.anlaufstellen.__getitem__):
            return objekt
        return eintrag.eins("angebot", self.angebote.__getitem__)

    def _moment(self, eintrag: Eintrag) -> datetime:
        return self.moment - timedelta(days=eintrag.pflicht("tage"))


def _zeile(zeit: dict) -> dict:
    """A window of hours as a row of a kept state."""
    return zeit | {name: f"{zeit[name]:%H:%M:%S}" for name in ("von", "bis")}
