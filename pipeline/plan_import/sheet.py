"""Tables as rows of places, with the pieces of one table put together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.passages import Prose, Table, passages
from pipeline.plan_import.lines import flat
from schemas.parsed import ParsedDocument, TableBlock

Key = tuple[int, int, int]  # table, row, column of a cell
PDF = "application/pdf"
HeadTest = Callable[[list[str]], bool]


@dataclass(frozen=True)
class Place:
    """One place of a row; all places that one merged cell covers share its `key`."""

    text: str
    key: Key
    page: int | None


@dataclass(frozen=True)
class Row:
    """A row of a sheet; `number` is 1-based as a person counts, head rows included."""

    number: int
    places: tuple[Place, ...]

    @property
    def texts(self) -> list[str]:
        """The texts of the places on one line each."""
        return [flat(place.text) for place in self.places]

    @property
    def is_one_cell(self) -> bool:
        """Tell whether one cell runs over the whole row."""
        return len({place.key for place in self.places}) == 1

    @property
    def page(self) -> int | None:
        """The last page on which a cell of the row stands."""
        return max((place.page for place in self.places if place.page is not None), default=None)


@dataclass(frozen=True)
class Sheet:
    """A table that may be made of several pieces; `caption` are the lines above it, nearest last.

    `printed` tells that line breaks in cells are where the printed line ended (PDF), not where the author broke it.
    """

    rows: tuple[Row, ...]
    columns: int
    caption: tuple[str, ...]
    printed: bool


def sheets(document: ParsedDocument, is_head: HeadTest) -> list[Sheet]:
    """Return the tables of a document; a table goes on in the next one where nothing but a page end parts them.

    It goes on where the next has as many columns and repeats the head, or begins with no head at all.
    """
    found: list[Sheet] = []
    apart = True
    for passage in passages(document):
        if isinstance(passage, Prose):
            apart = apart or bool(passage.text.strip("—- 0123456789"))
            continue
        sheet = _sheet(passage, document.media_type == PDF)
        if not apart and found and _goes_on(found[-1], sheet, is_head):
            found[-1] = _joined(found[-1], sheet)
        elif sheet.rows:
            found.append(sheet)
        apart = False
    return found


def _sheet(table: Table, printed: bool) -> Sheet:
    caption = table.caption or table.headings[-1:]
    return Sheet(tuple(_rows(table.block)), table.block.columns, caption, printed)


def _rows(block: TableBlock) -> Iterator[Row]:
    for index, cells in enumerate(block.grid()):
        places = tuple(
            Place(cell.text, (block.index, cell.row, cell.column), cell.locator.page or block.page)
            if cell is not None
            else Place("", (block.index, index, -column), None)
            for column, cell in enumerate(cells, 1)
        )
        yield Row(index + 1, places)


def _goes_on(first: Sheet, second: Sheet, is_head: HeadTest) -> bool:
    if first.columns != second.columns or not first.rows or not second.rows:
        return False
    head = second.rows[0].texts
    return any(head == row.texts for row in first.rows[:3]) or not is_head(head)


def _joined(first: Sheet, second: Sheet) -> Sheet:
    count = len(first.rows)
    rows = tuple(replace(row, number=row.number + count) for row in second.rows)
    return replace(first, rows=(*first.rows, *rows))


def without_repeats(sheet: Sheet, head_rows: int) -> tuple[Row, ...]:
    """Return the rows under the head, without the heads repeated at page tops and without empty rows."""
    heads = [row.texts for row in sheet.rows[:head_rows]]
    return tuple(row for row in sheet.rows[head_rows:] if any(row.texts) and row.texts not in heads)


def with_pages_joined(rows: tuple[Row, ...], keys: tuple[int, ...]) -> tuple[Row, ...]:
    """Return the rows with those that a page end cut in two made one again.

    The second half stands first on its page, and its `keys` columns (number, or what else every row fills) are
    empty. A merged cell that the page end cut shows its whole text in all its rows.
    """
    whole: dict[Key, Place] = {}
    joined: list[Row] = []
    for row in rows:
        if joined and keys and _is_second_half(joined[-1], row, keys):
            joined[-1] = _one_row(joined[-1], row, whole)
        else:
            joined.append(row)
    return tuple(replace(row, places=tuple(whole.get(place.key, place) for place in row.places)) for row in joined)


def _is_second_half(before: Row, row: Row, keys: tuple[int, ...]) -> bool:
    if before.page is None or row.page is None or before.page >= row.page or row.is_one_cell:
        return False
    return all(not row.texts[key] and row.places[key].key != before.places[key].key for key in keys)


def _one_row(first: Row, second: Row, whole: dict[Key, Place]) -> Row:
    places = []
    for before, after in zip(first.places, second.places, strict=True):
        if before.key == after.key or not after.text.strip():
            places.append(before)
            whole[after.key] = before
            continue
        place = replace(before, text=f"{before.text}\n{after.text}", page=after.page)
        whole[before.key] = whole[after.key] = place
        places.append(place)
    return Row(first.number, tuple(places))
