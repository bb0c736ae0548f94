"""Looking into a PDF: text per page and pictures by poppler, structure by pikepdf."""

import re
import subprocess
from io import BytesIO
from itertools import pairwise

import pikepdf


def befehl(*worte: str, eingabe: bytes = b"", ordner=None) -> str:
    """Output of a program that Debian's packages in ``bin/test`` bring along."""
    return subprocess.run(worte, input=eingabe, cwd=ordner, capture_output=True, check=True).stdout.decode()  # noqa: S603


def seitentexte(pdf: bytes) -> list[str]:
    """The text of every page, white space as single blanks."""
    seiten = befehl("pdftotext", "-layout", "-", "-", eingabe=pdf).split("\f")[:-1]
    return [" ".join(seite.split()) for seite in seiten]


def zeilen(pdf: bytes, seite: int) -> list[str]:
    """The lines of one page, counted from 1."""
    text = befehl("pdftotext", "-layout", "-f", str(seite), "-l", str(seite), "-", "-", eingabe=pdf)
    return [" ".join(zeile.split()) for zeile in text.splitlines() if zeile.strip()]


def oeffne(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def elemente(dokument: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """All structure elements in reading order; they live as long as the document."""
    gefunden = []

    def geh(element):
        gefunden.append(element)
        kinder = element.get("/K", [])
        for kind in kinder if isinstance(kinder, pikepdf.Array) else [kinder]:
            if isinstance(kind, pikepdf.Dictionary) and "/S" in kind:
                geh(kind)

    for wurzel in dokument.Root.StructTreeRoot.K:
        geh(wurzel)
    return gefunden


def mit_rolle(dokument: pikepdf.Pdf, *rollen: str) -> list[pikepdf.Dictionary]:
    return [element for element in elemente(dokument) if str(element.S) in rollen]


def bildworte(pdf: bytes) -> list[str]:
    """The words of every figure."""
    dokument = oeffne(pdf)
    return [str(bild.get("/Alt", "")) for bild in mit_rolle(dokument, "/Figure")]


def lesezeichen(pdf: bytes) -> list[tuple[str, list[str]]]:
    """Two levels of the outline."""
    with oeffne(pdf).open_outline() as outline:
        return [(punkt.title, [kind.title for kind in punkt.children]) for punkt in outline.root]


def wortkaesten(pdf: bytes) -> list[tuple[float, list[tuple[float, float, float, str]]]]:
    """Of every page its width and its words, each with its left and right edge and its foot; all in points."""
    xml = befehl("pdftotext", "-bbox", "-", "-", eingabe=pdf)
    seiten = []
    wort = r'xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    for breite, inhalt in re.findall(r'<page width="([\d.]+)"[^>]*>(.*?)</page>', xml, re.DOTALL):
        kaesten = [(float(von), float(bis), float(fuss), text) for von, bis, fuss, text in re.findall(wort, inhalt)]
        seiten.append((float(breite), kaesten))
    return seiten


def spalten(pdf: bytes, kanten: list[float]) -> list[list[str]]:
    """Of every page the words between each two edges (points from the left), line by line, as one text each."""
    seiten = []
    for _breite, kaesten in wortkaesten(pdf):
        zeilenweise = sorted((round(fuss), x, text) for x, _bis, fuss, text in kaesten)
        felder = [[text for _fuss, x, text in zeilenweise if von <= x < bis] for von, bis in pairwise(kanten)]
        seiten.append([" ".join(feld) for feld in felder])
    return seiten


def schriftgroessen(pdf: bytes) -> set[float]:
    """Every size that a letter is drawn in, in points, read from the drawing operators."""
    groessen = set()
    dokument = oeffne(pdf)
    formen = [o for o in dokument.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Form"]
    for zeichnung in [*dokument.pages, *formen]:
        stapel, matrix, groesse, text = [], 1.0, 0.0, 1.0
        for operanden, befehlswort in pikepdf.parse_content_stream(zeichnung):
            match str(befehlswort):
                case "q":
                    stapel.append(matrix)
                case "Q":
                    matrix = stapel.pop()
                case "cm":
                    matrix *= abs(float(operanden[3]))
                case "Tf":
                    groesse = float(operanden[1])
                case "Tm":
                    text = abs(float(operanden[3]))
                case "Tj" | "TJ":
                    groessen.add(round(matrix * groesse * text, 1))
    return groessen


def farbbefehle(pdf: bytes) -> set[tuple[str, tuple[str, ...]]]:
    """All operators that set a colour, with their values: on pages, in forms and in patterns."""
    dokument = oeffne(pdf)
    stroeme = [objekt for objekt in dokument.objects if isinstance(objekt, pikepdf.Stream)]
    zeichnungen = [s for s in stroeme if s.get("/Subtype") == "/Form" or s.get("/PatternType") == 1]
    return {
        (str(wort), tuple(str(wert) for wert in operanden))
        for zeichnung in [*dokument.pages, *zeichnungen]
        for operanden, wort in pikepdf.parse_content_stream(zeichnung)
        if str(wort) in ("rg", "RG", "g", "G", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN")
    }


# Operators that put ink on the page: text, pictures and forms, filled or stroked paths, shadings.
MALEND = {"Tj", "TJ", "'", '"', "Do", "INLINE IMAGE", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"}


def unmarkiertes(pdf: bytes) -> list[tuple[int, str]]:
    """Page (from 1) and operator of all ink that is neither content with a number nor an artifact."""
    lose = []
    for zahl, seite in enumerate(oeffne(pdf).pages, 1):
        stapel: list[bool] = []
        for operanden, wort in pikepdf.parse_content_stream(seite):
            match str(wort):
                case "BMC" | "BDC":
                    mit_nummer = str(wort) == "BDC" and isinstance(operanden[1], pikepdf.Dictionary)
                    stapel.append(str(operanden[0]) == "/Artifact" or (mit_nummer and "/MCID" in operanden[1]))
                case "EMC":
                    stapel.pop()
                case befehlswort if befehlswort in MALEND and not any(stapel):
                    lose.append((zahl, befehlswort))
    return lose


def inhaltsnummern(dokument: pikepdf.Pdf) -> list[list[int]]:
    """Of every page the numbers of its marked content, in the order of the stream."""
    return [
        [int(o[1].MCID) for o, wort in pikepdf.parse_content_stream(seite) if str(wort) == "BDC" and "/MCID" in o[1]]
        for seite in dokument.pages
    ]


def kinder(element: pikepdf.Dictionary) -> list:
    """What hangs below a structure element: elements, marked content, links."""
    gefunden = element.get("/K", [])
    return list(gefunden) if isinstance(gefunden, pikepdf.Array) else [gefunden]


def wortrechtecke(pdf: bytes) -> list[tuple[float, float, list[tuple[float, float, float, float, str]]]]:
    """Of every page its width, its height and its words, each with left, top, right and bottom edge; all in points."""
    xml = befehl("pdftotext", "-bbox", "-", "-", eingabe=pdf)
    wort = r'xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>'
    return [
        (float(breite), float(hoehe), [(*map(float, w[:4]), w[4]) for w in re.findall(wort, inhalt)])
        for breite, hoehe, inhalt in re.findall(
            r'<page width="([\d.]+)" height="([\d.]+)"[^>]*>(.*?)</page>', xml, re.DOTALL
        )
    ]
