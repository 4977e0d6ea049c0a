"""Amounts that papers tell without a year, one wrong digit apart: 386.4公里, 368.4公里 of all banks."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from pipeline.coverage.case import Case
from pipeline.coverage.kinds import is_of_a_kind
from pipeline.coverage.series import LEVEL_ROLES, scope_of
from pipeline.coverage.years import year_of
from pipeline.numbers.misprints import is_one_digit_off
from schemas.fact import Fact
from schemas.view import ViewedDocument

_FEWEST_DIGITS, _MOST_NUMBERS = 3, 60
_Told = tuple[ViewedDocument, Fact]
_Key = tuple[str, int | None, str, str, str]


class Apart(NamedTuple):
    """Two numbers of one name, the first of which no year is told of."""

    one: _Told
    other: _Told


def undated_apart(case: Case) -> tuple[int, list[Apart]]:
    """Return how many names are told without a year, and of each two numbers that one wrong keystroke parts.

    Shares are left out: those of two years differ by a digit as well.
    """
    if all(fact.year is not None for viewed in case.readable for fact in viewed.facts):
        return 0, []
    undated = {_key(case, told[1]) for told in _levels(case) if _is_undated(told)}
    named: dict[_Key, list[_Told]] = defaultdict(list)
    for viewed, fact in _levels(case):
        if (key := _key(case, fact)) in undated:
            named[key].append((viewed, fact))
    found = [list(_apart(told)) for told in named.values()]
    return len(found), [one[0] for one in found if one]


def _levels(case: Case) -> Iterator[_Told]:
    known = {indicator.id for indicator in case.edition.indicators}
    for viewed in case.readable:
        for fact in viewed.facts:
            is_level = fact.indicator_id in known and fact.role in LEVEL_ROLES and fact.unit != "%"
            if is_level and fact.op == "=" and not fact.approx:
                yield viewed, fact


def _key(case: Case, fact: Fact) -> _Key:
    return fact.indicator_id, fact.sub, fact.name, scope_of(fact.subject, case.dossier), fact.unit


def _is_undated(told: _Told) -> bool:
    return year_of(told[1], told[0].document) is None


def _apart(told: list[_Told]) -> Iterator[Apart]:
    """Yield the slips among the numbers of one name, each number once; of very many numbers chance makes some."""
    plain = [(viewed, fact) for viewed, fact in told if not is_of_a_kind(fact, viewed.document)]
    each = {fact.value: (viewed, fact) for viewed, fact in reversed(plain) if _is_telling(fact)}
    undated = {
        fact.value: (viewed, fact)
        for viewed, fact in reversed(plain)
        if _is_telling(fact)
        if _is_undated((viewed, fact))
    }
    if len(each) > _MOST_NUMBERS:
        return
    for one, other in product(undated.values(), each.values()):
        are_two = one[0].document.sha256 != other[0].document.sha256
        if are_two and is_one_digit_off(one[1].value, other[1].value):
            yield Apart(one, other)


def _is_telling(fact: Fact) -> bool:
    return len(fact.value.as_tuple().digits) >= _FEWEST_DIGITS
