"""Figures as a table, and which of the bars they meet. Pure."""

from dataclasses import dataclass

GROSS, KLEIN = 200_000, 2_000

# Name of the figure → what it is, in the order of the table.
ZEILEN = {
    "suche_voll_p50": "Suche allein, Worte+Ort+Thema, p50 ms",
    "suche_voll_p95": "                              p95 ms",
    "suche_ohne_worte_p50": "Suche allein, Ort+Thema, p50 ms",
    "suche_ohne_worte_p95": "                         p95 ms",
    "suche_nur_worte_p50": "Suche allein, nur Worte, p50 ms",
    "suche_nur_worte_p95": "                         p95 ms",
    "seite_voll_p50": "Seite, Worte+Ort+Thema, p50 ms",
    "seite_voll_p95": "                        p95 ms",
    "seite_voll_cpu_p95": "                        p95 ms gerechnet",
    "seite_ohne_worte_p50": "Seite, Ort+Thema, p50 ms",
    "seite_ohne_worte_p95": "                  p95 ms",
    "seite_ohne_worte_cpu_p95": "                  p95 ms gerechnet",
    "seite_nur_worte_p50": "Seite, nur Worte, p50 ms",
    "seite_nur_worte_p95": "                  p95 ms",
    "seite_nur_worte_cpu_p95": "                  p95 ms gerechnet",
    "treffer": "gezeigte Treffer je Seite, Median",
    "speicher_mb": "Speicher des Index, MB",
    "spitze_mb": "  höchstens, beim Aufbau, MB",
    "aufbau_s": "Aufbau aus der Datenbank, s",
    "bereit_s": "vom Start bis bereit, s",
    "beim_aufbau": "Seiten unterdessen, ms",
    "beim_aufbau_status": "  ihr Status",
    "speichern": "ein gespeichertes Angebot, Median ms",
    "speichern_max": "  höchstens, ms",
    "suche_nach_speichern": "  die Suche danach, ms",
    "gefunden": "  und es wird gefunden",
    "volltext": "SQL-Volltext, 20 beliebige, ms",
    "volltext_rang": "  die 20 besten, ms",
    "volltext_gefiltert": "  20 beliebige mit Ort und Thema, ms",
    "icontains": "icontains mit Ort und Thema, ms",
}


@dataclass(frozen=True)
class Ziel:
    """``hoechstens`` or, if ``mindestens``, at least ``grenze``."""

    was: str
    wert: float
    grenze: float
    mindestens: bool = False

    @property
    def erreicht(self) -> bool:
        return self.wert >= self.grenze if self.mindestens else self.wert <= self.grenze


def tabelle(ergebnisse: dict[int, dict]) -> str:
    """One column per size."""
    kopf = f"{'':44}" + "".join(f"{groesse:>16,}".replace(",", ".") for groesse in ergebnisse)
    zeilen = [
        f"{text:44}" + "".join(f"{_wort(zahlen[name]):>16}" for zahlen in ergebnisse.values())
        for name, text in ZEILEN.items()
    ]
    return "\n".join([kopf, *zeilen])


def _wort(wert) -> str:
    if isinstance(wert, bool):
        return "ja" if wert else "NEIN"
    if isinstance(wert, list):
        return "/".join(f"{zahl:.0f}" for zahl in wert)
    return f"{wert:.2f}" if wert < 10 else f"{wert:.1f}" if wert < 100 else f"{wert:.0f}"


def make_ziele(ergebnisse: dict[int, dict]) -> list[Ziel]:
    """Those bars whose sizes were measured."""
    ziele = []
    if gross := ergebnisse.get(GROSS):
        ziele += _grosse_ziele(gross)
        kleinste = min(ergebnisse)
        if kleinste < GROSS:
            wachstum = gross["suche_voll_p50"] / ergebnisse[kleinste]["suche_voll_p50"]
            ziele.append(Ziel(f"Wachstum der Suche p50, {kleinste} → {GROSS}, -fach", wachstum, 20))
    if klein := ergebnisse.get(KLEIN):
        ziele.append(Ziel(f"{KLEIN}: Seite p95, ms", klein["seite_voll_p95"], 25))
        ziele.append(Ziel(f"{KLEIN}: Seite ohne Worte p95, ms", klein["seite_ohne_worte_p95"], 25))
        ziele.append(Ziel(f"{KLEIN}: Index bereit, s", klein["aufbau_s"], 0.5))
    return ziele


def _grosse_ziele(zahlen: dict) -> list[Ziel]:
    return [
        Ziel(f"{GROSS}: Suche p95, ms", zahlen["suche_voll_p95"], 20),
        Ziel(f"{GROSS}: Seite p95, ms", zahlen["seite_voll_p95"], 80),
        Ziel(f"{GROSS}: Seite ohne Worte p95, ms", zahlen["seite_ohne_worte_p95"], 80),
        Ziel(f"{GROSS}: schneller als icontains, -fach", zahlen["icontains"] / zahlen["suche_voll_p50"], 100, True),
        Ziel(f"{GROSS}: Index, MB", zahlen["speicher_mb"], 200),
        Ziel(f"{GROSS}: bereit, s", zahlen["bereit_s"], 15),
        Ziel(f"{GROSS}: ein gespeichertes Angebot, ms", zahlen["speichern"], 50),
    ]


def verhaeltnis(ergebnisse: dict[int, dict]) -> str:
    """How the search alone compares with the database's own full text and with ``icontains``."""
    return "\n".join(
        f"{groesse:>8}: Suche = {z['suche_voll_p50'] / z['volltext']:.1f} × SQL-Volltext, "
        f"{z['suche_voll_p50'] / z['volltext_rang']:.2f} × geordnet, "
        f"{z['suche_voll_p50'] / z['volltext_gefiltert']:.2f} × mit Ort und Thema; "
        f"icontains = {z['icontains'] / z['suche_voll_p50']:.0f} × Suche"
        for groesse, z in ergebnisse.items()
    )
