"""The characters of a page as PDFium knows them: runs on one baseline, and glyphs that do not stand upright."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import lt, ne

from pipeline.parsers.layout.sheet import Glyph, Run
from pipeline.parsers.pdf_file.frame import Frame
from pipeline.parsers.pdf_file.library import TextPage
from pipeline.parsers.pdf_file.reading import DESCENT_EM, MAX_GLYPHS, direction
from pipeline.parsers.text.characters import plain

_LINE_END_HYPHENS = {0x02: "-", 0xFFFE: "-"}  # what PDFium makes of a hyphen at a line's end
_MAY_BE_GENERATED = re.compile("[\r\n ]")
_GARBAGE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_BLANK = re.compile(r"\s")


@dataclass
class Characters:
    """`runs` stand upright, `others` are (direction, glyph) in the order of the file; see `reading.direction`."""

    runs: list[Run] = field(default_factory=list)
    others: list[tuple[int | None, Glyph]] = field(default_factory=list)
    printed: int = 0
    garbage: int = 0

    def main_direction(self) -> int:
        """Return the direction of most characters."""
        counts: Counter[int] = Counter(way for way, glyph in self.others if way and not glyph.text.isspace())
        counts[0] = sum(len(run.x0s) for run in self.runs)
        return max(counts, key=lambda way: (counts[way], -way))


@dataclass(frozen=True)
class _Page:
    """All characters of a page: where they stand on their baselines, their boxes, as displayed."""

    source: TextPage
    frame: Frame
    text: str
    xs: list[float]
    ys: list[float]
    x0s: list[float]
    tops: list[float]
    x1s: list[float]
    bottoms: list[float]


def read_characters(page: object, frame: Frame) -> Characters:
    """Read the characters of a page of PDFium."""
    source = TextPage(page)
    try:
        return _characters(_asked(source, frame)) if source.count else Characters()
    finally:
        source.close()


def _asked(source: TextPage, frame: Frame) -> _Page:
    count = min(source.count, MAX_GLYPHS)
    text = source.text(count)
    unnamed = source.unnamed(count)
    if unnamed:
        characters = list(text)
        for index in unnamed:
            characters[index] = "\ufffd"
        text = "".join(characters)
    xs, ys = frame.placed(*source.origins(count))
    lefts, tops, rights, bottoms = source.boxes(count)
    firsts, seconds = frame.placed(lefts, tops), frame.placed(rights, bottoms)
    if not frame.rotation:
        return _Page(source, frame, text, xs, ys, firsts[0], firsts[1], seconds[0], seconds[1])
    x0s, x1s = list(map(min, firsts[0], seconds[0])), list(map(max, firsts[0], seconds[0]))
    uppers, lowers = list(map(min, firsts[1], seconds[1])), list(map(max, firsts[1], seconds[1]))
    return _Page(source, frame, text, xs, ys, x0s, uppers, x1s, lowers)


def _characters(page: _Page) -> Characters:
    result = Characters()
    for start, end in _stretches(page):
        way, size = _manner(page, start)
        if way == 0:
            result.runs.extend(_upright(page, start, end, size))
        else:
            result.others.extend((way, glyph) for glyph in _turned(page, start, end, size))
    printed = _BLANK.sub("", "".join(["".join(run.texts) for run in result.runs]))
    printed += _BLANK.sub("", "".join([glyph.text for _, glyph in result.others]))
    result.printed, result.garbage = len(printed), len(_GARBAGE.findall(printed))
    return result


def _stretches(page: _Page) -> Iterator[tuple[int, int]]:
    """Yield start and end of characters on one baseline that follow each other to the right; none is generated."""
    count = len(page.text)
    starts = set(compress(range(1, count), map(ne, page.ys[1:], page.ys)))
    starts.update(compress(range(1, count), map(lt, page.xs[1:], page.xs)))
    generated = set()
    for match in _MAY_BE_GENERATED.finditer(page.text):
        index = match.start()
        if match[0] != " " or page.source.is_generated(index):
            generated.add(index)
            starts.update((index, index + 1))
    for start, end in pairwise(sorted(starts | {0, count})):
        if start not in generated:
            yield from _of_one_size(page, start, end)


def _of_one_size(page: _Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretch, or its parts where the size of type changes on the baseline."""
    if end - start < 2 or _manner(page, start) == _manner(page, end - 1):
        yield start, end
        return
    manners = [_manner(page, index) for index in range(start, end)]
    changes = [start + place for place in range(1, end - start) if manners[place] != manners[place - 1]]
    yield from pairwise([start, *changes, end])


def _manner(page: _Page, index: int) -> tuple[int | None, float]:
    """Return direction and size in points of a character."""
    a, b, c, d = page.source.matrix(index)
    size = page.source.font_size(index) * math.hypot(c, d)
    return direction(page.frame.direction(a, b)), abs(size)


def _upright(page: _Page, start: int, end: int, size_pt: float) -> Iterator[Run]:
    """Yield what stands upright between two indexes, as far as it lies on the page; all boxes stand on the baseline.

    Boxes come from what each font states of itself; LibreOffice states no descent at all, others too much.
    """
    bottom = page.ys[start] + DESCENT_EM * size_pt
    run = Run(page.text[start:end], page.xs[start:end], page.x1s[start:end], bottom - size_pt, bottom, size_pt)
    if not 0 <= run.middle <= page.frame.height_pt:
        return
    if run.x0s[0] < 0 or run.x1s[-1] > page.frame.width_pt:
        run = _kept(run, [0 <= (x0 + x1) / 2 <= page.frame.width_pt for x0, x1 in zip(run.x0s, run.x1s, strict=True)])
    text = "".join(run.texts)
    if not (text.isascii() and text.isprintable()) and plain(text) != text:
        pieces = [plain(character.translate(_LINE_END_HYPHENS)) for character in text]
        run = _kept(run._replace(texts=pieces), [bool(piece) for piece in pieces])
    if run.texts:
        yield run


def _kept(run: Run, selectors: list[bool]) -> Run:
    x0s, x1s = list(compress(run.x0s, selectors)), list(compress(run.x1s, selectors))
    return run._replace(texts=list(compress(run.texts, selectors)), x0s=x0s, x1s=x1s)


def _turned(page: _Page, start: int, end: int, size_pt: float) -> Iterator[Glyph]:
    for index in range(start, end):
        text = plain(page.text[index].translate(_LINE_END_HYPHENS))
        glyph = Glyph(text, page.x0s[index], page.tops[index], page.x1s[index], page.bottoms[index], size_pt)
        on_page = 0 <= (glyph.x0 + glyph.x1) / 2 <= page.frame.width_pt and 0 <= glyph.middle <= page.frame.height_pt
        if text and on_page:
            yield glyph
