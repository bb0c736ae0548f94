"""What waits for somebody among offers, hints and questions; and how true the catalogue is."""

from datetime import date, timedelta

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from angebote.admin.filter import FOERDERUNG
from angebote.admin.suchanfragen import je_frage
from angebote.models import Angebot, Doppelverdacht, Linkstand, Rueckmeldung, Suchanfrage
from netzwerk import cockpit, rechte
from netzwerk.admin.cockpit import eigene_liste, hat_liste, liste
from netzwerk.cockpit import Aufgabe, Bild
from netzwerk.models import Bestaetigungsweg
from netzwerk.models.netzwerk import FRIST_TAGE

Status = Angebot.Status
TAGE_GESUCHT = 30


@cockpit.aufgaben
def angebote(konto, am: date):
    """One query for all that is counted in offers."""
    if not hat_liste(Angebot, konto):
        return
    live = Q(status=Status.VEROEFFENTLICHT)
    zahlen = eigene_liste(Angebot, konto).aggregate(
        pruefung=Count("pk", Q(status=Status.IN_PRUEFUNG)),
        entwurf=Count("pk", Q(status=Status.ENTWURF)),
        foerderung=Count("pk", live & Q(foerderung_bis__range=(am, am + FOERDERUNG))),
    )
    weite = rechte.reichweite(konto)
    yield from _fuer_koordination(zahlen) if weite.verwaltung or weite.netzwerke else _fuer_redaktion(zahlen)
    live_liste = {"status__exact": Status.VEROEFFENTLICHT}
    yield Aufgabe(
        _("Angebote, deren Förderung in 90 Tagen endet"),
        zahlen["foerderung"],
        liste(Angebot, **live_liste, foerderung="bald"),
        _("Klären, ob es weitergeht, und „gilt bis“ eintragen."),
    )


def _fuer_koordination(zahlen):
    yield Aufgabe(
        _("Angebote in Prüfung"),
        zahlen["pruefung"],
        liste(Angebot, status__exact=Status.IN_PRUEFUNG),
        _("Ansehen und veröffentlichen."),
        dringend=True,
    )


def _fuer_redaktion(zahlen):
    yield Aufgabe(
        _("Ihre Entwürfe"),
        zahlen["entwurf"],
        liste(Angebot, status__exact=Status.ENTWURF),
        _("Fertig schreiben und „in Prüfung“ geben."),
    )
    yield Aufgabe(
        _("Ihre Angebote in Prüfung"),
        zahlen["pruefung"],
        liste(Angebot, status__exact=Status.IN_PRUEFUNG),
        _("Die Koordination sieht sie an."),
    )


@cockpit.aufgaben
def rueckmeldungen(konto, am: date):
    if hat_liste(Rueckmeldung, konto):
        yield Aufgabe(
            _("Hinweise von Eltern: „Angabe stimmt nicht“"),
            eigene_liste(Rueckmeldung, konto).offen().count(),
            liste(Rueckmeldung, offen="ja"),
            _("Nachsehen, berichtigen, erledigen."),
            dringend=True,
        )


@cockpit.aufgaben
def tote_links(konto, am: date):
    if hat_liste(Linkstand, konto):
        yield Aufgabe(
            _("Links, die nicht gehen"),
            eigene_liste(Linkstand, konto).tot().count(),
            liste(Linkstand),
            _("Selbst öffnen, dann im Eintrag berichtigen."),
        )


@cockpit.aufgaben
def doppel(konto, am: date):
    if hat_liste(Doppelverdacht, konto):
        yield Aufgabe(
            _("Mögliche Doppel"),
            eigene_liste(Doppelverdacht, konto).filter(status=Doppelverdacht.Status.OFFEN).count(),
            liste(Doppelverdacht, status=Doppelverdacht.Status.OFFEN),
            _("Vergleichen, dann zusammenlegen oder „Kein Doppel“."),
        )


@cockpit.aufgaben
def ohne_treffer(konto, am: date):
    """As the list „Was gesucht wird“ counts, which knows a network's smaller regions too."""
    if not hat_liste(Suchanfrage, konto):
        return
    gesucht = eigene_liste(Suchanfrage, konto).filter(tag__gt=am - timedelta(days=TAGE_GESUCHT))
    yield Aufgabe(
        _("Suchen ohne Treffer in 30 Tagen"),
        je_frage(gesucht).filter(summe_ohne__gt=0).count(),
        liste(Suchanfrage, zeitraum=TAGE_GESUCHT, treffer="ohne"),
        _("Fehlt ein Angebot oder nur ein Suchbegriff?"),
    )


@cockpit.bilder
def bestaetigt_je_thema(konto, am: date):
    """Share of what the public sees today that somebody has confirmed within ``FRIST_TAGE``, by main topic."""
    if not hat_liste(Angebot, konto):
        return
    thema = Coalesce("themen__eltern__name", "themen__name")
    frisch = Count("pk", Q(bestaetigt_am__gte=am - timedelta(days=FRIST_TAGE)), distinct=True)
    zeilen = _sichtbare(konto, am).filter(themen__isnull=False).values(name=thema)
    zeilen = zeilen.annotate(alle=Count("pk", distinct=True), frisch=frisch).order_by("-alle", "name")
    yield Bild(
        _("In den letzten 180 Tagen bestätigt"),
        tuple((f"{zeile['name']} ({zeile['alle']})", round(100 * zeile["frisch"] / zeile["alle"])) for zeile in zeilen),
        hinweis=_("Anteil der sichtbaren Angebote je Thema. In Klammern: wie viele es sind."),
    )


@cockpit.bilder
def bestaetigt_wie(konto, am: date):
    if not hat_liste(Angebot, konto):
        return
    zeilen = _sichtbare(konto, am).exclude(bestaetigt_am=None).values("bestaetigt_wie").annotate(n=Count("pk"))
    je_weg = {zeile["bestaetigt_wie"]: zeile["n"] for zeile in zeilen.order_by()}
    wege = [*Bestaetigungsweg.choices, ("", _("nicht bekannt"))]
    werte = [(str(name), je_weg.get(weg, 0)) for weg, name in wege if weg or je_weg.get("")]
    yield _anzahlen(_("Wie zuletzt bestätigt?"), werte, _("Sichtbare Angebote, die jemals bestätigt wurden."))


def _sichtbare(konto, am: date):
    return eigene_liste(Angebot, konto).sichtbar(am)


def _anzahlen(titel: str, werte: list, hinweis: str) -> Bild:
    return Bild(titel, tuple(werte), _("Angebote"), max((wert for _name, wert in werte), default=0) or 1, hinweis)
