"""manage.py send_post: sends the mail that is due, and forgets what is long done."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from netzwerk.models import Post
from netzwerk.post import send_post, tend_post


class Command(BaseCommand):
    help = "Sendet alle fälligen E-Mails, auch die, die beim ersten Mal nicht ankamen. Für eine geplante Aufgabe."

    def handle(self, **options):
        moment = timezone.now()
        gesendet = send_post(moment)
        geloescht = tend_post(moment)
        wartend = Post.objects.filter(zustand__in=[Post.Zustand.WARTET, Post.Zustand.SENDET]).count()
        self.stdout.write(f"{gesendet} gesendet, {wartend} warten, {geloescht} alte gelöscht.")
