"""Totals of tables with their parts: rows and columns named 合计, 小计, 总计."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numbers.misprints import is_one_digit_off
from pipeline.stages.examination.claims_grid import TOTAL, Grid, total_of
from schemas.claims import Amount, Sum

MAX_PARTS = 400
_WEAK_TOTAL = re.compile(r"(?:全[县市区省旗州]|县域|全域|全年|年度|总数|总量|汇总|县级?合计)(?:\([^()]*\))?")
_NOT_ADDED = re.compile(
    r"率|比例|占比|比重|百分比|%|‰|百分点|均|浓度|指数|单价|密度|强度|系数|单位(?:GDP|地区|国内|面积)|名次|排名|位次|序号|编号"
    r"|同比|增幅|增减|增长|下降|较上年|比上年|等级|级别|文号|电话|日期|时间|含水|满意度|参与度|最[大高低小]|^年[份度]?$|标准|目标|水质"
)
_AMONG = re.compile(r"^(?:[(（]?\d{0,2}[)）.、]?)?(?:其中|#|内:)|其中:?$")
_LEVELS = (
    r"^[一二三四五六七八九十]{1,3}、",
    r"^[(（][一二三四五六七八九十]{1,3}[)）]",
    r"^\d{1,2}[.、](?!\d)",
    r"^[(（]\d{1,2}[)）]",
)
_TOTAL_OF = re.compile(r"[一-龥]{0,4}(?P<kind>[一-龥]{2})(?:总量|总数|总额|总面积|总计)(?:\([^()]*\))?")
_NAMED_TOTAL = re.compile(r"总(?:长度?|量|数|额|面积|人数|户数)|合计")
_NO_PART = re.compile(r"重复|扣除|减|其中|内:|同比|上年|总|人均|^\d|年")
_FEWEST_KIN = 3
_MOST_KIN = 12
_FEWEST_ROWS = 2
_MOST_LACKING = Decimal("0.03")
_MOST_OFF = Decimal("0.1")
_MOST_AMONG = 6
_FEW = 2
_CALLED_CHARS = 4


@dataclass(frozen=True)
class _Choice:
    """Rows that may make up a total row; `is_plain` tells that nothing had to be left out or guessed."""

    rows: tuple[int, ...]
    is_plain: bool


def table_sums(grid: Grid) -> Iterator[Sum]:
    """Yield the totals of a table, those of its rows, then those of its columns."""
    yield from _of_rows(grid)
    yield from _borne_out(grid.turned())
    if any(_is_total(column.names) for column in grid.columns):
        yield from _of_columns(grid.turned())


def _is_total(names: Sequence[str]) -> bool:
    return bool(names) and TOTAL.search(names[-1]) is not None


def _is_weak(names: Sequence[str]) -> bool:
    return bool(names) and _WEAK_TOTAL.fullmatch(names[-1]) is not None


def _of_rows(grid: Grid) -> Iterator[Sum]:
    """Yield the totals that stand in rows named 合计: each column is added up by the rows that fit most columns."""
    for row, line in enumerate(grid.rows):
        is_weak = not _is_total(line.names)
        if is_weak and not _is_weak(line.names):
            if _is_total_of_kin(grid, row):
                yield from _of_kin(grid, row)
            continue
        columns = [index for index, column in enumerate(grid.columns) if not _NOT_ADDED.search(column.name)]
        choices = [choice for choice in _choices(grid, row) if len(choice.rows) > 1]
        if choices and not _NOT_ADDED.search(line.names[-1]):
            yield from _best(grid, row, columns, choices, is_weak=is_weak)


def _is_total_of_kin(grid: Grid, row: int) -> bool:
    """Tell whether an outermost row is named as the total of what most others are kinds of: 农业用水, …, 用水总量.

    What the one column counts all of them are of (用水量 above 农业, 工业, 生活). Rates are not counted.
    """
    names = [line.names[-1] if line.names else "" for line in grid.rows]
    match = _TOTAL_OF.fullmatch(names[row])
    others = [name for i, name in enumerate(names) if i != row and not _NOT_ADDED.search(name)]
    if match is None or row not in (0, len(names) - 1) or len(others) < _FEWEST_KIN:
        return False
    if any(not name or _NO_PART.search(name) or _TOTAL_OF.fullmatch(name) for name in others):
        return False
    heads = [column.name for column in grid.columns]
    is_headed = len(heads) == 1 and match["kind"] in heads[0] and not _NOT_ADDED.search(heads[0])
    return is_headed or 2 * sum(match["kind"] in name for name in others) >= len(others)


def _of_kin(grid: Grid, row: int) -> Iterator[Sum]:
    """Yield the sums of a total of kin: what falls short of it by more than a little may lack a part."""
    columns = [index for index, column in enumerate(grid.columns) if not _NOT_ADDED.search(column.name)]
    parts = (
        i for i, line in enumerate(grid.rows) if i != row and not (line.names and _NOT_ADDED.search(line.names[-1]))
    )
    choice = _Choice(tuple(parts), is_plain=True)
    for column in columns:
        found = _summed(grid, row, column, choice)
        if found is not None:
            made, is_right = found
            off = total_of(made.parts) - made.total.value
            values = [part.value for part in made.parts]
            if any(2 * value == sum(values) for value in values):
                continue  # one of them is what others make up
            if is_right or (made.is_whole and off >= -_MOST_LACKING * made.total.value):
                yield made


def _best(grid: Grid, row: int, columns: Sequence[int], choices: Sequence[_Choice], *, is_weak: bool) -> Iterator[Sum]:
    """Yield the sums of one total row by the choice of parts that holds in most columns.

    A choice that holds in no column is trusted only where it is the plain one, under 合计, for a single column or
    where a wrong digit is all that every column misses by; what is not trusted is left out.
    """
    judged = [(choice, [_summed(grid, row, column, choice) for column in columns]) for choice in choices]
    choice, sums = max(judged, key=lambda pair: sum(found is not None and found[1] for found in pair[1]))
    found = [one for one in sums if one is not None]
    holds = sum(is_right and any(part.value for part in one.parts) for one, is_right in found)
    is_told = len(found) == 1 or all(is_one_digit_off(total_of(one.parts), one.total.value) for one, _ in found)
    is_sure = holds > 0 or (is_told and choice.is_plain and not is_weak)
    # 全年, 全市 may head averages as well as totals
    yield from (
        one for one, is_right in found if is_right or (is_sure and one.is_whole and (not is_weak or _is_near(one)))
    )


def _is_near(one: Sum) -> bool:
    return abs(total_of(one.parts) - one.total.value) <= _MOST_OFF * abs(one.total.value)


def _choices(grid: Grid, row: int) -> Iterator[_Choice]:
    """Yield the rows that may be the parts of a total row, the likeliest first."""
    outer = grid.rows[row].names[:-1]
    shared = [i for i in range(len(grid.rows)) if i != row and outer and grid.rows[i].names[: len(outer)] == outer]
    own = [i for i in shared if len(grid.rows[i].names) > len(outer) and not _is_any_total(grid, i)]
    if len(own) > 1:
        yield from _without_inner(grid, own)
        return
    above = list(range(row)) if row else list(range(1, len(grid.rows)))
    totals = [i for i in above if _is_any_total(grid, i)]
    since = [i for i in above if i > totals[-1]] if totals and row else above
    if kin := _called_alike(grid, row, since):
        yield _Choice(kin, is_plain=True)
    if len(since) > 1:
        yield from _without_inner(grid, since)
    if totals:
        covered = max(totals)
        yield _Choice((*totals, *(i for i in above if i > covered)), is_plain=False)
        yield from _without_inner(grid, [i for i in above if i not in totals], is_plain=False)


def _called_alike(grid: Grid, row: int, since: Sequence[int]) -> tuple[int, ...]:
    """Return the rows that end as a total's own name does where others do not: 达标排放量合计 below 排放总量, ….

    () where its name tells nothing or all rows end so.
    """
    words = TOTAL.sub("", grid.rows[row].names[-1])
    kin = tuple(i for i in since if grid.rows[i].names and grid.rows[i].names[-1].endswith(words[-_CALLED_CHARS:]))
    return kin if len(words) >= _CALLED_CHARS and _FEW <= len(kin) < len(since) else ()


def _is_any_total(grid: Grid, row: int) -> bool:
    return _is_total(grid.rows[row].names) or _is_weak(grid.rows[row].names)


def _without_inner(grid: Grid, rows: Sequence[int], *, is_plain: bool = True) -> Iterator[_Choice]:
    """Yield rows without rates, then without those under 其中, then those of the outermost numbering alone."""
    added = [i for i in rows if grid.rows[i].names and not _NOT_ADDED.search(grid.rows[i].names[-1])]
    among = [i for i in added if _AMONG.search(grid.rows[i].names[-1])]
    names = [grid.rows[i].names[-1] for i in added]
    for pattern in _LEVELS:
        outermost = [i for i, name in zip(added, names, strict=True) if re.match(pattern, name)]
        if _FEW <= len(outermost) < len(added):
            yield _Choice(tuple(outermost), is_plain=False)
            break
    if not among:
        yield _Choice(tuple(added), is_plain=is_plain and len(added) == len(rows))
        return
    for following in range(_MOST_AMONG):
        inner = {i + more for i in among for more in range(following + 1)}
        yield _Choice(tuple(i for i in added if i not in inner), is_plain=False)


def _summed(grid: Grid, row: int, column: int, choice: _Choice) -> tuple[Sum, bool] | None:
    """Return the sum of one column with whether it holds; None where it cannot be added up."""
    total = grid.amount(row, column)
    if total is None or total.approx or total.unit in ("%", "‰") or len(choice.rows) > MAX_PARTS:
        return None
    if "/" in total.unit:
        return None
    parts: list[Amount] = []
    for i in choice.rows:
        place, amount = grid.places[i][column], grid.amount(i, column)
        if amount is None:
            if place is None or not place.is_blank:
                return None
            continue
        parts.append(amount if amount.unit else amount.model_copy(update={"unit": total.unit}))
    if len(parts) < _FEW or any(part.unit != total.unit or part.approx for part in parts):
        return None
    is_right = abs(total_of(parts) - total.value) <= slack(parts, total)
    is_complete = len(parts) == len(choice.rows)
    name = f"{grid.rows[row].name} {grid.columns[column].name}"
    made = Sum(
        name=name[-60:], total=total, parts=tuple(parts), is_whole=is_right or is_complete, quote=grid.words(row)
    )
    return made, is_right


def slack(parts: Sequence[Amount], total: Amount) -> Decimal:
    """Return how far a sum may miss its total by rounding: half a unit of each last digit, one of the total's."""
    steps = [Decimal(1).scaleb(exponent(amount)) for amount in (*parts, total)]
    if all(step >= 1 for step in steps):
        return Decimal(0)
    return sum(steps[:-1], Decimal(0)) / 2 + steps[-1]


def exponent(amount: Amount) -> int:
    """Return the power of ten of the last printed digit."""
    power = amount.value.as_tuple().exponent
    return power if isinstance(power, int) else 0


def _of_columns(turned: Grid) -> Iterator[Sum]:
    """Yield the totals that stand in columns named 小计, by the columns under the same head or beside it."""
    for row, line in enumerate(turned.rows):
        if not _is_total(line.names) or _NOT_ADDED.search(line.name):
            continue
        points = [i for i, point in enumerate(turned.columns) if not _NOT_ADDED.search(point.name)]
        group = _siblings(turned, row)
        if len(group) < _FEW:
            continue
        choice = _Choice(tuple(group), is_plain=True)
        found = [one for i in points if (one := _summed(turned, row, i, choice)) is not None]
        holds = sum(is_right and any(part.value for part in one.parts) for one, is_right in found)
        is_sure = holds > 0 and 2 * holds >= len(found)
        yield from (one for one, is_right in found if is_right or (is_sure and one.is_whole))


def _borne_out(turned: Grid) -> Iterator[Sum]:
    """Yield the sums of a last column that those before it add up to in most rows: 优良, 轻度, 中度, 有效天数."""
    last = len(turned.rows) - 1
    names = [line.name for line in turned.rows]
    if last < _FEWEST_KIN or _NOT_ADDED.search(names[last]) or _is_total(turned.rows[last].names):
        return
    for first in range(last - _FEWEST_KIN + 1):
        if last - first <= _MOST_KIN and not any(_NOT_ADDED.search(name) for name in names[first:last]):
            found = list(_borne_out_from(turned, first, last))
            if found:
                yield from found
                return


def _borne_out_from(turned: Grid, first: int, last: int) -> Iterator[Sum]:
    points = [i for i, point in enumerate(turned.columns) if not _NOT_ADDED.search(point.name)]
    choice = _Choice(tuple(range(first, last)), is_plain=True)
    found = [one for i in points if (one := _summed(turned, last, i, choice)) is not None]
    right = [one for one, is_right in found if is_right and sum(part.value > 0 for part in one.parts) > 1]
    wrong = [one for one, is_right in found if not is_right]
    # 岸线总长 is named as the total: then one row bears it out, where all others miss it by a wrong digit
    is_misprint = all(is_one_digit_off(total_of(one.parts), one.total.value) for one in wrong)
    is_named = first == 0 and _NAMED_TOTAL.search(turned.rows[last].name) and bool(right) and is_misprint
    if is_named or (len(right) >= _FEWEST_ROWS and len(right) >= 2 * len(wrong)):
        yield from (one for one, is_right in found if is_right or one.is_whole)


def _siblings(turned: Grid, row: int) -> list[int]:
    """Return the lines that a total names (保护区、保留区合计), else those under its outer head or beside it."""
    outer = turned.rows[row].names[:-1]
    pieces = [piece for piece in re.split(r"[、和及]", TOTAL.sub("", turned.rows[row].names[-1])) if piece]
    named = [
        i for i, line in enumerate(turned.rows) if i != row and line.names and line.names[-1].startswith(tuple(pieces))
    ]
    if len(pieces) > 1 and len(named) == len(pieces):
        group = named
    elif outer:
        group = [i for i, line in enumerate(turned.rows) if i != row and line.names[:-1] == outer]
    else:
        totals = [i for i in range(row) if _is_total(turned.rows[i].names)]
        first = max(totals, default=-1) + 1
        group = list(range(first, row)) if row > first else list(range(row + 1, len(turned.rows)))
    return [i for i in group if not _NOT_ADDED.search(turned.rows[i].name) and not _is_total(turned.rows[i].names)]
