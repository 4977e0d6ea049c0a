"""Draws the documents of a large archive: what a bureau and the towns below it hand in over many years.

Each document is an annual report, a ledger, a plan, a notice of one place (a town, a plant, now and then the whole
county) for one year. Places grow with the archive. Faults come in the shares below.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from pipeline.coverage.years import slots_of
from schemas.document import DocumentKind, Identity, Period, Status
from schemas.edition import Edition, Indicator, Measure
from schemas.fact import Fact, Role
from schemas.formula import parse_formula
from schemas.locator import CellLocator, PageLocator
from schemas.parsed import Problem
from schemas.particulars import Citation, Deadline, Mark, Particulars, SecurityMark, Validity
from schemas.tag import Passage, Tag

FACTS_PER_DOCUMENT = 10
BASELINE_YEAR = 2020
YEARS = tuple(range(2014, 2024))
DOCUMENTS_PER_PLACE = 60
VALUES_OF_A_FINGERPRINT = 64
SHARE = {
    "wrong number": 0.01,
    "other issuer": 0.03,
    "draft": 0.02,
    "ended plan": 0.03,
    "lost citation": 0.01,
    "deadlines": 0.08,
    "other deadline": 0.05,
    "near duplicate": 0.01,
    "same content again": 0.01,
    "unreadable": 0.01,
    "encrypted": 0.002,
    "security mark": 0.001,
    "county as a whole": 0.03,
    "confirmed": 0.1,
}
_TASKS = (
    "污水管网建设",
    "秸秆综合利用",
    "饮用水水源整治",
    "矿山修复",
    "垃圾分类",
    "厕所改造",
    "扬尘治理",
    "河道清淤",
)
_KINDS: tuple[DocumentKind, ...] = ("statistics", "monitoring", "summary", "notice", "assessment")
_FIRST, _SECOND = "清金白青石龙双大新安永长太福和平", "河山水田桥岭塘坪湾坝溪沟江湖泉林"


@dataclass(frozen=True)
class Content:
    """One original with all that the stages would have understood of it."""

    status: Status
    problems: tuple[Problem, ...]
    identity: Identity
    tags: tuple[Tag, ...]
    facts: tuple[Fact, ...]
    particulars: Particulars | None


def places_of(count: int) -> list[str]:
    """Return the names of the places that so many documents come from."""
    wanted = max(12, count // DOCUMENTS_PER_PLACE)
    plain = [one + other for one in _FIRST for other in _SECOND]
    endings = ("镇", "乡", "污水处理厂", "工业园", "街道办事处", "林场", "自来水厂", "村")
    return [f"{name}{ending}" for ending in endings for name in plain][:wanted]


class Writer:
    """Draws documents one after the other; the same seed draws the same ones."""

    def __init__(self, edition: Edition, count: int, seed: int) -> None:
        self._random = random.Random(seed)
        self._measures = [(one, sub, measure) for one in edition.indicators for sub, measure in one.measures()]
        self._places = places_of(count)
        self._last_fingerprint: tuple[int, ...] = ()

    def _happens(self, name: str) -> bool:
        return self._random.random() < SHARE[name]

    def contents(self, count: int) -> Iterator[Content]:
        """Yield so many documents."""
        for ordinal in range(count):
            if self._happens("unreadable"):
                yield _refused("unreadable", "damaged", "文件已损坏")
            elif self._happens("encrypted"):
                yield _refused("encrypted", "encrypted", "需要密码")
            else:
                yield self._content(ordinal)

    def _content(self, ordinal: int) -> Content:
        indicator, sub, measure = self._random.choice(self._measures)
        year = self._random.choice(YEARS)
        place = "全县" if self._happens("county as a whole") else self._random.choice(self._places)
        is_plan = not measure.is_quantitative and self._random.random() < 0.3
        identity = self._identity(ordinal, indicator, sub, place, year, is_plan=is_plan)
        facts = tuple(self._facts(indicator, sub, measure, place, year))
        tags = tuple(self._tags(indicator, sub, measure))
        return Content("ok", (), identity, tags, facts, self._particulars(identity, place, year, is_plan=is_plan))

    def _identity(
        self, ordinal: int, indicator: Indicator, sub: int | None, place: str, year: int, *, is_plan: bool
    ) -> Identity:
        measure = indicator.measure(sub)
        signed = date(year + 1, self._random.randint(1, 6), self._random.randint(1, 28))
        issuer = f"澜溪县{place}" if self._happens("other issuer") else f"澜溪县{_source(indicator, sub)}"
        title = f"{place}{year}年{measure.name}情况报告"
        period = Period(start=date(year, 1, 1), end=date(year, 12, 31))
        kind: DocumentKind = self._random.choice(_KINDS)
        if is_plan:
            ended = self._happens("ended plan")
            title, kind = f"{place}{measure.name}实施方案", "plan"
            period = Period(start=date(year, 1, 1), end=date(year + (1 if ended else 5), 12, 31))
        number = f"澜{self._random.choice('环水林农建统')}发〔{year + 1}〕{ordinal}号" if ordinal % 5 < 2 else None
        return Identity(title=title, issuer=issuer, doc_number=number, date=signed, period=period, kind=kind)

    def _tags(self, indicator: Indicator, sub: int | None, measure: Measure) -> Iterator[Tag]:
        yield self._tag(indicator, sub, measure, is_evidence=True)
        for _ in range(self._random.choice((0, 0, 1, 2))):
            other, other_sub, other_measure = self._random.choice(self._measures)
            if (other.id, other_sub) != (indicator.id, sub):
                yield self._tag(other, other_sub, other_measure, is_evidence=self._random.random() < 0.3)

    def _tag(self, indicator: Indicator, sub: int | None, measure: Measure, *, is_evidence: bool) -> Tag:
        locator = PageLocator(page=self._random.randint(1, 9), bbox_pt=(72.0, 100.5, 520.25, 118.0))
        quote = f"本年度{measure.name}工作按照上级要求推进，各项任务落实到位"
        relation = "evidence" if is_evidence else "mention"
        score = self._random.randint(50, 99) / 100
        passage = Passage(relation=relation, score=score, quote=quote, locator=locator)
        given: dict[str, Any] = {"relation": relation, "score": score, "method": "title"}
        return Tag(
            indicator=indicator.number, indicator_id=indicator.id, sub=sub, quote=quote, locator=locator,
            passages=(passage,), **given,
        )  # fmt: skip

    def _facts(self, indicator: Indicator, sub: int | None, measure: Measure, place: str, year: int) -> Iterator[Fact]:
        """Yield the measure with its components for the year and years before, targets and counts beside them."""
        names = [(measure.name, measure.unit)] if measure.is_quantitative else [(measure.name, "个")]
        names += [(part.name, part.unit) for part in measure.components if not part.of and not part.optional]
        taken = 0
        for index in range(3 * FACTS_PER_DOCUMENT):
            if taken == FACTS_PER_DOCUMENT:
                return
            name, unit = names[index % len(names)]
            of_year = year - index // len(names)
            role: Role = "actual" if name == measure.name else "component"
            if taken == FACTS_PER_DOCUMENT - 1 and measure.is_quantitative:
                role, of_year, (name, unit) = "target", year + 2, names[0]
            value = self._value(measure, name, place, of_year)
            if value < 0 or (unit == "%" and value > 100 and not self._happens("wrong number")):
                continue
            taken += 1
            shown = f"{value:f}"
            yield Fact(
                indicator=indicator.number, indicator_id=indicator.id, sub=sub, name=name, year=of_year,
                subject="" if place == "全县" else place, value=value, unit=unit, value_raw=shown, role=role,
                op=">=" if role == "target" else "=", quote=f"{of_year}年{place}{name}为{shown}{unit}，完成年度任务",
                locator=CellLocator(table=0, row=index + 1, column=2, page=1, bbox_pt=(72.0, 90.0, 300.5, 108.0)),
            )  # fmt: skip

    def _value(self, measure: Measure, name: str, place: str, year: int) -> Decimal:
        """Return what this place states for a year: the same in every document, but for the share of wrong ones."""
        value = _true_value(measure, name, place, year)
        return value * self._random.choice((10, Decimal("1.37"))) if self._happens("wrong number") else value

    def _particulars(self, identity: Identity, place: str, year: int, *, is_plan: bool) -> Particulars:
        locator = PageLocator(page=1)
        given: dict[str, Any] = {"addressee": "澜溪县人民政府", "numbered": 12, "fingerprint": self._fingerprint()}
        if self._happens("draft"):
            given["draft_mark"] = Mark(word="征求意见稿", text="（征求意见稿）", locator=locator)
        if self._happens("security mark"):
            given["security_mark"] = SecurityMark(word="内部", text="内部资料", locator=locator)
        if is_plan and identity.period is not None:
            text = f"有效期至{identity.period.end.year}年12月31日"
            given["validity"] = Validity(start=None, end=identity.period.end, text=text, locator=locator)
        if self._random.random() < 0.3 or self._happens("lost citation"):
            given["cites"] = (self._citation(locator),)
        if self._happens("deadlines"):
            given["deadlines"] = tuple(self._deadline(place, year) for _ in range(self._random.randint(1, 3)))
        given["confidence"] = {"title": 0.9, "issuer": 0.8, "date": 0.9, "kind": 0.7}
        return Particulars(**given)

    def _citation(self, locator: PageLocator) -> Citation:
        number = f"澜政发〔{self._random.choice(YEARS)}〕{self._random.randint(1, 300)}号"
        return Citation(
            title="年度工作要点", doc_number=number, quote=f"根据《年度工作要点》（{number}）", locator=locator
        )

    def _deadline(self, place: str, year: int) -> Deadline:
        task = f"{place}{self._random.choice(_TASKS)}"
        month = random.Random(task).choice((6, 9, 12))
        by = date(year + 1, 10 if self._happens("other deadline") else month, 30)
        words = f"{by.year}年{by.month}月底前"
        return Deadline(
            matter=task, units=("澜溪县水利局",), date=by, text=words, quote=f"{words}完成{task}",
            locator=PageLocator(page=2),
        )  # fmt: skip

    def _fingerprint(self) -> tuple[int, ...]:
        if self._last_fingerprint and self._happens("near duplicate"):
            kept = list(self._last_fingerprint)[: VALUES_OF_A_FINGERPRINT - 4]
            return tuple(sorted({*kept, *(self._random.getrandbits(26) for _ in range(4))}))
        drawn = {self._random.getrandbits(26) for _ in range(VALUES_OF_A_FINGERPRINT)}
        self._last_fingerprint = tuple(sorted(drawn))
        return self._last_fingerprint


def _refused(status: Status, code: str, message: str) -> Content:
    problem = Problem(code=code, message=message, advice="请向提供单位重新索取。")
    return Content(status, (problem,), Identity(), (), (), None)


def _source(indicator: Indicator, sub: int | None) -> str:
    """Return a unit that the edition accepts as a source, 统计局 where it names none."""
    words = [word for slot in slots_of(indicator, sub) for word in slot.issuers]
    return f"{words[0]}局" if words else "统计局"


@lru_cache(maxsize=1 << 20)
def _true_value(measure: Measure, name: str, place: str, year: int) -> Decimal:
    """Return a value that agrees with the values of the other names by the edition's formula."""
    parts = {part.name: part for part in measure.components}
    own = measure.formula if name == measure.name else parts[name].formula
    if own:
        values = {part: _true_value(measure, part, place, year) for part in _order(own)}
        with suppress(ZeroDivisionError):
            return parse_formula(own).evaluate(values).quantize(Decimal("0.01"))
    if name in parts and parts[name].of:
        of_year = year - 1 if parts[name].year == "previous" else BASELINE_YEAR
        return _true_value(measure, parts[name].of, place, of_year)
    names = list(_order(measure.formula))
    return _component(name, place, year, names.index(name) if name in names else 0)


@lru_cache(maxsize=256)
def _order(formula: str) -> tuple[str, ...]:
    """Return the names of a formula as they come in it."""
    return tuple(sorted(parse_formula(formula).names, key=formula.index)) if formula else ()


def _component(name: str, place: str, year: int, index: int) -> Decimal:
    """Return a component's value: the later a name stands in its formula (denominators), the larger."""
    drawn = random.Random(f"{name} {place}").randint(60_00, 85_00) + index * 10_00 + 8 * (year - YEARS[0])
    return Decimal(drawn).scaleb(-2)
