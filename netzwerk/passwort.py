"""„Passwort vergessen?“: Django's own form, which sends no more than one mail to an address in a quarter of an hour."""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.core.cache import cache

PAUSE = 15 * 60  # seconds


class PasswortVergessenForm(PasswordResetForm):
    def save(self, **kwargs):
        """Says nothing about whether there is an account, and nothing about a mail that was left out."""
        adresse = sha256(self.cleaned_data["email"].casefold().encode()).hexdigest()
        if cache.add(f"passwort-vergessen-{adresse}", value=True, timeout=PAUSE):
            kontext = {"portal": settings.PORTALNAME, "tage": settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)}
            super().save(**kwargs | {"extra_email_context": kontext})
