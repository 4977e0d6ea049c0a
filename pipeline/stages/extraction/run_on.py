"""A semicolon where a comma would do: what stands behind it is but a deed or a short rate of the thing told before."""

import re

from pipeline.stages.extraction.names import NamedSpan

# 产生危险废物3318.9吨；利用1990.5吨: behind a full name, or a year, another matter may begin
_GOES_ON = re.compile(
    r";(?:其中,?|共|已|全年|实际|当年|均|全部)*"
    r"(?:综合|资源化|安全|规范|妥善|集中|无害化)*(?:利用|处[置理]|回[收用]|贮存|收集|治理|整治|消除|保[护持]|覆盖|普及|执行|公开|合格|达标|优良)"
    r"(?:利用|处置|率|比例|量|了|的|共|约|有|为|是|均|都|达到?|[:,]){0,4}\d"
)
# 2022年完成更新调查；森林面积1361.05平方公里: the year of a first part without a figure is that of the next
_BEGINS_WITH_YEAR = re.compile(r"(?:^|(?<=[。\n]))(?:截至|到|至|在)?20\d\d年(?P<rest>[^。\n;\d]*;[^。\n;]*)")
_OTHER_YEAR = re.compile(r"(?:19|20)\d\d|[年月]|同比|比上|较|基准|季度|期间|以来|目标|计划|要求")
_FIGURE_BEFORE = re.compile(r"\d[^。;!?\n]*$")


def run_on(text: str, names: tuple[NamedSpan, ...]) -> str:
    """Return a text with a comma for each semicolon behind which a sentence goes on without a name of its own."""
    for match in _GOES_ON.finditer(text) if ";" in text else ():
        named = any(match.start() < span.start < match.end() for span in names)
        if not named and _FIGURE_BEFORE.search(text, 0, match.start()) is not None:
            text = f"{text[: match.start()]},{text[match.start() + 1 :]}"
    for match in _BEGINS_WITH_YEAR.finditer(text) if ";" in text and "年" in text else ():
        if _OTHER_YEAR.search(match["rest"]) is None:
            text = text[: match.start("rest")] + match["rest"].replace(";", ",") + text[match.end() :]
    return text
