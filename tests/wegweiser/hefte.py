"""A booklet with every kind of content, made of plain values; no database."""

from datetime import date

from wegweiser.druck.heft import (
    Abschnitt,
    Eintrag,
    Fakt,
    Heft,
    Hilfenummer,
    Leistungszeile,
    Person,
    Stelle,
    Verweis,
    Zustaendig,
)

LANGES_WORT = "Unterhaltsvorschussbearbeitungsstellenleiterinnenvertretungsregelung"
TEXT = "Hier hören wir zu und schreiben mit Ihnen auf, was zuerst dran ist. " * 5


def make_eintrag(nummer, titel=None, **felder):
    titel = titel or f"Angebot Nummer {nummer}"
    return Eintrag(
        **{
            "anker": f"angebot-{nummer}",
            "titel": titel,
            "nummer": nummer,
            "satz": f"Ein Satz zu {titel}.",
            "text": TEXT,
            "stelle": "Familienhaus Uslar",
            "telefon": "05571 000-410",
            "pfad": f"/angebote/angebot-{nummer}/",
            "kontakt": (
                Fakt("Wann", ("Mo 9–12 Uhr", "nach Vereinbarung")),
                Fakt("E-Mail", ("haus@familienhaus.example",), "mailto:haus@familienhaus.example"),
            ),
            "fakten": (Fakt("Für wen", ("alle Alleinerziehenden",)), Fakt("Kosten", ("kostenlos",))),
            **felder,
        }
    )


def make_kapitel(anzahl):
    """Text, offers, a partner with a person, table, stages, checklist, numbers, short list, notes."""
    offers = tuple(make_eintrag(nummer) for nummer in range(1, anzahl + 1))
    person = Person("Dörte Wallbaum", "Leitung", "05571 000-411", (Fakt("Sprechzeit", ("Di 9–12 Uhr",)),))
    partner = make_eintrag(None, "Partner", anker="partner-1", personen=(person,))
    amt = Stelle("Jugendamt", "Am Markt 1, 37154 Northeim", "https://amt.example/uv", (Zustaendig("", "Kim Muster"),))
    vorschuss = Leistungszeile("Unterhaltsvorschuss", "Geld vom Staat.", "Für Kinder.", "227 €", "", (amt,), "/l/uv/")
    kindergeld = Leistungszeile("Kindergeld", "Jeden Monat.", "Für alle.", "259 €", "Familienkasse.", (), "/l/kg/")
    wunsch = Abschnitt("k51", "Der Wunsch", "station", leistungen=(vorschuss,), unterlagen=("Lebenslauf",))
    ziel = Abschnitt("k52", "Das Ziel", "station", text="Dann feiern.")
    notruf = Hilfenummer("Notruf", "112", "Bei Gefahr.", "immer", "kostenlos")
    lang = make_eintrag(77, LANGES_WORT, anker="kurz-77")
    return (
        Abschnitt("k1", "Schön, dass Sie da sind", "text", text="Ein **Gruß**.\n\n- erster Punkt\n- zweiter Punkt"),
        Abschnitt("k2", "Kinderbetreuung", "angebote", eintraege=offers, verweise=(Verweis("Partner", "partner-1"),)),
        Abschnitt("k3", "Kontakte", "kontakte", eintraege=(partner,)),
        Abschnitt("k4", "Leistungen", "leistungen", leistungen=(vorschuss, kindergeld)),
        Abschnitt("k5", "Der Weg", "stationen", unter=(wunsch, ziel)),
        Abschnitt("k6", "Papiere", "checkliste", punkte=("Ausweis", "Geburtsurkunde")),
        Abschnitt("k7", "Hilfetelefone", "notruf", nummern=(notruf,)),
        Abschnitt("k8", "Kurz", "angebote", detail="kurz", eintraege=(lang,)),
        Abschnitt("k9", "Notizen", "notizen"),
    )


def make_heft(anzahl=9, **felder):
    """A booklet with every kind of chapter and ``anzahl`` offers."""
    return Heft(
        **{
            "titel": "Wegweiser für Alleinerziehende",
            "untertitel": "Wer hilft, wo und wann",
            "stand": date(2026, 11, 22),
            "basis": "https://portal.example/",
            "adresse": "https://portal.example/wegweiser/northeim/",
            "netzwerk": "Netzwerk Alleinerziehende Northeim",
            "gebiet": "Landkreis Northeim",
            "leitsatz": "Weite Wege, kurzer Draht.",
            "farbe": "#1f5130",
            "ist_beispiel": True,
            "kapitel": make_kapitel(anzahl),
            "kontakt": (Fakt("Telefon", ("05551 000-100",)),),
            "quellen": ("Gesetzestext, Fassung vom 29.04.2026",),
            **felder,
        }
    )
