"""Years with which a text begins before its figures: of a paragraph, a yearbook's entry, a day told before 全年."""

import re

from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.sentence import Sentence

# 2022年，…；…: the year is that of the later parts as well
_BEGINS = re.compile(r"(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.])?\s*")
LEADS = re.compile(r"[年度底末日](?:,|我|全|本|县|区)")
# 【农村改厕】　2021年，…: an entry of a yearbook
_ENTRY = re.compile(r"\s*\[[^\[\]]{2,24}\]\s*")
# 截至2023年末，全市有规模养殖场248家。全年产生…: the year of which a day was told last
_ALL_YEAR = re.compile(r"(?:全年|年内|当年|年[底末](?!前))(?!度?(?:计划|目标|任务))")
_YEAR_OVER = re.compile(r"去年|上年")
_END_OF_YEAR = re.compile(r"年(?:[底末终]|12月(?:[底末]|31日))")


def led_paragraph(sentence: Sentence) -> YearSpan | None:
    """Return the year that a paragraph's sentence without figures begins with: 2022年，我们…守护绿水青山。优良率…."""
    paragraph, text = sentence.paragraph, sentence.text
    before = [span for span in paragraph.years if span.end <= sentence.start]
    if not before or any(group.start < sentence.start for group in paragraph.groups):
        return None
    led = before[-1]
    begins = _BEGINS.fullmatch(text, text.rfind("。", 0, led.start) + 1, led.start) is not None
    is_one = led.kind == "point" and len(led.years) == 1 and is_told_outright(led)
    return led if begins and is_one and LEADS.match(text, led.end - 1) else None


def led_by_latest(sentence: Sentence, latest: int | None) -> YearSpan | None:
    """Return the latest of a paper's years where it alone begins a sentence before: 2024年举办培训4期。参训419人."""
    before = [span for span in sentence.paragraph.years if span.end <= sentence.start]
    if latest is None or len(before) != 1 or before[0].years != (latest,) or before[0].kind != "point":
        return None
    begun = sentence.text.rfind("。", 0, before[0].start) + 1
    begins = _BEGINS.fullmatch(sentence.text, begun, before[0].start) is not None
    return before[0] if begins and is_told_outright(before[0]) else None


def led_entry(sentence: Sentence) -> YearSpan | None:
    """Return the one year that a yearbook's entry begins with and names no other before: 【改厕】2021年，投入…。"""
    text = sentence.text
    opened = _ENTRY.match(text)
    before = [span for span in sentence.paragraph.years if span.start < sentence.end]
    if opened is None or not before or before[0].end > sentence.start or before[0].start != opened.end():
        return None
    led = before[0]
    told = {span.years for span in before if span.kind == "point" and not span.relative}
    is_one = led.kind == "point" and len(led.years) == 1 and not led.relative and told == {led.years}
    return led if is_one and LEADS.match(text, led.end - 1) else None


def ended_before(sentence: Sentence) -> YearSpan | None:
    """Return the year whose end the sentence before told, where this one begins with 全年: 截至2023年末…。全年产生….

    So it is where that sentence began with the year: 2023年全县出栏…。全年产生….
    """
    if _ALL_YEAR.match(sentence.text, sentence.start) is None:
        return None
    before = [span for span in sentence.paragraph.years if span.end <= sentence.start]
    last = before[-1] if before else None
    if last is None or last.kind != "point" or len(last.years) != 1:
        return None
    if last.relative and _YEAR_OVER.fullmatch(last.words) is None:
        return None
    begun = sentence.text.rfind("。", 0, last.start) + 1
    is_near = "。" not in sentence.text[last.end : sentence.start - 1]
    is_whole = _END_OF_YEAR.search(last.words) or _BEGINS.fullmatch(sentence.text, begun, last.start)
    return last if is_near and is_whole else None


def is_told_outright(span: YearSpan) -> bool:
    """Tell whether a year is told outright, or by a day: 截至12月20日."""
    return not span.relative or span.words.startswith("截")


def is_dated_outright(sentence: Sentence) -> bool:
    """Tell whether a sentence names a year outside of brackets, that of an event (2022年竣工的) aside."""
    return any(span.kind != "event" and sentence.paragraph.inside(span.start) == -1 for span in sentence.years)
