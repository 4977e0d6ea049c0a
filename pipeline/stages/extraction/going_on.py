"""Figures that go on with the rate told last: its change, its demand, another year's value, its part in a bracket."""

import re
from itertools import combinations

from pipeline.lexicon import squeeze
from pipeline.stages.extraction.demands import TARGET_AFTER, is_set_by_others
from pipeline.stages.extraction.names import Name, NamedSpan, ratio_parts
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.parallels import Told
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence
from pipeline.stages.extraction.subjects import subject_between
from pipeline.stages.extraction.transparent import is_transparent
from pipeline.values import frozen, replace

_COUNTS_OFF = re.compile(
    r"\s*[(（\d).、]{0,4}(?:19|20)\d\d年度?[,]?(?:(?:上述|以上|前述|这)?[两二三四五六](?:项|个|者)(?:指标|数据|数值)?)?"
    r"(?:分别|依次)(?:为|是)?(?=\d)"
)
_RATES = frozenset({"%", "百分点"})
_LEVELS = frozenset({"actual", "baseline", "component", "count"})
# below a table: 2022年较2020年提高1.10个百分点 goes on with its one rate
_CHANGED = re.compile(
    r"(?:注|说明|其中)?[:：]?(?:(?:19|20)\d\d年度?|[三四五]年间?)(?:[较比](?:(?:19|20)\d\d年度?|上年度?|去年|前一年))(?:相比)?,?(?:累计|共|总体)?"
    r"(?:提高|上升|增加|提升|增长|下降|降低|减少|回落)了?"
)
MAX_PARAGRAPHS_BELOW_TABLE = 2
# words that have a percentage of their own
_RATE_WORD = re.compile(
    r"(?P<what>[一-龥]{0,3})(?P<rate>率|比例|占比|比重|比率|指数|浓度|(?<=满意)度|(?<=参与)度|(?<=知晓)度|(?<=支持)度|(?<=认可)度)"
)
_BARE_RATE = re.compile(r"(?:.*(?:[该此其的年这]|一))?(?:比|指标)?")
_BEGINS_WITH_YEAR = re.compile(r"\s*[(（\d).、]{0,4}(?:其中)?,?(?:19|20)\d\d年")
# 一年提高1.9个百分点 may be of the year before or of the one after
_OVER_YEARS = re.compile(r"(?<![上前同近])[一两二三四五]年")
_TOWN = re.compile(
    r"(?:(?<=[,;:。、(])|(?<=其中)|(?<=[而但]))(?P<town>(?![其而但各全每本该分])[一-龥]{1,4}?(?:[一-龥]{1,4}族)?(?:镇|乡|街道))(?=仅|只|则|相对|较|最|达|为|是|完成|治理|实现|[\d,])"
)
# 其中城镇居民92.87%，农村居民93.86%
_KIND = re.compile(
    r"(?:其中|[,;、](?:其中)?|(?<=。))(?P<kind>(?!其中)[一-龥]{0,6}?(?:居民|群众|村民|市民|乡镇|城区|县城|农村|干部|学生|早稻|中稻|晚稻|水稻|小麦|玉米|油菜|大豆|马铃薯|蔬菜|茶叶|生猪|肉牛|奶牛|家禽))(?:\([^()]*\))?"
    r"(?:(?P<share>占比|的?比例)|(?P<degree>(?:满意|参与)度))?(?:为|是|达到?)*$"
)
_DEGREE = re.compile(r"(?:满意|参与)度$")
_RANK = re.compile(r"最[高低]|占$")
# what a town has besides the rate
_OF_ITS_OWN = re.compile(r"[、;。]|占(?!比|$)|投|建|增|降|升|目标|任务|计划")
_SHARE_OF = re.compile(r"占(?!比|地)")
_ANOTHER = re.compile(r"投资|产值|增加值|收入|支出|资金|税|价格|同类|其他|另外|此外|其中|某|个别|部分|最[高低大小]")
MAX_CHARS = 60
MAX_PARAGRAPHS = 4
MAX_WORDS_OF_TOWN = 12


@frozen
class _Rate:
    """The rate that a figure told, and where in the paragraph the figure ends."""

    names: tuple[Name, ...]
    subject: str
    end: int


class Discourse:
    """Keeps the rate that a document told last, None where another percentage or a heading was told since.

    `matter` is the (indicator_id, sub) of the last figure of the paragraphs before, None where there is none; `years`
    are those that one of them told figures of one thing for, () where it told none for several.
    """

    def __init__(self) -> None:
        """Begin a document."""
        self.matter: tuple[str, int | None] | None = None
        self.years: tuple[int, ...] = ()
        self._series: tuple[Told, ...] = ()
        self._rate: _Rate | None = None
        self._told: dict[str, _Rate] = {}
        self._tabled: list[Reading] = []
        self._below_table = 0
        self._headings: tuple[str, ...] = ()
        self._paragraphs = 0

    def __copy__(self) -> "Discourse":
        """Return another that knows the same; quicker than what `copy` does by itself."""
        other = Discourse()
        other.__dict__.update(self.__dict__)
        return other

    def begin(self, scene: Scene) -> None:
        """Begin a paragraph: a rate told before it stays, but not below another heading."""
        self._paragraphs += 1
        if scene.headings != self._headings or self._paragraphs > MAX_PARAGRAPHS:
            self._rate, self._told, self._series = None, {}, ()
        if self._rate is not None:
            self._rate = replace(self._rate, end=-1)
        self._below_table += 1
        if self._below_table > MAX_PARAGRAPHS_BELOW_TABLE or scene.headings != self._headings:
            self._tabled = []
        self._headings = scene.headings

    def note_table(self, scene: Scene, readings: list[Reading]) -> None:
        """Take the one rate that the cells of a table tell, which the lines right below it may go on with."""
        rates = [one for one in readings if one.quantity.unit == "%" and one.role in _LEVELS and not one.subject]
        self._tabled = rates if len({one.name for one in rates}) == 1 else []
        self._below_table, self._headings = 0, scene.headings

    def series_before(self, text: str) -> tuple[Told, ...]:
        """Return the figures of the paragraph before, where this one counts off against them: 2022年上述三项分别为."""
        return self._series if self._series and _COUNTS_OFF.match(text) is not None else ()

    def end(self, readings: list[Reading], series: list[Told]) -> None:
        """Take what the figures of a paragraph turned out to be."""
        self._series = tuple(replace(one, span=NamedSpan(0, 0, one.span.names)) for one in series)
        if readings:
            self.matter = readings[-1].name.indicator_id, readings[-1].name.sub
            levels = [one for one in readings if one.role in _LEVELS and one.year is not None]
            of_each = ({one.year for one in levels if one.name == name} for name in {one.name for one in levels})
            told = max(of_each, key=len, default=set())
            self.years = tuple(sorted(year for year in told if year is not None)) if len(told) > 1 else ()

    def go_on_as(self, other: "Discourse") -> None:
        """Take what another reading of the same paragraph told last."""
        self._rate, self._told = other._rate, dict(other._told)
        self._headings, self._paragraphs = other._headings, other._paragraphs

    def may_go_on(self, text: str) -> bool:
        """Tell whether a paragraph (a shadow) begins with a year as one that goes on with the rate told last does."""
        if self._tabled and _CHANGED.match(text) is not None:
            return True
        return self._rate is not None and _BEGINS_WITH_YEAR.match(text) is not None

    def note(self, group: Group, readings: list[Reading]) -> None:
        """Take what a group of figures turned out to be; nothing of the edition's where there are no readings."""
        if group.unit not in _RATES:
            return
        self._paragraphs = 0
        levels = [
            one for one in readings if one.role in _LEVELS and one.quantity.unit == "%" and not one.name.is_change
        ]
        names = tuple(dict.fromkeys(one.name for one in levels))
        subjects = {one.subject for one in levels}
        if not readings:
            self._rate = None
        elif names:
            is_one = len(subjects) == 1 and (len(names) == 1 or len(group.quantities) == 1)
            self._rate = _Rate(names, subjects.pop(), group.end) if is_one else None
        if self._rate is not None and (degree := _DEGREE.search(self._rate.names[0].name)):
            self._told[degree[0]] = self._rate

    def owner_of(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return the rate that a figure goes on with, or its part; None where the words may speak of another thing."""
        if self._tabled and self._is_between_values(sentence, group):
            return Owner((NamedSpan(0, 0, (self._tabled[0].name,)),), 0)
        return self._of_rate_told(sentence, group)

    def _of_rate_told(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return the rate told last in running text where a figure goes on with it, or its part."""
        rate = self._rate
        if rate is None or len(group.quantities) > 1 or rate.end > group.start:
            return None
        if part := _in_bracket(sentence, group, rate):
            return Owner((NamedSpan(rate.end, rate.end, part),), rate.end, rate.subject)
        if group.unit == "%" and (kind := _KIND.search(sentence.text, max(rate.end, sentence.start), group.start)):
            return self._of_kind(kind, group, rate)
        if group.unit == "%" and (place := _place_told(sentence, group, rate)):
            return Owner((NamedSpan(group.start, group.start, rate.names),), group.start, place)
        if group.unit not in _RATES or not _is_of_it(sentence, group, rate):
            return None
        begin = max(rate.end, sentence.start)
        return Owner((NamedSpan(begin, begin, rate.names),), begin, rate.subject)

    def _is_between_values(self, sentence: Sentence, group: Group) -> bool:
        """Tell whether a line below a table tells by how much two of its rates differ."""
        if group.unit != "百分点" or _CHANGED.fullmatch(sentence.text, 0, group.start) is None:
            return False
        values = [one.quantity.value for one in self._tabled]
        return any(abs(one - other) == abs(group.quantities[0].value) for one, other in combinations(values, 2))

    def _of_kind(self, kind: re.Match[str], group: Group, last: _Rate) -> Owner | None:
        """Return the rate of some of the people or places: 城镇居民92.87%, of the degree that the words tell."""
        rate = self._told.get(kind["degree"]) if kind["degree"] else last
        is_of_share = rate is not None and all(name.name.endswith(("比例", "占比")) for name in rate.names)
        if rate is None or (kind["share"] and not is_of_share):
            return None
        return Owner((NamedSpan(group.start, group.start, rate.names),), group.start, kind["kind"])


def _is_of_it(sentence: Sentence, group: Group, rate: _Rate) -> bool:
    text = sentence.text
    since = max(rate.end, 0)
    if text.count("。", since, group.start) > (rate.end >= 0) or group.start - since > MAX_CHARS:
        return False
    if _names_another(text[since : group.start], rate) or any(
        since <= span.start < group.start for span in sentence.paragraph.names
    ):
        return False
    is_here = rate.end >= sentence.start
    if group.unit == "百分点":
        return is_here and _OVER_YEARS.search(text, since, group.start) is None
    if TARGET_AFTER.match(text, group.end) or is_set_by_others(sentence, group):
        return is_here
    begin = max(since, sentence.clause_start(group.start))
    dated = any(begin <= span.start < group.start and span.kind == "point" for span in sentence.years)
    return dated and _is_light(sentence.gap(begin, group.start), rate)


def _place_told(sentence: Sentence, group: Group, rate: _Rate) -> str:
    """Return the one town whose share a figure is: 白石乡相对偏低，为96.4%; "" where the words name another thing."""
    begin = max(rate.end, sentence.start)
    told = list(_TOWN.finditer(sentence.text, begin, group.start + 1))
    if not told or sentence.text[told[-1].start("town") - 1] == "、":
        return ""
    words = _RANK.sub("", sentence.gap(told[-1].end(), group.start))
    is_else = _names_another(words, rate) or any(begin <= span.start < group.start for span in sentence.names)
    return "" if is_else or len(words) > MAX_WORDS_OF_TOWN or _OF_ITS_OWN.search(words) else told[-1]["town"]


def _is_light(words: str, rate: _Rate) -> bool:
    """Tell whether words say no more than what the rate is called by."""
    bare = _RATE_WORD.sub("", words)
    return is_transparent(bare) and not subject_between(words, is_counted=False)


def _names_another(words: str, rate: _Rate) -> bool:
    """Tell whether words name something else that is measured in percent."""
    if _ANOTHER.search(words) or _SHARE_OF.search(words):
        return True
    spellings = "\n".join(
        squeeze(one) for name in rate.names for one in (name.name, *(name.component or name.measure).aliases)
    )
    for match in _RATE_WORD.finditer(words):
        if _BARE_RATE.fullmatch(match["what"]) is None and match["what"][-2:] + match["rate"] not in spellings:
            return True
    return False


def _in_bracket(sentence: Sentence, group: Group, rate: _Rate) -> tuple[Name, ...]:
    """Return the numerator of a rate where a bracket right after it holds nothing but a number: 22.8%（228分）."""
    text = sentence.text
    if text[rate.end : group.start] != "(" or not re.match(r"[一-龥]{0,3}\)", text[group.end :]):
        return ()
    return tuple(part for name in rate.names for part in ratio_parts(name)[:1] if part.fits(group.unit))
