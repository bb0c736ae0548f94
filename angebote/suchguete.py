"""How well the search finds: nDCG@10 by kind of question, against human judgments (``tests/suche``)."""

import tomllib
from collections import defaultdict
from datetime import date
from math import log2
from pathlib import Path

from django.http import QueryDict

from angebote.auswahl import select_angebote

UNSINN = "unsinn"
ERSTE = 10


def read_anfragen(datei: Path) -> list[dict]:
    """Questions with ``text``, ``ort``, ``art`` and ``urteile`` (key of an offer → 1 to 3)."""
    return tomllib.loads(datei.read_text(encoding="utf-8"))["anfrage"]


def measure(anfragen: list[dict], *, am: date) -> dict[str, list[float]]:
    """Kind → one value per question: nDCG@10; for nonsense 1.0 where the first three places stay empty."""
    werte = defaultdict(list)
    for anfrage in anfragen:
        schluessel = find_schluessel(anfrage["text"], anfrage["ort"], am=am)
        if anfrage["art"] == UNSINN:
            werte[UNSINN].append(0.0 if schluessel else 1.0)
        elif anfrage["urteile"]:
            werte[anfrage["art"]].append(ndcg(schluessel, anfrage["urteile"]))
    return dict(werte)


def find_schluessel(text: str, ort: str, *, am: date) -> list[str]:
    """Keys of the first ten offers, as the result page shows them."""
    params = QueryDict(mutable=True)
    params.update({"q": text, "ort": ort})
    return [angebot.externer_schluessel for angebot in select_angebote(params, am=am).angebote[:ERSTE]]


def ndcg(rang: list[str], urteile: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten, gain 2^grade − 1."""
    gewinn = [2 ** urteile.get(schluessel, 0) - 1 for schluessel in rang[:ERSTE]]
    bester = sorted((2**urteil - 1 for urteil in urteile.values()), reverse=True)[:ERSTE]
    return _dcg(gewinn) / _dcg(bester)


def _dcg(gewinne: list[int]) -> float:
    return sum(gewinn / log2(platz + 2) for platz, gewinn in enumerate(gewinne))
