"""Rates of tables with the two columns they come from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.numbers.units import same_dimension
from pipeline.stages.examination.claims_grid import Grid
from schemas.claims import Amount, Ratio

_RATE = re.compile(r"(?:率|占比|比例|比重)(?:\([^()]*\))?$")
_NO_SHARE = re.compile(r"增长|下降|降低|上升|提高|减少|减排|节约|增速|变化|同比|较|幅|目标|要求|标准|含水|利率|平均")
_NO_LEVEL = re.compile(
    r"率|比例|占比|比重|增减|增长|下降|较|比上年|同比|均|浓度|指数|目标|要求|标准|面积折|年份|^年度?$|单价|单位"
)
_FEW = 2
_MOST_COLUMNS = 12


@dataclass(frozen=True)
class _Pair:
    """`holds` counts the rows that bear the pair out, `tells` those of them that are neither 0 nor 100%."""

    numerator: int
    denominator: int
    ratios: tuple[Ratio, ...]
    holds: int
    tells: int


def table_ratios(grid: Grid) -> Iterator[Ratio]:
    """Yield the rates of a table whose columns, or whose rows, are beyond doubt their numerator and denominator."""
    yield from _of_columns(grid)
    yield from _of_columns(grid.turned())


def _of_columns(grid: Grid) -> Iterator[Ratio]:
    levels = [i for i, line in enumerate(grid.columns) if line.name and not _NO_LEVEL.search(line.name)]
    if not _FEW <= len(levels) <= _MOST_COLUMNS:
        return
    for column, line in enumerate(grid.columns):
        if _RATE.search(line.name) and not _NO_SHARE.search(line.name):
            near = [i for i in levels if grid.columns[i].names[:-1] == line.names[:-1]] if line.names[:-1] else levels
            pairs = list(_pairs(grid, column, near if len(near) >= _FEW else levels))
            chosen = _chosen(grid, line.name, pairs, len(near))
            if chosen is not None:
                yield from chosen.ratios


def _pairs(grid: Grid, column: int, levels: Sequence[int]) -> Iterator[_Pair]:
    for numerator in levels:
        for denominator in levels:
            if numerator != denominator:
                found = [
                    one for row in range(len(grid.rows)) if (one := _ratio(grid, row, column, numerator, denominator))
                ]
                if found and all(one.numerator.value <= one.denominator.value for one in found):
                    right = [one for one in found if _holds(one)]
                    tells = sum(0 < one.numerator.value < one.denominator.value for one in right)
                    yield _Pair(numerator, denominator, tuple(found), len(right), tells)


def _ratio(grid: Grid, row: int, column: int, numerator: int, denominator: int) -> Ratio | None:
    stated, above, below = (grid.amount(row, index) for index in (column, numerator, denominator))
    if stated is None or above is None or below is None or not below.value:
        return None
    if above.approx or below.approx or stated.approx or not _alike(above, below):
        return None
    unit = stated.unit if stated.unit in ("%", "‰") else "%"
    if stated.value < 1 and unit == "%" and stated.unit != "%":
        return None
    return Ratio(
        name=grid.columns[column].name[-60:],
        numerator=above,
        denominator=below,
        stated=stated.model_copy(update={"unit": unit}),
        quote=grid.words(row),
    )


def _alike(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit or (bool(one.unit) and bool(other.unit) and same_dimension(one.unit, other.unit))


def _holds(ratio: Ratio) -> bool:
    if ratio.numerator.unit != ratio.denominator.unit:
        return False
    power = ratio.stated.value.as_tuple().exponent
    step = Decimal(1).scaleb(power if isinstance(power, int) else 0)
    return abs(ratio.numerator.value / ratio.denominator.value * 100 - ratio.stated.value) <= step


def _chosen(grid: Grid, name: str, pairs: Sequence[_Pair], candidates: int) -> _Pair | None:
    """Return the pair that a rate is made of: the one that most rows bear out, with a name that fits."""
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: (pair.holds, _fits(grid, name, pair)))
    if best.holds == len(best.ratios):
        return best
    rivals = [pair for pair in pairs if pair.holds == best.holds and pair is not best]
    if rivals and not (_fits(grid, name, best) and not any(_fits(grid, name, pair) for pair in rivals)):
        return None
    if candidates == _FEW:
        fits = _fits(grid, name, best) and (best.holds > 0 or len(best.ratios) == 1)
        return best if best.tells or fits else None
    misses = len(best.ratios) - best.holds
    return best if _fits(grid, name, best) and best.tells and best.holds > _FEW and best.holds >= 3 * misses else None


def _fits(grid: Grid, name: str, pair: _Pair) -> bool:
    """Tell whether the rate shares its last words with the numerator and not with the denominator."""
    stem = re.sub(r"\([^()]*\)|(?:率|占比|比例|比重)", "", name)[-2:]
    numerator, denominator = (grid.columns[i].name for i in (pair.numerator, pair.denominator))
    return bool(stem) and stem in numerator and stem not in denominator
