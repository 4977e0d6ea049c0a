"""The printed lines of a cell, put together again where only the column's width had broken them."""

import re
import unicodedata
from collections.abc import Iterable

# what may not begin a printed line (GB/T 15834-2011, 5.1.1): it stays with the character before it
_CLOSING = "、，。；：？！）》」』】〉”’％%‰,.;:?!)]}>"
_MARK = r"(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[）)]|[①-⑳]|\d{1,2}\s*[.．、)）](?!\d))"
ITEM_MARK = re.compile(rf"^\s*{_MARK}")
_AFTER_SENTENCE = re.compile(r"([。；;])(?=[（(]\d{1,2}[）)])")
_ENDS = "。！？；：!?;:…”》）)"
_OPENING = "（《「『【〈“‘([{<"
_QUOTES = "“‘"  # no line ends with one; typesetting programs keep the character before it too
SPACING = 0.06  # of a line's width: what typesetting adds between Chinese and Latin characters
_BLANKS = re.compile(r"\s+")


def flat(text: str) -> str:
    """Return the text on one line; blanks stay only between two ASCII letters or digits of one line."""
    joined = ""
    for line in text.splitlines():
        joined = glue(joined, tidy(line))
    return joined


def tidy(line: str) -> str:
    """Return a line without the blanks that office software leaves beside Chinese characters."""

    def blank(match: re.Match[str]) -> str:
        before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
        return " " if before and after and before.isascii() and after.isascii() else ""

    return _BLANKS.sub(blank, line)


def glue(first: str, second: str) -> str:
    """Join two lines of one sentence: a blank only between two Latin words."""
    if first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii() and second[:1].isalpha():
        return f"{first} {second}"
    return first + second


def width_em(line: str) -> float:
    """Return the printed width of a line in em: 1 for a full-width character, 0.5 for a half-width one."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in line)


def printed_width_em(texts: Iterable[str]) -> float | None:
    """Return the width at which a column's lines were broken by its width, None where no such width shows.

    It shows where at least two lines that are followed by another reach within one em of the widest.
    """
    cells = [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]
    widest = max((width_em(line) for lines in cells for line in lines), default=0.0)
    followed = [line for lines in cells for line in lines[:-1]]
    return widest if sum(width_em(line) >= widest - 1 for line in followed) >= 2 else None


def paragraphs(text: str, full_em: float | None) -> list[str]:
    """Return the paragraphs of a cell.

    `full_em` is the width of its column where lines are as printed (PDF): a line was broken by the width alone
    where the next word had no room on it. None says that every break is the author's own (Word).
    """
    found: list[str] = []
    previous = ""
    for raw in text.splitlines():
        line = tidy(raw.strip())
        if not line:
            continue
        if found and full_em is not None and not ITEM_MARK.match(line) and _had_no_room(previous, line, full_em):
            found[-1] = glue(found[-1], line)
        else:
            found.append(line)
        previous = raw.strip()
    return found


def items(text: str, full_em: float | None, printed: bool) -> str:
    """Return a longer text with each paragraph, each item （1）（2） that follows a sentence, on its own line.

    In a printed table (PDF) a paragraph goes on until it ends with a sentence.
    """
    found: list[str] = []
    for paragraph in paragraphs(text, full_em):
        if printed and found and found[-1][-1] not in _ENDS and not ITEM_MARK.match(paragraph):
            found[-1] = glue(found[-1], paragraph)
        else:
            found.append(paragraph)
    return "\n".join(_AFTER_SENTENCE.sub(r"\1\n", paragraph) for paragraph in found)


def _had_no_room(line: str, following: str, full_em: float) -> bool:
    return width_em(line) + width_em(_first_word(following)) > full_em * (1 - SPACING)


def _first_word(line: str) -> str:
    """Return what cannot be parted at the beginning of a line: a Latin word or number, or one character."""
    end = 1
    while end < len(line) and line[end - 1] in _OPENING:
        end += 1
    if line[0].isascii() and line[0].isalnum():
        while end < len(line) and line[end].isascii() and (line[end].isalnum() or line[end] in ".-/"):
            end += 1
    while end < len(line) and line[end] in _CLOSING + _QUOTES:
        end += 2 if line[end] in _QUOTES else 1
    return line[:end]
