"""Wholes told apart from the parts whose share is stated: 岸线总长度386.5公里, paragraphs later 占岸线总长度的76.3%."""

import re
from collections.abc import Sequence

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import is_counter
from pipeline.pairs import pairs_of
from pipeline.stages.examination.claims_sentence import Sentence, is_exact
from schemas.claims import Amount

TAIL = re.compile(r"(?:占比|比例|比重|率|度)$")
_SUMMED = re.compile(r"(?:合计|共计|总计|总共|共|计)(?:为)?$")
_TOTAL_OF = re.compile(r"总[一-龥]{1,3}$|满分$")
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
    return earlier.amount(whole) if thing is not None and words.endswith(thing["thing"]) else None


def pieces_of(name: str) -> frozenset[str]:
    """Return the pairs of characters that a rate's name ends with, without 率, 比例."""
    return pairs_of(TAIL.sub("", name)[-4:])
