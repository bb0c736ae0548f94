"""Which stored offer does a row mean? A sheet that comes twice must never double an offer."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from angebote.import_export.bestand import Angebote
from angebote.import_export.lesung import Lesung
from angebote.import_export.plan import Auftrag, Vorgang
from angebote.import_export.spalten import ADRESSE
from angebote.models import Angebot
from netzwerk.models import Partner
from netzwerk.tabellen.meldung import Meldung, aufzaehlung, zitat
from netzwerk.text import falte

FREMDE_ADRESSE = gettext_lazy("Die Adresse gehört zu {dort}, hier steht {hier}. Bitte die Zelle leeren.")
FREMDER_SCHLUESSEL = gettext_lazy(
    "{schluessel} gehört schon zu {dort}, hier steht {hier}. "
    "Bitte einen anderen Schlüssel vergeben oder eine andere Quelle angeben."
)


class Zuordnung:
    """Finds the offer by its page's address, by source and key, or by partner and title; remembers who has which."""

    def __init__(self, angebote: Angebote, auftrag: Auftrag):
        self.angebote = angebote
        self.quelle = auftrag.quelle
        self.auftrag = auftrag
        self.zeile_je_schluessel: dict[str, int] = {}
        self.zeile_je_titel: dict[tuple[str, str], tuple[int, str]] = {}
        self.zeile_je_angebot: dict[int, int] = {}

    def finde(self, vorgang: Vorgang, lesung: Lesung) -> Angebot | None:
        """The stored offer, ``None`` for a new one. Raises ``ValueError`` when that cannot be said."""
        schluessel = lesung.text("schluessel")
        angebot = self._ueber_adresse(lesung)
        if angebot is None:
            self._check_titel(vorgang, schluessel)
            angebot = self._ueber_schluessel(vorgang, schluessel) if schluessel else self._ueber_titel(vorgang)
        return angebot

    def select_partner(self, vorgang: Vorgang, lesung: Lesung) -> None:
        """Of several partners of one name the one is meant whose offer the row names by address or key."""
        wahl = vorgang.kandidaten
        if len(wahl) > 1:
            genannt = self._ueber_adresse(lesung) or self._mit_schluessel(lesung.text("schluessel"))
            wahl = [genannt.partner] if genannt and genannt.partner in wahl else []
        if wahl:
            vorgang.partner = wahl[0]
        elif vorgang.kandidaten:
            name = lesung.text("partner")
            # Two of the same name are told apart by their short name in the address.
            namen = [p.slug if falte(p.name) == falte(name) else p.name for p in vorgang.kandidaten]
            text = _("{name} ist mehrdeutig; gemeint sein kann {namen}.")
            vorgang.melde(text.format(name=zitat(name), namen=aufzaehlung(namen, _("oder"))), "partner")

    def check_schluessel(self, vorgang: Vorgang, schluessel: str) -> bool:
        """Whether the key stands here for the first time; a row with other errors counts too."""
        frueher = self.zeile_je_schluessel.setdefault(schluessel, vorgang.zeile)
        if not schluessel or frueher == vorgang.zeile:
            return True
        text = _("{schluessel} steht schon in Zeile {zeile}. Bitte jeden Schlüssel nur einmal vergeben.")
        vorgang.melde(text.format(schluessel=zitat(schluessel), zeile=frueher), "schluessel")
        return False

    def check_treffer(self, vorgang: Vorgang, lesung: Lesung, angebot: Angebot) -> bool:
        """Whether the row may be that offer: nobody else's row, not another title and partner, not a taken key."""
        schluessel, dort = lesung.text("schluessel"), beschreibe(angebot)
        hier = _titel_von(vorgang.titel, str(vorgang.partner))
        spalte = ""
        frueher = self.zeile_je_angebot.setdefault(angebot.pk, vorgang.zeile)
        if frueher != vorgang.zeile:
            text = _("Gemeint ist dasselbe Angebot wie in Zeile {zeile}: {dort}. Bitte eine der Zeilen löschen.")
        elif falte(angebot.titel) != falte(vorgang.titel) and angebot.partner != vorgang.partner:
            spalte = ADRESSE if self._ueber_adresse(lesung) else "schluessel"
            text = FREMDE_ADRESSE if spalte == ADRESSE else FREMDER_SCHLUESSEL
        elif anderes := self._besitzer(schluessel, angebot):
            spalte, dort = "schluessel", self._nenne(anderes)
            text = _("{schluessel} gehört schon zu {dort}. Bitte einen anderen Schlüssel vergeben.")
        else:
            return True
        text = str(text).format(zeile=frueher, dort=dort, hier=hier, schluessel=zitat(schluessel))
        vorgang.melde(text, spalte)
        return False

    def _besitzer(self, schluessel: str, angebot: Angebot) -> Angebot | None:
        """Another offer that already has the key which this one would get."""
        quelle = angebot.quelle if angebot.externer_schluessel else self.quelle
        gleiche = self.angebote.je_schluessel.get(schluessel, [])
        return next((anderes for anderes in gleiche if anderes != angebot and anderes.quelle == quelle), None)

    def _nenne(self, angebot: Angebot) -> str:
        """An offer that the account may not work on is not named."""
        verboten = self.auftrag.pruefe(angebot, angebot.partner, angebot.netzwerk)
        return _("einem anderen Angebot") if verboten else beschreibe(angebot)

    def report_doppel(self, vorgang: Vorgang) -> None:
        """A new offer whose partner has one of that title, which no row of the sheet means, is perhaps the same one.

        To be asked when all rows have been looked at.
        """
        for angebot in self._gleiche(vorgang):
            if angebot.pk not in self.zeile_je_angebot:
                text = _("{angebot} gibt es schon (Nr. {nummer}, Schlüssel {schluessel}); hier entsteht ein zweites.")
                schluessel = zitat(angebot.externer_schluessel)
                text = text.format(angebot=beschreibe(angebot), nummer=angebot.nummer, schluessel=schluessel)
                vorgang.hinweise.append(Meldung(text, vorgang.zeile))

    def _ueber_adresse(self, lesung: Lesung) -> Angebot | None:
        return self.angebote.je_adresse.get(lesung.werte.get(ADRESSE))

    def _check_titel(self, vorgang: Vorgang, schluessel: str) -> None:
        """Two rows of one partner with one title are two offers only when both have a key."""
        form = (str(getattr(vorgang.partner, "pk", vorgang.partner)), falte(vorgang.titel))
        zeile, anderer = self.zeile_je_titel.setdefault(form, (vorgang.zeile, schluessel))
        if zeile != vorgang.zeile and not (schluessel and anderer):
            text = _(
                "{hier} steht schon in Zeile {zeile}. "
                "Bitte eine der Zeilen löschen oder beide mit „schluessel“ unterscheiden."
            )
            hier = _titel_von(vorgang.titel, str(vorgang.partner))
            raise ValueError(text.format(hier=hier, zeile=zeile))

    def _gleiche(self, vorgang: Vorgang) -> list[Angebot]:
        if not isinstance(vorgang.partner, Partner):
            return []
        return self.angebote.je_titel.get((vorgang.partner.pk, falte(vorgang.titel)), [])

    def _ueber_schluessel(self, vorgang: Vorgang, schluessel: str) -> Angebot | None:
        """By key within the source; else the same offer that came back from an export; else one without any key."""
        if eigenes := self._mit_schluessel(schluessel):
            return eigenes
        gleiche = self._gleiche(vorgang)
        for angebot in gleiche:
            if angebot.externer_schluessel == schluessel:
                return angebot
        ohne = [a for a in gleiche if not a.externer_schluessel and a.pk not in self.zeile_je_angebot]
        return self._einziges(ohne)

    def _mit_schluessel(self, schluessel: str) -> Angebot | None:
        """The offer that has the key within the sheet's own source."""
        gleiche = self.angebote.je_schluessel.get(schluessel, [])
        return next((angebot for angebot in gleiche if angebot.quelle == self.quelle), None)

    def _ueber_titel(self, vorgang: Vorgang) -> Angebot | None:
        return self._einziges(self._gleiche(vorgang))

    def _einziges(self, angebote: list[Angebot]) -> Angebot | None:
        if len(angebote) > 1:
            text = _(
                "{angebot} gibt es mehrfach (Nr. {nummern}). "
                "Bitte mit „url“ oder „schluessel“ sagen, welches gemeint ist."
            )
            nummern = ", ".join(str(angebot.nummer) for angebot in angebote)
            raise ValueError(text.format(angebot=beschreibe(angebote[0]), nummern=nummern))
        return angebote[0] if angebote else None


def beschreibe(angebot: Angebot) -> str:
    return _titel_von(angebot.titel, angebot.partner.name)


def _titel_von(titel: str, partner: str) -> str:
    return _("{titel} von {partner}").format(titel=zitat(titel), partner=zitat(partner))
