"""Numbers that their own sentence says are of another thing: 不在本指标范围, 与本指标无关, 总量比上年增长1.7%."""

import re

from pipeline.stages.extraction.reading import Reading

# 占90.9%，不在本指标范围: what stands in the sentence before is none of it
_OUT_OF_SCOPE = re.compile(
    r"(?:(?:不在|不属于?|不纳入|不列入|不计入|未纳入|未列入|未计入|不作为)(?:本|该|此)(?:项)?指标|与(?:本|该|此)(?:项)?指标(?:的)?(?:统计|口径|范围|考核)*无关"
    # 乡镇水源地另行监测，达标率95.2%，不在本报告范围; 不计入本表
    r"|不在(?:本|该|此)(?:次|期|年度)?(?![县市区旗镇乡村省地辖局级]|行政|单位)[一-龥]{1,8}(?=[,。;)]|$)"
    r"|[不未](?:纳入|列入|计入)(?:本|该|此)(?:次|期|年度)?(?:报告|公报|通报|年报|清单|台账|表|项|统计|考核|调查|评价|监测))"
)
_MAY_BE = re.compile(r"不在|指标|[不未](?:纳入|列入|计入)")
# what rises is an amount that the clause names anew, not the rate told before it
_OWN_AMOUNT = re.compile(
    r"(?:[一-龥]{0,6}总量|数量|总数|总额|总规模|(?:产生|清运|处理|处置|收集|排放|使用|利用|回收)量)(?=(?:[较比]|同比|[增减下上])[^,。;:]*$)"
)


def without_said_of_another(text: str, readings: list[Reading]) -> list[Reading]:
    """Return the readings of a paragraph (its shadow) without those that its words say are of another thing."""
    if not readings:
        return readings
    found = _OUT_OF_SCOPE.finditer(text) if _MAY_BE.search(text) else ()
    spans = [(max(text.rfind("。", 0, one.start()), text.rfind(";", 0, one.start())), one.start()) for one in found]
    return [
        one
        for one in readings
        if not any(begin <= one.start < end for begin, end in spans) and not _is_of_own_amount(text, one)
    ]


def _is_of_own_amount(text: str, one: Reading) -> bool:
    """Tell whether a rise that was read for a rate is that of an amount which its clause begins with."""
    if one.role != "change" or one.name.unit != "%" or one.quantity.unit != "%":
        return False
    begin = max(text.rfind(mark, 0, one.quantity.outer_start) for mark in ",。;:(") + 1
    return _OWN_AMOUNT.match(text, begin, one.quantity.outer_start) is not None
