"""The printed page behind the marks: PDF by PDFium, OFD from what was read, image files as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from pipeline.parsers.image import page_picture
from pipeline.parsers.layout.sheet import Ruling
from pipeline.parsers.ofd_file.characters import ASCENT_EM
from pipeline.parsers.ofd_file.content import Drawing
from pipeline.parsers.ofd_file.documents import read_documents, read_drawing
from pipeline.parsers.ofd_file.package import opened_ofd
from pipeline.parsers.ofd_file.pictures import canvas_of, dots_per_point, paint_pictures
from pipeline.reports.page_picture.lettering import Font, font_of
from schemas.errors import BrokenFile

DOTS_PER_INCH = 120.0
MAX_PIXELS = 40_000_000
_INK, _RULE = "#111111", "#999999"


@dataclass(frozen=True)
class Paper:
    """A page as a picture; `dots_per_point` pixels are a point of its boxes."""

    image: Image.Image
    dots_per_point: float


_Maker = Callable[[Path, str, int, Path | None], Paper]


def paper_of(path: Path, media_type: str, page: int, font_file: Path | None) -> Paper | None:
    """Return a printed page, None where a file of this kind has none.

    Raises BrokenFile where the page cannot be drawn, MissingPart where a Chinese font is needed.
    """
    maker = _MAKERS.get(media_type)
    return None if maker is None else maker(path, media_type, page, font_file)


def _pdf(path: Path, _media_type: str, page: int, _font_file: Path | None) -> Paper:
    try:
        with path.open("rb") as stream:
            document = pypdfium2.PdfDocument(stream)
            try:
                sheet = document[page - 1]
                area = max(sheet.get_width() * sheet.get_height(), 1.0)
                scale = min(DOTS_PER_INCH / 72, (MAX_PIXELS / area) ** 0.5)
                image = sheet.render(scale=scale).to_pil().convert("RGB")
            finally:
                document.close()
    except (pypdfium2.PdfiumError, OSError) as error:
        raise BrokenFile(f"第 {page} 页无法画出。") from error
    return Paper(image, scale)


def _ofd(path: Path, _media_type: str, page: int, font_file: Path | None) -> Paper:
    first = 1
    with opened_ofd(path) as package:
        for document in read_documents(package):
            if page < first + len(document.pages):
                drawing = read_drawing(package, document, document.pages[page - first], page)
                canvas = canvas_of(drawing, DOTS_PER_INCH)
                paint_pictures(canvas, package, document, drawing, DOTS_PER_INCH)
                dots = dots_per_point(drawing, DOTS_PER_INCH)
                _paint_print(canvas, drawing, dots, font_file)
                return Paper(canvas, dots)
            first += len(document.pages)
    raise BrokenFile(f"第 {page} 页无法画出。")


def _paint_print(canvas: Image.Image, drawing: Drawing, dots: float, font_file: Path | None) -> None:
    """Paint the characters and rulings of an OFD page where they were read."""
    draw = ImageDraw.Draw(canvas)
    for ruling in drawing.sheet.rulings:
        draw.line(_ends(ruling, dots), fill=_RULE)
    for item in drawing.printed:
        glyph = item.glyph
        font = font_of(font_file, glyph.size_pt * dots)
        if item.turn:
            letter = _turned_letter(glyph.text, font, item.turn)
            canvas.paste(_INK, (round(glyph.x0 * dots), round(glyph.top * dots)), letter)
        else:
            place = (glyph.x0 * dots, (glyph.top + ASCENT_EM * glyph.size_pt) * dots)
            draw.text(place, glyph.text, fill=_INK, font=font, anchor="ls")


def _turned_letter(text: str, font: Font, turn: int) -> Image.Image:
    """Return a mask of a letter that stands upright once the page is turned clockwise by so many degrees."""
    side = round(font.size)
    letter = Image.new("L", (max(side, round(font.getlength(text))), side))
    ImageDraw.Draw(letter).text((0, ASCENT_EM * side), text, fill=255, font=font, anchor="ls")
    return letter.rotate(turn, expand=True)


def _ends(ruling: Ruling, dots: float) -> tuple[float, float, float, float]:
    at, start, end = ruling.at * dots, ruling.start * dots, ruling.end * dots
    return (start, at, end, at) if ruling.horizontal else (at, start, at, end)


def _image(path: Path, media_type: str, page: int, _font_file: Path | None) -> Paper:
    image, width_pt, _ = page_picture(path, media_type, page)
    wanted = max(1, round(width_pt * DOTS_PER_INCH / 72))
    if image.width > wanted:
        image = image.resize((wanted, max(1, round(image.height * wanted / image.width))))
    return Paper(image.convert("RGB"), image.width / width_pt)


_MAKERS: dict[str, _Maker] = {
    "application/pdf": _pdf,
    "application/ofd": _ofd,
    "image/jpeg": _image,
    "image/png": _image,
    "image/tiff": _image,
}
# the media types of files that have printed pages
PRINTED = frozenset(_MAKERS)
