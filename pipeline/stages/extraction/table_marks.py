"""The column of a table that gives the marks of what its rows name: 生态文明建设相关指标 beside 分值."""

import re
from collections.abc import Iterable
from typing import Literal

from pipeline.stages.extraction.heads import Head, Place

_MARKS = re.compile(r"(?:标准|考核|指标|考评)?分值(?:\(分\))?")
_UNIT = "分"


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
