"""The year that news without a year of their own look back on: 回眸2024·展望2025, 请问过去一年…, 11月1日至20日调查."""

import re
from collections.abc import Sequence

from pipeline.stages.extraction.paper_years import LAST_MONTH_AFTER_TERM
from schemas.document import Identity

_LOOKS_BACK = r"(?:回眸|回望|回顾|盘点|复盘|数说|数读|数看|图说|图解|解码|细数|速览|见证|难忘|再见)"
_TITLED = re.compile(
    rf"{_LOOKS_BACK}[^\d，,。]{{0,8}}(?P<year>20\d\d)|(?P<first>20\d\d)年?度?[^\d，,。]{{0,8}}{_LOOKS_BACK}"
)
_YEAR_OVER = re.compile(r"(?:刚刚)?过去的?一年|(?:回顾|回望|回眸)(?:去年|(?:这|过去)一年)|一年来")
_FIGURE = re.compile(r"\d[\d.]*\s?(?:%|％|天|微克|个|家|种|万)")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d\s?年")
# 于11月1日至20日…开展入户和电话调查: in the year in which it is told of
_SURVEYED = re.compile(
    r"(?<![年\d])(?P<month>\d{1,2})月(?:\d{1,2}日?)?(?:[-—–－~～至到](?:\d{1,2}月)?\d{1,2}日)?[^。；;]{0,40}?(?:调查|问卷|测评|访问)"
)
_OF_OPINION = re.compile(r"满意度|参与度|问卷")


def year_looked_back_on(identity: Identity, texts: Sequence[str]) -> int | None:
    """Return the year whose figures news tell that name no year beside them, None where nothing tells it.

    Early in a year news look back on the one before; what was surveyed on days without a year was so in the last
    such days before the news.
    """
    dated = identity.date
    if dated is None or identity.period is not None or identity.kind not in (None, "news"):
        return None
    titled = {int(one["year"] or one["first"]) for one in _TITLED.finditer(identity.title or "")}
    if len(titled) == 1 and titled <= {dated.year, dated.year - 1}:
        return titled.pop()
    if dated.month <= LAST_MONTH_AFTER_TERM and _opens_on_year_over(texts):
        return dated.year - 1
    if _OF_OPINION.search(identity.title or "") is None or any(map(_ANY_YEAR.search, texts)):
        return None
    months = {int(one["month"]) for text in texts for one in _SURVEYED.finditer(text)}
    return dated.year - (months.pop() > dated.month) if len(months) == 1 else None


def _opens_on_year_over(texts: Sequence[str]) -> bool:
    """Tell whether a paper speaks of the year that is over before its first figure."""
    for text in texts:
        told, figure = _YEAR_OVER.search(text), _FIGURE.search(text)
        if told is not None and (figure is None or told.start() < figure.start()):
            return True
        if figure is not None:
            return False
    return False
