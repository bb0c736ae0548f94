"""manage.py record_ruecklaeufer < nachricht.eml: marks the mail that came back."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from netzwerk.ruecklaeufer import HOECHSTENS_BYTES, record_ruecklaeufer


class Command(BaseCommand):
    help = (
        "Liest eine zurückgekommene E-Mail (Zustellbericht nach RFC 3464) von der Standardeingabe und vermerkt bei "
        "der E-Mail, um die es geht, dass sie nicht ankam. Alles andere wird übergangen."
    )

    def handle(self, **options):
        # Always a success: otherwise the mail server would answer a bounce with a bounce.
        post = record_ruecklaeufer(sys.stdin.buffer.read(HOECHSTENS_BYTES), timezone.now())
        self.stdout.write(f"Unzustellbar: {post}" if post else "Kein Zustellbericht zu einer E-Mail dieses Portals.")
