"""Which of a year's own number and the cumulative one beside it the edition means."""

import re

from pipeline.numbers.units import read_unit
from pipeline.stages.extraction.heads import Head
from pipeline.stages.extraction.names import Name

_CUMULATIVE = re.compile(r"累计|截至目前|至今")
_CURRENT = re.compile(r"当年|本年度?|年度|年内|新增|本期|全年|(?:19|20)\d\d年?")
_WORDS = re.compile(rf"{_CUMULATIVE.pattern}|{_CURRENT.pattern}|[\s()（）]|数量|数值")
# what is counted once it is there, not year by year
_STANDING = frozenset({"个", "户", "座", "处", "家"})


class Running:
    """The columns of one table that run on from year to year."""

    def __init__(self, columns: list[tuple[Head, ...]]) -> None:
        """Take the heads of all columns."""
        words = ["".join(head.text for head in heads) for heads in columns]
        self._is_cumulative = [_CUMULATIVE.search(text) is not None for text in words]
        self._matters = [_WORDS.sub("", text) for text in words]
        self._is_part = [any(head.is_part for head in heads) for heads in columns]

    def partner(self, column: int) -> int | None:
        """Return the column that counts the same the other way, None where none does."""
        if not any(self._is_cumulative):
            return None
        for other, matter in enumerate(self._matters):
            differs = self._is_cumulative[other] != self._is_cumulative[column]
            if differs and matter == self._matters[column]:
                return other
        return None

    def is_meant(self, column: int, other: int, name: Name) -> bool:
        """Tell whether this column rather than the other holds what a formula asks for."""
        if self._is_part[other if self._is_cumulative[column] else column]:
            return self._is_cumulative[column]
        return self._is_cumulative[column] == (name.unit in _STANDING)


def is_standing(name: Name) -> bool:
    """Tell whether something is counted at a point of time: villages, households, areas, the share of such things."""
    if name.component is None and name.unit == "%":
        units = [part.unit for part in name.measure.components]
        return bool(units) and all(_stands(unit) for unit in units)
    return _stands(name.unit)


def _stands(unit: str) -> bool:
    known = read_unit(unit)
    return unit in _STANDING or (known is not None and known.dimension in ("area", "length", "person", "household"))
