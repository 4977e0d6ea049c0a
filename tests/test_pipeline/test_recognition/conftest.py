"""Pages drawn as a printer and a scanner make them."""

import io
import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

DOTS_PER_POINT = 200 / 72
FONTS = Path("/usr/share/fonts/opentype/noto")
SEAL_RED = (214, 32, 38)
Face = Callable[[float], ImageFont.FreeTypeFont]


def _missing(reason: str) -> None:
    pytest.fail(reason) if os.environ.get("ZUOZHENG_REQUIRE_ALL") == "1" else pytest.skip(reason)


@pytest.fixture(scope="session")
def ocr() -> None:
    """Text recognition, or a skip that says what to install."""
    from pipeline.parsers import recognition

    if not recognition.available():
        _missing("text recognition is not installed: pip install 'zuozheng[ocr]'")


@pytest.fixture(scope="session")
def face() -> Face:
    """The type of official documents, in a size in points."""
    file = FONTS / "NotoSerifCJK-Regular.ttc"
    if not file.is_file():
        _missing("no Chinese font is installed: apt-get install fonts-noto-cjk")
    return lambda size_pt: ImageFont.truetype(str(file), round(size_pt * DOTS_PER_POINT), index=2)


class Paper:
    """A sheet at 200 dpi; all lengths are in points."""

    def __init__(self, face: Face, width_pt: float, height_pt: float) -> None:
        self.size_pt = (width_pt, height_pt)
        self._face = face
        self.image = Image.new("RGB", (round(width_pt * DOTS_PER_POINT), round(height_pt * DOTS_PER_POINT)), "white")
        self._pen = ImageDraw.Draw(self.image)

    def write(
        self, x: float, y: float, text: str, size: float = 12, colour: tuple[int, int, int] = (20, 20, 20)
    ) -> None:
        """Write a line whose upper left corner is at (x, y)."""
        self._pen.text((x * DOTS_PER_POINT, y * DOTS_PER_POINT), text, font=self._face(size), fill=colour)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        places = tuple(value * DOTS_PER_POINT for value in (x0, y0, x1, y1))
        self._pen.line(places, fill=(30, 30, 30), width=2)

    def table(self, x: float, y: float, widths: list[float], height: float, rows: list[list[str]], size: float) -> None:
        """Draw a ruled table; a place that holds only < belongs to the cell on its left."""
        for number, row in enumerate(rows):
            top, left = y + number * height, x
            self.rule(x, top, x + sum(widths), top)
            for column, (width, text) in enumerate(zip(widths, row, strict=True)):
                if text != "<":
                    self.rule(left, top, left, top + height)
                    self.write(left + 5, top + (height - 1.45 * size) / 2, text, size)
                left += width
                if column + 1 == len(row):
                    self.rule(left, top, left, top + height)
        self.rule(x, y + len(rows) * height, x + sum(widths), y + len(rows) * height)

    def stamp(self, x: float, y: float, radius: float = 59.5) -> None:
        """Press a round seal of 42 mm with a star and a rim of characters over what is printed."""
        side = round(2 * radius * DOTS_PER_POINT)
        seal = Image.new("L", (side, side), 0)
        pen, centre = ImageDraw.Draw(seal), side / 2
        pen.ellipse((4, 4, side - 5, side - 5), outline=235, width=9)
        star = [
            (centre + reach * math.sin(math.pi * k / 5), centre - reach * math.cos(math.pi * k / 5))
            for k in range(10)
            for reach in [side * (0.17 if k % 2 == 0 else 0.07)]
        ]
        pen.polygon(star, fill=235)
        for number, character in enumerate("某某县统计局专用章"):
            angle = math.radians(-120 + 30 * number)
            glyph = Image.new("L", (64, 64), 0)
            ImageDraw.Draw(glyph).text((9, 2), character, font=self._face(15), fill=235)
            glyph = glyph.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
            reach = centre - 48
            place = (round(centre + reach * math.sin(angle)) - 32, round(centre - reach * math.cos(angle)) - 32)
            seal.paste(235, place, glyph)
        ink = Image.composite(Image.new("RGB", seal.size, SEAL_RED), Image.new("RGB", seal.size, "white"), seal)
        corner = (round((x - radius) * DOTS_PER_POINT), round((y - radius) * DOTS_PER_POINT))
        below = self.image.crop((*corner, corner[0] + side, corner[1] + side))
        from PIL import ImageChops

        self.image.paste(ImageChops.multiply(below, ink), corner)

    def scanned(self, slant_degrees: float) -> Image.Image:
        """Return the sheet as a scanner gives it: slanted, blurred, grainy, not quite white, compressed."""
        import numpy as np

        turned = self.image.rotate(-slant_degrees, resample=Image.Resampling.BICUBIC, fillcolor="white")
        blurred = turned.filter(ImageFilter.GaussianBlur(0.6))
        grain = np.random.default_rng(7).normal(0, 8, (turned.height, turned.width, 1))
        shades = np.asarray(blurred).astype(float) * 0.93 + 8 + grain
        file = io.BytesIO()
        Image.fromarray(shades.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=75)
        return Image.open(file)


@pytest.fixture
def paper(face: Face) -> Callable[[float, float], Paper]:
    """Return a sheet of a size in points to draw on."""
    return lambda width_pt, height_pt: Paper(face, width_pt, height_pt)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail where anything looks for an address."""

    def refused(*arguments: object) -> None:
        raise AssertionError(f"looked for {arguments}")

    monkeypatch.setattr("socket.getaddrinfo", refused)
    monkeypatch.setattr("socket.socket.connect", refused)
    yield
