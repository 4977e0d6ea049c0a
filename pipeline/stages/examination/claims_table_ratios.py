"""Rates of tables with the two columns they come from."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from pipeline.numbers.units import same_dimension
from pipeline.pairs import pairs_of
from pipeline.stages.examination.claims_grid import TOTAL, Grid
from schemas.claims import Amount, Ratio

_RATE = re.compile(r"(?:率|占比|比例|比重)(?:\([^()]*\))?$")
_NO_SHARE = re.compile(r"增长|下降|降低|上升|提高|减少|减排|节约|增速|变化|同比|较|幅|目标|要求|标准|含水|利率|平均")
_NO_LEVEL = re.compile(
    r"率|比例|占比|比重|满意|(?:参与|知晓|知悉|支持|认可|信任|关注)度|得分|评分|增减|增长|下降|较|比上年|同比|均|浓度|指数|目标|要求|标准|面积折|年份|^年度?$|单价|单位"
)
_OF_TOTAL = re.compile(r"^占比|^比重|占(?:总|全|合计)[^占]*(?:比例|比重|比)|^比例(?:\(|$)")
# a row, or a column of a table turned, that tells by how much the others differ
_OF_CHANGES = re.compile(
    r"^(?:[^\d]{0,6}(?:变化|增减|变动|升降|增幅|降幅|增量|增速|差值|差额|进度)[^\d]{0,6}|(?:较|比|与|同比|环比).*)(?:\([^()]*\))?$"
)
_FEW = 2
_MOST_COLUMNS = 12
_MOST_BEYOND = 1
# so many rates of counts without a unit are no rounded amounts
_SURE_OF_COUNTS = 3
_COUNTER = "个"


_Row = tuple[int, Amount, Amount, Amount]


@dataclass(frozen=True)
class _Pair:
    """Rows as (row, rate, numerator, denominator); `holds` counts those that bear the pair out.

    `tells` are those of them that are neither 0 nor 100%.
    """

    numerator: int
    denominator: int
    rows: tuple[_Row, ...]
    holds: int
    tells: int


def table_ratios(grid: Grid) -> Iterator[Ratio]:
    """Yield the rates of a table whose columns, or whose rows, are beyond doubt their numerator and denominator."""
    yield from _of_columns(grid)
    if any(_is_share(line.name) for line in grid.rows):
        yield from _of_columns(grid.turned())


def _is_share(name: str) -> bool:
    return _RATE.search(name) is not None and _NO_SHARE.search(name) is None


def _of_columns(grid: Grid) -> Iterator[Ratio]:
    rates = [i for i, line in enumerate(grid.columns) if _is_share(line.name)]
    levels = (
        [i for i, line in enumerate(grid.columns) if line.name and not _NO_LEVEL.search(line.name)] if rates else []
    )
    if not levels or len(levels) > _MOST_COLUMNS:
        return
    changes = {row for row, line in enumerate(grid.rows) if line.names and _OF_CHANGES.search(line.names[-1])}
    amounts = {
        i: [None if row in changes else grid.amount(row, i) for row in range(len(grid.rows))] for i in {*rates, *levels}
    }
    for column in rates:
        line = grid.columns[column]
        near = [i for i in levels if grid.columns[i].names[:-1] == line.names[:-1]] if line.names[:-1] else levels
        among = near if len(near) >= _FEW else levels
        pairs = [pair for pair in _pairs(amounts, column, among) if pair.rows]
        chosen = _chosen(grid, line.name, pairs, len(among))
        if chosen is None and _OF_TOTAL.search(line.name):
            chosen = _of_total(grid, amounts, column, among)
        if chosen is not None:
            are_counts = chosen.tells >= _SURE_OF_COUNTS
            yield from (_ratio(grid, line.name, *row, are_counts=are_counts) for row in chosen.rows)


def _of_total(
    grid: Grid, amounts: Mapping[int, list[Amount | None]], column: int, levels: Sequence[int]
) -> _Pair | None:
    """Return the shares of a column in its own total (面积 占比), where most rows bear that out."""
    totals = [row for row, line in enumerate(grid.rows) if line.names and TOTAL.search(line.names[-1])]
    for level in levels if len(totals) == 1 else ():
        whole = amounts[level][totals[0]]
        rows = [
            (row, stated, above, whole)
            for row, (stated, above) in enumerate(zip(amounts[column], amounts[level], strict=True))
            if row != totals[0] and stated and above and whole and _may_be(stated, above, whole)
        ]
        right = [above for _, stated, above, below in rows if _holds(stated, above, below) and above.value > 0]
        if len(right) >= _FEW and len(right) >= 3 * (len(rows) - len(right)):
            return _Pair(level, level, tuple(rows), len(right), len(right))
    return None


def _pairs(amounts: Mapping[int, list[Amount | None]], column: int, levels: Sequence[int]) -> Iterator[_Pair]:
    for numerator, denominator in permutations(levels, 2):
        told = zip(amounts[column], amounts[numerator], amounts[denominator], strict=True)
        rows = [
            (row, stated, above, below)
            for row, (stated, above, below) in enumerate(told)
            if stated is not None and above is not None and below is not None and _may_be(stated, above, below)
        ]
        beyond = sum(above.value > below.value for _, _, above, below in rows)
        if not beyond or (beyond <= _MOST_BEYOND and len(rows) - beyond >= _FEW):
            right = [(above, below) for _, stated, above, below in rows if _holds(stated, above, below)]
            tells = sum(0 < above.value < below.value for above, below in right)
            if beyond and len(right) < len(rows) - beyond:
                continue  # in one row a slip may have done it, where all others bear the pair out
            yield _Pair(numerator, denominator, tuple(rows), len(right), tells)


def _may_be(stated: Amount, above: Amount, below: Amount) -> bool:
    """Tell whether a rate may be judged by two numbers: none is rough, their units can be divided, no 0.85 for 85%."""
    if not below.value or above.approx or below.approx or stated.approx or not _alike(above, below):
        return False
    if above.unit in ("%", "‰"):
        return False  # two shares make none
    return stated.value >= 1 or stated.unit in ("%", "‰") or not stated.value


def _ratio(grid: Grid, name: str, row: int, stated: Amount, above: Amount, below: Amount, *, are_counts: bool) -> Ratio:
    if are_counts:
        above, below = _as_count(above), _as_count(below)
    unit = stated.unit if stated.unit in ("%", "‰") else "%"
    return Ratio(
        name=name[-60:],
        numerator=above,
        denominator=below,
        stated=stated.model_copy(update={"unit": unit}),
        quote=grid.words(row),
    )


def _as_count(amount: Amount) -> Amount:
    """Return a whole number without a unit as a count: rates of other rows follow from such to the last digit."""
    is_whole = not amount.unit and amount.value == amount.value.to_integral_value()
    return amount.model_copy(update={"unit": _COUNTER}) if is_whole else amount


def _alike(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit or (bool(one.unit) and bool(other.unit) and same_dimension(one.unit, other.unit))


def _holds(stated: Amount, above: Amount, below: Amount) -> bool:
    if above.unit != below.unit:
        return False
    power = stated.value.as_tuple().exponent
    step = Decimal(1).scaleb(power if isinstance(power, int) else 0)
    return abs(above.value / below.value * (1000 if stated.unit == "‰" else 100) - stated.value) <= step


def _chosen(grid: Grid, name: str, pairs: Sequence[_Pair], candidates: int) -> _Pair | None:
    """Return the pair that a rate is made of: the one that most rows bear out, with a name that fits."""
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: (pair.holds, _fits(grid, name, pair)))
    if best.holds == len(best.rows):
        return best
    rivals = [pair for pair in pairs if pair.holds == best.holds and pair is not best]
    if rivals and not (_fits(grid, name, best) and not any(_fits(grid, name, pair) for pair in rivals)):
        return None
    if candidates == _FEW:
        fits = _fits(grid, name, best) and (best.holds > 0 or len(best.rows) == 1)
        # what one row of three bears out is a chance
        return best if fits or (best.tells and _FEW * best.holds >= len(best.rows)) else None
    misses = len(best.rows) - best.holds
    if misses == 1 and best.tells >= _FEW and not rivals:
        return best  # two shares that are right to the last digit are no chance
    return best if _fits(grid, name, best) and best.tells and best.holds > _FEW and best.holds >= 3 * misses else None


def _fits(grid: Grid, name: str, pair: _Pair) -> bool:
    """Tell whether the rate shares its last words with the numerator and not with the denominator.

    Of a numerator under 其中 it need only share more words than of the denominator.
    """
    words = re.sub(r"\([^()]*\)|(?:率|占比|比例|比重)", "", name)
    stem = words[-2:]
    numerator, denominator = (grid.columns[i].name for i in (pair.numerator, pair.denominator))
    if numerator.startswith("其中") and not denominator.startswith("其中"):
        pieces = pairs_of(words)
        return len(pieces & pairs_of(numerator)) > len(pieces & pairs_of(denominator))
    return bool(stem) and stem in numerator and stem not in denominator
