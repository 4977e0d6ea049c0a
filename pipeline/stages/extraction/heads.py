"""What the heads of a table say: unit, years, role."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from pipeline.numbers.numerals import NUMERAL
from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import UNIT_PATTERN, read_unit
from pipeline.numbers.year_span import YearSpan
from pipeline.numbers.years import years
from pipeline.numbers.years_short import is_short_year
from pipeline.once import kept_property
from pipeline.stages.extraction.layout import is_total, is_year
from pipeline.stages.extraction.names import NamedSpan, named_spans
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.table_bounds import without_bound
from pipeline.values import frozen, replace
from schemas.fact import Operator

HeadRole = Literal["target", "actual", "baseline", "change", "skip"]

# 年份 over 2019年 | 2020年 is no number of 份
_UNIT_IN_HEAD = re.compile(
    rf"\((?:单位[:：]?|[±+/-]+|增减|[^(),、;]{{2,10}}[,、;])*(?P<inner>{UNIT_PATTERN})(?:[,、;][^()]*)?\)|(?:(?<![一-龥])|(?<=计量))单位[:：]?\(?(?P<stated>{UNIT_PATTERN}(?:[、,/]{UNIT_PATTERN})*)\)?|"
    rf"(?:[/,、]|(?<=[增减年长幅降])[±+/-]*|±|(?<=[率例比度重])(?=[%‰]))\s?(?!(?<=[降增升])幅$|(?<=年)份$)(?P<tail>{UNIT_PATTERN})$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})+[).、]?(?=[\s一-龥])(?!微米)|\(?(?:\d{{1,2}}|{NUMERAL})[).、]|指标\s?\d+[:：.]?|其中[:：]?|附表\d*)\s*"
)
_DOWN = re.compile(r"下降|降低|减少|降幅")
_COMPARED_WITH_YEAR = re.compile(r"[较比](?:上年|去年|基准年|20\d\d年)")
_NOTE = re.compile(r"\([^()]*\)|[①-⑳*※†#]")
_CITED = re.compile(r"《[^《》]*》")
_ALTERNATIVE = re.compile(r"(?P<before>[一-龥]{2,4})\((?P<inner>[一-龥]{2,4})\)(?=[一-龥])")
_PART = re.compile(
    r"^(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?$|季度|上半年|下半年|旬|(?<!\d)(?!1-12月)\d+-\d+月|^\d{1,2}月"
)
_WHOLE_YEAR = re.compile(r"全年|年均|(?<!\d)1-12月|^年度$")
# what stands at the end of a year is the year's figure, whatever part of it a document is about
_YEARS_END = re.compile(r"(?<!半)年[末底]|(?<!\d)12月(?:份?[末底]|31日)")
_COUNTED = re.compile(r"(?<=[一-龥])(?:共计?|(?<![合总小累])计)?\d+[个处座家户]$")
_SKIP = re.compile(
    r"排名|名次|位次|完成比例$|目标完成率|达标率?情况|是否|得分|评分|权重|备注|说明|序号|编号|电话|日期|时间$|文号|页码|备案号|分值|样品数|新增|进度|预计|预测|预估|限值|[一二三]级标准|(?:质量|排放)标准"
)
_TARGET = re.compile(
    r"目标|考核值|考核要求|计划|规划|下达|任务|要求|控制值|控制数|控制指标|年度指标|计划指标|约束值|限值|标准值|标准|指标值|预期值|应达"
)
_ACTUAL = re.compile(r"完成|实际|现状|实绩|达到值|监测值|监测结果|结果|自评|实测|实现|达标值|当前值|统计值|评价值")
_ROLE_WORDS = re.compile(
    r"目标|考核|计划|规划|任务|控制|约束|完成|实际|现状|指标|实绩|监测|统计|结果|情况|合计|总计|数值|数据|值|数|达到|年均|平均|全年|同比|"
    r"较|比|增减|变[化动]|增幅|降幅|增长|下降|提高|[\s():：,/%-]"
)
_COMPARED = re.compile(
    r"[较比与同](?:上一?年|去年|基准年|上年同期|同期|基期)?(?:同期)?(?:相比|比)?(?:累计)?(?=下降|降低|减少|提高|上升|提升|增长|增加)"
)
_YEARS_ALONE = re.compile(r"(?P<first>(?:19|20)\d\d)年?\s?[-至到~]+\s?(?P<last>(?:19|20)\d\d)(?:年度?)?")
# 2020年可比价 is how a value is counted
_OF_PRICES = re.compile(r"度?(?:可比|不变|当年|现行)?价")
# PM2.5月均浓度 over twelve months and 全年: the rows tell the months
_MONTHLY = re.compile(r"(?<=[一-龥\d)])月(?:平)?均(?=[一-龥])|^月(?:平)?均(?=[一-龥])")
MIN_MATTER_CHARS = 4
# the role of a change that is named without 率
_CHANGE_ROLE = re.compile(
    r"(?<=下降|降低|提高|减少)(?P<role>(?:(?:考核|控制|规划|计划|年度|下达)?(?:目标|任务|指标)|完成|实际|现状|情况|值|数)*)$"
)
_OF_FALL = re.compile(r"(?:累计|年均|五年)*(?:下降|降低|减少|降幅)(?:幅度|率|比例)?$")
# 市下达降幅
_SET_CHANGE = re.compile(
    r"(?:下达|考核|规定)[一-龥]{0,4}(?:降幅|增幅|幅度)$|(?:降幅|增幅|提高|增长)[一-龥]{0,2}(?:目标|任务|要求)值?$"
)
_POINTS = "百分点"
# 能耗上升或下降（±%） counts what rises
_EITHER_WAY = re.compile(r"(?:上升|增长|增加|提高)(?:\([+±]\))?[或、/和]?(?:下降|降低|减少)(?:\([-±]\))?(?:率|幅度)?")
# ΔEI beside EI
_OF_INDEX = re.compile(r"(?:[Δ△∆](?:EI|EQI)|(?:EI|EQI)(?:指数)?(?:值)?(?:变化|增减|差))(?:值|量|幅度|情况)?")
# 提升 alone is a difference, 下降 beside a name one of what it names
_BARE_CHANGE = re.compile(
    r"(?:同比|较上年|比上年)?(?:累计)?(?:提升|上升|上涨|下降|降低|减少|增加|改善)(?:了|幅度|比例|率|值|量)?"
)
# 2023年为2022年%, 上年=100: an index is of another measure
_INDEX = re.compile(
    r"(?:为|是|相当于)(?:上年|(?:19|20)\d\d年?)(?:同期)?的?\(?(?:%|百分比)|(?:上年|(?:19|20)\d\d年?)\s?=\s?100|以.{2,6}为100"
)
# what those asked give is no mark of an assessment
_GIVEN = re.compile(r"(?:综合|平均|调查)?(?:得分|评分)")
_GENERIC = re.compile(
    r"|(?:数值|数量|比例|百分比|占比|比率|浓度|(?:批复|批准|核定|划定|矢量|勘界|登记)?总?面积|指标值?|值|数据|结果|完成|实际|现状|目标|考核|完成情况|完成值|目标值|实际值|现状值|"
    r"考核值|考核目标值?|监测值|监测结果|实际完成值?|指标完成值|年份|年度|项目|名称|类别|内容|本期|全部|总量|规模|评价指标|考核指标|"
    r"基准值|基准年|基准年值|规划目标值?|计划目标值?|下达目标值?|控制目标值?|指标现状值?|当年|(?:综合|平均|调查)?(?:得分|评分)|同比|较上年|增减|变化|年均值?|平均值?|[\s\d]*)"
)
# 2021年底累计（个）
_COUNTED_UP = re.compile(r"[底末]?累计(?:数量?|值|个数)?")
_BASELINE = re.compile(r"基准年|基准值|基数|基期")
# what a plan set out from, beside what it aims at
_BASELINE_OF_PLAN = re.compile(r"(?:规划|计划)(?:基准|基期|基数)(?:年|值|年值|现状|年现状值?)?")
_CHANGE = re.compile(r"同比|较上年|比上年|较去年|增减|变[化动]|增长|增幅|降幅|升降|提高|±|较基准|较20\d\d年|比20\d\d年")


@frozen
class Head:
    """One head text: `label` is what remains without unit, years, numbering, role words; `names` end the label.

    `bound` is what it sets for the numbers under it (不低于), None where it sets none.
    """

    text: str
    label: str
    names: NamedSpan | None
    unit: str
    years: tuple[int, ...]
    is_deadline: bool
    is_part: bool
    role: HeadRole | None
    is_down: bool
    bound: Operator | None = None

    @property
    def names_whole(self) -> bool:
        """Tell whether the name is the whole label, nothing before it."""
        return self.names is not None and self.names.start == 0

    @kept_property
    def words(self) -> str:
        """The label without brackets and footnote marks."""
        return without_notes(self.label)

    @kept_property
    def is_total(self) -> bool:
        """Tell whether the head stands for the whole (合计, 全县)."""
        return is_total(self.label)

    @kept_property
    def spellings(self) -> tuple[str, ...]:
        """Return the words, then those that a bracket gives for what stands before it."""
        return (self.words, *spelled_otherwise(self.text))

    @kept_property
    def shift(self) -> int | None:
        """Return 0 where the year is told as 当年, -1 for 上年, None where it is told by its number or not at all."""
        plain = shadow(self.text).text
        if not self.years or re.search(r"(?:19|20)\d\d|[一二]五", plain):
            return None
        return -1 if re.search(r"上一?年|去年", plain) else 0 if re.search(r"[当本今]年", plain) else None

    @kept_property
    def is_counted_up(self) -> bool:
        """Tell whether the label says no more than that what is counted is so up to a day: 累计 of 2021年底累计."""
        return _COUNTED_UP.fullmatch(self.label) is not None

    @kept_property
    def is_generic(self) -> bool:
        """Tell whether the label says nothing of its own (数值, 指标值, 比例)."""
        is_role = not is_total(self.label) and not _ROLE_WORDS.sub("", self.label)
        is_stock = (bool(self.unit) or len(self.years) == 1) and self.is_counted_up
        return is_role or is_stock or _GENERIC.fullmatch(self.label) is not None


@frozen
class Place:
    """A value cell with the heads of its row and of its column, outermost first.

    `before` are the heads that named something last, in the columns left of it and in the rows above it;
    `unit` is that of the cell itself, `beside` that of a column left of it which leaves its own to be understood.
    """

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    before: tuple[str, ...] = ()
    unit: str = ""
    beside: str = ""

    @property
    def heads(self) -> tuple[Head, ...]:
        """All heads."""
        return (*self.rows, *self.columns)

    @property
    def base(self) -> str:
        """What a difference is counted from: baseline where the heads say 基准 or a named year, else previous."""
        words = "".join(head.text for head in self.heads if head.role == "change")
        return "baseline" if re.search(r"基准|[较比]\s*20\d\d", words) else "previous"


def read_head(text: str, scene: Scene) -> Head:
    """Read a head or label: 2022年完成值（%）, one with the bound that it sets: 优良天数比例（%）不低于."""
    bare, bound = without_bound(text)
    head = _without_bound_read(bare, scene)
    if bound is None:
        return head
    return replace(head, text=text, bound=bound, role=head.role if head.role == "skip" else "target")


def _without_bound_read(text: str, scene: Scene) -> Head:
    if is_year(text):
        plain = shadow(text.strip()).text
        return Head(text, "", None, "", (int(plain[:4]),), False, False, "baseline" if "基" in plain else None, False)
    shade = shadow(text)
    plainly = "较上年变化" if _OF_INDEX.fullmatch(shade.text.strip()) else _EITHER_WAY.sub("增减", shade.text)
    if plainly != shade.text:
        return replace(read_head(plainly, scene), text=text)
    if is_short_year(shade.text.strip()):
        told = int(re.sub(r"\D", "", shade.text))
        return Head(text, "", None, "", (2000 + told,), False, False, None, False)
    if (span := _YEARS_ALONE.fullmatch(shade.text.strip())) is not None:
        years_told = tuple(range(int(span["first"]), int(span["last"]) + 1))
        return Head(text, "", None, "", years_told, False, False, None, False)
    if (unit_alone := read_unit(shade.text.strip())) is not None and unit_alone.name:
        return Head(text, "", None, unit_alone.name, (), False, False, None, False)
    spans = years(shade, scene.context)
    dated = [
        span
        for span in spans
        if span.kind in ("point", "deadline", "baseline") and span.years and not _OF_PRICES.match(shade.text, span.end)
    ]
    unit = _UNIT_IN_HEAD.search(shade.text)
    label = _MONTHLY.sub("", _plain_change(_label(shade.text, spans), scene))
    named = named_spans(scene.lexicon.find(label), scene.edition) if len(label) > 1 else []
    own = _own_words(label, named)
    return Head(
        text=text,
        label=label,
        names=named[-1] if named and ends_name(label, named[-1]) else None,
        unit=_POINTS if _POINTS in own else _first_unit(unit) if unit else "",
        years=dated[-1].years if dated else (),
        is_deadline=bool(dated) and dated[-1].kind == "deadline",
        is_part=not tells_whole_year(text) and (bool(_PART.search(own)) or any(span.kind == "part" for span in spans)),
        role=_role_in(own, shade.text, _first_unit(unit) if unit else ""),
        is_down=_DOWN.search(own) is not None,
    )


def tells_whole_year(text: str) -> bool:
    """Tell whether a head is over a whole year's figures, whatever the document reports on: 全年, 1-12月."""
    return _WHOLE_YEAR.search(shadow(text).text.strip()) is not None or tells_years_end(text)


def tells_years_end(text: str) -> bool:
    """Tell whether words date a stock at the end of a year: 2023年底, 12月31日."""
    return _YEARS_END.search(shadow(text).text) is not None


def spelled_otherwise(text: str) -> Iterator[str]:
    """Yield a head with what stands in brackets for what stands before them: 产生（使用）量 is 使用量."""
    plain = shadow(text).text
    other = _ALTERNATIVE.search(plain)
    if other is not None and len(other["before"]) >= len(other["inner"]):
        before = other["before"][: -len(other["inner"])]
        yield without_notes(plain[: other.start()] + before + other["inner"] + plain[other.end("inner") + 1 :])


def ends_name(label: str, span: NamedSpan) -> bool:
    """Tell whether a name ends a label, but for words of its role, its form, a note (完成情况, 数, （累计）)."""
    return not _ROLE_WORDS.sub("", without_notes(label[span.end :]))


def _own_words(label: str, named: list[NamedSpan]) -> str:
    for span in reversed(named):
        label = label[: span.start] + " " + label[span.end :]
    return label


def says_more(head: Head) -> bool:
    """Tell whether a head without a name has words of its own beside those that tell a role (责任体系与制度建设)."""
    return len(_ROLE_WORDS.sub("", head.words)) >= MIN_MATTER_CHARS


def _first_unit(match: re.Match[str]) -> str:
    words = match["inner"] or match["stated"] or match["tail"] or ""
    unit = read_unit(words) or read_unit(re.split(r"[、,]", words)[0])
    return unit.name if unit else ""


def _label(text: str, spans: list[YearSpan]) -> str:
    for span in reversed(spans):
        text = text[: span.start] + text[span.end :]
    text = _UNIT_IN_HEAD.sub("", text)
    text = _ORDINAL.sub("", _ORDINAL.sub("", text.strip()))
    return _COUNTED.sub("", text.strip(" :：,、-"))


def _plain_change(label: str, scene: Scene) -> str:
    """Return the name of a change as the edition has it: 用水量较2020年下降率 is 用水量下降率, 下降目标 下降率目标."""
    plain = _COMPARED.sub("", label)
    bare = without_notes(plain)
    change = _CHANGE_ROLE.search(bare)
    if plain == label and change is None and _OF_FALL.search(bare) is None:
        return label
    role = change["role"] if change else ""
    bare = bare.removesuffix(role)
    names = (bare + end for end in ("", "率", "幅度"))
    told = next((name for name in names if scene.lexicon.called(name)), "") or _change_in_full(bare, scene)
    return told + role if told else label


def _change_in_full(words: str, scene: Scene) -> str:
    """Return the edition's name of a change of what another spelling names: 单位GDP能源消耗累计降低; "" for none."""
    fall = _OF_FALL.search(words)
    levels = scene.lexicon.called(words[: fall.start()]) if fall is not None else ()
    names = (f"{mention.name}降低率" for mention in levels if mention.component is None)
    return next((name for name in names if scene.lexicon.called(name)), "")


@lru_cache(maxsize=4096)
def without_notes(label: str) -> str:
    """Return a label without brackets and footnote marks."""
    return _NOTE.sub("", label).strip(" :：,、-")


def _role_in(own: str, text: str, unit: str) -> HeadRole | None:
    """Return the role of a head in its unit: 得分（%） is what those asked gave, 2023年为2022年% an index."""
    if _INDEX.search(text):
        return "skip"
    return None if unit == "%" and _GIVEN.fullmatch(own.strip()) else _role(own, text)


def _role(own: str, text: str) -> HeadRole | None:
    """Return the role that the words beside a name tell; 较上年 stands in the text but not in the label.

    What a paper is called that a head cites (《…规划》) tells none.
    """
    own = _CITED.sub("", own)
    if _SKIP.search(own):
        return "skip"
    if _CHANGE.search(own) or _BARE_CHANGE.fullmatch(own.strip()) or _COMPARED_WITH_YEAR.search(text):
        return "target" if _SET_CHANGE.search(own) else "change"
    target, actual = _TARGET.search(own), _ACTUAL.search(own)
    if _BASELINE_OF_PLAN.search(own) or (target is None and _BASELINE.search(text)):
        return "baseline"
    if target and actual:
        return "actual" if actual.start() > target.start() else "target"
    if target:
        return "target"
    return "actual" if actual else None
