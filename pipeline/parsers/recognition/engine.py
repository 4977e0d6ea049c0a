"""The recognition engine: where lines of text stand on a page, what they say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

import cv2
import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from rapidocr import EngineType, RapidOCR
from rapidocr.ch_ppocr_det import TextDetOutput
from rapidocr.ch_ppocr_rec.typings import WordInfo

from pipeline.parsers.recognition.pixels import Pixels, Quad, dots

COARSE, FINE = 0.5, 0.7  # at 100 dpi lines are found as well as at 200, in a tenth of the time, unless they are small
SMALL_LINE_PT = 15.0  # the height of the box around a line of type of about 10 points
SMALL_SHARE = 0.25
LEAST_SIDE = 32  # what the models take at least, in pixels
TURNED_SHARE = 0.5


@dataclass(frozen=True)
class Reading:
    """What one line says: for each character its place (0-1 along the line) and confidence; blanks are left out.

    `blanks` are the numbers of the characters in front of which a blank stands.
    """

    text: str
    places: tuple[float, ...]
    confidences: tuple[float, ...]
    blanks: frozenset[int]


@cache
def _engine() -> RapidOCR:
    """Load the models that the package holds; one thread, as every process reads a page of its own."""
    onnxruntime.disable_telemetry_events()
    cv2.setNumThreads(1)
    parameters = {
        "Global.log_level": "critical",
        "Global.return_word_box": True,
        "Global.use_preprocess_img": False,  # pages come in the size in which lines are found best
        "Global.use_vertical_padding": False,
        "Det.limit_side_len": LEAST_SIDE,
        "EngineConfig.onnxruntime.intra_op_num_threads": 1,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    parameters.update({f"{part}.engine_type": EngineType.ONNXRUNTIME for part in ("Det", "Cls", "Rec")})
    return RapidOCR(params=parameters)


def find_lines(page: Pixels) -> list[Quad]:
    """Return where pieces of lines stand, as corners in the pixels of the page."""
    lines = _found(page, COARSE)
    small = sum(1 for line in lines if float(np.linalg.norm(line[3] - line[0])) < dots(SMALL_LINE_PT))
    return _found(page, FINE) if small > SMALL_SHARE * len(lines) else lines


def _found(page: Pixels, scale: float) -> list[Quad]:
    larger = _at_least(page, round(LEAST_SIDE / scale))
    small = cv2.resize(larger, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = _engine()(cv2.cvtColor(small, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
    boxes = found.boxes if isinstance(found, TextDetOutput) else None
    return [] if boxes is None else [np.asarray(box / scale, dtype=np.float32) for box in boxes]


def _at_least(page: Pixels, side: int) -> Pixels:
    """Return a page with paper added at the right and below until both sides are this long."""
    below, right = (max(side - length, 0) for length in page.shape[:2])
    if not below and not right:
        return page
    return cv2.copyMakeBorder(page, 0, below, 0, right, cv2.BORDER_REPLICATE).astype(np.uint8)


def is_upside_down(pieces: Sequence[Pixels]) -> bool:
    """Tell whether most of some pieces of lines stand on their head."""
    if not pieces:
        return False
    _, result = _engine().cls_and_rotate([cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR) for piece in pieces])
    turned = [label == "180" for label, _ in result.cls_res or ()]
    return sum(turned) > TURNED_SHARE * len(pieces)


def read_lines(pieces: Sequence[Pixels]) -> list[Reading]:
    """Return what each of the pieces says, in their order."""
    if not pieces:
        return []
    result = _engine().recognize_txt([cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR) for piece in pieces])
    texts = result.txts or ("",) * len(pieces)
    return [_reading(text, cast(WordInfo, info)) for text, info in zip(texts, result.word_results, strict=True)]


def _reading(text: str, info: WordInfo) -> Reading:
    columns = [column for word in info.word_cols for column in word]
    printed: list[str] = []
    confidences: list[float] = []
    blanks: set[int] = set()
    for character, confidence in zip(text, info.confs, strict=False):
        if character.isspace():
            blanks.add(len(printed))
        else:
            printed.append(character)
            confidences.append(float(confidence))
    if len(columns) != len(printed):  # a token of several characters
        columns = [int((number + 0.5) * info.line_txt_len / max(len(printed), 1)) for number in range(len(printed))]
    places = tuple((column + 0.5) / max(info.line_txt_len, 1.0) for column in columns)
    return Reading("".join(printed), places, tuple(confidences), frozenset(blanks))
