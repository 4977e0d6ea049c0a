"""Aims for a whole year in a paper on some of its months: 距全年85.6%的约束性目标, 省定年度目标（34微克/立方米）."""

import re

from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence

_AIM = r"(?:约束性|预期性?|考核|控制|奋斗|确定|下达)*的?(?:目标|任务|要求|指标)"
_WHOLE_YEAR = r"(?:全年|年度|当年|今年)"
_BEFORE = re.compile(
    rf"{_WHOLE_YEAR}(?P<aim>{_AIM})?(?:任务|要求|值|数)*[^,。;\d]{{0,4}}?(?:为|是|定为|[(:“])*(?:不[高低]于|不[超少]过?)?$"
)
_AFTER = re.compile(rf"[\"”)]?的?(?:全年|年度)?{_AIM}")


def year_of_aim(sentence: Sentence, group: Group, span: YearSpan | None, scene: Scene) -> int | None:
    """Return the year whose aim a figure is though months were told before it, None for any other figure.

    `span` is what dates the figure otherwise.
    """
    is_of_months = span.kind == "part" if span is not None else scene.is_part_year
    if not is_of_months:
        return None
    before = _BEFORE.search(sentence.text, sentence.clause_start(group.start), group.start)
    if before is None or not (before["aim"] or _AFTER.match(sentence.text, group.end)):
        return None
    told = span.years if span is not None and span.years else scene.default_years
    years = told or ((scene.context.this_year,) if scene.context.this_year is not None else ())
    return years[-1] if len(set(years)) == 1 else None
