"""THE order in which a page picture is read."""

from PIL import Image

from pipeline.parsers.layout.grids import tables_of
from pipeline.parsers.layout.sheet import Ruling, Run, Sheet
from pipeline.parsers.recognition.conventions import settled
from pipeline.parsers.recognition.engine import read_lines
from pipeline.parsers.recognition.pieces import cut_out, forgotten, parted, stacked
from pipeline.parsers.recognition.pixels import Pixels, Quad
from pipeline.parsers.recognition.preparation import prepared
from pipeline.parsers.recognition.ruled_lines import erased, find_rulings, ink_of
from pipeline.parsers.recognition.runs import ReadPiece, is_bar, runs_of_pieces
from pipeline.parsers.recognition.straightening import straightened, upright

LONGEST_PT = 1300.0  # a page larger than A3 is read as if it were reduced to that
MIN_CONFIDENCE = 0.5  # below this a line is ornament, a picture, the rim of a seal
MIN_CONFIDENCE_FORGOTTEN = 0.8


def sheet_of(image: Image.Image, page: int, width_pt: float, height_pt: float) -> Sheet:
    """Return the runs and rulings of the picture of a page; arguments as of `recognise`."""
    reduced = min(1.0, LONGEST_PT / max(width_pt, height_pt))
    sheet = _reduced_sheet(image, page, width_pt * reduced, height_pt * reduced)
    return sheet if reduced == 1 else enlarged(sheet, 1 / reduced)


def _reduced_sheet(image: Image.Image, page: int, width_pt: float, height_pt: float) -> Sheet:
    picture, lines, turn = upright(prepared(image, width_pt, height_pt))
    picture, lines, _ = straightened(picture, lines)
    sideways = turn % 180 != 0
    sheet = Sheet(page, height_pt if sideways else width_pt, width_pt if sideways else height_pt, turn=turn)
    ink = ink_of(picture)
    rulings, mask = find_rulings(ink, lines)
    sheet.rulings.extend(rulings)
    ink[mask > 0] = 0
    picture = erased(picture, mask)
    pieces = parted(lines, ink, rulings)
    read = _read(picture, ink, [line for piece in pieces for line in stacked(piece, ink)])
    read = [piece for piece in read if _confidence(piece) >= MIN_CONFIDENCE]
    more = _read(picture, ink, forgotten(tables_of(rulings, page), ink, pieces))
    read += [piece for piece in more if _confidence(piece) >= MIN_CONFIDENCE_FORGOTTEN]
    sheet.runs.extend(runs_of_pieces(read))
    return sheet


def _read(picture: Pixels, ink: Pixels, places: list[Quad]) -> list[ReadPiece]:
    pieces: list[ReadPiece] = []
    for place, reading in zip(places, read_lines([cut_out(picture, place) for place in places]), strict=True):
        if reading.text:
            own = cut_out(ink, place)
            pieces.append(ReadPiece(place, settled(reading, is_bar=is_bar(own)), own))
    return pieces


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
