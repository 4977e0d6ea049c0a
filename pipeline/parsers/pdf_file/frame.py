"""The way from a PDF file's own space to the page as displayed."""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium

_LETTER = (0.0, 0.0, 612.0, 792.0)


@dataclass(frozen=True)
class Frame:
    """The displayed box of a page in the file's own space, and its clockwise rotation in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def width_pt(self) -> float:
        """The width as displayed."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height_pt(self) -> float:
        """The height as displayed."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def placed(self, xs: Sequence[float], ys: Sequence[float]) -> tuple[list[float], list[float]]:
        """Return points as displayed, in points from the top left."""
        if self.rotation == 90:
            return [y - self.bottom for y in ys], [x - self.left for x in xs]
        if self.rotation == 180:
            return [self.right - x for x in xs], [y - self.bottom for y in ys]
        if self.rotation == 270:
            return [self.top - y for y in ys], [self.right - x for x in xs]
        left, top = self.left, self.top
        return [x - left for x in xs] if left else list(xs), [top - y for y in ys]


def turned_direction(a: float, b: float, rotation: int) -> tuple[float, float]:
    """Return the direction (a, b) of a text on a page as displayed, y upwards."""
    return {90: (b, -a), 180: (-a, -b), 270: (-b, a)}.get(rotation, (a, b))


def frame_of(page: object) -> Frame:
    """Return the frame of a page of PDFium: its crop box as far as it lies on the page."""
    box = pdfium.FS_RECTF()
    found = pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    left, bottom, right, top = (box.left, box.bottom, box.right, box.top) if found else _LETTER
    if right <= left or top <= bottom:
        left, bottom, right, top = _LETTER
    return Frame(left, bottom, right, top, 90 * (pdfium.FPDFPage_GetRotation(page) % 4))
