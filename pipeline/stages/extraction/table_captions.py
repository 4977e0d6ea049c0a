"""What the lines above a table say of all its cells."""

import re

from pipeline.stages.extraction.heads import Head

_STATES = re.compile(r"情况|结果|统计|汇总|台账|标准|明细")
_SETS = re.compile(r"下达|分解|目标值|目标表|任务书")
# 根据贵局来函要求，现将…提供如下 sets nothing
_ON_WHOSE_WORD = re.compile(
    r"(?:根据|按照?|依据|遵照|应)(?!.{0,12}(?:下达|分解))[^,，。；;]*(?:要求|任务|安排|通知|函)[^,，。；;]{0,6}[,，]"
)
# 5条河流规划岸线总长度397公里，划分功能区138个: what a plan covers is there before it
_COVERED = re.compile(
    r"规划(?:的|内|区内?)?(?=(?:岸线|河段|河道|河流|水域|范围|区域|面积|总面积|基准年)[一-龥]{0,6}[\d为共达是总])"
)
# the day on which a form was filled in dates no figure; 截至2022年12月30日 does
_SIGNED = re.compile(
    r"(?:(?:填报|填表|制表|报送|编制|统计|上报)?(?:日期|时间)[:：]?)?(?<!截至)(?<!截止)(?<!截止到)(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日?$|"
    # 二〇二三年六月五日
    r"^二[一二三四五六七八九十〇○零OoО0]{3}\s?年\s?[一二三四五六七八九十]{1,2}\s?月\s?[一二三四五六七八九十]{1,3}\s?日$|"
    r"(?:填报|填表|制表|报送|编制|上报)(?:日期|时间)[:：]?\s*\S*"
)

# 自然资源和规划局 fills in a form on what is, and plans nothing by it
_FILLED_IN_BY = re.compile(
    r"(?:(?:填报|填表|制表|报送|编制|编报|统计|上报|提供|出具|发布|责任|牵头)?(?:单位|部门|机关))[:：]\s?[^\s:：]*[局委办厅院会站府]"
)
_AS_OF = re.compile(
    r"(?:截[止至]到?|数据|统计|资料)?(?:截[止至]|所属|时点)(?:的?(?:时间|日期|时点|期))?[:：]?\s*(?:19|20)\d\d"
)
# 能耗年度降低目标 is the target of 能耗降低率
_FALL_AIMED_AT = re.compile(
    r"(?:年度|年均)?(?P<fall>降低|下降)(?:率|幅度)?(?=(?:年度|约束性?|考核|控制)*(?:目标|任务|指标))"
)
# 万元GDP用水量较2020年累计下降（%）: so is what falls from a year on
_FALL_SINCE = re.compile(
    r"(?:[较比]|与)(?:20\d\d年|上年|基准年|基期)(?:相比|比)?(?:累计|共|年均)?(?P<fall>下降|降低)(?:率|幅度)?(?=[(（,，:：]|目标|任务|指标|控制|考核|$)"
)
_OF_COUNTY = re.compile(
    r"^(?:附[件表]\s?\d*[-\d]*[:：]?\s*)?(?:[一二三四五六七八九十\d]+[、.．]|[(（][一二三四五六七八九十\d]+[)）])?\s*"
    r"(?:[现兹特]?将)?(?P<county>(?!全|我|本|你|现将|兹将)(?:(?!各|关于|下达|分解|对|向)[一-龥]){1,6}?(?:自治县|县|区|市|旗))"
    r"(?=$|[(（:：\d]|[一-龥]{0,16}(?:目标|任务|指标|分解))"
)


def with_rate(caption: str) -> str:
    """Return the caption of a paper that hands targets down with the full name of a rate that shall fall."""
    return _FALL_AIMED_AT.sub(r"\g<fall>率", _FALL_SINCE.sub(r"\g<fall>率", caption))


def fall_since(captions: tuple[str, ...]) -> str:
    """Return the words of a caption that tell since when something falls (较2020年累计下降), "" where none does."""
    return next((match[0] for text in reversed(captions) if (match := _FALL_SINCE.search(text)) is not None), "")


def captioned_county(captions: tuple[str, ...]) -> str:
    """Return the county whose targets a table holds, by the nearest caption that begins with one: 甲县2022年目标."""
    found = (_OF_COUNTY.match(caption.strip()) for caption in reversed(captions))
    return next((match["county"] for match in found if match is not None), "")


def without_signing(caption: str) -> str:
    """Return a caption without the unit that filled in the form, without the day.

    截止时间：2022年12月20日 dates the figures.
    """
    parts = re.split(r"([ \t\u3000]+|[（）()])", _FILLED_IN_BY.sub("", caption))
    return "".join(part if _AS_OF.search(part) else _SIGNED.sub("", part) for part in parts)


def last_sentence(caption: str) -> str:
    """Return what leads over to the table: the last sentence of the lines before it, without whom it answers."""
    told = [part for part in re.split(r"[。；;]", _ON_WHOSE_WORD.sub("", caption)) if part.strip()]
    return _COVERED.sub("", without_signing(told[-1])) if told else ""


def sets_targets(caption: Head) -> bool:
    """Tell whether a caption is that of targets, not of what was done about them (执行…标准情况表)."""
    return caption.role == "target" and (_STATES.search(caption.text) is None or _SETS.search(caption.text) is not None)
