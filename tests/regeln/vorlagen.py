"""Rules for templates."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.regeln import WURZEL, Fund, Regel, hoechstens, leere, verboten, zeile

VORLAGEN = ("templates/*.html",)
ADMIN = {
    "templates/admin/*": "Django's admin has its own frame and context",
    "templates/registration/*": "Django's admin has its own frame and context",
}
KEINE_SEITE = ADMIN | {
    "templates/base*.html": "the frame itself",
    "templates/*/_*.html": "an include",
    "templates/_*.html": "an include",
    "templates/formular/*": "crispy's template pack: parts of forms",
    "templates/druck/*": "print templates have their own frame",
}

INCLUDE = re.compile(r"{%\s*include\s+(?P<was>\S+)(?P<rest>.*?)%}")
KOPF = re.compile(r"{% comment %}.*?\bNeeds\b.*?{% endcomment %}", re.DOTALL)
EXTENDS = re.compile(r"{%\s*extends\s+[\"']([^\"']+)[\"']")
KOMMENTAR = r"{% comment %}.*?{% endcomment %}"


def include_name(ausdruck: str) -> tuple[str, bool]:
    """The file of a literal include, empty for a variable; and whether it is one partial of that file."""
    if ausdruck[0] not in "\"'":
        return "", False
    name, raute, _teil = ausdruck.strip("\"'").partition("#")
    return name, bool(raute)


def include_form(text: str, pfad: str) -> Iterator[Fund]:
    for treffer in INCLUDE.finditer(leere(KOMMENTAR, text)):
        name, ist_teil = include_name(treffer["was"])
        if name and not ist_teil and not Path(name).name.startswith("_"):
            yield zeile(text, treffer.start()), f"{name}: an include's name starts with „_“"
        if not re.search(r"\bonly\s*$", treffer["rest"]):
            yield zeile(text, treffer.start()), f"{treffer['was']}: „only“ is missing"


def include_kopf(text: str, pfad: str) -> Iterator[Fund]:
    if not KOPF.match(text):
        yield 1, "no comment at the very beginning with „Needs: …“"


def h1_anzahl(text: str, lies: Callable[[str], str]) -> int:
    """<h1> in a template and its literal includes; the branches of one condition count as one."""
    text = leere(r"{%\s*(?:else|elif\b[^%]*)\s*%}.*?{%\s*endif\s*%}", leere(KOMMENTAR, text))
    namen = [include_name(treffer["was"])[0] for treffer in INCLUDE.finditer(text)]
    return len(re.findall(r"<h1\b", text)) + sum(h1_anzahl(lies(name), lies) for name in namen if name)


def eine_h1(text: str, pfad: str) -> Iterator[Fund]:
    def lies(name: str) -> str:
        datei = WURZEL / "templates" / name
        return datei.read_text(encoding="utf-8") if datei.exists() else ""

    if (anzahl := h1_anzahl(text, lies)) != 1:
        yield 1, f"{anzahl} × <h1>"


def zwei_stufen(text: str, pfad: str) -> Iterator[Fund]:
    treffer = EXTENDS.search(text)
    if not treffer or not Path(treffer[1]).name.startswith("base"):
        yield 1, f"extends {treffer[1] if treffer else 'nothing'}"


def sichtbar(text: str) -> str:
    """What people read: the template without comments, template tags, translated blocks and HTML tags."""
    bloecke = r"{%\s*blocktranslate\b.*?{%\s*endblocktranslate\s*%}"
    for muster in (KOMMENTAR, bloecke, r"{#.*?#}", r"{%.*?%}", r"{{.*?}}", r"<!--.*?-->", r"<[^>]*>"):
        text = leere(muster, text)
    return text


def gerade_anfuehrung(text: str, pfad: str) -> Iterator[Fund]:
    """Straight double quotes in text that people read: between tags, and inside translate strings."""
    for treffer in re.finditer(r"{%\s*translate\s+'[^']*\"[^']*'", text):
        yield zeile(text, treffer.start()), treffer[0]
    text = re.sub(r"{%\s*(?:end)?blocktranslate\b[^%]*%}", "", text)
    yield from verboten(r'[^\n]{0,30}"[^\n]{0,30}')(sichtbar(text), pfad)


def unuebersetzt(text: str, pfad: str) -> Iterator[Fund]:
    """German words outside {% translate %}; abbreviations in capitals may stand alone."""
    yield from verboten(r"\b[A-Za-zÄÖÜäöü]*[a-zäöüß]{3}[^\n]*")(sichtbar(text), pfad)


REGELN = [
    Regel(
        "kein Stil im Tag",
        "Put it into a class of static/css/; the Content-Security-Policy would drop it.",
        VORLAGEN,
        verboten(r"<style\b|<[a-z][^<>]*\sstyle\s*="),
        ['<p class="lead">', "<p>style = Stil</p>"],
        ['<p style="color:red">', "<style>p {}</style>", '<p\n  style="x">'],
    ),
    Regel(
        "kein Skript im Tag",
        "Put it into a file of static/js/ with src; the Content-Security-Policy would drop it.",
        VORLAGEN,
        verboten(r"<script\b(?![^>]*\bsrc=)|<[a-z][^<>]*\son[a-z]+\s*=", flags=re.IGNORECASE),
        ["<script src=\"{% static 'js/x.js' %}\" defer></script>", '<a href="?on=1">an</a>'],
        ["<script>alert(1)</script>", '<a onclick="x()">', '<body onload="x()">'],
    ),
    Regel(
        "nichts von fremden Rechnern",
        "Ship the file with the project: {% static … %}.",
        VORLAGEN,
        verboten(
            r"<(?:script|img|iframe|source|audio|video|embed|object|use)\b[^>]*\s(?:src|srcset|data|href)="
            r"[\"']?(?:https?:)?//[^>]*>|<link\b[^>]*\bhref=[\"']?(?:https?:)?//[^>]*>",
            flags=re.IGNORECASE,
        ),
        ["<img src=\"{% static 'x.svg' %}\">", '<a href="https://www.bmas.de/">BMAS</a>'],
        [
            '<link rel="stylesheet" href="https://fonts.example/x.css">',
            '<img alt="" src="//a.example/p.gif">',
            '<iframe src="http://karte.example/">',
        ],
    ),
    Regel(
        "include: Name und only",
        'Name it _name.html and call it {% include "app/_name.html" with x=x only %}.',
        VORLAGEN,
        include_form,
        ['{% include "angebote/_karte.html" with angebot=angebot only %}', '{% include "a/b.html#teil" only %}'],
        ['{% include "angebote/karte.html" with angebot=angebot only %}', '{% include "a/_b.html" with x=x %}'],
        ADMIN | {"templates/formular/*": "crispy names its files and fills their context"},
    ),
    Regel(
        "include: Kopf",
        "Open it with {% comment %}What it is. Needs: x, y.{% endcomment %}",
        ("templates/*/_*.html", "templates/_*.html"),
        include_kopf,
        ["{% comment %}One Angebot in a list. Needs: angebot.{% endcomment %}\n<p>"],
        ["<p>", "{% comment %}One Angebot.{% endcomment %}", "<p>{% comment %}Needs: x{% endcomment %}"],
        ADMIN,
    ),
    Regel(
        "genau eine h1",
        "A page has one <h1>: what the page is about.",
        VORLAGEN,
        eine_h1,
        ["<h1>Angebote</h1><h2>Treffer</h2>", "{% if x %}<h1>A</h1>{% else %}<h1>B</h1>{% endif %}"],
        ["<h2>Angebote</h2>", "<h1>A</h1><h1>B</h1>"],
        KEINE_SEITE,
    ),
    Regel(
        "zwei Stufen",
        "A page extends base.html; there is no third level.",
        VORLAGEN,
        zwei_stufen,
        ['{% extends "base.html" %}', '{% extends "base_schmal.html" %}'],
        ['{% extends "angebote/angebot_list.html" %}', "<html>"],
        KEINE_SEITE | {"templates/500.html": "must work when nothing else does"},
    ),
    Regel(
        "nichts Ungeprüftes",
        "Sanitise with netzwerk.markdown.als_html; never mark what people typed as safe.",
        (*VORLAGEN, "*.py"),
        verboten(r"\|\s*safe(?:seq)?\b|\bautoescape\s+off\b|\bmark_safe\b|\bSafeString\b"),
        ["{{ angebot.beschreibung|markdown }}", "ist_sicher = True"],
        ["{{ text|safe }}", "{% autoescape off %}", "from django.utils.safestring import mark_safe"],
        {
            "netzwerk/templatetags/werte.py": "the one filter whose HTML als_html has sanitised",
            "wegweiser/templatetags/drucksachen.py": "the QR code, an SVG that segno draws; its one text is escaped",
            "tests/regeln/*": "names the words that it looks for",
        },
    ),
    Regel(
        "deutsche Anführungszeichen",
        "German text has „…“.",
        VORLAGEN,
        gerade_anfuehrung,
        ['<p title="x">{% translate "Was heißt „offen“?" %}</p>', '{# "x" #}{{ a|default:"b" }}'],
        [
            '<p>Das "offene" Haus</p>',
            "{% translate 'Das \"offene\" Haus' %}",
            '{% blocktranslate %}Das "offene" Haus{% endblocktranslate %}',
        ],
    ),
    Regel(
        "Text durch translate",
        "Wrap it in {% translate … %} or {% blocktranslate %}.",
        VORLAGEN,
        unuebersetzt,
        [
            '<p title="Treffer">{% translate "Treffer" %}: {{ anzahl }} · CSV</p>',
            "{% blocktranslate with n=anzahl %}{{ n }} Treffer{% endblocktranslate %}",
        ],
        ["<p>Treffer</p>", "<p>{{ anzahl }} Treffer</p>"],
        ADMIN | {"templates/500.html": "must work when nothing else does"},
    ),
    Regel("Vorlage kurz", "Move a part into an include.", VORLAGEN, hoechstens(130), ["<p>"], ["\n" * 131]),
]
