"""Which matters are in force at a number of running text, with how they are known."""

import re
from collections.abc import Iterator

from pipeline.led_names import matter_over
from pipeline.stages.extraction.context.choice import Told
from pipeline.stages.extraction.context.things import Key, Matters
from pipeline.stages.extraction.context.topics import matter_surely_told, matter_told
from pipeline.stages.extraction.context.wording import is_neutral
from pipeline.stages.extraction.names import NamedSpan
from pipeline.stages.extraction.sentence import Sentence
from pipeline.values import frozen

_LISTED = re.compile(r"、|和|及|与|以及")


@frozen
class Force:
    """The matters in force, with how they are known."""

    keys: frozenset[Key]
    told: Told


def in_force(sentence: Sentence, words: str, start: int, matters: Matters, among: frozenset[Key]) -> Force:
    """Return what is in force: of the words (they begin at `start`), of what was named last, of the heading.

    Where none of them speaks of a matter, it is the only one that the document proves. `among` are those that the
    document proves and that a number in its unit may tell of.
    """
    own: frozenset[Key] = frozenset() if is_neutral(words) else matter_told(words, matters)
    told = next(_topics(sentence, start, matters), frozenset())
    if told and (not own or own & told):
        return Force(((own & told) or told) & among, "by topic")
    if own:
        return Force(own & among, "by words")
    is_only = len({indicator_id for indicator_id, _ in sentence.scene.proved}) == 1
    return Force(among if is_only else frozenset(), "by proof")


def _topics(sentence: Sentence, start: int, matters: Matters) -> Iterator[frozenset[Key]]:
    """Yield what the topics of a number speak of, the nearest first; what speaks of nothing is left out."""
    before = [span for span in sentence.paragraph.names if span.end <= start]
    if told := _of_names([span for span in before if span.start >= sentence.start], sentence.text):
        yield told
    if told := matter_surely_told(sentence.text[sentence.start : start], matters):
        yield told
    over = matter_over(sentence.text, sentence.scene.headings)
    if over and (told := matter_told(over, matters)):
        yield told
    if told := _of_names(before, sentence.text):
        yield told
    for heading in reversed(sentence.scene.headings):
        if told := matter_told(heading, matters):
            yield told


def _of_names(spans: list[NamedSpan], text: str) -> frozenset[Key]:
    """Return the matters of the last name, of all those that it ends a list of: 城镇污水处理率、农村生活污水治理率."""
    last = spans[-1:]
    for span in reversed(spans[:-1]):
        if _LISTED.fullmatch(text, span.end, last[0].start) is None:
            break
        last.insert(0, span)
    return frozenset((name.indicator_id, name.sub) for span in last for name in span.names)
