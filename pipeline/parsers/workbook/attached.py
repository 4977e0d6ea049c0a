"""What hangs on a sheet: comments, text boxes, the printed header or footer."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from pipeline.parsers.workbook.package import WorkbookPackage
from pipeline.parsers.workbook.strings import rich_text, unescaped
from schemas.parsed import TextRole

# &L &C &R: left, middle, right; &P page, &N pages, &D date, &A sheet, &"font,bold", &12 size, &K colour
_MARGIN_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d+|[^&])')


def attached_texts(package: WorkbookPackage, part: str) -> Iterator[tuple[str, TextRole]]:
    """Yield the texts of the text boxes and comments of a sheet; raises BrokenFile."""
    for relation in package.relations(part).values():
        if not package.has(relation.part):
            continue
        if relation.kind == "drawing":
            for shape in package.root(relation.part).iter("{*}txBody"):
                yield from ((text, "textbox") for text in _paragraphs(shape))
        elif relation.kind == "comments":
            for comment in package.root(relation.part).iterfind("{*}commentList/{*}comment/{*}text"):
                yield rich_text(comment), "comment"


def _paragraphs(shape: _Element) -> Iterator[str]:
    for paragraph in shape.iterfind("{*}p"):
        yield unescaped("".join(text.text or "" for text in paragraph.iter("{*}t")))


def margin_texts(code: str) -> list[str]:
    """Return the words of a header or footer code, without its page numbers, dates, fonts."""
    pieces = re.split(r"&[LCR]", code)
    words = (_MARGIN_CODES.sub("", piece.replace("&&", "\0")).replace("\0", "&").strip() for piece in pieces)
    return [unescaped(text) for text in words if any(character.isalpha() for character in text)]
