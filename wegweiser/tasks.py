"""Background work of the guides; runs at once in the demo and the tests, in a worker in production."""

from django.tasks import task

from wegweiser.ausgaben import create_ausgabe


@task
def make_ausgabe(ausgabe_id: int, basis: str) -> None:
    """Freezes and prints one edition; see ``create_ausgabe``."""
    create_ausgabe(ausgabe_id=ausgabe_id, basis=basis)
