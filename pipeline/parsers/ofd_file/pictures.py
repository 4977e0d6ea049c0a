"""The pictures of a page as one picture of the whole page."""

import io
import math
import warnings

from PIL import Image

from pipeline.parsers.ofd_file.content import Drawing, Picture
from pipeline.parsers.ofd_file.documents import OfdDocument
from pipeline.parsers.ofd_file.geometry import Matrix
from pipeline.parsers.ofd_file.package import OfdPackage
from schemas.errors import BrokenFile

MAX_PIXELS = 40_000_000  # of the page; a larger one is drawn at fewer dots
POINTS_PER_INCH = 72
# what Pillow raises on damaged pictures, kinds it does not know (JBIG2) and those beyond its own limit
_FOREIGN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)


def canvas_of(drawing: Drawing, dots_per_inch: float) -> Image.Image:
    """Return an empty page."""
    dots = dots_per_point(drawing, dots_per_inch)
    width, height = drawing.sheet.width_pt * dots, drawing.sheet.height_pt * dots
    return Image.new("RGB", (max(1, round(width)), max(1, round(height))), "white")


def dots_per_point(drawing: Drawing, dots_per_inch: float) -> float:
    """Return how large to draw a page: as wanted, or as large as the limit allows."""
    area = max(drawing.sheet.width_pt * drawing.sheet.height_pt, 1.0)
    return min(dots_per_inch / POINTS_PER_INCH, math.sqrt(MAX_PIXELS / area))


def paint_pictures(
    canvas: Image.Image, package: OfdPackage, document: OfdDocument, drawing: Drawing, dots_per_inch: float
) -> int:
    """Put all pictures of a page on its canvas; return how many could not be read."""
    dots = dots_per_point(drawing, dots_per_inch)
    failed = 0
    for picture in drawing.pictures:
        image = _image(package, document, picture)
        if image is None:
            failed += 1
        else:
            _paint(canvas, image, Matrix(a=dots, d=dots).after(picture.place))
    return failed


def _image(package: OfdPackage, document: OfdDocument, picture: Picture) -> Image.Image | None:
    part = document.media.get(picture.resource)
    if part is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(package.read(part))).convert("RGBA")
    except (*_FOREIGN, BrokenFile):
        return None


def _paint(canvas: Image.Image, image: Image.Image, place: Matrix) -> None:
    """Paint a picture where `place` maps the unit square, in pixels of the canvas."""
    x0, top, x1, bottom = place.box(0.0, 0.0, 1.0, 1.0)
    if not (place.b or place.c) and place.a > 0 and place.d > 0:
        size = (max(1, round(x1 - x0)), max(1, round(bottom - top)))
        if size[0] * size[1] <= MAX_PIXELS:
            scaled = image.resize(size, reducing_gap=2.0)
            canvas.paste(scaled, (round(x0), round(top)), scaled)
        return
    determinant = place.a * place.d - place.b * place.c
    if not determinant:
        return
    wide, high = image.width / determinant, image.height / determinant
    back = (
        place.d * wide, -place.c * wide, (place.c * place.f - place.d * place.e) * wide,
        -place.b * high, place.a * high, (place.b * place.e - place.a * place.f) * high,
    )  # fmt: skip
    turned = image.transform(canvas.size, Image.Transform.AFFINE, back, Image.Resampling.BILINEAR)
    canvas.paste(turned, (0, 0), turned)
