"""The number in other figures, the unit moved by 万 and 亿, the sentence in another frame."""

import re
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.edits import Edit
from benchmarks.reworded.rewording import Rewording
from benchmarks.reworded.said_otherwise import _is_plain
from benchmarks.reworded.site import Site

_DIGITS = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_MOVED = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_SCALED = ("吨", "元", "亩", "立方米", "平方米", "吨标准煤", "公顷", "人")


def _spoken(value: Decimal) -> str:
    """Return a number below ten thousand in Chinese numerals: 九十七点二, 三百六十三."""
    whole, _, rest = f"{value:f}".partition(".")
    said, is_gap = "", False
    for place, digit in enumerate(whole):
        power = len(whole) - place - 1
        if digit == "0":
            is_gap = bool(said)
            continue
        said += ("零" if is_gap else "") + _DIGITS[int(digit)] + ("", "十", "百", "千")[power]
        is_gap = False
    said = said.removeprefix("一") if said.startswith("一十") else said
    return (said or "零") + ("点" + "".join(_DIGITS[int(digit)] for digit in rest).replace("〇", "零") if rest else "")


def figures(site: Site) -> Iterator[Rewording]:
    """Yield the number wide, spaced, with thousands set apart, in Chinese numerals."""
    number, unit = site.number, site.unit
    ways = {"wide": number.translate(_WIDE) + unit, "space": f"{number} {unit}" if unit else f" {number}"}
    ways["spaces"] = f" {number} {unit} "
    if unit in ("%", "％"):
        ways["other sign"] = number + ("％" if unit == "%" else "%")
        ways["﹪"] = f"{number}﹪"
        ways["百分之"] = f"百分之{_spoken(Decimal(number))}"
        ways["百分之N"] = f"百分之{number}"
    if unit == "个百分点":
        ways["个点"], ways["百分点"], ways["spoken points"] = (
            f"{number}个点",
            f"{number}百分点",
            f"{_spoken(Decimal(number))}个百分点",
        )
    if len(number.split(".")[0]) > 3:
        whole, dot, rest = number.partition(".")
        for mark in (",", "，", " "):
            ways[f"thousands {mark}"] = f"{int(whole):,}".replace(",", mark) + dot + rest + unit
    if "." not in number and unit and len(number) < 5 and unit not in ("%", "％") and number != "2":
        ways["spoken"] = _spoken(Decimal(number)) + unit
    if unit == "天":
        ways["日"] = f"{number}日"
    if unit == "平方公里":
        ways["km²"], ways["平方千米"] = f"{number}km²", f"{number}平方千米"
    if unit in ("微克/立方米", "μg/m³"):
        ways["other μg"] = number + ("μg/m³" if unit == "微克/立方米" else "微克/立方米")
        ways["ug/m3"], ways["微克每立方米"] = f"{number}ug/m3", f"{number}微克每立方米"
    for variant, now in ways.items():
        yield Rewording("figures", variant, site, (Edit(site.start, site.end, now),))


def scaled(site: Site) -> Iterator[Rewording]:
    """Yield a quantity with 万 or 亿 moved into its unit or out of it; the fact's value and unit move along."""
    known = re.fullmatch(r"([万亿]?)(.+)", site.unit)
    if known is None or known[2] not in _SCALED or site.fact.unit != site.unit or not site.is_alone:
        return
    value = site.fact.value * _MOVED.get(known[1], Decimal(1))
    for prefix, power in (("", Decimal(1)), *_MOVED.items()):
        now = value / power
        is_fit = Decimal("0.1") <= now < 100_000 if prefix else now == now.to_integral_value() and now < 100_000_000
        if prefix != known[1] and is_fit and value >= 1000:
            shown = f"{now.normalize():f}"
            unit = prefix + known[2]
            edit = Edit(site.start, site.end, shown + unit)
            yield Rewording("scale", f"{site.unit}→{unit}", site, (edit,), value=Decimal(shown), unit=unit)


def frames(site: Site) -> Iterator[Rewording]:
    """Yield the sentence as a note, a quotation, a bullet of key and value, a question with its answer."""
    first, last = site.sentence
    said = site.body[first:last]
    if site.body[last : last + 1] != "。" or re.match(r"[^一-龥2“]|其中|但|并|同时", said):
        return
    for lead in (
        "据县统计局提供的数据，",
        "县生态环境局有关负责人介绍，",
        "年报显示，",
        "资料显示：",
        "需要说明的是，",
        "经查，",
        "调查表明，",
    ):
        yield Rewording("frame", lead, site, (Edit(first, first, lead),))
    for open_, close in (("该局表示：“", "。”"), ("主管部门介绍说：“", "。”")):
        yield Rewording("frame", open_, site, (Edit(first, first, open_), Edit(last, last + 1, close)))
    if first == site.line[0] and last + 1 == site.line[1]:
        for lead in ("注：", "说明：", "备注：", "注：1.", "*"):
            yield Rewording("frame", lead, site, (Edit(first, first, lead),))
    is_single = first == site.clause[0] or (
        site.year and re.fullmatch(r"20\d\d年，", site.body[first : site.clause[0]])
    )
    whole = first == site.line[0] and last == site.clause[1] and not site.tail and last + 1 == site.line[1]
    if not whole or not is_single or not _is_plain(site) or site.name is None or site.year is None:
        return
    year, quantity = f"{site.fact.year}年", site.quantity
    name = site.body[site.clause[0] : site.name[1]].replace(year, "")
    ways = {
        "bullet": f"- {name}（{year}）：{quantity}",
        "key:value": f"{year}{name}：{quantity}",
        "key:value;": f"{year}{name}：{quantity}；",
        "Y：N Q": f"{year}：{name}{quantity}。",
        "N：Y Q": f"{name}：{year}{quantity}。",
        "N：Y为Q": f"{name}：{year}为{quantity}。",
        "question": f"问：{year}{name}是多少？\n答：{quantity}。",
        "question in line": f"{year}{name}是多少？答案是{quantity}。",
        "topic": f"关于{name}。{year}为{quantity}。",
        "topic line": f"（一）{name}\n{year}为{quantity}。",
        "topic :": f"{name}方面：{year}达到{quantity}。",
        "in terms of": f"就{name}而言，{year}为{quantity}。",
    }
    for variant, way in ways.items():
        yield Rewording("frame", variant, site, (Edit(first, site.line[1], way),))
