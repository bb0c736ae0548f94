"""The ways people write a region's name. Pure: what is looked up in them is in ``orte.py``."""

from netzwerk.text import falte

# Official names that already say what they are: „Vogtlandkreis“, „Rhein-Kreis Neuss“, „Region Hannover“.
EIGENBEZEICHNET = ("kreis", "region", "regionalverband")
STAEDTISCH = ("Kreisfreie Stadt", "Stadtkreis", "Stadt", "Hansestadt", "Universitätsstadt")


def anzeigename(name: str, bezeichnung: str) -> str:
    """The name with the word that keeps it apart: „Landkreis Northeim“, „Stadt Göttingen“."""
    if any(wort in name.casefold() for wort in EIGENBEZEICHNET):
        return name
    if bezeichnung in STAEDTISCH:
        return f"Stadt {name}"
    if bezeichnung in ("Landkreis", "Kreis"):
        return f"{bezeichnung} {name}"
    return name


def schreibweisen(name: str, bezeichnung: str, eltern_name: str = "") -> set[str]:
    """All folded spellings under which a region is found by its exact name."""
    kern = name.removeprefix("Landkreis ").partition("(")[0].partition(",")[0].strip()
    formen = {name, kern, anzeigename(name, bezeichnung), f"{bezeichnung} {kern}"}
    if bezeichnung in STAEDTISCH:
        formen |= {f"Stadt {kern}", f"{kern} Stadt"}
    if bezeichnung in ("Landkreis", "Kreis"):
        formen |= {
            f"Landkreis {kern}",
            f"Kreis {kern}",
            f"LK {kern}",
            f"{kern} Landkreis",
            f"{kern} Kreis",
            f"{kern}, Landkreis",
        }
    if bezeichnung in ("Land", "Freistaat"):
        formen |= {f"Land {kern}", f"Bundesland {kern}"}
    if eltern_name:
        eltern = eltern_name.partition("(")[0].strip()
        formen |= {f"{eltern} {kern}", f"{eltern}-{kern}", f"{kern} {eltern}", f"{kern} ({eltern})"}
    return {falte(form) for form in formen} - {""}
