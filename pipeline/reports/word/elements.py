"""The few elements of WordprocessingML that reports are made of.

They are made here and not by python-docx's own methods, which look each style up anew and search a table's cells
from its beginning for every one: a report of 3,000 findings would take minutes.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from pipeline.reports.visible import visible

TWIPS_PER_MM = 1440 / 25.4

Runs = Sequence[tuple[str, str]]


def element(tag: str, children: Iterable[Any] = (), **attributes: object) -> Any:
    """Return `<w:tag w:name="value">` with children."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


def paragraph(style: str, runs: Runs, *, align: str = "") -> Any:
    """Return a paragraph of runs (text, look); a look is of letters: b bold, or # with an RRGGBB colour."""
    properties = [element("pStyle", val=style)]
    if align:
        properties.append(element("jc", val=align))
    return element("p", [element("pPr", properties), *(run(text, look) for text, look in runs)])


def run(text: str, look: str = "") -> Any:
    """Return a run of text; its line breaks are kept."""
    properties = []
    if look.startswith("b"):
        properties += [element("b"), element("bCs")]
    if "#" in look:
        properties.append(element("color", val=look[look.index("#") + 1 :]))
    children: list[Any] = [element("rPr", properties)] if properties else []
    for index, line in enumerate(text.split("\n")):
        if index:
            children.append(element("br"))
        words = element("t")
        words.text = visible(line)
        words.set(qn("xml:space"), "preserve")
        children.append(words)
    return element("r", children)


def table_cell(width_twips: int, content: Any, ground: str = "") -> Any:
    """Return a cell that holds one paragraph, `ground` RRGGBB behind it."""
    properties = [element("tcW", w=width_twips, type="dxa")]
    if ground:
        properties.append(element("shd", val="clear", color="auto", fill=ground))
    properties.append(element("vAlign", val="center"))
    return element("tc", [element("tcPr", properties), content])


def table_row(cells: Iterable[Any], *, is_head: bool = False) -> Any:
    """Return a row that no page break cuts; a head is repeated on every page."""
    properties = [element("cantSplit")]
    if is_head:
        properties.append(element("tblHeader"))
    return element("tr", [element("trPr", properties), *cells])


def table(widths_twips: Sequence[int], rows: Iterable[Any]) -> Any:
    """Return a table with all lines drawn, of fixed widths."""
    margins = element("tblCellMar", [element(side, w=70, type="dxa") for side in ("left", "right")])
    properties = element(
        "tblPr",
        [
            element("tblStyle", val="TableGrid"),
            element("tblW", w=sum(widths_twips), type="dxa"),
            element("jc", val="center"),
            element("tblLayout", type="fixed"),
            margins,
        ],
    )
    grid = element("tblGrid", [element("gridCol", w=width) for width in widths_twips])
    return element("tbl", [properties, grid, *rows])


def page_number(style: str, align: str) -> Any:
    """Return the paragraph of a page number between dashes (— 1 —), as official documents print it."""
    field = element("fldSimple", [run("1")], instr="PAGE")
    made = paragraph(style, [("— ", "")], align=align)
    made.append(field)
    made.append(run(" —"))
    return made
