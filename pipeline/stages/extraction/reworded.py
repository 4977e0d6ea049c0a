"""Names of components that prose puts in its own words: 产生危险废物 for 危险废物产生量, 共有农户 for 农户总数."""

import re
from collections.abc import Iterator

from pipeline.numbers.units import is_counter, read_unit
from pipeline.stages.extraction.names import Name, named_spans
from pipeline.stages.extraction.scene import Scene

_DEED = (
    r"产生|清运处置|清运处理|综合利用|资源化利用|回收利用|利用处置|处置利用|利用|处置|回收|清运|使用|施用|消耗|消费|采购|无害化处理|处理|排放|贮存|治理|消除|"
    r"保护|公开|达标处理|达标排放"
)
_DEED_IN = re.compile(_DEED)
_VERB_FIRST = re.compile(
    rf"(?:[一-龥]{{0,8}}(?:企业|单位|公司|城区|镇区|县城|城镇|建制镇|乡镇))?(?:全年)?(?:共计?|累计|已|实际|年|当年)?(?P<deed>{_DEED})了?(?P<thing>[一-龥A-Za-z0-9.]{{2,10}})"
)
_VERB_LAST = re.compile(rf"(?P<thing>[一-龥A-Za-z0-9.]{{2,10}}?)(?:共计?|累计|已|实际|年)?(?P<deed>{_DEED})(?:了|约)?")
_LEADING = re.compile(
    r"^(?:[一-龥]{2,5}(?:县|市|区|旗)(?=现?[共辖有])|共计?有|共计?|现有|现存|总共有?|全部|实有|实际|建有|设有|设置|辖|有|[全我本][县区市旗]|[县市]域|"
    r"已?建成(?:使用)?|划定|划入|划为|列入|同意|批准|确定|明确|核定|其中|(?:已|应)(?=划定|建成))+"
)
# 要求公开的事项, 应主动公开的信息 are 应公开信息
_DUTY = re.compile(
    r"(?:对|按规定|依法|其中|全年|本?年度?)*(?:要求|应当?|须|需|规定)(?:主动|依法|予以)*(?P<deed>公开|保护)的?"
    r"(?P<thing>(?:政府|环境|生态)*(?:信息|事项|内容|条目|项目)|物种)?(?:共计?|有|为|数|总数)*"
)
# 实际公开的事项 are 已公开信息
_MADE_KNOWN = re.compile(
    r"(?:其中|全年|本?年度?)*(?:已经?|实际)(?:主动|依法|按规定)*公开的?(?:政府|环境|生态)*(?:信息|事项|内容|条目|项目)?(?:共计?|有|为|数|总数)*"
)
# firms that must make known what they do: 应纳入强制性公开的重点排污单位13家
_FIRMS = re.compile(r".*?(?P<duty>应|已)[^已应]{0,10}?公开.*")
# what may be left out of a name: 农村常住户数 is 农村户数
_MODIFIERS = re.compile(r"在职|在编|现任|常住|实有|累计|实际|现有|全年|年度|产生的|本年度?")
_WORST = re.compile(r"劣[V5五]类(?:水质|水体)?")
# 产生并清运生活垃圾
_AND_CARRIED_OFF = re.compile(r"(?:产生|收集)[并、和及]?(?=清运)")
# 城镇新建民用建筑 are what the name calls 新建民用建筑
_IN_TOWNS = re.compile(r"^(?:城镇|县城|城区|中心城区|建成区|城市)(?=新建|竣工)")
_WHOLE = re.compile(
    r"^(?:[一-龥]{2,5}(?:县|市|区|旗))?(?:[全我本][县区市旗]|[县市]域|辖区|年末|年底)*(?:共计?有?|总共有?|现有|实有|辖|有)"
)
ENDINGS_OF_UNITS = {
    "mass": ("量", "总量"),
    "volume": ("量", "总量"),
    "energy": ("量", "总量"),
    "area": ("面积", "总面积"),
    "length": ("长度", "总长度"),
    "money": ("金额", "规模", "额"),
    "time": ("天数",),
    "person": ("人数", "人口数", "数"),
    "household": ("户数", "数", "的农户数"),
    "count": ("数", "个数", "数量"),
}
_TREATED = re.compile(r"(?:累计|已|共)*(?:治理|整治)(?P<thing>行政村|自然村)")
_WHOLE_ENDINGS = ("总数", "总人数", "总户数", "总量")


def reworded(words: str, before: str, unit: str, scene: Scene) -> tuple[Name, ...]:
    """Return the component that some words before a number mean, () where they are no rewording of one.

    `before` is the clause that the words end, `unit` that of the number: 平方公里 makes a name's 面积.
    """
    for name in dict.fromkeys(_candidates(words, before, unit)):
        mentions = scene.lexicon.called(name)
        names = named_spans(mentions, scene.edition)[0].names if mentions else ()
        parts = tuple(one for one in names if one.component is not None and _may_be(one, unit))
        if parts:
            return parts
    return ()


def _may_be(name: Name, unit: str) -> bool:
    """Tell whether a number in this unit may be its value; counted things may go without one in a table."""
    return name.fits(unit) if unit else is_counter(name.unit)


def _candidates(words: str, before: str, unit: str) -> Iterator[str]:
    words = _AND_CARRIED_OFF.sub("", words)
    if _DEED_IN.search(words):
        yield from _of_deed(words)
    if unit == "家" and (firms := _FIRMS.fullmatch(before)):
        yield f"{firms['duty']}公开信息的企业"
    if (done := _TREATED.fullmatch(words)) is not None:
        yield f"完成治理{done['thing']}"
    if "公开" in words or "保护" in words:
        yield from _of_duty(words)
    if is_counter(unit) and _WORST.fullmatch(words):
        yield "劣V类断面数"
    bare = _LEADING.sub("", words)
    if (plain := _MODIFIERS.sub("", words)) != words:
        yield from (plain, _MODIFIERS.sub("", bare))
    known = read_unit(unit)
    if known is None or len(bare) < 2:
        return
    if is_counter(unit) and _WHOLE.match(before):
        yield from (bare + end for end in _WHOLE_ENDINGS)
    ends = ENDINGS_OF_UNITS.get(known.dimension, ())
    yield from (base + end for base in dict.fromkeys((bare, _IN_TOWNS.sub("", bare))) for end in ends)


def _of_deed(words: str) -> Iterator[str]:
    """Yield what a thing with what is done to it is called: 产生危险废物, 危险废物产生."""
    if match := _VERB_FIRST.fullmatch(words):
        deed = match["deed"][:2] if match["deed"].startswith("清运") else match["deed"]
        yield from (f"{match['thing']}{deed}{end}" for end in ("量", "总量", "数", "数量"))
    if match := _VERB_LAST.fullmatch(words):
        yield from (f"{match['thing']}{match['deed']}{end}" for end in ("量", "总量"))


def _of_duty(words: str) -> Iterator[str]:
    """Yield what is to be made known or protected, what was made known."""
    if duty := _DUTY.fullmatch(words):
        yield from (f"应{duty['deed']}{thing}" for thing in (duty["thing"] or "信息", "信息", "物种数"))
    if _MADE_KNOWN.fullmatch(words):
        yield "已公开信息"
