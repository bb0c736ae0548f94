"""A drop-in point as schema.org describes it: where, when, by which number. Of a protected one name and phone only."""

from datetime import date

from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Anschrift
from netzwerk.oeffnungszeiten import Weg, Zeitplan
from netzwerk.zeitexport import schema_zeiten


def make_strukturdaten(stelle: Anlaufstelle, plan: Zeitplan, am: date) -> dict:
    """What the page says, for machines. Links are relative to the page."""
    kern = {"@context": "https://schema.org", "@type": "Organization", "name": stelle.name}
    if stelle.telefon:
        kern["telephone"] = stelle.telefon
    if stelle.adresse_geschuetzt:
        return kern
    angaben = {
        "description": stelle.kurzbeschreibung,
        "url": stelle.get_absolute_url(),
        "sameAs": stelle.website,
        "email": stelle.email,
        "parentOrganization": {"@type": "Organization", "name": stelle.partner.name},
    }
    if stelle.nur_aus_der_ferne:
        angaben["contactPoint"] = make_kontakt(stelle.telefon, plan, am)
    else:
        angaben |= {"@type": ["Place", "Organization"]} | _ort(stelle) | schema_zeiten(plan.fuer(Weg.BESUCH), am)
        if any(fenster.nur_telefon for fenster in plan.fenster):
            angaben["contactPoint"] = make_kontakt(stelle.telefon, plan.fuer(Weg.TELEFON), am)
    return kern | {name: wert for name, wert in angaben.items() if wert}


def make_kontakt(telefon: str, plan: Zeitplan, am: date) -> dict:
    """When a call is answered."""
    stunden = [zeile for zeilen in schema_zeiten(plan, am).values() for zeile in zeilen]
    angaben = {"@type": "ContactPoint", "telephone": telefon, "hoursAvailable": stunden}
    return {name: wert for name, wert in angaben.items() if wert}


def _ort(stelle: Anlaufstelle) -> dict:
    angaben = {}
    if stelle.anschrift:
        angaben["address"] = make_adresse(stelle.anschrift)
    if stelle.punkt:
        angaben["geo"] = {"@type": "GeoCoordinates", "latitude": stelle.punkt[0], "longitude": stelle.punkt[1]}
    return angaben


def make_adresse(anschrift: Anschrift) -> dict:
    angaben = {
        "@type": "PostalAddress",
        "streetAddress": anschrift.strasse,
        "postalCode": anschrift.plz,
        "addressLocality": anschrift.ort,
        "addressCountry": "DE",
    }
    return {name: wert for name, wert in angaben.items() if wert}
