"""The house rules, proved on their own examples and then run over the tree; and what only Django can tell."""

import re
from functools import cache

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.regeln import WURZEL, quelltext, stile, texte, vorlagen

REGELN = [*vorlagen.REGELN, *stile.REGELN, *quelltext.REGELN]
APPS = ("netzwerk", "anlaufstellen", "angebote", "wegweiser")
MODELLE = [modell for app in APPS for modell in apps.get_app_config(app).get_models()]
je_regel = pytest.mark.parametrize("regel", REGELN, ids=lambda regel: regel.name)
je_modell = pytest.mark.parametrize("modell", MODELLE, ids=lambda modell: modell.__name__)


@cache
def baum() -> list[tuple[str, str]]:
    return list(texte())


@je_regel
def test_regel_lets_good_examples_pass(regel):
    assert [list(regel.pruefe(text, regel.beispielpfad)) for text in regel.gut] == [[] for _ in regel.gut]


@je_regel
def test_regel_finds_bad_examples(regel):
    assert regel.schlecht
    assert [text for text in regel.schlecht if not list(regel.pruefe(text, regel.beispielpfad))] == []


@je_regel
def test_tree_keeps_regel(regel):
    funde = [
        f"{pfad}:{zeile}: {was}"
        for pfad, text in baum()
        if regel.gilt_fuer(pfad)
        for zeile, was in regel.pruefe(text, pfad)
    ]

    assert funde == [], "\n".join([regel.abhilfe, *funde])


def test_regeln_reach_the_files_they_are_about():
    """A rule whose pattern matches no file would be green for ever; only forbidden names may match none."""
    pfade = [pfad for pfad, _text in baum()]
    leer = [regel.name for regel in REGELN if not any(map(regel.gilt_fuer, pfade))]

    assert leer == ["Name sagt, was drin ist"]


@je_modell
def test_model_is_named_in_german(modell):
    eigene = modell._meta.original_attrs

    assert {"verbose_name", "verbose_name_plural"} <= set(eigene), "Meta needs verbose_name and verbose_name_plural"


@je_modell
def test_model_has_its_own_str(modell):
    assert modell.__str__ is not models.Model.__str__


@pytest.mark.django_db
def test_migrations_are_complete(settings):
    settings.MIGRATION_MODULES = {}  # the tests' database is made from the models, this looks at the files

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_environment_variable_is_explained():
    gelesen = re.findall(r'\b(?:env\.\w+|schalter)\(\s*"([A-Z_]+)"', (WURZEL / "netzwerk" / "settings.py").read_text())
    betrieb = (WURZEL / "docs" / "betrieb.md").read_text()
    erklaert = re.findall(r"^\| `([A-Z_]+)` \|", betrieb.partition("## Umgebungsvariablen")[2], re.MULTILINE)

    assert gelesen
    assert sorted(erklaert) == sorted(set(gelesen))


def test_relative_links_in_documents_lead_somewhere():
    verweise = [
        (pfad, ziel.partition("#")[0])
        for pfad, text in baum()
        if pfad.endswith(".md")
        for ziel in re.findall(r"\]\(([^)\s]+)\)", text)
        if not re.match(r"\w+:|#", ziel)
    ]

    assert [(pfad, ziel) for pfad, ziel in verweise if not (WURZEL / pfad).parent.joinpath(ziel).exists()] == []


def test_readme_map_names_files_that_exist():
    karte = (WURZEL / "README.md").read_text().partition("## Map of the house")[2].partition("## Glossary")[0]
    pfade = re.findall(r"`((?:[\w.-]+/)+[\w.-]*)`", karte)

    assert pfade
    assert [pfad for pfad in pfade if not (WURZEL / pfad).exists()] == []
