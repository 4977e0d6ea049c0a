"""Another verb, another name, another order of name and number, another member joined."""

from collections.abc import Iterator

from benchmarks.edits import Edit
from benchmarks.reworded.rewording import Rewording
from benchmarks.reworded.site import Site
from schemas.editions import load_edition

_PLAIN = frozenset(
    {
        *(
            "",
            "为",
            "是",
            "达",
            "达到",
            "达到了",
            "有",
            "共",
            "共有",
            "计",
            "已达",
            "已达到",
            "实现",
            "完成",
            "：",
            "合计",
            "共计",
            "约为",
        ),
        *("保持在", "稳定在", "保持", "升至", "提升至", "提高到", "仍为"),
    }
)
_OF_LEVELS = (
    "达到",
    "为",
    "是",
    "达",
    "",
    "录得",
    "已达",
    "保持在",
    "稳定在",
    "实现",
    "总体保持在",
    "实际为",
    "最终为",
    "现为",
    "是：",
)
_OF_MOST = ("为", "是", "", "录得", "控制在", "保持在", "稳定在", "仅为", "实际为", "最终为", "维持在")
_OF_COUNTS = ("为", "是", "共", "共有", "计", "达到", "合计", "总共", "共计", "达", "", "一共是", "总数为", "累计")
_RISES, _FALLS = (
    ("提高到", "升至", "提升至", "上升到", "增加到", "增至", "跃升到"),
    ("下降到", "降至", "降低至", "减少到", "降到", "减至", "回落至"),
)
_LONGEST_NAME = 16
_SEATS = frozenset("县市区旗州乡镇村省的")


def _is_plain(site: Site) -> bool:
    return site.is_level and site.is_alone and site.verb in _PLAIN and bool(site.named)


def _is_at_most(site: Site) -> bool:
    return load_edition(site.gold.edition).by_id(site.fact.indicator_id).measure(site.fact.sub).direction in (
        "at_most",
        "not_higher",
    )


def verbs(site: Site) -> Iterator[Rewording]:
    """Yield the clause with other verbs between name and number, with none, with both levels of a rise."""
    if not _is_plain(site) or site.name is None:
        return
    is_rate = site.unit in ("%", "％") or site.fact.role == "actual"
    options = (_OF_MOST if _is_at_most(site) else _OF_LEVELS) if is_rate else _OF_COUNTS
    for verb in options:
        if verb != site.verb:
            yield Rewording("verb", verb or "none", site, (Edit(site.name[1], site.start, verb),))


def rises(site: Site) -> Iterator[Rewording]:
    """Yield 由A提高到B, A being the value of the year before that the same document tells."""
    if not _is_plain(site) or site.name is None or site.fact.year is None:
        return
    earlier = {
        fact.value
        for fact in site.gold.facts
        if fact.years == {site.fact.year - 1}
        and (fact.indicator_id, fact.sub, fact.unit, fact.subject, fact.name)
        == (site.wanted.indicator_id, site.wanted.sub, site.wanted.unit, site.wanted.subject, site.wanted.name)
        and not fact.roles & {"change", "target"}
    }
    if len(earlier) != 1 or (old := earlier.pop()) == site.fact.value:
        return
    for verb in _RISES if old < site.fact.value else _FALLS:
        for base in ("上年的", f"{site.fact.year - 1}年的", "上一年度"):
            now = f"由{base}{old:f}{site.unit}{verb}"
            yield Rewording("rise", f"由{base}A{verb}", site, (Edit(site.name[1], site.start, now),), frozenset({old}))


def names(site: Site) -> Iterator[Rewording]:
    """Yield the clause with another of the edition's names, with the place before it, with a word behind it."""
    if site.name is None or not site.is_alone or not site.is_level or len(site.named) < 4:
        return
    start, end = site.name
    for alias in site.aliases:
        other = alias not in site.named and site.named not in alias and len(alias) <= _LONGEST_NAME
        if other and not set("（()、）") & set(alias):
            yield Rewording("name", f"{site.named}→{alias}", site, (Edit(start, end, alias),))
    before = site.body[start - 1 : start]
    if (
        not site.fact.subject
        and (before in "，。；：年\n")
        and not any(word in site.head for word in ("县", "市", "区", "全"))
    ):
        for place in ("全县", "我县", "县域", "本县", "我县的", "全县范围内"):
            yield Rewording("name", f"{place}+", site, (Edit(start, start, place),))
    if _is_plain(site) and (site.unit in ("%", "％") or site.fact.role == "actual"):
        for word in (
            "这一指标",
            "指标值",
            "指标",
            "这项指标",
            "实际值",
            "（约束性指标）",
            "一项",
            "考核结果",
            "的完成值",
            "数据",
        ):
            now = site.verb or "为"
            yield Rewording("name", f"+{word}", site, (Edit(end, site.start, word + now),))


def number_first(site: Site) -> Iterator[Rewording]:
    """Yield the number before its name: 取得72.5%的优良天数比例."""
    if not _is_plain(site) or site.name is None or site.tail:
        return
    start, end = site.name[0], site.end
    quantity, name = site.quantity, site.named
    if site.fact.unit.count("/") != site.unit.count("/"):
        return
    lead = site.body[site.clause[0] : start]
    if lead and lead[-1] in _SEATS and lead[-2:] not in ("全县", "我县", "全市", "全区"):
        return
    if site.unit in ("%", "％"):
        ways = [f"实现{quantity}的{name}", f"{quantity}的{name}", f"取得了{quantity}的{name}"]
    elif _is_counted(site):
        name = name.removesuffix("数量").removesuffix("数")
        ways = [f"有{quantity}{name}", f"{quantity}{name}", f"共{quantity}{name}"]
    else:
        ways = [f"{quantity}的{name}"]
    for way in ways:
        variant = way.replace(quantity, "Q").replace(name, "N")
        yield Rewording("number-first", variant, site, (Edit(start, end, way),))


def _is_counted(site: Site) -> bool:
    return site.unit in ("个", "家", "座", "处", "条", "件", "名", "人", "户", "所", "株", "种")


def joined(site: Site, others: list[Site]) -> Iterator[Rewording]:
    """Yield two clauses as one: A、B分别为x、y."""
    if not _is_plain(site) or site.name is None:
        return
    for other in others:
        follows = other.clause[0] == site.clause[1] + 1 and site.body[site.clause[1]] in "，；" and not site.tail
        if not follows or not _is_plain(other) or other.name is None or other.name[0] != other.clause[0]:
            continue
        if site.unit != other.unit or other.wanted.years != site.wanted.years:
            continue
        one, two = site.named, other.named
        pair = f"{site.quantity}、{other.quantity}"
        ways = (
            f"{one}、{two}分别为{pair}",
            f"{one}和{two}分别达到{site.quantity}和{other.quantity}",
            f"{one}与{two}依次为{pair}",
            f"{one}、{two}各为{pair}",
            f"{one}及{two}分别是{site.number}{site.unit}及{other.quantity}",
        )
        for number, way in enumerate(ways):
            yield Rewording("joined", f"{number}", site, (Edit(site.name[0], other.end, way),))
