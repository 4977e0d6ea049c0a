"""Deadlines that the rows of a table set: a column of time limits beside tasks, problems, measures."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.numbers.shadow import shadow
from pipeline.stages.examination.due_dates import bare_day, due_dates, labelled_day
from pipeline.stages.examination.duties import is_duty
from pipeline.stages.examination.texts import Text
from schemas.parsed import Cell, TableBlock
from schemas.particulars import Deadline

_MATTER_HEAD = re.compile(r".*(?:任务|措施|内容|事项|项目|目标|要求|工作|问题|名称).*")
_NAME_HEAD = re.compile(r".*(?:名称|问题|项目|任务|事项).*")
_MEASURE_HEAD = re.compile(r".*措施.*")
# 完成时间 may be when it was done
_LIMITS = re.compile(r"时限|期限|计划|拟|预计|要求")
_BARE_TIME = re.compile(r"时间(?:安排)?|进度(?:安排)?")
# a column that tells of no thing to be done: a serial, a place, an office, a kind
_NO_THING = re.compile(
    r"序号?|编号|.*(?:单位|部门|科室|责任人|联系人|乡镇|镇街|街道|地区|区域|位置|地点|时间|年度|阶段|类别|级别|类型|状态|进度|备注).*|[县区镇乡村]"
)
_UNIT_HEAD = re.compile(r".*(?:责任|牵头|配合|落实|承办|协办|主办|实施)(?:单位|部门|主体|科室).*")
_PROBLEM_HEAD = re.compile(r".*问题.*")
_SHORTEST_MATTER, _LONGEST_MEASURE = 8, 30


def in_rows(table: TableBlock, time_head: re.Pattern[str], signed: date | None) -> Iterator[Deadline]:
    """Read the rows of a table with a column of time limits; the row's task, units stand in their columns.

    Of a problem (反馈问题) the first clause names it. A day without a year is one of the year in which the document
    was signed, where it is still to come then.
    """
    heads = [cell for cell in table.cells if cell.row <= 2]
    times = [head for head in heads if time_head.fullmatch(shadow(head.text).text) and len(head.text) <= 16]
    times = times or [head for head in heads if _BARE_TIME.fullmatch(head.text.strip()) and _bounds(table, head)]
    if not times:
        return
    below = times[0].row + times[0].row_span
    matters = [
        h
        for h in heads
        if h.row < below and h.column != times[0].column and _MATTER_HEAD.fullmatch(shadow(h.text).text)
    ]
    owners = [h.column for h in heads if h.row < below and _UNIT_HEAD.fullmatch(shadow(h.text).text)]
    other = [h.column for h in heads if h.row < below and h.column != times[0].column and h.column not in owners]
    tasks = [head.column for head in matters if head.column not in owners] or other
    problems = [head.column for head in matters if _PROBLEM_HEAD.fullmatch(shadow(head.text).text)]
    measures = [head.column for head in matters if _MEASURE_HEAD.fullmatch(shadow(head.text).text)]
    grid = table.grid()
    for row in grid[below:]:
        cell = row[times[0].column]
        day = _day_in(cell, signed, times[0].text) if cell and cell.column == times[0].column else None
        if cell is None or day is None:
            continue
        named = [place.text for column in owners if (place := row[column]) is not None]
        units = (part for words in named for part in re.split(r"[、，,；;\s]+", words))
        matter = _first_clause(_row_matter(row, problems)) if problems else _row_matter(row, tasks)
        whole = Deadline(
            matter=matter,
            topic=_called(row, _naming(heads, matters, owners, below), matter)
            or (_one_measure(row, measures) if problems else ""),
            units=tuple(dict.fromkeys(part for part in units if part)),
            date=day,
            text=cell.text.strip(),
            quote=" ".join(dict.fromkeys(place.text.strip() for place in row if place is not None)),
            locator=cell.locator,
        )
        yield from _in_own_words(row, whole)
        yield whole


def _naming(heads: list[Cell], matters: list[Cell], owners: list[int], below: int) -> list[Cell]:
    """Return the heads of what names tasks, else the first head, where it is of things that something is done to."""
    named = [h for h in matters if h.column not in owners and _NAME_HEAD.fullmatch(shadow(h.text).text)]
    if named:
        return named[:1]
    first = next((head for head in heads if head.row < below and head.column == 0 and head.text.strip()), None)
    is_thing = first is not None and not _NO_THING.fullmatch(shadow(first.text).text) and 0 not in owners
    return [first] if first is not None and is_thing else []


def _bounds(table: TableBlock, head: Cell) -> bool:
    """Tell whether all that stands below a bare 时间 bounds a time: 6月底前."""
    below = [cell.text.strip() for cell in table.cells if cell.column == head.column and cell.row > head.row]
    return bool(below) and all(words.endswith(("前", "底")) for words in below)


def _one_measure(row: list[Cell | None], columns: list[int]) -> str:
    """Return the measure against a problem, where it is one clause: 完成渗滤液处理站改造."""
    cell = row[columns[0]] if columns else None
    words = "".join(cell.text.split()).strip("。；") if cell is not None else ""
    return words if _SHORTEST_MATTER <= len(words) <= _LONGEST_MEASURE and not re.search(r"[，,。；;]", words) else ""


def _day_in(cell: Cell, signed: date | None, head: str) -> date | None:
    """Return the last day that a cell allows; 8月底 without 前 is one where its head speaks of limits."""
    words = shadow(cell.text).text
    told = labelled_day(words)
    if told is not None or signed is None:
        return told
    bare = bare_day(words, signed.year) if _LIMITS.search(head) else None
    day = labelled_day(words, signed.year) or bare
    return day if day is not None and day >= signed else None


def _in_own_words(row: list[Cell | None], whole: Deadline) -> Iterator[Deadline]:
    """Yield the day that the row's task itself names, where it is not that of the column: 在2023年5月前上传."""
    for cell in row:
        if cell is None or "".join(cell.text.split()) != whole.matter:
            continue
        text = Text(shadow(cell.text), cell)
        dues = [due for due in due_dates(text.seen, whole.date.year) if due.day < whole.date]
        if len(dues) == 1 and is_duty(text.seen, dues[0], (0, len(text.seen))):
            words = text.quote(dues[0].start, dues[0].end)
            yield whole.model_copy(
                update={
                    "date": dues[0].day,
                    "text": words,
                    "quote": cell.text,
                    "locator": text.locate(dues[0].start, dues[0].end),
                }
            )
        return


def _called(row: list[Cell | None], heads: list[Cell], matter: str) -> str:
    """Return the words of the column that names tasks, where they are not the task itself."""
    cell = row[heads[0].column] if heads else None
    words = "".join(cell.text.split()) if cell is not None else ""
    return _first_clause(words) if words != matter else ""


def _first_clause(words: str) -> str:
    first = re.split(r"[，,；;。:：]", words)[0]
    return first if len(first) >= _SHORTEST_MATTER else words


def _row_matter(row: list[Cell | None], columns: list[int]) -> str:
    """Return the task: of the cells that fewest rows share, the longest."""
    cells = [place for column in columns if (place := row[column]) is not None and place.text.strip()]
    fewest = min((cell.row_span for cell in cells), default=1)
    words = ("".join(cell.text.split()) for cell in cells if cell.row_span == fewest)
    return max(words, key=len, default="")
