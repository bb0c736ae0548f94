"""Entry point for the web server: ``gunicorn netzwerk.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from netzwerk.speicher import entlaste_sammler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "netzwerk.settings")

application = get_wsgi_application()
entlaste_sammler()

# Each process reads its search index at once and aside, so that the first visitor does not wait for it.
import_string("angebote.suche.bestand.load_im_hintergrund")()
