"""Tables as grids of numbers with the names of their rows, columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import UNIT_PATTERN, read_unit
from pipeline.passages import Prose, Table, passages
from pipeline.stages.extraction.caption_units import caption_units
from pipeline.stages.extraction.layout import Layout, cell_value, is_blank, layout_of
from schemas.claims import Amount
from schemas.parsed import Cell, ParsedDocument

MAX_ROWS = 2000
_BETWEEN_CHARS = 30
_UNIT = re.compile(rf"\((?:单位:?)?({UNIT_PATTERN})[^()]*\)|[/,]({UNIT_PATTERN})$", re.IGNORECASE)
_COUNTED = re.compile(r"([项个人份户件次村处家批条座所例场辆宗])数(?:量)?$")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|$|\()")
_MAY_CLAIM = re.compile(r"[合总小共]\s*[计和数量]|总分|全[县市区省旗州年]|率|量|占\s*比|比\s*[例重]|天\s*数")
TOTAL = re.compile(
    r"(?:合计|总计|共计|总和|小计)(?:数|量|面积|值|个数|长度)?(?:\([^()]*\))?$|^(?:合计|总计|共计)|^总分(?:值)?$"
)


@dataclass(frozen=True)
class Place:
    """One place of the body of a table: its cell, what it holds; `is_blank` tells — and nothing from words."""

    cell: Cell
    quantity: Quantity | None
    is_blank: bool


@dataclass(frozen=True)
class Line:
    """A row or a column: `names` lead to it, the outermost first; `unit` is what they state, "" where they do not."""

    names: tuple[str, ...]
    unit: str

    @cached_property
    def name(self) -> str:
        """All names in one, without blanks."""
        return "".join(dict.fromkeys(self.names))


@dataclass(frozen=True)
class Grid:
    """The body of a table: `places[row][column]`, None where the table has no cell or a merged one goes on."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    places: tuple[tuple[Place | None, ...], ...]
    unit: str

    def turned(self) -> "Grid":
        """Return the grid with its rows as columns."""
        return Grid(self.columns, self.rows, tuple(zip(*self.places, strict=True)), self.unit)

    def amount(self, row: int, column: int) -> Amount | None:
        """Return the number at a place with the unit of its cell, column, row or table; None where it is not exact."""
        place = self.places[row][column]
        found = place.quantity if place is not None else None
        if place is None or found is None or found.op != "=":
            return None
        own = found.unit if found.unit not in ("万", "亿") else ""
        stated = own or self.columns[column].unit or self.rows[row].unit or self.unit or self._counter(row, column)
        years = {
            match[1] for name in (self.rows[row].name, self.columns[column].name) for match in _YEAR.finditer(name)
        }
        return Amount(
            value=found.value,
            unit=(found.unit if not own else "") + stated,
            raw=found.raw,
            locator=place.cell.locator,
            year=int(years.pop()) if len(years) == 1 else None,
            approx=found.approx,
        )

    def _counter(self, row: int, column: int) -> str:
        """Return the counter that a head without a unit names, for a table with no other: 应公开项数, 参训人数."""
        heads = (self.columns[column].name, self.rows[row].name)
        return next((match[1] for head in heads if (match := _COUNTED.search(head))), "")

    def words(self, row: int) -> str:
        """Return a row as printed, its names first, at most 160 characters."""
        texts = [place.cell.text.strip() for place in self.places[row] if place is not None]
        return " ".join([*dict.fromkeys(self.rows[row].names), *texts])[:160]


def grids_of(document: ParsedDocument) -> Iterator[Grid]:
    """Yield the tables of a document; one that goes on in the next (续表) comes with it."""
    parts = passages(document)
    if not any(_MAY_CLAIM.search(cell.text) for part in parts if isinstance(part, Table) for cell in part.block.cells):
        return
    held: list[tuple[Table, Layout]] = []
    for passage in parts:
        if isinstance(passage, Prose):
            if len(passage.text) > _BETWEEN_CHARS and held:
                yield from _joined(held)
                held = []
            continue
        layout = layout_of(passage.block)
        if held and layout is not None and _goes_on(held, passage, layout):
            held.append((passage, layout))
            continue
        yield from _joined(held)
        held = [(passage, layout)] if layout is not None and not layout.period else []
    yield from _joined(held)


def _goes_on(held: Sequence[tuple[Table, Layout]], table: Table, layout: Layout) -> bool:
    """Tell whether a table has the heads of the one before and that one was not yet totalled."""
    last, before = held[-1]
    if before.heads != layout.heads or last.block.columns != table.block.columns:
        return False
    ending = [cell.text for cell in last.block.cells if cell.row == last.block.rows - 1]
    return not any(TOTAL.search(_plain(text)) for text in ending)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", shadow(text).text)


def _joined(held: Sequence[tuple[Table, Layout]]) -> Iterator[Grid]:
    if not held or _lacks_beginning(*held[0]):
        return
    layout = held[0][1]
    labels = [column for column in range(layout.labels) if column not in layout.order_columns]
    width = held[0][0].block.columns
    values = [
        column for column in range(layout.labels, width) if column not in layout.order_columns | {layout.unit_column}
    ]
    rows: list[Line] = []
    places: list[tuple[Place | None, ...]] = []
    for table, own in held:
        for cells in table.block.grid()[own.first_row :]:
            rows.append(_row(cells, labels, layout.unit_column, sorted(layout.order_columns)))
            places.append(tuple(_place(cells, column) for column in values))
    if not rows or not values or len(rows) > MAX_ROWS:
        return
    columns = tuple(_line(layout.heads[column]) for column in values)
    units = caption_units((*held[0][0].caption, *layout.titles))
    yield Grid(tuple(rows), columns, tuple(places), units[0] if len(units) == 1 else "")


def _lacks_beginning(table: Table, layout: Layout) -> bool:
    """Tell whether the rows begin to count above 1: those before stand elsewhere."""
    first = table.block.grid()[layout.first_row]
    counts = [cell.text.strip() for column in layout.order_columns if (cell := first[column]) is not None]
    return any(text.isascii() and text.isdigit() and int(text) > 1 for text in counts)


def _row(
    cells: Sequence[Cell | None], labels: Sequence[int], unit_column: int | None, order_columns: Sequence[int]
) -> Line:
    """Return what leads to a row; 合计 may stand where the other rows are numbered."""
    counted = [_plain(cell.text) for column in order_columns if (cell := cells[column]) is not None]
    if total := next((text for text in counted if TOTAL.search(text)), None):
        return Line((total,), "")
    named = [cell.text for column in labels if (cell := cells[column]) is not None and cell.text.strip()]
    names = [text for text in named if not is_blank(text.strip())] or named
    if any(TOTAL.search(_plain(text)) for text in names):  # 合计 | 4个 | 143.85: how many there are leads to nothing
        names = [text for text in names if TOTAL.search(_plain(text)) or cell_value(text) is None]
    line = _line(tuple(names))
    unit = cells[unit_column] if unit_column is not None else None
    stated = read_unit(unit.text) if unit is not None else None
    return Line(line.names, stated.name) if stated is not None else line


def _line(texts: tuple[str, ...]) -> Line:
    names = tuple(_plain(text) for text in texts)
    for name in reversed(names):
        match = _UNIT.search(name)
        unit = read_unit(match[1] or match[2]) if match else None
        if unit is not None:
            return Line(names, unit.name)
    return Line(names, "")


def _place(cells: Sequence[Cell | None], column: int) -> Place | None:
    cell = cells[column]
    if cell is None or (cell.column != column and cell.column_span > 1):
        return None
    text = cell.text.strip()
    return Place(cell, cell_value(text), is_blank(text))


def total_of(amounts: Sequence[Amount]) -> Decimal:
    """Return what amounts of one unit add up to."""
    return sum((amount.value for amount in amounts), Decimal(0))
