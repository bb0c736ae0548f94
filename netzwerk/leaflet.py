"""The few files of Leaflet that the movable map needs, out of the package ``django-leaflet``; its app is not used."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

DATEIEN = (
    "leaflet/leaflet.js",
    "leaflet/leaflet.js.map",
    "leaflet/leaflet.css",
    "leaflet/images/layers.png",
    "leaflet/images/layers-2x.png",
    "leaflet/images/marker-icon.png",
)


class LeafletFinder(BaseFinder):
    """Finds just these; stands in STATICFILES_FINDERS only where there is a server of map pictures."""

    def __init__(self, *args, **kwargs):
        ordner = Path(find_spec("leaflet").submodule_search_locations[0]) / "static"
        self.storage = FileSystemStorage(location=ordner)

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False):
        treffer = [self.storage.path(path)] if path in DATEIEN else []
        return treffer if find_all else (treffer or [None])[0]

    def list(self, ignore_patterns) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in DATEIEN:
            yield name, self.storage
