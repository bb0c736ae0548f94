"""Who may import what: ``netzwerk ← anlaufstellen ← angebote ← wegweiser``, and levels inside an app.

The level of a module follows from its name (``models``, ``views``, ``urls`` …). Of the rest, a module is *pure* when
it imports no model, directly or through another module, and *logic* otherwise. Models import pure modules and models
only; so whatever a model leans on stays pure.
"""

import ast
import re
from enum import IntEnum
from pathlib import Path

import pytest

WURZEL = Path(__file__).resolve().parent.parent
APPS = ("netzwerk", "anlaufstellen", "angebote", "wegweiser")
FORMULARE = ("django.forms", "django_filters", "crispy_forms")
SIGNALE = ("django.db.models.signals", "django.dispatch")
PURE = re.compile(r"\bPure\.|\bpure functions\b")
FREMDES_MODELL = re.compile(rf"^({'|'.join(APPS)})\.[A-Z]\w*$")


class Stufe(IntEnum):
    """A module may import from its own level and from those below."""

    PURE = 0
    MODELS = 1
    LOGIC = 2
    DOOR = 3
    URLS = 4


# Doors are of one level, yet only these may use each other.
TUEREN = {("views", "views"), ("admin", "admin"), ("admin", "views"), ("management", "management")}


def read_tree(wurzel: Path) -> dict[str, str]:
    """Source text by module name; packages carry their own name. Migrations are history and stay out."""
    module = {}
    for app in APPS:
        for datei in sorted((wurzel / app).rglob("*.py")):
            teile = datei.relative_to(wurzel).with_suffix("").parts
            if "migrations" not in teile:
                module[".".join(teile).removesuffix(".__init__")] = datei.read_text(encoding="utf-8")
    return module


def importe(name: str, baum: ast.AST, quellen: dict[str, str]) -> dict[str, int]:
    """Imported module → line; ``from package import module`` counts as that module. In-function imports count too."""
    ist_paket = any(anderer.startswith(f"{name}.") for anderer in quellen)
    ziele = {}
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.Import):
            ziele.update({alias.name: knoten.lineno for alias in knoten.names})
        elif isinstance(knoten, ast.ImportFrom):
            basis = knoten.module or ""
            if knoten.level:
                eltern = name.split(".")[: None if ist_paket and knoten.level == 1 else ist_paket - knoten.level]
                basis = ".".join([*eltern, *filter(None, [basis])])
            for alias in knoten.names:
                voll = f"{basis}.{alias.name}"
                ziele[voll if voll in quellen else basis] = knoten.lineno
    return ziele


def stufe_nach_name(name: str) -> Stufe | None:
    teil = name.partition(".")[2].partition(".")[0]
    if teil == "models":
        return Stufe.MODELS
    if teil in ("views", "admin", "management", "apps"):
        return Stufe.DOOR
    return Stufe.URLS if teil.startswith("urls") else None


def stufen(kanten: dict[str, dict[str, int]]) -> dict[str, Stufe]:
    """The level of every module. Whatever leads to a model or knows forms is no longer pure."""
    ergebnis = {name: stufe_nach_name(name) for name in kanten}
    logik = {name for name in kanten if ergebnis[name] is None and any(gehoert_zu(z, FORMULARE) for z in kanten[name])}
    offen = True
    while offen:
        offen = False
        for name, ziele in kanten.items():
            if ergebnis[name] is None and name not in logik and any(ergebnis.get(z) or z in logik for z in ziele):
                logik.add(name)
                offen = True
    return {
        name: (Stufe.LOGIC if name in logik else Stufe.PURE) if stufe is None else stufe
        for name, stufe in ergebnis.items()
    }


def gehoert_zu(modul: str, pakete) -> bool:
    return any(modul == paket or modul.startswith(f"{paket}.") for paket in pakete)


def verstoesse(quellen: dict[str, str]) -> list[str]:
    """Every breach in the given modules, as „module:line: what“."""
    baeume = {name: ast.parse(text) for name, text in quellen.items()}
    kanten = {name: importe(name, baum, quellen) for name, baum in baeume.items()}
    ebene = stufen(kanten)
    gefunden = []
    for name, ziele in kanten.items():
        for ziel, zeile in ziele.items():
            gruende = [*_fremde(name, ziel)]
            if ziel in ebene and not gruende:
                gruende = [*_innen(name, ziel, ebene)]
            gefunden += [f"{name}:{zeile}: {grund}" for grund in gruende]
        gefunden += _versprechen(name, baeume[name], ziele, ebene)
        gefunden += _modelle_in_worten(name, baeume[name])
    return sorted(gefunden)


def _fremde(name, ziel):
    """Order of the apps, and packages that only some may use."""
    app, andere = name.split(".")[0], ziel.split(".")[0]
    if andere in APPS and APPS.index(andere) > APPS.index(app):
        yield f"{app} must not import {ziel}: imports go {' ← '.join(APPS)}"
    if gehoert_zu(ziel, ["weasyprint"]) and not gehoert_zu(name, ["wegweiser.druck"]):
        yield "weasyprint belongs to wegweiser/druck/ alone"
    if gehoert_zu(ziel, SIGNALE):
        yield f"{ziel}: no signals; call a named function of the workflow instead"
    if andere == "tests":
        yield "nobody imports from tests"


def _innen(name, ziel, ebene):
    """Levels: nothing reaches up, and of the doors only those in ``TUEREN`` know each other."""
    if ebene[ziel] > ebene[name]:
        yield f"{ebene[name].name.lower()} must not import {ziel} ({ebene[ziel].name.lower()})"
    elif ebene[name] == ebene[ziel] == Stufe.DOOR:
        tueren = (name.split(".")[1], ziel.split(".")[1])
        if tueren not in TUEREN:
            yield f"{tueren[0]} must not import {ziel}"


def _versprechen(name, baum, ziele, ebene):
    """A module whose docstring says that it is pure neither imports models nor the ORM."""
    if not PURE.search(ast.get_docstring(baum) or ""):
        return
    if ebene[name] is not Stufe.PURE or any(gehoert_zu(ziel, ["django.db"]) for ziel in ziele):
        yield f"{name}:1: says it is pure, but imports models or the ORM"


def _modelle_in_worten(name, baum):
    """„angebote.Angebot“ as text in a left app is the same wrong direction."""
    for knoten in ast.walk(baum):
        if isinstance(knoten, ast.Constant) and isinstance(knoten.value, str):
            treffer = FREMDES_MODELL.match(knoten.value)
            if treffer and APPS.index(treffer[1]) > APPS.index(name.split(".")[0]):
                yield f"{name}:{knoten.lineno}: names {knoten.value}: imports go {' ← '.join(APPS)}"


# A small house in order. Every case below adds one module to it.
HAUS = {
    "netzwerk": "",
    "netzwerk.text": '"""Folded text. Pure."""\nimport re',
    "netzwerk.models": "from netzwerk.models.region import Region",
    "netzwerk.models.region": "from django.db import models\nfrom netzwerk.text import falte",
    "netzwerk.orte": "from netzwerk.models import Region",
    "netzwerk.views": "from netzwerk.orte import find_ort",
    "angebote.models": "from netzwerk.models import Region",
    "angebote.filters": "import django_filters",
    "angebote.views.angebot": "from angebote.filters import AngebotFilter",
    "angebote.admin": "from angebote.views.angebot import angebot_list",
    "angebote.urls": "from angebote.views import angebot",
    "wegweiser.druck.heft": "from weasyprint import HTML\nfrom angebote.models import Angebot",
}
GUT = [
    ("angebote.alter", "import re"),
    ("angebote.models.alter", "from angebote.alter import parse_alter\nfrom netzwerk import text"),
    ("angebote.import_export", "from angebote.models import Angebot\nfrom netzwerk.orte import find_region"),
    ("angebote.management.commands.import_angebote", "from angebote.import_export import lies"),
    ("angebote.views.leistung", "from angebote.views.angebot import seite"),
    ("wegweiser.models", 'angebote = models.ManyToManyField("angebote.Angebot")'),
    ("wegweiser.druck.satz", "from . import heft"),
]
SCHLECHT = [
    ("netzwerk.zaehlung", "from angebote.models import Angebot", "must not import angebote.models"),
    ("netzwerk.zaehlung", "def zaehle():\n    import wegweiser.models", "must not import wegweiser.models"),
    ("netzwerk.models.thema", 'x = models.ForeignKey("angebote.Angebot")', "names angebote.Angebot"),
    ("angebote.zeit", "from wegweiser.druck.heft import make_pdf", "must not import wegweiser.druck.heft"),
    ("netzwerk.models.konto", "from netzwerk.orte import find_ort", "models must not import netzwerk.orte (logic)"),
    ("netzwerk.models.konto", "from ..orte import find_ort", "models must not import netzwerk.orte (logic)"),
    ("angebote.models.angebot", "from angebote.filters import X", "models must not import angebote.filters (logic)"),
    ("angebote.models.angebot", "from angebote.views import angebot", "models must not import angebote.views.angebot"),
    ("angebote.auswertung", "from angebote.views import angebot", "logic must not import angebote.views.angebot"),
    ("angebote.auswertung", "import angebote.urls", "logic must not import angebote.urls"),
    ("netzwerk.zahlen", '"""Sums. Pure."""\nfrom netzwerk.models import Region', "says it is pure"),
    ("netzwerk.zahlen", '"""Sums: pure functions."""\nimport netzwerk.orte', "says it is pure"),
    ("netzwerk.zahlen", '"""Sums. Pure."""\nfrom django.db import connection', "says it is pure"),
    ("angebote.management.commands.x", "from angebote.views import angebot", "management must not import"),
    ("angebote.views.neu", "from angebote.admin import AngebotAdmin", "views must not import angebote.admin"),
    ("angebote.views.neu", "import angebote.urls", "door must not import angebote.urls (urls)"),
    ("angebote.pdf", "import weasyprint", "weasyprint belongs to wegweiser/druck/ alone"),
    ("wegweiser.views", "from weasyprint.urls import URLFetcher", "weasyprint belongs to wegweiser/druck/ alone"),
    ("angebote.apps", "from django.db.models.signals import post_save", "no signals"),
    ("angebote.empfang", "from django.dispatch import receiver", "no signals"),
    ("netzwerk.demodaten", "from tests.factories import make_angebot", "nobody imports from tests"),
]


def test_house_in_order_has_no_breach():
    assert verstoesse(HAUS) == []


@pytest.mark.parametrize(("name", "text"), GUT)
def test_allowed_import_is_no_breach(name, text):
    assert verstoesse(HAUS | {name: text}) == []


@pytest.mark.parametrize(("name", "text", "grund"), SCHLECHT)
def test_planted_breach_is_found(name, text, grund):
    gefunden = verstoesse(HAUS | {name: text})

    assert len(gefunden) == 1, gefunden
    assert gefunden[0].startswith(f"{name}:")
    assert grund in gefunden[0]


def test_purity_is_lost_through_another_module():
    """A model leans on a pure module; that module begins to lean on one that knows models."""
    haus = HAUS | {"netzwerk.text": "from netzwerk.zwischen import x", "netzwerk.zwischen": "import netzwerk.models"}

    assert verstoesse(haus) == ["netzwerk.models.region:2: models must not import netzwerk.text (logic)"]


def test_tree_keeps_the_architecture():
    quellen = read_tree(WURZEL)

    assert {name.split(".")[0] for name in quellen} == set(APPS)
    gefunden = verstoesse(quellen)
    assert gefunden == [], "\n".join(gefunden)
