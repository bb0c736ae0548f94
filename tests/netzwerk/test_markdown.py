import pytest

from netzwerk.markdown import als_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**fett**", "<p><strong>fett</strong></p>\n"),
        ("# Titel", "<h3>Titel</h3>\n"),
        ("##### Tief", "<h3>Tief</h3>\n"),
        ("## Erst\n#### Dann", "<h3>Erst</h3>\n<h4>Dann</h4>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[Amt](https://amt.example)", '<p><a href="https://amt.example" rel="noopener">Amt</a></p>\n'),
        ("![Bild](https://fremd.example/b.png)", "<p></p>\n"),
    ],
)
def test_als_html_keeps_structure_and_drops_danger(text, html):
    assert als_html(text) == html
