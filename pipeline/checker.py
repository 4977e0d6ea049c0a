"""The checker: all checks over one view, gathered in a report."""

import hashlib
from collections.abc import Mapping, Sequence

from archive.catalogue.bulk import collection_paused
from pipeline.checks import Check, all_checks, conclude
from pipeline.coverage.case import Case
from pipeline.coverage.cells import Cell
from pipeline.coverage.series import scope_of
from schemas.fact import Fact
from schemas.finding import CheckResult, Finding, Report
from schemas.view import ArchiveView


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
            said[name].append(check.run(part))
    for name, check in scoped.items():
        said[name].append(check.run(case.rest()))
    case.know(cells)
    county = case.with_facts(of_county)
    return tuple(
        _together(said[check.CHECK])
        if check.CHECK in scoped
        else check.run(county if _scope(check) == "county" else case)
        for check in all_checks()
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
    """Return what a check said of the indicators, as one result."""
    findings = [finding for result in results for finding in result.findings]
    nothing = next((result.reason for result in results if result.reason), "")
    first = results[0]
    return conclude(first.check, first.title, sum(result.looked_at for result in results), findings, nothing)


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
