"""A finding: something a check saw, with all a person needs to act on it."""

from typing import Literal

from schemas.locator import Locator
from schemas.model import Model

Severity = Literal["error", "warning", "info"]
Outcome = Literal["passed", "failed", "not_applicable", "could_not_run"]
CellState = Literal["complete", "partial", "missing", "not_applicable"]


class Finding(Model):
    """One problem: subject, what was expected, what was found, what to do, and the unit to ask (责任单位).

    `key` names the problem over many runs: it changes where what was expected or found changes. `waived` is the
    reason for which a person lets it stand, "" where nobody did.
    """

    check: str
    outcome: Outcome = "failed"
    severity: Severity
    indicator: int | None = None
    indicator_id: str | None = None
    sub: int | None = None
    year: int | None = None
    files: tuple[str, ...] = ()
    expected: str = ""
    found: str = ""
    message: str
    advice: str = ""
    unit: str = ""
    locators: tuple[Locator, ...] = ()
    key: str = ""
    waived: str = ""


class Waiver(Model):
    """A person's word that a finding may stand, and why; it holds as long as the finding's key. `at` is ISO 8601."""

    key: str
    reason: str
    by: str
    at: str


class CheckResult(Model):
    """What one check did: `looked_at` counts the things it judged; passed with nothing looked at is impossible."""

    check: str
    title: str
    outcome: Outcome
    looked_at: int
    findings: tuple[Finding, ...] = ()
    reason: str = ""


class MatrixCell(Model):
    """The state of one indicator x sub-indicator x year, and why."""

    indicator: int
    indicator_id: str
    name: str
    sub: int | None = None
    sub_name: str = ""
    year: int
    state: CellState
    reason: str
    lead_units: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


class CheckSummary(Model):
    """What is kept of one check run, so that a later one can say what is new and what is solved. `at` is ISO 8601."""

    at: str
    findings: tuple[Finding, ...]


class Report(Model):
    """The whole outcome of a check run over one dossier."""

    county: str
    edition: str
    years: tuple[int, ...]
    documents: int
    results: tuple[CheckResult, ...]
    matrix: tuple[MatrixCell, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the checks."""
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def has_errors(self) -> bool:
        """Tell whether any finding that nobody waived blocks the upload."""
        return any(finding.severity == "error" and not finding.waived for finding in self.findings)
