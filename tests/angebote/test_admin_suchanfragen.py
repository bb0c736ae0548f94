"""„Was gesucht wird“: sums from three on, own regions only, read-only."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from angebote.models import Suchanfrage
from netzwerk.models import Ebene, Konto, Zugang
from tests.factories import make_konto, make_netzwerk, make_region
from tests.konten import make_besetzung
from tests.verwaltung import anmelden, text, url

pytestmark = pytest.mark.django_db

LISTE = url(Suchanfrage, "changelist")
EXPORT = reverse("admin:angebote_suchanfrage_export")


@pytest.fixture
def verwaltung():
    return anmelden(make_konto("chefin", rolle=Zugang.Rolle.VERWALTUNG))


@pytest.fixture
def orte():
    """A Kreis with a Gemeinde in it, and a Kreis beside."""
    kreis = make_region("Northeim", ags="03155")
    gemeinde = make_region("Uslar", ags="03155012", bezeichnung="Stadt", ebene=Ebene.GEMEINDE, eltern=kreis)
    return kreis, gemeinde, make_region("Heinsberg", ags="05370")


def frage(worte, anzahl, *, ohne=0, vor=0, region=None):
    tag = timezone.localdate() - timedelta(days=vor)
    return Suchanfrage.objects.create(tag=tag, worte=worte, anzahl=anzahl, ohne_treffer=ohne, region=region)


def gezeigt(client, **fragen):
    """Words, region, sum and those without a hit, in the order of the page."""
    liste = client.get(LISTE, fragen).context["cl"].result_list
    return [(zeile.worte, str(zeile.region or ""), zeile.summe, zeile.summe_ohne) for zeile in liste]


# What is shown


def test_sums_of_days_are_shown_from_three_on_region_by_region(verwaltung, orte):
    kreis, gemeinde, anderer = orte
    for vor in (0, 1):
        frage("kita", 2, ohne=vor, vor=vor, region=kreis)
        frage("hort", 1, vor=vor, region=kreis)
        frage("geld", 2, vor=vor)
    frage("kita", 2, region=gemeinde)
    frage("kita", 2, region=anderer)
    frage("kur", 3, ohne=3, region=anderer)

    assert gezeigt(verwaltung) == [
        ("geld", "", 4, 0),
        ("kita", "Landkreis Northeim", 4, 1),
        ("kur", "Landkreis Heinsberg", 3, 3),
    ]
    seite = text(verwaltung.get(LISTE))
    assert [wort in seite for wort in ("hort", "Stadt Uslar")] == [False, False]


@pytest.mark.parametrize(
    ("zeitraum", "erwartet"),
    [
        ("30", [("heute", "", 5, 0)]),
        ("90", [("heute", "", 8, 0), ("quartal", "", 3, 0)]),
        ("400", [("jahr", "", 9, 0), ("heute", "", 8, 0), ("quartal", "", 3, 0)]),
        ("", [("heute", "", 8, 0), ("quartal", "", 3, 0)]),
        ("9999", [("heute", "", 8, 0), ("quartal", "", 3, 0)]),
    ],
)
def test_period_ends_today_and_is_summed_up_alone(verwaltung, zeitraum, erwartet):
    frage("heute", 2)
    frage("heute", 3, vor=29)
    frage("heute", 3, vor=30)
    frage("quartal", 2, vor=29)
    frage("quartal", 1, vor=89)
    frage("jahr", 2, vor=89)
    frage("jahr", 5, vor=90)
    frage("jahr", 2, vor=399)
    frage("jahr", 7, vor=400)
    frage("alt", 9, vor=401)

    assert gezeigt(verwaltung, zeitraum=zeitraum) == erwartet


def test_filters_by_missing_hits_region_and_word(verwaltung, orte):
    kreis, gemeinde, anderer = orte
    frage("kita", 5, ohne=1, region=gemeinde)
    frage("hort", 4, region=kreis)
    frage("kur", 3, ohne=3, region=anderer)

    def worte(**fragen):
        return [zeile[0] for zeile in gezeigt(verwaltung, **fragen)]

    assert worte(treffer="ohne") == ["kita", "kur"]
    assert worte(region=kreis.pk) == ["kita", "hort"]
    assert worte(region=kreis.pk, treffer="ohne") == ["kita"]
    assert worte(region="abc") == ["kita", "hort", "kur"]
    assert worte(q="ki") == ["kita"]


def test_no_other_filter_tells_single_days(verwaltung):
    frage("kita", 2)
    frage("kita", 5, vor=1)

    antwort = verwaltung.get(LISTE, {"tag__exact": timezone.localdate().isoformat()})

    assert antwort.status_code == 400


def test_page_has_a_table_with_caption_and_row_headers(verwaltung, orte):
    frage("kita platz", 4, ohne=2, region=orte[0])
    frage("kur", 3)

    seite = " ".join(text(verwaltung.get(LISTE)).split())

    assert "<h1>Was gesucht wird</h1>" in seite
    assert '<caption id="gesucht">Wonach gesucht wurde, das Häufigste zuerst</caption>' in seite
    assert (
        '<th scope="row">kita platz</th> <td>Landkreis Northeim</td> <td>4</td> '
        "<td><strong>2 ohne Treffer</strong></td>"
    ) in seite
    assert '<th scope="row">kur</th> <td>ohne Ort</td> <td>3</td> <td>0</td>' in seite


def test_empty_page_says_what_will_stand_here_and_what_is_not_kept(verwaltung):
    frage("kita", 2)

    leer, gefiltert = text(verwaltung.get(LISTE)), text(verwaltung.get(LISTE, {"treffer": "ohne"}))

    assert "Eine Suche erscheint, sobald sie dreimal vorkam." in leer
    assert "Keine Frage wird so gespeichert, wie sie getippt wurde." in leer
    assert ["Alle Filter entfernen" in seite for seite in (leer, gefiltert)] == [False, True]
    assert [">kita<" in seite or "gesucht.csv" in seite for seite in (leer, gefiltert)] == [False, False]


def test_long_list_is_paged(verwaltung):
    for n in range(60):
        frage(f"wort{n:02}", 100 - n)

    assert [len(gezeigt(verwaltung)), gezeigt(verwaltung, p=2)[0]] == [50, ("wort50", "", 50, 0)]


@pytest.mark.parametrize("anzahl", [1, 5])
def test_changelist_query_count_is_constant(verwaltung, orte, anzahl, django_assert_num_queries):
    for n in range(anzahl):
        frage(f"wort{n}", 3, region=orte[n % 3])

    with django_assert_num_queries(8):
        antwort = verwaltung.get(LISTE)

    assert len(antwort.context["cl"].result_list) == anzahl


@pytest.mark.parametrize("anzahl", [1, 5])
def test_changelist_query_count_is_constant_for_koordination(orte, anzahl, django_assert_num_queries):
    netzwerk = make_netzwerk(regionen=orte[:2])
    client = anmelden(make_konto(rolle=Zugang.Rolle.KOORDINATION, netzwerk=netzwerk))
    for n in range(anzahl):
        frage(f"wort{n}", 3, region=orte[n % 2])

    with django_assert_num_queries(10):
        antwort = client.get(LISTE)

    assert len(antwort.context["cl"].result_list) == anzahl


# Who sees it


def test_koordination_sees_its_regions_and_what_lies_in_them(orte):
    kreis, gemeinde, anderer = orte
    konto = make_konto(rolle=Zugang.Rolle.KOORDINATION, netzwerk=make_netzwerk(regionen=[kreis]))
    for region in (kreis, gemeinde, anderer, None):
        frage("kita", 3, region=region)
    client = anmelden(konto)

    assert gezeigt(client) == [("kita", "Landkreis Northeim", 3, 0), ("kita", "Stadt Uslar", 3, 0)]
    assert "Heinsberg" not in text(client.get(LISTE))
    assert gezeigt(client, region=anderer.pk) == []
    assert "Heinsberg" not in client.get(EXPORT).content.decode()


def test_koordination_of_a_smaller_region_does_not_see_the_larger_one(orte):
    kreis, gemeinde, _anderer = orte
    konto = make_konto(rolle=Zugang.Rolle.KOORDINATION, netzwerk=make_netzwerk(regionen=[gemeinde]))
    frage("kita", 3, region=kreis)

    assert gezeigt(anmelden(konto)) == []


@pytest.mark.parametrize(
    ("rolle", "status"), [("verwaltung", 200), ("koordination", 200), ("redaktion", 403), ("ohne_zugang", 403)]
)
def test_only_verwaltung_and_koordination_see_it(rolle, status):
    client = anmelden(getattr(make_besetzung(), rolle))

    assert [client.get(adresse).status_code for adresse in (LISTE, EXPORT)] == [status, status]
    assert (LISTE in text(client.get(reverse("admin:index")))) is (status == 200)


def test_koordination_with_a_foreign_redaktion_still_sees_its_own_regions_only():
    besetzung = make_besetzung()
    Zugang.objects.create(konto=besetzung.koordination, rolle=Zugang.Rolle.REDAKTION, partner=besetzung.fremd.partner)

    assert [zeile[0] for zeile in gezeigt(anmelden(Konto.objects.get(pk=besetzung.koordination.pk)))] == ["Linde"]


@pytest.mark.parametrize("rolle", ["verwaltung", "koordination"])
def test_nobody_adds_changes_or_deletes(rolle):
    besetzung = make_besetzung()
    client, pk = anmelden(getattr(besetzung, rolle)), besetzung.eigen.suchanfrage.pk
    vorher = Suchanfrage.objects.values().get(pk=pk)

    antworten = [
        client.post(url(Suchanfrage, "add"), {"worte": "x"}),
        client.post(url(Suchanfrage, "change", pk), {"worte": "x"}),
        client.post(url(Suchanfrage, "delete", pk), {"post": "yes"}),
        client.post(LISTE, {"action": "delete_selected", "_selected_action": pk, "post": "yes"}),
    ]

    assert [antwort.status_code for antwort in antworten][:3] == [403, 403, 403]
    assert Suchanfrage.objects.values().get(pk=pk) == vorher


def test_single_row_shows_sums_and_no_day(verwaltung):
    frage("kita", 2, ohne=1, vor=3)
    zeile, selten = frage("kita", 2), frage("hort", 2)

    seite, andere = (verwaltung.get(url(Suchanfrage, "change", obj.pk)) for obj in (zeile, selten))

    assert "4-mal, davon 1-mal ohne Treffer" in text(seite)
    assert timezone.localdate().strftime("%d.%m.%Y") not in text(seite)
    assert (andere.status_code, "hort" in text(andere).replace(andere.headers["Location"], "")) == (302, False)


# As a spreadsheet


def test_export_is_the_filtered_list_and_runs_no_formula(verwaltung, orte):
    frage("kita", 4, ohne=1, region=orte[0])
    frage("=1+1", 3, ohne=2)
    frage("hort", 9)
    frage("selten", 2, ohne=2)

    antwort = verwaltung.get(EXPORT, {"treffer": "ohne"})

    assert antwort.headers["Content-Disposition"] == 'attachment; filename="gesucht.csv"'
    assert antwort.content.decode("utf-8-sig").splitlines() == [
        "woerter;region;anzahl;ohne_treffer",
        "kita;Landkreis Northeim;4;1",
        "'=1+1;;3;2",
    ]


def test_export_holds_all_pages(verwaltung):
    for n in range(60):
        frage(f"wort{n:02}", 3)

    assert len(verwaltung.get(EXPORT).content.decode().splitlines()) == 61


def test_list_links_to_the_export_with_its_filters(verwaltung):
    frage("kita", 3, ohne=1)

    assert f'href="{EXPORT}?treffer=ohne&amp;zeitraum=30"' in text(
        verwaltung.get(LISTE, {"treffer": "ohne", "zeitraum": "30"})
    )


@pytest.mark.parametrize("abfrage", ["p=99", "o=abc", "p=abc", "zeitraum=x", "region=999999", "all=", "e=1"])
def test_broken_address_breaks_nothing(verwaltung, abfrage):
    for n in range(60):
        frage(f"wort{n:02}", 3)

    assert [verwaltung.get(f"{adresse}?{abfrage}", follow=True).status_code for adresse in (LISTE, EXPORT)] == [200] * 2
