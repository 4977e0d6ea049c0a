"""The inside of a paragraph: its text as displayed, with what hangs on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.parsers.text.characters import plain
from pipeline.parsers.word.charts import CHART, DIAGRAM
from pipeline.parsers.word.formulas import formula_text
from pipeline.parsers.word.names import MC, TEXT_PATH, M, W, child, is_on, number, value
from pipeline.parsers.word.symbols import has_private, symbol, without_private

LINE_BREAK = "\n"
_RUN, _TEXT, _PROPERTIES, _VANISH = W + "r", W + "t", W + "rPr", W + "vanish"

# not displayed: deleted or moved away text, field codes, phonetic guides, properties
_HIDDEN = frozenset(
    W + name
    for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "pPr", "rPr", "sdtPr", "sdtEndPr")
)
_WITH_TEXT = frozenset((W + "txbxContent", CHART + "chart", DIAGRAM + "relIds", TEXT_PATH))
# without any display of their own
_MARKS = frozenset(W + name for name in ("pPr", "proofErr", "bookmarkStart", "bookmarkEnd"))
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


@dataclass(slots=True)
class Inline:
    """`parts` joined is the text; `breaks` are the lengths of text before each page break.

    `notes` are (kind, id) of footnotes, endnotes and comments; `boxes` the contents of text boxes (w:txbxContent),
    charts, diagrams (dgm:relIds), and words bent into a picture (v:textpath).
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


def simple_text(paragraph: _Element) -> str | None:
    """Return the text of a w:p of ordinary runs, as nearly all are; None where it holds anything else."""
    parts: list[str] = []
    for run in paragraph:
        tag = run.tag
        if tag == _RUN:
            for element in run:
                inner = element.tag
                if inner == _TEXT:
                    parts.append(element.text or "")
                elif inner != _PROPERTIES:
                    return None
                elif _is_hidden(element):
                    break
        elif tag not in _MARKS:
            return None
    text = "".join(parts)
    return None if has_private(text) else plain(text)


def read_inline(paragraph: _Element) -> Inline:
    """Read the inside of a w:p."""
    inline = Inline()
    text = simple_text(paragraph)
    if text is not None:
        inline.parts.append(text)
        return inline
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
        _field(element, inline)
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
    properties: _Element | None = None
    for element in run:
        tag = element.tag
        if tag == _TEXT:
            _text(element, properties, inline)
        elif tag != _PROPERTIES:
            _visit(element, inline)
        elif properties is None:  # they stand first
            properties = element
            if _is_hidden(element):
                return


def _is_hidden(properties: _Element) -> bool:
    """Tell whether w:vanish is on; a loop is faster than any search for it."""
    for item in properties:  # noqa: SIM110 - any() takes half as long again
        if item.tag == _VANISH and is_on(item):
            return True
    return False


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


def _field(element: _Element, inline: Inline) -> None:
    kind = value(element, "fldCharType")
    if kind == "begin":
        inline.add(_form_field(child(element, "ffData")))
        inline.open_fields.append(True)
    elif kind == "separate" and inline.open_fields:
        inline.open_fields[-1] = False
    elif kind == "end" and inline.open_fields:
        inline.open_fields.pop()


def _form_field(data: _Element | None) -> str:
    """Return what a field of a form displays without having a result: a box to tick, a choice (17.16.17)."""
    box, choices = child(data, "checkBox"), child(data, "ddList")
    if box is not None:
        ticked = child(box, "checked")
        return "☑" if is_on(ticked if ticked is not None else child(box, "default")) else "☐"
    if choices is None:
        return ""
    entries = choices.findall(W + "listEntry")
    chosen_one = child(choices, "result")
    place = number(chosen_one if chosen_one is not None else child(choices, "default"))
    return value(entries[place]) or "" if 0 <= place < len(entries) else ""


def _code(text: str | None) -> int:
    try:
        return int(text or "", 16)
    except ValueError:
        return 0


def _text_boxes(element: _Element) -> Iterator[_Element]:
    """Yield what in a drawing has text; a box inside a box is read with the outer one."""
    if element.tag in _WITH_TEXT:
        yield element
        return
    branch = chosen(element) if element.tag == MC + "AlternateContent" else element
    for inner in branch if branch is not None else ():
        if isinstance(inner.tag, str):
            yield from _text_boxes(inner)
