from base64 import b64decode
from io import BytesIO

import segno
from PIL import Image

from wegweiser.druck.qr import qr_daten
from wegweiser.templatetags.drucksachen import qr

ADRESSE = "https://portal.example/e/17"


def test_qr_shows_exactly_the_dark_modules():
    bild = Image.open(BytesIO(b64decode(qr_daten(ADRESSE).partition(",")[2]))).convert("L")
    gemalt = [[bild.getpixel((x, y)) == 0 for x in range(bild.width)] for y in range(bild.height)]

    muster = segno.make(ADRESSE, error="m", micro=False).matrix_iter(scale=4, border=0)
    assert gemalt == [[bool(modul) for modul in zeile] for zeile in muster]


def test_qr_says_where_it_leads_and_escapes_it():
    bild = qr('https://a.example/?x="<b>"')

    assert 'alt="QR-Code: führt zu a.example/?x=&quot;&lt;b&gt;&quot;"' in bild
    assert "<b>" not in bild
