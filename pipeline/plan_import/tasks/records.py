"""The rows of one task, gathered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.plan_import.lines import flat
from pipeline.plan_import.sheet import Key, Place, Row
from pipeline.plan_import.tasks.columns import PRINTED_NUMBER, TaskColumns

_NOTE = re.compile(r"^(?:注|备注|说明|合计|总计)\s*[:：]?")
_GROUP_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}[）)]?[.．、]?$")


@dataclass
class TaskRecord:
    """All rows that speak of one task."""

    rows: list[Row] = field(default_factory=list)

    def texts(self, column: int) -> list[str]:
        """Return the texts of a column's cells in the record's rows, each cell once, empty ones left out."""
        found: dict[Key, Place] = {row.places[column].key: row.places[column] for row in self.rows}
        return [place.text for place in found.values() if place.text.strip()]

    def key(self, column: int) -> Key:
        """Return the cell of a column in which the record begins."""
        return self.rows[0].places[column].key


def gather_tasks(columns: TaskColumns) -> list[TaskRecord]:
    """Return one record a task, in the order of the sheet.

    The plan's own numbering counts its tasks. Without one its names do, or, where a name stands merged beside
    several rows that each have units or a time limit of their own, the rows.
    """
    counting = _counting_column(columns)
    records: list[TaskRecord] = []
    last: Key | None = None
    for row in columns.rows:
        place = row.places[counting]
        if row.is_one_cell or _is_heading(row, columns):
            last = None
            continue
        if records and (place.key == last or _goes_on(row, columns, counting)):
            records[-1].rows.append(row)
            continue
        records.append(TaskRecord([row]))
        last = place.key
    return records


def _counting_column(columns: TaskColumns) -> int:
    numbers, names, contents = columns.of("number"), columns.of("name"), columns.of("content")
    if numbers:
        return numbers[0]
    if not names:
        return contents[0]
    name = max(names, key=lambda index: (len({row.places[index].key for row in columns.rows}), -index))
    return contents[0] if contents and _has_rows_of_their_own(columns, name, contents[0]) else name


def _has_rows_of_their_own(columns: TaskColumns, name: int, content: int) -> bool:
    """Tell whether rows under one merged name each have their content, with units or a time limit, to themselves."""
    said = [*columns.of("lead"), *columns.of("deadline")]
    spans: dict[Key, list[Row]] = {}
    for row in columns.rows:
        spans.setdefault(row.places[name].key, []).append(row)
    merged = [rows for rows in spans.values() if len(rows) > 1]
    return bool(merged) and all(
        _differs(rows, content) and any(_differs(rows, column) for column in said) for rows in merged
    )


def _differs(rows: list[Row], column: int) -> bool:
    filled = {row.places[column].key for row in rows if row.texts[column]}
    return len(filled) == len(rows)


def _is_heading(row: Row, columns: TaskColumns) -> bool:
    """Tell whether a row only names a group of tasks or is a note: nothing is to be done by anyone in it."""
    named = [row.texts[column] for column in (*columns.of("name"), *columns.of("content")) if row.texts[column]]
    if any(_NOTE.match(flat(row.places[column].text)) for column in range(len(row.places))):
        return True
    said = (*columns.of("lead"), *columns.of("cooperating"), *columns.of("deadline"))
    if any(row.texts[column] for column in said) or len(set(named)) != 1:
        return False
    numbers = [row.texts[column] for column in columns.of("number")]
    return bool(numbers) and all(_GROUP_NUMBER.match(number) for number in numbers)


def _goes_on(row: Row, columns: TaskColumns, counting: int) -> bool:
    """Tell whether a row without a number or name of its own belongs to the task before."""
    if row.texts[counting]:
        return False
    if not columns.of("number"):
        return True
    named = any(row.texts[column] for column in columns.of("name"))
    said = any(row.texts[column] for column in (*columns.of("lead"), *columns.of("deadline")))
    return not (named and said)


def printed_numbers(records: list[TaskRecord], columns: TaskColumns) -> Iterator[int | None]:
    """Yield the printed number of each record, None where it has none in Arabic figures."""
    column = next(iter(columns.of("number")), None)
    for record in records:
        match = PRINTED_NUMBER.match(record.rows[0].texts[column]) if column is not None else None
        yield int(match[1]) if match and int(match[1]) else None
