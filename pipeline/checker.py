"""The checker: all checks over one view, gathered in a report."""

import hashlib
from collections.abc import Mapping

from archive.catalogue.bulk import collection_paused
from pipeline.checks import all_checks
from pipeline.coverage.case import Case
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
            results=tuple(_judged(check.run(case), reasons) for check in all_checks()),
            matrix=case.matrix(),
        )


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
