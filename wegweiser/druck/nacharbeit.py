"""What WeasyPrint 70 leaves undone for PDF/UA-1: scope of table headers, words for links, running heads as artifacts,
lists of nothing but items.

Works on WeasyPrint's finished but unwritten document; the objects are those of its PDF writer, ``pydyf``.
"""

import pydyf


def make_zugaenglich(dokument, pdf) -> None:
    """Completes the structure of a document before it is written; given to WeasyPrint as its finisher."""
    _describe_links(dokument)
    elemente = [o for o in pdf.objects if isinstance(o, pydyf.Dictionary) and o.get("Type") == "/StructElem"]
    _set_scope(elemente, pdf)
    _lift_gruppen(elemente, pdf)
    _drop_seitenkoepfe(elemente, pdf)


def _describe_links(dokument) -> None:
    """ISO 14289-1, 7.18.5: a link says where it leads. WeasyPrint writes the bare anchor."""
    for seite in dokument.pages:
        for art, _ziel, _flaeche, box in seite.links:
            text = " ".join("".join(box.element.itertext()).split())
            if box.link_annotation and text and art in ("internal", "external"):
                box.link_annotation["Contents"] = pydyf.String(text)


def _set_scope(elemente, pdf) -> None:
    """ISO 14289-1, 7.5: a header cell says whether it heads its column or its row."""
    for element in elemente:
        if element["S"] == "/TH":
            reihe = _objekt(pdf, element["P"])
            kopf = _objekt(pdf, reihe["P"])["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if kopf else "/Row"


def _lift_gruppen(elemente, pdf) -> None:
    """ISO 32000-1, 14.8.4.3.3: a list holds items. WeasyPrint keeps the ``div`` around a term and its description."""
    for liste in (element for element in elemente if element["S"] == "/L"):
        for verweis in list(liste["K"]):
            gruppe = _objekt(pdf, verweis)
            if gruppe["S"] == "/Div":
                stelle = liste["K"].index(verweis)
                liste["K"][stelle : stelle + 1] = gruppe["K"]
                for kind in gruppe["K"]:
                    _objekt(pdf, kind)["P"] = liste.reference
                gruppe["K"], gruppe["S"] = pydyf.Array([]), "/NonStruct"


def _drop_seitenkoepfe(elemente, pdf) -> None:
    """ISO 14289-1, 7.8: running heads and page numbers are no content. WeasyPrint leaves them loose."""
    wurzel = next(element for element in elemente if element["S"] == "/Document")
    eingehaengt = set(wurzel["K"])
    lose = {e.reference: e for e in elemente if e["P"] == wurzel.reference and e.reference not in eingehaengt}
    marken: dict[bytes, set[int]] = {}
    while lose:
        _name, element = lose.popitem()
        for kind in element["K"]:
            if isinstance(kind, int):
                marken.setdefault(element["Pg"], set()).add(kind)
            else:
                lose[kind] = _objekt(pdf, kind)
        # Emptied, not freed: pydyf miscounts the objects behind a freed one, and strict readers lose the title.
        element.clear()
    for seite, nummern in marken.items():
        _make_artefakte(pdf, _objekt(pdf, seite), nummern)


def _make_artefakte(pdf, seite, nummern: set[int]) -> None:
    """Turns the marked content with these numbers into artifacts and forgets it in the page's number tree."""
    strom = _objekt(pdf, seite["Contents"]).stream
    for stelle, wert in enumerate(strom):
        if isinstance(wert, pydyf.Dictionary) and wert.get("MCID") in nummern:
            strom[stelle - 1 : stelle + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]
    baum = _objekt(pdf, _objekt(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    eltern = baum[2 * seite["StructParents"] + 1]
    for nummer in nummern:
        eltern[nummer] = "null"


def _objekt(pdf, verweis: bytes):
    """The object behind a reference such as ``b"12 0 R"``."""
    return pdf.objects[int(verweis.split()[0])]
