"""The styles of a report in Word: fonts, sizes, indents."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from pipeline.reports.word.elements import element

FANGSONG, SONG_TITLE, HEITI, KAITI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
# what to take where the font is not installed
_SUBSTITUTES = {FANGSONG: "仿宋", SONG_TITLE: "宋体", KAITI: "楷体"}
_LATIN = "Times New Roman"


@dataclass(frozen=True)
class _Look:
    """One style: `indent_chars` of the first line, `line_pt` exact height of a line or None for the font's own."""

    name: str
    font: str
    size_pt: float
    indent_chars: float = 0
    line_pt: float | None = None
    align: str = "left"
    before_pt: float = 0
    after_pt: float = 0
    outline: int | None = None
    left_chars: float = 0
    right_chars: float = 0
    stays_with_next: bool = False


def set_styles(document: Document, body_pt: float) -> None:
    """Set all styles that reports use; `body_pt` is the size of body text: 16 by the standard, less for long lists."""
    line_pt = 28 if body_pt >= 16 else round(body_pt * 1.6)
    small = min(body_pt, 10.5)
    for look in (
        _Look("Normal", FANGSONG, body_pt, 2, line_pt),
        _Look("Title", SONG_TITLE, 22, line_pt=34, align="center", before_pt=14, after_pt=14),
        _Look("Heading 1", HEITI, body_pt, 2, line_pt, before_pt=6, outline=0),
        _Look("Heading 2", KAITI, body_pt, 2, line_pt, before_pt=4, outline=1),
        _Look("Label", FANGSONG, body_pt, 2, line_pt, stays_with_next=True),
        _Look("Flush", FANGSONG, body_pt, 0, line_pt),
        _Look("Item", FANGSONG, body_pt, 2, line_pt, before_pt=body_pt / 4),
        _Look("Detail", FANGSONG, small if body_pt < 16 else body_pt, 0 if body_pt < 16 else 2,
              None if body_pt < 16 else line_pt, left_chars=2 if body_pt < 16 else 0),
        _Look("Small", FANGSONG, small),
        _Look("Cell", FANGSONG, small),
        _Look("Caption", HEITI, small + 1.5, align="center", before_pt=4, after_pt=4, stays_with_next=True),
        _Look("Footer", SONG, 14, left_chars=1, right_chars=1),
    ):  # fmt: skip
        _set(document, look)
    _name_substitutes(document)


def _set(document: Document, look: _Look) -> None:
    names = {style.name for style in document.styles}
    if look.name not in names:
        document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style: Any = document.styles[look.name].element
    for child in list(style):
        if child.tag.endswith(("}rPr", "}pPr")):
            style.remove(child)
    style.append(_paragraph_properties(look))
    style.append(_run_properties(look))


def _paragraph_properties(look: _Look) -> Any:
    made = []
    if look.outline is not None or look.stays_with_next:
        made.append(element("keepNext"))
    made.append(element("widowControl", val=0))
    line, rule = (240, "auto") if look.line_pt is None else (round(look.line_pt * 20), "exact")
    before, after = round(look.before_pt * 20), round(look.after_pt * 20)
    made.append(element("spacing", before=before, after=after, line=line, lineRule=rule))
    first, left, right = look.indent_chars, look.left_chars, look.right_chars
    made.append(
        element(
            "ind", leftChars=round(left * 100), left=round(left * look.size_pt * 20),
            rightChars=round(right * 100), right=round(right * look.size_pt * 20),
            firstLineChars=round(first * 100), firstLine=round(first * look.size_pt * 20),
        )
    )  # fmt: skip
    made.append(element("jc", val=look.align))
    if look.outline is not None:
        made.append(element("outlineLvl", val=look.outline))
    return element("pPr", made)


def _run_properties(look: _Look) -> Any:
    size = round(look.size_pt * 2)
    return element(
        "rPr",
        [
            element("rFonts", ascii=_LATIN, hAnsi=_LATIN, cs=_LATIN, eastAsia=look.font),
            element("color", val="000000"),
            element("sz", val=size),
            element("szCs", val=size),
            element("lang", val="en-US", eastAsia="zh-CN"),
        ],
    )


def _name_substitutes(document: Document) -> None:
    """Tell Word, in the table of fonts, which font to take for one that is absent."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = parse_xml(part.blob)
    for name, other in _SUBSTITUTES.items():
        fonts.append(parse_xml(f'<w:font {nsdecls("w")} w:name="{name}"><w:altName w:val="{other}"/></w:font>'))
    part._blob = etree.tostring(
        fonts, xml_declaration=True, encoding="UTF-8", standalone=True
    )  # python-docx keeps this part as bytes, with no way to set them
