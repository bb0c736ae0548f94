"""From the database to profiles, and which other entries a single one may be a double of."""

import re
from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from angebote.doppelungen.vergleich import Paar, Steckbrief, find_paare, host, make_steckbrief, telefon, vergleiche
from angebote.models import Angebot, Doppelverdacht
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Partner

Art = Doppelverdacht.Art
MODELLE: dict[str, type[Model]] = {Art.ANGEBOT: Angebot, Art.PARTNER: Partner, Art.ANLAUFSTELLE: Anlaufstelle}
# So many entries are looked at for a single one.
KANDIDATEN = 500
GEMEINSAM = ("telefon", "email", "website", "strasse", "plz", "adresse_geschuetzt")
FELDER = {
    Art.ANGEBOT: ("pk", "titel", *GEMEINSAM, "partner_id", "kurzbeschreibung"),
    Art.PARTNER: ("pk", "name", *GEMEINSAM),
    Art.ANLAUFSTELLE: ("pk", "name", *GEMEINSAM, "partner_id", "kurzbeschreibung"),
}
# So many letters of a word, and so many digits of a telephone number, must be the same.
WORTANFANG, ZIFFERN = 8, 6


def art_von(modell: type[Model]) -> str:
    """The word for the model. Raises ``KeyError`` for one that is not looked at."""
    return {modell: art for art, modell in MODELLE.items()}[modell]


def steckbriefe(art: str, eintraege: QuerySet | None = None, *, mit_geschuetzten: bool = True) -> list[Steckbrief]:
    """Of all entries of the kind, or of those given. Without protected addresses nobody can find one by guessing."""
    eintraege = MODELLE[art].objects.all() if eintraege is None else eintraege
    zeilen = eintraege.order_by().values_list(*FELDER[art])
    return [_steckbrief(art, zeile, mit_adresse=mit_geschuetzten or not zeile[7]) for zeile in zeilen.iterator()]


def steckbrief_von(eintrag: Model) -> Steckbrief:
    """Of an entry at hand, also of one that is not stored yet (``pk`` 0)."""
    art = art_von(type(eintrag))
    zeile = tuple(getattr(eintrag, feld) for feld in FELDER[art])
    return _steckbrief(art, (eintrag.pk or 0, *zeile[1:]), mit_adresse=True)


def _steckbrief(art: str, zeile: tuple, *, mit_adresse: bool) -> Steckbrief:
    pk, name, tel, email, website, strasse, plz, _geschuetzt, *rest = zeile
    partner, text = rest or (0, "")
    adresse = {"strasse": strasse, "plz": plz} if mit_adresse else {}
    return make_steckbrief(
        art, pk, name, telefon=tel, email=email, website=website, partner=partner, text=text, **adresse
    )


def find_alle(art: str) -> list[Paar]:
    """Every suspected pair of the kind. One query."""
    return find_paare(steckbriefe(art))


def find_doppel(eintrag: Model, eintraege: QuerySet, *, mit_geschuetzten: bool = True) -> list[Paar]:
    """Pairs of the entry with some of those given, most alike first. One query, at most ``KANDIDATEN`` rows."""
    ich = steckbrief_von(eintrag)
    auswahl = eintraege.filter(naheliegend(eintrag)).exclude(pk=ich.pk)
    nahe = type(eintrag)._base_manager.filter(pk__in=auswahl.order_by("-pk").values("pk")[:KANDIDATEN])
    andere = steckbriefe(ich.art, nahe, mit_geschuetzten=mit_geschuetzten)
    paare = [paar for anderer in andere if (paar := vergleiche(ich, anderer))]
    return sorted(paare, key=lambda paar: (-paar.grad, paar.a, paar.b))


def naheliegend(eintrag: Model) -> Q:
    """What a double of the entry shares with it, in words that the database understands."""
    name = eintrag.titel if isinstance(eintrag, Angebot) else eintrag.name
    feld = "titel" if isinstance(eintrag, Angebot) else "name"
    frage = Q(**{f"{feld}__iexact": name})
    worte = sorted(set(re.findall(r"\w{4,}", name)), key=lambda wort: (-len(wort), wort))[:2]
    if worte:
        frage |= Q(*(Q(**{f"{feld}__icontains": wort[:WORTANFANG]}) for wort in worte))
    if nummer := telefon(eintrag.telefon):
        frage |= Q(telefon__regex=r"[^0-9]*".join(nummer[-ZIFFERN:]) + r"[^0-9]*$")
    if eintrag.email:
        frage |= Q(email__iexact=eintrag.email)
    if website := host(eintrag.website):
        frage |= Q(website__icontains=website)
    if eintrag.plz and eintrag.strasse:
        frage |= Q(plz=eintrag.plz, strasse__istartswith=eintrag.strasse[:4])
    if getattr(eintrag, "partner_id", None):
        frage |= Q(partner=eintrag.partner_id)
    return frage


def lade(art: str, schluessel: Iterable[int]) -> dict[int, Model]:
    """The entries with these keys, those that are left. One query."""
    return MODELLE[art].objects.in_bulk(set(schluessel))
