"""All rows of a sheet → a plan: new, changed (old → new), unchanged, faulty. Reads the database, writes nothing.

Rules that partners rely on:
- A column that is missing leaves its field alone; a cell that is there and empty empties the field (the preview shows
  „alt → (leer)“). Exceptions: an empty ``schluessel`` never takes a key away, and no empty cell empties a protected
  address.
- A row means a stored offer by its page's address (``url``, as our export writes it), else by source and key, else by
  partner and title. So a sheet that comes again changes what changed and doubles nothing, with or without keys.
- A new offer is a draft; an offer that is published stays so.
"""

from django.utils.translation import gettext as _

from angebote.import_export.bestand import Angebote, Bestand
from angebote.import_export.lesung import Lesung, read_zeile
from angebote.import_export.plan import Auftrag, Plan, Vorgang
from angebote.import_export.unterschied import gleiche_namen, neue_werte, vergleiche
from angebote.import_export.zuordnung import Zuordnung
from angebote.models import Angebot
from netzwerk.models import Netzwerk, Partner, Region, Thema, Zielgruppe
from netzwerk.orte import AGS
from netzwerk.tabellen.meldung import Meldung, aufzaehlung, zitat
from netzwerk.tabellen.namensliste import Namensliste
from netzwerk.tabellen.plan import Art
from netzwerk.tabellen.tabelle import Tabelle
from netzwerk.text import falte

THEMA_AEHNLICH_AB = 60
# A new partner or group so like a known one is more likely a slip of the pen; it is said, not corrected.
NAME_AEHNLICH_AB = 85


def build_plan(tabelle: Tabelle, auftrag: Auftrag | None = None) -> Plan:
    auftrag = auftrag or Auftrag()
    return Abgleich(tabelle, auftrag).plan()


class Abgleich:
    """One run over one sheet."""

    def __init__(self, tabelle: Tabelle, auftrag: Auftrag):
        self.tabelle, self.auftrag = tabelle, auftrag
        self.bestand = Bestand()
        self.verstanden: dict[str, Meldung] = {}

    def plan(self) -> Plan:
        lesungen = [read_zeile(zeile) for zeile in self.tabelle.zeilen]
        vorgaenge = [self._vorgang(lesung) for lesung in lesungen]
        angebote = Angebote(lesungen, [partner for vorgang in vorgaenge for partner in vorgang.kandidaten])
        self.zuordnung = Zuordnung(angebote, self.auftrag)
        for vorgang, lesung in zip(vorgaenge, lesungen, strict=True):
            self._fuelle(vorgang, lesung)
        plan = Plan(vorgaenge, auftrag=self.auftrag)
        for vorgang in plan.mit_art(Art.NEU):
            self.zuordnung.report_doppel(vorgang)
        je_zeile = [
            hinweis
            for vorgang in vorgaenge
            for hinweis in vorgang.hinweise
            # How a cell was read was said when it came for the first time.
            if vorgang.art != Art.UNVERAENDERT or not hinweis.spalte
        ]
        plan.hinweise = [*self.tabelle.hinweise, *self._neues(plan), *self.verstanden.values(), *je_zeile]
        return plan

    def _vorgang(self, lesung: Lesung) -> Vorgang:
        """The row with the partners it may mean; the rest needs the stored offers."""
        name = lesung.text("partner")
        return Vorgang(
            lesung.zeile,
            lesung.text("titel"),
            kandidaten=self.bestand.find_partner(name, self.auftrag.netzwerk) if name else [],
            titelzelle=lesung.zellen["titel"],
            fehler=lesung.fehler,
            hinweise=lesung.hinweise,
        )

    def _fuelle(self, vorgang: Vorgang, lesung: Lesung) -> None:
        self.zuordnung.select_partner(vorgang, lesung)
        einmalig = self.zuordnung.check_schluessel(vorgang, lesung.text("schluessel"))
        bestimmt = bool(einmalig and vorgang.titel and vorgang.partner) and self._assign(vorgang, lesung)
        vorgang.regionen = self._regionen(vorgang, lesung)
        vorgang.themen = self._themen(vorgang, lesung)
        vorgang.zielgruppen = self._zielgruppen(vorgang, lesung)
        if bestimmt and vorgang.angebot is None:
            vorgang.netzwerk = self._netzwerk(vorgang)
            self._check_recht(vorgang, None)
        if vorgang.fehler:
            return
        if vorgang.angebot:
            vergleiche(vorgang, lesung, self.auftrag)
        else:
            vorgang.werte = neue_werte(lesung, None, self.auftrag)
            self._check_gebiet(vorgang)

    def _assign(self, vorgang: Vorgang, lesung: Lesung) -> bool:
        """Whether it is clear which offer is meant and the account may work on it."""
        try:
            angebot = self.zuordnung.finde(vorgang, lesung)
        except ValueError as fehler:
            vorgang.melde(str(fehler))
            return False
        if angebot is None:
            return True
        # Nothing is said about the offer before it is clear that the account may know of it.
        if not self._check_recht(vorgang, angebot) or not self.zuordnung.check_treffer(vorgang, lesung, angebot):
            return False
        vorgang.angebot, vorgang.netzwerk = angebot, angebot.netzwerk
        if self.auftrag.veroeffentlicht and angebot.status == Angebot.Status.ARCHIVIERT:
            vorgang.hinweise.append(Meldung(_("Das Angebot ist archiviert und bleibt es."), vorgang.zeile))
        return True

    def _check_recht(self, vorgang: Vorgang, angebot: Angebot | None) -> bool:
        netzwerk = angebot.netzwerk if angebot else vorgang.netzwerk
        partner = vorgang.partner if isinstance(vorgang.partner, Partner) else None
        grund = self.auftrag.pruefe(angebot, partner, netzwerk)
        if grund:
            vorgang.melde(grund)
        return not grund

    def _check_gebiet(self, vorgang: Vorgang) -> None:
        """Somebody chose the network for the whole sheet; a row from elsewhere is perhaps a mistake."""
        if self.auftrag.netzwerk and not self.bestand.netzwerke.trifft(self.auftrag.netzwerk, vorgang.regionen):
            text = _("{regionen} – nicht im Gebiet von {netzwerk}.").format(
                regionen=aufzaehlung(map(str, vorgang.regionen), _("und")), netzwerk=zitat(self.auftrag.netzwerk.name)
            )
            vorgang.hinweise.append(Meldung(text, vorgang.zeile, "region"))

    def _netzwerk(self, vorgang: Vorgang) -> Netzwerk | None:
        return self.auftrag.netzwerk or self.bestand.netzwerke.finde(vorgang.partner, vorgang.regionen)

    def _regionen(self, vorgang: Vorgang, lesung: Lesung) -> list[Region]:
        namen = lesung.werte.get("region") or []
        if vorgang.angebot and gleiche_namen(namen, vorgang.angebot.regionen.all()):
            return list(vorgang.angebot.regionen.all())
        regionen = []
        for name in namen:
            region = self.bestand.regionen[name]
            if isinstance(region, ValueError):
                vorgang.melde(f"{zitat(name)} {region}.", "region")
                continue
            regionen.append(region)
            if falte(name) != falte(str(region)) and not AGS.match(name):
                text = _("{name} verstanden als {region}.").format(name=zitat(name), region=zitat(str(region)))
                self.verstanden.setdefault(name, Meldung(text, vorgang.zeile, "region"))
        return _einmal(regionen)

    def _themen(self, vorgang: Vorgang, lesung: Lesung) -> list[Thema]:
        namen = lesung.werte.get("themen") or []
        if vorgang.angebot and gleiche_namen(namen, vorgang.angebot.themen.all()):
            return list(vorgang.angebot.themen.all())
        themen = []
        for name in namen:
            treffer = self.bestand.themen.finde(name)
            if len(treffer) == 1:
                themen += treffer
            else:
                vorgang.melde(f"{zitat(name)} {self._themenfehler(name, treffer)}", "themen")
        return _einmal(themen)

    def _themenfehler(self, name: str, treffer: list[Thema]) -> str:
        if treffer:
            slugs = aufzaehlung(sorted(thema.slug for thema in treffer), _("oder"))
            return _("gibt es mehrmals. Bitte {slugs} schreiben.").format(slugs=slugs)
        aehnlich = self.bestand.themen.aehnlich(name, ab=THEMA_AEHNLICH_AB)
        text = _("kennen wir nicht.")
        if aehnlich:
            text += " " + _("Meinten Sie {thema}?").format(thema=zitat(aehnlich))
        if "," in name:
            text += " " + _("Mehrere Themen bitte mit „;“ trennen.")
        return text

    def _zielgruppen(self, vorgang: Vorgang, lesung: Lesung) -> list[Zielgruppe | str]:
        alt = list(vorgang.angebot.zielgruppen.all()) if vorgang.angebot else []
        namen = lesung.werte.get("zielgruppen")
        if namen is None or gleiche_namen(namen, alt):
            return alt
        return _einmal([self.bestand.find_zielgruppe(name) for name in namen])

    def _neues(self, plan: Plan) -> list[Meldung]:
        """New partners and groups, with the known name that is most like them."""
        neue = [
            (_("Partner {name} wird neu angelegt."), list(plan.neue_partner), self.bestand.partner),
            (_("Zielgruppe {name} wird neu angelegt."), plan.neue_zielgruppen, self.bestand.zielgruppen),
        ]
        return [
            Meldung(" ".join([text.format(name=zitat(name)), *_aehnlich(bekannte, name)]))
            for text, namen, bekannte in neue
            for name in namen
        ]


def _aehnlich(bekannte: Namensliste, name: str) -> list[str]:
    treffer = bekannte.aehnlich(name, ab=NAME_AEHNLICH_AB)
    return [_("Ähnlich heißt {bekannt}.").format(bekannt=zitat(treffer))] if treffer else []


def _einmal(dinge: list) -> list:
    return list(dict.fromkeys(dinge))
