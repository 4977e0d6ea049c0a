"""Which years the figures of a paragraph are for: told beside them, carried from earlier ones, those of the scene."""

import re

from pipeline.numbers.five_year_plans import YEARS_OF_PLAN, last_year_of_plan
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.aims_of_plans import end_of_plan
from pipeline.stages.extraction.aims_of_year import year_of_aim
from pipeline.stages.extraction.asides import is_of_another, lasted_by_itself, over_the_years, own_figure
from pipeline.stages.extraction.dating import (
    every_year,
    is_found_by_survey,
    is_found_over_years,
    of_the_later,
    same_as,
    unchanged_after,
    with_those_listed,
    year_after,
    year_before,
    year_in_rise,
    year_of_paper,
)
from pipeline.stages.extraction.demands import is_demanded
from pipeline.stages.extraction.names import sibling_subs
from pipeline.stages.extraction.owner import RESPECTIVELY, Owner
from pipeline.stages.extraction.paper_years import LAST_OF_ALL
from pipeline.stages.extraction.parallels import Told
from pipeline.stages.extraction.rises import change_before
from pipeline.stages.extraction.row import ALL
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.steps import years_from, years_of_steps
from pipeline.stages.extraction.years_led import (
    LEADS,
    ended_before,
    is_dated_outright,
    is_told_outright,
    led_by_latest,
    led_entry,
    led_paragraph,
)

_YEARS_AFTER = re.compile(r"\((?:(?:依次|分别|对应)?(?:为|是)?)")
# 271.8吨（2023年数）
_CLOSES = re.compile(r"(?:统计|年末|年报)?(?:数据?|口径)?\)")
_THIS_YEAR = re.compile(r"全年|年[底末内终](?!央)|12月(?:底|末|31日)|十二月底")
# 37.2%，比去年同期增加3.1个百分点
_LIKE_LAST = re.compile(r",(?:比|较)(?:去年|上年)同期")
# what there is at present is of no year told before
_AT_PRESENT = re.compile(r"(?:全[县区市])?(?:现有|现共有|目前|当前|截至目前)")
# 除以当年地区生产总值…: as many values as years were told
_OF_EACH = re.compile(r"当年|同年|同期|相应年份|各年|每年")
# a rise over more than the year
_LONGER = re.compile(r"以来|[近三五]年|十[一二三四五]五|期间|逐年|累计|连续|最初|过去|原|创建|任期")
# 三年增加0.25个百分点
# 2020、2021、2022年分别改厕820户、640户和590户，普及率由2019年的71%提升至84%
_ENDS_RISE = re.compile(
    r"[由从](?:19|20)\d\d年[底末]?的?\d[\d.]*%?[^,。;\d]{0,6}(?:提高|提升|上升|增加|增长|下降|降低|[升降增])(?:到|至|为)$"
)
_OVER_YEARS = re.compile(
    r"(?<![\d近年])(?P<count>[两二三四五])年(?:来|间|期间)?,?(?:共|累计|总共|合计)?[提上增升下降减]"
)
# 五年来，…。…由甲升至乙: a paragraph on what a term of years brought
_OVER_TERM = re.compile(r"[^,;。]{0,8}(?:五年来|过去五年)")

_NEXT_IN_PARAGRAPH = re.compile(r"(?:下一?步|下一?阶段|接下来|今后)[,,]?[^,;。]{0,8}?(?:将|要|继续|力争|确保|争取|,)")
# 2025年目标由75%调整为73%: both are of the year
_AIM = re.compile(r"目标|任务|指标|要求|上限|下限")
_ADJUSTED = re.compile(r"(?:以上)?(?:调整|修订|修改|修正|调[高低减增])[为到至]")
# 去年为97.8%，仍高于市里下达的96.5%的目标: the aim of the year whose figure passed it
_PASSED = re.compile(r"(?:[高低优好]于|超过|超出|超额|完成|未达到?)[^,;。\d]*$")
# 从91.2%提高到92.5%，再到2023年的93.8%: a year for each step
_STEP_NEXT = re.compile(r",(?:再|又)(?:提高|提升|上升|增加|升|下降|降)?[到至](?P<year>20\d\d)年")
# 规划实施以来，共完成…: what has been done is of no year that lies ahead
_DONE_SINCE = re.compile(r"以来|截至|目前|迄今|至今|已(?:经|完成|建|累计)|累计")
# 第一节 “十三五”生态环境保护成效
_TERM_OVER = re.compile(r"十([一二三四五六])五[”\"]?[^,。;]{0,14}(?:成效|成就|成绩|回顾|总结|完成情况|进展|评估)")


class YearReader:
    """Follows the years of one paragraph.

    `carried` are the years of the last figure dated by itself, `begun_with` those that the sentence began with, `dated`
    the expression that dated the last; `series` are the
    figures told so far, in order, kept by the reader of the paragraph.
    """

    def __init__(self, scene: Scene, series: list[Told], listed: tuple[int, ...] = ()) -> None:
        """Begin a paragraph; `listed` are the years that the one before told figures for, each one."""
        self._scene = scene
        self._listed = listed
        self._series = series
        self.carried: tuple[int, ...] = ()
        self.begun_with: tuple[int, ...] = ()
        self.dated: YearSpan | None = None
        self._aim: YearSpan | None = None
        self._main: tuple[int, ...] = ()
        self._is_aside = False
        self._next: tuple[int, ...] | None = None
        self._outside: tuple[int, tuple[int, ...], YearSpan | None] | None = None

    def begin(self, sentence: Sentence) -> None:
        """Take the year that a sentence begins with for its later parts; forget an aim where a new sentence begins.

        What is told in a new sentence is of the latest year, not of an earlier one told for comparison's sake.
        """
        if sentence.text[sentence.start - 1 : sentence.start] != ";":
            self._aim = self._led_by(sentence)
            self._next = self._next if self._next is not None else self._told_next(sentence)
            if _AT_PRESENT.match(sentence.text, sentence.start):
                self.carried = ()
            last = (
                self._scene.context.dated or LAST_OF_ALL
            )  # what lies ahead is aimed at: 完成“十四五”目标（97.0%）的71.9%
            told = (one.year for one in self._series if one.year and not one.is_base)
            latest = max((year for year in told if year <= last), default=0)
            if self.carried and self.carried[-1] < latest:
                self.carried = (latest,)
            if self.carried and self.carried[-1] > last and self._tells_what_is_done(sentence):
                self.carried = ()
            first = sentence.years[0] if sentence.years else None
            if (
                first is not None
                and first.kind == "deadline"
                and sentence.text[sentence.start : first.start] in ("到", "至")
            ):
                self.aim_at(first)
            if first is not None and first.kind == "point" and len(first.years) == 1 and is_told_outright(first):
                goes_on = sentence.text[sentence.end : sentence.end + 1] == ";"
                begins = (
                    first.start == sentence.start or sentence.text[first.start - 1] == ":"
                )  # 一组数据：2021年，…；…
                if goes_on and begins and LEADS.match(sentence.text, first.end - 1):
                    self.carried, self.dated = first.years, first
            if not self.carried and (led := self._opening(sentence)) is not None:
                self.carried, self.dated = led.years, led
        self.begun_with = self.carried

    @staticmethod
    def _tells_what_is_done(sentence: Sentence) -> bool:
        """Tell whether a sentence begins to tell what has been done, and names no year before its first figure."""
        first = sentence.groups[0].start if sentence.groups else sentence.end
        told = _DONE_SINCE.search(sentence.text, sentence.start, first) is not None
        return told and not any(one.years and one.start < first for one in sentence.years)

    def _opening(self, sentence: Sentence) -> YearSpan | None:
        """Return the one year with which the text before a sentence's figures begins, None where it does not."""
        led = led_paragraph(sentence) if not self._series else None
        if led is None and len(self._scene.default_years) != 1:
            led = led_entry(sentence) or ended_before(sentence)
        if led is None and all(one.name is None for one in self._series):
            led = led_by_latest(sentence, self._scene.context.latest)
        return led

    def _told_next(self, sentence: Sentence) -> tuple[int, ...] | None:
        """Return the years of what a sentence says is to be done next, None where it does not: 下一步，力争全年….

        全年 is then the year in which a paper on the year before is dated; no year of the paper's is meant otherwise.
        """
        if self._scene.section == "task" or _NEXT_IN_PARAGRAPH.match(sentence.text, sentence.start) is None:
            return None
        dated, reported = self._scene.context.dated, self._scene.context.reported
        is_told = _THIS_YEAR.search(sentence.text, sentence.start, sentence.end) is not None
        return (dated,) if is_told and dated is not None and reported is not None and dated > reported else ()

    def _led_by(self, sentence: Sentence) -> YearSpan | None:
        """Return the year of a plan's sentence without figures that the next are of: 到2025年，…明显进展。…达到91%.

        A year that only a figure of earlier names (由2020年的31…降至27, 达到91%（2020年87%）) dates no aim.
        """
        ahead = (self._scene.is_plan or self._scene.sets_targets) and self._scene.section != "state"
        if not ahead or _dates_anew(sentence) or _AT_PRESENT.match(sentence.text, sentence.start):
            return None
        before = [span for span in sentence.paragraph.years if span.end <= sentence.start]
        if not before or before[-1].kind != "deadline" or not before[-1].years:
            return None
        last = before[-1]
        end = sentence.text.find("。", last.end)
        is_general = not any(last.start <= group.start < end for group in sentence.paragraph.groups)
        return last if is_general and sentence.text[last.start - 1 : last.start] in ("到", "至") else None

    def aim_at(self, span: YearSpan) -> None:
        """Keep the year by which something is to be reached for the later parts of the sentence."""
        self._aim = span if span.years else None

    def carry(self, span: YearSpan, years: tuple[int, ...]) -> None:
        """Keep a year for the figures that follow, but not one that was only looked back to (上年为92.6%)."""
        looks_back = self._is_aside or (span.relative and self._scene.context.this_year not in (None, *years))
        goes_on = self.carried[-1:] < years[:1] and not self._scene.default_years  # 2016年是68.4%，去年达到88.2%
        if goes_on or not (looks_back and (self.carried or self._scene.default_years)):
            self.carried, self.dated = years, span

    def carry_in_bracket(self, opened: int, span: YearSpan, years: tuple[int, ...]) -> None:
        """Keep a year for the figures that follow in its bracket: 86.4%（2021年72.1%、2022年79.5%），超过85%的任务."""
        if self._outside is None:
            self._outside = (opened, self.carried, self.dated)
        self.carry(span, years)

    def of(self, sentence: Sentence, group: Group, owner: Owner) -> tuple[YearSpan | None, tuple[int, ...]]:
        """Return the year expression that dates a group, with its years (else those carried, those of the scene).

        After a figure of an earlier year told in passing, another thing is of the year told before it again.
        """
        if self._outside is not None and sentence.paragraph.inside(group.start) != self._outside[0]:
            _, self.carried, self.dated = self._outside
            self._outside = None
        if (end := end_of_plan(sentence, group)) is not None:
            return None, (end,)
        span, years = self._told(sentence, group, owner)
        if (aimed := year_of_aim(sentence, group, span, self._scene)) is not None:
            return None, (aimed,)
        if (met := self._year_of_change_met(sentence, group)) is not None:
            span, years = None, (met,)
        aside = own_figure(sentence, span) if span is not None and len(self._main) == 1 else None
        self._is_aside = span is not None and aside is not None and span.years < self._main
        if span is None or aside is None or not self._is_aside:
            self._main = years
        elif len(group.quantities) == 1 and is_of_another(sentence, span, aside, group):
            return None, self._main
        if span is not None and len(years) > 1 and is_found_over_years(sentence, group, span):
            return span, years[-1:]
        if len(years) > 1 and len(group.quantities) == 1 and _ENDS_RISE.search(sentence.text, 0, group.start):
            return span, years[-1:]
        same = same_as(sentence, group) if len(years) == 1 else ()
        return span, (*same, *years) if same and years[0] not in same else years

    def _told(self, sentence: Sentence, group: Group, owner: Owner) -> tuple[YearSpan | None, tuple[int, ...]]:
        if (after := _in_bracket_after(sentence, group) or unchanged_after(sentence, group)) is not None:
            return after, after.years
        span = year_before(sentence, group)
        if span is not None and (
            self._is_of_earlier_clause(sentence, group, span) or lasted_by_itself(sentence, group, span)
        ):
            span = None
        stepped = years_of_steps(sentence, group, span, self._scene)
        begins = sentence.text[group.start - 1 : group.start] in ("由", "从")
        is_adjusted = _ADJUSTED.match(sentence.text, group.end) is not None
        is_aim = is_adjusted and _AIM.search(sentence.text, sentence.start, group.start)
        if stepped or (begins and not is_aim):
            began = stepped or years_from(sentence, group) or year_in_rise(sentence, group, span)
            # nobody tells since when: 自然保护地面积由213.6平方公里调整为218.4平方公里
            return span, began or (() if is_adjusted else self._year_of_origin(sentence, group))
        if span is None:
            years = self._aim.years if self._aim else year_of_paper(sentence, group)
            return self._aim, years or self._undated(sentence, group, owner)
        counted = year_in_rise(sentence, group, span) or self._years_of_row(sentence, group, owner, span)
        if counted:
            return span, counted
        is_of_all = ALL.search(sentence.text, max(owner.since, span.end), group.start) is not None
        if len(span.years) == 1 and is_of_all and not _is_of_all_names(sentence, group, owner, span):
            return span, every_year(sentence, group) or self._of_clauses(sentence, group, owner) or span.years
        years = self._as_many(sentence, group, owner, with_those_listed(sentence, span))
        return span, over_the_years(sentence, group, span, years)

    def _year_of_change_met(self, sentence: Sentence, group: Group) -> int | None:
        """Return the year of the change told right before a demand on it: 2022年是115.9，降幅6.1%，达到4.5%的目标."""
        before = [one for one in sentence.groups if one.end <= group.start]
        last = self._series[-1] if self._series else None
        if not before or last is None or last.name is None or not last.name.is_change or self._is_aside:
            return None
        since = before[-1].end
        is_dated = any(since <= span.start < group.start for span in sentence.years)
        is_single = len(before[-1].quantities) == len(group.quantities) == 1 and {last.unit, group.unit} == {"%"}
        return last.year if is_single and not is_dated and is_demanded(sentence, group) else None

    def _of_clauses(self, sentence: Sentence, group: Group, owner: Owner) -> tuple[int, ...]:
        """Return the years of the clauses that told the parts of a share, not it: 2022年…；2023年…，比例均为100%."""
        names = [name for span in owner.spans for name in span.names]
        if sentence.text[sentence.start - 1 : sentence.start] != ";" or group.unit != "%" or len(owner.spans) > 1:
            return ()
        ids = {name.indicator_id for name in names}
        found: set[int] = set()
        for told in reversed(self._series):
            if told.unit == group.unit:
                break
            if told.name is not None and told.year is not None and told.name.indicator_id in ids:
                found.add(told.year)
        return tuple(sorted(found)) if len(found) > 1 and not owner.subject else ()

    def of_change(
        self, sentence: Sentence, group: Group, owner: Owner, span: YearSpan | None, years: tuple[int, ...]
    ) -> tuple[int, ...]:
        """Return the year that a rise is for: the last of those it runs over (三年增加0.25个百分点), else the later."""
        told = {one.year for one in self._series if one.year is not None and not one.is_base}
        if len(years) == len(group.quantities) + 1 > 2 and years[-1] - years[0] == len(group.quantities):
            return years[1:]  # 2021年、2022年、2023年EQI依次为…，ΔEQI分别为0.44、0.24: the first year has none
        over = _OVER_YEARS.search(sentence.text, sentence.clause_start(group.start), group.start)
        if over is not None and len(group.quantities) == 1 and len(told) > 1:
            return years if end_of_plan(sentence, group) is not None else (self._end_of_rise(over["count"], told),)
        if span is not None and (span.kind == "baseline" or "五" in span.words) and _has_figure(sentence, span, group):
            return self.carried or self._scene.default_years or years
        if span is not None and _sets_base(sentence, span):
            return self.carried or self._scene.default_years[-1:] or years
        if span is None and not years and len(group.quantities) > 1:
            return self._years_of_levels(owner, len(group.quantities))
        later = of_the_later(sentence, group, owner, span, years)
        return self._of_the_later_told(owner, span, years) if later == years else later

    def _years_of_levels(self, owner: Owner, count: int) -> tuple[int, ...]:
        """Return the years of so many levels told right before, each of which fell: 26、24、25，较基准年分别下降…."""
        ids = {(name.indicator_id, name.sub) for one in owner.spans for name in one.names}
        levels = [one for one in self._series if not one.is_base and one.year is not None]
        last = [one for one in levels if one.name and (one.name.indicator_id, one.name.sub) in ids][-count:]
        told = tuple(one.year for one in last if one.year is not None)
        return told if count > 1 and len(set(told)) == count and len({one.name for one in last}) == 1 else ()

    def _end_of_rise(self, count: str, told: set[int]) -> int:
        """Return the year that a rise over so many years ends with: that of the paper, where it began so long before.

        2022年为41.5%，2021年为40.8%，两年累计提高1.5个百分点 in a paper on 2023.
        """
        default, over = self._scene.default_years, "一两三四五".find(count.replace("二", "两")) + 1
        is_since_first = len(default) == 1 and default[0] - min(told) in (over, over - 1)
        return default[0] if is_since_first and default[0] > max(told) else max(told)

    def _of_the_later_told(self, owner: Owner, span: YearSpan | None, years: tuple[int, ...]) -> tuple[int, ...]:
        """Return the later of two years whose figures were told the later first: 108.8；2022年是115.9，降幅6.1%."""
        last = self._series[-1] if self._series else None
        if last is None or last.name is None or years != (last.year,) or span is None or span.start > owner.since:
            return years
        of_later = [one for one in self._series if one.name is not None and one.year == years[0] + 1]
        is_told = any((one.name, one.subject) == (last.name, last.subject) for one in of_later)
        has_fall = any(one.name is not None and one.name.is_change for one in of_later)
        return (years[0] + 1,) if is_told and not has_fall and span.kind == "point" else years

    def _is_of_earlier_clause(self, sentence: Sentence, group: Group, span: YearSpan) -> bool:
        """Tell whether a demand follows a year that was only looked back to: 去年为87.2%，省定目标85%."""
        this = self._scene.context.this_year
        looks_back = span.relative and bool(span.years) and this is not None and span.years[-1] < this
        begin = sentence.clause_start(group.start)
        if not looks_back or span.end > begin or not is_demanded(sentence, group):
            return False
        return _PASSED.search(sentence.text, begin, group.start) is None

    def _as_many(self, sentence: Sentence, group: Group, owner: Owner, years: tuple[int, ...]) -> tuple[int, ...]:
        """Return the years of as many values as all years told in the sentence are: 2022年…，2023年、2024年…分别为."""
        count = len(group.quantities)
        if count > 1 and len({one.year for one in self._series[-count:]} - {None}) == 1 and len(years) == 1:
            return years  # as many figures of one year were told before: 2023年9次，…11次；2022年分别为7次和10次
        if count > 1 and len(years) == 1 and _OF_EACH.search(sentence.text, sentence.start, group.start):
            dated = tuple(dict.fromkeys(one.year for one in self._series if one.year is not None))
            years = next((found for found in (dated, self._scene.default_years) if len(found) == count), years)
        if (
            _runs_over_subs(sentence, owner, count)
            or count in (1, len(years))
            or len(owner.spans) != 1
            or owner.in_list
        ):
            return years
        if RESPECTIVELY.search(sentence.text, owner.since, group.start) is None:
            return years
        told = [one for one in sentence.years if one.start < group.start and one.kind == "point"]
        named = tuple(dict.fromkeys(year for one in told for year in one.years))
        return next((found for found in (named, self._scene.default_years) if len(found) == count), years)

    def _years_of_row(self, sentence: Sentence, group: Group, owner: Owner, span: YearSpan) -> tuple[int, ...]:
        """Return the years of the last figures where as many values follow: 2022年末A、2023年末B，…分别为a、b."""
        if change_before(sentence, group, owner.since) is not None:
            return ()
        if len(group.quantities) < 2 or len(span.years) != 1 or span.start >= owner.start or span.kind != "point":
            return ()
        told = self._series[-len(group.quantities) :]
        is_one_by_one = len({one.name for one in told}) == 1 and told[0].name is not None
        is_counted_off = RESPECTIVELY.search(sentence.text, owner.end, group.start) is not None or is_one_by_one
        if not is_counted_off or len(owner.spans) > 1:
            return ()
        years = tuple(one.year for one in told if one.year is not None)
        return years if len(set(years)) == len(group.quantities) else ()

    def _year_of_origin(self, sentence: Sentence, group: Group) -> tuple[int, ...]:
        """Return the year before the one reported on for what a rise began with where the sentence tells no other."""
        default = self._scene.default_years
        is_longer = _LONGER.search(sentence.text, sentence.start, group.start) is not None
        is_over_term = self._scene.is_over_years or _OVER_TERM.match(sentence.text) or self._is_headed_by_term(default)
        if len(default) == 1 and is_over_term and not is_longer:
            return () if is_dated_outright(sentence) else (default[0] - YEARS_OF_PLAN,)
        if len(default) != 1 or is_longer or is_dated_outright(sentence):
            return ()
        return (default[0] - 1,)

    def _is_headed_by_term(self, default: tuple[int, ...]) -> bool:
        """Tell whether a heading says that what a five-year plan brought is told, of which this is the last year."""
        terms = (_TERM_OVER.search(heading) for heading in self._scene.headings)
        return any(term is not None and (last_year_of_plan(term[1]),) == default for term in terms)

    def _undated(self, sentence: Sentence, group: Group, owner: Owner) -> tuple[int, ...]:
        """Return the years of a figure whose sentence names none; several years need 均 or as many values."""
        step = _STEP_NEXT.match(sentence.text, group.end)
        if step is not None or self._next is not None:
            return (int(step["year"]) - 1,) if step is not None else self._next or ()
        default = self.carried or self._scene.default_years
        if len(default) > 1 and _runs_over_subs(sentence, owner, len(group.quantities)):
            return ()
        if owner.subject and len(group.quantities) > 1:
            return default[-1:]  # 甲镇、乙镇分别达到95.8%和95.1%: as many values as places, not as years
        if not default and self._scene.running_year and _is_of_running_year(sentence, group):
            return (self._scene.running_year,)
        count = len(group.quantities)
        if count > 1 and _OF_EACH.search(sentence.text, sentence.start, group.start):
            dated = tuple(dict.fromkeys(told.year for told in self._series if told.year is not None))
            default = next((years for years in (dated, self._listed) if len(years) == count), default)
        elif count == len(self._listed) > len(default) and not self._series and _is_counted_off(sentence, group, owner):
            default = self._listed
        if len(default) != 1 and count == 1 and (later := year_after(sentence, group)):
            return later
        if len(default) > 1 and is_found_by_survey(sentence, group):
            default = default[-1:]
        if count == 1 and len(self._scene.default_years) > 1 and ALL.search(sentence.text, owner.since, group.start):
            dated = tuple(dict.fromkeys(told.year for told in self._series if told.year is not None))
            default = dated if set(dated) == set(self._scene.default_years) else default
        if count not in (1, len(default), len(owner.spans)) and not owner.subject and group.unit != "百分点":
            dated = tuple(dict.fromkeys(told.year for told in self._series if told.year is not None))
            default = next((years for years in (dated, self._scene.default_years) if len(years) == count), default)
        is_of_all = ALL.search(sentence.text, owner.since, group.start) is not None
        is_one_each = len(owner.spans) == count > 1  # 甲率、乙率分别达到98.7%和100%: values of two things, not years
        if len(default) not in (1, count) and (is_of_all or (len(self._listed) == count and not is_one_each)):
            default = default or self._listed
        for_all = is_of_all or count == len(default)
        return default if len(default) == 1 or for_all else ()


def _is_of_running_year(sentence: Sentence, group: Group) -> bool:
    """Tell whether a figure of a paper of a year's midst is that year's: 全年…, 37.2%，比去年同期增加3.1个百分点."""
    if _THIS_YEAR.search(sentence.text, sentence.start, group.start):
        return True
    begin = sentence.clause_start(group.start)
    is_before = _LIKE_LAST.match(sentence.text, group.end) is not None
    return is_before or _LIKE_LAST.match(sentence.text, begin - 1) is not None


def _is_counted_off(sentence: Sentence, group: Group, owner: Owner) -> bool:
    """Tell whether one thing alone is counted off: 据此测算，单位地区生产总值能耗分别为…, but not 甲镇、乙镇分别为…."""
    told = RESPECTIVELY.search(sentence.text, owner.since, group.start)
    is_one = (
        len(owner.spans) == 1
        and not owner.in_list
        and "、" not in sentence.text[sentence.clause_start(owner.start) : group.start]
    )
    return told is not None and is_one


def _is_of_all_names(sentence: Sentence, group: Group, owner: Owner, span: YearSpan) -> bool:
    """Tell whether 均, 各 means the names told, each year having a value: 2021年A、B各8.46万吨，2022年各8.59万吨."""
    before = [one for one in sentence.groups if one.end <= span.start and one.unit == group.unit]
    is_next = re.match(r"[均各都]", sentence.text[span.end : group.start]) is not None
    return bool(before) and len(owner.spans) > 1 and is_next


def _sets_base(sentence: Sentence, span: YearSpan) -> bool:
    """Tell whether a year is but the one that a rise over the years is counted from: 以2020年为基期，三年累计降低."""
    return span.kind == "baseline" and "为" in span.words and sentence.text[span.start - 1 : span.start] == "以"


def _has_figure(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    return any(span.end <= one.start and one.end <= group.start for one in sentence.groups)


def _dates_anew(sentence: Sentence) -> bool:
    """Tell whether a sentence names a year for its own figures, none told before them or those of earlier alone."""
    text, inside = sentence.text, sentence.paragraph.inside
    return any(
        not (span.opens or text[span.start - 1 : span.start] in ("由", "从") or inside(span.start) >= sentence.start)
        for span in sentence.years
    )


def _in_bracket_after(sentence: Sentence, group: Group) -> YearSpan | None:
    """Return the years that fill a bracket after figures: 95%、96%（分别为2021年、2022年）."""
    if (opened := _YEARS_AFTER.match(sentence.text, group.end)) is None:
        return None
    after = next((span for span in sentence.years if span.start == opened.end()), None)
    if after is None or _CLOSES.match(sentence.text, after.end):
        return after
    # 85.6%（2022年）、96.3%（2023年，其中…）: the last of several that are dated so tells more
    index = sentence.groups.index(group)
    before = sentence.groups[index - 1] if index else None
    is_listed = before is not None and sentence.text[group.start - 1 : group.start] in "、,和及"
    goes_on = is_listed and sentence.text.startswith(",", after.end)
    return after if goes_on and before is not None and _in_bracket_after(sentence, before) is not None else None


def _runs_over_subs(sentence: Sentence, owner: Owner, count: int) -> bool:
    """Tell whether values are as many as the sub-indicators of the one thing named: 三项的目标值依次为."""
    if count < 2 or len(owner.spans) != 1 or len(owner.spans[0].names) != 1:
        return False
    return len(sibling_subs(owner.spans[0].names[0], sentence.scene.edition)) == count
