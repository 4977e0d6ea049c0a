"""What the words of a number say of it: a part's, another measure's, done within the year; worked out once and kept."""

import re
from collections.abc import Callable, Collection, Mapping

from pipeline.coverage.kinds import is_of_a_kind, is_of_another
from pipeline.coverage.values import Stated
from pipeline.numbers.units import is_counter
from schemas.fact import Fact

# what may be said of a number, one bit each
OF_ANOTHER, OF_A_KIND, OF_THE_YEAR, SUBTOTAL, OF_NO_SERIES, OF_NO_YEAR = (1 << bit for bit in range(6))
_ODD = OF_ANOTHER | OF_A_KIND | OF_THE_YEAR | SUBTOTAL
_FEWEST = 2
# a row for some of those above it
_SUBTOTAL = "小计"
_DONE = re.compile(
    r"(?:(?<!累计)(?<!已)(?<!共)(?:新增|新建|新改建|完成|建成|改造|实施|推进|创建)了?"
    r"|(?:全年|年内|当年|本年度?)[一-龥]{0,4}(?:完成|新增|新建|建成)[一-龥]{0,16})$"
)


def _is_of_the_year(fact: Fact) -> bool:
    """Tell whether a number of things stands right behind a word for what was done: 完成12个, 新增3处."""
    if not is_counter(fact.unit):
        return False
    before = fact.quote[: max(0, fact.quote.rfind(fact.value_raw))]
    return _DONE.search(before) is not None


_TESTS: Mapping[int, Callable[[Stated], bool]] = {
    OF_ANOTHER: lambda item: is_of_another(item.fact),
    OF_A_KIND: lambda item: is_of_a_kind(item.fact, item.viewed.document),
    OF_THE_YEAR: lambda item: _is_of_the_year(item.fact),
    SUBTOTAL: lambda item: item.fact.quote.startswith(_SUBTOTAL),
}


def says(item: Stated, what: int) -> bool:
    """Tell whether the words of a number say one of these."""
    return _TESTS[what](item) if item.words is None else bool(item.words & what)


def are_odd(items: Collection[Stated]) -> bool:
    """Tell whether any of several numbers may be other than they all seem to be."""
    return len(items) >= _FEWEST and any(words is None or words & _ODD for _, _, _, words in items)


def odd_words(item: Stated) -> int:
    """Return what the words of a number say by themselves."""
    return sum(what for what, test in _TESTS.items() if test(item))
