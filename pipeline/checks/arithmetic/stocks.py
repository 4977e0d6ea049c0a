"""Stocks carried from year to year: what is left at a year's end, what is taken from it in the next."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.coverage.case import Case
from pipeline.coverage.series import Name, Series, Value, unit_of
from pipeline.coverage.values import in_words
from pipeline.numbers.rounding import Reach
from schemas.edition import Measure

_END, _TAKEN, _MADE = "年末贮存量", "往年贮存量", "产生量"


@dataclass(frozen=True)
class Broken:
    """A year whose stock does not follow from the year before; `expected`, `found` and `in_full` are in words."""

    of: Name
    year: int
    values: tuple[Value, ...]
    expected: str
    found: str
    in_full: str


@dataclass(frozen=True)
class _Names:
    """The components of a measure that make up a stock: its end, what was made, used, taken from earlier years."""

    end: str
    made: str
    used: str
    taken: str


def broken_stocks(case: Case) -> tuple[int, tuple[Broken, ...]]:
    """Return (how many years were looked at, those that do not follow from the year before).

    More cannot be taken from the stock of earlier years than was left of it, and what is left at the end is what there
    was, with what was made, less what was used; or, where a paper counts the year's own only, what was made less what
    was used of it. Rounding is allowed for.
    """
    looked_at, found = 0, []
    for indicator in case.edition.indicators:
        for sub, measure in indicator.measures():
            names = _names_of(measure)
            if names is None:
                continue
            of = Name(indicator.id, sub, names.end, "")
            for year, before, now in _years(case, of, names):
                looked_at += 1
                broken = _judged(of, unit_of(measure, names.end), year, before, now)
                if broken is not None:
                    found.append(broken)
    return looked_at, tuple(found)


def _names_of(measure: Measure) -> _Names | None:
    names = [component.name for component in measure.components]
    ends = [name for name in names if name.endswith(_END)]
    numerator = measure.formula.partition(" / ")[0].strip()
    if len(ends) != 1 or numerator not in names:
        return None
    stem = ends[0].removesuffix(_END)
    taken = numerator.removesuffix("量") + _TAKEN
    made = stem + _MADE
    return _Names(ends[0], made, numerator, taken) if {made, taken} <= set(names) else None


_Year = dict[str, Value]


def _years(case: Case, of: Name, names: _Names) -> Iterator[tuple[int, Value, _Year]]:
    """Yield (year, the stock left the year before, the year's own values) as documents agree on them."""
    series: dict[str, Series] = {}
    for role, name in (("end", names.end), ("made", names.made), ("used", names.used), ("taken", names.taken)):
        one = case.series.get(of._replace(name=name))
        if one is not None:
            series[role] = one
    if "end" not in series:
        return
    left = series["end"].sure()
    for year in sorted(set(left) | set(series["taken"].sure() if "taken" in series else ())):
        if year - 1 in left:
            now = {role: one.sure()[year] for role, one in series.items() if year in one.sure()}
            yield year, left[year - 1], now


def _judged(of: Name, unit: str, year: int, before: Value, now: _Year) -> Broken | None:
    taken = now.get("taken")
    if taken is not None and taken.reach.low > before.reach.high:
        return Broken(
            of,
            year,
            (taken, before),
            f"不超过{year - 1}年末贮存的{in_words(before.fact)}",
            in_words(taken.fact),
            f"{year}年“{taken.fact.name}”{in_words(taken.fact)}，大于{year - 1}年“{before.fact.name}”"
            f"{in_words(before.fact)}，多出{_plain(taken.value - before.value)}{unit}",
        )
    if not {"end", "made", "used"} <= set(now):
        return None
    end, made, used = now["end"], now["made"], now["used"]
    whole = _less(_plus(before.reach, made.reach), used.reach)
    own = _less(_plus(made.reach, taken.reach if taken else Reach(Decimal(0), Decimal(0))), used.reach)
    if end.reach.meets(whole) or end.reach.meets(own):
        return None
    value = before.value + made.value - used.value
    full = f"{_plain(before.value)}＋{_plain(made.value)}－{_plain(used.value)}＝{_plain(value)}{unit}"
    return Broken(
        of,
        year,
        (end, before, made, used),
        f"年初贮存＋产生－利用处置：{full}",
        in_words(end.fact),
        f"{year}年“{end.fact.name}”写为{in_words(end.fact)}，按年初贮存＋产生－利用处置复算，{full}",
    )


def _plus(one: Reach, other: Reach) -> Reach:
    return Reach(one.low + other.low, one.high + other.high)


def _less(one: Reach, other: Reach) -> Reach:
    return Reach(one.low - other.high, one.high - other.low)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
