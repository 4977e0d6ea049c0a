"""What stands between, before, behind: asides, brackets, list markers, other sentences, other numbers."""

import re
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.edits import Edit
from benchmarks.reworded.rewording import Rewording
from benchmarks.reworded.said_otherwise import _is_at_most, _is_plain
from benchmarks.reworded.site import Site

_INSERTED = (
    *(
        "经核定为",
        "据监测为",
        "按现行口径计算为",
        "，与上年基本持平，为",
        "，经核定，为",
        "经统计部门核定达到",
        "（经市局核定）为",
    ),
    *(
        "，据监测，为",
        "，按省定口径核算，为",
        "，符合考核要求，达到",
        "的核定结果为",
        "经测算为",
        "最终核定为",
        "，初步核算为",
        "——据通报——为",
    ),
    *("，经部门会审，确认为", "，连续多年保持稳定，为", "按国家规定的方法计算，为", "（现行口径）达到"),
)
_CLUTTER = (
    "完成固定资产投资48.6亿元",
    "一般公共预算收入9.87亿元",
    "新改建农村公路46.8公里",
    "惠及群众5467户",
    "出动执法人员1346人次",
    "发放宣传材料8650份",
    "争取上级资金2318万元",
    "编发工作简报37期",
    "办理信访件127件",
    "县政府印发了〔2021〕37号文件",
    "举办培训班6期",
    "常住人口城镇化率58.34%",
    "粮食种植面积36.4万亩",
)
_MARKERS = ("一是", "（1）", "1.", "①", "——", "（一）", "其中，", "二是", "★", "●", "1、", "第一，", "-")
_ELLIPTIC = re.compile(r"其中|较|比|同比|与|占|达|为|是|较上|增|减|提|降|升|高|低|超|但|并|且|而|以|同时")
_LEADING = re.compile(r"经|根据|按照|按|截至|对|为|通过|据|在|到|自|从|于|其中|以|由|除|围绕|针对|如|若")


def asides(site: Site) -> Iterator[Rewording]:
    """Yield a clause put between name and number."""
    if not _is_plain(site) or site.name is None:
        return
    for words in _INSERTED:
        yield Rewording("aside", words, site, (Edit(site.name[1], site.start, words),))
    if site.unit in ("%", "％") and not _is_at_most(site) and site.fact.value > 12:
        for words in (
            "，较考核要求高2.2个百分点，为",
            "，高于目标2.2个百分点，达到",
            "（高于考核要求2.2个百分点）达到",
        ):
            yield Rewording("aside", words, site, (Edit(site.name[1], site.start, words),), frozenset({Decimal("2.2")}))


def brackets(site: Site) -> Iterator[Rewording]:
    """Yield brackets behind the number, before it, around the unit."""
    if not site.is_level or not site.is_alone or site.body[site.end : site.end + 1] in tuple("（(的"):
        return
    for words in (
        "（见附表1）",
        "（省级反馈数）",
        "（详见附件2）",
        "（口径同上年）",
        "（初步核算数）",
        "（经审定）",
        "[1]",
        "（数据来源：年报）",
    ):
        yield Rewording("bracket", words, site, (Edit(site.end, site.end, words),))
    if not _is_plain(site) or site.name is None:
        return
    for words in ("（统计口径）", "（全口径）", "（按年度计）", "（下同）"):
        yield Rewording("bracket", f"N{words}", site, (Edit(site.name[1], site.name[1], words),))
    if site.unit and site.number_end < site.end and site.body[site.end : site.end + 1] in tuple("，。；"):
        for way in (
            f"（{site.unit}）为{site.number}",
            f"（单位：{site.unit}）为{site.number}",
            f"（{site.unit}）：{site.number}",
        ):
            variant = "N" + way.replace(site.unit, "U").replace(site.number, "Q")
            yield Rewording("bracket", variant, site, (Edit(site.name[1], site.end, way),))
    if site.unit in ("%", "％") and site.fact.role == "actual":
        aim = site.fact.value.to_integral_value("ROUND_UP") if _is_at_most(site) else site.fact.value // 5 * 5
        sign = "≤" if _is_at_most(site) else "≥"
        if aim > 0:
            for words in (
                f"（目标{sign}{aim}%）",
                f"（目标值{aim}%）",
                f"（考核目标为{sign}{aim}%）",
                f"（{sign}{aim}%）",
            ):
                variant = words.replace(str(aim), "A")
                yield Rewording("bracket", variant, site, (Edit(site.end, site.end, words),), frozenset({Decimal(aim)}))


def splits(site: Site) -> Iterator[Rewording]:
    """Yield the comma before the clause, or behind it, as a full stop or a semicolon, and the other ways round."""
    before = site.clause[0] - 1
    if not site.is_alone:
        return
    if before >= 0 and site.head and not _ELLIPTIC.match(site.head):
        mark, first = site.body[before], site.body[:before]
        said = re.split(r"[，。；\n：]", first)[-1]
        is_whole = bool(re.search(r"\d", said.replace("年", ""))) and len(said) > 6 and not _LEADING.match(said)
        if mark == "，" and is_whole and not re.fullmatch(r".{0,8}20\d\d年.{0,6}", said):
            for now in "；。" if site.named else "；":
                yield Rewording("split", f"，→{now}", site, (Edit(before, before + 1, now),))
        if mark in "；。" and site.named and re.search(r"\d", said):
            other = "。" if mark == "；" else "；"
            yield Rewording("split", f"{mark}→{other}", site, (Edit(before, before + 1, other),))
            yield Rewording("split", f"{mark}→newline", site, (Edit(before, before + 1, "。\n"),))
    behind = site.clause[1]
    if site.body[behind : behind + 1] == "，":
        following = re.split(r"[，。；\n]", site.body[behind + 1 :])[0]
        if not _ELLIPTIC.match(following) and len(following) > 4:
            for now in "；。":
                yield Rewording("split", f"behind ，→{now}", site, (Edit(behind, behind + 1, now),))


def markers(site: Site) -> Iterator[Rewording]:
    """Yield a list marker before the sentence."""
    start = site.sentence[0]
    if (
        re.match(r"[一-龥]{1,3}是|[（(\d①-⑨—一二三四五六七八九十]", site.body[start : start + 3])
        and site.body[start : start + 2] != "20"
    ):
        return
    for marker in _MARKERS:
        if marker == "其中，" and start == site.line[0]:
            continue
        yield Rewording("marker", marker, site, (Edit(start, start, marker),))


def clutter(site: Site) -> Iterator[Rewording]:
    """Yield numbers that are no indicator's before the sentence, before the clause, behind it."""
    first = site.sentence[0]
    if any(indicator in ("deploy", "training", "education") for indicator, _ in site.gold.evidence):
        return
    for words in _CLUTTER:
        if not re.search(r"^[，,\s]|其中", site.body[first : first + 3]):
            yield Rewording("clutter", f"before: {words}", site, (Edit(first, first, f"全县{words}。"),))
            at = site.year[1] if site.year and site.body[site.year[1]] == "，" and site.year[0] == first else None
            if at is not None and site.fact.role != "target":
                yield Rewording("clutter", f"behind the year: {words}", site, (Edit(at, at, f"，{words}"),))
        if (
            site.name is not None
            and site.is_alone
            and site.name[0] == site.clause[0]
            and site.body[site.clause[0] - 1] == "，"
        ):
            yield Rewording("clutter", f"clause: {words}", site, (Edit(site.clause[0], site.clause[0], f"{words}，"),))
        if site.is_alone and site.body[site.clause[1] : site.clause[1] + 1] == "。":
            yield Rewording("clutter", f"behind: {words}", site, (Edit(site.clause[1], site.clause[1], f"，{words}"),))
