"""Components told by what was done of what ought to be, by how they begin, by what was counted."""

import re

from pipeline.lexicon import squeeze
from pipeline.numbers.numerals import DIGIT_CLASS
from pipeline.stages.extraction.endings import MIN_BEGINNING_CHARS
from pipeline.stages.extraction.names import Name, NamedSpan, as_component, as_measure, named_spans, ratio_parts
from pipeline.stages.extraction.sentence import Sentence

# what was done of what ought to be
_DONE = re.compile(r"(?:实际|实|已)(?P<deed>[一-龥]{2,8})")
_DEED_IN = re.compile(r"参训|取得|得到|受到|参加|使用|完成|实现|达到|享有|饮用")
_COUNTED_THING = re.compile(
    rf"[\d{DIGIT_CLASS}十百千][个座处](?:[国省市州县区](?:[、和及]?[国省市州县区]){{0,3}}[控考]|考核|地表水|监测|饮用水)*(?P<thing>断面|水源地)"
)
WATER = re.compile(r"^水质(?=.{4})")


def counterpart(sentence: Sentence, words: str, start: int, unit: str, told: tuple[NamedSpan, ...]) -> tuple[Name, ...]:
    """Return what was done of what ought to be: 应参训606人，实际参训603人 are the two parts of one rate."""
    deed = _DONE.fullmatch(words)
    before = sorted((span for span in (*sentence.names, *told) if span.end <= start), key=lambda span: span.end)
    if deed is None or not before or not unit:
        return ()
    ought = sentence.text[max(sentence.start, before[-1].start - 6) : before[-1].end]
    if "应" not in ought or deed["deed"][-2:] not in ought:
        return ()
    for name in before[-1].names:
        above, below = ratio_parts(as_measure(name)) or (None, None)
        if above is not None and below is not None and name.component == below.component and above.fits(unit):
            return (above,)
        done = [part for part in name.measure.components if part.name == name.name.replace("应", "已")]
        if done and done[0] != name.component:
            return (as_component(as_measure(name), done[0]),)
    return ()


def beginning(sentence: Sentence, words: str, unit: str, told: tuple[NamedSpan, ...]) -> tuple[Name, ...]:
    """Return the one component whose name some words begin: 其中取得合格饮用水的18.6万人."""
    short = squeeze(words)
    if len(short) <= MIN_BEGINNING_CHARS or not unit:
        return ()
    found = {}
    ids = [name.indicator_id for span in (*sentence.names, *told) for name in span.names]
    for indicator_id in dict.fromkeys(ids):
        for sub, measure in sentence.scene.edition.by_id(indicator_id).measures():
            number = sentence.scene.edition.by_id(indicator_id).number
            whole = Name(indicator_id, number, sub, measure.name, measure.unit, measure)
            for part in measure.components:
                stands = as_component(whole, part)
                if stands.fits(unit) and any(_begins(squeeze(one), short) for one in (part.name, *part.aliases)):
                    found[part.name] = stands
    return tuple(found.values()) if len(found) == 1 else ()


def _begins(name: str, words: str) -> bool:
    """Tell whether words begin a name and tell a deed, or all of it but 总数: 工业危险废物 is no 产生量."""
    left = name[len(words) :]
    return name.startswith(words) and (_DEED_IN.search(words) is not None or left in ("总数", "总人数", "人数", "数"))


def of_counted(sentence: Sentence, words: str, start: int) -> tuple[Name, ...]:
    """Return what words name with the counted thing told before put after them: 8个断面中达到或优于Ⅲ类的有8个."""
    end = start + len(words)
    things = list(_COUNTED_THING.finditer(sentence.text, sentence.start, end)) if words.endswith("类") else []
    if not things:
        return ()
    bare, thing = WATER.sub("", re.sub(r"^.*[中内]", "", words)), things[-1]["thing"]
    for name in (bare + thing, f"{bare}的{thing}", f"{bare}{thing}数"):
        if mentions := sentence.scene.lexicon.called(name):
            return named_spans(mentions, sentence.scene.edition)[0].names
    return ()
