"""The unit or units that issued a document."""

import re
from itertools import pairwise, takewhile

from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.date import Signature
from pipeline.stages.identification.issuer_label import cut_units, labelled_units
from pipeline.stages.identification.line_kinds import red_head_units
from pipeline.stages.identification.lines import Line, are_in_one_row, columns, head_of
from pipeline.stages.identification.units import full_name, is_unit, leading_units, units_in_line

_PRESS_SOURCE = re.compile(
    r"来源:(?P<unit>[一-龥()·]{3,30})|^(?P<paper>[一-龥]{3,16}?)(?=[12]\d{3}年|讯|消息).*(?:记者|通讯员)"
)


# 县林草局: whose county it is, the source of a news item does not say
_NO_PLACE = re.compile(r"[县市区旗我本]")
_DAY_THEN_UNIT = re.compile(
    r"(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\d{1,2}:\d\d(?::\d\d)?)?(?P<unit>[一-龥()]{4,30})"
)
_PLACE_KINDS = frozenset("县市区旗")
_PLACE_OF_TITLE = re.compile(
    r"(?:关于)?(?:20\d\d年度?)?(?P<place>(?:(?!关于|[全我本各该两县市区旗])[一-龥]){2,3}(?:[县区旗]|市(?!场|政))(?!委|政府))"
)
# 某某县生态环境局行政处罚决定书（摘要公开）
_ORDER = re.compile(
    r"(?P<unit>[一-龥]{4,24}?)(?:令|公告|通告|(?:行政)?(?:处罚|许可|强制)[一-龥]{0,4}(?:决定|告知|通知)书|责令[一-龥]{2,10}(?:决定|告知|通知)书)(?:\([^()]*\))?"
)
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
    labelled, cover = labelled_units(lines, title), _cover(head)
    choices = (
        mark,
        signed,
        cover if set(labelled) < set(cover) else labelled,
        _dated(head),
        about,
        _masthead(head),
        _printer(lines),
        by_title,
        _order(head),
        _speaker(head),
        cover,
        _behind_date(head),
        _source(lines),
    )
    chosen = next((units for units in choices if units), ())
    others = (*by_title, *_mark(head))
    named = (_with_place(full_name(unit, others), title) for unit in chosen)
    return "、".join(dict.fromkeys(named)) or None


def _with_place(unit: str, title: str | None) -> str:
    """Return a unit that names but the kind of its place (区生态环境局) with the place that the title is on."""
    kind = unit[0]
    if kind not in _PLACE_KINDS or title is None or (told := _PLACE_OF_TITLE.match(shadow(title).text)) is None:
        return unit
    return f"{told['place']}{unit[1:]}" if told["place"].endswith(kind) else unit


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


def _dated(head: list[Line]) -> tuple[str, ...]:
    """Return the unit that stands with the date under the head of minutes, briefs, on its line or in its row."""
    dated = [line.text[: _digits_at(line.text)].strip("（(，, \u3000") for line in head if line.kind == "date"]
    dated += [before.text for before, line in pairwise(head) if line.kind == "date" and are_in_one_row(before, line)]
    return next((units for words in dated if "转载" not in words and (units := units_in_line(words))), ())


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
    """Return the unit whose order, announcement, decision the head names: 云溪县人民政府令."""
    named = (match["unit"] for line in head if (match := _ORDER.fullmatch(line.seen)))
    return next(((unit,) for unit in named if is_unit(unit)), ())


def _speaker(head: list[Line]) -> tuple[str, ...]:
    """Return the unit of the person who gives a report: 云溪县水利局局长　某某."""
    named = (match["unit"] for line in head if (match := _SPEAKER.fullmatch(line.seen)))
    return next(((unit,) for unit in named if is_unit(unit)), ())


def _cover(head: list[Line]) -> tuple[str, ...]:
    """Return the last units of a cover, which may stand one below the other."""
    last = next((index for index, line in enumerate(reversed(head)) if line.kind == "unit"), len(head))
    block = takewhile(lambda line: line.kind == "unit", reversed(head[: len(head) - last]))
    return tuple(unit for line in reversed(list(block)) for unit in units_in_line(line.text))


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


def _behind_date(head: list[Line]) -> tuple[str, ...]:
    """Return the unit that stands behind the day on the line of a page below its title: 2023-04-07　云溪县统计局."""
    told = (match["unit"] for line in head if (match := _DAY_THEN_UNIT.fullmatch(line.seen)) is not None)
    return next(((unit,) for unit in told if is_unit(unit) and not _NO_PLACE.match(unit)), ())


def _source(lines: list[Line]) -> tuple[str, ...]:
    """Return the unit behind 来源：, in the next line where its own is full, or the paper that reports."""
    for seen in [part for line in lines[:8] for part in (*columns(line.text), line.seen)]:
        match = _PRESS_SOURCE.search(seen)
        if match and match["paper"]:
            return (match["paper"],)
        if match and (units := cut_units(match["unit"])) and not _NO_PLACE.match(units[0]):
            return units
    below = (units_in_line(after.text) for line, after in pairwise(lines[:8]) if line.seen.endswith("来源:"))
    return next((units for units in below if units), ())
