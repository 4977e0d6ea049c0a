"""Digits that state no value: document numbers, standards, dates, telephone numbers, labels.

All patterns run on a shadow (see `pipeline.numbers.shadow`), where brackets are ( ) and dashes are -.
"""

import re
from functools import cache
from typing import Literal

from pipeline.numbers.numerals import DIGIT_CLASS
from pipeline.numbers.units import UNIT_PATTERN

# name: PM2.5; label: ordinals, annexes, item numbers; slogan: 六个100%, ratios; quoted: words in quotation marks
NoValue = Literal[
    "title", "document_number", "standard_number", "name", "date", "contact", "label", "slogan", "quoted"
]  # fmt: skip

_YEAR = r"(?:19|20)\d\d"
_PATTERNS: dict[NoValue, tuple[str, ...]] = {
    # titles: 《…规划（2017-2025年）》; the outermost pair only
    "title": (
        r"《[^《》]*(?:《[^《》]*》[^《》]*)*》",
    ),
    # document numbers 府办发(2017)48号, (2014)年第57号, 令第711号, 2014年第57号
    "document_number": (
        rf"[(\[]{_YEAR}\d?年?[)\]]?\s?第?\s?\d+-?\d*\s?号",
        r"第\s?\d+\s?号",
        r"(?<![\d.])\d+(?:-\d+)?号",
    ),
    # standards GB/T 14848-2017, HJ 192-2015, T/CHES 18-2018, DB44/26-2001
    "standard_number": (
        rf"(?<![A-Za-z])[A-Z]{{1,6}}\d{{0,3}}(?:/[A-Z]{{1,5}}|/\d+)*[ -]?\d+(?:\.\d+)*-{_YEAR}(?!\d)",
        r"(?<![A-Za-z])(?:GB|HJ|DB|CJJ?|JGJ|NY|SL|LY|WS|ISO)(?:/T|/Z)?[ -]?\d+(?:\.\d+)*(?:-\d+)?",
    ),
    # names with digits: PM2.5, PM10, O3-8h, CO2, SO2, G355, COVID-19
    "name": (
        r"(?i:pm)\s?(?:2[.·]5|10)(?![\d.])",
        r"(?<![A-Za-z])(?:CO|SO|NO|NH|O|N|CH|SF|BOD|COD)\d{1,2}(?:-8h)?(?![\d.])",
        # 全县GDP184.2亿元, EI80.3 are names with their value
        r"(?<![A-Za-z])(?!(?:GDP|EQI|EI)-?\d)[A-Za-z]{1,8}-?\d+(?:[.·]\d+)?(?!\d*[%‰])(?=[^\d%‰.])",
    ),
    # dates and times
    "date": (
        rf"{_YEAR}\s?[-./]\s?(?:0?[1-9]|1[0-2])\s?[-./]\s?(?:[0-2]?\d|3[01])(?!\d)",
        r"(?<!\d)\d{1,2}月(?:\d{1,2}[日号])?(?:[-至]\d{1,2}(?:月|日)(?:\d{1,2}[日号])?)?",
        r"(?<!\d)\d{1,2}(?:-\d{1,2})?日(?![均产处排])",
        r"(?<!\d)[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?!\d)",
        r"(?<!\d)[0-2]?\d时(?:[0-5]?\d分)?",
        # 连续3年, 近5年来 count years
        r"(?<=连续)\d个?年(?!限|均)",
        r"(?<=[近这])\d年(?!限|均)",
    ),
    # telephone, post and web numbers
    "contact": (
        r"(?<!\d)0\d{2,3}[- ]?\d{7,8}(?:-\d{1,5})?(?!\d)",
        r"(?<!\d)1[3-9]\d{9}(?!\d)",
        r"(?:电话|传真|手机|邮编|邮政编码|热线|索引号|编号|代码|证号|账号|QQ|序号)[:为是号]{0,2}[A-Za-z0-9()-]*\d[A-Za-z0-9()-]*",
        r"(?:https?://|www\.)[\w./?=&%-]+",
    ),
    # ordinals and labels: 第3次, 第十六期, 附件3, 表2-1, 图 1, 指标10, 注1, 第12页, (1), 1., - 14 -
    "label": (
        rf"第\s?(?:\d+|[{DIGIT_CLASS}十百]+)(?:[-至、]\s?(?:\d+|[{DIGIT_CLASS}十百]+))*[一-龥]?",
        r"(?:附件|附表|附图|附录|表|图|指标|注|任务|项目|问题|措施|步骤|备注|专栏)\s?\d+(?:[-.]\d+)*"
        rf"(?![\d.]*余?{UNIT_PATTERN})",
        r"\(\d{1,2}\)(?=[^%‰])",
        r"^\s*\d{1,2}[)、](?=\D)",
        rf"^\s*\d{{1,2}}(?:\.\d{{1,2}})*\.?(?= ?[一-龥《“(])"
        rf"(?![万亿余多]|(?:及?以[上下内]|之内|左右|上下)$|{UNIT_PATTERN})",
        r"(?<=[:;。])\d{1,2}[)、.](?=[^\d])",
        r"^-?\s?\d+\s?-?$(?<=-)",
        # 上述两项分别为, 三项合计: they count what was told; 5个均已开展 counts what did so
        r"(?:[两二三四五六][项个]|[2-6](?:项|个(?!均|都)))(?:指标|比例|数据|数值|比率|结果)?(?=(?:的(?:目标|实际|完成)|分别|依次|合计|均|都|之和|相加|累计))",
    ),
    # slogans that hold numbers: 六个100%, 三个100%; products of a formula: ×100%
    "slogan": (
        rf"[{DIGIT_CLASS}十]个\d+%",
        r"[×xX*·]\s?100\s?%",
        r"\d+(?:\.\d+)?:\d+(?:\.\d+)?",
    ),
    # five-year plans, quoted slogans
    "quoted": (
        r"[“\"'‘](?![^”\"'’。,]{0,10}(?:[≥≤]|(?:下降|降低|减少|提高|上升|不[低高少大多小]于|不超过|达到|控制在)\d))[^”\"'’。,]{1,12}[”\"'’]",
    ),
}  # fmt: skip
# what one of the patterns can begin with, so that most characters are passed over at once
_BEGINS = rf"(?=[《(\[第A-Za-z电传手邮热索编代证账序附表图指注任项问措步备专×·*“\"'‘\s\d{DIGIT_CLASS}十-])"
# what all patterns of a kind begin with
_BEGIN_OF_KIND: dict[NoValue, str] = {"standard_number": "(?=[A-Z])", "name": "(?=[A-Za-z])", "date": r"(?=\d)"}
_ANY = re.compile(
    f"{_BEGINS}(?:"
    + "|".join(f"{_BEGIN_OF_KIND.get(kind, '')}(?:{'|'.join(patterns)})" for kind, patterns in _PATTERNS.items())
    + ")"
)


def not_values(text: str) -> list[tuple[int, int]]:
    """Return the spans of a shadow's text whose digits are no values, sorted."""
    return [match.span() for match in _ANY.finditer(text) if match.end() > match.start()]


def kinds_of_no_value(text: str) -> list[tuple[int, int, NoValue]]:
    """Return the spans of `not_values`, each with what its digits are."""
    return [
        (match.start(), match.end(), next(kind for kind in _PATTERNS if match[kind] is not None))
        for match in _by_kind().finditer(text)
        if match.end() > match.start()
    ]


@cache
def _by_kind() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in _PATTERNS.items()))
