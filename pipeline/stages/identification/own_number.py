"""The document's own number."""

import re
from itertools import pairwise

from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.stages.identification.line_kinds import NUMBER_ALONE, NUMBER_OF_ANNOUNCEMENT, NUMBER_WITHOUT_SIGN
from pipeline.stages.identification.lines import Line, head_of

_INDEX_LABEL = re.compile(r"(?:发文)?(?:字号|文号):?")
# whom a statistical form was approved by: 批准文号：国统制〔2021〕133号
_OF_ANOTHER = re.compile(r"(?:批准|审批|备案|核准|依据|引用|制定|来文|原)[一-龥]{0,4}(?:文号|字号|机关|文件|编号):")
_CODE_BEGINS = re.compile(r"(?!特急|加急|平急|急件|秘密|机密|绝密|文号|字号|编号)[一-龥]{1,3}")
_ORDER = re.compile(r"[一-龥]{3,24}令")
_ORDER_NUMBER = re.compile(r"[(]?(?P<words>第[\d一二三四五六七八九十百]{1,4}号)[)]?")
# the sheet of an annex tells the number of the paper that it belongs to
_ANNEXED = re.compile(r"号(?:文件?)?的?附[件表录][\d一二三四五六七八九十]{0,2}[)]$")
# announcements are counted by the year: 2022年第3号
_OF_YEAR = re.compile(r"[(]?(?P<words>(?:19|20)\d{2}年第\d{1,3}号)[)]?")


def doc_number_of(lines: list[Line]) -> str | None:
    """Return the document's own number as printed (without blanks): under the red head, above the title.

    Numbers that the running text cites are not its own. Where text recognition took a bracket for a letter, the
    number is given in its standard form. An order is numbered with its issuer: 某某县人民政府令第7号.
    """
    if indexed := _in_index(lines):
        return indexed
    order: Line | None = None
    for line in head_of(lines):
        is_own = line.kind in ("number", "label", "red_head", "mark") and not _OF_ANOTHER.match(line.seen)
        numbers = find_doc_numbers(line.text) if is_own else []
        if numbers:
            number = numbers[0]
            words = number.text if re.search(r"[A-Za-z|]", number.printed) else number.printed
            return _rest_of_code(line, number.start) + words
        if line.kind == "number" and (alone := _alone(line, order)):
            return alone
        if line.kind == "note" and _ANNEXED.search(line.seen) and (annexed := find_doc_numbers(line.text)):
            return annexed[0].printed
        order = line if _ORDER.fullmatch(line.seen) else order
    return None


def _rest_of_code(line: Line, start: int) -> str:
    """Return the beginning of a code that holds a word which leads to a number elsewhere: 云以｜案促改办〔2021〕3号."""
    before = re.sub(r"\s+", "", line.text[:start])
    return before if line.kind == "number" and _CODE_BEGINS.fullmatch(before) else ""


def _in_index(lines: list[Line]) -> str | None:
    """Read the cell behind 发文字号 in the table that government sites set above a document."""
    for label, value in pairwise(lines[:30]):
        if label.in_table and value.in_table and _INDEX_LABEL.fullmatch(label.seen):
            numbers = find_doc_numbers(value.source.text)
            return numbers[0].printed if numbers else None
    return None


def _alone(line: Line, order: Line | None) -> str | None:
    """Read a line that holds a number without the code of its unit, or without 号."""
    is_printed_so = any(one.fullmatch(line.seen) for one in (NUMBER_ALONE, NUMBER_OF_ANNOUNCEMENT))
    if is_printed_so or NUMBER_WITHOUT_SIGN.fullmatch(line.text):
        return re.sub(r"\s+", "", line.text)
    if order is not None and (match := _ORDER_NUMBER.fullmatch(line.seen)):
        return order.seen + match["words"]
    match = _OF_YEAR.fullmatch(line.seen)
    return match["words"] if match else None
