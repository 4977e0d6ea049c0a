"""Whether a sentence says of all of a matter what its rate counts: 3条黑臭水体全部消除."""

import re

from pipeline.lexicon import squeeze
from schemas.edition import Measure

_OF_ALL = re.compile(r"全部|均|都|委托|交由|送往?交?")
# 主要为废矿物油、表面处理废物等: what an amount consists of, between it and what became of it
_CONSISTS = r"(?:(?:其中)?(?:主要|以)(?:为|是|有|包括|来自|来源于)?[^,。;\d]{2,40},)?"
# 委托有资质单位利用处置: what was done with all of it, where no part is told
_GIVEN_OUT = (
    r"(?:已|统一|依法|分别)*(?:委托|交由|送交|送往|送)(?:给|至|往)?[^,。;\d]{1,20}?"
    r"(?:单位|公司|企业|机构|中心|厂)(?:进行|予以|安全|规范|集中|妥善|依法)*"
)
# 比上年的1342.7吨增加62.5吨: how much more it is, between it and what became of it
_COMPARES = r"(?:(?:同比|环比|[比较])[^,。;]{2,30},)?"
_PAIR_CHARS = 4
_RATE_AT_END = re.compile(r"(?:率|比例|占比)$")
MIN_DEED_CHARS = 2


def is_told_whole(sentence: str, stem: str, measure: Measure) -> bool:
    """Tell whether a sentence (a shadow) says of all of a matter what its rate counts: 3条黑臭水体全部消除.

    Its amount may stand between, with what it consists of: 危险废物产生量51吨，主要为废矿物油，全部交由某公司利用处置.
    """
    name = squeeze(measure.name)
    deed = _RATE_AT_END.sub("", name.partition(stem)[2])
    if len(deed) < MIN_DEED_CHARS or not _RATE_AT_END.search(name):
        return False
    if stem not in sentence or deed[-MIN_DEED_CHARS:] not in sentence or _OF_ALL.search(sentence) is None:
        return False
    all_of_it = r"(?:全部|均|都)已?(?:得到|完成|实现)?了?"
    behind = rf"{re.escape(stem)}[^,。;]{{0,4}}?{all_of_it}{deed}"
    done = _deed_or_half(deed)
    became = rf"(?:{all_of_it}[^,。;]{{0,14}}?{done}(?![一-龥]{{0,4}}率)|{_GIVEN_OUT}{done}(?=[,。;]|$))"
    amount = rf"{re.escape(stem)}[^,。;\d]{{0,8}}\d[\d.]*[^,。;\d]{{1,6}},{_COMPARES}{_CONSISTS}{became}"
    before = rf"全部{deed}了?[^,。;]{{0,8}}{re.escape(stem)}"
    return re.search(f"{behind}|{amount}|{before}", sentence) is not None


def _deed_or_half(deed: str) -> str:
    """Return a pattern for a deed; of two deeds in one (利用处置) one does for all: 全部得到利用或处置, 全部处置."""
    if len(deed) != _PAIR_CHARS:
        return deed
    first, second = deed[:MIN_DEED_CHARS], deed[MIN_DEED_CHARS:]
    return rf"(?:{deed}|{first}[或和及与、]{second}|{second})"
