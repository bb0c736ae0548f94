"""What a phone on a bad network has to fetch for the first page."""

from tests.browser.warten import warte_bis

KB = 1024


def test_start_page_is_light(seite):
    """Compressed bodies as they came over the wire, fonts apart. Nothing needs a script."""
    tab = seite(360, javascript=False)
    fertig = []
    tab.on("requestfinished", lambda anfrage: fertig.append(anfrage))
    tab.goto("/", wait_until="networkidle")
    # The typeface is fetched when the first letter is drawn, on a slow machine long after everything else.
    warte_bis(tab, lambda: any(anfrage.resource_type == "font" for anfrage in fertig))
    tab.wait_for_load_state("networkidle")

    gewicht = {anfrage.url: anfrage.sizes()["responseBodySize"] for anfrage in fertig}
    schriften = {anfrage.url for anfrage in fertig if anfrage.resource_type == "font"}
    rest = {adresse: bytes_ for adresse, bytes_ in gewicht.items() if adresse not in schriften}

    assert len(rest) > 1
    assert sum(rest.values()) <= 40 * KB, rest
    assert 0 < sum(gewicht[adresse] for adresse in schriften) <= 60 * KB
    assert [anfrage.url for anfrage in fertig if anfrage.resource_type == "script"] == []


def test_stylesheets_and_page_are_compressed(seite):
    tab = seite(360)
    antworten = []
    tab.on("response", lambda antwort: antworten.append(antwort))
    tab.goto("/", wait_until="networkidle")

    text = [a for a in antworten if a.request.resource_type in ("document", "stylesheet", "script")]
    assert [a.url for a in text if a.headers.get("content-encoding") not in ("gzip", "br")] == []


def test_static_files_are_kept_for_ever(seite):
    """Their names carry the hash of their content."""
    tab = seite(360)
    antworten = []
    tab.on("response", lambda antwort: antworten.append(antwort))
    tab.goto("/", wait_until="networkidle")

    statisch = [a for a in antworten if "/static/" in a.url]
    assert statisch
    assert [a.url for a in statisch if "immutable" not in a.headers.get("cache-control", "")] == []
