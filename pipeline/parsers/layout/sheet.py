"""What is printed on one page, before any reading of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.locator import BoxPt


class Glyph(NamedTuple):
    """One printed character (a ligature may hold several), blanks included; its box in points from the top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size_pt: float

    @property
    def middle(self) -> float:
        """The height of the middle of the box."""
        return (self.top + self.bottom) / 2


class Run(NamedTuple):
    """Glyphs of one height and size that follow each other from left to right: the n-th stands from x0s[n] to x1s[n].

    `texts` is a string where every glyph is one character. A page has some dozens of runs for its thousand glyphs, and
    most that must be known of a line is known of its runs. `confidence` (0-1) tells how sure their recognition is; None
    where the file itself says what stands there.
    """

    texts: Sequence[str]
    x0s: Sequence[float]
    x1s: Sequence[float]
    top: float
    bottom: float
    size_pt: float
    confidence: float | None = None

    @property
    def middle(self) -> float:
        """The height of the middle of the boxes."""
        return (self.top + self.bottom) / 2

    @property
    def text(self) -> str:
        """All of the text."""
        return self.texts if type(self.texts) is str else "".join(self.texts)

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing is printed."""
        return self.text.isspace()

    def cut(self, start: int, end: int) -> "Run":
        """Return the glyphs from the 0-based `start` to before `end`."""
        return self._replace(texts=self.texts[start:end], x0s=self.x0s[start:end], x1s=self.x1s[start:end])

    def glyphs(self) -> list[Glyph]:
        """Return the glyphs one by one."""
        return [
            Glyph(text, x0, self.top, x1, self.bottom, self.size_pt)
            for text, x0, x1 in zip(self.texts, self.x0s, self.x1s, strict=True)
        ]


class Ruling(NamedTuple):
    """A straight line, horizontal or vertical: `at` is its y or x, `start` to `end` its reach along the other axis."""

    horizontal: bool
    at: float
    start: float
    end: float


class Line(NamedTuple):
    """A printed line: its text without odd blanks.

    `first_unit_pt` is the width of the first piece that cannot be broken (a word, a number, a character with the
    closing mark behind it): had it fitted, it would stand on the line before. `confidence` is that of its least sure
    run.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size_pt: float
    first_unit_pt: float
    confidence: float | None = None

    @property
    def box_pt(self) -> BoxPt:
        """The box, rounded to hundredths of a point."""
        return (round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))

    @property
    def middle(self) -> float:
        """The height of the middle of the line."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The x of the middle of the line."""
        return (self.x0 + self.x1) / 2


@dataclass
class Sheet:
    """One page: `page` is 1-based; what is printed upright stands in `glyphs` or `runs`, in the order of the file.

    `askew` are glyphs that do not stand upright as most of the page does: vertical captions, watermarks. `turn` is by
    how many degrees the page as displayed was turned clockwise to make its text upright; sizes are those after it.
    """

    page: int
    width_pt: float
    height_pt: float
    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    askew: list[Glyph] = field(default_factory=list)
    turn: int = 0
    runs: list[Run] = field(default_factory=list)


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Return the runs that glyphs form which follow each other in the order of the file."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        if not glyph.text:
            continue
        before = runs[-1][-1] if runs else None
        if before is not None and before.x0 <= glyph.x0 and _is_level(before, glyph):
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return [_run(members) for members in runs]


def _is_level(first: Glyph, second: Glyph) -> bool:
    return (first.top, first.bottom, first.size_pt) == (second.top, second.bottom, second.size_pt)


def _run(members: list[Glyph]) -> Run:
    first = members[0]
    return Run(
        [glyph.text for glyph in members],
        [glyph.x0 for glyph in members],
        [glyph.x1 for glyph in members],
        first.top,
        first.bottom,
        first.size_pt,
    )


def least(confidences: Iterable[float | None]) -> float | None:
    """Return the lowest confidence; None where none is stated."""
    return min((confidence for confidence in confidences if confidence is not None), default=None)


def union(boxes: list[BoxPt]) -> BoxPt:
    """Return the smallest box around boxes; there must be one."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
