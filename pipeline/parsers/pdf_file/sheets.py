"""Sheets from pdfplumber pages: glyphs and rulings of one page, its origin at the visible top left."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from pdfplumber.page import Page

from pipeline.parsers.layout.sheet import Glyph, Ruling, Sheet
from pipeline.parsers.layout.turning import turned
from pipeline.parsers.pdf_file.drawings import FRAME_SHARE, STRAIGHT_PT, THIN_PT
from pipeline.parsers.pdf_file.reading import DESCENT_EM, MAX_GLYPHS, PageReading, direction
from pipeline.parsers.text.characters import is_garbage, plain

MAX_DESCENT_EM = 0.5
MAX_CURVES = 2000
_Object = dict[str, Any]


def read_sheet(page: Page) -> PageReading:
    """Read one pdfplumber page; raises whatever pdfplumber raises."""
    x0, top, x1, bottom = (float(value) for value in _visible(page))
    sheet = Sheet(page=int(page.page_number), width_pt=x1 - x0, height_pt=bottom - top)
    chars = [(direction(char["matrix"]), _glyph(char, x0, top)) for char in page.chars[:MAX_GLYPHS]]
    placed = [(way, glyph) for way, glyph in chars if glyph is not None and _is_inside(glyph, sheet)]
    upright = _main_direction(placed)
    sheet.glyphs.extend(glyph for way, glyph in placed if way == upright)
    sheet.askew.extend(glyph for way, glyph in placed if way != upright)
    sheet.rulings.extend(_rulings(page, sheet, x0, top))
    printed = [glyph for _, glyph in placed if not glyph.text.isspace()]
    area = max(sheet.width_pt * sheet.height_pt, 1.0)
    pictures = sum(_area(image, sheet, x0, top) for image in page.images)
    return PageReading(
        sheet=turned(sheet, upright) if upright else sheet,
        printed=len(printed),
        garbage=sum(1 for glyph in printed if any(is_garbage(character) for character in glyph.text)),
        picture_share=min(pictures / area, 1.0),
        drawings=len(page.curves) + len(page.rects),
    )


def _main_direction(placed: list[tuple[int | None, Glyph]]) -> int:
    """Return the direction of most characters of a page."""
    counts = Counter(way for way, glyph in placed if way is not None and not glyph.text.isspace())
    return max(counts, key=lambda way: (counts[way], -way)) if counts else 0


def _visible(page: Page) -> tuple[float, float, float, float]:
    """Return the box that is displayed: the crop box as far as it lies on the page."""
    media, crop = page.mediabox, getattr(page, "cropbox", page.mediabox)
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[2] > box[0] and box[3] > box[1] else media


def _glyph(char: _Object, x0: float, top: float) -> Glyph | None:
    text = "\ufffd" if str(char["text"]).startswith("(cid:") else plain(str(char["text"]))
    if not text:
        return None
    size = float(char["size"])
    lowered = _lowering(char, size)
    return Glyph(
        text=text,
        x0=float(char["x0"]) - x0,
        top=float(char["top"]) - top + lowered,
        x1=float(char["x1"]) - x0,
        bottom=float(char["bottom"]) - top + lowered,
        size_pt=size,
    )


def _lowering(char: _Object, size: float) -> float:
    """Return by how much to lower a box so that it stands on its baseline as a Chinese character does.

    Boxes come from what each font states of itself; LibreOffice states no descent at all, others too much.
    """
    if direction(char["matrix"]) != 0:
        return 0.0
    stated = (float(char["matrix"][5]) - float(char["y0"])) / size if size else 1.0
    return (DESCENT_EM - stated) * size if abs(stated) <= MAX_DESCENT_EM else 0.0


def _is_inside(glyph: Glyph, sheet: Sheet) -> bool:
    return 0 <= (glyph.x0 + glyph.x1) / 2 <= sheet.width_pt and 0 <= glyph.middle <= sheet.height_pt


def _rulings(page: Page, sheet: Sheet, x0: float, top: float) -> Iterable[Ruling]:
    for line in page.lines:
        yield from _straight(line["x0"] - x0, line["top"] - top, line["x1"] - x0, line["bottom"] - top)
    for rect in page.rects:
        yield from _sides(rect, sheet, x0, top)
    if len(page.curves) <= MAX_CURVES:
        for curve in page.curves:
            points = [(x - x0, y - top) for x, y in curve["pts"]]
            for (ax, ay), (bx, by) in pairwise(points):
                yield from _straight(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _straight(x0: float, top: float, x1: float, bottom: float) -> Iterable[Ruling]:
    if bottom - top <= STRAIGHT_PT < x1 - x0:
        yield Ruling(True, (top + bottom) / 2, x0, x1)
    elif x1 - x0 <= STRAIGHT_PT < bottom - top:
        yield Ruling(False, (x0 + x1) / 2, top, bottom)


def _sides(rect: _Object, sheet: Sheet, left: float, upper: float) -> Iterable[Ruling]:
    """Return a thin rectangle as one line, a stroked one as four; a filled one is a shade."""
    x0, top, x1, bottom = rect["x0"] - left, rect["top"] - upper, rect["x1"] - left, rect["bottom"] - upper
    if bottom - top <= THIN_PT or x1 - x0 <= THIN_PT:
        if bottom - top <= x1 - x0:
            yield Ruling(True, (top + bottom) / 2, x0, x1)
        else:
            yield Ruling(False, (x0 + x1) / 2, top, bottom)
    elif rect.get("stroke") and (x1 - x0) * (bottom - top) < FRAME_SHARE * sheet.width_pt * sheet.height_pt:
        yield Ruling(True, top, x0, x1)
        yield Ruling(True, bottom, x0, x1)
        yield Ruling(False, x0, top, bottom)
        yield Ruling(False, x1, top, bottom)


def _area(image: _Object, sheet: Sheet, x0: float, top: float) -> float:
    """Return the area that a picture covers on the page."""
    width = min(image["x1"] - x0, sheet.width_pt) - max(image["x0"] - x0, 0.0)
    height = min(image["bottom"] - top, sheet.height_pt) - max(image["top"] - top, 0.0)
    return float(max(width, 0.0) * max(height, 0.0))
