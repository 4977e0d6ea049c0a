"""The unit or units that issued a document, its own number."""

import re
from itertools import pairwise

from pipeline.numbers.doc_numbers import find_doc_numbers
from pipeline.stages.identification.date import Signature
from pipeline.stages.identification.lines import NUMBER_ALONE, Line, columns, head_of, red_head_units
from pipeline.stages.identification.units import full_name, is_unit, leading_units, units_in_line

_LABELS = (
    r"(?:填报|填表|编报|编制|报送|上报|报告|制表|出具|统计|调查|监测|检测|编写|发布|发文|主办|承办|提供|证明|说明|测算|演练|发证|颁发|核发)(?:单位|机关|机构|部门)"
    r"|发布机构|发文机关|综合机关(?:名称)?|单位(?:盖章|公章|签章)|(?<![一-龥])(?:填报|编报|报送|编制|制表|制作|出具|提供)(?=:)|(?<![一-龥])单位(?:名称)?"
)
_LABELLED = re.compile(rf"(?:{_LABELS})(?:\((?:盖章|公章|章|签章|加盖公章)\))?:?(?P<unit>[一-龥()·、]{{3,60}})")
_CUT = re.compile(
    r"(?:填报|填表|编报|制表|报送|统计|报告|审核|联系|负责|发布|发稿)(?:日期|时间|人|单位)|审核:|制表:|浏览|点击|阅读|访问|字号|字体|打印|编辑|责编|作者|电话|单位:"
    r"|\(盖章\)|\(公章\)"
)
# a division of a unit answers for it: 县财政局采购监督管理股
_DIVISION = re.compile(r"(?P<unit>.{2,}(?:局|委员会|厅|院))[一-龥]{2,14}(?:股|科|室)$")
_PRESS_SOURCE = re.compile(
    r"来源:(?P<unit>[一-龥()·]{3,30})|^(?P<paper>[一-龥]{3,16}?)(?=[12]\d{3}年|讯|消息).*(?:记者|通讯员)"
)


_ORDER = re.compile(r"(?P<unit>[一-龥]{4,24})(?:令|公告|通告)")
_SPEAKER = re.compile(
    r"(?P<unit>[一-龥]{4,24}?)(?:党组书记|党组副书记|党委书记)?、?(?:副)?(?:局长|主任|县长|区长|市长|部长|院长|检察长)[一-龥]{2,4}"
)


def issuer_of(lines: list[Line], title: str | None, signature: Signature) -> str | None:
    """Return the issuing units joined with 、.

    Looked for in this order: 发文机关标志 (署名 where that names more), 署名, a label (填报单位：), the unit beside the
    date under the head, the units that the title begins with, the masthead of minutes, who printed it, a unit on
    the cover, the source of a news item. A short name (县水利局) is given in full where the head has it.
    """
    head = head_of(lines)
    by_title = leading_units(title) if title else ()
    mark = _mark(head)
    about = by_title if title and "关于" in title else ()
    signed = signature.units
    below = _below_title(head)
    for more in (signed, below, about):
        if mark and len(more) > len(mark) and set(mark) <= {full_name(unit, mark) for unit in more}:
            mark = more
    if mark and set(mark) <= {full_name(unit, mark) for unit in signed}:
        mark = ()
    choices = (
        mark,
        signed,
        _labelled(lines),
        _dated(head),
        about,
        _masthead(head),
        _printer(lines),
        by_title,
        _order(head),
        _speaker(head),
        _cover(head),
        _source(lines),
    )
    chosen = next((units for units in choices if units), ())
    others = (*by_title, *_mark(head))
    return "、".join(dict.fromkeys(full_name(unit, others) for unit in chosen)) or None


def doc_number_of(lines: list[Line]) -> str | None:
    """Return the document's own number as printed (without blanks): under the red head, above the title.

    Numbers that the running text cites are not its own. Where text recognition took a bracket for a letter, the
    number is given in its standard form.
    """
    if indexed := _indexed_number(lines):
        return indexed
    for line in head_of(lines):
        numbers = find_doc_numbers(line.text) if line.kind in ("number", "label", "red_head", "mark") else []
        if numbers:
            return numbers[0].text if re.search(r"[A-Za-z|]", numbers[0].printed) else numbers[0].printed
        if line.kind == "number" and NUMBER_ALONE.fullmatch(line.seen):
            return re.sub(r"\s+", "", line.text)
    return None


def _indexed_number(lines: list[Line]) -> str | None:
    """Read the cell behind 发文字号 in the table that government sites set above a document."""
    for label, value in pairwise(lines[:30]):
        if label.in_table and value.in_table and re.fullmatch(r"(?:发文)?(?:字号|文号):?", label.seen):
            numbers = find_doc_numbers(value.text)
            return numbers[0].printed if numbers else None
    return None


def _mark(head: list[Line]) -> tuple[str, ...]:
    """Return the units of the red head: those above 某某文件, or the unit lines above the number, the title."""
    units: list[str] = []
    for line in head:
        if line.kind == "red_head":
            return (*units, *units_in_line(red_head_units(line.text)))
        if line.kind == "unit":
            units.extend(units_in_line(line.text))
        elif line.kind in ("number", "text"):
            break
    return tuple(units)


def _labelled(lines: list[Line]) -> tuple[str, ...]:
    for index, line in enumerate(lines):
        if len(line.seen) > 120 or line.kind == "body":
            continue
        for part in (*columns(line.text), line.seen):
            match = _LABELLED.search(part)
            if match and (units := _cut_units(match["unit"])):
                return units
        if re.fullmatch(rf"(?:{_LABELS})(?:\((?:盖章|公章|章)\))?:?", line.seen) and index + 1 < len(lines):
            units = units_in_line(lines[index + 1].text)
            if units:
                return units
    return ()


def _cut_units(words: str) -> tuple[str, ...]:
    bare = _CUT.split(words)[0].rstrip("(")
    parts = [_DIVISION.sub(r"\g<unit>", part) for part in bare.split("、") if part]
    return tuple(parts) if parts and all(is_unit(part) for part in parts) else ()


def _dated(head: list[Line]) -> tuple[str, ...]:
    """Return the unit that stands with the date under the head of minutes, briefs."""
    dated = (line.text[: _digits_at(line.text)].rstrip("（( ") for line in head if line.kind == "date")
    return next((units for words in dated if (units := units_in_line(words))), ())


def _below_title(head: list[Line]) -> tuple[str, ...]:
    """Return the units in the lines right above a date in the head: joint issuers of a bulletin."""
    dated = next((index for index, line in enumerate(head) if line.kind == "date" and index), None)
    units: list[str] = []
    for line in reversed(head[:dated] if dated else []):
        if line.kind != "unit":
            break
        units[:0] = units_in_line(line.text)
    return tuple(units)


def _order(head: list[Line]) -> tuple[str, ...]:
    """Return the unit whose order or announcement the head names: 云溪县人民政府令."""
    named = (match["unit"] for line in head if (match := _ORDER.fullmatch(line.seen)))
    return next(((unit,) for unit in named if is_unit(unit)), ())


def _speaker(head: list[Line]) -> tuple[str, ...]:
    """Return the unit of the person who gives a report: 云溪县水利局局长　某某."""
    named = (match["unit"] for line in head if (match := _SPEAKER.fullmatch(line.seen)))
    return next(((unit,) for unit in named if is_unit(unit)), ())


def _cover(head: list[Line]) -> tuple[str, ...]:
    return next((units_in_line(line.text) for line in reversed(head) if line.kind == "unit"), ())


def _masthead(head: list[Line]) -> tuple[str, ...]:
    """Return the unit whose meeting the masthead of minutes names: 云溪县人民政府常务会议纪要."""
    mastheads = (line.text for line in head if line.kind == "text" and line.seen.endswith("纪要"))
    return next((units for text in mastheads if (units := leading_units(text))), ())


def _printer(lines: list[Line]) -> tuple[str, ...]:
    """Return the unit that printed a document (印发) whose head and end name none: minutes."""
    imprints = (line.text for line in reversed(lines) if line.kind == "imprint" and "印发" in line.seen)
    return next((units for text in imprints if (units := units_in_line(text[: _digits_at(text)].rstrip()))), ())


def _digits_at(text: str) -> int:
    match = re.search(r"[12１２一二]", text)
    return match.start() if match else len(text)


def _source(lines: list[Line]) -> tuple[str, ...]:
    for seen in [part for line in lines[:8] for part in (*columns(line.text), line.seen)]:
        match = _PRESS_SOURCE.search(seen)
        if match and match["paper"]:
            return (match["paper"],)
        if match and (units := _cut_units(match["unit"])):
            return units
    return ()
