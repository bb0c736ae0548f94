import re

import segno

from wegweiser.druck.qr import qr_svg


def test_qr_path_draws_exactly_the_dark_modules():
    svg = qr_svg("https://portal.example/e/17", "QR-Code")
    kante = int(re.search(r'viewBox="0 0 (\d+)', svg)[1])
    gemalt = [[0] * kante for _ in range(kante)]
    for x, y, laenge in re.findall(r"M(\d+) (\d+)\.5h(\d+)", svg):
        for modul in range(int(x), int(x) + int(laenge)):
            gemalt[int(y)][modul] = 1

    assert gemalt == [list(zeile) for zeile in segno.make("https://portal.example/e/17", error="m", micro=False).matrix]


def test_qr_has_a_title_and_escapes_it():
    assert "<title>führt zu &lt;a&gt; &amp; b</title>" in qr_svg("https://a.example", "führt zu <a> & b")
