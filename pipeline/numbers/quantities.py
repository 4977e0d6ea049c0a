"""Quantities in a text: value, unit, comparator, approximation, each with its span."""

import re
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from pipeline.numbers.not_values import not_values
from pipeline.numbers.numerals import DIGIT_CLASS, NUMERAL, read_numeral
from pipeline.numbers.shadow import Shadow
from pipeline.numbers.units import UNIT_PATTERN, is_counter, read_unit
from pipeline.values import frozen, replace

Operator = Literal["=", ">=", "<=", ">", "<"]

_DIGITS = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:[.·]\d+)?"
_MORE = r"(?:余|多(?!种类|家族|项目)|来)"
# a unit is none where it begins another word: 分别, 人民, 处理, 名录, 项目, 天然
_NOT_UNIT = (
    r"(?!分(?:别|布|类|为|区|析|散|钟|之|期|批|级|阶|步|配|解|公司|局|管|担|工|组(?!成))|人(?:民|大|均|才|类|工|为)|处(?:理|置|于|罚|在)|"
    r"名(?:录|称|单|胜|优|木)|项目|天(?:然|津|气)|位(?:于|置)|起(?:草|到|步)|家(?:庭|园)|条(?:例|件)|所(?:有|在|属|需)|"
    r"场(?:所|地)|期间|村(?:民|庄|级|委|镇)|镇(?:级|村|区)|乡(?:镇|村)|县(?:级|域|直|委)|户(?:籍|厕)|次(?:要|生)|例(?:如|会|外)|"
    r"亩(?:均|产)|台(?:账|风)|种(?:植|类|养|子|群)|批(?:准|复|次)|门(?:户|槛)|组(?:织|成)|班子|科(?:级|技|研|学|普)|课(?:程|时)|"
    r"件(?:数)|元(?:素)|段(?:时)|口(?:径|岸)|升(?:至|到|为|高|级|降|幅|入|温)|间(?:接|隔)|年(?:度|份|代)|张(?:贴)|个人(?!次)|座(?:谈|位))"
)
_UNIT = rf"{_NOT_UNIT}{UNIT_PATTERN}(?:GDP)?"
# `_MAY_HOLD` and the first look ahead say what a number can begin with, so that most characters are passed over
_MAY_HOLD = re.compile(rf"[\d百千{DIGIT_CLASS}十]")
_NUMBER = re.compile(
    rf"(?=[\d百千{DIGIT_CLASS}十+↑↓-])(?:(?P<percent>百分之|千分之)(?P<parts>{NUMERAL}|\d+(?:\.\d+)?)|"
    rf"(?P<sign>(?<![\w)%‰])[-+]|(?<=[一-龥,、:])[-+]|[↑↓])?(?P<digits>(?<![\d.])(?:{_DIGITS}))"
    rf"(?P<prefix>(?:百万|千万|万亿|[万亿])(?={_MORE}))?(?P<more>{_MORE}(?={_UNIT}))?(?: ?(?P<unit>{_UNIT}))?|"
    rf"(?<![第每逐某几数无零一二两三四五六七八九十百千万亿/])(?P<numeral>{NUMERAL}(?:万零?{NUMERAL})?)"
    rf"(?P<numeral_prefix>[万亿](?={_MORE}))?(?P<numeral_more>{_MORE}(?={_UNIT}))?(?P<numeral_unit>{_UNIT}))",
    re.IGNORECASE,
)
# 一 makes words of many counters (一起, 一批, 一片); 二期 and 一级 are ordinals
_ONE_COUNTS = frozenset("个处座名人家台户种所辆项次条")
_ORDINAL_UNITS = frozenset({"期", "年", "分", "班", "课", "科", "段", "片", "乡", "县", "村", "镇", "面"})
_ORDINAL_BEFORE = re.compile(r"(\d{1,2}[.．])\s+\d")
# marks are hardly told to three places
_MARKS_BEHIND = re.compile(r"\d{1,2}\.\d{3,}")
# 提高0.6个点: points of a rate, as they are spoken of; 设5个点 counts places
_POINTS_BEFORE = re.compile(
    r"(?:[提升增高低降减多少涨落缩](?:了|高|升|低|降|加|少|幅|出)?)(?:约|近|了|为|达)?$|[提增]升$"
)
_POINTS = re.compile(r"点(?![位源面次状]|对|之间)")
_ONE_ITEM = re.compile(r"一项(?=[为是达:]|仅?占)")
_BARE_TAIL = re.compile(r"(百万|千万|万亿|[万亿])(余|多)?")

_AT_LEAST = "不低于|不少于|不小于|不得低于|不得少于|不得小于|不能低于|不应低于|应不低于|达到或超过|至少|≥|≧|⩾|>=|=>"
_AT_MOST = "不高于|不超过|不大于|不多于|不得高于|不得超过|不得大于|不应高于|控制在|至多|≤|≦|⩽|<=|=<"
_MORE_THAN = "大于|高于|超过|多于|超出|突破|逾|超|优于|[越跨迈]过|跨越|>"
_LESS_THAN = "小于|低于|少于|不足|不到|不满|<"
_BEFORE = re.compile(
    rf"(?:(?P<ge>{_AT_LEAST})|(?P<le>{_AT_MOST})|(?P<gt>{_MORE_THAN})|(?P<lt>{_LESS_THAN}))(?P<filler>[为在至到:]?)$"
)
_ABOUT = re.compile(
    r"(?:大约|约为|约占|(?<![节集制条简契预违合公履])约|大概|将近|接近|大致|估计|左右|(?<![最邻附靠临远相])近)(?:为|占|有|达到?|在)?$"
)
_ABOUT_FAR = re.compile(r"约占[^,。;:、]{1,20}的?$")
_AFTER = re.compile(
    r"(?:及其?|或|和)?(?:(?P<ge>以上|及以上)|(?P<le>以下|以内|之内|及以下)|(?P<about>左右|上下))(?!的?(?:河流|锅炉|干部|领导|企业|人口|学校))"
)
_OPERATORS: MappingProxyType[str, Operator] = MappingProxyType({"ge": ">=", "le": "<=", "gt": ">", "lt": "<"})
# 10吨以上的单位57家: the limit of a class is no value
_OF_CLASS = re.compile(
    r"(?:及?以上|及?以下|以内)的?(?:河流|锅炉|干部|领导|企业|单位|人口|学校|项目|园区|工程|水厂|设施|地区|乡镇|城市|规模|养殖|排污|生产|用能|用水)"
    r"|的地区(?!生产)|(?:及?以上|及?以下|以内)的(?:仅|只|共|也)?(?:有|占)"
)
# those of whom the bound holds are counted: 超过95%的有5个乡镇
_OF_THOSE = re.compile(r"的(?:仅|只|共|也)?(?:有|(?:乡镇|镇|乡|行政村|村|街道|企业|单位)(?!的))")
_EACH = re.compile(
    r"每(立方米|万元|公顷|亩|升|吨|人)(?P<of>(?:GDP|[一-龥]{0,4}生产总值)?的?(?:综合)?(?:耗能|能耗|耗水|水耗|用水|耗|消耗)量?)?(?:约|为)?$"
)
_RANGE_LINK = re.compile(r"[-~至]$")
_LIST_LINK = re.compile(r"(?:、|,|和|与|及|以及|,?(?:和|及|以及)|/)")
# what a total is made up of follows: …亿立方米：农业0.96亿; …亿立方米，其中农业0.96亿
_OPENS_PARTS = re.compile(r"[:(]|,?其中[:,]?")
_ENDS_PARTS = re.compile(r"[。;]|人口|GDP|生产总值|投资|资金|产值|[较比]")

# the first character of what `_OF_CLASS` finds
_MAY_BOUND = frozenset("及以的")
# the last character of what `_ABOUT` or `_BEFORE` finds, the first of what `_AFTER` does
_MAY_STAND_BEFORE = frozenset("约占概近致计右为有达到在至:于过少≥≧⩾=>≤≦⩽<出破逾超足满多")
_MAY_STAND_AFTER = frozenset("及或和以之左上")


@frozen
class Quantity:
    """A number of a shadow's text.

    text[start:end] is number with unit; text[outer_start:outer_end] also holds comparator and 约, 左右. `unit` is
    canonical, "" for a bare number. `raw` is as printed. `is_range` marks either end of 10-20吨. `fraction`
    tells that the next quantity is its denominator (339/365), `is_rise` that + or an arrow stands before it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal
    unit: str
    raw: str
    op: Operator = "="
    approx: bool = False
    is_range: bool = False
    fraction: bool = False
    is_rise: bool = False


def quantities(shade: Shadow, also_not: list[tuple[int, int]] | None = None) -> list[Quantity]:
    """Return the quantities of a shadow in order.

    `also_not` are further spans to leave out (year expressions). A bare number in a list takes the unit of the
    number that ends the list (339、349及361天).
    """
    text = shade.text
    if not may_hold(text):
        return []
    barred = bytearray(len(text) + 1)
    for start, end in [*not_values(text), *(also_not or [])]:
        barred[start:end] = b"\1" * (end - start)
    found = [
        quantity
        for match in _NUMBER.finditer(text)
        if not barred[_number_start(match)] and (quantity := _quantity(shade, match)) is not None
    ]
    if not found:
        return []
    found = [_with_each(one, text) for one in found] if "每" in text else found
    marked = _mark_links(found, text) if len(found) > 1 else found
    marked = [replace(one, is_range=True) if _is_limit(one, text) else one for one in marked]
    return _inherit_units(marked, text) if len(marked) > 1 else marked


def may_hold(text: str) -> bool:
    """Tell whether a shadow's text may hold a quantity: a digit or numeral stands in it."""
    return _MAY_HOLD.search(text) is not None


def _is_limit(quantity: Quantity, text: str) -> bool:
    """Tell whether a number only bounds a class of things: 10吨以上的单位57家, 超过95%的有5个乡镇."""
    if text[quantity.end : quantity.end + 1] in _MAY_BOUND and _OF_CLASS.match(text, quantity.end):
        return True
    return quantity.op != "=" and quantity.unit == "%" and _OF_THOSE.match(text, quantity.outer_end) is not None


def _with_each(quantity: Quantity, text: str) -> Quantity:
    """Take in a denominator that stands before the number: 每立方米29微克."""
    match = _EACH.search(text, max(0, quantity.outer_start - 20), quantity.outer_start)
    whole = read_unit(f"{quantity.unit}/{match[1]}") if match and quantity.unit and "/" not in quantity.unit else None
    if match is None or whole is None:
        return quantity
    return replace(quantity, unit=whole.name, outer_start=quantity.outer_start if match["of"] else match.start())


def _number_start(match: re.Match[str]) -> int:
    for name in ("digits", "numeral", "parts"):
        if (start := match.start(name)) >= 0:
            return start
    return match.start()


def _quantity(shade: Shadow, match: re.Match[str]) -> Quantity | None:
    read = _percent(match) or _arabic(match) or _chinese(match)
    if read is None:
        return None
    value, unit, more = read
    start, end = match.span()
    is_counted = bool(unit) and is_counter(unit)
    is_counted = is_counted or (unit == "分" and _MARKS_BEHIND.fullmatch(match["digits"] or "") is not None)
    if match["digits"] and start == 0 and is_counted and (ordinal := _ORDINAL_BEFORE.match(shade.quote(start, end))):
        start += ordinal.end(1)  # 3. 68种, 3. 235分: the number of a line
        value = Decimal(match["digits"][ordinal.end(1) :])
    if not unit and not match["percent"] and (tail := _BARE_TAIL.match(shade.text, end)):
        unit, end, more = tail[1], tail.end(), bool(tail[2])
    if unit == "个" and shade.text.startswith("点", end) and _are_points(shade.text, start, end):
        unit, end = "百分点", end + 1
    is_rise = match["sign"] in ("+", "↑", "↓")
    quantity = Quantity(start, end, start, end, value, unit, shade.quote(start, end), approx=more, is_rise=is_rise)
    return _with_words(quantity, shade.text)


def _are_points(text: str, start: int, end: int) -> bool:
    is_changed = _POINTS_BEFORE.search(text, max(0, start - 6), start) is not None
    return is_changed and _POINTS.match(text, end) is not None


def _percent(match: re.Match[str]) -> tuple[Decimal, str, bool] | None:
    if not match["percent"]:
        return None
    value = Decimal(match["parts"]) if match["parts"][0].isdigit() else read_numeral(match["parts"])
    return None if value is None else (value, "%" if match["percent"] == "百分之" else "‰", False)


def _arabic(match: re.Match[str]) -> tuple[Decimal, str, bool] | None:
    if not match["digits"]:
        return None
    value = Decimal(match["digits"].replace(",", "").replace("·", "."))
    unit = read_unit((match["prefix"] or "") + _bare_gdp(match["unit"]))
    name = unit.name if unit else match["prefix"] or ""
    return -value if match["sign"] in ("-", "↓") else value, name, bool(match["more"])


def _chinese(match: re.Match[str]) -> tuple[Decimal, str, bool] | None:
    words = match["numeral"]
    if not words or (match["numeral_unit"] in _ORDINAL_UNITS and not _is_score(match)):
        return None
    before = match.string[match.start("numeral") - 1 : match.start("numeral")]
    if words == "一" and (match["numeral_unit"] not in _ONE_COUNTS or before in ("近", "新", "首")):  # 最近一次
        return None
    if words == "一" and _ONE_ITEM.match(match.string, match.start("numeral")):  # 优良天数比例一项为97%
        return None
    value = read_numeral(words)
    unit = read_unit((match["numeral_prefix"] or "") + _bare_gdp(match["numeral_unit"]))
    return None if value is None or unit is None else (value, unit.name, bool(match["numeral_more"]))


def _is_score(match: re.Match[str]) -> bool:
    """Tell whether a numeral of hundreds counts marks: 二百三十五分; 三分 is no number of them."""
    return match["numeral_unit"] == "分" and "百" in match["numeral"][1:]


def _bare_gdp(unit: str | None) -> str:
    unit = unit or ""
    return unit[:-3] if unit[-3:].upper() == "GDP" else unit


def _with_words(quantity: Quantity, text: str) -> Quantity:
    """Take in the words around a number that say ≥, ≤ or about."""
    op, approx, start, end = quantity.op, quantity.approx, quantity.start, quantity.end
    for _ in range(2):
        if text[start - 1 : start] not in _MAY_STAND_BEFORE:
            break
        if match := _ABOUT.search(text, max(0, start - 5), start):
            approx, start = True, match.start()
        if op == "=" and (match := _BEFORE.search(text, max(0, start - 8), start)):
            op, start = _OPERATORS[_which(match)], match.start()
    if text[end : end + 1] in _MAY_STAND_AFTER and (match := _AFTER.match(text, end)):
        end, approx = match.end(), approx or bool(match["about"])
        if match["ge"] or match["le"]:
            op = ">=" if match["ge"] else "<="
    far = max(0, start - 25)
    approx = approx or (text.find("约占", far, start) >= 0 and bool(_ABOUT_FAR.search(text, far, start)))
    as_it_is = (quantity.op, quantity.approx, quantity.start, quantity.end)
    if (op, approx, start, end) == as_it_is:
        return quantity
    return replace(quantity, op=op, approx=approx, outer_start=start, outer_end=end)


def _which(match: re.Match[str]) -> str:
    return next(name for name in ("ge", "le", "gt", "lt") if match[name])


def _mark_links(found: list[Quantity], text: str) -> list[Quantity]:
    """Mark ranges (10-20吨, 95%至98%; not 由95%至98%) and fractions (339/365)."""
    marked = list(found)
    for index, (first, second) in enumerate(pairwise(found)):
        link = text[first.end : second.start]
        goes_on = link == "至" and first.unit not in (second.unit, "")
        opened = text[max(0, first.outer_start - 1) : first.outer_start] in ("由", "从")
        if _RANGE_LINK.fullmatch(link) and not goes_on and not opened:
            marked[index] = replace(marked[index], is_range=True)
            marked[index + 1] = replace(marked[index + 1], is_range=True)
        elif link == "/":
            marked[index] = replace(marked[index], fraction=True)
    return marked


def _inherit_units(found: list[Quantity], text: str) -> list[Quantity]:
    completed = list(found)
    for index in range(len(found) - 2, -1, -1):
        here, after = completed[index], completed[index + 1]
        # 1.2个和2.3个百分点; 2.95亿、2.86亿立方米; 77.2万吨和80.1万吨标准煤
        is_cut = after.unit.startswith(here.unit) or (here.unit == "个" and after.unit == "百分点")
        if is_cut and after.unit and not here.fraction and _LIST_LINK.fullmatch(text[here.end : after.start]):
            completed[index] = replace(here, unit=after.unit)
    return _share_operators(_pass_units_on(completed, text), text)


def _pass_units_on(found: list[Quantity], text: str) -> list[Quantity]:
    """Give bare 亿, 万 the unit of the total that they make up: 用水总量1.58亿立方米：农业0.96亿，工业0.21亿."""
    passed, unit, since = list(found), "", 0
    for index, one in enumerate(found):
        is_bare = one.unit in ("万", "亿") and unit.startswith(one.unit) and not one.fraction
        if is_bare and not _ENDS_PARTS.search(text, since, one.start):
            passed[index] = replace(one, unit=unit)
            since = one.end
            continue
        opened = _OPENS_PARTS.match(text, one.outer_end)
        unit, since = (one.unit, opened.end()) if opened is not None else ("", one.end)
    return passed


def _share_operators(found: list[Quantity], text: str) -> list[Quantity]:
    """Give the members of a list in one unit one comparator: 分别不低于41%和43%, 分别达到90%、85%以上.

    2处、千人以上工程11处 lists things: the two are no bound.
    """
    shared = list(found)
    links = [text[first.end : second.outer_start] for first, second in pairwise(found)]
    for index, link in enumerate(links):
        first, second = shared[index], shared[index + 1]
        if (
            first.outer_start < first.start
            and second.op == "="
            and first.unit == second.unit
            and _LIST_LINK.fullmatch(link)
        ):
            shared[index + 1] = replace(second, op=first.op)
    for index in range(len(links) - 1, -1, -1):
        first, second = shared[index], shared[index + 1]
        is_own = second.outer_start < second.start  # 1.62亿立方米，控制在1.75亿立方米以内
        is_own = is_own or first.unit != second.unit
        if second.outer_end > second.end and not is_own and first.op == "=" and _LIST_LINK.fullmatch(links[index]):
            shared[index] = replace(first, op=second.op)
    return shared
