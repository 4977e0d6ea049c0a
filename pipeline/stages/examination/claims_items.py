"""Announced numbers of items held beside the items that follow: 以下五项任务：（一）… （四）…; 四项措施：一是…三是…."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.numbers.dates import chinese_count
from pipeline.stages.examination.claims_sentence import QUOTE_CHARS
from pipeline.stages.examination.texts import Text
from schemas.claims import Amount, Sum

_N = "一二三四五六七八九十"
_ANNOUNCED = re.compile(
    rf"(?P<lead>以下|下列|如下)?(?P<count>\d{{1,2}}|[{_N}两]{{1,2}})(?P<unit>项|个方面|方面|条|点|大类|类|个)"
    r"(?P<thing>[一-龥]{0,10})(?P<open>:)"
)
_INLINE = re.compile(rf"(?:^|[:;,。])(?P<count>[{_N}])是")
_MARKERS = (
    re.compile(rf"[(](?P<count>[{_N}]{{1,3}})[)]"),
    re.compile(r"(?P<count>\d{1,2})[.、](?!\d)"),
    re.compile(r"[(](?P<count>\d{1,2})[)]"),
    re.compile(rf"(?P<count>[{_N}])是"),
)
_ABOVE = re.compile(rf"[{_N}]{{1,3}}、|第[{_N}]{{1,3}}[章节条部]|附[件表]")
_FEWEST, _MOST, _MOST_LINES = 2, 20, 80


def items_in(texts: list[Text]) -> Iterator[Sum]:
    """Yield announced numbers of items with the items, where these are numbered from one on without a break."""
    flowing = [text for text in texts if text.table is None]
    for index, text in enumerate(flowing):
        for match in _ANNOUNCED.finditer(text.seen):
            count = _number(match["count"])
            if count is None or not _FEWEST <= count <= _MOST:
                continue
            items = _inline(text, match.end()) if match.end() < len(text.seen) else _below(flowing[index + 1 :])
            if len(items) >= _FEWEST and len(items) != count:
                yield _sum(text, match, count, items)


def _number(words: str) -> int | None:
    return 2 if words == "两" else chinese_count(words)


def _inline(text: Text, start: int) -> list[tuple[Text, int, int]]:
    """Return the items of one paragraph: 一是…；二是…; a paragraph that goes on elsewhere has none."""
    found: list[tuple[Text, int, int]] = []
    for match in _INLINE.finditer(text.seen, start - 1):
        if chinese_count(match["count"]) != len(found) + 1:
            return []
        found.append((text, match.start("count"), match.end()))
    return found


def _below(following: Sequence[Text]) -> list[tuple[Text, int, int]]:
    """Return the items that begin the paragraphs below, in the style of the first of them."""
    first = following[0].seen if following else ""
    style = next((marker for marker in _MARKERS if marker.match(first)), None)
    found: list[tuple[Text, int, int]] = []
    for text in following[:_MOST_LINES] if style else ():
        match = style.match(text.seen) if style else None
        if match is None:
            if _ABOVE.match(text.seen):
                return found
            continue
        if _number(match["count"]) != len(found) + 1:
            return found if match["count"] in ("一", "1") else []
        found.append((text, 0, match.end()))
        if len(_MARKERS[0].findall(text.seen)) > 1:
            return []
    return found


def _sum(text: Text, match: re.Match[str], count: int, items: Sequence[tuple[Text, int, int]]) -> Sum:
    unit = "项"
    parts = tuple(
        Amount(
            value=Decimal(1),
            unit=unit,
            raw=_plain_name(one.quote(start, min(len(one.seen), end + 12))),
            locator=one.locate(start, end),
        )
        for one, start, end in items
    )
    total = Amount(
        value=Decimal(count), unit=unit, raw=match["count"] + match["unit"], locator=text.locate(*match.span("count"))
    )
    sentence = next((span for span in text.sentences() if span[0] <= match.start() < span[1]), (0, len(text.seen)))
    return Sum(
        name=match["thing"] or "所列事项",
        total=total,
        parts=parts,
        is_whole=True,
        quote=text.quote(*sentence)[:QUOTE_CHARS],
    )


def _plain_name(words: str) -> str:
    """Return the first words of an item without digits, which would make it a number."""
    return re.split(r"[。；;，,：:]", re.sub(r"\d", "", words))[0]
