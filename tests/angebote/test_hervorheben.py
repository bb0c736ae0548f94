import pytest
from django.template import engines
from django.utils.html import conditional_escape, escape, format_html
from hypothesis import given
from hypothesis import strategies as st

from angebote.suche.analyse import woerter
from angebote.suche.grund import Treffergrund
from angebote.templatetags.treffer import hervorheben


def mit(*worte):
    return Treffergrund(frozenset(worte))


def render(vorlage, **kontext):
    return engines["django"].from_string("{% load treffer %}" + vorlage).render(kontext)


@pytest.mark.parametrize(
    ("text", "worte", "html"),
    [
        ("Beratung für Väter", ["vaeter"], "Beratung für <mark>Väter</mark>"),
        ("Väter, Väter!", ["vaeter"], "<mark>Väter</mark>, <mark>Väter</mark>!"),
        ("Die STRASSE, die Straße", ["strasse"], "Die <mark>STRASSE</mark>, die <mark>Straße</mark>"),
        ("Unsere Berater:innen", ["berater"], "Unsere <mark>Berater:innen</mark>"),
        ("Berater*innen, Berater_innen", ["berater"], "<mark>Berater*innen</mark>, <mark>Berater_innen</mark>"),
        ("Mitarbeiter/-innen", ["mitarbeiter"], "<mark>Mitarbeiter/-innen</mark>"),
        ("Berater(inne)n oder BeraterInnen", ["berater"], "<mark>Berater(inne)n</mark> oder <mark>BeraterInnen</mark>"),
        ("Kita-Platz", ["kita", "platz"], "<mark>Kita-Platz</mark>"),
        ("Eltern-Kind-Kur", ["kind"], "Eltern-<mark>Kind</mark>-Kur"),
        ("Bildungs- und Teilhabepaket", ["teilhabepaket"], "Bildungs- und <mark>Teilhabepaket</mark>"),
        (
            "Bera\u00adtung, Va\u0308ter",
            ["beratung", "vaeter"],
            "<mark>Bera\u00adtung</mark>, <mark>Va\u0308ter</mark>",
        ),
        ("nichts davon", ["kur"], "nichts davon"),
        ("", ["kur"], ""),
    ],
)
def test_words_are_marked_whole(text, worte, html):
    assert hervorheben(text, mit(*worte)) == html


@pytest.mark.parametrize("grund", [None, "", Treffergrund()])
def test_without_a_reason_the_text_stays_as_it_is(grund):
    assert render("{{ text|hervorheben:grund }}", text="Kur & <b>", grund=grund) == "Kur &amp; &lt;b&gt;"


def test_what_people_typed_is_escaped_once():
    titel = """<script>alert("Kur")</script> & 'Kur'"""

    assert render("{{ titel|hervorheben:grund }}", titel=titel, grund=mit("kur", "script")) == (
        "&lt;<mark>script</mark>&gt;alert(&quot;<mark>Kur</mark>&quot;)&lt;/<mark>script</mark>&gt;"
        " &amp; &#x27;<mark>Kur</mark>&#x27;"
    )


def test_entities_are_not_words():
    assert hervorheben("A & B < C", mit("amp", "lt")) == "A &amp; B &lt; C"


def test_html_is_left_alone():
    assert hervorheben(format_html("<b>{}</b>", "Kur"), mit("kur", "b")) == "<b>Kur</b>"


def test_question_is_escaped_where_it_is_named():
    grund = Treffergrund(ueber=(("<b>Oma", "„Kur“ & mehr"),))

    assert render("{% for was, wie in grund.ueber %}{{ was }} → {{ wie }}{% endfor %}", grund=grund) == (
        "&lt;b&gt;Oma → „Kur“ &amp; mehr"
    )


def test_soft_hyphens_come_first():
    html = render("{{ titel|weich|hervorheben:grund }}", titel="Unterhaltsvorschuss", grund=mit("unterhaltsvorschuss"))

    assert html == "<mark>Unter\u00adhalts\u00advor\u00adschuss</mark>"


@given(text=st.text(max_size=80) | st.text("Kur-:*innen <>&\"'\u00adä", max_size=40), worte=st.data())
def test_only_marks_are_added_to_the_escaped_text(text, worte):
    gewaehlt = worte.draw(st.sets(st.sampled_from([*woerter(text), "kur"])))

    html = hervorheben(text, mit(*gewaehlt))

    assert conditional_escape(html) == html
    assert html.replace("<mark>", "").replace("</mark>", "") == escape(text)
    assert html.count("<mark>") == html.count("</mark>")
