"""Offers, drop-in points and partners as printed entries.

Asks only what the public pages ask: ``anschrift`` for the address, public persons, what the partner has said.
What nobody has said stays out; the booklet explains that.
"""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Ansprechperson, Partner
from netzwerk.templatetags.werte import euro, kommende, monat, ohne_schema
from wegweiser.druck.heft import Eintrag, Fakt, Person
from wegweiser.models import Kapitel


def fakten(*zeilen: tuple[str, object]) -> tuple[Fakt, ...]:
    """Facts from pairs of label and value, a text or a list of lines; empty ones are left out."""
    ergebnis = []
    for name, wert in zeilen:
        werte = tuple(str(teil) for teil in ([wert] if isinstance(wert, str) else wert or []) if teil)
        if werte:
            ergebnis.append(Fakt(name, werte))
    return tuple(ergebnis)


def netz(email: str, website: str) -> tuple[Fakt, ...]:
    """E-mail and web address, each as a link."""
    return (
        *((Fakt(_("E-Mail"), (email,), f"mailto:{email}"),) if email else ()),
        *((Fakt(_("Internet"), (ohne_schema(website),), website),) if website else ()),
    )


def aus_angebot(angebot: Angebot, *, anker: str, am: date, detail: str = Kapitel.Detail.VOLL) -> Eintrag:
    """An offer loaded by ``with_seite()``, in one of three degrees of detail."""
    kurz = detail == Kapitel.Detail.KURZ
    voll = detail == Kapitel.Detail.VOLL
    return Eintrag(
        anker=anker,
        titel=angebot.titel,
        nummer=angebot.nummer,
        satz="" if kurz else angebot.kurzbeschreibung,
        text=angebot.beschreibung if voll else "",
        stelle=angebot.partner.name,
        telefon=angebot.erreichbar_telefon,
        pfad=angebot.get_absolute_url(),
        kontakt=() if kurz else _kontakt(angebot, am),
        fakten=_angaben(angebot) if voll else (),
    )


def _kontakt(angebot: Angebot, am: date) -> tuple[Fakt, ...]:
    zeilen = fakten(
        (_("Termine") if angebot.ist_termin else _("Wann"), _zeiten(angebot, am)),
        (_("Ausnahmen"), [capfirst(text) for text in kommende(angebot.ausnahmen, am)]),
        (_("Wo"), _ort(angebot)),
        (_("Kosten"), _kosten(angebot)),
        (_("Sprachen"), sprachen(angebot)),
    )
    bestaetigt = fakten((_("Bestätigt"), monat(angebot.bestaetigt_am)))
    return zeilen + netz(angebot.erreichbar_email, angebot.erreichbar_website) + bestaetigt


def _zeiten(angebot: Angebot, am: date) -> list[str]:
    """The offer's own hours from the day on, or its next dates; without any, those of the place where it happens."""
    if angebot.naechste_termine:
        return [f"{termin.text}{_(' (fällt aus)') if termin.faellt_aus else ''}" for termin in angebot.naechste_termine]
    if angebot.zeiten_ab(None) or not angebot.stelle:
        return angebot.zeiten_ab(am)
    return angebot.stelle.zeiten_ab(am)


def _ort(angebot: Angebot) -> list[str]:
    """Place and ways to take part. A protected address is never among them."""
    wege = [weg for weg in angebot.formate if not (angebot.vor_ort and weg == angebot.formate[0])]
    stelle = angebot.stelle.name if angebot.stelle else ""
    if angebot.anschrift:
        return [stelle, str(angebot.anschrift), capfirst(_("auch %s") % ", ".join(wege)) if wege else ""]
    if angebot.ist_geschuetzt:
        return [stelle, angebot.stelle.gebiet if angebot.stelle else "", schutzhinweis()]
    return [stelle, capfirst(angebot.wo_in_worten)]


def schutzhinweis() -> str:
    return _("Die Adresse ist geschützt. Bitte rufen Sie an.")


def _kosten(angebot: Angebot) -> list[str]:
    if angebot.kosten_cent is None:
        return [angebot.kosten_text or _("nicht bekannt, bitte nachfragen")]
    return [euro(angebot.kosten_cent), angebot.kosten_text]


def _angaben(angebot: Angebot) -> tuple[Fakt, ...]:
    return fakten(
        (_("Für wen"), angebot.wer_und_alter or _("alle Alleinerziehenden")),
        (_("Gilt in"), ", ".join(str(region) for region in angebot.regionen.all())),
        (_("Anmeldung"), _wahl(angebot, "anmeldung")),
        (_("Kinder"), _wahl(angebot, "kinderbetreuung")),
        (_("Mitbringen"), ", ".join(angebot.unterlagen_liste)),
        (_("Fragen Sie nach"), [_person_zeile(person) for person in angebot.personen.all()]),
        (_("Hilft bei"), ", ".join(leistung.name for leistung in angebot.leistungen.all())),
        (_("Gesetz"), angebot.rechtsgrundlage),
        (_("Läuft bis"), date_format(angebot.gueltig_bis, "j. F Y") if angebot.gueltig_bis else ""),
    )


def _wahl(angebot: Angebot, feld: str) -> str:
    """A choice and its words as one line; the unknown choice stays out."""
    wert, text = getattr(angebot, feld), getattr(angebot, f"{feld}_text")
    if wert == "unbekannt":
        return text
    name = capfirst(getattr(angebot, f"get_{feld}_display")())
    return f"{name}. {text}" if text else name


def sprachen(objekt) -> str:
    return ", ".join(sprache.name for sprache in objekt.sprachen.all())


def _person_zeile(person: Ansprechperson) -> str:
    nummer = person.telefon.replace(" ", "\u00a0")
    return f"{person} · {nummer}" if nummer else str(person)


def aus_anlaufstelle(stelle: Anlaufstelle, *, anker: str, am: date, detail: str = Kapitel.Detail.VOLL) -> Eintrag:
    """A drop-in point loaded by ``with_seite()``."""
    kurz, voll = detail == Kapitel.Detail.KURZ, detail == Kapitel.Detail.VOLL
    return Eintrag(
        anker=anker,
        titel=stelle.name,
        nummer=stelle.nummer,
        satz="" if kurz else stelle.kurzbeschreibung,
        text=stelle.beschreibung if voll else "",
        stelle=f"{stelle.get_art_display()} · {stelle.partner.name}",
        telefon=stelle.telefon,
        pfad=stelle.get_absolute_url(),
        kontakt=() if kurz else _hin(stelle, am),
        fakten=_ausstattung(stelle, am) if voll else (),
    )


def _hin(stelle: Anlaufstelle, am: date) -> tuple[Fakt, ...]:
    offen = not stelle.adresse_geschuetzt
    return fakten(
        (_("Wann"), stelle.zeiten_ab(am)),
        (_("Ausnahmen"), [capfirst(text) for text in kommende(stelle.ausnahmen, am)]),
        (_("Wo"), [stelle.wo_in_worten, "" if offen else schutzhinweis()]),
        (_("Anfahrt"), stelle.anfahrt_zeilen),
    ) + netz(stelle.email, stelle.website)


def _ausstattung(stelle: Anlaufstelle, am: date) -> tuple[Fakt, ...]:
    kommende_halte = [halt for halt in stelle.tour if (halt.gueltig_bis or am) >= am]
    return fakten(
        (_("Haltestellen"), [_halt(halt) for halt in kommende_halte]),
        (_("Hier treffen Sie"), [_person_zeile(person) for person in stelle.personen.all()]),
        (_("Gibt es hier"), ", ".join(str(name) for name, wert in stelle.merkmale if wert)),
        (_("Gibt es nicht"), ", ".join(str(name) for name, wert in stelle.merkmale if not wert)),
        (_("Sprachen"), sprachen(stelle)),
        (_("Für Menschen aus"), ", ".join(str(region) for region in stelle.regionen.all())),
    )


def _halt(halt) -> str:
    ort = ", ".join(str(teil) for teil in (halt.bezeichnung, halt.anschrift) if teil)
    return f"{ort}: {halt.zeit_text}"


def aus_partner(partner: Partner, *, anker: str) -> Eintrag:
    """A partner with its public persons (prefetched as ``personen`` with hours and languages)."""
    return Eintrag(
        anker=anker,
        titel=partner.name,
        stelle=partner.get_art_display(),
        telefon=partner.telefon,
        pfad=partner.get_absolute_url(),
        kontakt=fakten((_("Anschrift"), str(partner.anschrift or ""))) + netz(partner.email, partner.website),
        personen=tuple(aus_person(person) for person in partner.personen.all()),
    )


def aus_person(person: Ansprechperson) -> Person:
    return Person(
        titel=person.name or person.funktion,
        funktion=person.funktion if person.name else "",
        telefon=person.telefon,
        fakten=fakten(
            (_("Zuständig"), person.zustaendig),
            (_("Themen"), ", ".join(thema.name for thema in person.themen.all())),
            (_("Sprechzeit"), person.zeiten_text),
            (_("Sprachen"), sprachen(person)),
        )
        + netz(person.email, ""),
    )
