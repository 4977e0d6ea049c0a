"""Numbers, times that cannot be meant as their own words say: 达标率100%以上, 流域面积1000平方米, 2025-2020年."""

import re
from collections.abc import Iterator

from pipeline.numbers.shadow import shadow
from pipeline.stages.examination.slip_phases import overlapping_phases
from pipeline.stages.examination.texts import Text
from schemas.claims import Slip, SlipKind
from schemas.parsed import Cell

_SHARE = r"(?:率|比例|占比|比重|覆盖面)"
# rates that may well pass 100%: of work done against a plan, of growth, of capacity used
_MAY_EXCEED = re.compile(
    r"增长|增幅|增速|提高|上升|下降|降低|同比|完成率|负荷|投资|产销|产能|资金|到位|补充|更新|收缴|入学|毛|利润|负债|替代|置换|拨备|保值|平衡率|处置率\(含"
)
_MORE_THAN_ALL = re.compile(
    rf"(?P<name>[一-龥Ⅰ-Ⅻ]{{0,20}}{_SHARE})(?:均|都|应|要|须|要求|力争|确保|控制在|保持在?|稳定在|目标值?)*(?:达到?|为|是|到|提高到)?(?:了)?"
    r"(?P<value>(?:超过|高于|大于|突破|>)100%|100%以上)"
)
_AT_LEAST_ALL = re.compile(r"(?:^|\n|[一-龥:])(?P<value>(?:≥|>=|不低于|不小于)100%)")
# shares of all there is; of waste kept from years before more than a year's may be disposed of
_OF_ALL = re.compile(
    r"(?P<name>[一-龥]{0,16}?(?:公开|回收利用|回收|普及|覆盖|合格|达标|无害化处理|污水处理|污水治理|参训|参与|满意|知晓|优良|优良天数|保护|绿化|收集|治理)(?:率|比例|占比|度))"
    r"(?:为|达到?|是|:|均|约)*(?P<value>(?P<digits>1\d\d(?:\.\d+)?)%)(?!以)"
)
_MORE_THAN_ALL_IN_CELL = re.compile(r"(?P<digits>1\d\d(?:\.\d+)?)(?P<sign>%)?")
_HEAD_OF_ALL = re.compile(
    r"[一-龥]{0,16}?(?:公开|回收利用|回收|普及|覆盖|合格|达标|无害化处理|污水处理|污水治理|参训|参与|满意|知晓|优良|优良天数|保护|收集|治理)(?:率|比例|占比|度)(?:\(%\))?"
)
_INDEX = re.compile(
    r"(?:生态环境状况指数|生态质量指数)(?:\([^()]{1,8}\))?值?(?:[(]?(?:19|20)\d\d年[)]?)?(?:分别)?(?:为|是|达到?|:|提高到|提升到)*(?P<value>\d{2}(?:\.\d+)?%)"
)
# 采用EI。2021年52.6，2022年53.1，2023年53.4%: one of a list of years
_INDEX_NAMED = re.compile(r"生态环境状况指数|生态质量指数|(?<![A-Z])E(?:Q)?I(?![A-Z])")
_OF_A_YEAR = r"(?:19|20)\d\d年(?:为|是|:|达到?)?"
_LIST_OF_YEARS = re.compile(rf"{_OF_A_YEAR}\d{{2}}(?:\.\d+)?%?(?:[,;、和]{_OF_A_YEAR}\d{{2}}(?:\.\d+)?%?)+")
_IN_PERCENT = re.compile(rf"{_OF_A_YEAR}(?P<value>\d{{2}}(?:\.\d+)?%)")
_LAND = re.compile(
    r"(?:流域|集水|集雨|汇水|行政区域|国土|县域|辖区|生态保护红线|自然保护地|自然保护区)(?:总|汇水|控制)?面积(?:在|为|约|达到?|超过|大于|不小于|共|≥|>)*"
    r"(?P<value>(?P<digits>\d[\d,.]*)(?:平方米|m2))(?!/)"
)
_WHOLE = 100
_LARGEST_SLIP = 1_000_000
_SPAN = re.compile(
    r"\((?P<first>(?:19|20)\d\d)年?[-至到~](?P<last>(?:19|20)\d\d)年?\)|(?<![\d.])(?P<from>20\d\d)年?[-至到](?P<to>20\d\d)年(?!级)"
)


def slips_in(texts: list[Text]) -> Iterator[Slip]:
    """Yield the slips of a document, in order; those between headings last."""
    for text in texts:
        seen = text.seen
        if "100%" in seen:
            yield from _over_whole(text)
        if "%" in seen:
            yield from _in_percent(text)
        if text.table is not None:
            yield from _in_cell(text)
        if "面积" in seen:
            yield from _of_land(text)
        if "20" in seen:
            yield from _spans(text)
    yield from overlapping_phases(texts)


def _over_whole(text: Text) -> Iterator[Slip]:
    for match in _MORE_THAN_ALL.finditer(text.seen):
        if not _MAY_EXCEED.search(match["name"]):
            yield _slip(text, match, "over_whole", "100%（比例不会超过100%）")
    if text.table is not None:
        for match in _AT_LEAST_ALL.finditer(text.seen):
            yield _slip(text, match, "over_whole", "100%（比例不会超过100%）")


def _in_percent(text: Text) -> Iterator[Slip]:
    for match in _OF_ALL.finditer(text.seen):
        if float(match["digits"]) > _WHOLE and not _MAY_EXCEED.search(match["name"]):
            yield _slip(text, match, "over_whole", "100%（比例不会超过100%）")
    for match in _INDEX.finditer(text.seen):
        yield _slip(text, match, "index_in_percent", match["value"].rstrip("%"))
    for told in _LIST_OF_YEARS.finditer(text.seen) if _INDEX_NAMED.search(text.seen) else ():
        # a list of shares has the sign behind most
        if told[0].count("%") * 2 < len(re.findall("年", told[0])):
            for match in _IN_PERCENT.finditer(text.seen, *told.span()):
                yield _slip(text, match, "index_in_percent", match["value"].rstrip("%"))


def _in_cell(text: Text) -> Iterator[Slip]:
    """Yield a share above all in a column that is headed as one: 信息公开率, 103.8%."""
    cell = text.source
    match = _MORE_THAN_ALL_IN_CELL.fullmatch(text.seen.strip()) if isinstance(cell, Cell) else None
    if match is None or text.table is None or not isinstance(cell, Cell) or float(match["digits"]) <= _WHOLE:
        return
    head = next((one for one in text.table.cells if one.row == 0 and one.column == cell.column), None)
    name = "".join(shadow(head.text).text.split()) if head is not None and cell.row > 0 else ""
    if _HEAD_OF_ALL.fullmatch(name) and not _MAY_EXCEED.search(name) and (match["sign"] or "%" in name):
        yield _slip(text, match, "over_whole", "100%（比例不会超过100%）", "0")


def _of_land(text: Text) -> Iterator[Slip]:
    for match in _LAND.finditer(text.seen):
        digits = match["digits"].replace(",", "").strip(".")
        if digits.count(".") <= 1 and float(digits) < _LARGEST_SLIP:
            yield _slip(text, match, "land_unit", f"{match['digits']}平方公里")


def _spans(text: Text) -> Iterator[Slip]:
    for match in _SPAN.finditer(text.seen):
        first, last = int(match["first"] or match["from"]), int(match["last"] or match["to"])
        if first == last and match["first"]:
            yield _slip(text, match, "one_year_span", "起止年份不同", "0")
        elif first > last:
            yield _slip(text, match, "reversed_span", "起始年份早于终止年份", "0")


def _slip(text: Text, match: re.Match[str], kind: SlipKind, expected: str, group: str = "value") -> Slip:
    start, end = match.span(0 if group == "0" else group)
    sentence = next((span for span in text.sentences() if span[0] <= start < span[1]), (start, end))
    return Slip(
        kind=kind,
        text=text.quote(start, end),
        expected=expected,
        quote=text.quote(*sentence)[:160],
        locators=(text.locate(start, end),),
    )
