"""Values of one name for one year, sorted by what they are said of; those that may be one value put together."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from decimal import Decimal

from pipeline.checks.arithmetic.across import PRICED, at_constant_prices
from pipeline.checks.arithmetic.classes import is_of_one_class
from pipeline.coverage.case import Case
from pipeline.coverage.kinds import clause_before, kind_words
from pipeline.coverage.series import Value
from pipeline.numbers.units import is_counter
from pipeline.units.county import is_city
from schemas.document import Document

# what a share is a share of, where it is but a part of a measure: 46个居民小区, 118家公共机构
_COUNTED = re.compile(r"小区|机构|学校|企业|经营(?:性)?单位|行政村|社区|宾馆|商场")
# who looks after what is counted: 6个国控断面, 12个市控断面
_CONTROLLED = re.compile(r"[国省市县]+控(?=(?:考核|监测)?断面|点位|水体|站)")
# the text itself says why the figure differs from one published before
_REVISED = re.compile(r"修订|更正|订正|勘误|调整后|最终核实|核定后|快报|初步统计|初步核算|预计|原(?:为|报|公布)")
# whom a number counts: some of all
_CIRCLE = re.compile(
    r"女|男|党员|[国省市县乡镇村区]级|专职|兼职|民间|志愿|义务|其中|新增|新任|调整|总河|副(?![科处县局厅]级)"
)

# some of the waste, some of the sewage, sources of villages
_NARROWER = re.compile(r"工业(?=危险废物)|城市(?=(?:生活)?污水)|乡镇级|千吨万人|千人以上")
# 三年来研究议题69次, 累计
_OVER_YEARS = re.compile(r"[两三四五]年(?:来|中|间|内)|累计(?=研究|召开|听取)")
# who sat, whose inspection
_BODIES = re.compile(r"常委会|常务会|中心组|中央(?=[^,，]{0,8}督察)|绿盾")
_CITYS_OWN = re.compile(r"市区(?!县)")


def standing_values(case: Case, values: Sequence[Value]) -> list[Value]:
    """Return values but those of a paper that another of them ends or corrects, as it says itself or a person said.

    What is told of several (苇河、柏溪岸线177公里) is not the last one's either.
    """
    stated = {value.item.viewed.document.sha256 for value in values}
    standing = [value for value in values if not _is_corrected(case, value.item.viewed.document, stated)]
    # what a ledger of some firms adds up, sections of one class
    standing = [
        value for value in standing if not value.fact.quote.startswith("小计") and not is_of_one_class(value.fact)
    ]
    return [value for value in standing if f"、{value.fact.subject}" not in value.fact.quote or not value.fact.subject]


def _narrower(case: Case, value: Value) -> list[str]:
    """Return the words before a number that draw a narrower circle than the measure's own: 工业危险废物, 乡镇级水源."""
    fact = value.fact
    said = re.split(r"[。；;]", fact.quote[: max(0, fact.quote.rfind(fact.value_raw))])[-1]
    found = _NARROWER.findall(said) + _OVER_YEARS.findall(clause_before(fact))
    if is_counter(fact.unit):
        found += _BODIES.findall(said)
    if not is_city(case.dossier):
        found += _CITYS_OWN.findall(said)
    return found


def _is_corrected(case: Case, older: Document, stated: Container[str]) -> bool:
    link = case.revisions.get(older.sha256)
    if link is None or link.newer not in stated:
        return False
    newer = case.successors.get(older.sha256)
    says_so = newer is not None and _REVISED.search(newer.document.title or "") is not None
    return says_so or link.basis in ("repealed", "person")


def circles(case: Case, values: Sequence[Value], *, is_measure: bool) -> Iterator[list[Value]]:
    """Yield numbers of things by the circle that their words draw: 河长412人, 女性河长62人, 党员河长377人."""
    circles: dict[frozenset[str | bool], list[Value]] = defaultdict(list)
    for value in values:
        words = _CIRCLE.findall(clause_before(value.fact)) if is_counter(value.fact.unit) else []
        words += _CONTROLLED.findall(value.fact.quote) + kind_words(value.fact) + _narrower(case, value)
        if value.fact.unit == "%" and not is_measure:
            words += _COUNTED.findall(value.fact.quote)
        prices = at_constant_prices(value) if value.fact.name in PRICED else False
        circles[frozenset((*words, prices))].append(value)
    yield from circles.values()


def are_surely_one(values: Sequence[Value]) -> bool:
    """Tell whether no two values are further apart than one unit of the finest print."""
    ends = [value.value for value in values]
    apart = max(ends) - min(ends)
    return not apart or apart <= min(map(_unit_printed, values))


def _unit_printed(value: Value) -> Decimal:
    """Return one unit of the last printed digit, nothing for a number of things counted."""
    return (value.reach.high - value.reach.low) / 2


def _may_be_one(one: Value, other: Value) -> bool:
    """Tell whether two prints may be of one value: they differ by a unit of the coarser one's last digit at most."""
    return abs(one.value - other.value) <= max(_unit_printed(one), _unit_printed(other))


def groups_of(values: Sequence[Value]) -> list[list[Value]]:
    """Sort values into groups that may be one value, revised or preliminary ones left out; the largest group first."""
    groups: list[list[Value]] = []
    for value in sorted(values, key=lambda value: value.reach.high - value.reach.low):
        if _REVISED.search(value.fact.quote):
            continue
        fitting = next((group for group in groups if _may_be_one(group[0], value)), None)
        if fitting is None:
            groups.append([value])
        else:
            fitting.append(value)
    return sorted(groups, key=len, reverse=True)


def without_companions(groups: Sequence[list[Value]]) -> list[list[Value]]:
    """Return groups without values whose own sentence states that of most as well: it tells the two apart.

    由7.1%降为0: whichever year the first is of, the sentence does not contradict those who say 0.
    """
    most = [(value.item.viewed, value.fact.quote) for group in groups[:1] for value in group]
    others = [[value for value in group if (value.item.viewed, value.fact.quote) not in most] for group in groups[1:]]
    return [*groups[:1], *(group for group in others if group)]
