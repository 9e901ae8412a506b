"""Parts of a DOCX file that python-docx has no words for, put where the schema wants them.

Word refuses, or silently drops, properties that stand in another order than ECMA-376 part 1 gives them.
"""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_ORDERS = {
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "w:rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "w:tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "w:trPr": "cnfStyle divId gridBefore gridAfter wBefore wAfter cantSplit trHeight tblHeader tblCellSpacing jc hidden",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "w:sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
}
PLACES = {
    parent: {qn(f"w:{name}"): place for place, name in enumerate(order.split())} for parent, order in _ORDERS.items()
}


def element(tag: str, *children: BaseOxmlElement, **values: str | int) -> BaseOxmlElement:
    """A new element, `w:tag`, with attributes of the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def put(parent: BaseOxmlElement, tag: str, *children: BaseOxmlElement, **values: str | int) -> BaseOxmlElement:
    """Set a property: one of the same name is replaced, and it stands where the schema wants it."""
    for old in parent.findall(qn(f"w:{tag}")):
        parent.remove(old)
    made = element(tag, *children, **values)
    parent.append(made)
    in_order(parent)
    return made


def in_order(parent: BaseOxmlElement) -> None:
    """Sort the children of a property element as the schema wants them."""
    local = parent.tag.rsplit("}", 1)[-1]
    places = PLACES[f"w:{local}"]
    children: Iterable[BaseOxmlElement] = sorted(parent, key=lambda child: places.get(child.tag, len(places)))
    for child in tuple(children):
        parent.append(child)


def east_asian_font(properties: BaseOxmlElement, font: str) -> None:
    """Name one font for all scripts; the hint gives “”— and … to the Chinese font."""
    put(properties, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, hint="eastAsia")
