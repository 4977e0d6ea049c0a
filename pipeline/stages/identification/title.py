"""The title of a document, joined over its printed lines."""

import re
from itertools import pairwise

from pipeline.draft_words import DRAFT_WORDS
from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.stages.identification.line_kinds import FORM_LABEL, LABEL, REPORT_NUMBER
from pipeline.stages.identification.lines import Line, head_of
from pipeline.stages.identification.units import leading_units
from schemas.parsed import ParsedDocument, TableBlock

MAX_TITLE_LINES = 5
MAX_TITLE_CHARS = 120
_SHORT_LINE = 24
_LONGEST_HEADLINE = 40

# 文种 and the other words that end a title
GENRE_END = re.compile(
    r"(?:通知|通报|公告|通告|公示|布告|报告|报告书|报告表|请示|批复|意见|复函|函|纪要|决定|决议|命令|方案|规划|计划|要点|总结|预案"
    r"|办法|细则|规定|制度|条例|规程|规则|章程|公报|年报|月报|季报|周报|日报|简报|快报|专报|报|证明|证书|说明|情况|表|单|图|台账|清单|名录"
    r"|名单|目录|材料|记录|评估|调查|结果|汇总|数据|手册|讲义|讲稿|课件|提纲|信息|任务书|责任书|承诺书|建议书|通知书|意见书|公约"
    r"|备案|答复|协议|合同|讲话|汇报|档案|公开信|议案|提案|标准|指南|机制|措施|分析|综述|动态|会议|行动|登记|批示|分解|分工|须知|许可证|批准书)"
    r"(?:[(（〔\[][^()（）]{1,24}[)）〕\]]){0,2}$"
)
# those that no further line of the same title follows
_STRONG_END = re.compile(
    r"(?:通知|通报|公告|通告|报告|请示|批复|意见|复函|函|纪要|决定|决议|方案|规划|计划|总结|预案|办法|细则|公报|年报|月报|简报|证明|统计表|台账"
    r"|清单|名录|名单|登记表|许可证)(?:[(（〔\[][^()（）]{1,24}[)）〕\]]){0,2}$"
)
# 讨论稿，供局务会用 above a title
_DRAFT_ABOVE = re.compile(
    rf"(?:内部|会议|初步|工作|过程|第?[一二三四五六\d]次)*(?:{DRAFT_WORDS})(?:[(][^()]{{1,20}}[)])?"
    r"(?:[,、;:·\s]*(?:仅?供|请|勿|不得|尚未|未经?|待)[一-龥\d]{2,16})?"
)
_TELLS_MATTER = re.compile(r"(?:19|20)\d{2}年?|关于|.{2,12}届")
_BEGINS_MATTER = ("关于", "印发", "转发", "批转")
_SITTING = re.compile(r"第[\d一二三四五六七八九十]{1,3}[届次]")
_OPENING, _CLOSING = "《（(〔“[", "》）)〕”]"
# what a browser prints above a page: 2023/4/20 15:32 and the page's title
_PRINT_STAMP = re.compile(r"(?:19|20)\d\d[/.-]\d{1,2}[/.-]\d{1,2} ?\d{1,2}:\d\d")
_NOT_A_TITLE = re.compile(
    rf"{_PRINT_STAMP.pattern}.*|"
    r".*_[一-龥]{2,12}(?:人民政府|门户网站|政务网|官网|网)|"
    r"第?\d+[页]|[-—]?\d+[-—]?|[\dA-Za-z\W_]+|内部资料|注意保存|(?:会议|汇报|参阅|交流)?(?:材料|文件)之?[(]?[一二三四五六七八九十\d]{1,2}[)]?|.*(?:(?<!答)记者|通讯员|编辑|来源|浏览|字号|打印|首页|当前位置).*"
)
_SUFFIX_NOTE = re.compile(
    r"[(](?:.*(?:19|20)\d\d.*|.*(?:试行|暂行|修订|修编|征求意见|送审|报批|草案|审议|摘要|节选|公示|初稿|讨论|年度|版|本|部分|分册|专题|篇)[^会议]{0,6})[)]"
)
# the form of a table tells its time below its title, which ends there
_OF_TABLE = re.compile(r"(?:表|台账|清单|名录|名单|汇总|统计)$")
_TIME_OF_TABLE = re.compile(
    r"[(](?:截[至止]到?)?(?:19|20)\d{2}年?(?:度|底|末|\d{1,2}月)?(?:\d{1,2}日|底|末)?(?:[-至—](?:(?:19|20)\d{2}年?度?(?:\d{1,2}月)?(?:份|底|末)?|\d{1,2}月))?[)]"
)
# a note that is too long for its line: （2023年1月4日在县第十八届人民代表大会
_OF_A_SITTING = re.compile(r"\d日|会议|大会|通过|批准")
_GOES_ON_AFTER_YEARS = re.compile(r"\((?:19|20)\d\d[^()]{0,10}\)[一-龥]{2}")
_HAS_GENRE = re.compile(
    r"的[一-龥]{0,4}(?:通知|通报|公告|通告|报告|请示|批复|意见|复函|函|决定|决议|说明|证明|答复|公示)$"
)
_ADOPTED = re.compile(r"通过|批准|会议|录音|记录整理|\d日?(?:印发|发布|公布|签发)|\d日,")
_ORDER = re.compile(r"[一-龥]{3,24}令")
# what a note below the title says of the text: （以下为2022年数据）
_OF_THE_TEXT = re.compile(r"[(](?:以[下上]|除|本[文表]|数据|注)")
# 附表1 某某县2022年主要指标; 附件：1.某某表 is one of a list
_ANNEX_NAMED = re.compile(
    r"附[件表录图]\s?[\d一二三四五六七八九十]{0,3}(?:-\d+)?\s*[:：.．、\s]\s*(?P<name>(?![\d一二三]{1,2}[.．、])[^。；;]{6,})"
)
# what stands right above it is the title of the page, numbered or not: （三十二）…自评情况
_DATELINE = re.compile(
    r"(?:(?:发布|更新|公开)(?:时间|日期)|(?:信息|文章|稿件)?来源):(?:[^:]{0,24}(?:19|20)\d\d|[一-龥])"
)
_MADE_PUBLIC = re.compile(r"(?:现(?:公布|发布))?《(?P<name>[^《》]+)》.{0,60}(?:通过|审议|同意|公布|发布)")


def title_of(document: ParsedDocument, lines: list[Line]) -> str | None:
    """Return the title: the first lines of the head that are made of title words, joined; None where there is none."""
    head = head_of(lines)
    if len(head) > 1 and head[0].kind == "numbered" and _DATELINE.match(head[1].seen):
        return _clean(head[0].text)
    start = _first_title_line(head)
    if start is not None:
        below = _below_masthead(head, start)
        title = _joined(head, start if below is None else below)
        return _of_ordered(lines) or title if _ORDER.fullmatch(title) else title
    numbered = [line for line in head if line.kind == "numbered" and line.is_heading]
    if numbered and len(head) == 1:
        return _clean(numbered[0].text)
    return _of_annex(lines) or _title_in_table(document)


def _of_annex(lines: list[Line]) -> str | None:
    """Return what a sheet that begins with the line of its annex is called there: 附表：某某县2022年主要指标."""
    first = lines[0] if lines else None
    if first is None or first.in_table or first.kind not in ("annex", "annex_list"):
        return None
    named = _ANNEX_NAMED.fullmatch(first.text.strip())
    return _clean(named["name"]) if named is not None and len(first.seen) <= _LONGEST_HEADLINE else None


def _of_ordered(lines: list[Line]) -> str | None:
    """Return the title of the rule that an order makes public (《…办法》已经…通过，现予公布) where it is there."""
    name = next((match["name"] for line in lines if (match := _MADE_PUBLIC.match(line.seen))), None)
    if name is None:
        return None
    below = "".join(line.seen for line in lines if line.kind == "text")
    return name if name in below else None


def _first_title_line(head: list[Line]) -> int | None:
    left_out = -1
    for index, line in enumerate(head):
        if _NOT_A_TITLE.fullmatch(line.seen) or line.block == left_out or _DRAFT_ABOVE.fullmatch(line.seen):
            left_out = line.block if _PRINT_STAMP.match(line.seen) else left_out
        elif line.kind == "text":
            begins_before = bool(index) and head[index - 1].kind == "unit" and _goes_on_from_unit(head, index)
            return _first_of_units(head, index - 1) if begins_before else index
    return next((index for index, line in enumerate(head) if _is_headline(line)), None)


def _is_headline(line: Line) -> bool:
    """Tell whether a line with a colon is the headline of a news item: 某某县：一泓清水绕城来."""
    match = LABEL.match(line.seen) if line.kind == "label" and len(line.seen) <= _LONGEST_HEADLINE else None
    return match is not None and len(line.seen) - match.end() > 3 and not FORM_LABEL.match(line.seen)


def _first_of_units(head: list[Line], index: int) -> int:
    """Return the first of the lines of joint issuers that begin a title."""
    while index and head[index - 1].kind == "unit":
        index -= 1
    return index


def _goes_on_from_unit(head: list[Line], index: int) -> bool:
    """Tell whether the line above, a unit alone, begins the title: 某某局 / 2022年工作报告 without a red head."""
    seen = head[index].seen
    if seen.startswith(_BEGINS_MATTER) or (_SITTING.match(seen) and "关于" in seen):
        return True
    same_block = [line.seen for line in head[index:] if line.block == head[index - 1].block]
    if GENRE_END.search(seen) is None and any(words.startswith(_BEGINS_MATTER) for words in same_block):
        return True  # the name of a second unit is too long for its line
    has_red_head = any(line.kind in ("red_head", "number") for line in head[:index])
    reports = re.match(r"(?:19|20)\d{2}年", seen) and re.search(r"(?:报告|总结|说明|自评|汇报)$", seen)
    return index == 1 and not has_red_head and bool(reports)


def _below_masthead(head: list[Line], start: int) -> int | None:
    """Return where the title begins when the first lines are a masthead (某某会议纪要, 某某年报).

    A masthead stands above the document's number, or above a whole title that tells the year or the matter.
    """
    numbers = [i for i, line in enumerate(head) if line.kind == "number" and not REPORT_NUMBER.fullmatch(line.seen)]
    if numbers and numbers[0] > start:
        below = _first_title_line(head[numbers[0] + 1 :])
        return None if below is None else numbers[0] + 1 + below
    end = next((i for i in range(start, len(head)) if head[i].block != head[start].block), len(head))
    if end == len(head) or head[end].kind != "text":
        return None
    first, following = ("".join(line.seen for line in _block_at(head, index)) for index in (start, end))
    if following.startswith("("):
        return None  # （2020—2030年）实施情况报告 goes on with the line above
    is_whole = _TELLS_MATTER.search(following) and GENRE_END.search(following)
    return end if is_whole and _is_masthead(first) else None


def _block_at(head: list[Line], index: int) -> list[Line]:
    return [line for line in head if line.block == head[index].block]


def _is_masthead(seen: str) -> bool:
    return bool(_STRONG_END.search(seen)) and not _TELLS_MATTER.search(seen)


def _joined(head: list[Line], start: int) -> str:
    parts = [_clean(head[start].text)]
    whole = _lines_to_genre(head, start)
    for index, (before, line) in enumerate(pairwise(head[start : start + MAX_TITLE_LINES]), 1):
        title = "".join(parts)
        if index <= whole:
            parts.append(_clean(line.text))
            continue
        same_block = line.block == before.block and _is_of_block(title, line)
        if len(title) + len(line.text) > MAX_TITLE_CHARS or not (same_block or _goes_on(title, line, head[start])):
            break
        parts.append(_clean(line.text))
    return "".join(parts)


def _is_of_block(title: str, line: Line) -> bool:
    """Tell whether a line that the parser set in one block with the title can be a part of it."""
    if line.kind == "note":
        return ":" not in line.seen and _ADOPTED.search(line.seen) is None
    is_whole = GENRE_END.search(title) is not None
    if is_whole and line.seen.startswith("(") and _OF_A_SITTING.search(line.seen):
        return False
    return line.kind == "text" or (line.kind == "unit" and not is_whole)


def _lines_to_genre(head: list[Line], start: int) -> int:
    """Return how many lines below the first complete a title that a cover sets in short lines, 0 for none."""
    if head[start].kind == "unit":
        return next((count for count, line in enumerate(head[start:]) if line.kind != "unit"), 0)
    if GENRE_END.search(head[start].seen):
        return 0
    for count, line in enumerate(head[start + 1 : start + MAX_TITLE_LINES - 1], 1):
        is_title_words = line.kind == "text" and len(line.seen) <= _SHORT_LINE and not _NOT_A_TITLE.fullmatch(line.seen)
        if not is_title_words or len(head[start].seen) > _SHORT_LINE:
            return 0
        if _STRONG_END.search(line.seen):
            return count
    return 0


def _goes_on(title: str, line: Line, first: Line) -> bool:
    """Tell whether a line continues the title before it."""
    if line.kind == "note":
        return _is_suffix(title, line, first)
    if line.kind not in ("text", "unit") or _NOT_A_TITLE.fullmatch(line.seen):
        return False
    goes_on = _is_open(title) or _completes(title, line.seen)
    if goes_on or (line.seen.startswith(("暨", "及", "和")) and _are_genres(title, line.seen)):
        return True
    if _STRONG_END.search(title) or (GENRE_END.search(title) and not _STRONG_END.search(line.seen)):
        return bool(re.match(r"的?(?:通知|函|批复|报告|意见|决定|决议|公告|请示|通报)$", line.seen))
    if line.kind == "unit":
        return title.endswith(("和", "与", "及", "、", "关于", "对"))
    return (
        bool(GENRE_END.search(line.seen))
        or title.endswith(("关于", "的", "和", "及", "与", "、", "暨"))
        or bool(leading_units(title + "关于") or re.search(r"关于[^的]*$", title))
        or (first.is_heading and line.is_heading and not first.seen.endswith("。"))
    )


def _is_suffix(title: str, line: Line, first: Line) -> bool:
    """Tell whether a line in brackets belongs to the title before it; the time below a table's is a line of its own."""
    if _OF_TABLE.search(title) and _TIME_OF_TABLE.fullmatch(line.seen) and not (first.is_heading and line.is_heading):
        return False
    if find_doc_numbers(line.text) or _OF_THE_TEXT.match(line.seen):
        return False  # （某政办发〔2023〕1号附件） says what the sheet is annexed to
    return ":" not in line.seen and _ADOPTED.search(line.seen) is None and bool(_SUFFIX_NOTE.fullmatch(line.seen))


def _completes(title: str, seen: str) -> bool:
    """Tell whether a line brings what a title lacks: …规划 / （2020—2030年）实施报告, 关于某规划 / 环评报告书的意见."""
    if _GOES_ON_AFTER_YEARS.match(seen) and GENRE_END.search(seen):
        return True
    return "关于" in title and not _HAS_GENRE.search(title) and _HAS_GENRE.search(seen) is not None


def _are_genres(title: str, more: str) -> bool:
    return GENRE_END.search(title) is not None and GENRE_END.search(more) is not None


def _is_open(title: str) -> bool:
    return any(title.count(left) > title.count(right) for left, right in zip(_OPENING, _CLOSING, strict=True))


def _title_in_table(document: ParsedDocument) -> str | None:
    """Return the words of a first row that is one merged cell."""
    for block in document.blocks:
        if isinstance(block, TableBlock):
            first = [cell for cell in block.cells if cell.row == 0 and cell.text.strip()]
            if len(first) == 1 and block.columns > 1 and 4 <= len(first[0].text) <= MAX_TITLE_CHARS:
                return _clean(first[0].text)
            return None
    return None


def _clean(text: str) -> str:
    """Remove line breaks, blanks beside Chinese characters (证　明), footnote marks."""
    parts = text.split()
    title = parts[0] if parts else ""
    for before, part in pairwise(parts):
        both_phrases = len(before) > 3 and len(part) > 3 and not (before[-1].isdigit() or part[0].isdigit())
        both_latin = before[-1].isascii() and part[0].isascii() and before[-1].isalnum() and part[0].isalnum()
        title += (" " if both_phrases or both_latin else "") + part
    return re.sub(r"[\[［【]\d{1,2}[\]］】](?=$|[(（])|[*＊]+$", "", title).replace("―", "—")
