"""Follows a document from heading to heading, making the scene of each passage."""

import re
from itertools import pairwise

from pipeline.led_names import own_matter
from pipeline.lexicon import Mention, lexicon_of
from pipeline.numbers.five_year_plans import last_year_of_plan
from pipeline.numbers.shadow import shadow
from pipeline.numbers.year_span import YearContext
from pipeline.numbers.years import baseline_year, usual_range, years
from pipeline.once import kept_property
from pipeline.passages import Prose, Table, heading_level
from pipeline.stages.extraction.aims_led import AimsLed
from pipeline.stages.extraction.aims_of_plans import first_year_of_plan
from pipeline.stages.extraction.context.things import matters_of
from pipeline.stages.extraction.context.topics import matter_told
from pipeline.stages.extraction.looked_back import year_looked_back_on
from pipeline.stages.extraction.paper_circle import circle_of
from pipeline.stages.extraction.paper_places import has_counties_below, town
from pipeline.stages.extraction.paper_years import (
    hands_down,
    is_of_part_year,
    reported_year,
    reported_years,
    sets_targets,
    tells_so_far,
    without_stale_period,
    year_of_page,
    year_of_plan,
    year_told_most,
)
from pipeline.stages.extraction.points_led import PointsLed
from pipeline.stages.extraction.renamed import indexes_told
from pipeline.stages.extraction.run_in import run_in_heading
from pipeline.stages.extraction.scene import Scene, Section
from pipeline.stages.extraction.sections import is_next, section_kind, tells_what_was_done
from pipeline.stages.extraction.source_years import year_of_source
from pipeline.task_headings import heads_term
from pipeline.values import replace
from schemas.document import Identity
from schemas.edition import Edition
from schemas.parsed import ParsedDocument, TextBlock
from schemas.tag import Tag

MAX_TITLE_CHARS = 40
# the first months of a year report on the year before
LAST_MONTH_OF_REPORTS = 3
# from November on 目前 is the year's end
LAST_MONTH_OF_THE_YEAR_SO_FAR = 10
_YEARS_PLAN = re.compile(
    r"(?P<year>20\d\d|明年|来年|今年|下年)年?度?(?:的)?(?:计划|安排|打算|(?<=[今明来下]年)工作(?:计划|安排|打算)|工作思路|重点工作|主要工作|工作重点|工作任务|预期(?:目标)?|主要目标|目标$|计划草案|展望|谋划)(?!.*(?:完成|开展|进展|总结|回顾|执行|落实))"
)
# 今后五年的奋斗目标和2022年重点工作, on a page that neither tells its day nor reports on a year
_SETS_AIMS = re.compile(
    r"(?=.*(?:20\d\d年|今年|明年))(?!.*(?:完成|开展|进展|总结|回顾|执行|落实|情况)).*(?:目标|总体要求|预期)"
)
_ASKS = re.compile(r"(?:确保|力争|争取)[^。；;]{2,40}\d")
_IS_DONE = re.compile(
    r"同比|[较比](?:上年|去年|20\d\d年)|已(?:经)?(?:完成|建成|达|全)|(?:实现|完成|建成)了|全年(?:完成|实现|共)"
)
_SEVERAL_YEARS = re.compile(r"[12２１]\s*[0-9０-９\s]{3,6}\s*年?\s*[-—–－~～至到、，,和及与]\s*[2２]")
_NUMBER_OF_HEADING = re.compile(r"[\d()（）.、一二三四五六七八九十第指标项:]*")
_TESTIMONY = re.compile(
    r"经验(?:交流|介绍|做法|材料)|交流(?:材料|发言)|典型(?:案例|材料|发言)|先进事迹|考察(?:学习|报告)|学习考察|工作札记"
)
_DAY_OF_ALL = re.compile(
    r"[(（]?(?:数据|统计|资料)?(?:时间)?[:：]?截[至止]到?(?:时间)?[:：为]?(?P<year>20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日|[底末])?(?:数据)?[)）]?"
    # （2023年12月31日）, （2023年末）: no day on which a paper is signed
    r"|[(（](?P<closed>20\d\d)年(?:度|[底末]|12月31日)(?:数据)?[)）]"
)
# early in a year: 今年计划再改造800户，力争…; 新的一年，我们要…
_THIS_YEAR_AHEAD = re.compile(
    r"\s*[“\"]?(?:今年|本年度?|新的一年里?|(?P<year>20\d\d)年)(?:[，,]?(?:我们|我[县局区市]|全[县区市]|[县市区]里)?(?:还|仍|继续)?"
    r"(?:计划|拟|将|力争|打算|准备|要|确保|争取)"
    r"|[^。；，,\d]{0,16}(?:预期|约束性|奋斗|工作|主要|总体|的)目标(?:是|为|[:：]))"
)
_AS_OF_DATED = re.compile(r"截[至止]到?(?:填表|填报|制表)(?:之?日|时)")
_OF_YEAR_BEFORE = re.compile(r"\s*(?:同年|当年|该年|次年|翌年)")
_YEAR_LINE = re.compile(r"\s*(?:[(（]?\d{1,2}[)）.、])?(?:19|20)\d\d\s?年度?[\s:：为]{1,3}[\d.]+")
_LABEL_LINE = re.compile(
    r"(?:[【\[]?指标\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[】\]]?|[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.．、])[:：、.．\s]*(?P<name>[^。；;，,：:\d]{4,24})"
)
# 【考核要求】≥80% on a page whose title names the one indicator that it is on
_DEMAND_LINE = re.compile(
    r"\s*[【\[]?(?:考核|指标|目标|建设|国家|达标)(?:要求|目标|标准|值)[】\]]?[:：]?\s*(?:县|全县|县级|市|区)?[≥≤≧≦>＞<＜不]"
)
# when a page was put on the web is no year of its figures: 2024年06月05日 09:42 来源：…
_PUBLISHED = re.compile(r"来源:|(?:发布|更新|发文|成文|公开)(?:时间|日期):|浏览(?:次数|量)?:|索引号|记者|作者:")
# “十三五”期间，我县…: what follows is told of the whole term
_OVER_TERM = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、)?[“\"]?十(?P<term>[一二三四五六])五[”\"]?(?:期间|时期)(?!规划|的?(?:目标|计划|任务))"
)
_TELL_WHAT_IS = frozenset({"survey", "monitoring", "assessment", "statistics", "bulletin"})
_NUMBERED = re.compile(r"^(?:指标\s?\d+|附件|附表|第[一二三四五六七八九十\d]+[章节部])")


class SceneReader:
    """Follows a document from heading to heading."""

    def __init__(self, parsed: ParsedDocument, identity: Identity, tags: tuple[Tag, ...], edition: Edition) -> None:
        """Take what holds for the whole document."""
        identity = without_stale_period(identity)
        texts = [block.text for block in parsed.blocks if isinstance(block, TextBlock)]
        told = year_told_most(identity, texts) or year_looked_back_on(identity, texts)
        self._reported = reported_years(identity) if told is None else (told,)
        if not self._reported and identity.date is not None and any(_AS_OF_DATED.search(text) for text in texts):
            self._reported = (identity.date.year,)
        self._is_part_year = is_of_part_year(identity, texts)
        self._context = YearContext(
            reported=told or reported_year(identity, is_part_year=self._is_part_year),
            dated=identity.date.year if identity.date else None,
            latest=self._reported[-1] if len(self._reported) > 1 else None,
            usual=usual_range(shadow(text).text for text in texts if _SEVERAL_YEARS.search(text))
            or _if_several(self._reported),
            base=baseline_year(text for text in texts if "基准年" in text),
            late=identity.date is not None and identity.date.month > LAST_MONTH_OF_THE_YEAR_SO_FAR,
        )
        self._edition, self._lexicon = edition, lexicon_of(edition)
        self._is_undated = identity.date is None and identity.period is None
        self._texts = texts
        late = identity.date is not None and identity.date.month > LAST_MONTH_OF_REPORTS
        self._is_early = identity.date is not None and not late and self._context.reported != identity.date.year
        self._year_of_plan = year_of_plan(identity)
        self._running_year = self._year_of_plan or (identity.date.year if identity.date and late else None)
        self._is_plan = identity.kind == "plan"
        self._begins = first_year_of_plan(identity, texts)
        # where a plan tells what is, it is like a page torn from a report; what a brief tells is of the year that runs
        self._year_of_state = year_of_page(texts) if self._is_plan and not self._reported else None
        if not (self._reported or self._is_plan) and self._running_year is not None and tells_so_far(texts):
            self._reported = (self._running_year,)
        self._sets_targets = sets_targets(identity)
        self._is_on_done = tells_what_was_done(identity.title or "")
        to_counties = any(has_counties_below(text) for text in texts if text.rstrip().endswith((":", "：")))
        self._hands_down = hands_down(identity, goes_to_counties=to_counties)
        self._tells_what_is = identity.kind in _TELL_WHAT_IS
        terms = {match["term"] for text in texts if (match := _OVER_TERM.match(text)) is not None}
        ended = set(map(last_year_of_plan, terms))
        # a paper looks back on the five years of a plan, of which the one it reports on was the last
        self._is_over_years = len(self._reported) == 1 and (
            ended == set(self._reported) or (told is not None and any(map(heads_term, texts)))
        )
        if self._is_plan and not self._reported and len(ended) == 1 and self._comes_after(ended):
            self._year_of_state, self._is_over_years = ended.pop(), True
        self._circle = circle_of(identity, texts)
        # what is told to others as an example of good work proves nothing of a year
        self._proved = frozenset() if _TESTIMONY.search(identity.title or "") else _proved(tags, identity)
        self._titled = self._one_named(identity.title or "")
        self._stand_above()

    def _stand_above(self) -> None:
        """Go to the top of the document, above its first passage."""
        self._section: Section = "plain"
        self._section_level, self._is_aimed = 0, False
        # what a heading says is to be done next, with its year; None below any other
        self._next: tuple[int, ...] | None = None
        self._before, self._aims, self._points = "", AimsLed(), PointsLed()
        self._label: tuple[Mention, ...] = ()
        self._labelled: tuple[str, ...] = ()
        self._led: tuple[Mention, ...] = ()
        self._scenes: dict[tuple[tuple[str, ...], Section, tuple[int, ...] | None], Scene] = {}
        self._headings: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}

    def at(self, passage: Prose | Table) -> Scene:
        """Return the scene of the next passage, taking note of it where it is a heading."""
        if isinstance(passage, Prose):
            self._note_section(passage)
            self._note_day(passage.text)
        key = (passage.headings, self._section, self._next)
        if key not in self._scenes:
            self._scenes[key] = self._scene(passage)
        return self._of_paragraph(self._scenes[key], passage) if isinstance(passage, Prose) else self._scenes[key]

    def _of_paragraph(self, scene: Scene, passage: Prose) -> Scene:
        """Return the scene of a paragraph by its first words: a heading of its own, 同年 of the paragraph before."""
        before, self._before = self._before, passage.text
        scene = self._on_own_matter(self._labelled_by(scene, before, passage), passage)
        if _OF_YEAR_BEFORE.match(passage.text) and self._context.reported is None:
            spans = [one for one in years(shadow(before), self._context) if one.kind == "point" and not one.relative]
            told = next((one.years[0] for one in reversed(spans) if len(one.years) == 1), None)
            return replace(scene, context=replace(scene.context, told=told))
        if self._titled and not scene.heading and _DEMAND_LINE.match(passage.text) is not None:
            scene = replace(scene, heading=self._titled)
        if not scene.default_years and not self._is_plan and (year := year_of_source(passage.text)) is not None:
            scene = replace(scene, default_years=(year,))
        scene = self._points.scene(self._aims.scene(scene, passage), passage)
        opened = run_in_heading(passage.text)
        if not opened and self._context.dated and self._says_what_lies_ahead(passage.text):
            return self._ahead(replace(scene, section="task", default_years=(self._context.dated,)))
        return self._below(scene, opened) if opened else scene

    def _says_what_lies_ahead(self, text: str) -> bool:
        """Tell whether a paragraph of a paper of a year's first months begins with what is to be done in that year."""
        begun = _THIS_YEAR_AHEAD.match(text) if self._is_early else None
        return begun is not None and begun["year"] in (None, str(self._context.dated))

    def _on_own_matter(self, scene: Scene, passage: Prose) -> Scene:
        """Return the scene of a paragraph that sets its matter before it: 生活垃圾：137个行政村实现无害化处理."""
        if not (over := own_matter(shadow(passage.text).text)):
            return scene
        told = matter_told(over, matters_of(self._edition))
        proved = {indicator_id for indicator_id, _ in self._proved}
        ids = tuple(sorted({indicator_id for indicator_id, _ in told} & proved))
        return replace(scene, near_ids=ids) if ids and ids != scene.near_ids else scene

    def _labelled_by(self, scene: Scene, before: str, passage: Prose) -> Scene:
        """Return the scene below a line that is nothing but a name though no heading: 【指标30】绿色建筑比例."""
        if label := _LABEL_LINE.fullmatch(before.strip()):
            self._label, self._labelled = self._one_named(label["name"]), passage.headings
        if not scene.heading and (led := self._led_by(before, passage.text)):
            return replace(scene, heading=led)
        if not self._label or passage.headings != self._labelled or scene.heading:
            return scene
        return replace(scene, heading=self._label)

    def _led_by(self, before: str, text: str) -> tuple[Mention, ...]:
        """Return the one thing that leads a list of years, a line each: 近三年EQI结果为：, then 2021年 58.3."""
        if _YEAR_LINE.match(text) is None:
            self._led = ()
        elif _YEAR_LINE.match(before) is None:
            line = shadow(before.strip()).text
            told = indexes_told(line) if line.endswith(":") else []
            self._led = self._one_named(told[0][0] if len(told) == 1 else line) if line.endswith(":") else ()
        return self._led

    def _below(self, scene: Scene, opened: str) -> Scene:
        """Return the scene of a paragraph that opens with a heading: 四、2023年打算。…, 二、2022年。…"""
        plan = _YEARS_PLAN.search(opened)
        is_plan = self._lies_ahead(plan["year"]) if plan is not None else is_next(opened)
        named = self._heading(opened)[0]
        if not is_plan:
            if scene.section == "task" and not any(str(year) in opened for year in named):
                return scene  # 今年主要预期目标是：… below 2024年重点任务
            return replace(scene, default_years=named) if named else scene
        ahead = replace(scene, section="task", default_years=named or self._undecided())
        is_told = any(str(year) in opened for year in named) or (plan is not None and plan["year"] == "今年")
        return self._ahead(ahead) if is_told else ahead

    def _ahead(self, scene: Scene) -> Scene:
        """Return a scene of what is planned for the year after the one reported on: its 今年 is that year."""
        planned, reported = scene.default_years, self._context.reported
        if scene.section != "task" or reported is None or planned != (reported + 1,):
            return scene
        return replace(scene, context=replace(scene.context, reported=planned[0], plans=True))

    def _undecided(self) -> tuple[int, ...]:
        """Return the years of what is to be done next: that of a plan, none that a report tells of."""
        return (self._year_of_plan,) if self._year_of_plan is not None else ()

    def _scene(self, passage: Prose | Table) -> Scene:
        scene = Scene(
            edition=self._edition,
            lexicon=self._lexicon,
            context=self._context,
            default_years=self._default_years(passage.headings),
            near_ids=self._near_ids(passage.headings),
            section=self._section,
            is_plan=self._is_plan,
            begins=self._begins,
            sets_targets=self._sets_targets,
            is_part_year=self._is_part_year,
            speaks_of_county=self._circle.is_of_county,
            is_early=self._is_early,
            is_district=self._circle.is_district,
            own_subject=self._circle.subject,
            own_places=self._circle.places,
            running_year=self._running_year,
            heading=self._one_named(passage.headings[-1]) if passage.headings else (),
            listed=self._listed(passage.headings[-1]) if passage.headings else (),
            proved=self._proved,
            headings=tuple(shadow(heading).text for heading in passage.headings),
            hands_down=self._hands_down,
            is_over_years=self._is_over_years,
            tells_what_is=self._tells_what_is,
            is_aimed=self._is_aimed and self._section == "task",
        )
        return self._ahead(scene)

    def _comes_after(self, ended: set[int]) -> bool:
        """Tell whether a plan begins right after the five years that it looks back on."""
        return self._begins is not None and ended == {self._begins - 1}

    def _note_section(self, passage: Prose) -> None:
        text = passage.text.strip().rstrip(":： ")
        if len(text) > MAX_TITLE_CHARS or text[-1:] in "。；，、;,":
            return
        block = passage.pieces[0].block
        level = heading_level(block) or 0
        kind = section_kind(text, is_ahead=self._is_plan or self._sets_targets, is_on_done=self._is_on_done)
        if kind in ("plain", "task") and self._is_undated and _SETS_AIMS.match(text) is not None:
            kind, self._is_aimed = "task", True
        elif kind in ("plain", "task") and (plan := _YEARS_PLAN.search(text)) is not None:
            # 2024年重点工作 on a page that nobody dated, which asks and tells nothing done
            self._is_aimed = self._is_undated and plan["year"].isdigit() and self._asks_only
            kind = "task" if self._is_aimed or self._lies_ahead(plan["year"]) else "plain"
        if kind != "plain" and (level or self._is_aimed or len(text) <= 12):
            self._section, self._section_level = kind, level
            self._next = self._heading(text)[0] or self._undecided() if kind == "task" and is_next(text) else None
        elif _NUMBERED.match(text) or (level and self._section_level and level <= self._section_level):
            self._section, self._section_level, self._next, self._is_aimed = "plain", 0, None, False

    @kept_property
    def _asks_only(self) -> bool:
        """Whether a paper asks for figures and tells of nothing done."""
        return any(map(_ASKS.search, self._texts)) and not any(map(_IS_DONE.search, self._texts))

    def _lies_ahead(self, words: str) -> bool:
        """Tell whether the year of a heading (2024, 今年, 明年) is after the one reported on."""
        if not words.isdigit():
            return words != "今年" or self._is_early
        year, reported, dated = int(words), self._context.reported, self._context.dated
        if reported is not None:
            return year > reported
        return dated is not None and (year > dated or (year == dated and self._is_early))

    def _note_day(self, text: str) -> None:
        """Take a line that is nothing but （截至2024年12月25日） for the day of all figures below."""
        day = _DAY_OF_ALL.fullmatch(text.strip())
        if day is not None and len(self._reported) != 1 and not self._is_plan:
            self._reported = (int(day["year"] or day["closed"]),)
            self._scenes.clear()

    def _default_years(self, headings: tuple[str, ...]) -> tuple[int, ...]:
        for heading in reversed(headings):
            if named := self._heading(heading)[0]:
                return named
        if self._year_of_plan is not None and self._section != "state":
            return (self._year_of_plan,)
        if self._year_of_state is not None and self._section == "state":
            return (self._year_of_state,)
        return self._reported if self._next is None else self._next

    def _near_ids(self, headings: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for heading in headings for name in self._heading(heading)[1]))

    def _one_named(self, heading: str) -> tuple[Mention, ...]:
        """Return the mentions of the one span that a heading names, () where it names none or several."""
        mentions = self._lexicon.find(shadow(heading).text)
        spans = {(mention.start, mention.end) for mention in mentions}
        return tuple(mentions) if len(spans) == 1 else ()

    def _listed(self, heading: str) -> tuple[Mention, ...]:
        """Return the mentions of several spans where a heading is nothing but their list (甲率、乙率)."""
        seen = shadow(heading).text
        mentions = self._lexicon.find(seen)
        spans = sorted({(mention.start, mention.end) for mention in mentions})
        if (
            len(spans) < 2
            or _NUMBER_OF_HEADING.fullmatch(seen[: spans[0][0]]) is None
            or seen[spans[-1][1] :].strip(":。")
        ):
            return ()
        links = (seen[end:start] for (_, end), (start, _) in pairwise(spans))
        return tuple(mentions) if all(link in ("、", ",", "和", "及", "与", "/", "以及") for link in links) else ()

    def _heading(self, text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Return the years and the indicators that a heading names, worked out once."""
        if text not in self._headings:
            shade = shadow(text)
            told = () if _PUBLISHED.search(shade.text) else years(shade, self._context)
            named = [span.years for span in told if span.kind == "point" and span.years]
            if self._is_early and self._context.dated and (plan := _YEARS_PLAN.search(text)) and plan["year"] == "今年":
                named = [(self._context.dated,)]
            if self._context.reported is not None and heads_term(text):
                named = [(self._context.reported,)]
            mentions = self._lexicon.find(shade.text)
            self._headings[text] = (named[-1] if named else (), tuple(m.indicator_id for m in mentions))
        return self._headings[text]


def _if_several(years: tuple[int, ...]) -> tuple[int, ...]:
    return years if len(years) > 1 else ()


def _proved(tags: tuple[Tag, ...], identity: Identity) -> frozenset[tuple[str, int | None]]:
    """Return what a document proves; what a town tells of itself proves nothing of the county, and is the town's."""
    proved = tuple(tag for tag in tags if tag.relation == "evidence" and tag.state != "rejected")
    if not proved and identity.kind in ("summary", "statistics") and town(identity):
        proved = tuple(tag for tag in tags if tag.state != "rejected")
    return frozenset((tag.indicator_id, tag.sub) for tag in proved)
