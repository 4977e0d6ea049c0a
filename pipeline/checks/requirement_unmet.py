"""Finds kinds of evidence that the edition asks for and nobody has handed in."""

from collections import defaultdict
from dataclasses import dataclass

from pipeline.checks import about, conclude, label
from pipeline.coverage.case import Case
from pipeline.coverage.cells import not_applicable
from pipeline.coverage.eligibility import ENDING, has_ended
from pipeline.coverage.years import fits, single_year, slots_of, was_in_force, year_of
from schemas.edition import Indicator, Requirement
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "requirement-unmet"
TITLE = "缺少规定种类的材料"
SCOPE = "indicator"
_YEARLY = ("each", "baseline_and_each")


def run(case: Case) -> CheckResult:
    """Look at every slot of evidence of each measure that has any; a measure without any is another check's."""
    looked_at = 0
    findings: list[Finding] = []
    for indicator in case.edition.indicators:
        for sub, _ in indicator.measures():
            documents = case.evidence(indicator.id, sub)
            if not documents or not_applicable(indicator.id, sub, case.dossier) is not None:
                continue
            slots = slots_of(indicator, sub)
            looked_at += len(slots)
            # a notice that sets the target only mentions the measure, and is asked for
            speaking = Speaking(case.speaking_of(indicator.id, sub))
            unmet = [Unmet(slot, years) for slot in slots if (years := _lacking(case, slot, speaking))]
            if unmet:
                findings.append(_finding(case, indicator, sub, unmet, documents))
    return conclude(CHECK, TITLE, looked_at, findings, "没有一个有材料的指标规定了材料种类。")


@dataclass(frozen=True)
class Unmet:
    """A slot that no document fills, with the years for which it stays empty."""

    slot: Requirement
    years: tuple[int, ...]

    @property
    def words(self) -> str:
        """The slot as it is asked for: 2020、2021年的统计表（载明…）."""
        when = f"{'、'.join(map(str, self.years))}年的" if self.slot.years in _YEARLY else ""
        numbers = f"（载明{'、'.join(self.slot.numbers)}）" if self.slot.numbers else ""
        return f"{when}{self.slot.title}{numbers}"


def _finding(
    case: Case, indicator: Indicator, sub: int | None, unmet: list[Unmet], documents: tuple[ViewedDocument, ...]
) -> Finding:
    years = {year for one in unmet if one.slot.years in _YEARLY for year in one.years}
    lacking = "；".join(one.words for one in sorted(unmet, key=lambda one: not one.slot.verified))
    return Finding(
        check=CHECK,
        severity="warning" if any(one.slot.verified for one in unmet) else "info",
        year=years.pop() if len(years) == 1 else None,
        files=tuple(viewed.document.file for viewed in documents),
        expected=lacking,
        found=f"有{len(documents)}份材料，缺{len(unmet)}种",
        message=f"{label(indicator, sub)}：有{len(documents)}份材料，还没有{lacking}",
        advice="请补充所缺材料；已包含在其他材料中的，注明文件和页码。",
        **about(case, indicator.id, sub),
    )


class Speaking:
    """What may fill the slots of a measure, with the years and names of its numbers."""

    def __init__(self, documents: tuple[ViewedDocument, ...]) -> None:
        self.documents = documents
        self.names: dict[int | None, set[str]] = defaultdict(set)
        self._years: dict[str, set[int | None]] = {}
        for viewed in documents:
            self._years[viewed.document.sha256] = {fact.year for fact in viewed.facts}
            for fact in viewed.facts:
                self.names[year_of(fact, viewed.document)].add(fact.name)

    def has_number_of(self, viewed: ViewedDocument, year: int) -> bool:
        """Tell whether a document states any number of a year."""
        return year in self._years[viewed.document.sha256]


def _lacking(case: Case, slot: Requirement, speaking: Speaking) -> tuple[int, ...]:
    """Return the review years for which a slot is empty; () where it is filled as far as it has to be."""
    years = case.dossier.years
    fitting = [viewed for viewed in speaking.documents if fits(viewed, slot)]
    if slot.years not in _YEARLY:
        serves = [viewed for viewed in fitting if any(_in_force(viewed, slot, year) for year in years)]
        return () if serves else years
    return tuple(
        year
        for year in years
        if not any(_serves(viewed, speaking, year) for viewed in fitting) and not _states(speaking, slot, year)
    )


def _in_force(viewed: ViewedDocument, slot: Requirement, year: int) -> bool:
    return was_in_force(viewed, year) if slot.years == "standing" else not has_ended(viewed, year)


def _serves(viewed: ViewedDocument, speaking: Speaking, year: int) -> bool:
    """Tell whether a document fills a yearly slot for a year; a rule goes on until it ends."""
    document = viewed.document
    if document.kind in ENDING and was_in_force(viewed, year):
        return True
    covered = document.period.covers_year(year) if document.period else single_year(document) == year
    return covered or speaking.has_number_of(viewed, year)


def _states(speaking: Speaking, slot: Requirement, year: int) -> bool:
    """Tell whether the numbers that a slot must carry are all stated for a year, in whatever kind of document."""
    return bool(slot.numbers) and speaking.names[year].issuperset(slot.numbers)
