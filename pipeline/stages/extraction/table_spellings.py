"""A short head without the words that only say how something is counted: 年处理水量, 累计建成, 实训人数."""

import re
from collections.abc import Iterator

_CUMULATIVE = re.compile(r"^(?:(?:本年|当年|全年|历年|年)?累计(?=[一-龥]{3})|已(?=完成|建成|划定|消除))")
# 垃圾得到无害化处理的村 are counted
_BROUGHT = re.compile(r"(?<=[一-龥]{2})(?:得到|实现了?|进行了?|开展了?|实施了?|采用|使用)(?=[一-龥]{2})")
_THINGS = re.compile(r"(?<=[一-龥]{3})(?:村庄?|户|水源地|断面|企业|物种|地块|干部)$")
# 年处理水量 of a sewage plant
_OF_WATER = re.compile(r"(?<=处理)水(?=量$)")
_REALLY = re.compile(
    r"^(?:年(?=[处产利排清回])|理论|实际|当年|本年度?|年度|自行|委托|外委|委外|[或及和、])+(?=[一-龥]{2})"
)
_OF_TOWNS = re.compile(r"^(?:中心城区|建成区|城区|县城|城镇|城市|居民|小区)+的?(?=[一-龥]{3,}率$)")
_BUILT = re.compile(r"^(?:累计|已)*(?:建成|完成)(?:的|了)?")
_FINISHED = re.compile(r"^已完成(?=[一-龥]{2})")
_DONE = re.compile(r"已(?:经|完成)?(?P<deed>[一-龥]{2})(?:到位|完毕)?")
_DUE = re.compile(r"^应(?:到|训|学|参加|参加培训|培训)(?:对象|人员)?(?=人|干部|$)")
_CAME = re.compile(r"^(?:实|实际|已)(?:到|训|学|参训|参加|参加培训|培训)(?:对象|人员)?(?=人|干部|$)")
PUT_INTO = re.compile(r"^(?:划入|划为|划定|列入|纳入)(?=[一-龥]{2})")
# 县城污水厂处理量 beside 镇级污水厂处理量
_PLANTS = re.compile(
    r"(?:(?P<towns>各?乡镇|镇级|各镇|集镇|建制镇)|县城|城区|县级?|市级?)?(?:生活)?污水(?P<plant>处理(?:厂|站|设施)|厂)?(?:污水)?"
    r"(?:达标)?(?:处理|排放)(?:水|污水)?量"
)
_SUM = re.compile(r"(?:合计|小计|总计|总数)$")


def spellings(words: str, *, is_of_all: bool) -> Iterator[str]:
    """Yield words, then without what only says that they are counted so far (累计建成) or summed up (合计).

    What the row of the total holds is the whole, its 用水量 the 用水总量, but where the column has a name of its own
    (处置量 beside 利用量).
    """
    plain = _OF_WATER.sub("", _CUMULATIVE.sub("", words))
    yield plain
    if is_of_all and plain.endswith(("量", "数", "额")) and "总" not in plain:
        yield f"{plain[:-1]}总{plain[-1]}"
    for pattern, instead in (
        (_OF_TOWNS, ""),
        (_REALLY, ""),
        (_BUILT, ""),
        (_SUM, ""),
        (_FINISHED, "已"),
        (_DUE, "应参训"),
        (_CAME, "参训"),
        (PUT_INTO, ""),
    ):
        shorter = pattern.sub(instead, _OF_WATER.sub("", words))
        if len(shorter) > 1 and shorter not in (plain, words):
            yield shorter
    if (plants := _PLANTS.fullmatch(plain)) is not None and (plants["towns"] or plants["plant"]):
        yield "其他污水处理设施处理量" if plants["towns"] else "污水处理厂处理量"
    if (done := _DONE.fullmatch(words)) is not None:
        yield f"已{done['deed']}数"
    for told in dict.fromkeys((words, _BROUGHT.sub("", words))):
        if _THINGS.search(told):
            yield f"{told}数"
        elif told != words:
            yield told
