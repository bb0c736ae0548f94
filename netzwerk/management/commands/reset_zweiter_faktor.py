"""Forgets the second factor of one account, for the day on which nobody is left who could do it in the Verwaltung."""

from django.core.management.base import BaseCommand, CommandError

from netzwerk.models import Konto
from netzwerk.zweiter_faktor import reset_zweiter_faktor


class Command(BaseCommand):
    help = "Setzt den zweiten Faktor eines Kontos zurück: Telefon und Wiederherstellungscodes gelten nicht mehr."

    def add_arguments(self, parser):
        parser.add_argument("benutzername")

    def handle(self, *, benutzername, **options):
        try:
            konto = Konto.objects.get(username=benutzername)
        except Konto.DoesNotExist as fehler:
            raise CommandError(
                f"Ein Konto „{benutzername}“ gibt es nicht. Die Namen stehen unter „Konten“."
            ) from fehler
        if not reset_zweiter_faktor(konto):
            raise CommandError(f"„{benutzername}“ hat keinen zweiten Faktor eingerichtet.")
        self.stdout.write(f"Zurückgesetzt. „{benutzername}“ richtet ihn bei der nächsten Anmeldung neu ein.")
