"""Figures of a whole year in a paper written before its end: 距全年85.6%的约束性目标, 预计到年底普及率可达95.5%."""

import re

from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence

_AIM = r"(?:约束性|预期性?|考核|控制|奋斗|确定|下达)*的?(?:目标|任务|要求|指标)"
_WHOLE_YEAR = r"(?:全年|年度|当年|今年)"
_BEFORE = re.compile(
    rf"{_WHOLE_YEAR}(?P<aim>{_AIM})?(?:任务|要求|值|数)*[^,。;\d]{{0,4}}?(?:为|是|定为|[(:“])*(?:不[高低]于|不[超少]过?)?$"
)
_EXPECTED = re.compile(r"预计|有望|可望")
_BY_ITS_END = re.compile(r"全年|今年|年[底末]")
# 市里下达的年度目标是：, 全年综合利用率目标为: aims of the year that runs
_AIM_OF_YEAR = re.compile(r"年度(?:考核|工作)?目标|(?:全年|今年)(?=[^,。;\d]{0,16}目标)")
_AHEAD = re.compile(r"要|力争|争取|确保|预计|有望|可望|目标|计划")
_AFTER = re.compile(rf"[\"”)]?的?(?:全年|年度)?{_AIM}")


def year_of_aim(sentence: Sentence, group: Group, span: YearSpan | None, scene: Scene) -> int | None:
    """Return the year whose aim or expected value a figure is though months were told before it, else None.

    `span` is what dates the figure otherwise.
    """
    if (expected := _year_expected(sentence, group, span, scene)) is not None:
        return expected
    if (begun := _year_after_report(sentence, group, scene)) is not None:
        return begun
    is_of_months = span.kind == "part" if span is not None else scene.is_part_year
    if not is_of_months:
        return None
    before = _BEFORE.search(sentence.text, sentence.clause_start(group.start), group.start)
    if before is None or not (before["aim"] or _AFTER.match(sentence.text, group.end)):
        return None
    told = span.years if span is not None and span.years else scene.default_years
    years = told or ((scene.context.this_year,) if scene.context.this_year is not None else ())
    return years[-1] if len(set(years)) == 1 else None


def _year_expected(sentence: Sentence, group: Group, span: YearSpan | None, scene: Scene) -> int | None:
    """Return the year in whose midst a paper says what is to be expected of it, None for what is told otherwise."""
    if scene.is_early or scene.running_year is None or (span is not None and span.years and not span.relative):
        return None
    begin = sentence.text.rfind("。", 0, group.start) + 1
    since = max([begin, *(one.end for one in sentence.groups if one.end <= group.start)])
    told = _EXPECTED.search(sentence.text, since, group.start)
    is_of_year = told is not None and _BY_ITS_END.search(sentence.text, since, group.start) is not None
    is_aim = scene.context.reported is None and _is_aim_of_year(sentence, group, begin)
    return scene.running_year if is_of_year or is_aim else None


def _is_aim_of_year(sentence: Sentence, group: Group, begin: int) -> bool:
    """Tell whether a sentence began to tell the aims of the year that runs, and named no year since."""
    told = _AIM_OF_YEAR.search(sentence.text, begin, group.start)
    return told is not None and not any(told.end() <= one.start < group.start and one.years for one in sentence.years)


def _year_after_report(sentence: Sentence, group: Group, scene: Scene) -> int | None:
    """Return the year that runs when a year's report is told, where its months lead to its aim, else None.

    A report on 2023: 1至5月优良率70.4%；全年优良天数确保不少于268天: of 2024.
    """
    reported = scene.context.reported
    if reported is None or scene.is_part_year or scene.context.dated == reported:
        return None
    text = sentence.text
    begin = text.rfind("。", 0, group.start) + 1
    months = [one for one in sentence.paragraph.years if begin <= one.start < group.start and one.kind == "part"]
    if not months or months[-1].years or any(one.start > months[-1].end for one in sentence.years if one.years):
        return None
    whole = _BY_ITS_END.search(text, months[-1].end, group.start)
    return reported + 1 if whole is not None and _AHEAD.search(text, whole.end(), group.start) else None
