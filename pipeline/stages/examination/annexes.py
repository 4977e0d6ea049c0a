"""Annexes: those that a document announces, whether the file holds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.numbers.dates import chinese_count
from pipeline.numbers.shadow import shadow
from pipeline.stages.identification.lines import Line
from schemas.particulars import Annex

_LABEL = r"(?:后附|附(?:件|表|图|录|送材料)?)(?:清单|目录|[(]?共?[\d一二两三四五六七八九十]{1,2}[份件个][)]?)?:"
_OPENING = re.compile(rf"{_LABEL}(?P<rest>.*)")
_IN_BRACKETS = re.compile(rf"[(]{_LABEL}(?P<rest>.*)[)]")
_BARE_OPENING = re.compile(
    r"附(?:件|(?![近属加带着则议录件表图]))(?P<rest>[一-龥]{2,16}(?:表|清单|名单|台账|方案|图|报告|汇总))"
)
_LIST_OPENING = re.compile(r"附件(?:目录|清单)(?P<rest>)")
# 附件（2份）: so many annexes, none by name
_ONLY_COUNTED = re.compile(r"附件[(]?共?[\d一二两三四五六七八九十]{1,2}[份件个][)]?[。;]?")
_NOTHING = re.compile(r"无|略|/|-+")
# 详见附件1, 见附表, 名单附后: an annex that only the running text speaks of
_MENTIONED = re.compile(
    r"(?:详?见|参见|列入|填写|按|报送)(?:本(?:文|方案|通知|报告|办法)|随文|文后)?附(?:件|表|图|录)"
    r"(?P<ordinal>\d{1,2}|[一二三四五六七八九十])?(?![\d一-龥]{0,3}[》第])"
    r"|(?:表|清单|名单|台账|方案|图|目录)(?:[(]?附后[)]?)(?=[,。;)]|$)|随文附送|作为附件(?:一并)?(?:报送|上报|印发|附后|附上|提交)"
    r"|(?<![文材])后附(?:有)?[一-龥]{0,12}(?:表|清单|名单|台账|图|报告|照片|凭证)|[(](?:见)?附件(?P<inner>\d{1,2})?[)]"
)
_OF_OTHERS = re.compile(r"[》]|通知|文件|办法|指南|标准|规范|来函|省|厅|市")
_NEAR_CHARS = 14
_ONE_TITLED = re.compile(r"附[件表图](?P<ordinal>[\d一二三四五六七八九十]{1,3})[:.、]?(?P<rest>.*)")
_ITEM = re.compile(
    r"(?:[(]?(?P<ordinal>\d{1,2})[)]?(?:[.、,:]|(?=[《一-龥]))|(?P<chinese>[一二三四五六七八九十]{1,2})、|[(](?P<bracketed>[一二三四五六七八九十]{1,2})[)]、?)(?P<rest>.+)"
)
_NEXT_INSIDE = re.compile(r"(?<![\d.年月第—-])[;；]?(?P<ordinal>\d{1,2})[.、](?=[^\d])")
_SHEET = re.compile(r"附[件表图](?P<ordinal>[\d一二三四五六七八九十]{0,3})(?:[:.、]?(?P<title>.*))?")
_ELSEWHERE = re.compile(
    r"另发|另附|另册|另行|单独(?:印发|报送|装订)|见电子版|电子版另|详见网|网上下载|\.(?:xlsx?|docx?|pdf|zip|rar|wps|et)\b",
    re.I,
)
_NOISE = re.compile(r"[《》“”\"'‘’、,.;:。;:\s()\[\]·-]|\((?:另发|另附|另册|略)\)")
# 附：主要清单：甲单位电脑168.4万元，乙单位空调132.0万元…: the annex is told right there
_TOLD_HERE = re.compile(r"[^:：,，]{2,20}[:：][^,，、；;]*\d[^,，、；;]*[,，、；;].{4,}")
_MOST = 40
_MOST_BEHIND = 2
_LONGEST = 120


@dataclass(frozen=True)
class _Announced:
    ordinal: int
    title: str
    line: Line


def annexes_of(lines: list[Line]) -> tuple[Annex, ...]:
    """Return the annexes announced below the text (附件：1.…), in order, then those that only follow them.

    The file holds those whose sheet follows.

    A sheet is a heading 附件1 or the annex's own title with something below it. What is said to come apart (附件另发,
    见某某.xlsx) is not there.
    """
    start = next((index for index, line in enumerate(lines) if _opens(lines, index, line)), None)
    if start is None:
        return tuple(_mentioned(lines))
    announced, end = _announced(lines, start)
    if not announced and _ONLY_COUNTED.fullmatch(lines[start].seen):
        return tuple(_mentioned(lines))
    announced = [one for one in announced if not _NOTHING.fullmatch(_plain(one.title) or one.title)]
    listed = [
        Annex(
            ordinal=one.ordinal,
            title=one.title,
            is_present=_is_present(one, lines[end:], len(announced)),
            locator=one.line.locator,
        )
        for one in announced
    ]
    return (*listed, *(_not_announced(lines[end:], len(announced)) if announced else ()))


def _mentioned(lines: list[Line]) -> Iterator[Annex]:
    """Yield annexes that the running text of a paper without a list of them speaks of, once each, without a title.

    One is there where any sheet is headed as an annex, or anything follows the signature.
    """
    counted = next((line for line in lines if _ONLY_COUNTED.fullmatch(line.seen) and not line.in_table), None)
    has_sheets = any(
        (line.kind in ("annex", "annex_list") or line.seen.startswith("附")) and line is not counted for line in lines
    )
    signed = next((index for index, line in enumerate(lines) if line.kind == "date" and index > 1), len(lines))
    has_sheets = has_sheets or len(lines) - signed > _MOST_BEHIND
    told: set[int] = set()
    if counted is not None and not has_sheets:
        yield Annex(ordinal=1, title="", is_present=False, locator=counted.locator)
        return
    for line in lines if not has_sheets else ():
        for match in _MENTIONED.finditer(line.seen) if line.kind in ("body", "numbered") else ():
            ordinal = chinese_count(match["ordinal"] or match["inner"] or "一") or 1
            if ordinal not in told and not _OF_OTHERS.search(line.seen[: match.start()][-_NEAR_CHARS:]):
                told.add(ordinal)
                yield Annex(ordinal=ordinal, title="", is_present=False, locator=line.locator)


def _not_announced(behind: list[Line], count: int) -> Iterator[Annex]:
    """Yield the annexes whose sheets go on counting where the announcement ended."""
    for index, line in enumerate(behind[:-1]):
        match = _SHEET.fullmatch(line.seen) if line.kind in ("annex", "annex_list") and not line.in_table else None
        if match is None or chinese_count(match["ordinal"]) != count + 1 or _is_end(behind[index + 1]):
            continue
        count += 1
        title = _title(match["title"], line) if match["title"] else behind[index + 1].text.strip()[:_LONGEST]
        yield Annex(ordinal=count, title=title, is_present=True, locator=line.locator, is_announced=False)


def _opens(lines: list[Line], index: int, line: Line) -> bool:
    """Tell whether a line begins the announcement: 附件：… after running text."""
    is_opening = line.kind == "annex_list" or _opening(line.seen) is not None
    if line.in_table or not is_opening:
        return False
    return any(before.kind in ("body", "numbered", "addressee") for before in lines[:index])


def _announced(lines: list[Line], start: int) -> tuple[list[_Announced], int]:
    """Return the annexes with the index of the first line behind the announcement."""
    found: list[_Announced] = []
    for index in range(start, min(start + _MOST, len(lines))):
        line = lines[index]
        if line.in_table or len(line.seen) > _LONGEST * 3:
            return found, index
        rest = line.seen
        if opening := _opening(rest):
            rest = opening["rest"]
            if index > start:
                return found, index
        elif titled := _ONE_TITLED.fullmatch(rest):
            number = chinese_count(titled["ordinal"])
            if number != len(found) + 1 or not titled["rest"]:
                return found, index
            found.append(_Announced(number, _title(titled["rest"], line), line))
            continue
        elif not _follows(rest, len(found)) and (not found or not _goes_on(line, lines[index - 1])):
            return found, index
        if found and not _follows(rest, len(found)):
            found[-1] = _Announced(found[-1].ordinal, found[-1].title + line.text.strip(), found[-1].line)
            continue
        found.extend(_items(rest, line, len(found)))
    return found, min(start + _MOST, len(lines))


def _opening(seen: str) -> re.Match[str] | None:
    """Return the match of 附件：甲表, （附：甲表）, 附件 甲表, whose `rest` is the first annex."""
    forms = (_OPENING, _IN_BRACKETS, _BARE_OPENING, _LIST_OPENING)
    return next(filter(None, (form.fullmatch(seen) for form in forms)), None)


def _follows(rest: str, count: int) -> bool:
    match = _ITEM.fullmatch(rest)
    return match is not None and _ordinal(match) == count + 1


def _goes_on(line: Line, before: Line) -> bool:
    """Tell whether a line is the rest of a title too long for the line before."""
    return line.kind in ("text", "note") and len(before.text) >= 20 and line.block in (before.block, before.block + 1)


def _items(rest: str, line: Line, count: int) -> list[_Announced]:
    """Return the annexes of one line: 1.甲表 2.乙表, or one without a number."""
    match = _ITEM.fullmatch(rest)
    if match is None or _ordinal(match) != count + 1:
        return [_Announced(count + 1, _title(rest, line), line)] if rest and count == 0 else []
    words, found = match["rest"], []
    while inner := next((m for m in _NEXT_INSIDE.finditer(words) if int(m["ordinal"]) == count + 2), None):
        found.append(_Announced(count + 1, _title(words[: inner.start()], line), line))
        words, count = words[inner.end() :], count + 1
    return [*found, _Announced(count + 1, _title(words, line), line)]


def _ordinal(match: re.Match[str]) -> int | None:
    return chinese_count(match["ordinal"] or match["chinese"] or match["bracketed"])


def _title(seen: str, line: Line) -> str:
    """Return the words as printed that a part of the line's shadow stands for."""
    bare = seen.rstrip(";。.,、 ")
    shade = shadow(line.text)
    at = shade.text.find(bare)
    return shade.quote(at, at + len(bare)).strip() if bare and at >= 0 else bare


def _is_present(one: _Announced, behind: list[Line], count: int) -> bool:
    if _ELSEWHERE.search(one.title):
        return False
    if count == 1 and _TOLD_HERE.fullmatch(one.title):
        return True
    wanted = _plain(one.title)
    if count == 1 and (first := _first_behind_signature(behind)) is not None and first.in_table:
        return True  # 附表：…, then the table itself
    for index, line in enumerate(behind[:-1]):
        is_sheet = _is_sheet(line, one.ordinal, count) or (len(wanted) >= 4 and _plain(line.seen) == wanted)
        if is_sheet and not _is_end(behind[index + 1]):
            return True
        nearby = behind[index : index + 3]
        if (
            len(wanted) >= 4
            and line.kind in ("text", "annex")
            and wanted == _plain("".join(near.seen for near in nearby[:2]))
        ):
            return True
    return False


def _first_behind_signature(behind: list[Line]) -> Line | None:
    """Return the first line that is none of the unit and day below the text."""
    return next((line for line in behind[:4] if line.in_table or line.kind not in ("unit", "date")), None)


def _is_sheet(line: Line, ordinal: int, count: int) -> bool:
    """Tell whether a line heads the sheet of this annex: 附件1, 附件一, or 附件 where there is but one."""
    if line.kind not in ("annex", "annex_list") or (match := _SHEET.fullmatch(line.seen)) is None:
        return False
    return chinese_count(match["ordinal"]) == ordinal if match["ordinal"] else count == 1


def _is_end(line: Line) -> bool:
    return line.kind in ("annex", "imprint")


def _plain(words: str) -> str:
    return _NOISE.sub("", shadow(words).text)
