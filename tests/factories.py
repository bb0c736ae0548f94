"""Plain makers of objects with sensible defaults: ``make_angebot(titel="…")``. Names are fictitious."""

from datetime import UTC, datetime, time
from itertools import count

from django.utils import timezone

from angebote.models import (
    Angebot,
    Angebotszeit,
    Betrag,
    Leistung,
    Rueckmeldung,
    Suchaenderung,
    Suchbegriff,
    Zustaendigkeit,
)
from angebote.rueckmeldungen import record_rueckmeldung
from angebote.suche import update_suche
from anlaufstellen.models import Anlaufstelle, Gespraech, Oeffnungszeit
from netzwerk.fassung.papierkorb import delete_eintraege
from netzwerk.models import (
    Ansprechperson,
    Ebene,
    Geloeschtes,
    Konto,
    Mitgliedschaft,
    Netzwerk,
    Partner,
    Post,
    Postleitzahl,
    Region,
    Sprache,
    Thema,
    Zielgruppe,
    Zugang,
)
from netzwerk.text import slug_aus
from netzwerk.vorschlaege import create_vorschlag
from wegweiser.models import Kapitel, Wegweiser

_zahl = count(1)


def make_region(name="Northeim", *, ags=None, bezeichnung="Landkreis", ebene=Ebene.KREIS, eltern=None, **fields):
    """A region; below Germany unless ``eltern`` says otherwise. The same AGS gives the same region."""
    if ags and (vorhanden := Region.objects.filter(ags=ags).first()):
        return vorhanden
    if ebene != Ebene.BUND and eltern is None:
        eltern = make_bund()
    return Region.objects.create(name=name, ags=ags, bezeichnung=bezeichnung, ebene=ebene, eltern=eltern, **fields)


def make_bund():
    bund = Region.objects.filter(ebene=Ebene.BUND).first()
    return bund or Region.objects.create(name="Deutschland", bezeichnung="Bund", ebene=Ebene.BUND)


def make_plz(plz="37154", ort="Northeim", *, regionen=(), lat=51.7069, lon=10.0011):
    zeile = Postleitzahl.objects.create(plz=plz, ort=ort, lat=lat, lon=lon)
    zeile.regionen.set(regionen)
    return zeile


def make_thema(name="Kinderbetreuung", *, eltern=None, **fields):
    return Thema.objects.get_or_create(slug=slug_aus(name), defaults={"name": name, "eltern": eltern, **fields})[0]


def make_zielgruppe(name="Väter", **fields):
    return Zielgruppe.objects.get_or_create(slug=slug_aus(name), defaults={"name": name, **fields})[0]


def make_sprache(code="de", name="Deutsch", eigenname="Deutsch"):
    return Sprache.objects.get_or_create(code=code, defaults={"name": name, "eigenname": eigenname})[0]


def make_netzwerk(name=None, *, regionen=(), **fields):
    nummer = next(_zahl)
    netzwerk = Netzwerk.objects.create(
        **{"name": name or f"Netzwerk {nummer}", "slug": f"netzwerk-{nummer}", "land": make_bund(), **fields}
    )
    netzwerk.regionen.set(regionen)
    Suchaenderung.mark(was=Suchaenderung.Was.RAHMEN)
    return netzwerk


def make_partner(name=None, *, netzwerk=None, **fields):
    nummer = next(_zahl)
    partner = Partner.objects.create(**{"name": name or f"Partner {nummer}", "slug": f"partner-{nummer}", **fields})
    if netzwerk:
        Mitgliedschaft.objects.create(netzwerk=netzwerk, partner=partner)
    return partner


def make_person(name="Kim Muster", *, partner=None, **fields):
    return Ansprechperson.objects.create(name=name, partner=partner or make_partner(), **fields)


def make_anlaufstelle(name=None, *, regionen=(), zeiten=(), **fields):
    """``zeiten``: tuples (weekday 0–6, from hour, to hour)."""
    fields.setdefault("partner", None)
    fields["partner"] = fields["partner"] or make_partner(netzwerk=fields.get("netzwerk"))
    stelle = Anlaufstelle.objects.create(name=name or f"Anlaufstelle {next(_zahl)}", **fields)
    stelle.regionen.set(regionen)
    for tag, von, bis in zeiten:
        Oeffnungszeit.objects.create(anlaufstelle=stelle, wochentag=tag, von=time(von), bis=time(bis))
    return stelle


def make_angebot(
    titel=None, *, regionen=None, themen=(), zielgruppen=(), sprachen=(), personen=(), zeiten=(), **fields
):
    """A published offer for all of Germany unless told otherwise; ``zeiten`` as in ``make_anlaufstelle``."""
    fields.setdefault("partner", None)
    fields["partner"] = fields["partner"] or make_partner(netzwerk=fields.get("netzwerk"))
    fields.setdefault("status", Angebot.Status.VEROEFFENTLICHT)
    angebot = Angebot.objects.create(titel=titel or f"Angebot {next(_zahl)}", **fields)
    angebot.regionen.set([make_bund()] if regionen is None else regionen)
    angebot.themen.set(themen)
    angebot.zielgruppen.set(zielgruppen)
    angebot.sprachen.set(sprachen)
    angebot.personen.set(personen)
    for tag, von, bis in zeiten:
        Angebotszeit.objects.create(angebot=angebot, wochentag=tag, von=time(von), bis=time(bis))
    update_suche([angebot])
    return angebot


def make_leistung(name="Unterhaltsvorschuss", *, betraege=(), **fields):
    """``betraege``: tuples (key, value as text)."""
    leistung = Leistung.objects.create(
        **{
            "name": name,
            "slug": slug_aus(name),
            "gruppe": Leistung.Gruppe.KINDER_UNTERHALT,
            "kurzbeschreibung": f"{name} in einem Satz.",
            "was": f"{name} ist eine Leistung.",
            "stand": "2026-04-29",
            **fields,
        }
    )
    for schluessel, wert in betraege:
        Betrag.objects.create(
            leistung=leistung, schluessel=schluessel, bezeichnung=schluessel, wert=wert, gueltig_ab="2026-01-01"
        )
    return leistung


def make_zustaendigkeit(leistung, region, **fields):
    return Zustaendigkeit.objects.create(leistung=leistung, region=region, **{"partner": make_partner(), **fields})


def make_suchbegriff(wort, *, begriffe=(), themen=(), **fields):
    begriff = Suchbegriff.objects.create(wort=wort, begriffe="\n".join(begriffe), **fields)
    begriff.themen.set(themen)
    Suchaenderung.mark(was=Suchaenderung.Was.RAHMEN)
    return begriff


def make_wegweiser(titel="Wegweiser für Alleinerziehende", *, kapitel=(), **fields):
    """``kapitel``: dictionaries of Kapitel fields, in order."""
    wegweiser = Wegweiser.objects.create(
        **{"titel": titel, "slug": slug_aus(titel), "ist_veroeffentlicht": True, **fields}
    )
    for nummer, felder in enumerate(kapitel, 1):
        Kapitel.objects.create(wegweiser=wegweiser, reihenfolge=nummer * 10, **felder)
    return wegweiser


def make_vorschlag(objekt, *, von="Partner", konto=None, email="", **werte):
    """A proposal that waits: these fields of the entry are to have these values."""
    return create_vorschlag(objekt, werte, moment=timezone.now(), von=von, konto=konto, email=email)


def make_geloeschtes(objekt, *, konto=None):
    """Deletes the entry; what is left of it in the bin."""
    delete_eintraege([objekt], konto=konto, moment=timezone.now(), ist_eintrag=lambda modell: modell is type(objekt))
    return Geloeschtes.objects.im_papierkorb().filter(name=str(objekt)).latest("pk")


def make_post(betreff="Bitte bestätigen", *, an="kim@example.org", **fields):
    """A mail that waits, due since long ago."""
    felder = {"schluessel": f"test-{next(_zahl)}", "text": "Guten Tag", "ab": datetime(2026, 1, 1, tzinfo=UTC)}
    return Post.objects.create(an=an, betreff=betreff, **felder | fields)


def make_rueckmeldung(eintrag, *, gruende=("telefon",), text="", email="", moment=None, **fields):
    """A hint about the entry that came in January, unless ``moment`` says otherwise."""
    daten = {"gruende": list(gruende), "text": text, "email": email}
    rueckmeldung = record_rueckmeldung(eintrag, daten, moment or datetime(2026, 1, 5, tzinfo=UTC))
    Rueckmeldung.objects.filter(pk=rueckmeldung.pk).update(**fields)
    rueckmeldung.refresh_from_db()
    return rueckmeldung


def make_konto(username=None, *, rolle=None, netzwerk=None, partner=None, person=None, **fields):
    """A staff account; with ``rolle`` it gets that one access."""
    konto = Konto.objects.create_user(
        username or f"konto-{next(_zahl)}", password="geheim-123", is_staff=True, **fields
    )
    if rolle:
        Zugang.objects.create(konto=konto, rolle=rolle, netzwerk=netzwerk, partner=partner, person=person)
    return konto


def make_gespraech(anlaufstelle, tag, *, themen=(), partner=(), **fields):
    """A talk of ten to thirty minutes, the first one, unless told otherwise."""
    gespraech = Gespraech.objects.create(anlaufstelle=anlaufstelle, tag=tag, **{"dauer": "mittel", **fields})
    gespraech.themen.set(themen)
    gespraech.verwiesen_an.set(partner)
    return gespraech
