"""THE order in which a page picture is read."""

from PIL import Image

from pipeline.parsers.layout.grids import tables_of
from pipeline.parsers.layout.sheet import Sheet
from pipeline.parsers.recognition.conventions import settled
from pipeline.parsers.recognition.engine import read_lines
from pipeline.parsers.recognition.pieces import cut_out, forgotten, parted, stacked
from pipeline.parsers.recognition.pixels import Pixels, Quad
from pipeline.parsers.recognition.preparation import prepared
from pipeline.parsers.recognition.ruled_lines import erased, find_rulings, ink_of
from pipeline.parsers.recognition.runs import ReadPiece, is_bar, runs_of_pieces
from pipeline.parsers.recognition.straightening import straightened, upright

MIN_CONFIDENCE = 0.5  # below this a line is ornament, a picture, the rim of a seal
MIN_CONFIDENCE_FORGOTTEN = 0.8


def sheet_of(image: Image.Image, page: int, width_pt: float, height_pt: float) -> Sheet:
    """Return the glyphs and rulings of the picture of a page; arguments as of `recognise`."""
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
