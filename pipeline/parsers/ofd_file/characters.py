"""Characters of a text object: each with its box on the page (GB/T 33190-2016, 11)."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.parsers.layout.sheet import Glyph
from pipeline.parsers.layout.vertical import MIN_CHARACTERS
from pipeline.parsers.ofd_file.geometry import Matrix, box_of, distances, number
from pipeline.parsers.ofd_file.package import children
from pipeline.parsers.text.characters import plain

ASCENT_EM = 0.88  # a Chinese character stands on its baseline with so much of its height
USUAL_SIZE_MM = 3.7  # 五号
SLANT = 0.1  # slanting type leans less than this
STILL_EM = 0.1  # characters whose places differ less than this stand in one column
EVEN_EM = 1.5  # a distance up to this that is the same for all characters of a text parts no words
_QUARTER = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}
_ESCAPED = re.compile(r"\\([0-9A-Fa-f]{4})")
_LINE_BREAK = re.compile(r"[ \t]*[\r\n]\s*")
# advances of proportional type in em, between those of serif and sanserif fonts
_NARROW = frozenset("ijltfrI.,:;'|!()[]{}/\\ `")
_BROAD = frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class PlacedGlyph:
    """A character; `turn` is by how many degrees clockwise the page must be turned to set it upright.

    It is None for characters that slant, or for a few that stand one below the other: more are vertical writing.
    """

    glyph: Glyph
    turn: int | None


@dataclass(frozen=True, slots=True)
class _Style:
    """How the characters of a text object are drawn; `outside` maps its millimetres to points on the page."""

    size: float
    stretch: float
    character_turn: int
    outside: Matrix


def glyphs_of(element: _Element, outside: Matrix) -> list[PlacedGlyph]:
    """Return the characters of a TextObject.

    What a font draws for a code (CGTransform) is not asked: the code itself says the character. Text that is not
    painted (a scan's recognised text) is read as well.
    """
    size = _size(element)
    turn = round((number(element.get("CharDirection")) or 0.0) / 90) % 4 * 90
    style = _Style(size, number(element.get("HScale")) or 1.0, turn, outside)
    found: list[PlacedGlyph] = []
    x = y = 0.0
    for code in children(element, "TextCode"):
        stated = number(code.get("X")), number(code.get("Y"))
        x, y = (x if stated[0] is None else stated[0]), (y if stated[1] is None else stated[1])
        found.extend(_printed(code, x, y, style))
    return found


def _size(element: _Element) -> float:
    """Return the size of type in the object's millimetres.

    The standard demands it; where a producer leaves it out the height of the object stands for it.
    """
    stated = number(element.get("Size") or element.get("size"))
    boundary = box_of(element.get("Boundary"))
    found = stated or (boundary[3] if boundary else 0.0)
    return found if found > 0 else USUAL_SIZE_MM


def width_em(character: str) -> float:
    """Return the usual width of a character; fonts, which would tell it, are mostly not in the file."""
    if unicodedata.east_asian_width(character) in "WFA" and ord(character) > 0xFF:
        return 1.0
    if character in _NARROW:
        return 0.3
    if character in _BROAD:
        return 0.85
    return 0.66 if character.isupper() else 0.5


def _printed(code: _Element, x: float, y: float, style: _Style) -> Iterator[PlacedGlyph]:
    """Yield the characters of one TextCode: the first at x, y, each next one at its distance."""
    text = _LINE_BREAK.sub("", "".join(str(piece) for piece in code.itertext()))
    across = distances(code.get("DeltaX"), len(text))
    if len(across) != len(text) - 1 and "\\" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    down = distances(code.get("DeltaY"), len(text))
    turn = _turn(style)
    is_even = len(text) > 1 and bool(across) and max(across) - min(across) <= STILL_EM * style.size
    if 1 < len(text) < MIN_CHARACTERS and _is_column(across, down, style.size):
        turn = None
    for index, character in enumerate(text):
        natural = width_em(character) * style.size * style.stretch
        step = _at(across, index, 0.0 if down else natural)
        printed = plain(character)
        if printed:
            width = min(natural, step) if step > 0 and index < len(text) - 1 else natural
            if is_even and 0 < step <= EVEN_EM * style.size:
                width = step
            yield PlacedGlyph(_glyph(printed, x, y, width, style), turn)
        x += step
        y += _at(down, index, 0.0)


def _at(steps: list[float], index: int, otherwise: float) -> float:
    """Return a distance; where fewer are stated than there are characters the last one holds for the others."""
    return steps[min(index, len(steps) - 1)] if steps else otherwise


def _is_column(across: list[float], down: list[float], size: float) -> bool:
    """Tell whether characters stand one below the other."""
    still = STILL_EM * size
    return bool(down) and all(abs(step) > still for step in down) and all(abs(step) <= still for step in across)


def _glyph(text: str, x: float, y: float, width: float, style: _Style) -> Glyph:
    if style.character_turn:
        cosine, sine = _QUARTER[style.character_turn]
        place = style.outside.after(Matrix(cosine, sine, -sine, cosine, x, y))
        box = place.box(0.0, -ASCENT_EM * style.size, width, style.size)
    else:
        box = style.outside.box(x, y - ASCENT_EM * style.size, width, style.size)
    return Glyph(text, *box, size_pt=style.size * style.outside.scale)


def _turn(style: _Style) -> int | None:
    """Return by how many degrees clockwise the page must be turned to set the characters upright."""
    cosine, sine = _QUARTER[style.character_turn]
    outside = style.outside
    a, b = outside.a * cosine + outside.c * sine, outside.b * cosine + outside.d * sine
    if abs(b) <= SLANT * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= SLANT * abs(b):
        return 270 if b > 0 else 90
    return None
