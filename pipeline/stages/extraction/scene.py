"""The scene of a passage: which edition, which section of the document, which years it speaks of."""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from pipeline.lexicon import Lexicon, Mention, lexicon_of
from pipeline.numbers.shadow import shadow
from pipeline.numbers.year_span import YearContext
from pipeline.numbers.years import baseline_year, usual_range, years
from pipeline.passages import Prose, Table, heading_level
from pipeline.stages.extraction.left_out import Notes
from schemas.document import Identity
from schemas.edition import Edition
from schemas.parsed import ParsedDocument, TextBlock
from schemas.tag import Tag

# state: 现状, 完成情况; task: 工作任务, 下一步; definition: 指标解释; plain: nothing said
# target: a column of targets
Section = Literal["state", "task", "definition", "target", "plain"]
MAX_TITLE_CHARS = 40
FULL_YEAR_DAYS = 330
MAX_REPORTED_YEARS = 5
# the first months of a year report on the year before
LAST_MONTH_OF_REPORTS = 3
# from November on 目前 is the year's end
LAST_MONTH_OF_THE_YEAR_SO_FAR = 10

_TASK_FIRST = re.compile(r"下一步|下阶段|工作计划|工作打算|工作安排|努力方向|整改措施")
_YEARS_PLAN = re.compile(
    r"(?P<year>20\d\d|明年|今年|下年)年?度?(?:的)?(?:计划|安排|打算|工作思路|重点工作|主要工作|工作重点|工作任务|预期目标|主要目标|计划草案|展望|谋划)(?!.*(?:完成|开展|进展|总结|回顾|执行|落实))"
)
_LOOKS_BACK = re.compile(r"回顾|工作总结|主要做法|主要成绩")
_DEFINITION = re.compile(r"指标解释|指标含义|指标定义|指标说明|名词解释|术语|计算方法|计算公式|评价方法|考核依据$")
_STATE = re.compile(
    r"现状|完成情况|达标情况|进展|成效|自评|自查|落实情况|执行情况|基本情况|开展情况|监测结果|评价结果|调查结果"
)
_TASK = re.compile(r"工作任务|主要任务|重点任务|任务$|目标|保障|重点工程|工作要求|建设内容|实施步骤|建议")
_SEVERAL_YEARS = re.compile(r"[12２１]\s*[0-9０-９\s]{3,6}\s*年?\s*[-—–－~～至到、，,和及与]\s*[2２]")
_WITH_PLAN = re.compile(
    r"(?:总结|执行情况|完成情况|工作情况|工作回顾).{0,14}?(?:20\d\d年|下一?年|今年|明年).{0,14}?(?:计划|打算|安排|思路|要点|目标|草案|谋划)"
)
_SETTING = frozenset({"plan", "notice", "regulation"})
_SETS_TARGETS = re.compile(
    r"下达|目标任务|目标责任|考核目标|控制目标|任务分解|任务清单|实施方案|工作方案|行动计划|工作要点|工作计划"
)
_TOWN = re.compile(
    r"(?:中共)?(?:[一-龥]{2,8}?(?:自治县|[县市区旗]))?(?P<town>[一-龥]{2,6}?(?:镇|乡|街道))"
    r"(?=人民政府|办事处|政府|党委|委员会|党政|(?:19|20)\d\d年)"
)
_COUNTY = re.compile(r"[一-龥]{2,5}?(?:自治县|[县区旗市])(?![一-龥]{0,1}级)")
_COUNTIES_BELOW = re.compile(
    r"个设区市中|(?:各|[一-龥\d]个)县(?:[、，]|[(（]|[市区]|生态|环境|政府|人民)|县[(（][市区]|县[、，]?区均"
)
_FIRM = re.compile(r"[一-龥()（）]{3,24}?(?:有限公司|股份公司|有限责任公司|集团|合作社|(?<!污水处理)厂)")
_OF_FIRM = re.compile(r"信息(?:依法)?披露|自行监测|执行报告|清洁生产|企业环境(?:报告|信息)|环境责任")
_OF_STATE = re.compile(
    r"^(?:(?:19|20)\d\d年?度?)?(?:全国|中国(?!共产党)|国家统计局$|(?:生态环境|水利|自然资源|农业农村|住房和城乡建设)部)"
)
_OF_PROVINCE = re.compile(r"^(?:(?:19|20)\d\d年?度?)?(?:全省|[一-龥]{2,4}省|[一-龥]{2,6}(?<!族)自治区)")
_NUMBER_OF_HEADING = re.compile(r"[\d()（）.、一二三四五六七八九十第指标项:]*")
_TESTIMONY = re.compile(
    r"经验(?:交流|介绍|做法|材料)|交流(?:材料|发言)|典型(?:案例|材料|发言)|先进事迹|考察(?:学习|报告)|学习考察|工作札记"
)
_DAY_OF_ALL = re.compile(
    r"[(（]?(?:数据|统计|资料)?(?:时间)?[:：]?截[至止]到?(?:时间)?[:：为]?(?P<year>20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日|[底末])?(?:数据)?[)）]?"
)
_NUMBERED = re.compile(r"^(?:指标\s?\d+|附件|附表|第[一二三四五六七八九十\d]+[章节部])")


@dataclass(frozen=True)
class Scene:
    """What is known of a passage before it is read.

    `default_years` hold where a sentence names no year: those of the nearest heading, else the one year that the
    document reports on. `near_ids` are the indicators that the headings name, the nearest last. `proved` are the
    (indicator_id, sub) pairs for which the document is evidence.
    `heading` are the mentions of the one thing that the heading names, `listed` those of several that it lists.
    `running_year` is the year in which 年底 and 全年 of a document without period lie, None where that is not certain.
    `is_early` tells that the year in which the document is dated was far from over, `is_district` that 全区 is its own.
    `headings` are those above the passage, as shadows, the nearest last.
    `own_subject` is the town whose report it is, "" where it is the county's. `notes` are where the readers say why
    they leave a number out, None where nobody asks.
    """

    edition: Edition
    lexicon: Lexicon
    context: YearContext
    default_years: tuple[int, ...]
    near_ids: tuple[str, ...]
    section: Section
    is_plan: bool
    sets_targets: bool
    is_part_year: bool
    speaks_of_county: bool
    is_early: bool
    is_district: bool
    own_subject: str
    own_places: tuple[str, ...]
    running_year: int | None
    heading: tuple[Mention, ...]
    listed: tuple[Mention, ...]
    proved: frozenset[tuple[str, int | None]]
    headings: tuple[str, ...] = ()
    notes: Notes | None = None

    def proves(self, indicator_id: str, sub: int | None) -> bool:
        """Tell whether the document is evidence for the (sub-)indicator; a tag without sub counts for each."""
        if (indicator_id, None) in self.proved or (indicator_id, sub) in self.proved:
            return True
        return sub is None and indicator_id in self.proved_ids

    @cached_property
    def proved_ids(self) -> frozenset[str]:
        """The indicators that the document is evidence for, in whole or in part."""
        return frozenset(indicator_id for indicator_id, _ in self.proved)


class SceneReader:
    """Follows a document from heading to heading."""

    def __init__(self, parsed: ParsedDocument, identity: Identity, tags: tuple[Tag, ...], edition: Edition) -> None:
        """Take what holds for the whole document."""
        texts = [block.text for block in parsed.blocks if isinstance(block, TextBlock)]
        period = identity.period
        whole_year = period is not None and period.start.year == period.end.year
        days = (period.end - period.start).days + 1 if period else 0
        self._reported = _reported_years(identity)
        self._is_part_year = whole_year and days < FULL_YEAR_DAYS and identity.kind != "survey"
        self._context = YearContext(
            reported=_reported_year(identity, is_part_year=self._is_part_year),
            dated=identity.date.year if identity.date else None,
            latest=self._reported[-1] if len(self._reported) > 1 else None,
            usual=usual_range(shadow(text).text for text in texts if _SEVERAL_YEARS.search(text))
            or _if_several(self._reported),
            base=baseline_year(text for text in texts if "基准年" in text),
            late=identity.date is not None and identity.date.month > LAST_MONTH_OF_THE_YEAR_SO_FAR,
        )
        self._edition, self._lexicon = edition, lexicon_of(edition)
        late = identity.date is not None and identity.date.month > LAST_MONTH_OF_REPORTS
        self._is_early = identity.date is not None and not late and self._context.reported != identity.date.year
        self._running_year = _year_of_plan(identity) or (identity.date.year if identity.date and late else None)
        self._is_plan = identity.kind == "plan"
        self._sets_targets = _sets_targets(identity)
        self._own_places = _own_places(identity)
        of_county = any(word in text for text in texts for word in ("全县", "我县", "县域", "本县"))
        branch_city = _branch_city(identity, texts)
        has_counties = not branch_city and any(_COUNTIES_BELOW.search(text) for text in texts)
        self._own_places = tuple(dict.fromkeys((*self._own_places, *branch_city)))
        self._speaks_of_county = of_county or has_counties or _is_below_city(identity, self._own_places)
        of_state = not identity.issuer and not self._own_places and any("全国" in text for text in texts)
        wider = "" if of_county or branch_city else _wider(identity, self._own_places, has_counties=has_counties)
        self._own_subject = (
            _town(identity) or wider or _firm(identity) or ("全国" if of_state and not of_county else "")
        )
        # what is told to others as an example of good work proves nothing of a year
        self._proved = frozenset() if _TESTIMONY.search(identity.title or "") else _proved(tags)
        self._section: Section = "plain"
        self._section_level = 0
        self._scenes: dict[tuple[tuple[str, ...], Section], Scene] = {}
        self._headings: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}

    def at(self, passage: Prose | Table) -> Scene:
        """Return the scene of the next passage, taking note of it where it is a heading."""
        if isinstance(passage, Prose):
            self._note_section(passage)
            self._note_day(passage.text)
        key = (passage.headings, self._section)
        if key not in self._scenes:
            self._scenes[key] = self._scene(passage)
        return self._scenes[key]

    def _scene(self, passage: Prose | Table) -> Scene:
        return Scene(
            edition=self._edition,
            lexicon=self._lexicon,
            context=self._context,
            default_years=self._default_years(passage.headings),
            near_ids=self._near_ids(passage.headings),
            section=self._section,
            is_plan=self._is_plan,
            sets_targets=self._sets_targets,
            is_part_year=self._is_part_year,
            speaks_of_county=self._speaks_of_county,
            is_early=self._is_early,
            is_district=any(place.endswith("区") and not place.endswith("自治区") for place in self._own_places),
            own_subject=self._own_subject,
            own_places=self._own_places,
            running_year=self._running_year,
            heading=self._one_named(passage.headings[-1]) if passage.headings else (),
            listed=self._listed(passage.headings[-1]) if passage.headings else (),
            proved=self._proved,
            headings=tuple(shadow(heading).text for heading in passage.headings),
        )

    def _note_section(self, passage: Prose) -> None:
        text = passage.text.strip().rstrip(":： ")
        if len(text) > MAX_TITLE_CHARS or text[-1:] in "。；，、;,":
            return
        block = passage.pieces[0].block
        level = heading_level(block) or 0
        kind = _section_kind(text, is_ahead=self._is_plan or self._sets_targets)
        if kind in ("plain", "task") and (plan := _YEARS_PLAN.search(text)) is not None:
            kind = "task" if self._lies_ahead(plan["year"]) else "plain"
        if kind != "plain" and (level or len(text) <= 12):
            self._section, self._section_level = kind, level
        elif _NUMBERED.match(text) or (level and self._section_level and level <= self._section_level):
            self._section, self._section_level = "plain", 0

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
            self._reported = (int(day["year"]),)
            self._scenes.clear()

    def _default_years(self, headings: tuple[str, ...]) -> tuple[int, ...]:
        for heading in reversed(headings):
            if named := self._heading(heading)[0]:
                return named
        return self._reported

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
            named = [span.years for span in years(shade, self._context) if span.kind == "point" and span.years]
            mentions = self._lexicon.find(shade.text)
            self._headings[text] = (named[-1] if named else (), tuple(m.indicator_id for m in mentions))
        return self._headings[text]


def _reported_years(identity: Identity) -> tuple[int, ...]:
    """Return the years a document reports on, () where it is a plan or they are too many to be meant one by one."""
    period = identity.period
    if period is not None and _looks_back_and_ahead(identity):
        return (period.start.year,)
    if period is None or identity.kind == "plan" or period.end.year - period.start.year >= MAX_REPORTED_YEARS:
        return ()
    return tuple(range(period.start.year, period.end.year + 1))


def _reported_year(identity: Identity, *, is_part_year: bool) -> int | None:
    """Return the one year that a document reports on, None where it reports on none or several."""
    period = identity.period
    if period is None or is_part_year:
        return None
    is_one = period.start.year == period.end.year or _looks_back_and_ahead(identity)
    return period.start.year if is_one else None


def _year_of_plan(identity: Identity) -> int | None:
    """Return the year of a plan of one year, in which its 年底 and 全年 lie; None for any other document."""
    period = identity.period
    is_of_one = identity.kind == "plan" and period is not None and period.start.year == period.end.year
    return period.start.year if is_of_one and period is not None else None


def _looks_back_and_ahead(identity: Identity) -> bool:
    """Tell whether a report on one year also holds the plan of the next: 2022年工作总结和2023年工作计划."""
    period = identity.period
    if period is None or identity.kind == "plan" or period.end.year != period.start.year + 1:
        return False
    return _WITH_PLAN.search(identity.title or "") is not None


def _sets_targets(identity: Identity) -> bool:
    """Tell whether a document sets targets by its kind or title; a notice on a year that is over reports."""
    if _SETS_TARGETS.search(identity.title or ""):
        return True
    period, dated = identity.period, identity.date
    if identity.kind == "notice" and period is not None and dated is not None and period.end < dated:
        return False
    return identity.kind in _SETTING


def _if_several(years: tuple[int, ...]) -> tuple[int, ...]:
    return years if len(years) > 1 else ()


def _town(identity: Identity) -> str:
    """Return the town whose own report a document is: its figures are not the county's; "" for the county's."""
    for words in (identity.issuer, identity.title):
        match = _TOWN.match(words) if words and "、" not in words else None
        if match is not None and match["town"] not in ("乡镇", "各乡镇"):
            return match["town"]
    return ""


def _firm(identity: Identity) -> str:
    """Return the enterprise whose own disclosure a document is, "" for those that measure or ask for the county."""
    firm = _FIRM.match(identity.issuer or "") or _FIRM.match(identity.title or "")
    return firm[0] if firm is not None and _OF_FIRM.search(identity.title or "") else ""


def _wider(identity: Identity, own_places: tuple[str, ...], *, has_counties: bool) -> str:
    """Return 全省, 全国, 全市 for the document of a province, the state, a city of several counties, else "".

    Its head must name no county.
    """
    if own_places:
        is_city = all(place.endswith("市") for place in own_places) and not _is_below_city(identity, own_places)
        return "全市" if is_city and has_counties else ""
    words = (identity.issuer or "", identity.title or "")
    if any(_OF_STATE.search(word) for word in words):
        return "全国"
    return "全省" if any(_OF_PROVINCE.search(word) for word in words) else ""


def _is_below_city(identity: Identity, own_places: tuple[str, ...]) -> bool:
    """Tell whether issuer or title belong to a county or a city's branch in one: there 全市 is more than the own."""
    branch = re.search(r"市[一-龥]{2,14}局(?P<own>[一-龥]{2,6})分局", identity.issuer or "")
    # the branch in a city of the county's level speaks of that city
    is_branch = branch is not None and not any(place.endswith(branch["own"] + "市") for place in own_places)
    is_district = any(place.endswith("区") and not place.endswith("自治区") for place in own_places)
    return is_branch or is_district or any(place.endswith(("县", "旗")) for place in own_places)


def _branch_city(identity: Identity, texts: list[str]) -> tuple[str, ...]:
    """Return the city that a branch office stands in where the text calls it so: …局甲川分局 in 甲川市."""
    branch = re.search(r"局(?P<own>[一-龥]{2,6})分局", identity.issuer or "")
    city = branch["own"] + "市" if branch else ""
    return (city,) if city and any(city in text for text in (identity.title or "", *texts)) else ()


def _own_places(identity: Identity) -> tuple[str, ...]:
    """Return the counties (自治县, 县, 区, 旗, 市) that issuer and title name."""
    words = " ".join(part for part in (identity.issuer, identity.title) if part)
    return tuple(dict.fromkeys(match[0] for match in _COUNTY.finditer(words)))


def _section_kind(text: str, *, is_ahead: bool) -> Section:
    """Return what the passages below a heading tell; measures are tasks only in what looks ahead."""
    looks_back = _LOOKS_BACK.search(text) is not None
    if _TASK_FIRST.search(text):
        return "plain" if looks_back else "task"
    if looks_back:
        return "state"
    if _DEFINITION.search(text):
        return "definition"
    if _STATE.search(text):
        return "state"
    return "task" if _TASK.search(text) or (is_ahead and "措施" in text) else "plain"


def _proved(tags: tuple[Tag, ...]) -> frozenset[tuple[str, int | None]]:
    return frozenset(
        (tag.indicator_id, tag.sub) for tag in tags if tag.relation == "evidence" and tag.state != "rejected"
    )
