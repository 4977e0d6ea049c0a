"""The year in another form, in another place, told as 今年 or 去年, told by the title alone."""

import re
from collections.abc import Iterator

from benchmarks.edits import Edit
from benchmarks.reworded.rewording import Rewording
from benchmarks.reworded.site import OTHER_YEARS, Site

_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_BOUNDS = "。；，\n"


def _year(site: Site) -> tuple[int, int, str] | None:
    """Return where 2023年 begins its sentence's clause with the comma behind it; None where it stands otherwise."""
    if site.year is None:
        return None
    start, end = site.year
    following = site.body[end : end + 1]
    if site.body[start - 1 : start] not in tuple(_BOUNDS) or following in tuple("度底末初前以内间来起—-~至、和全上下"):
        return None
    if following.isdigit():
        return None
    return start, end, "，" if following == "，" else ""


def forms(site: Site) -> Iterator[Rewording]:
    """Yield the year in other forms."""
    found = _year(site)
    if found is None or site.fact.role == "target":
        return
    start, end, _ = found
    year = str(site.fact.year)
    ways = [
        f"{year}年度",
        f"{year.translate(_CHINESE)}年",
        f"{year}年全年",
        f"{year}年1—12月",
        f"{year}年1-12月",
        f"在{year}年",
    ]
    ways += [f"{year}年1月至12月", f"{year}年内", f"{year}年度内", f"{year.translate(_CHINESE)}年度", f"{year} 年"]
    if site.unit in ("%", "％") or site.fact.role == "count":
        ways += [
            f"{year}年底",
            f"截至{year}年底",
            f"截至{year}年12月31日",
            f"到{year}年末",
            f"{year}年末",
            f"截止{year}年年底",
        ]
    for way in ways:
        yield Rewording("year-form", way.replace(year, "Y"), site, (Edit(start, end, way),))


def moved(site: Site) -> Iterator[Rewording]:
    """Yield the year taken out of the sentence and told before it, behind the name, or by the title alone."""
    found = _year(site)
    if found is None or site.fact.role == "target" or found[0] != site.line[0]:
        return
    start, end, comma = found
    paragraph = site.body[start : site.line[1]]
    year = f"{site.fact.year}年"
    if OTHER_YEARS.search(paragraph.replace(year, "", 1)):
        return
    out = Edit(start, end + len(comma), "")
    before = {
        "统计期": f"统计期：{year}1月1日至{year}12月31日。\n",
        "统计年度": f"统计年度：{year}\n",
        "数据年份": f"（数据年份：{site.fact.year}）\n",
        "heading": f"（一）{year}完成情况\n",
        "heading-year": f"{year}度\n",
        "first words": f"{year}，全县生态环境保护工作稳步推进。",
        "first words :": f"{year}有关数据如下：",
        "now reported": f"现将{year}度有关情况说明如下。\n",
    }
    for variant, words in before.items():
        yield Rewording("year-moved", variant, site, (Edit(start, end + len(comma), words),))
    title = site.gold.identity.get("title", ("",))[0] or ""
    if set(re.findall(r"20\d\d", title)) == {str(site.fact.year)}:
        yield Rewording("year-moved", "title alone", site, (out,))
        yield Rewording("year-moved", "全年", site, (Edit(start, end, "全年"),))
        yield Rewording("year-moved", "本年度", site, (Edit(start, end, "本年度"),))
        yield Rewording("year-moved", "当年", site, (Edit(start, end, "当年"),))
    if site.name is not None and site.is_alone:
        behind = Edit(site.name[1], site.name[1], f"（{year}）")
        yield Rewording("year-moved", "N（Y）", site, (out, behind))
        yield Rewording("year-moved", "Q（Y）", site, (out, Edit(site.end, site.end, f"（{year}）")))
        yield Rewording("year-moved", "Q（Y数据）", site, (out, Edit(site.end, site.end, f"（{year}数据）")))
        yield Rewording("year-moved", "Y的N", site, (out, Edit(site.name[0], site.name[0], f"{year}的")))
        yield Rewording("year-moved", "Y度N", site, (out, Edit(site.name[0], site.name[0], f"{year}度")))


def relative(site: Site) -> Iterator[Rewording]:
    """Yield 今年, 去年, where the paper's day makes it right and its title names no year."""
    found = _year(site)
    dated = site.gold.identity.get("date", ("",))[0] or ""
    title = site.gold.identity.get("title", ("",))[0] or ""
    if found is None or not re.match(r"20\d\d-", dated) or re.search(r"20\d\d", title) or site.fact.role == "target":
        return
    ways: tuple[str, ...]
    if site.fact.year == int(dated[:4]) - 1:
        ways = ("去年", "去年全年", "去年一年")
    elif site.fact.year == int(dated[:4]) and dated[5:7] in ("11", "12"):
        ways = ("今年", "本年", "本年度", "今年以来")
    else:
        return
    for way in ways:
        yield Rewording("year-relative", way, site, (Edit(found[0], found[1], way),))
