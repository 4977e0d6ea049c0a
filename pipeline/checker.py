"""The checker: all checks over one view, gathered in a report."""

import hashlib
from collections.abc import Mapping, Sequence

from archive.collection import collection_paused
from pipeline.checks import Check, all_checks, conclude
from pipeline.coverage.case import Case
from pipeline.coverage.cells import Cell
from pipeline.coverage.series import scope_of
from schemas.errors import DocumentError
from schemas.fact import Fact
from schemas.finding import CheckResult, Finding, Report
from schemas.view import ArchiveView

# what a document that nobody thought of may raise in a check
_ODD = (DocumentError, ArithmeticError, LookupError, ValueError)


def run_checks(view: ArchiveView) -> Report:
    """Return what every check found, with the matrix; raises TypeError where a file of `checks/` is no check."""
    reasons = {waiver.key: waiver.reason for waiver in view.waivers}
    with collection_paused():
        case = Case(view)
        return Report(
            county=view.dossier.county,
            edition=view.dossier.edition,
            years=view.dossier.years,
            documents=len(view.documents),
            results=tuple(_judged(result, reasons) for result in results_of(case)),
            matrix=case.matrix(),
        )


def results_of(case: Case) -> tuple[CheckResult, ...]:
    """Return what each check says, in the order of the checks; those with a SCOPE are run on what they need."""
    scoped = {check.CHECK: check for check in all_checks() if _scope(check) == "indicator"}
    said: dict[str, list[CheckResult]] = {name: [] for name in scoped}
    of_county: dict[str, list[Fact]] = {}
    cells: list[Cell] = []
    for part in case.parts():
        cells += part.cells
        _add_facts_of_county(part, of_county)
        for name, check in scoped.items():
            said[name].append(outcome_of(check, part))
    rest = case.rest()
    for name, check in scoped.items():
        said[name].append(outcome_of(check, rest))
    case.know(cells)
    county = case.with_facts(of_county)
    return tuple(
        _together(said[check.CHECK])
        if check.CHECK in scoped
        else outcome_of(check, county if _scope(check) == "county" else case)
        for check in all_checks()
    )


def outcome_of(check: Check, case: Case) -> CheckResult:
    """Run a check; one that an odd document brings to fall could not run, which is a finding of its own.

    Faults of the store and of the program itself are raised.
    """
    try:
        return check.run(case)
    except _ODD as fault:
        indicators = case.edition.indicators
        where = f"（指标{indicators[0].number} {indicators[0].name}）" if len(indicators) == 1 else ""
        reason = f"未能完成{where}：{type(fault).__name__} {fault}"
        return CheckResult(
            check=check.CHECK,
            title=check.TITLE,
            outcome="could_not_run",
            looked_at=0,
            findings=(_could_not_run(check, reason, case),),
            reason=reason,
        )


def _could_not_run(check: Check, reason: str, case: Case) -> Finding:
    indicators = case.edition.indicators
    one = indicators[0] if len(indicators) == 1 else None
    return Finding(
        check=check.CHECK,
        outcome="could_not_run",
        severity="warning",
        indicator=one.number if one else None,
        indicator_id=one.id if one else None,
        expected="检查运行完毕",
        found=reason,
        message=f"“{check.TITLE}”{reason}；这项检查没有看到的问题不在报告中",
        advice="材料中可能有程序没有料到的写法，请把这条信息反馈给开发者，并由人核对这一项。",
    )


def _scope(check: Check) -> str:
    return getattr(check, "SCOPE", "archive")


def _add_facts_of_county(part: Case, found: dict[str, list[Fact]]) -> None:
    """Note the facts of a part that are about the county as a whole, by SHA-256 of the document."""
    ids = {indicator.id for indicator in part.edition.indicators}
    for viewed in part.readable:
        facts = [fact for fact in viewed.facts if fact.indicator_id in ids and not scope_of(fact.subject, part.dossier)]
        if facts:
            found.setdefault(viewed.document.sha256, []).extend(facts)


def _together(results: Sequence[CheckResult]) -> CheckResult:
    """Return what a check said of the indicators, as one result; one part that it could not judge marks the whole."""
    findings = [finding for result in results for finding in result.findings]
    nothing = next((result.reason for result in results if result.reason), "")
    first = results[0]
    whole = conclude(first.check, first.title, sum(result.looked_at for result in results), findings, nothing)
    fallen = [result.reason for result in results if result.outcome == "could_not_run"]
    if not fallen:
        return whole
    return whole.model_copy(update={"outcome": "could_not_run", "reason": "；".join(fallen)})


def _judged(result: CheckResult, reasons: Mapping[str, str]) -> CheckResult:
    """Return a result whose findings have their keys, with the reasons of those waived."""
    findings = []
    for finding in result.findings:
        key = key_of(finding)
        findings.append(finding.model_copy(update={"key": key, "waived": reasons.get(key, "")}))
    return result.model_copy(update={"findings": tuple(findings)})


def key_of(finding: Finding) -> str:
    """Return what names a finding over many runs: 12 hexadecimal digits of what it is about, expects and found.

    A waiver holds for a key, so it lapses when a number or a file behind the finding changes. Words of message and
    advice do not count: a new version of the program may say the same better.
    """
    about = (finding.indicator_id, finding.sub, finding.year, sorted(finding.files), finding.expected, finding.found)
    return hashlib.sha256(repr((finding.check, *about)).encode("utf-8", "surrogatepass")).hexdigest()[:12]
