"""Material of the network at its points: how much is there, what is ordered, what has been delivered."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet

from anlaufstellen.models import Anlaufstelle, Bestand, Material


def read_bestaende(stellen: Iterable[Anlaufstelle]) -> list[tuple[Anlaufstelle, list[Bestand]]]:
    """Every point with all material of its network, also what it has none of. Two queries."""
    stellen = [stelle for stelle in stellen if stelle.netzwerk_id]
    je_netz: dict[int, list[Material]] = {}
    for material in Material.objects.filter(netzwerk__in={stelle.netzwerk_id for stelle in stellen}):
        je_netz.setdefault(material.netzwerk_id, []).append(material)
    vorhanden = {
        (zeile.anlaufstelle_id, zeile.material_id): zeile for zeile in Bestand.objects.filter(anlaufstelle__in=stellen)
    }
    return [
        (
            stelle,
            [
                vorhanden.get((stelle.pk, material.pk)) or Bestand(anlaufstelle=stelle, material=material)
                for material in je_netz.get(stelle.netzwerk_id, ())
            ],
        )
        for stelle in stellen
    ]


@transaction.atomic
def set_anzahl(anlaufstelle: Anlaufstelle, material: Material, anzahl: int) -> None:
    """So many pieces are here; what is ordered stays ordered."""
    Bestand.objects.update_or_create(anlaufstelle=anlaufstelle, material=material, defaults={"anzahl": anzahl})


@transaction.atomic
def order(anlaufstelle: Anlaufstelle, material: Material, stueck: int, *, am: date) -> None:
    """The order is for so many pieces now, whatever it was before; 0 takes it back."""
    werte = {"bestellt": stueck, "bestellt_am": am if stueck else None}
    Bestand.objects.update_or_create(anlaufstelle=anlaufstelle, material=material, defaults=werte)


@transaction.atomic
def deliver(bestand: Bestand) -> int:
    """What was ordered is here; returns how many pieces. Delivered twice at once, it counts once."""
    zeile = Bestand.objects.select_for_update().filter(pk=bestand.pk, bestellt__gt=0).first()
    if zeile is None:
        return 0
    offen = Bestand.objects.filter(pk=zeile.pk, bestellt=zeile.bestellt)
    geliefert = offen.update(anzahl=F("anzahl") + F("bestellt"), bestellt=0, bestellt_am=None)
    return zeile.bestellt if geliefert else 0


def bestellungen(stellen: QuerySet[Anlaufstelle]) -> QuerySet[Bestand]:
    """What waits to be delivered, the oldest order first."""
    offen = Bestand.objects.filter(anlaufstelle__in=stellen, bestellt__gt=0)
    return offen.select_related("anlaufstelle", "material").order_by("bestellt_am", "pk")
