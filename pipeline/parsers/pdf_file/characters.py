"""The characters of a page as PDFium knows them: runs on one baseline, and glyphs that do not stand upright."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, compress, count, islice, pairwise
from operator import lt, ne, or_

from pipeline.parsers.layout.sheet import Glyph, Run
from pipeline.parsers.pdf_file.frame import Frame, turned_direction
from pipeline.parsers.pdf_file.library import Manner, TextPage
from pipeline.parsers.pdf_file.reading import DESCENT_EM, MAX_GLYPHS, direction
from pipeline.parsers.text.characters import plain
from schemas.locator import BoxPt

_LINE_END_HYPHEN = re.compile("[\x02\ufffe]")  # what PDFium makes of a hyphen at a line's end
_MAY_BE_GENERATED = re.compile("[\r\n ]")
_GARBAGE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_CHINESE = re.compile("[\u3400-\u9fff]+")
SAME_WIDTH_EM = 0.02


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
    """The characters of a page, and where they stand on their baselines as displayed.

    `order` are their indexes in the text page, which holds blanks and line breaks of PDFium's own among them.
    """

    source: TextPage
    frame: Frame
    order: Sequence[int]
    text: str
    xs: list[float]
    ys: list[float]

    def right_ends(self, places: Sequence[int]) -> list[float]:
        """Return where some upright characters end on the right as displayed."""
        if self.frame.rotation:
            return [box[2] for box in self.boxes(places)]
        left = self.frame.left
        ends = self.source.right_ends([self.order[place] for place in places])
        return [right - left for right in ends] if left else ends

    def boxes(self, places: Sequence[int]) -> list[BoxPt]:
        """Return the boxes of some characters as displayed."""
        lefts, tops, rights, bottoms = self.source.boxes([self.order[place] for place in places])
        firsts = zip(*self.frame.placed(lefts, tops), strict=True)
        seconds = zip(*self.frame.placed(rights, bottoms), strict=True)
        return [
            (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            for (ax, ay), (bx, by) in zip(firsts, seconds, strict=True)
        ]


def read_characters(page: object, frame: Frame) -> Characters:
    """Read the characters of a page of PDFium."""
    source = TextPage(page)
    try:
        return _characters(_asked(source, frame)) if source.count else Characters()
    finally:
        source.close()


def _asked(source: TextPage, frame: Frame) -> _Page:
    glyphs = min(source.count, MAX_GLYPHS)
    text = source.text(glyphs)
    if _LINE_END_HYPHEN.search(text):
        text = _LINE_END_HYPHEN.sub("-", text)
    unnamed = source.unnamed(text)
    if unnamed:
        characters = list(text)
        for index in unnamed:
            characters[index] = "\ufffd"
        text = "".join(characters)
    order: Sequence[int] = range(glyphs)
    generated = source.generated([match.start() for match in _MAY_BE_GENERATED.finditer(text)])
    if generated:
        borders = [0, *chain.from_iterable((index, index + 1) for index in generated), glyphs]
        stretches = list(zip(borders[0::2], borders[1::2], strict=True))
        order = list(chain.from_iterable(range(start, end) for start, end in stretches))
        text = "".join([text[start:end] for start, end in stretches])
    xs, ys = frame.placed(*source.origins(order))
    return _Page(source, frame, order, text, xs, ys)


def _characters(page: _Page) -> Characters:
    result = Characters()
    upright: list[tuple[int, int, float]] = []
    for start, end, manner in _stretches(page):
        way, size = _direction_size(page.frame.rotation, manner)
        if way == 0:
            upright.append((start, end, size))
        else:
            result.others.extend((way, glyph) for glyph in _turned(page, start, end, size))
    ends = _right_ends(page, upright)
    result.runs.extend(run for run in [_upright(page, *stretch, ends) for stretch in upright] if run is not None)
    if plain(page.text) != page.text:
        result.runs = [run for run in map(_plain, result.runs) if run.texts]
    printed = "".join(
        "".join([*(run.text for run in result.runs), *(glyph.text for _, glyph in result.others)]).split()
    )
    result.printed, result.garbage = len(printed), len(_GARBAGE.findall(printed))
    return result


def _right_ends(page: _Page, stretches: list[tuple[int, int, float]]) -> list[float]:
    """Return where upright characters end on the right as displayed.

    Chinese characters of one stretch are of one width: where the boxes of the first and the last agree, they tell
    where all of them end.
    """
    ends = list(page.xs)
    words: list[list[tuple[int, int]]] = []
    asked: list[int] = []
    for start, end, _ in stretches:
        spans = [match.span() for match in _CHINESE.finditer(page.text, start, end)]
        words.append(spans)
        for first, last in spans:  # what is between the Chinese words
            asked.extend(range(start, first))
            start = last  # noqa: PLW2901
        asked.extend(range(start, end))
        if spans:
            asked.extend((spans[0][0], spans[-1][1] - 1))
    _fill(ends, page, asked)
    unlike: list[int] = []
    for (_, _, size), spans in zip(stretches, words, strict=True):
        if not spans:
            continue
        first, last = spans[0][0], spans[-1][1] - 1
        width = ends[first] - page.xs[first]
        if abs(ends[last] - page.xs[last] - width) > SAME_WIDTH_EM * size:
            unlike.extend(chain.from_iterable(map(range, *zip(*spans, strict=True))))
        else:
            for start, end in spans:
                ends[start:end] = [x + width for x in page.xs[start:end]]
    _fill(ends, page, unlike)
    return ends


def _fill(ends: list[float], page: _Page, places: list[int]) -> None:
    for place, end in zip(places, page.right_ends(places), strict=True):
        ends[place] = end


def _stretches(page: _Page) -> Iterator[tuple[int, int, Manner]]:
    """Yield start, end, manner of characters on one baseline that follow each other to the right."""
    xs, ys = page.xs, page.ys
    if not page.text:
        return
    breaks = map(or_, map(ne, islice(ys, 1, None), ys), map(lt, islice(xs, 1, None), xs))
    places = [0, *compress(count(1), breaks), len(page.text)]
    firsts = page.source.manners([page.order[start] for start in places[:-1]])
    lasts = page.source.manners([page.order[end - 1] for end in places[1:]])
    for (start, end), first, last in zip(pairwise(places), firsts, lasts, strict=True):
        if first == last:
            yield start, end, first
        else:
            yield from _of_one_manner(page, start, end)


def _of_one_manner(page: _Page, start: int, end: int) -> Iterator[tuple[int, int, Manner]]:
    """Yield the parts of a stretch, cut where size or direction of type change on the baseline."""
    manners = page.source.manners(page.order[start:end])
    changes = [place for place in range(1, end - start) if manners[place] != manners[place - 1]]
    for first, last in pairwise([0, *changes, end - start]):
        yield start + first, start + last, manners[first]


@lru_cache(maxsize=256)
def _direction_size(rotation: int, manner: Manner) -> tuple[int | None, float]:
    """Return the direction of a text as displayed, its size in points."""
    a, b, c, d, font_size = manner
    return direction(turned_direction(a, b, rotation)), abs(font_size * math.hypot(c, d))


def _upright(page: _Page, start: int, end: int, size_pt: float, ends: list[float]) -> Run | None:
    """Return what stands upright between two places, as far as it lies on the page; all boxes stand on the baseline.

    Boxes come from what each font states of itself; LibreOffice states no descent at all, others too much.
    """
    bottom = page.ys[start] + DESCENT_EM * size_pt
    run = Run(page.text[start:end], page.xs[start:end], ends[start:end], bottom - size_pt, bottom, size_pt)
    if not 0 <= run.middle <= page.frame.height_pt:
        return None
    if run.x0s[0] < 0 or run.x1s[-1] > page.frame.width_pt:
        run = _kept(run, [0 <= (x0 + x1) / 2 <= page.frame.width_pt for x0, x1 in zip(run.x0s, run.x1s, strict=True)])
    return run if run.texts else None


def _plain(run: Run) -> Run:
    """Return a run with its characters mapped to plain ones, those that are dropped left out."""
    if plain(run.text) == run.text:
        return run
    pieces = [plain(character) for character in run.texts]
    return _kept(run._replace(texts=pieces), [bool(piece) for piece in pieces])


def _kept(run: Run, selectors: list[bool]) -> Run:
    x0s, x1s = list(compress(run.x0s, selectors)), list(compress(run.x1s, selectors))
    return run._replace(texts=list(compress(run.texts, selectors)), x0s=x0s, x1s=x1s)


def _turned(page: _Page, start: int, end: int, size_pt: float) -> Iterator[Glyph]:
    for character, box in zip(page.text[start:end], page.boxes(range(start, end)), strict=True):
        text = plain(character)
        glyph = Glyph(text, *box, size_pt=size_pt)
        on_page = 0 <= (glyph.x0 + glyph.x1) / 2 <= page.frame.width_pt and 0 <= glyph.middle <= page.frame.height_pt
        if text and on_page:
            yield glyph
