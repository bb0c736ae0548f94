"""The 102 networks of the federal programme 2011–2013, as its brochure printed them."""

from pathlib import Path

from netzwerk.abgleich import Stand, Verzeichnis, save_objekt, set_listen
from netzwerk.fixtures import Eintrag, lade, read_toml
from netzwerk.models import Netzwerk, Region


def load_netzwerke(datei: Path) -> int:
    """A network that has come back to life since (status no longer „historisch“) is left as it is."""
    regionen = Verzeichnis(Region.objects.filter(ags__isnull=False), "ags")
    vorhanden = {netzwerk.slug: netzwerk for netzwerk in Netzwerk.objects.all()}
    eintraege = read_toml(datei, "netzwerk", "slug")
    alte = [e for e in eintraege if e.name not in vorhanden or vorhanden[e.name].ist_historisch]
    set_listen(lade(alte, lambda eintrag: _load(eintrag, vorhanden.get(eintrag.name), regionen)))
    return len(eintraege)


def _load(eintrag: Eintrag, netzwerk: Netzwerk | None, regionen: Verzeichnis) -> Stand:
    netzwerk = save_objekt(
        netzwerk or Netzwerk(status=Netzwerk.Status.HISTORISCH),
        eintrag,
        slug=eintrag.pflicht("slug"),
        name=eintrag.pflicht("name"),
        land=eintrag.lies("land", regionen.__getitem__),
        jahr_von=eintrag.hol("von"),
        jahr_bis=eintrag.hol("bis"),
        anmerkung=eintrag.hol("note", ""),
        lat=eintrag.hol("lat"),
        lon=eintrag.hol("lon"),
        **eintrag.texte("kurzname", "gebiet", "traeger"),
    )
    return Stand(netzwerk, {"regionen": eintrag.viele("regionen", regionen.__getitem__)})
