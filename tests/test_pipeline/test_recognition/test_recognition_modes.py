"""Pictures of every mode that files hold look as they are displayed."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from pipeline.parsers.recognition.modes import plain


def _stripes() -> Image.Image:
    """Return black, grey and white stripes."""
    image = Image.new("L", (30, 10), 255)
    image.paste(0, (0, 0, 10, 10))
    image.paste(128, (10, 0, 20, 10))
    return image


def _deep() -> Image.Image:
    return Image.fromarray(np.asarray(_stripes()).astype(np.uint16) * 257)


def _see_through() -> Image.Image:
    image = _stripes().convert("RGBA")
    image.paste((0, 0, 0, 0), (20, 0, 30, 10))
    return image


MADE: dict[str, Callable[[], Image.Image]] = {
    "1": lambda: _stripes().point(lambda value: 255 * (value > 64)).convert("1"),
    "L": _stripes,
    "RGB": lambda: _stripes().convert("RGB"),
    "RGBA": _see_through,
    "LA": lambda: _see_through().convert("LA"),
    "P": lambda: _stripes().convert("P"),
    "CMYK": lambda: _stripes().convert("RGB").convert("CMYK"),
    "YCbCr": lambda: _stripes().convert("RGB").convert("YCbCr"),
    "HSV": lambda: _stripes().convert("RGB").convert("HSV"),
    "LAB": lambda: Image.merge("LAB", (_stripes(), Image.new("L", (30, 10), 128), Image.new("L", (30, 10), 128))),
    "I;16": _deep,
    "I": lambda: _deep().convert("I"),
    "F": lambda: _stripes().convert("F"),
}


@pytest.mark.parametrize("mode", MADE)
def test_stripes_are_stripes_in_every_mode(mode: str) -> None:
    image = MADE[mode]()
    assert image.mode == mode
    grey = plain(image)
    assert grey.mode in ("L", "RGB")
    found = [grey.convert("L").getpixel((x, 5)) for x in (5, 15, 25)]
    middle = 255 if mode == "1" else 128
    assert found == pytest.approx([0, middle, 255], abs=2)
