"""The figures of ``druck.py`` as a table, and its bars. Pure."""

ZEILEN = (
    ("sammeln", "Angebote lesen, s", "{:.2f}"),
    ("kalt", "kalt, s", "{:.1f}"),
    ("seiten", "Seiten", "{:d}"),
    ("tempo", "Seiten je Sekunde", "{:.1f}"),
    ("megabyte", "Speicher, höchstens MB", "{:.0f}"),
    ("zu_nackt", "kalt : WeasyPrint, gleicher Aufbau", "{:.2f}"),
    ("zu_text", "kalt : WeasyPrint, nur der Text", "{:.2f}"),
    ("gespeichert_ms", "gespeichert, ms", "{:.1f}"),
)


def drucktabelle(ergebnisse: dict[int, dict]) -> str:
    """Markdown: one column for each number of offers."""
    kopf = ["| |" + "".join(f" {groesse} |" for groesse in ergebnisse), "| --- |" + " --- |" * len(ergebnisse)]
    for name, worte, muster in ZEILEN:
        werte = (muster.format(_abgeleitet(zahlen)[name]) for zahlen in ergebnisse.values())
        kopf.append(f"| {worte} | " + " | ".join(werte) + " |")
    return "\n".join(kopf)


def _abgeleitet(zahlen: dict) -> dict:
    return zahlen | {
        "tempo": zahlen["seiten"] / zahlen["kalt"],
        "zu_nackt": zahlen["kalt"] / zahlen["nackt"],
        "zu_text": zahlen["kalt"] / zahlen["text"],
    }


def make_druckziele(ergebnisse: dict[int, dict], last: dict[str, float]) -> list[str]:
    """One line for each bar that these sizes can tell of."""
    werte = {groesse: _abgeleitet(zahlen) for groesse, zahlen in ergebnisse.items()}
    ziele = [("Suchseite unter Druck : in Ruhe, p95", last["last_ms"] / last["ruhe_ms"], "höchstens", 2)]
    if hundert := werte.get(100):
        ziele.append(("100 Angebote : WeasyPrint, gleicher Aufbau", hundert["zu_nackt"], "höchstens", 1.5))
        ziele.append(("100 Angebote : WeasyPrint, nur der Text", hundert["zu_text"], "höchstens", 1.5))
        ziele.append(("100 Angebote, Seiten je Sekunde", hundert["tempo"], "mindestens", 11))
        if tausend := werte.get(1000):
            je_seite = hundert["tempo"] / tausend["tempo"]
            ziele.append(("Zeit je Seite, 1.000 : 100 Angebote", je_seite, "höchstens", 1.5))
    if dreihundert := werte.get(300):
        ziele.append(("Speicher für 300 Angebote, MB", dreihundert["megabyte"], "höchstens", 450))
    schlechteste = max(zahlen["gespeichert_ms"] for zahlen in werte.values())
    ziele.append(("gespeichert, ms", schlechteste, "höchstens", 30))
    return [_zeile(*ziel) for ziel in ziele]


def _zeile(was: str, wert: float, art: str, grenze: float) -> str:
    erreicht = wert >= grenze if art == "mindestens" else wert <= grenze
    return f"{'erreicht' if erreicht else 'VERFEHLT':9} {was}: {wert:.2f} ({art} {grenze:g})"
