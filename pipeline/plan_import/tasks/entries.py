"""A gathered record as the dossier's key task."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.numbers.shadow import shadow
from pipeline.plan_import.deadlines import parse_deadline
from pipeline.plan_import.lines import flat, items
from pipeline.plan_import.tasks.columns import TaskColumns
from pipeline.plan_import.tasks.records import TaskRecord
from pipeline.plan_import.units import NOTHING, labelled_units, split_units
from schemas.dossier import KeyTask

LONGEST_NAME = 40
_SHORTEST_NAME = 4
_MARK = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、](?!\d)|[①-⑳])\s*"
)
_PART_OF_YEAR = re.compile(r"\d{1,2}月|[一二三四五六七八九十]月|季度|[上下]半年|年底|年末|年内|全年")
_YEAR = re.compile(r"(20\d{2})年")
_NO_DAY = re.compile(r"每|长期|持续|常年|日常|按|适时")
_FIRST_LEADS = re.compile(r"(?:第一|首位|首个|排在前面)[^，。；]{0,12}牵头")


@dataclass(frozen=True)
class _Layout:
    """Where a table keeps names and contents: `name` None says that the name is the beginning of the content."""

    name: int | None
    contents: tuple[int, ...]


def key_tasks(records: list[TaskRecord], numbers: list[int], columns: TaskColumns, remarks: list[str]) -> list[KeyTask]:
    """Return the task of each record; says in `remarks` what a task lacks. A record without any name is left out."""
    layout = _layout(records, columns)
    year = _year(columns)
    found: list[KeyTask] = []
    for number, record in zip(numbers, records, strict=True):
        name, content = _words(record, layout, columns)
        if not name:
            remarks.append(f"重点任务表第{record.rows[0].number}行没有任务名称，未导入。")
            continue
        day, day_text = _deadline(record, columns, year)
        lead, cooperating = _units(record, columns)
        if columns.of("lead") and not lead:
            remarks.append(f"重点任务{number}“{name}”：责任单位为空，请补写。")
        if columns.of("deadline") and day is None and day_text and not _NO_DAY.search(day_text):
            remarks.append(f"重点任务{number}“{name}”：时限“{day_text}”读不出日期，请补写 deadline。")
        found.append(
            KeyTask(
                number=number,
                name=name,
                content=content,
                deadline=day,
                deadline_text=day_text,
                lead_units=lead,
                cooperating_units=cooperating,
            )
        )
    return found


def _layout(records: list[TaskRecord], columns: TaskColumns) -> _Layout:
    """Choose the column of names: the first whose cells stand beside one task each; merged ones name groups."""
    names = [column for column in columns.of("name") if not _is_shared(column, records)]
    contents = [column for column in columns.of("content") if not _is_shared(column, records)]
    if not names:
        return _Layout(None, tuple(contents) or columns.of("name") or columns.of("content"))
    return _Layout(names[0], (*names[1:], *contents))


def _is_shared(column: int, records: list[TaskRecord]) -> bool:
    return len({record.key(column) for record in records}) < len(records)


def _words(record: TaskRecord, layout: _Layout, columns: TaskColumns) -> tuple[str, str]:
    """Return (name, content) of a task."""
    content = "\n".join(text for column in layout.contents if (text := _text(record, column, columns)))
    whole = flat("".join(record.texts(layout.name))) if layout.name is not None else ""
    name = _MARK.sub("", whole)
    if name and name not in NOTHING and len(name) <= LONGEST_NAME:
        return name, "" if flat(content) == whole else content
    parts = [_text(record, layout.name, columns)] if layout.name is not None else []
    content = "\n".join(part for part in [*parts, content] if part)
    return title_of(content), content


def _text(record: TaskRecord, column: int, columns: TaskColumns) -> str:
    text = "\n".join(record.texts(column))
    if flat(text) in NOTHING:
        return ""
    return items(text, columns.full_em[column], columns.printed)


def title_of(content: str) -> str:
    """Return the beginning of a content as a name: its first sentence, its first clause where that is too long."""
    plain = _MARK.sub("", flat(content))
    for ends in (r"[。；;：:]", r"[。；;：:，,]"):
        first = re.split(ends, plain)[0].strip()
        if _SHORTEST_NAME <= len(first) <= LONGEST_NAME:
            return first
    return plain if len(plain) <= LONGEST_NAME else plain[:LONGEST_NAME] + "…"


def _year(columns: TaskColumns) -> int | None:
    """Return the year that the deadline's head or the title names, None where they name none or several."""
    heads = [columns.heads[column] for column in columns.of("deadline")]
    for words in (heads, columns.caption):
        years = set(_YEAR.findall(shadow(" ".join(words)).text))
        if years:
            return int(years.pop()) if len(years) == 1 else None
    return None


def _deadline(record: TaskRecord, columns: TaskColumns, year: int | None) -> tuple[date | None, str]:
    """Return the last day of all time limits of a task, with their words."""
    texts = [flat(text) for column in columns.of("deadline") for text in record.texts(column)]
    texts = [text for text in dict.fromkeys(texts) if text not in NOTHING]
    days = [day for text in texts if (day := _day(text, year))]
    return max(days, default=None), "、".join(texts)


def _day(text: str, year: int | None) -> date | None:
    day = parse_deadline(text)
    if day is None and year is not None and _PART_OF_YEAR.search(text) and not _NO_DAY.search(text):
        day = parse_deadline(f"{year}年{text}")
    return day


def _units(record: TaskRecord, columns: TaskColumns) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sides: tuple[list[str], list[str]] = ([], [])
    for side, of_side in enumerate((columns.of("lead"), columns.of("cooperating"))):
        for column in of_side:
            for text in record.texts(column):
                labelled = labelled_units(text, columns.full_em[column])
                if labelled is None:
                    sides[side].extend(split_units(text, columns.full_em[column]))
                else:
                    sides[0].extend(labelled[0])
                    sides[1].extend(labelled[1])
    lead = tuple(dict.fromkeys(sides[0]))
    cooperating = tuple(unit for unit in dict.fromkeys(sides[1]) if unit not in lead)
    said = "".join([*columns.heads, *columns.caption])
    if _FIRST_LEADS.search(said) and not cooperating:
        return lead[:1], lead[1:]
    return lead, cooperating
