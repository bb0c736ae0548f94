"""Contact persons by district: who is responsible where in a guide's area."""

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from netzwerk.models import Ansprechperson, Partner, Region
from netzwerk.text import falte
from wegweiser.druck.eintraege import aus_person
from wegweiser.druck.heft import Abschnitt, Eintrag
from wegweiser.druck.lage import Lage
from wegweiser.models import Kapitel

PERSON = ("zeiten", "ausnahmen", "sprachen", "themen", "regionen__eltern")


def kontakte_gebiet(kapitel: Kapitel, lage: Lage) -> dict:
    """Public persons of the network's partners, by district; those for the whole area once, at the end."""
    if not lage.wegweiser.netzwerk_id:
        return {}
    je_gebiet: dict[Region | None, dict[Partner, list[Ansprechperson]]] = {}
    for partner in _partner(lage.wegweiser.netzwerk_id):
        for person in partner.personen.all():
            for gebiet in gebiete(person, partner, lage.regionen):
                je_gebiet.setdefault(gebiet, {}).setdefault(partner, []).append(person)
    geordnet = sorted(je_gebiet, key=lambda gebiet: (gebiet is None, falte(str(gebiet))))
    return {"unter": tuple(_abschnitt(kapitel, gebiet, je_gebiet[gebiet], lage) for gebiet in geordnet)}


def _partner(netzwerk_id: int):
    personen = Ansprechperson.objects.oeffentlich().prefetch_related(*PERSON)
    partner = Partner.objects.sichtbar().filter(mitgliedschaften__netzwerk=netzwerk_id).select_related("region__eltern")
    return partner.prefetch_related(Prefetch("personen", personen))


def gebiete(person: Ansprechperson, partner: Partner, regionen: list[Region]) -> list[Region | None]:
    """The districts of the guide's ``regionen`` for which a person is responsible; ``None`` is the whole area.

    A person without districts works in the partner's whole area, a partner without one everywhere.
    """
    eigene = list(person.regionen.all()) or ([partner.region] if partner.region else [])
    if not eigene or not regionen or any(_umfasst(eine, regionen) for eine in eigene):
        return [None]
    return [eine for eine in eigene if any(eine.pfad.startswith(region.pfad) for region in regionen)]


def _umfasst(region: Region, regionen: list[Region]) -> bool:
    return all(teil.pfad.startswith(region.pfad) for teil in regionen)


def _abschnitt(kapitel: Kapitel, gebiet: Region | None, partner: dict, lage: Lage) -> Abschnitt:
    anker = f"kapitel-{kapitel.pk}-{gebiet.pk if gebiet else 'ganz'}"
    eintraege = tuple(_eintrag(einer, personen, anker) for einer, personen in partner.items())
    for einer, eintrag in zip(partner, eintraege, strict=True):
        lage.fundorte.partner(einer, eintrag.anker)
        if gebiet:
            lage.fundorte.gebiet(gebiet, eintrag.anker)
    return Abschnitt(
        anker=anker,
        titel=gebiet.name if gebiet else _("Im ganzen Gebiet"),
        art=kapitel.art,
        eintraege=eintraege,
    )


def _eintrag(partner: Partner, personen: list[Ansprechperson], anker: str) -> Eintrag:
    return Eintrag(
        anker=f"{anker}-{partner.slug}",
        titel=partner.name,
        stelle=partner.get_art_display(),
        telefon=partner.telefon,
        pfad=partner.get_absolute_url(),
        personen=tuple(aus_person(person) for person in personen),
    )
