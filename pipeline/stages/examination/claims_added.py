"""Whether numbers of a sentence add up to another, how a total with its parts is held."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.numbers.misprints import is_sum_misprinted
from pipeline.numbers.quantities import Quantity
from pipeline.numbers.units import convert
from pipeline.stages.examination.claims_sentence import Sentence
from schemas.claims import Sum

OVERLAP = re.compile(r"(?<!不)重复|交叉|重叠|扣除|剔除|其余|其他为|不计入|同时(?:列入|属于|具有|涉及|为)|兼有|多个类别")
_MOST_OFF = 10
NOT_ALL = re.compile(
    r"等|在内|重复|交叉|重叠|扣除|剔除|(?<![一二两三四五六七八九十\d个])部分|以上(?![一-龥]{2,10}\d)|若干"
)
ENDS_LIST = re.compile(
    r"已|完成|新增|新建|减少|(?<![乱侵])占|较|比|其中|累计|合计|共|总计|目前|现有|涉及|覆盖|[平日月人户亩]均|另|扣除|(?<!不)重复|同比"
)


def summed(sentence: Sentence, total: Quantity, parts: Sequence[Quantity], is_whole: bool) -> Sum:
    """Return a total of a sentence with its parts, as a claim holds them."""
    return Sum(
        name=named(sentence, total),
        total=sentence.amount(total),
        parts=tuple(sentence.amount(part) for part in parts),
        is_whole=is_whole,
        quote=sentence.quote,
    )


def named(sentence: Sentence, total: Quantity) -> str:
    """Return what a total counts, in the words of the text."""
    words = re.sub(r"(?:共计|合计|总计|总共|共|约|为|有|达到?|是)+(?=\s|$)", "", sentence.label(total))
    return words.strip()[-40:]


def nearly_fit(parts: Sequence[Quantity], total: Quantity) -> bool:
    """Tell whether parts add up to a total but for one misprint."""
    return is_sum_misprinted([convert(part.value, part.unit, total.unit) for part in parts], total.value)


def fit(parts: Sequence[Quantity], total: Quantity) -> bool:
    """Tell whether parts add up to a total to the last digit."""
    return _added(parts, total) == total.value


def _added(parts: Sequence[Quantity], total: Quantity) -> Decimal:
    return sum((convert(part.value, part.unit, total.unit) for part in parts), Decimal(0))


def are_near(parts: Sequence[Quantity], total: Quantity) -> bool:
    """Tell whether parts miss a total by a tenth of it at most."""
    return _MOST_OFF * abs(_added(parts, total) - total.value) <= total.value


def overlaps(sentence: Sentence, start: int) -> bool:
    """Tell whether the words behind a place say that parts overlap, or that others are left out."""
    return OVERLAP.search(sentence.seen, start, sentence.end) is not None
