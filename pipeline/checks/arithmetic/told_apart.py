"""Values that papers themselves tell apart: of one sentence, of rows of other names, compared with each other."""

import re
from collections.abc import Sequence
from itertools import permutations

from pipeline.coverage.series import Value
from schemas.locator import CellLocator

_COMPARES = re.compile(r"一致|相符|接近|不同|差异|高于|低于|相比|口径")
# one amount of a paper that is so many times another is of something else
_MOST_TIMES = 3
# so many characters of a cut sentence are no chance
_LEAST_SHARED = 8
_PLACES = frozenset("个处条家座")


def are_other_things(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether the values are of things that their words, their rows, their columns, their sizes tell apart."""
    if _are_of_one_sentence(groups) or _are_of_rows(groups) or _are_of_one_row(groups) or _are_told_apart(groups):
        return True
    return are_worlds_apart(groups) and _are_known_together(groups)


def _are_known_together(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether each paper that states another value than most states theirs as well."""
    most = {value.item.viewed.document.sha256 for value in groups[0]}
    return all(value.item.viewed.document.sha256 in most for group in groups[1:] for value in group)


def are_of_one_document(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether one paper states all the values."""
    return len({value.item.viewed.document.sha256 for group in groups for value in group}) == 1


def are_worlds_apart(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether one amount is many times the other, which no slip of the pen makes it: 363天, 缺测2天."""
    ends = sorted(abs(group[0].value) for group in groups)
    return groups[0][0].fact.unit != "%" and ends[-1] > _MOST_TIMES * ends[0]


def _are_of_one_row(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether all values stand in one row of a table, whose columns are of other things: 全县, 县城, 乡镇."""
    places = [value.fact.locator for group in groups for value in group]
    rows = {(place.table, place.row) for place in places if isinstance(place, CellLocator)}
    return len(rows) == 1 and all(isinstance(place, CellLocator) for place in places) and are_of_one_document(groups)


def _are_of_one_sentence(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether one sentence states all the values: then they are of different things that it tells apart."""
    first = groups[0][0]
    return all(
        value.item.viewed is first.item.viewed and (value.fact.quote == first.fact.quote or _is_cut(first, value))
        for group in groups
        for value in group
    )


def _is_cut(one: Value, other: Value) -> bool:
    """Tell whether two quotes are cut from one sentence, where the end of one that holds both values opens the other.

    优良比例80.0%，比上年（10个断面，占62.5%）; 上年（10个断面，占62.5%）提高17.5个百分点
    """
    for early, late in permutations((one.fact, other.fact)):
        start = early.quote.rfind(late.quote[:_LEAST_SHARED])
        is_shared = start >= 0 and late.quote.startswith(early.quote[start:]) and late.value_raw in early.quote[start:]
        if is_shared and early.value_raw in early.quote[:start]:
            return True
    return False


def _are_told_apart(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether a text knows of both: it compares them itself, or some are the parts of another (319＋190＝509)."""
    for group, other in permutations(groups, 2):
        if any(_tells(value, other) or _counts_both(value, other) for value in group):
            return True
    values = sorted((group[0].value for group in groups), reverse=True)
    return len(values) > 2 and values[0] == sum(values[1:])


def _counts_both(value: Value, other: Sequence[Value]) -> bool:
    """Tell whether the words around a number of things hold the other as well: 8个监测断面有7个达到."""
    fact = value.fact
    return fact.unit in _PLACES and any(
        re.search(rf"(?<![\d.]){re.escape(each.fact.value_raw)}", fact.quote)
        and each.fact.value_raw != fact.value_raw
        and fact.value_raw[-1:] in _PLACES
        for each in other
    )


def _tells(value: Value, other: Sequence[Value]) -> bool:
    """Tell whether the words around a value hold the other one, as another source's: 与调查结果（95.6%）一致."""
    quote = value.fact.quote
    return _COMPARES.search(quote) is not None and any(
        each.item.viewed is not value.item.viewed and each.fact.value_raw in quote for each in other
    )


def _are_of_rows(groups: Sequence[Sequence[Value]]) -> bool:
    """Tell whether all values stand in one table in rows of other names: 野生动物（一级）, 野生动物（二级）."""
    places = [value.fact.locator for group in groups for value in group]
    if any(not isinstance(place, CellLocator) for place in places):
        return False
    files = {value.item.viewed.document.sha256 for group in groups for value in group}
    names = [{value.fact.quote.split(" ")[0] for value in group} for group in groups]
    tables = {place.table for place in places if isinstance(place, CellLocator)}
    return len(files) == len(tables) == 1 and not set.intersection(*names)
