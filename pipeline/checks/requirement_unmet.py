"""Finds kinds of evidence that the edition asks for and nobody has handed in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.checks import about, conclude, label
from pipeline.coverage.case import Case
from pipeline.coverage.cells import not_applicable
from pipeline.coverage.speech import FILLED, YEARLY, Speech
from pipeline.coverage.years import slots_of
from schemas.edition import Indicator, Requirement
from schemas.finding import CheckResult, Finding

CHECK = "requirement-unmet"
TITLE = "缺少规定种类的材料"
SCOPE = "evidence"


def run(case: Case) -> CheckResult:
    """Look at every slot of evidence of each measure that has any; a measure without any is another check's."""
    looked_at = 0
    findings: list[Finding] = []
    for indicator in case.edition.indicators:
        for sub, _ in indicator.measures():
            proving = case.proving(indicator.id, sub)
            if not proving or not_applicable(indicator.id, sub, case.dossier) is not None:
                continue
            slots = slots_of(indicator, sub)
            looked_at += len(slots)
            # a notice that sets the target only mentions the measure, and is asked for
            said = case.speeches(indicator.id, sub)
            lacking = [_lacking(slot, index, said, case.dossier.years) for index, slot in enumerate(slots)]
            unmet = [Unmet(slot, years) for slot, years in zip(slots, lacking, strict=True) if years]
            if unmet:
                files = tuple(case.file_at(speech.place) for speech in proving)
                findings.append(_finding(case, indicator, sub, unmet, files))
    return conclude(CHECK, TITLE, looked_at, findings, "没有一个有材料的指标规定了材料种类。")


@dataclass(frozen=True)
class Unmet:
    """A slot that no document fills, with the years for which it stays empty."""

    slot: Requirement
    years: tuple[int, ...]

    @property
    def words(self) -> str:
        """The slot as it is asked for: 2020、2021年的统计表（载明…）."""
        when = f"{'、'.join(map(str, self.years))}年的" if self.slot.years in YEARLY else ""
        numbers = f"（载明{'、'.join(self.slot.numbers)}）" if self.slot.numbers else ""
        return f"{when}{self.slot.title}{numbers}"


def _finding(case: Case, indicator: Indicator, sub: int | None, unmet: list[Unmet], files: tuple[str, ...]) -> Finding:
    years = {year for one in unmet if one.slot.years in YEARLY for year in one.years}
    lacking = "；".join(one.words for one in sorted(unmet, key=lambda one: not one.slot.verified))
    return Finding(
        check=CHECK,
        severity="warning" if any(one.slot.verified for one in unmet) else "info",
        year=years.pop() if len(years) == 1 else None,
        files=files,
        expected=lacking,
        found=f"有{len(files)}份材料，缺{len(unmet)}种",
        message=f"{label(indicator, sub)}：有{len(files)}份材料，还没有{lacking}",
        advice="请补充所缺材料；已包含在其他材料中的，注明文件和页码。",
        **about(case, indicator.id, sub),
    )


def _lacking(slot: Requirement, index: int, said: Sequence[Speech], years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the review years for which a slot is empty; () where it is filled as far as it has to be."""
    served = [speech.serves[index] for speech in said if speech.serves[index]]
    if slot.years not in YEARLY:
        return () if any(FILLED.intersection(years_served) for years_served in served) else years
    stated: dict[int, set[str]] = defaultdict(set)
    for speech in said if slot.numbers else ():
        for year, name in speech.names:
            stated[year].add(name)
    return tuple(
        year
        for number, year in enumerate(years)
        if not any(years_served[number] in FILLED for years_served in served)
        # the numbers that the slot must carry are all stated, in whatever kind of document
        and not (slot.numbers and stated[year].issuperset(slot.numbers))
    )
