"""A report put in the order in which people read it: the matrix by measure, the findings by unit."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from pipeline.checks import label
from pipeline.coverage.duties import NO_UNIT
from pipeline.reports.signs import ORDER, SEVERITIES, WAIVED, Sign
from pipeline.reports.sources import Source, Sources, by_file
from pipeline.reports.visible import plain
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.finding import CellState, CheckResult, Finding, MatrixCell, Report, Severity, Waiver
from schemas.view import ArchiveView, ViewedDocument

NOBODY = "未能确定单位"
_LEFT_OUT = frozenset({"", NO_UNIT, NOBODY})
SENTENCE_CHARS = 600
UNIT_CHARS = 60
# for so many findings the papers to quote are held together
FINDINGS_AT_ONCE = 200
# contents (SHA-256) -> the documents, every file of them
ReadPapers = Callable[[Collection[str]], Iterable[ViewedDocument]]
# findings -> the places of each
Quote = Callable[[Sequence[Finding]], Iterable[tuple[Source, ...]]]


@dataclass(frozen=True)
class Issue:
    """One finding in words; `number` counts from 1 through the whole report. All text is safe to show.

    `units` are those to ask, each by itself, by the names of the dossier; none where nobody is named.
    `excuse` is the reason for which it was waived, with who said so on which day.
    """

    number: int
    finding: Finding
    check_title: str
    subject: str
    sources: tuple[Source, ...]
    units: tuple[str, ...] = ()
    excuse: str = ""

    @property
    def sign(self) -> Sign:
        """How it is marked: by severity, or as waived."""
        return WAIVED if self.finding.waived else SEVERITIES[self.finding.severity]

    @property
    def message(self) -> str:
        """What is wrong, long quotes cut."""
        return plain(self.finding.message, SENTENCE_CHARS)

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """What should be with what is, so far as stated: (应为, …), (现为, …)."""
        both = (("应为", self.finding.expected), ("现为", self.finding.found))
        return tuple((words, plain(text, SENTENCE_CHARS)) for words, text in both if text.strip())

    @property
    def quoted(self) -> tuple[str, ...]:
        """The places with the words that stand there, one phrase a file."""
        return by_file(self.sources)

    @property
    def question(self) -> str:
        """What to put to the unit."""
        return plain(self.finding.advice, SENTENCE_CHARS)

    @property
    def year(self) -> str:
        """The year it is about, or ""."""
        return "" if self.finding.year is None else str(self.finding.year)


@dataclass(frozen=True)
class Row:
    """One measure of the matrix: its cells by year, the target as the county wrote it."""

    number: int
    name: str
    sub: int | None
    sub_name: str
    target: str
    lead_units: tuple[str, ...]
    cells: Mapping[int, MatrixCell]


@dataclass(frozen=True)
class Gathered:
    """All that a report shows; `day` is the day of the check."""

    report: Report
    dossier: Dossier
    edition: Edition
    day: date
    issues: tuple[Issue, ...]

    @cached_property
    def open(self) -> tuple[Issue, ...]:
        """The findings that nobody waived."""
        return tuple(issue for issue in self.issues if not issue.finding.waived)

    @cached_property
    def waived(self) -> tuple[Issue, ...]:
        """The findings that a person lets stand."""
        return tuple(issue for issue in self.issues if issue.finding.waived)

    @cached_property
    def by_group(self) -> tuple[tuple[str, tuple[Issue, ...]], ...]:
        """The open findings by the unit, or units together, to ask; each finding once."""
        return tuple((unit, tuple(issues)) for unit, issues in groupby(self.open, key=group_of))

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Issue, ...]]:
        """All findings, waived too, by single unit; one asked of two units stands at both."""
        found: dict[str, list[Issue]] = {}
        for issue in self.issues:
            for unit in issue.units or (NOBODY,):
                found.setdefault(unit, []).append(issue)
        return {unit: tuple(issues) for unit, issues in found.items()}

    @cached_property
    def by_indicator(self) -> Mapping[str, tuple[Issue, ...]]:
        """All findings, waived too, by the indicator they are about; those about none are left out."""
        found: dict[str, list[Issue]] = {}
        for issue in self.issues:
            if issue.finding.indicator_id is not None:
                found.setdefault(issue.finding.indicator_id, []).append(issue)
        return {indicator_id: tuple(issues) for indicator_id, issues in found.items()}

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The matrix by measure."""
        cells = groupby(self.report.matrix, key=lambda cell: (cell.indicator_id, cell.sub))
        return tuple(_row(list(of_measure), self.dossier) for _, of_measure in cells)

    @cached_property
    def counts(self) -> Mapping[Severity, int]:
        """How many open findings there are of each severity."""
        return counts_of(issue.finding for issue in self.open)

    @cached_property
    def states(self) -> Mapping[CellState, int]:
        """How many cells of the matrix there are of each state."""
        return Counter(cell.state for cell in self.report.matrix)

    @property
    def results(self) -> Sequence[CheckResult]:
        """What each check did."""
        return self.report.results


def gather(report: Report, view: ArchiveView, day: date) -> Gathered:
    """Put a report in order; `view` is what the checks looked at, its documents hold the words to quote."""
    sources = Sources(view.documents)
    return _gathered(report, view, day, lambda findings: map(sources.of, findings))


def gather_reading(
    report: Report, view: ArchiveView, day: date, sha256s: Mapping[str, str], read: ReadPapers
) -> Gathered:
    """Put a report in order without holding all documents: those to quote are read some at a time.

    `view` needs no documents; `sha256s` are the contents of all files.
    """
    return _gathered(report, view, day, lambda findings: _quoted(findings, sha256s, read))


def _quoted(findings: Sequence[Finding], sha256s: Mapping[str, str], read: ReadPapers) -> Iterator[tuple[Source, ...]]:
    for start in range(0, len(findings), FINDINGS_AT_ONCE):
        some = findings[start : start + FINDINGS_AT_ONCE]
        files = {file for finding in some if finding.locators for file in finding.files}
        wanted = {sha256s[file] for file in files if file in sha256s}
        sources = Sources(read(wanted) if wanted else (), sha256s)
        yield from map(sources.of, some)


def _gathered(report: Report, view: ArchiveView, day: date, quote: Quote) -> Gathered:
    waivers = {waiver.key: waiver for waiver in view.waivers}
    titles = {result.check: result.title for result in report.results}
    ordered = in_order(report.findings)
    numbered = [finding for finding in ordered if not finding.waived] + [one for one in ordered if one.waived]
    issues = tuple(
        Issue(
            number=number,
            finding=finding,
            check_title=titles.get(finding.check, finding.check),
            subject=_subject(finding, view.edition),
            sources=sources,
            units=own_names(single_units(finding.unit), view.dossier),
            excuse=_excuse(finding, waivers.get(finding.key)),
        )
        for number, (finding, sources) in enumerate(zip(numbered, quote(numbered), strict=True), 1)
    )
    return Gathered(report, view.dossier, view.edition, day, issues)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Order by unit (those with most errors first, nobody's last), severity, indicator, sub, year."""
    listed = list(findings)
    errors = Counter(_group(one) for one in listed if one.severity == "error" and not one.waived)

    def place(one: Finding) -> tuple[object, ...]:
        unit = _group(one)
        subject = (one.indicator or 10**6, one.sub or 0, one.year or 0)
        return (unit in _LEFT_OUT, -errors[unit], unit, ORDER[one.severity], subject)

    return sorted(listed, key=place)


def counts_of(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """Count findings by severity, the gravest first, all severities named."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in SEVERITIES}


def single_units(joined: str) -> tuple[str, ...]:
    """Return the units that a finding names, each by itself; none where it says that none is known."""
    return tuple(unit for unit in dict.fromkeys(map(unit_name, joined.split("、"))) if unit not in _LEFT_OUT)


def own_names(units: Iterable[str], dossier: Dossier) -> tuple[str, ...]:
    """Return units by the names that the dossier gives them, each once: its aliases stand for them."""
    names = {alias: unit.name for unit in dossier.units for alias in unit.aliases}
    return tuple(dict.fromkeys(unit_name(names.get(unit, unit)) for unit in units))


def unit_name(text: str, limit: int = UNIT_CHARS) -> str:
    """Return a unit's name, safe to show."""
    return plain(text, limit)


def group_of(issue: Issue) -> str:
    """Return the heading under which a finding stands."""
    return _group(issue.finding)


def _group(finding: Finding) -> str:
    return unit_name(finding.unit, UNIT_CHARS * 3) or NOBODY


def _excuse(finding: Finding, waiver: Waiver | None) -> str:
    said = f"（{plain(waiver.by, UNIT_CHARS)}，{waiver.at[:10]}）" if finding.waived and waiver else ""
    return plain(finding.waived, SENTENCE_CHARS) + said


def _subject(finding: Finding, edition: Edition) -> str:
    if finding.indicator_id is None:
        return ""
    try:
        return plain(label(edition.by_id(finding.indicator_id), finding.sub))
    except KeyError:
        return plain(finding.indicator_id)


def _row(cells: Sequence[MatrixCell], dossier: Dossier) -> Row:
    first = cells[0]
    entry = dossier.entry(first.indicator_id)
    target = entry.target_of(first.sub) if entry else None
    return Row(
        number=first.indicator,
        name=plain(first.name),
        sub=first.sub,
        sub_name=plain(first.sub_name),
        target=plain(target.text, 80) if target else "",
        lead_units=tuple(unit_name(unit) for unit in first.lead_units),
        cells={cell.year: cell for cell in cells},
    )
