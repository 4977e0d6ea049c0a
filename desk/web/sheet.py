"""One page of a document as text, with the places to be seen marked in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.search.highlight import matches
from archive.search.query import Query
from desk.web.places import Spot, SpotKind, same_place
from schemas.locator import BoxPt, CellLocator, PageLocator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock

# where places overlap, the first of these is shown
_FIRST: tuple[SpotKind, ...] = ("mark", "hit", "fact", "tag")
MOST_ROWS = 300
_FIRST_WIDE = "\u2010"
ROWS_BEFORE = 40

Span = tuple[int, int, SpotKind]
"""text[start:end] is of a kind."""
Piece = tuple[str, SpotKind | None]
"""A part of a text, of a kind or plain."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph in pieces; `level` is that of a heading, None for running text; `kind` marks the whole."""

    pieces: tuple[Piece, ...]
    level: int | None
    kind: SpotKind | None


@dataclass(frozen=True)
class GridCell:
    """A cell in pieces; `kind` marks the whole."""

    pieces: tuple[Piece, ...]
    row_span: int
    column_span: int
    kind: SpotKind | None


@dataclass(frozen=True)
class Grid:
    """A table; of a very long one the rows from `first` on (0-based), `rows` in all."""

    lines: tuple[tuple[GridCell, ...], ...]
    first: int
    rows: int

    @property
    def is_cut(self) -> bool:
        """Tell whether rows are left out."""
        return len(self.lines) < self.rows


@dataclass(frozen=True)
class Box:
    """A rectangle over the picture of a page, in points from its top left corner."""

    kind: SpotKind
    x: float
    y: float
    width: float
    height: float
    title: str


def pieces_of(text: str, spans: Iterable[Span]) -> tuple[Piece, ...]:
    """Cut a text where the spans begin and end; together the pieces are the text."""
    known = [(max(0, start), min(end, len(text)), kind) for start, end, kind in spans]
    edges = sorted({0, len(text), *(edge for span in known for edge in span[:2] if span[0] < span[1])})
    found: list[Piece] = []
    for start, end in pairwise(edges):
        kinds = {kind for first, last, kind in known if first <= start and end <= last}
        found.append((text[start:end], next((kind for kind in _FIRST if kind in kinds), None)))
    return tuple(found)


def texts_of(parsed: ParsedDocument, page: int, spots: Sequence[Spot], query: Query | None) -> list[Paragraph | Grid]:
    """Return what stands on a page (a group of paragraphs, a sheet of a workbook) in reading order."""
    found: list[Paragraph | Grid] = []
    for block in parsed.blocks:
        if isinstance(block, TableBlock):
            cells = [cell for cell in block.cells if _page(block, cell) == page]
            if cells:
                found.append(_grid(cells, spots, query))
        elif block.page == page and block.text.strip():
            spans, kind = _spans(block.text, [spot for spot in spots if spot.locator == block.locator], query)
            level = min(block.level or 1, 4) if block.role == "heading" else None
            found.append(Paragraph(pieces_of(block.text, spans), level, kind))
    return found


def boxes_of(parsed: ParsedDocument | None, page: int, spots: Sequence[Spot], query: Query | None) -> list[Box]:
    """Return the rectangles over the picture of a page, those of tags first, so that the others lie above them."""
    found = [_box(spot.kind, box, spot.title) for spot in spots if (box := _box_on(spot, page)) is not None]
    if query is not None and parsed is not None:
        found += [_box("hit", box, "") for box in _hits(parsed, page, query)]
    return sorted(found, key=lambda box: -_FIRST.index(box.kind))


def _page(block: TableBlock, cell: Cell) -> int:
    return cell.page or cell.locator.page or block.page


def _spans(text: str, spots: Sequence[Spot], query: Query | None) -> tuple[list[Span], SpotKind | None]:
    """Return the places in a text, the kind of a spot that means all of it."""
    spans: list[Span] = [(start, end, "hit") for start, end in matches(text, query)] if query is not None else []
    whole: SpotKind | None = None
    for spot in sorted(spots, key=lambda spot: -_FIRST.index(spot.kind)):
        start = text.find(spot.quote) if spot.quote else -1
        if start >= 0 and len(spot.quote) < len(text):
            spans.append((start, start + len(spot.quote), spot.kind))
        else:
            whole = spot.kind
    return spans, whole


def _grid(cells: Sequence[Cell], spots: Sequence[Spot], query: Query | None) -> Grid:
    rows = sorted({cell.row for cell in cells})
    of_cells = [spot for spot in spots if isinstance(spot.locator, CellLocator)]
    first = _first_row(rows, cells, of_cells)
    shown = set(rows[first : first + MOST_ROWS])
    lines: dict[int, list[GridCell]] = {row: [] for row in rows if row in shown}
    for cell in cells:
        if cell.row in shown:
            here = [spot for spot in of_cells if same_place(cell.locator, spot.locator)]
            spans, kind = _spans(cell.text, here, query)
            lines[cell.row].append(GridCell(pieces_of(cell.text, spans), cell.row_span, cell.column_span, kind))
    return Grid(tuple(map(tuple, lines.values())), first, len(rows))


def _first_row(rows: Sequence[int], cells: Sequence[Cell], spots: Sequence[Spot]) -> int:
    """Return from where on the rows of a long table are shown: some before the place that was asked for."""
    marked = [spot for spot in spots if spot.kind == "mark"]
    asked = [cell.row for cell in cells for spot in marked if same_place(cell.locator, spot.locator)]
    place = rows.index(asked[0]) if asked else 0
    return max(0, place - ROWS_BEFORE) if len(rows) > MOST_ROWS else 0


def _box_on(spot: Spot, page: int) -> BoxPt | None:
    locator = spot.locator
    return locator.bbox_pt if isinstance(locator, PageLocator | CellLocator) and locator.page == page else None


def _hits(parsed: ParsedDocument, page: int, query: Query) -> Iterator[BoxPt]:
    for block in parsed.blocks:
        if isinstance(block, TextBlock):
            if block.page == page:
                for start, end in matches(block.text, query):
                    yield from _line_boxes(block, start, end)
            continue
        for cell in block.cells:
            box = cell.locator.bbox_pt
            if box is not None and _page(block, cell) == page and matches(cell.text, query):
                yield box


def _line_boxes(block: TextBlock, start: int, end: int) -> Iterator[BoxPt]:
    """Yield a box a printed line, as wide as its part of the place: a letter counts as half a character."""
    for line in block.lines:
        first, last = max(start, line.start), min(end, line.end)
        if first < last:
            x0, top, x1, bottom = line.bbox_pt
            step = (x1 - x0) / max(_width(block.text[line.start : line.end]), 1)
            left = x0 + step * _width(block.text[line.start : first])
            yield (left, top, left + step * _width(block.text[first:last]), bottom)


def _width(text: str) -> int:
    return sum(1 if character < _FIRST_WIDE else 2 for character in text)


def _box(kind: SpotKind, box: BoxPt, title: str) -> Box:
    x0, top, x1, bottom = box
    return Box(kind, round(x0, 1), round(top, 1), round(max(x1 - x0, 1), 1), round(max(bottom - top, 1), 1), title)
