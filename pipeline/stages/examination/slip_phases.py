"""Stages of work (…阶段) whose times overlap: （二）攻坚阶段（2019年1月-12月） （三）达标阶段（2019年6月-…）."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.numbers.dates import chinese_count
from pipeline.stages.examination.texts import Text
from schemas.claims import Slip

_STAGE = re.compile(
    r"^(?:[(]?(?P<count>[一二三四五六七八九十]{1,3}|\d{1,2})[)、.]|第(?P<ordinal>[一二三四五六七八九十])阶段)"
    r"[^()。]{0,24}?(?:阶段|步骤)?[^()。]{0,8}\("
    r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:\d{1,2}日|份|[初中底末])?(?:-|至|到)(?:(?P<to_year>20\d\d)年)?(?P<to_month>\d{1,2})月(?:\d{1,2}日|份|[初中底末])?\)"
)


@dataclass(frozen=True)
class _Stage:
    """A stage's heading, text.seen[:length], its numbering; months are counted from the year 0."""

    text: Text
    length: int
    style: str
    count: int
    start: int
    end: int

    @property
    def heading(self) -> str:
        """The heading as printed."""
        return self.text.quote(0, self.length)


def overlapping_phases(texts: list[Text]) -> Iterator[Slip]:
    """Yield each stage that ends before it begins, or begins in a month before that in which the one before it ends.

    Stages are lines numbered one after the other that name themselves so and state both months.
    """
    stages = [stage for text in texts if text.table is None and (stage := _stage(text)) is not None]
    for stage in stages:
        if stage.end < stage.start:
            yield Slip(
                kind="reversed_span",
                text=stage.heading,
                expected="起始月份早于终止月份",
                quote=stage.heading,
                locators=(stage.text.locate(0, stage.length),),
            )
    for before, after in pairwise(stages):
        if before.style == after.style and after.count == before.count + 1 and after.start < before.end:
            yield Slip(
                kind="phases_overlap",
                text=after.heading,
                expected=f"在{before.end // 12}年{before.end % 12 + 1}月之后开始",
                quote=f"{before.heading}”“{after.heading}",
                locators=tuple(stage.text.locate(0, stage.length) for stage in (after, before)),
            )


def _stage(text: Text) -> _Stage | None:
    match = _STAGE.match(text.seen)
    if match is None or not ("阶段" in match[0] or "步骤" in match[0]):
        return None
    count = chinese_count(match["count"] or match["ordinal"])
    year, month = int(match["year"]), int(match["month"])
    to_year, to_month = int(match["to_year"] or year), int(match["to_month"])
    if count is None or not (1 <= month <= 12 and 1 <= to_month <= 12):
        return None
    style = re.sub(r"[一二三四五六七八九十\d]", "", text.seen[:2])
    return _Stage(text, match.end(), style, count, year * 12 + month - 1, to_year * 12 + to_month - 1)
