"""Looking into a PDF: text per page and pictures by poppler, structure by pikepdf."""

import subprocess
from io import BytesIO

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
