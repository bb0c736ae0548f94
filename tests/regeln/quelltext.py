"""Rules for Python, and for every file of the project."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.regeln import Fund, Regel, hoechstens, verboten

PYTHON = ("*.py",)
MIGRATIONEN = {"*/migrations/*": "written by Django"}
HIER = {"tests/regeln/*": "names the words that it looks for"}


def lange_funktion(text: str, pfad: str) -> Iterator[Fund]:
    for knoten in ast.walk(ast.parse(text)):
        if isinstance(knoten, ast.FunctionDef | ast.AsyncFunctionDef):
            laenge = knoten.end_lineno - knoten.lineno + 1
            if laenge > 40:
                yield knoten.lineno, f"{knoten.name}: {laenge} lines"


def name_sagt_nichts(text: str, pfad: str) -> Iterator[Fund]:
    if Path(pfad).name in {"services.py", "utils.py", "helpers.py", "selectors.py"}:
        yield 1, Path(pfad).name


REGELN = [
    Regel("Datei kurz", "Split it by question.", PYTHON, hoechstens(400), ["x = 1"], ["\n" * 401], MIGRATIONEN),
    Regel(
        "Funktion kurz",
        "Give its steps names.",
        PYTHON,
        lange_funktion,
        ["def f():\n" + "    x = 1\n" * 39],
        ["def f():\n" + "    x = 1\n" * 40],
        MIGRATIONEN,
    ),
    Regel(
        "Name sagt, was drin ist",
        "Name the module after its workflow or value: freigabe.py, oeffnungszeiten.py.",
        ("*/services.py", "*/utils.py", "*/helpers.py", "*/selectors.py"),
        name_sagt_nichts,
        [],
        ["x = 1"],
        beispielpfad="angebote/utils.py",
    ),
    Regel(
        "nichts Liegengebliebenes",
        "Do it, or file an issue.",
        ("*.py", "*.html", "*.css", "*.js", "*.md", "*.toml", "*.yml", "bin/*", ".ci/*", "Dockerfile"),
        verboten(r"\b(?:TODO|FIXME)\b"),
        ["# The order matters: …", "KONTODOKUMENT = 1"],
        ["# TODO: later", "<!-- FIXME -->"],
        HIER,
    ),
    Regel(
        "keine Wege dieser Maschine",
        "Say it relative to the project folder; leave servers of packages to the clients' own settings.",
        ("*",),
        verboten(
            r"(?<![\w.])/(?:work|root)/|\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org)\b"
            r"|--(?:index|extra-index)-url\b"
        ),
        ["bin/demo", "https://www.gesetze-im-internet.de/uhvorschg/", "/opt/portal"],
        ["cd /work/main", '"resolved": "https://registry.npmjs.org/x"', "--index-url https://a.example"],
        HIER,
    ),
]
