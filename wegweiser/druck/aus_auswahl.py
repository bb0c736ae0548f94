"""Any search result as a booklet: offers by main topic, each once; then where to go and whom to call."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from angebote.models import Angebot
from anlaufstellen.models import Anlaufstelle
from netzwerk.models import Thema
from netzwerk.orte import Ort
from netzwerk.text import slug_aus
from wegweiser.druck.absender import absender
from wegweiser.druck.bausteine import hilfenummern
from wegweiser.druck.eintraege import aus_angebot, aus_anlaufstelle
from wegweiser.druck.heft import Abschnitt, Heft, Verweis
from wegweiser.models import Kapitel

STELLEN_HOECHSTENS = 50


def heft_aus_auswahl(auswahl, *, am: date, basis: str, pfad: str, thema: str = "") -> Heft:
    """The booklet of a selection (see ``angebote/auswahl.py``).

    ``pfad`` is the address of the same result on the portal. ``thema`` is the slug that was searched for: its
    main topic then comes before an offer's other topics.
    """
    angebote = list(auswahl.angebote.with_seite())
    felder = absender(auswahl.netzwerk)
    erfunden = any(angebot.netzwerk and angebot.netzwerk.ist_beispiel for angebot in angebote)
    felder["ist_beispiel"] = felder.get("ist_beispiel", False) or erfunden
    return Heft(
        titel=str(auswahl.titel),
        untertitel=ngettext("%d Angebot", "%d Angebote", len(angebote)) % len(angebote),
        stand=am,
        basis=basis,
        adresse=basis.rstrip("/") + pfad,
        kapitel=(*kapitel_nach_thema(angebote, am=am, vorrang=thema), *_anhang(auswahl.ort, am)),
        **felder,
    )


def _anhang(ort: Ort | None, am: date) -> tuple[Abschnitt, ...]:
    """Where to go at the place asked for, and help lines; a Land has more drop-in points than anybody reads."""
    stellen = []
    if ort:
        stellen = list(
            Anlaufstelle.objects.auffindbar(am).in_region(ort.regionen).with_seite()[: STELLEN_HOECHSTENS + 1]
        )
    if len(stellen) > STELLEN_HOECHSTENS:
        stellen = []
    hin = tuple(
        aus_anlaufstelle(stelle, anker=f"stelle-{stelle.slug}", am=am, detail=Kapitel.Detail.MITTEL)
        for stelle in stellen
    )
    anhang = (
        Abschnitt("anlaufstellen", _("Hier können Sie hingehen"), "anlaufstellen", eintraege=hin),
        Abschnitt("hilfetelefone", _("Wenn Sie sofort Hilfe brauchen"), "notruf", nummern=hilfenummern()),
    )
    return tuple(abschnitt for abschnitt in anhang if not abschnitt.ist_leer)


def kapitel_nach_thema(angebote: list[Angebot], *, am: date, vorrang: str = "") -> tuple[Abschnitt, ...]:
    """One chapter per main topic. An offer is printed under its first one; the others refer to it."""
    gruppen: dict[Thema, list[Angebot]] = defaultdict(list)
    verweise: dict[Thema, list[Angebot]] = defaultdict(list)
    for angebot in angebote:
        erstes, *weitere = hauptthemen(angebot, vorrang) or [None]
        gruppen[erstes].append(angebot)
        for thema in weitere:
            verweise[thema].append(angebot)
    return tuple(
        Abschnitt(
            anker=f"thema-{thema.slug}" if thema else "thema-sonstiges",
            titel=thema.name if thema else _("Weitere Angebote"),
            art="angebote",
            text=thema.beschreibung if thema else "",
            eintraege=tuple(aus_angebot(angebot, anker=anker(angebot), am=am) for angebot in gruppen[thema]),
            verweise=tuple(Verweis(angebot.titel, anker(angebot)) for angebot in verweise[thema]),
        )
        for thema in sorted(gruppen, key=_rang)
    )


def hauptthemen(angebot: Angebot, vorrang: str = "") -> list[Thema]:
    """The main topics of an offer in the order of the catalogue; the one that was searched for comes first."""
    themen = {}
    gesucht = set()
    for thema in angebot.themen.all():
        haupt = thema.eltern or thema
        themen[haupt.pk] = haupt
        if vorrang in (thema.slug, haupt.slug):
            gesucht.add(haupt.pk)
    return sorted(themen.values(), key=lambda thema: (thema.pk not in gesucht, *_rang(thema)))


def anker(angebot: Angebot) -> str:
    return f"{slug_aus(angebot.titel)}-{angebot.nummer}"


def _rang(thema: Thema | None) -> tuple:
    """Topics in the catalogue's order, offers without any at the end."""
    return (thema is None, thema.reihenfolge if thema else 0, thema.name if thema else "")
