"""Readable codes for a Merkzettel: „ROSE-4827“, to be said on the telephone or copied from a slip of paper."""

import re
import secrets
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from wegweiser.merkzettel import TAGE, join_nummern
from wegweiser.models import Merkliste

# Short plain nouns without umlauts that hurt nobody.
WORTLISTE = """
WORTE ADLER AHORN AMSEL ANKER APFEL APRIL ASTER AUTO BACH BALKON BALL BANANE BANK BAUM BECHER BERG BESEN BIENE BIRKE
BIRNE BLATT BLUME BODEN BOHNE BOOT BRIEF BROT BRUNNEN BUCH BURG BUSCH DACH DACHS DAMPF DECKE DORF DOSE DRACHE EICHE
EIMER ELCH ENTE ERBSE ERDE ESEL EULE FADEN FARBE FARN FASAN FEDER FELD FENSTER FISCH FLAGGE FLUSS FORELLE FROSCH
FUCHS GABEL GANS GARTEN GEIGE GIRAFFE GLAS GLOBUS GLOCKE GRAS GURKE HAFEN HAFER HAMMER HASE HECHT HIMMEL HIRSCH
HONIG HUND HUT IGEL INSEL JACKE KAFFEE KAKAO KAMEL KAMM KANNE KARTE KATZE KEKS KERZE KIRSCHE KISSEN KLAVIER KLEE
KOFFER KOMPASS KORB KRANICH KREIDE KUCHEN LAMPE LATERNE LAUB LEITER LERCHE LILIE LINDE LUCHS MAPPE MARKT MELONE
MILCH MOND MORGEN MUSCHEL NEBEL NELKE NEST NUSS OFEN OLIVE ORANGE OTTER PALME PAPIER PFERD PILZ PINSEL PLANET QUELLE
RABE REGEN REH RING ROSE RUDER SALAT SAND SCHAF SCHIFF SCHNEE SEGEL SOMMER SONNE SPECHT STEIN STERN STORCH STRAND
TANNE TASSE TEICH TELLER TISCH TOMATE TRAUBE TULPE TURM UFER VOGEL WAGEN WALD WELLE WIESE WOLKE ZEBRA ZELT ZIEGE
ZWIEBEL
"""
WORTE = tuple(WORTLISTE.split())
# Without 0 and 1, which look like O and I.
ZIFFERN = "23456789"
HOECHSTENS = 20_000
HOECHSTENS_JE_TAG = 1_000
GESCHRIEBEN = re.compile(r"\s*([A-Za-z]{2,10})[\s\-‐‑–—_.]*([0-9]{4})\s*")


class ErschoepftError(Exception):
    """So many codes are valid that no new one is given."""


def parse_code(text: str) -> str | None:
    """The code as it is stored, from any spelling of it („rose 4827“, „Rose–4827“); ``None`` when it is none."""
    treffer = GESCHRIEBEN.fullmatch(text[:40])
    return f"{treffer[1].upper()}-{treffer[2]}" if treffer else None


def make_merkliste(nummern: tuple[int, ...], *, am: date) -> Merkliste:
    """A code for the numbers, valid for 30 days; the same numbers keep the code they have, for another 30 days.

    Removes what has run out. Raises ``ErschoepftError`` at ``HOECHSTENS`` codes, or at ``HOECHSTENS_JE_TAG`` on a day.
    """
    gilt_bis = am + timedelta(days=TAGE)
    Merkliste.objects.filter(gilt_bis__lt=am).delete()
    text = join_nummern(nummern)
    if vorhanden := Merkliste.objects.filter(nummern=text).first():
        vorhanden.gilt_bis = gilt_bis
        vorhanden.save(update_fields=["gilt_bis"])
        return vorhanden
    heute = Merkliste.objects.filter(gilt_bis=gilt_bis).count()
    if heute >= HOECHSTENS_JE_TAG or Merkliste.objects.count() >= HOECHSTENS:
        raise ErschoepftError
    return _create(text, gilt_bis)


def _create(nummern: str, gilt_bis: date) -> Merkliste:
    """A drawn code may be taken; four draws of more than 700,000 cannot all be."""
    for _versuch in range(4):
        code = f"{secrets.choice(WORTE)}-{''.join(secrets.choice(ZIFFERN) for _stelle in range(4))}"
        try:
            with transaction.atomic():
                return Merkliste.objects.create(code=code, nummern=nummern, gilt_bis=gilt_bis)
        except IntegrityError:
            continue
    raise ErschoepftError
