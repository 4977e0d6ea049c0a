"""Pages of a PDF painted as pictures, for text recognition."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pypdfium2
from PIL import Image

DOTS_PER_INCH = 200
MAX_PIXELS = 40_000_000  # a larger page is painted with fewer dots


def pictures(path: Path, pages: Iterable[int]) -> Iterator[tuple[int, Image.Image, float, float]]:
    """Yield 1-based page, its picture as displayed, width and height in points; pages PDFium cannot paint are left out.

    Raises OSError.
    """
    with path.open("rb") as stream:
        try:
            document = pypdfium2.PdfDocument(stream)
        except pypdfium2.PdfiumError:
            return
        try:
            for number in pages:
                page = _loaded(document, number)
                if page is not None:
                    width_pt, height_pt = page.get_size()
                    yield number, _painted(page, width_pt * height_pt), width_pt, height_pt
                    page.close()
        finally:
            document.close()


def _loaded(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage | None:
    try:
        return document[number - 1]
    except (pypdfium2.PdfiumError, IndexError):
        return None


def _painted(page: pypdfium2.PdfPage, area: float) -> Image.Image:
    scale = min(DOTS_PER_INCH / 72, (MAX_PIXELS / max(area, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale)
    try:
        picture: Image.Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        bitmap.close()
