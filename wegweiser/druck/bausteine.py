"""The building blocks of a guide: for every kind of Kapitel what it takes from the living catalogue."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from angebote.termine import add_naechste_termine
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Hilfetelefon, Partner
from netzwerk.ortszeit import tagesbeginn
from netzwerk.text import slug_aus, zeilen
from wegweiser.druck.eintraege import aus_angebot, aus_anlaufstelle, aus_partner
from wegweiser.druck.funde import TERMIN_TAGE
from wegweiser.druck.gebiete import kontakte_gebiet
from wegweiser.druck.heft import Hilfenummer, Verweis
from wegweiser.druck.lage import Lage
from wegweiser.druck.leistungen import leistungszeilen
from wegweiser.models import Kapitel

# So many dates of one offer are printed.
TERMINE_JE_ANGEBOT = 6


def angebote(kapitel: Kapitel, lage: Lage) -> dict:
    """What ``load_funde`` found for the chapter.

    An offer is printed with its text only once in a guide; later chapters refer to it. The short list names all.
    """
    gefunden = lage.funde[kapitel.pk]
    lage.beispiel |= any(angebot.netzwerk and angebot.netzwerk.ist_beispiel for angebot in gefunden)
    neue, verweise = gefunden, []
    if kapitel.detail != Kapitel.Detail.KURZ:
        neue, verweise = lage.neu(neue)
    paare = [(angebot, f"k{kapitel.pk}-{slug_aus(angebot.titel)}-{angebot.nummer}") for angebot in neue]
    if kapitel.detail == Kapitel.Detail.VOLL:
        lage.gedruckt |= {angebot.pk: Verweis(angebot.titel, anker) for angebot, anker in paare}
    eintraege = tuple(aus_angebot(angebot, anker=anker, am=lage.am, detail=kapitel.detail) for angebot, anker in paare)
    for angebot, anker in paare:
        lage.fundorte.angebot(angebot, anker)
    return {"eintraege": eintraege, "verweise": tuple(verweise)}


def termine(kapitel: Kapitel, lage: Lage) -> dict:
    """Offers by their next date; each with its dates in the time of the edition, the first six of them."""
    gefunden = lage.funde[kapitel.pk]
    add_naechste_termine(gefunden, moment=tagesbeginn(lage.am), anzahl=TERMINE_JE_ANGEBOT, tage=TERMIN_TAGE)
    gefunden = sorted((angebot for angebot in gefunden if angebot.naechste_termine), key=_erster_termin)
    lage.beispiel |= any(angebot.netzwerk and angebot.netzwerk.ist_beispiel for angebot in gefunden)
    # The shortest form has no room for dates.
    detail = Kapitel.Detail.MITTEL if kapitel.detail == Kapitel.Detail.KURZ else kapitel.detail
    paare = [(angebot, f"k{kapitel.pk}-{slug_aus(angebot.titel)}-{angebot.nummer}") for angebot in gefunden]
    for angebot, anker in paare:
        lage.fundorte.angebot(angebot, anker)
    eintraege = tuple(aus_angebot(angebot, anker=anker, am=lage.am, detail=detail) for angebot, anker in paare)
    return {"eintraege": eintraege, "detail": detail}


def _erster_termin(angebot) -> tuple:
    erster = angebot.naechste_termine[0]
    return erster.tag, erster.von, angebot.titel


def leistungen(kapitel: Kapitel, lage: Lage) -> dict:
    """The benefits chosen, in the catalogue's order, with the office responsible here."""
    return {"leistungen": leistungszeilen(kapitel, lage)}


def station(kapitel: Kapitel, lage: Lage) -> dict:
    """A stage of a way: its benefits and the papers one needs."""
    return leistungen(kapitel, lage) | {"unterlagen": tuple(kapitel.unterlagen_liste)}


def anlaufstellen(kapitel: Kapitel, lage: Lage) -> dict:
    stellen = Anlaufstelle.objects.auffindbar(lage.am).with_seite().prefetch_related("themen__eltern")
    if lage.regionen:
        stellen = stellen.in_region(lage.regionen)
    paare = [(stelle, f"k{kapitel.pk}-{stelle.slug}") for stelle in stellen]
    for stelle, anker in paare:
        lage.fundorte.anlaufstelle(stelle, anker)
    return {
        "eintraege": tuple(
            aus_anlaufstelle(stelle, anker=anker, am=lage.am, detail=kapitel.detail) for stelle, anker in paare
        )
    }


def kontakte(kapitel: Kapitel, lage: Lage) -> dict:
    """The network's partners with their public persons and consulting hours."""
    if not lage.wegweiser.netzwerk_id:
        return {}
    personen = Ansprechperson.objects.oeffentlich().prefetch_related("zeiten", "ausnahmen", "sprachen", "themen")
    partner = Partner.objects.sichtbar().filter(mitgliedschaften__netzwerk=lage.wegweiser.netzwerk_id)
    alle = partner.prefetch_related(Prefetch("personen", personen))
    paare = [(einer, f"k{kapitel.pk}-{einer.slug}") for einer in alle]
    for einer, anker in paare:
        lage.fundorte.partner(einer, anker)
    return {"eintraege": tuple(aus_partner(einer, anker=anker) for einer, anker in paare)}


def notruf(kapitel: Kapitel, lage: Lage) -> dict:
    return {"nummern": hilfenummern()}


def hilfenummern() -> tuple[Hilfenummer, ...]:
    """All help lines as they are printed, in their order."""
    kosten = {True: _("kostenlos"), False: "", None: ""}
    return tuple(
        Hilfenummer(telefon.name, telefon.nummer, telefon.wofuer, telefon.zeiten, kosten[telefon.kostenlos])
        for telefon in Hilfetelefon.objects.all()
    )


def checkliste(kapitel: Kapitel, lage: Lage) -> dict:
    """Every line of the text is one point to tick, not Markdown."""
    text = lage.text(kapitel.text, wo=f"Kapitel „{kapitel.titel}“")
    return {"punkte": tuple(zeilen(text)), "text": ""}


def nur_text(kapitel: Kapitel, lage: Lage) -> dict:
    return {}


BAUSTEINE = {
    Kapitel.Art.TEXT: nur_text,
    Kapitel.Art.ANGEBOTE: angebote,
    Kapitel.Art.TERMINE: termine,
    Kapitel.Art.LEISTUNGEN: leistungen,
    Kapitel.Art.ANLAUFSTELLEN: anlaufstellen,
    Kapitel.Art.KONTAKTE: kontakte,
    Kapitel.Art.KONTAKTE_GEBIET: kontakte_gebiet,
    Kapitel.Art.STATIONEN: nur_text,
    Kapitel.Art.STATION: station,
    Kapitel.Art.CHECKLISTE: checkliste,
    Kapitel.Art.NOTRUF: notruf,
    Kapitel.Art.NOTIZEN: nur_text,
    Kapitel.Art.IMPRESSUM: nur_text,
}
# Made last, from what the chapters have put down; they stand behind everything else.
REGISTER = {
    Kapitel.Art.REGISTER: lambda lage: lage.fundorte.stichworte(lage.wegweiser.netzwerk_id),
    Kapitel.Art.REGISTER_ORTE: lambda lage: lage.fundorte.ortsnamen(),
}
