"""The findings of one check compared with those of an earlier one, and the counts of all kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.reports.gathered import NOBODY, counts_of, in_order, unit_name
from pipeline.reports.visible import plain
from schemas.finding import CheckSummary, Finding, Severity

HEADS = ("牵头单位", "新增", "已解决", "已豁免", "仍待处理")
POINT_HEADS = ("检查时间", "错误", "提醒", "提示", "待处理合计", "新增", "已解决")


@dataclass(frozen=True)
class Change:
    """What became of open findings between two checks; `waived` are those that a person let stand in between."""

    new: tuple[Finding, ...]
    solved: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    still: tuple[Finding, ...]


@dataclass(frozen=True)
class Point:
    """One kept check: its time, its open findings by severity, what changed since the one before."""

    at: datetime
    counts: Mapping[Severity, int]
    new: int
    solved: int

    @property
    def total(self) -> int:
        """All open findings."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Trend:
    """All kept checks; `change` leads from the check of `since` to the last one, None where there is only one."""

    county: str
    points: tuple[Point, ...]
    since: datetime | None
    change: Change | None

    @property
    def by_unit(self) -> list[tuple[str, int, int, int, int]]:
        """Rows in the columns of `HEADS`, the units with most open findings first."""
        if self.change is None:
            return []
        kinds = (self.change.new, self.change.solved, self.change.waived, self.change.still)
        units = dict.fromkeys(_unit(finding) for kind in kinds for finding in kind)
        rows: list[tuple[str, int, int, int, int]] = []
        for unit in units:
            new, solved, waived, still = (sum(_unit(finding) == unit for finding in kind) for kind in kinds)
            rows.append((unit, new, solved, waived, new + still))
        return sorted(rows, key=lambda row: (row[0] == NOBODY, -row[4], row[0]))


def trend(county: str, runs: Sequence[CheckSummary], since: date | None = None) -> Trend:
    """Return the trend over kept checks, oldest first.

    The last is compared with the one before, or with the last one made before or on the day `since` (the oldest
    where none was).
    """
    points = tuple(points_of(runs))
    base = _base(runs, since)
    change = compared(base.findings, runs[-1].findings) if base else None
    return Trend(plain(county), points, _moment(base) if base else None, change)


def points_of(runs: Iterable[CheckSummary], before: CheckSummary | None = None) -> Iterator[Point]:
    """Yield the points of kept checks, oldest first; `before` is the one before the first. Only two are held."""
    for run in runs:
        yield _point(run, compared(before.findings, run.findings) if before else None)
        before = run


def compared(before: Iterable[Finding], now: Iterable[Finding]) -> Change:
    """Compare two checks by the keys of their findings: one whose facts changed is solved and new."""
    was_open = {finding.key: finding for finding in _open(before)}
    listed = list(now)
    is_open = {finding.key: finding for finding in _open(listed)}
    waived = {finding.key: finding for finding in listed if finding.waived}
    return Change(
        new=_sorted(one for key, one in is_open.items() if key not in was_open),
        solved=_sorted(one for key, one in was_open.items() if key not in is_open and key not in waived),
        waived=_sorted(one for key, one in waived.items() if key in was_open),
        still=_sorted(one for key, one in is_open.items() if key in was_open),
    )


def time_words(moment: datetime) -> str:
    """Return a time to the minute."""
    return f"{moment:%Y-%m-%d %H:%M}"


def _point(run: CheckSummary, step: Change | None) -> Point:
    new, solved = (len(step.new), len(step.solved)) if step else (0, 0)
    return Point(_moment(run), counts_of(_open(run.findings)), new, solved)


def _base(runs: Sequence[CheckSummary], since: date | None) -> CheckSummary | None:
    earlier = runs[:-1]
    if since is None or not earlier:
        return earlier[-1] if earlier else None
    fits = [run for run in earlier if _moment(run).date() <= since]
    return fits[-1] if fits else earlier[0]


def _moment(run: CheckSummary) -> datetime:
    return datetime.fromisoformat(run.at).astimezone()


def _open(findings: Iterable[Finding]) -> Iterable[Finding]:
    return (finding for finding in findings if not finding.waived)


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(in_order(findings))


def _unit(finding: Finding) -> str:
    return unit_name(finding.unit) or NOBODY
