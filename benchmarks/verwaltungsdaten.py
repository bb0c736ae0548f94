"""What hangs on a catalogue after years of work: accounts, confirmations, rounds, proposals, hints, links, a bin."""

from datetime import datetime, timedelta
from itertools import batched
from random import Random

from django.db import transaction

from angebote.models import Angebot, Doppelverdacht, Linkstand, Rueckmeldung, Suchanfrage
from anlaufstellen.models import Anlaufstelle
from benchmarks.wortschatz import SAMEN
from netzwerk.fassung import record_fassungen
from netzwerk.fassung.papierkorb import delete_eintraege
from netzwerk.models import (
    Ansprechperson,
    Bestaetigung,
    Bestaetigungsweg,
    Fassung,
    Konto,
    Kurznummer,
    Mitgliedschaft,
    Netzwerk,
    Partner,
    Post,
    Rueckfrage,
    Vorschlag,
    Zugang,
)

STELLEN, BESTAETIGUNGEN, RUNDEN, VORSCHLAEGE = 500, 10_000, 500, 200
RUECKMELDUNGEN, VERDACHTE, MAILS, SUCHEN, GELOESCHTE = 300, 500, 1000, 1800, 60
# States of one entry, the first offer's.
STAENDE = 30
PRAEFIX = "bench-"
STUFEN = [(stufe, Rueckfrage.Zustand.OFFEN) for stufe in (1, 2, 3, 3)] + [(3, Rueckfrage.Zustand.OHNE_ADRESSE)]


class Arbeit:
    """Makes all of it around one network, which gets a tenth of all offers."""

    def __init__(self, moment: datetime):
        self.moment, self.heute, self.zufall = moment, moment.date(), Random(SAMEN)  # noqa: S311

    @transaction.atomic
    def make(self, anzahl_partner: int) -> None:
        self._make_partner(anzahl_partner)
        self._make_stellen()
        zehntel = list(Angebot.objects.order_by("pk").values_list("pk", flat=True)[: Angebot.objects.count() // 10])
        for pks in batched(zehntel, 5000):
            Angebot.objects.filter(pk__in=pks).update(netzwerk=self.netze[0])
        self.angebote = list(Angebot.objects.select_related("partner").defer("suchtext", "suchfakten").order_by("pk"))
        self._make_links()
        self._make_bestaetigungen()
        self._make_runden()
        self._make_hinweise()
        self._make_verdachte()
        self._make_suchanfragen()
        self._make_fassungen()

    def _make_partner(self, anzahl: int) -> None:
        fehlend = max(0, anzahl - Partner.objects.count())
        Partner.objects.bulk_create(Partner(name=f"Verein {n}", slug=f"verein-{n}") for n in range(fehlend))
        self.partner, self.netze = list(Partner.objects.order_by("pk")), list(Netzwerk.objects.aktiv().order_by("pk"))
        Mitgliedschaft.objects.bulk_create(
            Mitgliedschaft(partner=partner, netzwerk=self.netze[n % len(self.netze)])
            for n, partner in enumerate(Partner.objects.filter(mitgliedschaften=None))
        )
        Ansprechperson.objects.bulk_create(
            Ansprechperson(partner=partner, name=f"Person {n}", telefon="05551 708-141")
            for partner in self.partner
            for n in range(2)
        )

    def _make_stellen(self) -> None:
        nummern = [zeile.pk for zeile in Kurznummer.objects.bulk_create(Kurznummer() for _ in range(STELLEN))]
        Anlaufstelle.objects.bulk_create(
            Anlaufstelle(
                nummer=nummer,
                name=f"Treff {nummer}",
                slug=f"treff-{nummer}",
                partner=self.partner[n % len(self.partner)],
                netzwerk=self.netze[n % 10],
            )
            for n, nummer in enumerate(nummern)
        )

    def _make_links(self) -> None:
        """Two of ten offers name a page of their own."""
        mit_seite = self.angebote[::5]
        for angebot in mit_seite:
            angebot.website = f"https://seite-{angebot.pk}.example/"
        Angebot.objects.bulk_update(mit_seite, ["website"], batch_size=200)
        Linkstand.objects.bulk_create(
            Linkstand(
                url=angebot.website,
                geprueft_am=self.moment,
                ergebnis="tot" if n % 10 == 0 else "ok",
                grund="Seite nicht gefunden (404)" if n % 10 == 0 else "",
                fehler_seit=self.moment if n % 10 == 0 else None,
            )
            for n, angebot in enumerate(mit_seite)
        )

    def _make_bestaetigungen(self) -> None:
        zeilen = (
            Bestaetigung(
                modell="angebote.angebot",
                schluessel=angebot.pk,
                name=angebot.titel,
                netzwerk_id=angebot.netzwerk_id,
                am=self.heute - timedelta(days=self.zufall.randrange(500)),
                wie=self.zufall.choice(Bestaetigungsweg.values),
                durch=angebot.partner.name,
            )
            for angebot in self.zufall.choices(self.angebote, k=BESTAETIGUNGEN)
        )
        Bestaetigung.objects.bulk_create(zeilen, ignore_conflicts=True)

    def _make_runden(self) -> None:
        """Rounds of partners that have offers in the network, a third of them to be called."""
        paare = list(dict.fromkeys((a.partner_id, a.netzwerk_id) for a in self.angebote if a.netzwerk_id))[:RUNDEN]
        Rueckfrage.objects.bulk_create(
            Rueckfrage(
                partner_id=partner,
                netzwerk_id=netzwerk,
                empfaenger="kim@example.org",
                stufe=stufe,
                zustand=zustand,
                begonnen_am=self.heute - timedelta(days=40),
                letzte_stufe_am=self.heute - timedelta(days=10),
                zufall=f"zufall{n}",
            )
            for n, (partner, netzwerk) in enumerate(paare)
            for stufe, zustand in [STUFEN[n % len(STUFEN)]]
        )
        Post.objects.bulk_create(
            Post(
                schluessel=f"rueckfrage:{n}:1",
                an="kim@example.org",
                betreff=f"Stimmt noch alles? {n}",
                netzwerk=self.netze[n % 10],
                zustand=Post.Zustand.UNZUSTELLBAR if n % 20 == 0 else Post.Zustand.GESENDET,
                ab=self.moment,
            )
            for n in range(MAILS)
        )

    def _make_hinweise(self) -> None:
        vorschlaege = Vorschlag.objects.bulk_create(
            Vorschlag(
                modell="angebote.angebot",
                schluessel=angebot.pk,
                name=angebot.titel,
                partner=angebot.partner,
                aenderungen={"titel": {"alt": angebot.titel, "neu": "Neuer Titel"}},
                von="Kim",
                erstellt_am=self.moment,
            )
            for angebot in self.angebote[:VORSCHLAEGE]
        )
        hinweise = Rueckmeldung.objects.bulk_create(
            Rueckmeldung(
                modell="angebote.angebot",
                schluessel=angebot.pk,
                name=angebot.titel,
                gruende="telefon",
                eingegangen_am=self.moment,
            )
            for angebot in self.angebote[:RUECKMELDUNGEN]
        )
        for zeilen, durch, feld in (
            (vorschlaege, Vorschlag.netzwerke.through, "vorschlag"),
            (hinweise, Rueckmeldung.netzwerke.through, "rueckmeldung"),
        ):
            durch.objects.bulk_create(durch(**{feld: zeile}, netzwerk=self.netze[0]) for zeile in zeilen)

    def _make_verdachte(self) -> None:
        Doppelverdacht.objects.bulk_create(
            Doppelverdacht(art="angebot", a_pk=a.pk, b_pk=b.pk, grad=80, gruende=[["name", 90]], gefunden_am=self.heute)
            for a, b in zip(self.angebote[:VERDACHTE], self.angebote[1:], strict=False)
        )

    def _make_suchanfragen(self) -> None:
        regionen = list(self.netze[0].regionen.all())
        Suchanfrage.objects.bulk_create(
            Suchanfrage(
                tag=self.heute - timedelta(days=n % 90),
                worte=f"wort{n % 600}",
                region=regionen[n % len(regionen)],
                anzahl=5,
                ohne_treffer=5 * (n % 4 == 0),
            )
            for n in range(SUCHEN)
        )

    def _make_fassungen(self) -> None:
        """A history of one offer, and a full bin."""
        erstes = self.angebote[0]
        for n in range(STAENDE):
            Angebot.objects.filter(pk=erstes.pk).update(kosten_text=f"{n} Euro")
            record_fassungen([erstes], Fassung.Anlass.GEAENDERT, moment=self.moment)
        # Not one of those that something else is about.
        eintraege = self.angebote[-GELOESCHTE:]
        delete_eintraege(eintraege, konto=None, moment=self.moment, ist_eintrag=lambda modell: modell is Angebot)


def make_konten() -> dict[str, Konto]:
    """An account for each role: of the first network, and of the partner and the person of the first offer."""
    rolle = Zugang.Rolle
    erster = Angebot.objects.order_by("pk").first().partner
    zugaenge = {
        rolle.VERWALTUNG: {},
        rolle.KOORDINATION: {"netzwerk": Netzwerk.objects.aktiv().order_by("pk").first()},
        rolle.REDAKTION: {"partner": erster},
        rolle.LOTSIN: {"person": erster.personen.first()},
    }
    konten = {}
    for name, wo in zugaenge.items():
        konten[str(name)] = konto = Konto.objects.create(username=f"{PRAEFIX}{name}", is_staff=True)
        Zugang.objects.create(konto=konto, rolle=name, **wo)
    return konten
