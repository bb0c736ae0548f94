"""Background work of the guides; runs at once in the demo and the tests, in a worker in production."""

from django.tasks import task

from wegweiser.ausgaben import create_ausgabe, restore_datei
from wegweiser.models import Ausgabedatei


@task
def make_ausgabe(ausgabe_id: int, basis: str, datei_id: int | None = None) -> str:
    """Makes what an edition still lacks, or one finished file again; says in German how that went, „“ for well."""
    if datei_id is None:
        create_ausgabe(ausgabe_id=ausgabe_id, basis=basis)
        return ""
    datei = Ausgabedatei.objects.select_related("ausgabe__wegweiser").get(pk=datei_id, ausgabe_id=ausgabe_id)
    return restore_datei(datei)
