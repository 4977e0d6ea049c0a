"""Numbers of OFD parts: boxes, matrices, lists of distances."""

import math
from dataclasses import dataclass

from lxml.etree import _Element

POINTS_PER_MM = 72 / 25.4
MAX_MM = 1e6  # what lies further off is damage, not a place on paper
Box = tuple[float, float, float, float]  # x, y, width, height in millimetres


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map of points, x to the right, y downwards: (x, y) -> (a*x + c*y + e, b*x + d*y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to lie."""
        return (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)

    def after(self, first: "Matrix") -> "Matrix":
        """Return the map that does `first`, then this one."""
        e, f = self.point(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            e,
            f,
        )

    @property
    def scale(self) -> float:
        """By how much lengths grow, on the mean of both axes."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    def box(self, x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
        """Return x0, top, x1, bottom around the mapped rectangle."""
        if not (self.b or self.c):
            x0, x1 = self.a * x + self.e, self.a * (x + width) + self.e
            top, bottom = self.d * y + self.f, self.d * (y + height) + self.f
            return (min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))
        corners = [self.point(x + dx, y + dy) for dx in (0.0, width) for dy in (0.0, height)]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return (min(xs), min(ys), max(xs), max(ys))


def numbers(text: str | None) -> list[float]:
    """Return the numbers of a list parted by blanks or commas; what is none is left out."""
    found = []
    for word in (text or "").replace(",", " ").split():
        value = number(word)
        if value is not None:
            found.append(value)
    return found


def number(text: str | None) -> float | None:
    """Return a number; None where there is none, or one that no page could hold."""
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and abs(value) <= MAX_MM else None


def box_of(text: str | None) -> Box | None:
    """Return the four numbers of a box; None where they are not four or the box is turned inside out."""
    values = numbers(text)
    if len(values) != 4 or values[2] < 0 or values[3] < 0:
        return None
    return (values[0], values[1], values[2], values[3])


def placed(element: _Element) -> Matrix:
    """Return the map from the inside of a graphic unit to what it stands in: its CTM, then its Boundary's corner."""
    values = numbers(element.get("CTM"))
    own = Matrix(*values) if len(values) == 6 else Matrix()
    boundary = box_of(element.get("Boundary"))
    return Matrix(e=boundary[0], f=boundary[1]).after(own) if boundary else own


def distances(text: str | None, count: int) -> list[float]:
    """Return at most `count` distances; `g n v` stands for the distance v, n times (GB/T 33190, 11.3)."""
    words = (text or "").replace(",", " ").split()
    found: list[float] = []
    index = 0
    while index < len(words) and len(found) < count:
        if words[index] == "g":
            times, value = number(_at(words, index + 1)), number(_at(words, index + 2))
            if times is not None and value is not None:
                found.extend([value] * max(0, min(int(times), count - len(found))))
            index += 3
        else:
            found.append(number(words[index]) or 0.0)
            index += 1
    return found


def _at(words: list[str], index: int) -> str | None:
    return words[index] if index < len(words) else None
