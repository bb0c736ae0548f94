"""Rules for stylesheets."""

import re
from collections.abc import Iterator

from tests.regeln import Fund, Pruefung, Regel, hoechstens, leere, verboten, zeile

STILE = ("static/css/*.css", "*/druck/*.css", "templates/druck/*.css")
SELEKTOR = re.compile(r"[^{};]*\{")


def ohne_kommentare(text: str) -> str:
    return leere(r"/\*.*?\*/", text)


def css_verboten(muster: str) -> Pruefung:
    return lambda text, pfad: verboten(muster)(ohne_kommentare(text), pfad)


def id_selektor(text: str, pfad: str) -> Iterator[Fund]:
    text = ohne_kommentare(text)
    for treffer in SELEKTOR.finditer(text):
        selektor = re.sub(r"""(["']).*?\1""", "", treffer[0])
        if not selektor.lstrip().startswith("@") and re.search(r"#[A-Za-z_-]", selektor):
            yield zeile(text, treffer.end()), " ".join(treffer[0].split())


def oeffnet_mit_layer(text: str, pfad: str) -> Iterator[Fund]:
    if not ohne_kommentare(text).lstrip().startswith("@layer "):
        yield 1, "the first rule is not @layer"


REGELN = [
    Regel(
        "logische Richtungen",
        "margin-inline-start instead of margin-left, text-align: start instead of left …",
        STILE,
        css_verboten(
            r"(?<![\w-])(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b"
            r"|(?<![\w:@-])(?:left|right)\s*:|(?:text-align|float|clear|caption-side)\s*:\s*(?:left|right)\b"
            r"|border-(?:top|bottom)-(?:left|right)-radius"
        ),
        ["a { margin-inline-start: 1rem }", "@page :left { @bottom-left { content: none } }", "/* left: 0 */"],
        [
            "a { margin-left: 1rem }",
            "a { text-align: right }",
            "a { left: 0 }",
            "a { float:left }",
            "a { border-top-left-radius: 1px }",
        ],
    ),
    Regel(
        "kein !important",
        "The layers decide who wins.",
        STILE,
        css_verboten(r"!\s*important"),
        ["a { color: red } /* !important */"],
        ["a { color: red !important }"],
    ),
    Regel(
        "keine id als Selektor",
        "One flat class per component.",
        STILE,
        id_selektor,
        ["a { color: #abc }", "@supports (color: #abc) { a { color: #fff } }", 'a[href="#inhalt"] { color: red }'],
        ["#kopf { color: red }", "@layer x { nav #menue a { color: #fff } }"],
    ),
    Regel(
        "Stil: nichts von außen",
        "Put the file into static/ and name it in a template.",
        STILE,
        css_verboten(r"@import\b|url\(\s*[\"']?(?:https?:)?//"),
        ['a { src: url("../schriften/x.woff2") }'],
        ['@import "x.css";', "a { background: url(https://a.example/x.png) }"],
    ),
    Regel("Stil kurz", "Take something out.", STILE, hoechstens(400), ["a {}"], ["\n" * 401]),
    Regel(
        "site.css öffnet mit @layer",
        "@layer reset, base, layout, components, utilities;",
        ("static/css/site.css",),
        oeffnet_mit_layer,
        ["/* x */\n@layer reset, base;\n"],
        ["a { color: red }", ""],
    ),
]
