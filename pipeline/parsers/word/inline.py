"""The inside of a paragraph: its text as displayed, with what hangs on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.parsers.text.characters import plain
from pipeline.parsers.word.formulas import formula_text
from pipeline.parsers.word.names import MC, M, W, child, is_on, value
from pipeline.parsers.word.symbols import has_private, symbol, without_private

LINE_BREAK = "\n"
_RUN, _TEXT, _PROPERTIES = W + "r", W + "t", W + "rPr"

# not displayed: deleted or moved away text, field codes, phonetic guides, properties
_HIDDEN = frozenset(
    W + name
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr")
)
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "cr": LINE_BREAK,
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}
_NOTES = {
    W + "footnoteReference": "footnote",
    W + "endnoteReference": "endnote",
    W + "commentReference": "comment",
}
_DRAWINGS = frozenset((W + "drawing", W + "pict", W + "object"))


@dataclass
class Inline:
    """`parts` joined is the text; `breaks` are the lengths of text before each page break.

    `notes` are (kind, id) of footnotes, endnotes and comments; `boxes` the contents of text boxes (w:txbxContent).
    """

    parts: list[str] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    open_fields: list[bool] = field(default_factory=list)  # True while the code of a field is read

    @property
    def text(self) -> str:
        """The text, manual line breaks as LINE_BREAK."""
        return "".join(self.parts)

    def add(self, text: str) -> None:
        """Add displayed text; the code of a field is not displayed."""
        if not self.open_fields or not any(self.open_fields):
            self.parts.append(plain(text))


def read_inline(paragraph: _Element) -> Inline:
    """Read the inside of a w:p."""
    inline = Inline()
    for element in paragraph:
        _visit(element, inline)
    return inline


def chosen(alternate: _Element) -> _Element | None:
    """Return the one branch of mc:AlternateContent that is displayed: the first choice, else the fallback."""
    choice = alternate.find(MC + "Choice")
    return choice if choice is not None else alternate.find(MC + "Fallback")


def _visit(element: _Element, inline: Inline) -> None:
    tag = element.tag
    if tag == _RUN:
        _run(element, inline)
    elif not isinstance(tag, str) or tag in _HIDDEN:
        return
    elif tag == _TEXT:
        _text(element, None, inline)
    elif tag in _CHARACTERS:
        inline.add(_CHARACTERS[tag])
    elif tag == W + "br":
        _break(element, inline)
    elif tag == W + "lastRenderedPageBreak":
        inline.breaks.append(len(inline.text.strip()))
    elif tag == W + "fldChar":
        _field(value(element, "fldCharType"), inline.open_fields)
    elif tag == W + "sym":
        inline.add(symbol(value(element, "font") or "", _code(value(element, "char"))))
    elif tag in _NOTES:
        inline.notes.append((_NOTES[tag], value(element, "id") or ""))
    elif tag in _DRAWINGS:
        inline.boxes.extend(_text_boxes(element))
    elif tag in (M + "oMath", M + "oMathPara"):
        inline.add(formula_text(element))
    else:
        _inner(element, inline)


def _inner(element: _Element, inline: Inline) -> None:
    """Read what stands inside hyperlinks, insertions, content controls and other wrappers."""
    branch = chosen(element) if element.tag == MC + "AlternateContent" else element
    for inner in branch if branch is not None else ():
        _visit(inner, inline)


def _run(run: _Element, inline: Inline) -> None:
    properties = run[0] if len(run) and run[0].tag == _PROPERTIES else None  # they stand first
    if properties is not None and is_on(child(properties, "vanish")):
        return
    for element in run:
        if element.tag == _TEXT:
            _text(element, properties, inline)
        elif element is not properties:
            _visit(element, inline)


def _text(element: _Element, properties: _Element | None, inline: Inline) -> None:
    text = element.text or ""
    if has_private(text):
        text = without_private(text, value(child(properties, "rFonts"), "ascii") or "")
    inline.add(text)


def _break(element: _Element, inline: Inline) -> None:
    if value(element, "type") in ("page", "column"):
        inline.breaks.append(len(inline.text.strip()))
    else:
        inline.add(LINE_BREAK)


def _field(kind: str | None, open_fields: list[bool]) -> None:
    if kind == "begin":
        open_fields.append(True)
    elif kind == "separate" and open_fields:
        open_fields[-1] = False
    elif kind == "end" and open_fields:
        open_fields.pop()


def _code(text: str | None) -> int:
    try:
        return int(text or "", 16)
    except ValueError:
        return 0


def _text_boxes(element: _Element) -> Iterator[_Element]:
    """Yield the contents of the text boxes of a drawing; a box inside a box is read with the outer one."""
    if element.tag == W + "txbxContent":
        yield element
        return
    branch = chosen(element) if element.tag == MC + "AlternateContent" else element
    for inner in branch if branch is not None else ():
        if isinstance(inner.tag, str):
            yield from _text_boxes(inner)
