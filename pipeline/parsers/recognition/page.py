"""THE order in which a page picture is read."""

from dataclasses import dataclass
from statistics import median

import numpy as np
from PIL import Image

from pipeline.parsers.layout.grids import tables_of
from pipeline.parsers.layout.sheet import Ruling, Run, Sheet
from pipeline.parsers.recognition.conventions import as_page_number, settled
from pipeline.parsers.recognition.engine import Reading, read_lines
from pipeline.parsers.recognition.marks import lone_mark, weighed
from pipeline.parsers.recognition.pieces import cut_out, forgotten, parted, stacked
from pipeline.parsers.recognition.pixels import DOTS_PER_POINT, Pixels, Quad, Warp
from pipeline.parsers.recognition.placing import Matrix
from pipeline.parsers.recognition.preparation import prepared
from pipeline.parsers.recognition.ruled_lines import erased, find_rulings, ink_of
from pipeline.parsers.recognition.runs import CHARACTER_EM, ReadPiece, ink_height, is_bar, runs_of_pieces
from pipeline.parsers.recognition.straightening import straightened, upright

LONGEST_PT = 1300.0  # a page larger than A3 is read as if it were reduced to that
MIN_CONFIDENCE = 0.5  # below this a line may be ornament, a picture, the rim of a seal
LEAST_CONFIDENCE = 0.25  # below this it says nothing
SIZE_SPAN = 1.5  # type of one page differs by this much
MIN_CONFIDENCE_FORGOTTEN = 0.8
MARK_CHARACTERS = 3  # a lone mark is read as one character, dust beside it as another


@dataclass(frozen=True)
class Look:
    """What a look at the picture of a page gives; `warp` in points and `unsure` as in `RecognisedPage`."""

    sheet: Sheet
    warp: Matrix | None
    unsure: int


def look_at(image: Image.Image, page: int, width_pt: float, height_pt: float) -> Look:
    """Return the runs and rulings of the picture of a page; arguments as of `recognise`."""
    reduced = min(1.0, LONGEST_PT / max(width_pt, height_pt))
    picture, lines, turn = upright(prepared(image, width_pt * reduced, height_pt * reduced))
    picture, lines, warp = straightened(picture, lines)
    sides = (width_pt * reduced, height_pt * reduced)
    width, height = sides if turn % 180 == 0 else (sides[1], sides[0])
    sheet = Sheet(page, width, height, turn=turn)
    unsure = _fill(sheet, picture, lines)
    back = _back(warp, sheet, DOTS_PER_POINT * reduced)
    return Look(sheet if reduced == 1 else enlarged(sheet, 1 / reduced), back, unsure)


def _fill(sheet: Sheet, picture: Pixels, lines: list[Quad]) -> int:
    """Put what stands on a level page into its sheet; return the number of lines that were not read surely."""
    ink = ink_of(picture)
    rulings, mask = find_rulings(ink, lines)
    sheet.rulings.extend(rulings)
    ink[mask > 0] = 0
    picture = erased(picture, mask)
    pieces = parted(lines, ink, rulings)
    read = _read(picture, ink, [line for piece in pieces for line in stacked(piece, ink)])
    sure = [piece for piece in read if _confidence(piece) >= MIN_CONFIDENCE]
    unsure = _like_type([piece for piece in read if _confidence(piece) < MIN_CONFIDENCE], sure)
    more = _read(picture, ink, forgotten(tables_of(rulings, sheet.page), ink, pieces))
    sure += [piece for piece in more if _confidence(piece) >= MIN_CONFIDENCE_FORGOTTEN]
    sheet.runs.extend(runs_of_pieces(sure + unsure))
    return len(unsure)


def _like_type(pieces: list[ReadPiece], sure: list[ReadPiece]) -> list[ReadPiece]:
    """Return the pieces that are of the height of most lines and hold several characters: no ornament, rim or speck."""
    usual = median(piece.ink_height for piece in sure) if sure else 0.0
    return [
        piece
        for piece in pieces
        if _confidence(piece) >= LEAST_CONFIDENCE
        and len(piece.reading.text) >= MARK_CHARACTERS
        and (not sure or usual / SIZE_SPAN <= piece.ink_height <= usual * SIZE_SPAN)
    ]


def _back(warp: Warp, sheet: Sheet, dots_per_point: float) -> Matrix | None:
    """Return the way back from a page made level, turned as displayed, to the page as displayed; in points."""
    if np.array_equal(warp, np.eye(3)):
        return None
    width, height = sheet.width_pt * DOTS_PER_POINT, sheet.height_pt * DOTS_PER_POINT
    turned_back = np.array(
        {
            0: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
            90: [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
            180: [[-1, 0, width], [0, -1, height], [0, 0, 1]],
            270: [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        }[sheet.turn],
        dtype=np.float64,
    )
    scale = np.diag([1 / dots_per_point, 1 / dots_per_point, 1])
    matrix = scale @ turned_back @ np.linalg.inv(warp) @ np.linalg.inv(turned_back) @ np.linalg.inv(scale)
    return tuple(float(value) for value in (matrix / matrix[2, 2]).ravel())


def _read(picture: Pixels, ink: Pixels, places: list[Quad]) -> list[ReadPiece]:
    pieces: list[ReadPiece] = []
    for place, reading in zip(places, read_lines([cut_out(picture, place) for place in places]), strict=True):
        own = cut_out(ink, place)
        said = _said(reading, own)
        if said.text:
            pieces.append(ReadPiece(place, said, own))
    return pieces


def _said(reading: Reading, ink: Pixels) -> Reading:
    """Return what a piece says, characters that look alike decided by convention, then by their ink."""
    mark = lone_mark(ink) if len(reading.text) < MARK_CHARACTERS else None
    if mark is not None:
        return mark
    said = settled(reading, is_bar=is_bar(ink))
    return as_page_number(weighed(said, ink, ink_height(ink) / CHARACTER_EM))


def _confidence(piece: ReadPiece) -> float:
    confidences = piece.reading.confidences
    return sum(confidences) / len(confidences)


def enlarged(sheet: Sheet, factor: float) -> Sheet:
    """Return a sheet with all its lengths multiplied."""
    result = Sheet(sheet.page, sheet.width_pt * factor, sheet.height_pt * factor, turn=sheet.turn)
    for ruling in sheet.rulings:
        result.rulings.append(Ruling(ruling.horizontal, ruling.at * factor, ruling.start * factor, ruling.end * factor))
    for run in sheet.runs:
        x0s, x1s = [x * factor for x in run.x0s], [x * factor for x in run.x1s]
        top, bottom, size = run.top * factor, run.bottom * factor, run.size_pt * factor
        result.runs.append(Run(run.texts, x0s, x1s, top, bottom, size, run.confidence))
    return result
