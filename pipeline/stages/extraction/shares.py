"""The rate that 占…的比例 means after the numbers it is made of."""

import re

from pipeline.lexicon import squeeze
from pipeline.stages.extraction.names import Name, as_component, measure_shared
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.sentence import Sentence

_PLAIN = re.compile(
    r"[^,;。]{0,4}?[,、(]?(?:所占|其|则)?(?:占比|比例|比重|比率|百分比)(?:分别|均|各|首次|已|也|仍)*[为是达到约:=]*"
)
# 新建18万平方米，全部为绿色建筑，占比100%: the whole is its own part
_ALL_OF_IT = re.compile(
    r"[^,;。]{0,4}?[,、(]?(?:全部|均|都)(?P<deed>[^,;。\d]{2,16})[,、(](?:所|其|则)?占(?:比|到|了)?(?:首次|已|也|仍)*[为是达到约:=]*"
)
# 达到或优于Ⅲ类的8个，占100%: what was counted last is the part, what it is part of was told before
_BARE = re.compile(r"[,、(]?(?:约|各|均|即)?占(?:到|了)?(?:约)?")
_OF_WHOLE = re.compile(
    r"[^,;。]{0,4}?[,、(]?(?:所|约|共)?占(?P<whole>[^,;。占]{2,14}?)的?(?:比例|比重|占比|比率|百分比)?(?:分别|依次|均|各)?[为是达到约:=]*"
)
_WHOLE_OF_SHARE = re.compile(r"占[^,。;:、占\d]{2,14}$")
_SHARE_NEXT = re.compile(r"的(?:比例|比重)?(?:约|为|达)?\d[\d.]*%")

# 同类产品采购总额 is 同类产品采购金额
_AMOUNT = re.compile(r"总?(?:金额|规模|额|量|数量|人数|个数|数|面积)$")
# 优良的有358天，占全年的98.1%
_OF_DAYS = re.compile(r"(?:全年|全部|监测)(?:总?天数)?")
MIN_KERNEL_CHARS = 2
MIN_DEED_CHARS = 3


def rate_between(words: str, parts: list[Name]) -> tuple[Name, ...]:
    """Return the rates of parts told before some words (占比为, 占总分的) that lead to a percentage.

    Numerator and denominator must both have been told, or the words end the name of the denominator.
    """
    if _PLAIN.fullmatch(words) and (shared := measure_shared(parts, tuple(parts))):
        return _nearest(shared, parts)
    if (all_of_it := _ALL_OF_IT.fullmatch(words)) is not None:
        return _of_all(squeeze(all_of_it["deed"]), parts)
    if _BARE.fullmatch(words):
        known = measure_shared(parts[-1:], tuple(parts)) or measure_shared(parts[-1:], ())
        return known if len(known) == 1 else measure_shared(parts[-1:], tuple(parts))
    match = _OF_WHOLE.fullmatch(words)
    if match is None:
        return ()
    found = []
    for rate in measure_shared(parts, ()):
        above, _, below = (rate.component or rate.measure).formula.partition("/")
        if "+" in above:
            continue  # 占土地总面积的1.2% is no share of a sum
        wholes = [part for part in rate.measure.components if part.name in below]
        spellings = [spelling for part in wholes for spelling in (part.name, *part.aliases)]
        is_of_days = any(part.unit == "天" for part in wholes) and _OF_DAYS.fullmatch(match["whole"])
        if is_of_days or any(_is_called(match["whole"], squeeze(spelling)) for spelling in spellings):
            found.append(rate)
    return _nearest(tuple(found), parts)


def _of_all(deed: str, parts: list[Name]) -> tuple[Name, ...]:
    """Return the rates of wholes told before whose numerator is what all of them did: 全部为绿色建筑."""
    found: list[Name] = []
    for whole in parts:
        for part in whole.measure.components:
            name = squeeze(part.name)
            tells = any(deed[at : at + MIN_DEED_CHARS] in name for at in range(len(deed) - MIN_DEED_CHARS + 1))
            found += measure_shared([as_component(whole, part)], (whole,)) if tells else ()
    return _nearest(tuple(dict.fromkeys(found)), parts)


def _is_called(words: str, name: str) -> bool:
    """Tell whether words end a name, its characters in any order (总断面数 for 断面总数)."""
    short = squeeze(words)
    kernel = _AMOUNT.sub("", short)
    if len(kernel) >= MIN_KERNEL_CHARS and kernel == _AMOUNT.sub("", name):
        return True
    return name.endswith(short) or (len(short) > 3 and sorted(name[-len(short) :]) == sorted(short))


def _nearest(rates: tuple[Name, ...], parts: list[Name]) -> tuple[Name, ...]:
    """Return the rates of the indicator whose part was told last."""
    for part in reversed(parts):
        if near := tuple(rate for rate in rates if rate.indicator_id == part.indicator_id):
            return near
    return ()


def owner_before_share(sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
    """Return the owner of the figure before a share, before its whole: …，占全县土地总面积1864.5平方公里的28.35%."""
    last = sentence.groups[index - 1] if index else None
    is_whole = last is not None and (
        _SHARE_NEXT.match(sentence.text, last.end) is not None
        and _WHOLE_OF_SHARE.search(sentence.text, sentence.start, last.start) is not None
    )
    return owners.get(index - 1 - is_whole)


def what_goes_on(owner: Owner, readings: list[Reading], before: Owner | None) -> Owner:
    """Return what figures after one go on with: that before it where it is but its share in a whole named there.

    自然保护地161.5平方公里，占国土面积的8.8%，其中甲湿地104.2平方公里: what follows is of them, not of the land.
    """
    named = [name for span in owner.spans for name in span.names]
    is_share = bool(readings) and all(
        one.quantity.unit == "%" and not one.name.is_change and one.name not in named for one in readings
    )
    is_of_whole = is_share and bool(named) and not any(name.fits("%") for name in named)
    return before if is_of_whole and before is not None else owner
