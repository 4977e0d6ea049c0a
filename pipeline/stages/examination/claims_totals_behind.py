"""Totals that follow their parts in a sentence: 出厂水24份、末梢水72份，合计96份."""

import re
from collections.abc import Iterator

from pipeline.numbers.numerals import read_numeral
from pipeline.numbers.quantities import Quantity
from pipeline.stages.examination.claims_added import ENDS_LIST, NOT_ALL, are_near, fit, nearly_fit
from pipeline.stages.examination.claims_sentence import Sentence, addable, is_exact

# 排放总量1456万吨，处理厂1352万吨、小型站57.6万吨，合计1409.6万吨: all that some of it is told of
_OF_ALL = re.compile(
    r"总[一-龥]{0,6}(?:为|是|有|达)?$|(?:产生|排放|清运|收集|应[一-龥]{1,4})[量数](?:为|是|有|达)?$|^(?:全[县市区]|辖区)[一-龥]{0,8}共?有"
)
_FEWEST = 2
# 千人以上工程11处: what a bound calls is what the number behind it counts
_CLASS_CALLED = re.compile(r"[一-龥]{1,8}(?:约|共|有|为)?(?=\d)")
_OF_OTHERS = re.compile(r"[一-龥]{1,8}、\d")
_TOTALLED = re.compile(
    r"(?:(?:合计|共计|总计|总共|共)(?:为|达|有|是)?|(?:合计|共计|总计)[^\d,。;:、()]{1,10}|共(?:新增|完成|建成|治理|改造|创建|处理|清运)|(?:之和|总和|总数|合计数)(?:为|是))$"
)
_NAMED_TOTAL = re.compile(r"[一-龥]{2,8}总(?:[量数额分]|面积|长度?|里程|投资|规模|人[口数]|户数|产量)(?:为|达|是)?$")
# 两厂全年处理水量1011.1万吨: as many as are told before
_OF_SO_MANY = re.compile(
    r"(?:^|[,、;])(?:以上|上述|这)?(?P<count>[两二三四五六七八九])(?:个|座|家)?(?:[厂站场所院]|地|镇|乡|水厂|水源地?|企业|单位|项)[^\d,。;:、()]{0,10}$"
)
_TO_TOTAL = re.compile(
    r"[^\d,。;:、()%]{0,15}[,、(]?(?:以上|上述|全[县市区])?(?:[两三四五六七八九十]+(?:[项类种者]|[级类][一-龥]{1,6}))?"
)
# 优186天、良158天，优良天数合计344天
_TO_NAMED_TOTAL = re.compile(rf"(?:{_TO_TOTAL.pattern}|[^\d,。;:、()%]{{0,15}},[一-龥]{{1,8}})")


def totals_behind(sentence: Sentence) -> Iterator[tuple[Quantity, list[Quantity], bool]]:
    """Yield totals that follow their parts: 出厂水24份、末梢水72份，合计96份."""
    for index, total in enumerate(sentence.quantities):
        since = max(sentence.start, total.outer_start - 14)
        said = _TOTALLED.search(sentence.seen, since, total.outer_start)
        named_as_total = _NAMED_TOTAL.search(sentence.seen, since, total.outer_start)
        if said is None and named_as_total is not None and is_exact(total):
            parts = _leading(sentence, index, named_as_total.start())
            if len(parts) > 1 and all(map(is_exact, parts)) and nearly_fit(parts, total):
                yield total, parts, False
        if said is None and (so_many := _OF_SO_MANY.search(sentence.seen, since, total.outer_start)) is not None:
            parts = _leading(sentence, index, so_many.start())
            are_all = len(parts) == read_numeral(so_many["count"]) and all(map(is_exact, (*parts, total)))
            if are_all and (fit(parts, total) or nearly_fit(parts, total)):
                yield total, parts, True
        if index < 2 or said is None or not is_exact(total):
            continue
        if _OF_OTHERS.match(sentence.seen, total.outer_end):
            continue
        parts = _leading(sentence, index, said.start())
        is_plain = said[0].endswith(("计", "共", "为", "达", "有", "是"))
        if not is_plain and sum(span.end <= total.start for span in sentence.years) > 1:
            continue
        if len(parts) > 1 and all(map(is_exact, parts)):
            words = sentence.seen[sentence.clause_start(parts[0].outer_start) : said.start()]
            is_opened = "其中" not in words or (words.startswith("其中") and are_near(parts, total))
            yield total, parts, NOT_ALL.search(words) is None and is_opened
            continue
        parts = _leading(sentence, index, said.start(), is_loose=True)
        if len(parts) > 1 and all(map(is_exact, parts)) and (fit(parts, total) or nearly_fit(parts, total)):
            yield total, parts, True


def _leading(sentence: Sentence, index: int, end: int, *, is_loose: bool = False) -> list[Quantity]:
    """Return the numbers of one list that ends right before a total: those that make it up, else all of the list.

    A loose list may have other numbers in it (612.5万立方米，8座乡镇厂143.8万立方米), its total a name (优良天数合计).
    """
    total = sentence.quantities[index]
    depth = sentence.depth(total.start)
    found: list[Quantity] = []
    since = end
    for one in reversed(sentence.quantities[:index]):
        deeper = sentence.depth(one.start) - depth
        words = sentence.seen[one.outer_end : since]
        if deeper > 0 or one.outer_end > end:
            continue
        if is_loose and not addable(one.unit, total.unit) and (found or one.unit == "年"):
            continue
        if one.op != "=" and _CLASS_CALLED.match(sentence.seen, one.outer_end):
            continue
        to_total = _TO_NAMED_TOTAL if is_loose else _TO_TOTAL
        if deeper < 0 or (not found and not to_total.fullmatch(words)):
            break
        if not addable(one.unit, total.unit) or (found and (ENDS_LIST.search(words) or len(words) > 40)):
            break
        found.insert(0, one)
        since = one.outer_start
    if len(found) > _FEWEST and not fit(found, total) and _is_all(sentence, found[0], found[1:]):
        found = found[1:]
    listed = [one for one in found if not sentence.has_comma(one.outer_end, found[-1].outer_start)]
    return listed if len(listed) > 1 else found


def _is_all(sentence: Sentence, one: Quantity, rest: list[Quantity]) -> bool:
    """Tell whether a number is told as that of all, some of which those behind it are."""
    words = sentence.words(sentence.clause_start(one.outer_start), one.outer_start)
    return one.value >= sum(part.value for part in rest) and _OF_ALL.search(words) is not None
