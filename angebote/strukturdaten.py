"""An offer as schema.org describes it. Of one with a protected address name and phone only."""

from datetime import date

from angebote.models import Angebot
from anlaufstellen.strukturdaten import make_adresse
from netzwerk.oeffnungszeiten import Zeitplan
from netzwerk.zeitexport import schema_zeiten


def make_strukturdaten(angebot: Angebot, plan: Zeitplan, am: date) -> dict:
    """What the page says, for machines. Links are relative to the page; ``plan`` are the offer's own hours."""
    kern = {"@context": "https://schema.org", "@type": "Service", "name": angebot.titel}
    weg = {"@type": "ServiceChannel"}
    if angebot.erreichbar_telefon:
        weg["servicePhone"] = {"@type": "ContactPoint", "telephone": angebot.erreichbar_telefon}
    if angebot.ist_geschuetzt:
        return kern | {"availableChannel": weg}
    if angebot.anschrift:
        weg["serviceLocation"] = {"@type": "Place", "address": make_adresse(angebot.anschrift)}
    angaben = {
        "description": angebot.kurzbeschreibung,
        "url": angebot.get_absolute_url(),
        "provider": {"@type": "Organization", "name": angebot.partner.name},
        "areaServed": [str(region) for region in angebot.regionen.all()],
        "availableChannel": weg if len(weg) > 1 else None,
        "hoursAvailable": [zeile for zeilen in schema_zeiten(plan, am).values() for zeile in zeilen],
    }
    return kern | {name: wert for name, wert in angaben.items() if wert}
