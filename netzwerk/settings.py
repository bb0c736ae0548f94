"""Settings. Everything that differs between installations comes from the environment.

Without any variable the project refuses to start (``SECRET_KEY``), unless ``DEMO`` or ``DEBUG`` is on.
All variables are explained in docs/betrieb.md.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from netzwerk.kartenserver import parse_kartenserver

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()


def schalter(name: str, *, default: bool) -> bool:
    """A yes/no variable. Anything that is neither stops the start: a switch must not be off by a typing error."""
    wert = env.str(name, default="").strip().casefold()
    if wert in ("1", "true", "yes", "on", "ja", "an"):
        return True
    if wert in ("0", "false", "no", "off", "nein", "aus"):
        return False
    if wert:
        raise ImproperlyConfigured(f"{name}=„{wert}“ – bitte „1“ oder „0“.")
    return default


DEMO = schalter("DEMO", default=False)
DEBUG = schalter("DEBUG", default=False)
OPEN_HOUSE = DEMO or DEBUG
PORTALNAME = env.str("PORTALNAME", default="Hilfe für Alleinerziehende")

SECRET_KEY = env.str(
    "SECRET_KEY", default="unsicher-nur-fuer-demo-und-entwicklung" if OPEN_HOUSE else environ.Env.NOTSET
)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "netzwerk",
    "anlaufstellen",
    "angebote",
    "wegweiser",
    "netzwerk.apps.VerwaltungConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "crispy_forms",
    "django_filters",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "wegweiser.middleware.vary_on_merkzettel",
]

ROOT_URLCONF = "netzwerk.urls"
WSGI_APPLICATION = "netzwerk.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "netzwerk.kontext.portal",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "netzwerk.templatetags.werte"],
        },
    }
]

# Database: SQLite without any setting, PostgreSQL by DATABASE_URL.
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
AUTH_USER_MODEL = "netzwerk.Konto"
LOGIN_URL = "admin:login"
# Links to set a password, in invitations too, hold for a week.
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600
# Verwaltung and Koordination give a code from their phone besides the password.
ZWEITER_FAKTOR = schalter("ZWEITER_FAKTOR", default=not OPEN_HOUSE)
OTP_TOTP_ISSUER = PORTALNAME

# Login throttling: five wrong passwords lock the account name and address for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "netzwerk.herkunft.client_ip"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_LOCKOUT_TEMPLATE = "gesperrt.html"
AXES_VERBOSE = False

LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch"))]
USE_I18N = True
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [f"django.contrib.staticfiles.finders.{art}Finder" for art in ("FileSystem", "AppDirectories")]
MEDIA_URL = "/medien/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(BASE_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Finished PDFs, keyed by the hash of everything that goes in; shared by the web processes of one machine.
    "druck": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.str("DRUCK_CACHE", default=str(BASE_DIR / "var" / "druck")),
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

# Printing: what one booklet may take at most.
DRUCK_SEKUNDEN = env.int("DRUCK_SEKUNDEN", default=300)
DRUCK_MEGABYTE = env.int("DRUCK_MEGABYTE", default=2500)

# Background work: in a thread of the web process in the demo, by `manage.py db_worker` in production.
TASKS_BACKEND = env.str("TASKS_BACKEND", default="hintergrund")
TASKS = {
    "default": {
        "BACKEND": {
            "hintergrund": "netzwerk.hintergrund.HintergrundBackend",
            "datenbank": "django_tasks_db.DatabaseBackend",
        }[TASKS_BACKEND]
    }
}

# Security. HTTPS is assumed unless this is the demo or a development machine.
HTTPS = schalter("HTTPS", default=not OPEN_HOUSE)
SECURE_SSL_REDIRECT = HTTPS
PROXY = schalter("PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# A map that moves, from a server that the operator names; without one there is only the map that we draw ourselves.
try:
    KARTENSERVER = parse_kartenserver(
        env.str("KARTENSERVER", default=""), env.str("KARTENSERVER_NENNUNG", default=""), auch_eigener=OPEN_HOUSE
    )
except ValueError as fehler:
    raise ImproperlyConfigured(str(fehler)) from fehler
if KARTENSERVER:
    SECURE_CSP["img-src"] = [*SECURE_CSP["img-src"], KARTENSERVER.herkunft]
    STATICFILES_FINDERS.append("netzwerk.leaflet.LeafletFinder")

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Asks other servers whether linked pages are still there; never from the demo or a development machine by itself.
LINKPRUEFUNG = schalter("LINKPRUEFUNG", default=not OPEN_HOUSE)

_mail = env.email("EMAIL_URL", default="consolemail://" if OPEN_HOUSE else "smtp://localhost:25")
_smtp = {
    "host": _mail["EMAIL_HOST"],
    "port": _mail["EMAIL_PORT"] or 25,
    "username": _mail["EMAIL_HOST_USER"],
    "password": _mail["EMAIL_HOST_PASSWORD"],
    "use_tls": _mail.get("EMAIL_USE_TLS", False),
    "use_ssl": _mail.get("EMAIL_USE_SSL", False),
    "timeout": 20,
}
MAILERS = {
    "default": {
        "BACKEND": _mail["EMAIL_BACKEND"],
        "OPTIONS": _smtp if _mail["EMAIL_BACKEND"].endswith("smtp.EmailBackend") else {},
    }
}
DEFAULT_FROM_EMAIL = env.str("ABSENDER", default="portal@localhost")

CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "formular"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"zeile": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"konsole": {"class": "logging.StreamHandler", "formatter": "zeile"}},
    "root": {"handlers": ["konsole"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "axes": {"level": "WARNING"},
    },
}
