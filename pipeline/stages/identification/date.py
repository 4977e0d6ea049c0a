"""The date of signing, the units that signed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from pipeline.numbers.dates import FoundDate, find_dates, parse_date
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.lines import Line, are_in_one_row, columns, date_part, head_of
from pipeline.stages.identification.units import units_in_line

_LABELLED = re.compile(
    r"(?:填报|填表|编报|填写|发证|颁发|报告|报送|报出|上报|编制|编写|测算|签署|签订|签约|颁证|审批|盖章|成文|发文|签发|出具|出证|制表|统计|证明|批准|审核|提交|完成)(?:日期|时间):?(?P<rest>.{0,20})|^日期:(?P<rest2>.{0,20})"
)
_PUBLISHED = re.compile(
    # 来源：县水利局　时间：2023-12-29
    r"(?:发布|发稿|公开|更新|刊登|信息|生成|公告|公示)(?:日期|时间):?(?P<rest>.{0,20})|来源:[^:\d]{2,20}?(?:日期|时间):(?P<rest2>.{0,20})"
)
_SOURCE = re.compile(r"(?:信息|文章|稿件|新闻|内容)?(?:来源|稿源|供稿|作者|记者|编辑|发布(?:单位|机构|者|人)):")
_MEETING = re.compile(r"^(?:会议)?时间:(?P<rest>.{0,24})")
_UNIT_LABEL = re.compile(r"[一-龥]{2,6}(?:单位|机关|部门)(?:[(][^()]*[)])?:")
_ADOPTED = re.compile(r"[(].*(?:通过|批准).*[)]")
_PRINTED = re.compile(r"印发|共印")
# the stamp of a browser above a page, not the time that a page tells beside its source
_PRINT_STAMP = re.compile(
    r"(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2} ?\d{1,2}:\d\d(?![:\d]|来源|作者|编辑|浏览|字号|文章|信息)[一-龥]"
)
# a row of a form that is only this and a day
_DAY_OF_FORM = re.compile(r"(?:[一-龥]{2}|盖章|填报)?日期")
_CUT = re.compile(r"(?:19|20)\d\d(?:年(?:\d{1,2}(?:月\d{0,2})?)?|[-/.](?:\d{1,2}[-/.]?\d?)?)?$")
_SIGNATURE_LINES = 12


@dataclass(frozen=True)
class Signature:
    """署名: the units in order, the date below them; either may be missing."""

    units: tuple[str, ...]
    day: date | None


def signature_of(lines: list[Line]) -> Signature:
    """Return the signature at the end of the body, before the annexes; else the one behind an annexed table (附表)."""
    body_starts = next((index for index, line in enumerate(lines) if _is_content(line)), None)
    if body_starts is None:
        return Signature((), None)
    annexes = next((i for i in range(body_starts + 1, len(lines)) if lines[i].kind == "annex"), len(lines))
    found = _signatures(lines, body_starts + 1, annexes)
    with_units = [signed for signed in found if signed.units]
    if with_units or found:
        return (with_units or found)[0]
    if units := _units_at_end(lines, body_starts):
        return Signature(units, None)
    behind = [signed for signed in _signatures(lines, annexes, len(lines)) if signed.units]
    return behind[-1] if behind else Signature((), None)


def _signatures(lines: list[Line], start: int, end: int) -> list[Signature]:
    dated = (index for index in range(start, end) if lines[index].kind == "date" and not lines[index].in_table)
    signed = (_signed(lines, index) for index in dated)
    return [one for one in signed if one is not None and (one.units or one.day)]


def date_of(lines: list[Line], signature: Signature) -> date | None:
    """Return the date of signing (成文日期).

    Looked for in this order: the signature; a labelled date (填报日期：); a resolution's 通过 note; the cover, the
    line under the head; the date of publication; 印发; the day of the meeting. Of a month, the first day.
    """
    if signature.day:
        return signature.day
    head = head_of(lines)
    choices = (
        _labelled(lines, _LABELLED),
        _beside_label(lines),
        _adopted(head),
        _cover(head),
        _labelled(lines, _PUBLISHED),
        _beside_source(lines),
        _printed(lines),
        _labelled(lines, _MEETING),
    )
    return next((day for day in choices if day), None)


def _is_content(line: Line) -> bool:
    return line.in_table or line.kind in ("body", "addressee", "numbered")


def _signed(lines: list[Line], index: int) -> Signature | None:
    part = date_part(lines[index])
    found = parse_date(re.sub(r"(?<=[年月])月?日$", "", part[1])) if part else None
    if part is None or (found is None and not part[1].endswith("年月日")):
        return None
    bare = part[0].strip("(:,")
    if bare.endswith(("日期", "时间")):
        return Signature((), found.day) if found and "印" not in bare else None
    own = units_in_line(bare) if bare else ()
    units = own or _units_above(lines, index) or _unit_right_below(lines, index)
    return Signature(units, found.day if found and found.precision != "year" else None)


def _units_above(lines: list[Line], index: int) -> tuple[str, ...]:
    units: list[str] = []
    for line in reversed(lines[max(0, index - _SIGNATURE_LINES) : index]):
        if line.kind == "note" and not units:
            continue
        if line.kind != "unit" or line.in_table:
            break
        units[:0] = units_in_line(line.text)
    return tuple(units)


def _unit_right_below(lines: list[Line], index: int) -> tuple[str, ...]:
    """Return the unit that a typist set below the day, as the last line of the body."""
    below = lines[index + 1 : index + 3]
    if lines[index].in_table or not below or below[0].kind != "unit" or below[0].in_table:
        return ()
    is_last = len(below) == 1 or below[1].kind in ("annex", "annex_list", "imprint", "note")
    return tuple(units_in_line(below[0].text)) if is_last else ()


def _units_at_end(lines: list[Line], start: int) -> tuple[str, ...]:
    """Return the units of a signature that bears no date: the last lines of the body."""
    body = [line for line in lines[start + 1 :] if not line.in_table]
    end = next((i for i, line in enumerate(body) if line.kind in ("annex", "imprint")), len(body))
    return _units_above(body[:end], end) if end else ()


def _labelled(lines: list[Line], label: re.Pattern[str]) -> date | None:
    for index, line in enumerate(lines):
        # a page may run on from its dateline into its text
        match = label.search(line.seen) if len(line.seen) <= 120 else label.match(line.seen)
        if match is None:
            continue
        rest = next((group for group in match.groups() if group is not None), "")
        after = lines[index + 1].seen if not rest and index + 1 < len(lines) else rest
        if rest and line.seen.endswith(rest) and _CUT.search(rest) and index + 1 < len(lines):
            after = rest + lines[index + 1].seen  # 发文日期：2021年06, then 月28日 in the next line
        days = [found for found in find_dates(after) if found.precision != "year" and found.start <= 2]
        if days:
            return days[0].day
    return None


def _beside_label(lines: list[Line]) -> date | None:
    """Return the day that stands alone in a line of labels: 填报单位：某局　　2023年3月1日."""
    labels = (line for line in lines if line.kind == "label" and not line.in_table)
    beside = [part for line in labels for part in columns(line.text)]
    beside += [line.seen for before, line in pairwise(lines) if are_in_one_row(before, line) and before.kind == "label"]
    rows = [cells for cells in _rows(lines) if len(cells) == 2 and _DAY_OF_FORM.fullmatch(cells[0].seen)]
    beside += [cells[1].seen for cells in rows]
    days = [parse_date(part) for part in beside]
    # PDF may lose the blanks between: 填报单位：某局2023年3月1日
    ends = (line.seen for line in lines if line.kind == "label" and _UNIT_LABEL.match(line.seen))
    days += [found for seen in ends for found in find_dates(seen) if found.end == len(seen)]
    return next((found.day for found in days if found and found.precision == "day"), None)


def _beside_source(lines: list[Line]) -> date | None:
    """Return the day of a page of the web that stands behind its source: 来源：市水利局 2024-08-02."""
    told = (line for line in lines if not line.in_table and len(line.seen) < 60 and _SOURCE.match(line.seen))
    days = [found for line in told for found in find_dates(line.seen) if found.precision == "day"]
    return days[0].day if len(days) == 1 else None


def _rows(lines: list[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each row of the tables."""
    row: list[Line] = []
    for line in lines:
        if row and not (line.in_table and are_in_one_row(row[0], line)):
            yield row
            row = []
        row = [*row, line] if line.in_table else []
    if row:
        yield row


def _adopted(head: list[Line]) -> date | None:
    """Read the note （某年某月某日…会议通过）, over two lines where it is too long for one."""
    for index, line in enumerate(head):
        if not line.seen.startswith("("):
            continue
        note = line.seen if ")" in line.seen else "".join(part.seen for part in head[index : index + 2])
        days = [found for found in find_dates(note) if found.precision == "day"]
        if days and _ADOPTED.search(note):
            return days[0].day
    return None


def _cover(head: list[Line]) -> date | None:
    for line in reversed(head):
        part = date_part(line) if not _MEETING.match(line.seen) else None
        found = parse_date(part[1]) if part else None
        if found:
            return found.day
    days = (
        found
        for index, line in enumerate(head)
        # below the title a day with the hour is that of the page
        if (
            line.kind in ("unit", "number", "text")
            and len(line.seen) < 40
            and (index or not _PRINT_STAMP.match(line.seen))
        )
        or _is_dated_note(line)
        for found in _days(line)
    )
    return next((found.day for found in days), None)


def _is_dated_note(line: Line) -> bool:
    """Tell whether a note says when a report was given: （2023年1月4日在…会议上）."""
    return line.kind == "note" and not re.search(r"截[至止]|[-至]", line.seen)


def _printed(lines: list[Line]) -> date | None:
    imprints = (line for line in reversed(lines) if line.kind == "imprint" and _PRINTED.search(line.seen))
    return next((found.day for line in imprints for found in _days(line)), None)


def _days(line: Line) -> list[FoundDate]:
    return [found for found in find_dates(shadow(line.text).text) if found.precision == "day"]
