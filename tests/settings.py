"""Settings of the test run: the project's own, with a key, plain static files and a fast password hasher."""

import os

os.environ.setdefault("SECRET_KEY", "test")
os.environ.setdefault("HTTPS", "0")

from netzwerk.settings import *  # noqa: F403
from netzwerk.settings import BASE_DIR, CACHES, MIDDLEWARE, STORAGES

MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # no collected files here
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CACHES = {name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} for name in CACHES}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
MEDIA_ROOT = BASE_DIR / "var" / "test-medien"
AXES_ENABLED = False
ZWEITER_FAKTOR = False
