"""The rows of one indicator, gathered."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.plan_import.columns import Columns
from pipeline.plan_import.lines import flat
from pipeline.plan_import.name_cell import NameCell, read_name_cell
from pipeline.plan_import.names import Names, normal
from pipeline.plan_import.sheet import Key, Place, Row
from schemas.edition import Indicator

_SUB_MARK = re.compile(r"^\s*(?:[（(]\s*\d{1,2}\s*[）)]|[①-⑳]|\d{1,2}[.．-]\d{1,2}(?!\d)[.．、]?|其中[:：])\s*")
_TASK_SECTION = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
_LONGEST_SECTION = 30
_DOMAIN_SECTION = re.compile(r"^[一二三四五六七八九十]{1,3}、")


@dataclass
class Record:
    """All that the sheet says of one indicator: `subs` are (name, row) of rows that each hold one sub."""

    indicator: Indicator | None
    name: NameCell
    rows: list[Row] = field(default_factory=list)
    subs: list[tuple[str, Row]] = field(default_factory=list)
    section_domain: str = ""
    section_task: str = ""

    def places(self, column: int) -> list[Place]:
        """Return the cells of a column that stand in the record's rows, each once, the empty ones left out."""
        found: dict[Key, Place] = {row.places[column].key: row.places[column] for row in self.rows}
        return [place for place in found.values() if place.text.strip()]

    def text(self, column: int | None) -> str:
        """Return the text of a column, cell by cell on lines of their own; "" for no column."""
        return "" if column is None else "\n".join(place.text for place in self.places(column))


@dataclass
class _Section:
    domain: str = ""
    task: str = ""

    def enter(self, title: str) -> None:
        if len(title) > _LONGEST_SECTION or title.startswith(("注", "备注", "说明")):
            return
        if _TASK_SECTION.match(title):
            self.task = title
        else:
            self.domain, self.task = _DOMAIN_SECTION.sub("", title), ""


def gather(columns: Columns, names: Names, remarks: list[str]) -> list[Record]:
    """Return one record an indicator, in the order of the sheet; says in `remarks` which rows mean none."""
    name = columns.of("name")[0]
    section = _Section()
    records: list[Record] = []
    last_key: Key | None = None
    for row in columns.rows:
        place = row.places[name]
        if row.is_one_cell and columns.cells.get(place.key, NameCell("")).match is None:
            section.enter(flat(place.text))
            continue
        if records and (place.key == last_key or not place.text.strip()):
            records[-1].rows.append(row)
            continue
        if not place.text.strip():
            continue
        last_key = place.key
        _place_row(records, row, place, columns, names)
        records[-1].section_domain = records[-1].section_domain or section.domain
        records[-1].section_task = records[-1].section_task or section.task
    remarks.extend(_unknown(records, names))
    return list(_with_sub_column(_merged(records, columns, remarks), columns, names))


def _place_row(records: list[Record], row: Row, place: Place, columns: Columns, names: Names) -> None:
    """Add a row with a name of its own to the record that it belongs to, or begin one with it."""
    cell = columns.cells[place.key]
    current = records[-1] if records else None
    bare, marked = _SUB_MARK.subn("", flat(place.text))
    of_current = current is not None and current.indicator is not None
    if current is not None and of_current and _is_sub_row(current, cell, bare, bool(marked), row, columns, names):
        current.rows.append(row)
        current.subs.append((bare, row))
    elif cell.match is not None and cell.match.sub is not None:
        parent = cell.match.indicator
        records.append(Record(parent, NameCell(parent.name), [row], [(bare, row)]))
    elif current is not None and _goes_on(current, cell, row, columns, names):
        current.rows.append(row)
        current.name = NameCell(
            current.name.name + cell.name, current.name.subs, names.find(current.name.name + cell.name)
        )
        current.indicator = current.name.match.indicator if current.name.match else current.indicator
    else:
        records.append(Record(cell.match.indicator if cell.match else None, cell, [row]))


def _is_sub_row(
    current: Record, cell: NameCell, bare: str, marked: bool, row: Row, columns: Columns, names: Names
) -> bool:
    assert current.indicator is not None
    if marked:
        return True
    if names.find_sub(bare, current.indicator) is not None and not (
        cell.match and cell.match.sub is None and cell.match.exact
    ):
        return True
    return cell.match is None and bool(current.indicator.subs) and _number_is_empty(row, columns)


def _goes_on(current: Record, cell: NameCell, row: Row, columns: Columns, names: Names) -> bool:
    """Tell whether the row holds only the rest of a name that the row before began."""
    if cell.match is not None or not _number_is_empty(row, columns):
        return False
    whole = names.find(current.name.name + cell.name)
    return whole is not None and whole.exact


def _number_is_empty(row: Row, columns: Columns) -> bool:
    number = columns.one("number")
    return number is not None and not row.texts[number]


def _unknown(records: list[Record], names: Names) -> Iterator[str]:
    for record in records:
        if record.indicator is None:
            where = f"第{record.rows[0].number}行“{record.name.name}”"
            yield f"{where}：{names.edition.id}版指标体系中没有这一指标，未导入。"


def _merged(records: list[Record], columns: Columns, remarks: list[str]) -> list[Record]:
    """Put the rows of an indicator that is named in several rows together; the exact name is kept."""
    found: dict[str, Record] = {}
    for record in records:
        if record.indicator is None:
            continue
        first = found.setdefault(record.indicator.id, record)
        if first is record:
            continue
        if columns.one("sub") is not None or record.subs:
            first.rows.extend(record.rows)
            first.subs.extend(record.subs)
            continue
        kept, dropped = (record, first) if _is_exact(record) and not _is_exact(first) else (first, record)
        found[record.indicator.id] = kept
        where = f"第{dropped.rows[0].number}行“{dropped.name.name}”"
        remarks.append(f"{where}：与第{kept.rows[0].number}行“{kept.name.name}”是同一指标，未导入，请核对。")
    return list(found.values())


def _is_exact(record: Record) -> bool:
    return record.name.match is not None and record.name.match.exact


def _with_sub_column(records: list[Record], columns: Columns, names: Names) -> Iterator[Record]:
    """Add the sub-indicators that stand in a column of their own."""
    sub = columns.one("sub")
    for record in records:
        seen: set[Key] = set()
        for row in record.rows if sub is not None else ():
            place = row.places[sub] if sub is not None else None
            if place is None or not place.text.strip(" /-—\n") or place.key in seen:
                continue
            seen.add(place.key)
            listed = read_name_cell(f"{record.name.name}\n{place.text}", names, None).subs
            alone = _SUB_MARK.sub("", flat(place.text))
            if normal(alone) == normal(record.name.name):
                continue
            record.subs.extend((text, row) for text in (listed if len(listed) > 1 else (alone,)))
        yield record
