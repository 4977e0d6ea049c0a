"""Rates told by a thing before a share, a deed or a kind after it: 危险废物100%得到安全处置, 97.6%为绿色建筑."""

import re
from collections.abc import Iterator

_DONE_TO = re.compile(
    r"(?:以上)?(?:的[一-龥]{0,8}?)?(?:得到了?|受到|获得|实现|进行了?|予以|做到|完成|开展)?(?:有效|妥善|严格|规范|及时|全面|依法)*"
    r"(?P<how>无害化|综合|资源化|安全|回收|集中|)(?P<deed>利用处置|回收利用|处置|处理|利用|回收|保护|公开|治理|达标|合格|消除)(?!率|设施|厂|场|中心|站|费)"
)
_THING_OF_SHARE = re.compile(
    r"(?P<thing>[一-龥A-Za-z0-9.()]{2,16}?)(?:已经?|均|都|全部|实现了?|达到?|约|有|的|基本|做到)*$"
)
# 新建建筑22.6万平方米，97.6%为绿色建筑
_IS_OF_KIND = re.compile(r"(?:均|都)?(?:为|是|属于?)(?P<noun>[一-龥]{3,8}?)(?=[,。;、)(]|$)")
# 垃圾分类覆盖全部小区的95.6%; 垃圾分类覆盖95.6%的小区
_SPREAD = re.compile(
    r"(?P<thing>[一-龥]{2,12}?)(?:已经?|目前)*(?P<deed>覆盖|普及)(?:到|至|了)?(?:(?:全部|全[县市区]|所有|城区|建成区|城镇)*(?:居民)?[一-龥]{1,8}的)?$"
)
_OF_THEM = re.compile(r"(?:以上)?的[一-龥]")


def rates_of_done(text: str, begin: int, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield what the share at `start` to `end` may be called, each with the place of its words, the longest first.

    `text` is a shadow's; the thing stands in it from `begin` on, right before the share.
    """
    if (kind := _IS_OF_KIND.match(text, end)) is not None:
        yield from ((start, kind.end(), kind["noun"] + ending) for ending in ("比例", "占比"))
    spread = _SPREAD.search(text, begin, start)
    if spread is not None and (spread[0].endswith("的") or _OF_THEM.match(text, end)):
        for first in range(spread.start("thing"), spread.end("thing") - 1):
            yield first, end, text[first : spread.end("thing")] + spread["deed"] + "率"
    done = _DONE_TO.match(text, end)
    thing = _THING_OF_SHARE.search(text, begin, start) if done else None
    if done is None or thing is None:
        return
    for first in range(thing.start("thing"), thing.end("thing") - 1):
        words = text[first : thing.end("thing")]
        for deed in dict.fromkeys((done["how"] + done["deed"], done["deed"])):
            for ending in ("率", "比例"):
                yield first, done.end(), words + deed + ending
