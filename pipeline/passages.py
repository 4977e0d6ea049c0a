"""Passages: the blocks of a document as units of meaning, each with its headings."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.numbers.units import UNIT_PATTERN
from pipeline.values import frozen
from schemas.locator import Locator
from schemas.parsed import Block, ParsedDocument, TableBlock, TextBlock

_CANNOT_END = ("分别为", "依次为", "均为", "为", "、", "，", "和", "及", "与", "达到", "其中")
_CANNOT_BEGIN = ("、", "，", "。", "；", "）", "%", "％")
SENTENCE_ENDS = "。！？；：!?;:…"
MAX_CAPTION_CHARS = 80
_LEADS_TO_TABLE = re.compile(
    r"(?P<caption>[^。；！？：]*?(?:如下表?|[见如按]?下表)(?:所示)?)[^。；！？：\d]{0,20}[。；：:]?$"
)
# 二、危险废物。详见下表。: the heading that stands in the line which leads to a table is its caption
_HEADS_TABLE = re.compile(
    r"(?P<heading>(?:[（(]?[\d一二三四五六七八九十]{1,3}[.．、)）]\s*)[^。；！？：，,\d]{2,20})[。：:]"
    r"(?:具体|详细)?(?:情况|数据|内容)?(?:详?见|如)(?:附|下)表(?:所示)?[。：:]?"
)
# 3.2 重点保护物种, 3.2.1重点保护物种, 3.5生态生活; 3.2万亩 is a number
_NUMBERED_BY_DOTS = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.．、]?\s+|[.．、]|(?<=\.\d\.\d)|(?<=\.\d\.\d\d)|(?=[^\d，,；;：:]+$))(?=[一-龥]{2})"
    r"(?!万|亿|千|百|公|平方|立方|吨|亩|微克|毫克|分|倍|个|元|小时|米|度|摄氏|人|户|以|前|后|之|左右)"
)
# （7）环境空气质量
_BRACKETED_NUMBER = re.compile(r"[（(]\d{1,2}[)）]\s*[一-龥]")
# 各县（区）发展和改革局： whom a letter speaks to stands between its title and a table, and says nothing of it
_SALUTATION = re.compile(
    r"(?=.*(?:各|人民政府|局|委员会))(?!.*(?:填报|填表|制表|编制|报送|上报|提供|牵头|责任|负责|印发|主管|审核|统计)(?:单位|部门))"
    r"[一-龥（）()、，,]{3,60}(?:人民政府|政府|局|委员会|委|办公室|办|厅|单位|部门|公司|企业|办事处|院)[：:]"
)
_NOTE_BELOW = re.compile(r"(?:备?注|说明|附注)\s*\d?[：:.、]")
# 注：污水处理率、垃圾清运量为城镇口径: what the short heads of the table above mean in full
_SCOPE_TOLD = re.compile(
    r"(?:^|[：:；;。，,.、\d])(?P<names>[一-龥]{3,10}(?:[、和及][一-龥]{3,10}){0,5}?)(?:指标|数据)?(?:均|都)?[为系是按](?P<scope>城镇|农村|城乡|村镇)(?:统计)?口径"
)
_UNIT_TOLD = re.compile(rf"单位(?:均|都)?(?:为|是|[：:])\s*({UNIT_PATTERN})")
_UNIT_ALONE = re.compile(rf"(?:[注表]中?[:：]?)?(?:面积|重量|数量|金额|长度|计量|水量)?{_UNIT_TOLD.pattern}")
_NUMERALS = "一二三四五六七八九十"
_BELOW_SECTION = 3  # the level of （一）
# 问：农膜回收率是多少？ heads the answer
_QUESTION = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{1,2}[.．、)）])?\s*(?:(?:问|提问|所提问题|核查问题|问题)\s?[\d一二三四五六七八九十]{0,2}|"
    # 反馈意见3：应补充公众满意度调查结论
    r"[一-龥]{0,4}(?:意见|建议|事项)\s?[\d一二三四五六七八九十]{1,2})[：:]"
)
_ASKS = re.compile(
    r"是否|如何|怎样|怎么样|[是为有达]?到?多少|能否|有没有|有无|[？?。]|缺[少乏]?|[不未](?:一致|清|明|足|全|完整|准|说明|提供|附)|偏[高低]"
)
_OF_WHEN = re.compile(
    r"^\s*(?:(?:请|应当?|需)?(?:补充|说明|核实|提供|完善|进一步|解释)|请|(?:最?近|前)?[两二三四五六]年来?|目前|贵(?:局|单位|县)|[你全我本]县|你(?:局|单位)|[的，,、\s])+"
)
_BELOW_ALL = 20


@frozen
class Piece:
    """passage.text[start:end] is block.text[0:end - start]."""

    start: int
    end: int
    block: TextBlock


@frozen
class Prose:
    """A paragraph, joined where a page end cut it; `headings` are those above it, outermost first."""

    text: str
    headings: tuple[str, ...]
    page: int
    pieces: tuple[Piece, ...]

    @property
    def is_heading(self) -> bool:
        """Tell whether the paragraph is itself a heading."""
        return self.pieces[0].block.role == "heading"

    def locate(self, start: int, end: int) -> Locator:
        """Return the place of text[start:end]; a span over a page end is located where it begins."""
        piece = self._piece_at(start)
        return piece.block.locate(start - piece.start, min(end, piece.end) - piece.start)

    def sureness(self, start: int, end: int) -> float | None:
        """Return the confidence of text[start:end], as far as it stands where it begins; None as in `TextBlock`."""
        piece = self._piece_at(start)
        return piece.block.sureness(start - piece.start, min(end, piece.end) - piece.start)

    def _piece_at(self, start: int) -> Piece:
        return next((piece for piece in self.pieces if piece.start <= start < piece.end), self.pieces[0])


@frozen
class Table:
    """A table with what stands above it: its caption lines (title, 单位：…), nearest last, and its headings."""

    block: TableBlock
    headings: tuple[str, ...]
    caption: tuple[str, ...]


# the passages of the document last asked for: three stages ask, one after the other
_LATEST: list[tuple[ParsedDocument, list[Prose | Table]]] = []


def passages(document: ParsedDocument) -> list[Prose | Table]:
    """Return the body of a document in reading order; headers and footers are left out."""
    for known, parts in _LATEST:
        if known is document:
            return list(parts)
    made = list(_made(document))
    _LATEST[:] = [(document, made)]
    return list(made)


def _made(document: ParsedDocument) -> Iterator[Prose | Table]:
    open_headings: list[tuple[int, str]] = []
    before: list[str] = []
    held: list[TextBlock] = []

    def headings() -> tuple[str, ...]:
        return tuple(text for _, text in open_headings)

    def flush() -> Iterator[Prose]:
        if held:
            yield _join(held, headings())
            held.clear()

    for place, block in enumerate(document.blocks):
        if isinstance(block, TableBlock):
            yield from flush()
            yield Table(block=block, headings=headings(), caption=(*before[-3:], *_unit_below(document.blocks, place)))
            before.clear()
            continue
        if block.role in ("header", "footer") or not block.text.strip():
            continue
        if held and not _continues(held[-1], block):
            yield from flush()
        level = heading_level(block)
        if level is not None:
            yield from flush()
            while open_headings and open_headings[-1][0] >= level:
                open_headings.pop()
            yield _join([block], headings())
            open_headings.append((level, _matter_of(block.text.strip())))
        else:
            held.append(block)
        before = _lines_above(before, block.text.strip())
    yield from flush()


def _unit_below(blocks: Sequence[Block], place: int) -> tuple[str, ...]:
    """Return what a line right below a table says of units and heads, as a caption would: 注：面积单位为万平方米。

    A line of nothing but a unit (单位：亿立方米, （面积单位：公顷）) is of the table below it where there is one.
    """
    below = blocks[place + 1] if place + 1 < len(blocks) else None
    if not isinstance(below, TextBlock):
        return ()
    is_next_above = place + 2 < len(blocks) and isinstance(blocks[place + 2], TableBlock)
    if _UNIT_ALONE.fullmatch(below.text.strip("()（） 　。")) and not is_next_above:
        return (below.text.strip(),)
    if not _NOTE_BELOW.match(below.text.strip()):
        return ()
    units = _UNIT_TOLD.findall(below.text)
    told = _SCOPE_TOLD.search(below.text)
    names = re.split("[、和及]", told["names"]) if told is not None else []
    return (*(f"{told['scope']}{name}" for name in names if told), *([f"单位：{'、'.join(units)}"] if units else []))


def _lines_above(before: list[str], text: str) -> list[str]:
    """Return the short lines above with one more; a paragraph that leads to a table (目标分解如下，请落实。) so far.

    Whom a letter speaks to is no line of it.
    """
    if text[-1] in "：:" and _SALUTATION.fullmatch(text):
        return before
    if "表" in text and (headed := _HEADS_TABLE.fullmatch(text)) is not None:
        return [*before, headed["heading"]]
    leads = _LEADS_TO_TABLE.search(text) if "如下" in text or "下表" in text else None
    if leads is not None and len(leads["caption"]) <= MAX_CAPTION_CHARS:
        return [*before, f"{leads['caption']}："] if leads.end("caption") < len(text) else [*before, text]
    return [*before, text] if len(text) <= MAX_CAPTION_CHARS else []


def _continues(first: TextBlock, second: TextBlock) -> bool:
    """Tell whether a page end cut one paragraph in two: where its place does not tell, text without a sentence end."""
    if second.goes_on is not None and second.page == first.page + 1:
        return second.goes_on and first.role == second.role == "body"
    return (
        first.role == second.role == "body"
        and bool(first.lines)
        and len(first.text) > 20
        and first.text.rstrip()[-1] not in SENTENCE_ENDS
        and heading_level(second) is None
        and (second.page == first.page + 1 or (second.page == first.page and _is_cut(first.text, second.text)))
    )


def _is_cut(first: str, second: str) -> bool:
    """Tell whether a line cannot end where it does, or the next cannot begin a paragraph: …分别为 / 26%、28%."""
    return first.rstrip().endswith(_CANNOT_END) or second.lstrip()[:1] in _CANNOT_BEGIN


def _join(blocks: list[TextBlock], headings: tuple[str, ...]) -> Prose:
    pieces: list[Piece] = []
    text = ""
    for block in blocks:
        pieces.append(Piece(start=len(text), end=len(text) + len(block.text), block=block))
        text += block.text
    return Prose(text=text, headings=headings, page=blocks[0].page, pieces=tuple(pieces))


def heading_level(block: TextBlock) -> int | None:
    """Return the level of a heading (1 is the highest), None for running text.

    The file's own word is taken first (but （一） stands below 一、 whatever style it was given); else the numbering
    that official documents use (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）) on a short line without a sentence end;
    问：…？ heads its answer.
    """
    role = block.role
    if role == "heading":
        return max(block.level or 1, _BELOW_SECTION if _is_bracketed_numeral(block.text.strip()) else 1)
    return _level_of_line(block.text.strip()) if role == "body" else None


@lru_cache(maxsize=4096)  # every stage asks for the same lines
def _level_of_line(text: str) -> int | None:
    if is_question(text):
        return _BELOW_ALL
    if len(text) > 40 or text[-1] in "。；，、：;,":
        return None
    if (dotted := _NUMBERED_BY_DOTS.match(text)) is not None:
        return _BELOW_SECTION + 1 + dotted["number"].count(".")
    return _numbered_level(text)


def is_question(text: str) -> bool:
    """Tell whether a line puts a question that the next answers: 问：农膜回收率是否达标？"""
    return len(text) <= MAX_CAPTION_CHARS and _QUESTION.match(text) is not None


def _matter_of(heading: str) -> str:
    """Return a heading; of a question what it asks about: 2021—2023年秸秆综合利用率."""
    asked = _QUESTION.match(heading)
    if asked is None:
        return heading
    return _ASKS.split(_OF_WHEN.sub("", heading[asked.end() :]), maxsplit=1)[0].strip() or heading


def _is_bracketed_numeral(text: str) -> bool:
    """Tell whether a text begins with （一）."""
    inner = text[1:].lstrip(_NUMERALS)
    return text[:1] in ("（", "(") and inner != text[1:] and inner[:1] in ("）", ")")


def _numbered_level(text: str) -> int | None:
    numerals = _NUMERALS
    bare = text.lstrip(numerals)
    if bare != text and bare[:1] == "、":
        return 2
    if text.startswith("第") and (division := text[1:].lstrip(numerals)[:1]) in ("章", "部", "节"):
        return 2 if division == "节" else 1
    if text.startswith(("指标", "附件", "附表")) and text[2:3].isdigit():
        return 2
    if text.startswith(("（", "(")):
        return _level_in_brackets(text)
    digits = text.lstrip("0123456789")
    if digits != text and digits[:1] in (".", "．", "、") and not digits[1:2].isdigit():
        return 4
    return None


def _level_in_brackets(text: str) -> int | None:
    if _is_bracketed_numeral(text):
        return _BELOW_SECTION
    return _BELOW_SECTION + 2 if _BRACKETED_NUMBER.match(text) else None
