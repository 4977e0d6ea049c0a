"""What is printed on one page, before any reading of it."""

from dataclasses import dataclass, field

from schemas.locator import BoxPt


@dataclass(frozen=True, slots=True)
class Glyph:
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


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line, horizontal or vertical: `at` is its y or x, `start` to `end` its reach along the other axis."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text without odd blanks.

    `first_unit_pt` is the width of the first piece that cannot be broken (a word, a number, a character with the
    closing mark behind it): had it fitted, it would stand on the line before.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size_pt: float
    first_unit_pt: float

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
    """One page: `page` is 1-based; glyphs in the order of the file.

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


def union(boxes: list[BoxPt]) -> BoxPt:
    """Return the smallest box around boxes; there must be one."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
