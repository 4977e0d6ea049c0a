"""Zeros told in words: 无劣V类断面, 未发现黑臭水体."""

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.numbers.quantities import Quantity
from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.dating import (
    year_before,
)
from pipeline.stages.extraction.names import NamedSpan, fitting
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.roles import role_of
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.subjects import is_wider

# 2018年以后再未出现: of the years since
_NONE = re.compile(r"(?:无|没有|(?<!再)未发现|(?<!再)未出现|不存在)(?:[IV]{1,3}类(?:水质|水体|断面)?[、和及或])*$")
# 均未出现劣V类断面，劣V类断面比例均为0%: the share says it
_SHARE_OF_NONE = re.compile(r"比例[^,。;\d]{0,6}0(?:\.0+)?(?:%|(?![\d.]))")
_AFTER_NONE = re.compile(r"$|[,。;、)(]")


def zeros(sentence: Sentence, years: tuple[int, ...], begun_with: tuple[int, ...]) -> Iterator[Reading]:
    """Yield a zero for 无劣Ⅴ类断面: the counted thing must follow the word at once.

    `years` are those in force after the sentence, `begun_with` before it: those of what no year stands before.
    """
    if sentence.scene.section in ("definition", "task"):
        return
    for span in sentence.names:
        if _SHARE_OF_NONE.search(sentence.text, span.end, sentence.end):
            continue
        match = _NONE.search(sentence.text, sentence.start, span.start)
        if match is not None and _AFTER_NONE.match(sentence.text, span.end, sentence.end):
            is_first = any(one.kind == "point" for one in sentence.years) and sentence.years[0].start > match.start()
            yield from _zero(sentence, span, match.start(), begun_with if is_first else years)


def _zero(sentence: Sentence, span: NamedSpan, start: int, years: tuple[int, ...]) -> Iterator[Reading]:
    scene, words = sentence.scene, sentence.paragraph.shade.quote(start, span.start)
    counted = tuple(name for name in span.names if name.component is not None and name.unit in ("个", "起"))
    for name in fitting(counted, counted[0].unit, scene, sentence.near_ids()) if counted else ():
        quantity = Quantity(start, span.start, start, span.start, Decimal(0), name.unit, words)
        group = Group((quantity,))
        subject = area_of(sentence, start) or scene.own_subject
        dated = year_before(sentence, group)
        role = role_of(sentence, group, name, scene, dated)
        if role not in ("component", "count") or not scene.proves(name.indicator_id, name.sub) or is_wider(subject):
            continue
        for year in (dated.years if dated else years) or (None,):
            yield Reading(name, quantity, role, year, subject, start, span.end, start, span.end)
