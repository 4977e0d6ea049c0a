"""The marks in the tables of an assessment: 生态文明建设相关指标 beside 分值, 总分, those of each class assessed."""

import re
from collections.abc import Iterable
from typing import Literal

from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.heads import Head, Place, without_notes
from pipeline.stages.extraction.layout import is_total
from pipeline.stages.extraction.names import Name, NamedSpan, as_measure, ratio_parts
from pipeline.stages.extraction.table_joined import JoinedHeads

_MARKS = re.compile(r"(?:标准|考核|指标|考评)?分值(?:\(分\))?")
_UNIT = "分"
_BESIDE = re.compile(r"(?:标准|考核|指标)?分值?")
_ALL = re.compile(r"(?:考核|考评)?(?:总分值?|满分)")
# those assessed stand in classes: 城镇发展类, 山区生态型
_CLASS = re.compile(r"[一-龥]{2,8}(?:类|型|组)(?:乡镇|镇街)?")

Named = tuple[NamedSpan, tuple[Head, ...]]


class TableMarks:
    """Names the marks of one table."""

    def __init__(self, joined: JoinedHeads, labels: tuple[str, ...]) -> None:
        """Take what joins the heads of the table, the labels of its rows."""
        self._joined, self._labels = joined, labels

    def named(self, place: Place, told: list[Name]) -> Named | None:
        """Return whose marks a place holds, with the heads that say so; `told` is what the column heads name."""
        row, column = place.rows[-1:], place.columns[-1:]
        if column and _ALL.fullmatch(column[0].words):  # 总分 | 生态文明建设分值
            wholes = _wholes_of(name for name in told if name.unit == _UNIT)
            return (NamedSpan(0, len(column[0].label), (wholes[0],)), column) if wholes else None
        if not row or not column or len(place.rows) > 1:
            return None
        if _BESIDE.fullmatch(column[0].words):
            wholes = _wholes_of(self._all_marks()) if row[0].is_total or _ALL.fullmatch(row[0].words) else []
            return (NamedSpan(0, len(row[0].label), (wholes[0],)), (*row, *column)) if wholes else None
        return self._of_class(row[0], column[0])

    def _of_class(self, row: Head, column: Head) -> Named | None:
        """Return the marks that a row gives a matter, or all, for a class of those assessed: 生态保护类 | 350."""
        totals = [label for label in self._labels if _ALL.fullmatch(label) or is_total(label)]
        if not totals or row.unit or column.unit or column.role or not _CLASS.fullmatch(column.words):
            return None
        wholes = _wholes_of(self._all_marks())
        names = tuple(self._mark_of(row.text) or (wholes[:1] if row.text in totals else ())) if wholes else ()
        return (NamedSpan(0, len(row.label), names), (row,)) if names else None

    def _all_marks(self) -> list[Name]:
        return [name for label in self._labels for name in self._mark_of(label)]

    def _mark_of(self, label: str) -> list[Name]:
        """Return the marks that a label names: 生态文明建设 beside 分值."""
        spans = self._joined.named_by_both(without_notes(shadow(label).text), "分值")
        return [name for span in spans for name in span.names if name.unit == _UNIT]


def _wholes_of(marks: Iterable[Name]) -> list[Name]:
    """Return what each of some marks is a part of."""
    return [pair[1] for name in marks if (pair := ratio_parts(as_measure(name))) and pair[0] == name]


def is_of_marks(head: Head) -> bool:
    """Tell whether a head says that its column holds marks."""
    return _MARKS.fullmatch(head.label) is not None


def column_of_marks(place: Place, columns: Iterable[tuple[Head, ...]]) -> Literal["own", "other", ""]:
    """Tell whether a cell stands in the column that gives the marks of its row, or beside it; "" for no marks.

    The row must name marks, and no head over the cell anything of its own: 其中：约束性内容 beside 分值 holds parts.
    """
    row = next((head for head in reversed(place.rows) if head.names is not None), None)
    if row is None or row.names is None or any(head.names is not None for head in place.columns):
        return ""
    if not all(name.unit == _UNIT for name in row.names.names):
        return ""
    if any(map(is_of_marks, place.columns)):
        return "own"
    return "other" if any(is_of_marks(head) for heads in columns for head in heads) else ""
