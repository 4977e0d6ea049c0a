"""Wholes told apart from the parts whose share is stated: 岸线总长度386.5公里, paragraphs later 占岸线总长度的76.3%."""

import re
from collections.abc import Sequence

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.pairs import pairs_of
from pipeline.stages.examination.claims_sentence import Sentence, is_exact
from schemas.claims import Amount, Ratio

TAIL = re.compile(r"(?:占比|比例|比重|率|度)$")
_SUMMED = re.compile(r"(?:合计|共计|总计|总共|共|计)(?:为)?$")
_TOTAL_OF = re.compile(r"总[一-龥]{1,3}$|满分$")
_FEWEST_CHARS = 2
_HAVING = re.compile(r"(?:共|已|有|为|达到?|是)+$")
# 按此计算，岸线保护率为81.9%
_BY_THAT = re.compile(
    r"(?:按此|据此|由此|以此|依此|照此)(?:计算|测算|推算|核算|得出)?,?(?:得出)?(?P<name>[一-龥]{2,20}(?:率|比例|占比|度))(?:为|达到?|是|约为)*"
)
_CHANGES = re.compile(r"增长|下降|降低|上升|提高|减少|变化")
_WHOLE_AND_PART = 2
_ALL_OF = re.compile(r"(?:共有|现有|总共有|辖|共设|设有)(?P<thing>[一-龥]{2,10})(?:共|总数为?)?$")


def of_standing_whole(
    sentence: Sentence, told: Sequence[Quantity], whole: str, before: Sequence[Sentence]
) -> Amount | None:
    """Return the number of the whole that 占 names, told once before: 总分1000分。…计215分，占总分的21.5%."""
    part = told[-1]
    is_sure = len(told) == 1 or _SUMMED.search(sentence.seen, sentence.start, part.outer_start) is not None
    if not is_sure or not _TOTAL_OF.search(whole) or not is_exact(part) or not part.unit:
        return None
    near = _wholes((*sentence.earlier, sentence), sentence, part, whole)
    found = near or _wholes(before, sentence, part, whole)
    return found[0] if len({one.value for one in found}) == 1 and (near or not sentence.years) else None


def _wholes(places: Sequence[Sentence], sentence: Sentence, part: Quantity, whole: str) -> list[Amount]:
    """Return the numbers of a whole that sentences tell by its name, before a part of it."""
    return [
        earlier.amount(one)
        for earlier in places
        for one in earlier.quantities
        if one.unit == part.unit
        and is_exact(one)
        and one.value >= part.value > 0
        and (earlier is not sentence or one.end < part.start)
        and _names_whole(earlier, one, whole)
    ]


def _names_whole(sentence: Sentence, one: Quantity, whole: str) -> bool:
    words = sentence.words(sentence.clause_start(one.outer_start), one.outer_start)
    return re.sub(r"(?:共计|共|为|是|达到?|有)+$", "", words).endswith(whole)


def standing_whole(sentence: Sentence, part: Quantity, name: str) -> Amount | None:
    """Return the number of all such things that the paragraph told before, without a year: 全县共有行政村168个."""
    words = sentence.words(sentence.clause_start(part.outer_start), part.outer_start)
    found = [
        (earlier, one)
        for earlier in sentence.earlier
        for one in earlier.quantities
        if one.unit == part.unit and is_counter(one.unit) and is_exact(one) and not earlier.years
    ]
    if len(found) != 1 or len({piece for piece in pieces_of(name) if piece in words}) == 0:
        return None
    earlier, whole = found[0]
    thing = _ALL_OF.search(earlier.words(earlier.clause_start(whole.outer_start), whole.outer_start))
    words = _HAVING.sub("", words)
    # 现有居民小区96个…。开展分类的小区有84个
    is_of_them = thing is not None and words.endswith(thing["thing"][-_FEWEST_CHARS:])
    return earlier.amount(whole) if is_of_them else None


def worked_out_by_that(sentence: Sentence, stated: Quantity) -> Ratio | None:
    """Return the rate worked out 按此 from the two numbers of the sentence before: 总长412公里，其中自然岸线329公里."""
    said = _BY_THAT.fullmatch(sentence.words(sentence.start, stated.outer_start))
    if said is None or not sentence.earlier or _CHANGES.search(said["name"]):
        return None
    before = sentence.earlier[-1]
    told = [one for one in before.quantities if one.unit not in ("年", "条")]
    if len(told) != _WHOLE_AND_PART or len({one.unit for one in told}) != 1 or not all(map(is_exact, told)):
        return None
    whole, part = told
    if "其中" not in before.seen[whole.outer_end : part.outer_start] or part.value > whole.value:
        return None
    return stated_ratio(sentence, before.amount(part), before.amount(whole), stated, said["name"])


def stated_ratio(sentence: Sentence, numerator: Amount, denominator: Amount, stated: Quantity, name: str) -> Ratio:
    """Return the rate that a sentence states, with the numbers it comes from, as a claim holds it."""
    return Ratio(
        name=name,
        numerator=numerator,
        denominator=denominator,
        stated=sentence.amount(stated),
        quote=sentence.quote,
    )


def pieces_of(name: str) -> frozenset[str]:
    """Return the pairs of characters that a rate's name ends with, without 率, 比例."""
    return pairs_of(TAIL.sub("", name)[-4:])
