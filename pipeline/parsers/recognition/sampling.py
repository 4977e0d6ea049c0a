"""One line of a page read from its picture, to compare with what a file says stands there."""

from difflib import SequenceMatcher
from unicodedata import normalize

import numpy as np
from PIL import Image

from pipeline.parsers.layout.sheet import Line
from pipeline.parsers.recognition.engine import read_lines

MARGIN_EM = 0.2
AGREEING = 0.5  # recognition errs in a few characters of a hundred, another text shares a few
LEAST_CHARACTERS, MOST_CHARACTERS = 6, 40


def sample_line(lines: list[Line]) -> Line | None:
    """Return the line of a page best compared: one of many characters, not too long to be read in one piece."""
    fitting = [line for line in lines if LEAST_CHARACTERS <= len(line.text) <= MOST_CHARACTERS]
    return max(fitting, key=lambda line: len(line.text), default=None)


def stands_there(line: Line, image: Image.Image, width_pt: float) -> bool:
    """Tell whether the picture of a page, `width_pt` wide, shows at the place of a line what the line says."""
    scale = image.width / width_pt
    margin = MARGIN_EM * line.size_pt
    left, top = round((line.x0 - margin) * scale), round((line.top - margin) * scale)
    right, bottom = round((line.x1 + margin) * scale), round((line.bottom + margin) * scale)
    cut = image.convert("L").crop((left, top, right, bottom))
    if min(cut.size) < 1:
        return False
    (reading,) = read_lines([np.asarray(cut, dtype=np.uint8)])
    first, second = _squeezed(line.text), _squeezed(reading.text)
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= AGREEING


def _squeezed(text: str) -> str:
    return "".join(normalize("NFKC", text).split())
