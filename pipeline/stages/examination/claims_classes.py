"""Sections of water counted by class, held against all sections: 12个断面中，Ⅱ类6个、Ⅲ类4个、Ⅳ类3个."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity
from pipeline.stages.examination.claims_added import summed
from pipeline.stages.examination.claims_sentence import Sentence, is_exact
from schemas.claims import Sum

_GRADES = ("I", "II", "III", "IV", "V", "劣V")
_GRADE = r"劣?(?<![IV])(?:IV|V|I{1,3})"
_CLASS = rf"(?<!优于)(?<!好于)(?<!高于)(?<!低于)(?P<first>{_GRADE})(?:类?[-至~](?P<last>{_GRADE}))?类"
_THING = r"(?:水质|水体|断面|点位|标准|监测|的)*"
_BEFORE = re.compile(rf"{_CLASS}{_THING}(?:有|为|共|计|是)*$")
_BEHIND = re.compile(
    rf"(?:断面|点位|河段)?(?:的)?(?:水质)?(?:达到?|为|符合|属于?|是|执行)(?:地表水)?{_CLASS}(?!及|或|和?以上|以内)"
)
_OF_ALL = re.compile(r"(?:地表水|河流|水质|监测|考核|例行|常规|[国省市县]控|设置|布设|的)*(?:断面|点位|水体|河段)")
_ALL_OF = re.compile(r"(?:断面|点位|水体|河段)(?:总?数)?(?:共|有|为|计|设)*$")
_COUNTERS = frozenset({"个", "处", "条"})
_FEWEST = 2


def sums_of_classes(sentence: Sentence) -> Iterator[Sum]:
    """Yield the number of all sections with those of each class, where no class is told twice and they are too many.

    Where they are fewer, sections of a class may stand elsewhere, or were dry.
    """
    if "类" not in sentence.seen or len(sentence.quantities) <= _FEWEST:
        return
    told: list[tuple[Quantity, range]] = []
    total: Quantity | None = None
    for one in sentence.quantities:
        if one.unit not in _COUNTERS or not is_exact(one) or one.approx:
            continue
        grades = _grades(sentence, one)
        if grades is not None:
            told.append((one, grades))
        elif not told and _is_of_all(sentence, one) and (total is None or one.value > total.value):
            total = one
    parts, among = [one for one, _ in told], [grade for _, grades in told for grade in grades]
    if total is None or len(parts) < _FEWEST or len(set(among)) < len(among):
        return
    if sum(part.value for part in parts) > total.value >= max(part.value for part in parts):
        yield summed(sentence, total, parts, is_whole=True)


def _grades(sentence: Sentence, one: Quantity) -> range | None:
    """Return the classes of which a number counts the sections, None where it counts none of a class."""
    before = sentence.seen[sentence.clause_start(one.outer_start) : one.outer_start]
    match = _BEFORE.search(before) or _BEHIND.match(sentence.seen, one.outer_end, sentence.end)
    if match is None:
        return None
    first = _GRADES.index(match["first"])
    last = _GRADES.index(match["last"]) if match["last"] else first
    return range(first, last + 1)


def _is_of_all(sentence: Sentence, one: Quantity) -> bool:
    if _OF_ALL.match(sentence.seen, one.outer_end, sentence.end):
        return True
    return _ALL_OF.search(sentence.seen, sentence.clause_start(one.outer_start), one.outer_start) is not None
