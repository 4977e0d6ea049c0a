"""Indicators that a document calls by number and name, or lists by name: 指标13 危险废物利用处置率."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.numbers.dates import chinese_count
from pipeline.numbers.shadow import shadow
from pipeline.stages.examination.texts import Text
from schemas.parsed import ParsedDocument, TableBlock
from schemas.particulars import NumberedName

_NAME = r"(?P<name>[一-龥A-Za-z0-9.\"“”()]{4,40})"
_BELONGS = r"(?:对应|支撑|所属|涉及|佐证|填报|申报)(?:的)?(?:建设|考核|创建|复核)?指标(?:序号|编号|名称)?[:为是]*"
_IN_TEXT = (
    re.compile(
        rf"指标(?P<number>[1-9]\d?)(?!\d)(?:[-—(]\d[)]?)?[\])】]?(?:,?即|[:、.\s·—-]*)(?:(?:佐证|证明)材料:)?{_NAME}"
    ),
    re.compile(
        rf"第(?P<number>[1-9]\d?|[一二三四五六七八九十]{{1,3}})(?:项|个|号)(?:考核|建设|创建|复核)?指标[:、“\"是为(]*{_NAME}"
    ),
    re.compile(rf"(?:指标)?(?:序号|编号)(?:为|是|:)?(?:第)?(?P<number>[1-9]\d?)(?:号|项)?(?:的)?[:、“\"]*{_NAME}"),
    re.compile(
        r"指标(?:体系)?中?的?,?第(?P<number>[1-9]\d?|[一二三四五六七八九十]{1,3})(?:项|条|号)[:(“\"]+(?P<name>[一-龥A-Za-z0-9.]{4,40})"
    ),
    # 对应建设指标第24项一般工业固体废物综合利用率; what 2019年版指标第24项 is stands there as another edition's
    re.compile(
        rf"(?<!版)(?<!版建设)(?<!版考核)(?<!版复核)指标(?:体系)?[》”\"]?中?的?第(?P<number>[1-9]\d?|[一二三四五六七八九十]{{1,3}})(?:项|条|号)(?!指标)(?:的|为|是|即)*{_NAME}"
    ),
    re.compile(
        r"(?P<name>[一-龥]{4,40})[”\"]?[(](?:指标|(?:指标)?[序编]号|第)[:为]?(?P<number>[1-9]\d?)(?:项|号|项指标|号指标)?[)]"
    ),
    re.compile(
        r"(?P<name>[一-龥]{4,40}?)[”\"]?(?:指标)?(?:的)?(?:为|是|列|属于|编(?:号)?为|编在|排在)(?:国家)?(?:建设|考核|创建|复核)?(?:指标)?(?:体系)?中?的?"
        r"第(?P<number>[1-9]\d?)(?:项|号|位|条)"
    ),
    re.compile(
        r"(?P<name>[一-龥]{4,40})[”\"]?[(](?:建设|考核|创建|复核)指标(?:体系)?中?的?第(?P<number>[1-9]\d?)(?:项|号|条)[)]"
    ),
    re.compile(rf"{_BELONGS}(?P<name>[一-龥A-Za-z]{{4,40}})[(](?:第|指标|序号)?(?P<number>[1-9]\d?)(?:项|号)?[)]"),
    # 对应指标：27.城镇污水处理率, 对应指标：（27）…, 对应指标：第27项…
    re.compile(rf"{_BELONGS}[(]?(?:第|指标)?(?P<number>[1-9]\d?)(?:项|号|条)?[)]?[.、:\s]*{_NAME}"),
    re.compile(rf"(?<!\d)(?P<number>[1-9]\d?)号(?:建设|考核|创建|复核)?指标[(:“\"]*{_NAME}"),
    re.compile(rf"(?:自评|指标|汇总|完成情况)[一-龥]{{0,4}}表第(?P<number>[1-9]\d?)(?:行|项|栏)[(:“\"]*{_NAME}"),
    re.compile(rf"指标(?:代码|编码|序号|编号|号)[:为是]*(?P<number>[1-9]\d?)[,;\s]*(?:指标名称?:?)?{_NAME}"),
    # 供第27项城镇污水处理率使用
    re.compile(rf"(?:供|用于|支撑|佐证|证明|属于?|作为)第(?P<number>[1-9]\d?)(?:项|号)[“\"]*{_NAME}"),
    # 城镇污水处理率对应第27项, 城镇污水处理率属第27项指标
    re.compile(
        r"(?P<name>[一-龥]{4,40}?)[”\"]?(?:指标)?(?:对应|属于?|系|排)(?:国家)?(?:建设|创建|复核)?(?:指标)?(?:体系)?中?的?"
        r"第(?P<number>[1-9]\d?)(?:项|号)(?:指标)?(?=[,。;)]|$)"
    ),
    # “…”为《国家生态文明建设示范区建设指标》第25项
    re.compile(
        r"(?P<name>[一-龥]{4,40})[”\"]?(?:为|是|列|属于?|系)《[^《》]{0,20}(?:建设|示范区)指标[^《》]{0,8}》(?:中)?(?:的)?第(?P<number>[1-9]\d?)(?:项|号|条)"
    ),
    re.compile(rf"(?:佐证|证明|支撑)材料(?P<number>[1-9]\d?)[:、.]{_NAME}"),
    re.compile(rf"^[—-]+第(?P<number>[1-9]\d?)项[:\s]*{_NAME}"),
)
# 第28项城镇污水处理率: which list it is of, other words of the paper tell
_BARE = re.compile(
    rf"(?:^|(?<=[,。;:(\"“])|(?<=^关于))(?:即|本项为|本项是)?第(?P<number>[1-9]\d?|[一二三四五六七八九十]{{1,3}})项[:、,\s]*[“\"]?{_NAME}"
)
_CALLED = re.compile(
    r"第(?P<number>[1-9]\d?|[一二三四五六七八九十]{1,3})(?:项|号)(?:考核|建设|创建|复核)?指标|指标(?:体系)?中?的?第(?P<behind>[1-9]\d?)(?:项|号)"
)
# 本项为《…建设指标》的第26项: the indicator that the paper is on
_ITSELF = re.compile(
    r"[本该此](?:项指标|指标|项)(?:[^。;]{0,60}?[^。;年])??第(?P<number>[1-9]\d?|[一二三四五六七八九十]{1,3})(?:项|号)"
    r"|指标(?:序号|编号|代码)[:为是]*第?(?P<alone>[1-9]\d?)(?:号|项)?(?=[,。;)]|$)"
)
# 按照2019年版指标第20项填报: the edition that the paper itself follows, whichever it is
_FOLLOWED = re.compile(
    r"(?<![原曾再不勿未若如])(?:按照?|依照|依据|根据|对照|参照|遵照|执行)(?P<list>[^。;,]{0,40}?)"
    r"第(?P<number>[1-9]\d?|[一二三四五六七八九十]{1,3})(?:项|号)(?:指标)?的?(?:要求|口径|规定|算法|内涵|解释|公式)*,?"
    r"(?:进行|予以|逐年|逐项|据实|如实)*(?:填[报写列]|编[制报写]|统计|计算|核算|测算|自评|自查|提供|整理|报送|上报|归[档集类])"
    r"(?!的|要求|口径|时)"
)
# 依据《…建设指标》（…）第20项，我县…: by what the paper was written, whatever it was for
_BY_ITEM = re.compile(
    r"(?<![原曾再不勿未若如])(?:按照?|依照|依据|根据|对照|参照)(?P<list>《[^《》]*指标[^《》]*》[^。;,]{0,24}?)"
    r"第(?P<number>[1-9]\d?|[一二三四五六七八九十]{1,3})(?:项|号)(?:指标)?(?=[,;。])"
)
# 万元工业增加值用水量（指标18）
_CALLS_IT = re.compile(r"建设指标|[(]指标")
_OF_COUNTY = re.compile(r"^(?:其中|(?:19|20)\d\d年|[全我本][县市区旗]|的)+")
_LIST_OF_INDICATORS = re.compile(
    r"生态文明|示范(?:区|市|县)|建设指标|指标体系|(?:19|20)\d\d年?(?:修订)?版|[旧老原]版|修订版|^指标$"
)
_OF_A_TASK = re.compile(r"清单|要点|议题|台账|任务|整改|督察|巡察|会议|方案|办法|措施|工程|项目")
# what speaks of another edition's numbers
_EDITION_TOLD = re.compile(
    r"(?:20(?!21)\d\d年?|旧|老|原|上一?|修订前的?)版|20(?!21)\d\d年(?:度)?(?:印发|发布|公布|出台|实行|使用|的)[^。,]{0,8}指标"
)
# 整改清单中某某排第5项: the item of another paper
_OF_ANOTHER_LIST = re.compile(r"清单|要点|议题|台账|任务|报告|会议|方案|办法|目录|考核|排名")
_OF_ANOTHER_SYSTEM = re.compile(
    r"[省市]对[市县区]|绩效|考评|目标考核|年度考核|标准|卫生(?:县|城|乡)|文明(?:城|县|村)|园林|森林城市|节水型|高质量|乡村振兴|绿色发展|美丽|考核办法|2019年?版|旧版|原版"
)
_NEAR_CHARS = 24
_MARKS = re.compile(r"指标|序号|编号")
_QUOTED = re.compile(r"[“\"](?P<name>[^“”\"]{4,30})[”\"]")
_BRACKETED = re.compile(r"[(](?P<name>[^()]{4,30})[)]")
# a name that ends with what is measured, before a verb or the end
_MEASURED = re.compile(
    r"(?P<name>[一-龥A-Za-z0-9.()]{3,28}?(?:率|比例|占比|幅度|指数|满意度|参与度|知晓度|支持度|用水量|能耗))"
    r"(?=[由为达是从的较比经已按在均也)”\"\d]|[两三]年|完成|数据|指标|情况|佐证|证明|材料|自评|说明|$)"
)
_BEFORE_BRACKET = re.compile(r"(?P<name>[一-龥A-Za-z0-9.]{3,28}?(?:率|比例|占比|幅度))[(]")
_ENDS_MEASURED = re.compile(r"(?:率|比例|占比|幅度|指数|满意度|参与度|知晓度|支持度|用水量|能耗)$")
_HEADING = re.compile(
    r"(?:第)?[(]?(?P<number>[1-9]\d?|[一二三四五六七八九十]{1,3})(?:[)、.:]|项[:、.]?|号[:、.]?|\s+)(?P<name>[^\d,。;:]{4,40})(?:[:。]|:[^。]{1,12}。?)?"
)
# so many lines that begin with 第3项, 第5项, … list what they are on
_FEWEST_BEGUN = 3
# below this both editions count alike, and serials of any list are found
_LEAST_OF_HEADING = 7
_NUMBER_HEAD = re.compile(r"(?:指标)?(?:序号|编号|号|代码)|序|项次")
_SURE_HEAD = re.compile(r"指标(?:序号|编号|号|代码)")
_NAME_HEAD = re.compile(r"(?:.*指标)?(?:名称|内容)|指标|(?:.*(?:建设|考核|评价|创建|复核|具体))?指标(?:项)?")
_NUMBER = re.compile(r"(?:指标|第)?(?P<number>[1-9]\d?)(?:[号项.、])?")
_FORM_NAME = re.compile(r"(?:对应|所属|支撑)?(?:建设|考核|创建|复核)?指标(?:名称)?")
_NUMBER_LABEL = re.compile(r"(?:指标)?(?:序号|编号)[:为是]*(?P<number>[1-9]\d?)[。;,]?")
_NAME_LABEL = re.compile(r"(?:指标)?(?:名称|指标)[:为是]*(?P<name>[^:]{4,40})")
# 一、指标名称：城镇生活垃圾无害化处理率。 below a title that tells the number
_NAME_LINE = re.compile(r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.])?指标名称[:为是]+(?P<name>[^:。]{4,40})。?")
_FIRST_LINES = 3
_NUMBERED_CELL = re.compile(r"(?:指标)?(?P<number>[1-9]\d?)[.、:\s]*(?P<name>[一-龥].{2,39})")
# an edition has some forty indicators; a list of a thousand firms is no list of indicators
_MOST = 80


def numbered_names_of(document: ParsedDocument, texts: list[Text]) -> tuple[NumberedName, ...]:
    """Return the names of indicators with the numbers they stand beside: in running text, headings, tables.

    In tables headed 指标名称 names without a number are returned too.
    """
    found = [*_in_prose(texts), *_headings(texts), *_labelled(texts), *_below_title(texts)]
    for block in document.blocks:
        if isinstance(block, TableBlock):
            found += _in_table(block)
    return tuple(dict.fromkeys(found))[:_MOST]


def _in_prose(texts: list[Text]) -> Iterator[NumberedName]:
    yield from _bare(texts)
    yield from _itself(texts)
    for text in texts:
        if text.table is None and (any(mark in text.seen for mark in ("指标", "第", "号", "材料"))):
            for pattern in _IN_TEXT:
                for match in pattern.finditer(text.seen):
                    sentence = text.seen[: match.start()].rpartition("。")[2]
                    is_other = _EDITION_TOLD.search(f"{sentence}{match[0]}") or (
                        "指标" not in match[0] and _OF_ANOTHER_LIST.search(f"{sentence}{match[0]}")
                    )
                    number = None if is_other else chinese_count(match["number"])
                    if number is not None:
                        name, is_sure = _told_name(text.seen, match)
                        locator = text.locate(*match.span())
                        yield NumberedName(number=number, name=name, locator=locator, is_sure=is_sure)


def _bare(texts: list[Text]) -> Iterator[NumberedName]:
    """Yield what is called 第10项… where the paper calls that number an indicator's, there or elsewhere.

    Less surely where several lines of a paper on indicators begin so.
    """
    called: set[int | None] | None = None
    begun = {match["number"] for text in texts if text.table is None and (match := _BARE.match(text.seen))}
    is_list = len(begun) >= _FEWEST_BEGUN and any("指标" in text.seen for text in texts)
    for text in texts:
        for match in _BARE.finditer(text.seen) if text.table is None and "第" in text.seen else ():
            measured = _MEASURED.match(match["name"]) or _BEFORE_BRACKET.match(match["name"])
            sentence = text.seen[: match.start()].rpartition("。")[2]
            is_other = any(words.search(f"{sentence}{match[0]}") for words in (_EDITION_TOLD, _OF_ANOTHER_LIST))
            if measured is None or is_other or _OF_ANOTHER_SYSTEM.search(sentence[-_NEAR_CHARS:]):
                continue
            if called is None:
                called = {
                    chinese_count(one["number"] or one["behind"])
                    for other in texts
                    for one in _CALLED.finditer(other.seen)
                }
            number = chinese_count(match["number"])
            is_sure = number in called or "指标" in text.seen
            if number is not None and (is_sure or (is_list and match.start() == 0)):
                locator = text.locate(*match.span())
                yield NumberedName(number=number, name=measured["name"], locator=locator, is_sure=is_sure)


def _itself(texts: list[Text]) -> Iterator[NumberedName]:
    """Yield the number of the one indicator that a paper is on, which it calls 本项 or not at all."""
    for text in texts:
        for match in _ITSELF.finditer(text.seen) if text.table is None and "指标" in text.seen else ():
            number = chinese_count(match["number"] or match["alone"])
            behind = text.seen[match.end() : match.end() + 6]
            is_other = _EDITION_TOLD.search(f"{text.seen[: match.start()].rpartition('。')[2]}{match[0]}")
            if number is not None and not is_other and not _OF_A_TASK.search(match[0] + behind):
                yield NumberedName(number=number, name="本指标", locator=text.locate(*match.span()))
        yield from _followed(text)


def _followed(text: Text) -> Iterator[NumberedName]:
    """Yield the number that a paper says it was filled in by, though it tells of another edition's list."""
    seen = text.seen if text.table is None and "第" in text.seen else ""
    for match in (*_FOLLOWED.finditer(seen), *_BY_ITEM.finditer(seen)):
        listed, number = match["list"], chinese_count(match["number"])
        if number is not None and _LIST_OF_INDICATORS.search(listed) and not _OF_A_TASK.search(listed):
            yield NumberedName(number=number, name="本指标", locator=text.locate(*match.span()))


def _told_name(seen: str, match: re.Match[str]) -> tuple[str, bool]:
    """Return a name without its quotation marks, with whether the text marks it as one: 指标24“…”, 指标24…率由…."""
    start = match.start("name")
    is_marked = match.start("number") < start and _MARKS.search(seen[match.start() : start]) is not None
    is_marked = is_marked and not _OF_ANOTHER_SYSTEM.search(seen[: match.start()].rpartition("。")[2][-_NEAR_CHARS:])
    if match.end("name") < match.start("number") and seen[match.end("name") : match.end("name") + 1] in ("”", '"'):
        is_other = _OF_ANOTHER_SYSTEM.search(seen[: match.start()].rpartition("。")[2][-_NEAR_CHARS:])
        return match["name"], "指标" in seen[match.end("name") : match.end()] and not is_other
    if match.end("name") < match.start("number") and _CALLS_IT.search(seen[match.end("name") : match.end()]):
        return _OF_COUNTY.sub("", match["name"]), _ENDS_MEASURED.search(match["name"]) is not None
    quoted = _QUOTED.match(seen, start) or _QUOTED.match(seen, start - 1) or _BRACKETED.match(seen, start)
    if quoted is not None:
        return quoted["name"], is_marked
    measured = _MEASURED.match(match["name"])
    return (measured["name"], True) if measured is not None and is_marked else (match["name"], False)


def _headings(texts: list[Text]) -> Iterator[NumberedName]:
    """Yield headings that begin with a number (27.城镇污水处理率) but are none of a list counted up to it."""
    matches = [(text, _HEADING.fullmatch(text.seen.strip())) for text in texts if text.table is None]
    numbered = [(text, match, chinese_count(match["number"])) for text, match in matches if match is not None]
    numbers = {number for _, _, number in numbered}
    for text, match, number in numbered:
        if number is not None and number >= _LEAST_OF_HEADING and number - 1 not in numbers:
            yield NumberedName(number=number, name=match["name"], locator=text.locate(0, len(text.seen)))


def _labelled(texts: list[Text]) -> Iterator[NumberedName]:
    """Yield what a form says in two lines or cells that follow: 指标序号：28, 指标名称：城镇生活垃圾无害化处理率."""
    for text, below in pairwise(texts):
        number = _NUMBER_LABEL.fullmatch(text.seen.strip())
        name = _NAME_LABEL.fullmatch(below.seen.strip()) if number is not None else None
        if number is not None and name is not None:
            yield NumberedName(
                number=int(number["number"]),
                name=name["name"],
                locator=below.locate(0, len(below.seen)),
                is_sure=True,
            )


def _below_title(texts: list[Text]) -> Iterator[NumberedName]:
    """Yield the name that a paper on one indicator gives on a line, with the number that its first lines tell."""
    opening = [text.seen for text in texts[:_FIRST_LINES] if text.table is None and not _EDITION_TOLD.search(text.seen)]
    called = {chinese_count(one["number"] or one["behind"]) for seen in opening for one in _CALLED.finditer(seen)}
    number = called.pop() if len(called) == 1 else None
    for text in texts if number is not None else ():
        if text.table is None and (match := _NAME_LINE.fullmatch(text.seen.strip())) is not None:
            yield NumberedName(number=number, name=match["name"], locator=text.locate(0, len(text.seen)), is_sure=True)


def _in_table(block: TableBlock) -> Iterator[NumberedName]:
    grid = block.grid()
    heads = [shadow(cell.text if cell else "").text.replace(" ", "") for cell in (grid[0] if grid else [])]
    numbers = [column for column, head in enumerate(heads) if _NUMBER_HEAD.fullmatch(head)]
    names = [column for column, head in enumerate(heads) if _NAME_HEAD.fullmatch(head)]
    if not names:
        yield from _in_form(block)
        return
    for row in grid[1:]:
        number, name = row[numbers[0]] if numbers else None, row[names[0]]
        if name is None or not 3 <= len(name.text) <= 40:
            continue
        stated = _NUMBER.fullmatch(shadow(number.text).text.strip()) if number is not None else None
        own = _NUMBERED_CELL.fullmatch(shadow(name.text).text.strip()) if stated is None else None
        yield NumberedName(
            number=int(stated["number"]) if stated else int(own["number"]) if own else None,
            name=own["name"] if own else name.text.strip(),
            locator=name.locator,
            is_sure=stated is not None and _SURE_HEAD.fullmatch(heads[numbers[0]]) is not None,
        )


def _in_form(block: TableBlock) -> Iterator[NumberedName]:
    """Yield what a form's rows say: 指标序号 | 26 above 指标名称 | …, or 对应指标 | 第26项 …."""
    number: int | None = None
    for row in block.grid():
        label, told = (row[0], row[1]) if len(row) > 1 else (None, None)
        if label is None or told is None:
            continue
        head, words = (shadow(cell.text).text.replace(" ", "") for cell in (label, told))
        if _NUMBER_HEAD.fullmatch(head) and "指标" in head and (stated := _NUMBER.fullmatch(words)):
            number = int(stated["number"])
        elif _FORM_NAME.fullmatch(head):
            own = _NUMBERED_CELL.fullmatch(re.sub(r"^第(\d{1,2})[项号]", r"\1.", words))
            name = own["name"] if own else words
            found = int(own["number"]) if own else number
            if found is not None and 4 <= len(name) <= 40:
                yield NumberedName(number=found, name=name, locator=told.locator, is_sure=True)
            number = None
