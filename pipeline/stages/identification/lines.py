"""A document as printed lines, each with what it is for the eye of an office clerk (GB/T 9704-2012, 7.2-7.4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.units import is_unit_line
from schemas.locator import Locator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock

LineKind = Literal[
    "mark",  # 份号, 密级, 紧急程度, 签发人
    "red_head",  # 发文机关标志: 某某局文件
    "number",  # 发文字号, 第5期
    "unit",  # one or several units, nothing else
    "date",  # a date, or a unit with a date
    "label",  # 填报单位：某某局
    "addressee",  # 各乡镇人民政府：
    "annex",  # 附件1, where an annex begins
    "annex_list",  # 附件：1.某某表
    "note",  # （此件公开发布）, （2019-2025年）
    "numbered",  # 一、总体要求
    "contents",  # 目录 and its rows
    "imprint",  # 抄送：…, …印发
    "body",  # running text
    "text",  # anything else: what a title is made of
]
LONGEST_TITLE_LINE = 60
LONGEST_LEAD = 30
LONGEST_NUMBER_LINE = 120
LONGEST_LABEL_LINE = 120
LONGEST_IMPRINT = 160

_MARK = re.compile(r"\d{6,8}|(?:绝密|机密|秘密)(?:[★☆].*)?|特急|加急|平急|急件|签发人.{0,20}|内部资料.{0,10}")
_ISSUE = re.compile(
    r"[(]?(?:\d{4}年)?第?[\d一二三四五六七八九十百]+[期次号][)]?(?:[(]?总第?\d+期[)]?)?|[(\[]第?[一二三四五六七八九十]{1,4}届[)\]]第?\d{1,3}号"
)
# minutes, briefs: a number without the unit's code
NUMBER_ALONE = re.compile(r"[(\[](?:19|20)\d{2}[)\]]第?\d{1,4}[号期]")
_LABEL = re.compile(r"[一-龥()/]{2,14}:")
_HAS_NUMBER = re.compile(r"\d|[期次号]")
# the number of a laboratory's report: HZJC（2024）第0108号, ABC-2024-015
REPORT_NUMBER = re.compile(r"[A-Za-z]{2,12}[-/]?[(\[]?(?:19|20)\d{2}[)\]]?(?:[-/]|字?第)?\d{1,6}(?:-\d{1,4})?号?")
# what sets two entries of a form apart on one line; PDF leaves one blank of many
_WIDE_BLANK = re.compile(r"[ \t]{2,}|[ \t]*\u3000[\s\u3000]*| (?=[一-龥]{2,6}[:：]|(?:19|20)\d\d年)")
# what a form's label ends with; other words before a colon may begin a title (云溪：绿水青山入画来)
_FORM_LABEL = re.compile(
    r"[一-龥()/]{0,10}(?:单位|机关|机构|部门|日期|时间|年度|编号|号码|人|者|员|电话|名称|来源|责编|编辑|校对|审核|复核|审定|签发|制表|填表|地点|主持|出席|列席|参加|请假"
    r"|记录|地址|类型|类别|性质|文号|字号|级别|密级|主题词?|样品|盖章|公章|议题|情况|备注|注|附|说明|目的|依据|项目|方法|结果|范围|对象|标准|有效期)"
    r"(?:\([^()]*\))?:"
)
_ANNEX = re.compile(r"附[件表录](?:[\d一二三四五六七八九十]{1,3}(?:-\d+)?)?:?")
_ANNEX_TITLED = re.compile(r"附[件表]?[\d一二三四五六七八九十]{0,3}[:.、]?(?P<name>.*)")
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}[.、](?!\d)|[(]\d{1,2}[)]"
    r"|第[一二三四五六七八九十百]{1,4}[章节条部]"
)
_CONTENTS = re.compile(r"目录|目次|.*(?:\.{4,}|…{2,}|·{4,})\d*")
_INDEX = re.compile(
    r"(?:索引号|发文(?:机关|字号|日期)|成文日期|发布(?:机构|日期)|主题分类|(?:文件)?(?:标题|文号)|信息分类):?"
)
_DATE_LIKE = re.compile(
    r"(?P<before>.*?)[(]?(?:日期:)?(?P<date>[12一二][\d一二三四五六七八九〇○零oOΟ◯]{3}年[\dlIOo一二三四五六七八九十元]{1,3}月"
    r"(?:[\dlIOo一二三四五六七八九十]{1,3}[日号])?|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2})[)]?"
)
_COPIES = re.compile(r"(?<=[。日）)])抄送[：:]")
_IMPRINT = re.compile(r"(?:抄送|主送|分送|发送|报送?|抄报):.*|.*(?<!关于)(?<!同意)印发|.*共印\d+份.*")


@dataclass(frozen=True)
class Line:
    """A printed line: `text` as it stands, `seen` its shadow, `kind` what it is for.

    `block` is the 0-based number of its block; `in_table` marks the text of a cell. The line begins at
    `source.text[start]`.
    """

    text: str
    seen: str
    kind: LineKind
    block: int
    source: TextBlock | Cell
    start: int
    in_table: bool = False
    is_heading: bool = False

    @property
    def locator(self) -> Locator:
        """Return the place of the line: its cell, or the boxes that it touches."""
        if isinstance(self.source, Cell):
            return self.source.locator
        return self.source.locate(self.start, self.start + len(self.text))

    @property
    def sureness(self) -> float | None:
        """Return how sure text recognition is of the line (0-1), None where the file holds the text."""
        if isinstance(self.source, Cell):
            return self.source.confidence
        return self.source.sureness(self.start, self.start + len(self.text))


# the lines of the document last asked for: identification asks, then examination of the same document
_LATEST: list[tuple[ParsedDocument, list[Line]]] = []


def lines_of(document: ParsedDocument) -> list[Line]:
    """Return the printed lines of a document in reading order; page headers, footers are left out.

    Long paragraphs stay whole; of short blocks that the parser joined (a title over two lines, a signature with
    its date) the printed lines come one by one. Cells come row by row.
    """
    for known, lines in _LATEST:
        if known is document:
            return lines
    made = _made(document)
    _LATEST[:] = [(document, made)]
    return made


def _made(document: ParsedDocument) -> list[Line]:
    lines: list[Line] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, TableBlock):
            for cell in block.cells:
                parts = _nonempty(cell.text, _at_breaks(cell.text))
                lines.extend(_line(part, index, cell, start) for start, part in parts)
        elif block.role not in ("header", "footer", "footnote", "comment"):
            parts = _nonempty(block.text, _before_copies(block.text, _printed(block)))
            lines.extend(_line(part, index, block, start) for start, part in parts)
    return lines


def head_of(lines: list[Line], limit: int = 60) -> list[Line]:
    """Return the lines above the running text: red head, title, cover; the index table of a site is passed over."""
    head: list[Line] = []
    start = _behind_index(lines)
    for line in lines[start : start + limit]:
        if line.in_table or line.kind in ("addressee", "body") or (line.kind == "numbered" and head):
            break
        head.append(line)
    return head


def _behind_index(lines: list[Line]) -> int:
    """Return where the document begins below a table with 索引号, 发文机关, … that government sites set above it."""
    if not lines or not lines[0].in_table:
        return 0
    table = [line for line in lines if line.block == lines[0].block]
    is_index = sum(_INDEX.fullmatch(line.seen) is not None for line in table) >= 2
    return len(table) if is_index else 0


def columns(text: str) -> list[str]:
    """Return the parts (shadows) of a line that wide blanks set apart: 填报单位：某局　　2023年3月1日."""
    parts = [shadow(part).text for part in _WIDE_BLANK.split(text.strip())]
    return parts if len(parts) > 1 else []


def red_head_units(text: str) -> str:
    """Return a red head without its 文件 (letter-spaced too)."""
    return re.sub(r"文\s*件\s*$", "", text)


def date_part(line: Line) -> tuple[str, str] | None:
    """Return (words before the date, the date's words) of a date line, as shadows; None for other lines."""
    match = _DATE_LIKE.fullmatch(line.seen)
    return (match["before"], match["date"]) if match and line.kind == "date" else None


def _nonempty(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """Yield (start, words) of the spans that hold more than blanks."""
    for start, end in spans:
        words = text[start:end]
        if bare := words.strip():
            yield start + len(words) - len(words.lstrip()), bare


def _at_breaks(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _printed(block: TextBlock) -> list[tuple[int, int]]:
    """Return the spans of the printed lines of a block; a paragraph of running text stays whole."""
    text = block.text
    whole = [(0, len(text))]
    if "\n" in text:
        return _at_breaks(text)
    if len(block.lines) < 2:
        return whole
    if len(text) > 150 or re.search(r"[。；;]", text):
        return _before_signature(block)
    if is_unit_line(text) or (shadow(text).text.endswith("文件") and is_unit_line(red_head_units(text))):
        return whole
    spans = [(line.start, line.end) for line in block.lines]
    labels = [_LABEL.match(shadow(text[start:end]).text) is not None for start, end in spans]
    # a line of a form that is too long for the page goes on below
    goes_on = labels[0] and not any(labels[1:]) and len(spans) == 2 and spans[1][1] - spans[1][0] < 12
    return whole if goes_on else spans


def _before_signature(block: TextBlock) -> list[tuple[int, int]]:
    """Part a paragraph before the signature that a PDF's last paragraph may have run into: units, a date."""
    lines = [(line.start, line.end) for line in block.lines]
    first = len(lines)
    while first and _is_of_signature(block.text[slice(*lines[first - 1])].strip(), is_last=first == len(lines)):
        first -= 1
    if first in (0, len(lines)) or not block.text[: lines[first][0]].rstrip().endswith(("。", "；", ";", "）", ")")):
        return [(0, len(block.text))]
    return [(0, lines[first][0]), *lines[first:]]


def _is_of_signature(line: str, *, is_last: bool) -> bool:
    """Tell whether a printed line is a unit, or, being the last, a date with or without one."""
    match = _DATE_LIKE.fullmatch(shadow(line).text) if len(line) <= 60 else None
    if is_last:
        return match is not None and _may_stand_before_date(line, match["before"])
    return is_unit_line(line)


def _before_copies(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Part a line before 抄送：, which always begins one; a PDF's last paragraph may have run into it."""
    at = next((match.start() for match in _COPIES.finditer(text)), None)
    if at is None:
        return spans
    return [part for start, end in spans for part in ([(start, at), (at, end)] if start < at < end else [(start, end)])]


def _line(text: str, block: int, source: TextBlock | Cell, start: int) -> Line:
    seen = shadow(text).text
    in_table = isinstance(source, Cell)
    kind = _kind_of(text, seen, is_first=block == 0 and not in_table)
    is_heading = isinstance(source, TextBlock) and source.role == "heading"
    return Line(text, seen, kind, block, source, start, in_table, is_heading)


def _kind_of(text: str, seen: str, *, is_first: bool) -> LineKind:  # noqa: PLR0911, PLR0912
    if not seen or _MARK.fullmatch(seen):
        return "mark"
    if len(seen) <= LONGEST_LABEL_LINE and _CONTENTS.fullmatch(seen):
        return "contents"
    if seen[0] == "附" and _ANNEX.fullmatch(seen):
        return "annex" if not seen.endswith(":") else "annex_list"
    if seen.startswith("附") and (match := _ANNEX_TITLED.fullmatch(seen)) and match["name"] != seen[1:]:
        return "annex_list" if ":" in seen[:6] else "annex"
    if _is_number_line(text, seen):
        return "number"
    if len(seen) < LONGEST_IMPRINT and _IMPRINT.fullmatch(seen) and not seen.startswith("报告"):
        return "imprint"
    if len(seen) <= 60 and (match := _DATE_LIKE.fullmatch(seen)) and _may_stand_before_date(text, match["before"]):
        return "date"
    if seen.endswith("文件") and is_unit_line(red_head_units(text)):
        return "red_head"
    if is_unit_line(text):
        return "unit"
    if len(seen) <= LONGEST_TITLE_LINE and seen[0] in "([<" and seen[-1] in ")]>" and "。" not in seen:
        return "note"
    if _NUMBERED.match(seen):
        return "numbered" if len(seen) <= 60 and seen[-1] not in "。;" else "body"
    if seen.endswith(":") and len(seen) <= 100 and _is_addressee(seen):
        return "addressee"
    if _LABEL.match(seen) and len(seen) <= 120 and not seen.endswith("。"):
        return "label" if _FORM_LABEL.match(seen) or not is_first or len(seen) > LONGEST_LEAD else "text"
    return "body" if _is_running_text(seen) else "text"


def _is_number_line(text: str, seen: str) -> bool:
    if len(seen) > LONGEST_NUMBER_LINE or _HAS_NUMBER.search(seen) is None:
        return False
    if any(pattern.fullmatch(seen) for pattern in (_ISSUE, NUMBER_ALONE, REPORT_NUMBER)):
        return True
    found = find_doc_numbers(text)
    rest = len(seen) - sum(len(number.printed) for number in found)
    return bool(found) and (rest <= 3 or "签发人" in seen or seen.startswith(("发文字号", "文号")))


def _may_stand_before_date(text: str, before: str) -> bool:
    bare = before.rstrip("(:")
    return not bare or is_unit_line(bare) or bare.endswith(("日期", "时间"))


def _is_addressee(seen: str) -> bool:
    return "关于" not in seen and bool(
        re.search(r"(?:单位|政府|部门|局|委|办|委员会|公司|厅|站|所|中心|处|镇|乡|同志|代表):$", seen)
    )


def _is_running_text(seen: str) -> bool:
    return (
        len(seen) > LONGEST_TITLE_LINE
        or seen[-1] in "。;,:!?"
        or "。" in seen
        or (len(seen) > 30 and seen.count(",") > 1)
    )
