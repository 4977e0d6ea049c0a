"""What the archive knows of each measure, put together for the self-assessment report; nothing is invented."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks.arithmetic.recomputation import Recomputed, all_recomputed
from pipeline.checks.arithmetic.wording import in_full, names_in_full
from pipeline.coverage.case import Case
from pipeline.coverage.cells import not_applicable
from pipeline.coverage.series import Name
from pipeline.coverage.values import in_words
from pipeline.coverage.years import slots_of
from pipeline.reports.gathered import Gathered, Issue
from pipeline.reports.tasks import day_words
from pipeline.reports.visible import plain
from pipeline.reports.words import STATE_WORDS, place_words
from schemas.dossier import Target
from schemas.edition import Indicator, Measure
from schemas.finding import MatrixCell
from schemas.locator import CellLocator, Locator, PageLocator
from schemas.tag import TagState
from schemas.view import ArchiveView, ViewedDocument

# what the archive does not hold
LACKING = "待补充"
# a document may well have no number of its own
NOT_STATED = "未载明"
_MOST_PLACES = 4
_OPERATORS = {"*": "×", "/": "÷", "+": "＋", "-": "－"}


@dataclass(frozen=True)
class Proof:
    """One document of the evidence list, in words; what it does not state reads `LACKING`."""

    title: str
    doc_number: str
    issuer: str
    date: str
    file: str
    places: str
    state: str


@dataclass(frozen=True)
class Assessed:
    """One measure: `explanation` are sentences, `years` rows (year, target, value, state), `computed` sentences."""

    indicator: Indicator
    sub: int | None
    reason_left_out: str
    explanation: tuple[str, ...]
    years: tuple[tuple[str, str, str, str], ...]
    computed: tuple[str, ...]
    proofs: tuple[Proof, ...]
    issues: tuple[Issue, ...]

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.indicator.measure(self.sub)


def assess(told: Gathered, view: ArchiveView) -> tuple[Assessed, ...]:
    """Return every measure of the edition, in its order; infos are left out of the issues."""
    case = Case(view)
    recomputed: dict[tuple[str, int | None], list[Recomputed]] = defaultdict(list)
    for one in all_recomputed(case):
        if not one.scope and one.rule.name == one.rule.measure.name:
            recomputed[one.rule.indicator_id, one.rule.sub].append(one)
    cells = {(cell.indicator_id, cell.sub, cell.year): cell for cell in told.report.matrix}
    return tuple(
        _assessed(told, case, indicator, sub, recomputed.get((indicator.id, sub), ()), cells)
        for indicator in told.edition.indicators
        for sub, _ in indicator.measures()
    )


def issues_of_none(told: Gathered) -> tuple[Issue, ...]:
    """Return the open findings that are about no indicator, infos left out."""
    return tuple(one for one in told.open if one.finding.indicator_id is None and one.finding.severity != "info")


def _assessed(
    told: Gathered,
    case: Case,
    indicator: Indicator,
    sub: int | None,
    recomputed: Sequence[Recomputed],
    cells: Mapping[tuple[str, int | None, int], MatrixCell],
) -> Assessed:
    own = [cells[indicator.id, sub, year] for year in told.report.years if (indicator.id, sub, year) in cells]
    return Assessed(
        indicator=indicator,
        sub=sub,
        reason_left_out=plain(not_applicable(indicator.id, sub, told.dossier) or ""),
        explanation=tuple(_explanation(indicator, sub)),
        years=tuple(_year(told, cell, indicator.measure(sub)) for cell in own),
        computed=tuple(_computed(case, indicator, sub, own, recomputed))
        if indicator.measure(sub).is_quantitative
        else (),
        proofs=tuple(_proof(viewed, indicator.id, sub) for viewed in case.evidence(indicator.id, sub)),
        issues=tuple(_issues(told, indicator, sub)),
    )


def _issues(told: Gathered, indicator: Indicator, sub: int | None) -> Iterator[Issue]:
    """Yield the open findings of a measure; those of the indicator as a whole go to its first measure."""
    first = indicator.measures()[0][0]
    for issue in told.open:
        finding = issue.finding
        about = first if finding.sub is None else finding.sub
        if finding.indicator_id == indicator.id and about == sub and finding.severity != "info":
            yield issue


def _explanation(indicator: Indicator, sub: int | None) -> Iterator[str]:
    measure = indicator.measure(sub)
    belongs = "、".join(part for part in (indicator.domain, indicator.task) if part)
    kind = "定量指标" if measure.is_quantitative else "定性指标"
    attribute = f"，{indicator.attribute}指标" if indicator.attribute else ""
    unit = f"，单位：{measure.unit}" if measure.unit else ""
    yield f"{f'属于“{belongs}”，' if belongs else ''}{kind}{attribute}{unit}。"
    if measure.is_quantitative:
        yield f"计算公式：{f'{measure.name}＝{formula_words(measure.formula)}' if measure.formula else LACKING}。"
    if indicator.note:
        yield plain(indicator.note)
    slots = "；".join(plain(slot.title) for slot in slots_of(indicator, sub))
    yield f"证明材料：{slots or LACKING}。"


def formula_words(formula: str) -> str:
    """Return a formula with the signs that people write."""
    return "".join(_OPERATORS.get(character, character) for character in formula if not character.isspace())


def _year(told: Gathered, cell: MatrixCell, measure: Measure) -> tuple[str, str, str, str]:
    entry = told.dossier.entry(cell.indicator_id)
    target = entry.target_of(cell.sub) if entry else None
    value = plain("、".join(cell.values)) if measure.is_quantitative else "见证明材料"
    return (f"{cell.year}年", _target_words(target), value if cell.state == "complete" and value else LACKING,
            plain(cell.reason))  # fmt: skip


def _target_words(target: Target | None) -> str:
    if target is None or not target.text.strip():
        return LACKING
    return plain(target.text, 80) + (f"（{target.year}年）" if target.year is not None else "")


def _computed(
    case: Case, indicator: Indicator, sub: int | None, cells: Sequence[MatrixCell], recomputed: Sequence[Recomputed]
) -> Iterator[str]:
    """Yield how the values come about, the years of which the same is to be said together."""
    if not indicator.measure(sub).formula:
        yield "指标体系未载明计算公式，数值直接引自材料。"
        return
    years: dict[str, list[int]] = defaultdict(list)
    for cell in cells:
        texts = [
            f"{plain(names_in_full(one))}；{plain(in_full(one))}，材料写为{in_words(one.stated.fact)}"
            for one in recomputed
            if one.year == cell.year
        ]
        for text in dict.fromkeys(texts or _from_parts(case, indicator, sub, cell) or [f"计算过程{LACKING}"]):
            years[text].append(cell.year)
    for text, of_text in years.items():
        yield f"{'、'.join(str(year) for year in of_text)}年：{text}。"


def _from_parts(case: Case, indicator: Indicator, sub: int | None, cell: MatrixCell) -> list[str]:
    """Return the value that no document states, with the components it follows from."""
    values = [value for value in cell.values if value.endswith("（按数据项计算）")]
    parts = []
    for component in indicator.measure(sub).components:
        series = case.series.get(Name(indicator.id, sub, component.name, ""))
        value = series.sure().get(cell.year) if series else None
        if value is not None:
            parts.append(f"{component.name}{in_words(value.fact)}")
    return [plain("，".join([*parts, value])) for value in values]


def _proof(viewed: ViewedDocument, indicator_id: str, sub: int | None) -> Proof:
    document = viewed.document
    tags = [
        tag
        for tag in viewed.tags
        if tag.indicator_id == indicator_id and tag.relation == "evidence" and tag.state != "rejected"
        and (tag.sub is None or sub is None or tag.sub == sub)
    ]  # fmt: skip
    places = [
        _page_words(fact.locator) for fact in viewed.facts if (fact.indicator_id, fact.sub) == (indicator_id, sub)
    ]
    places += [_page_words(tag.locator) for tag in tags]
    known = [place for place in dict.fromkeys(places) if place]
    more = "等" if len(known) > _MOST_PLACES else ""
    state: TagState = "confirmed" if any(tag.state == "confirmed" for tag in tags) else "proposed"
    return Proof(
        title=plain(document.title or LACKING, 120),
        doc_number=plain(document.doc_number or NOT_STATED),
        issuer=plain(document.issuer or LACKING),
        date=day_words(document.date) if document.date else LACKING,
        file=plain(document.file),
        places="、".join(known[:_MOST_PLACES]) + more or "全文",
        state=STATE_WORDS[state],
    )


def _page_words(locator: Locator | None) -> str:
    """Return the page alone where there are pages, else the place."""
    page = locator.page if isinstance(locator, PageLocator | CellLocator) else None
    return place_words(locator) if page is None else f"第{page}页"
