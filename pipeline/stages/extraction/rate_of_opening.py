"""Rates of the thing that their sentence begins with: 秸秆离田打捆62万亩，综合利用率98.9%."""

import re

from pipeline.stages.extraction.by_context import is_of_other
from pipeline.stages.extraction.context.things import matters_of
from pipeline.stages.extraction.names import Name, named_spans
from pipeline.stages.extraction.sentence import Sentence

# 一是加强农膜回收: what is done with the thing, where it is done
_OPENS = re.compile(
    r"(?:[(]?[\d一二三四五六七八九十]{1,2}[)、.]|[一二三四五六七八九十]是|其中|今年|全年|年内|全[县市区]|我[县市区]|本[县市区]|"
    r"持续|大力|积极|扎实|深入|稳步|着力|推进|推广|推动|加强|实施|开展|抓好|落实|完成|[,:])+"
)
_MARKS = re.compile(r"[,;:。]")
MAX_THING_CHARS, MAX_RATE_CHARS = 8, 7


def rate_of_opening(sentence: Sentence, words: str, start: int) -> tuple[Name, ...]:
    """Return the proved rate that words (综合利用率) name with the thing before the first number of their sentence.

    Another thing measured in between takes the rate for itself.
    """
    index = next((at for at, one in enumerate(sentence.groups) if one.start > start), None)
    if not index or not words.endswith("率") or not 3 <= len(words) <= MAX_RATE_CHARS:
        return ()
    opening = _MARKS.split(sentence.gap(sentence.start, sentence.groups[0].start).lstrip(","))[0]
    if (lead := _OPENS.match(opening)) is not None:
        opening = opening[lead.end() :]
    scene = sentence.scene
    for end in range(min(len(opening), MAX_THING_CHARS), 1, -1):
        called = opening[:end] + words
        if scene.lexicon.is_near_name(called):
            return ()
        names = tuple(name for span in named_spans(scene.lexicon.called(called), scene.edition) for name in span.names)
        if names:
            return names if all(_may_own(name, sentence, index, words) for name in names) else ()
    return ()


def _may_own(name: Name, sentence: Sentence, index: int, words: str) -> bool:
    """Tell whether a rate is proved, and no other thing was measured since the sentence began."""
    if name.component is not None or not name.fits("%") or not sentence.scene.proves(name.indicator_id, name.sub):
        return False
    matter = matters_of(sentence.scene.edition).of.get((name.indicator_id, name.sub))
    return matter is None or index == 1 or not is_of_other(sentence, index, words, matter)
