"""Checks: one module each, found by looking into this folder.

A module here offers `CHECK: str` (its stable id, the file's name with hyphens), `TITLE: str` (Chinese) and
`run(case: Case) -> CheckResult`. It reads the case, judges it, writes nothing. Subfolders hold what a check
needs more room for; they are not looked into. A module that does not fit stops the start.

A check says by `SCOPE` how much it needs to see at a time, so that an archive need not be in memory as a whole, and
what did not change need not be judged again:
document   each document by itself
indicator  the numbers of one indicator on some subjects (the county, a town), all there are of each, with the
           documents that state them (claims without such a number count to the first indicator)
evidence   what the documents say for each measure (`case.speeches`, `case.cells`); no document, no fact
county     the facts about the county as a whole, of all documents
meeting    all documents together; each finding is about the first of its files, and depends on that document, on those
           that it meets (`keys_of`), on which document takes the place of which; facts and rarer particulars are read
           one by one, slowly
archive    the dossier's tasks with what proves them, the day of the check (where nothing is said); no document
A check of indicators may offer `run_across(case)` as well, for what the facts about the county as a whole tell.
What is said of the dossier itself is said where `case.is_whole`.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol, TypedDict, cast

from pipeline.checks.meeting.keys import Keys
from pipeline.coverage.case import Case
from pipeline.coverage.duties import unit_in_path, unit_to_ask
from pipeline.coverage.values import Stated
from schemas.edition import Indicator
from schemas.finding import CheckResult, Finding, Outcome
from schemas.view import ViewedDocument


class Check(Protocol):
    """What a module of this folder offers."""

    CHECK: str
    TITLE: str

    def run(self, case: Case) -> CheckResult:
        """Judge a case."""


class MeetingCheck(Check, Protocol):
    """What a module with the scope `meeting` offers as well; `run` says of some documents no more than of each."""

    def keys_of(self, case: Case) -> Iterable[tuple[ViewedDocument, Keys]]:
        """Yield the documents of a case with the keys by which they meet others in this check."""

    def counted(self, case: Case) -> int:
        """Return how many things are looked at in a case, the sum over its documents."""


def registry(folder: Path, package: str) -> tuple[Check, ...]:
    """Return the checks of a folder, in the order of their names; raises TypeError at one that does not fit."""
    found: dict[str, Check] = {}
    for info in sorted(pkgutil.iter_modules([str(folder)]), key=lambda info: info.name):
        if info.ispkg:
            continue
        module = importlib.import_module(f"{package}.{info.name}")
        expected = info.name.replace("_", "-")
        if getattr(module, "CHECK", None) != expected:
            raise TypeError(f"{module.__name__} is not a check: CHECK must be {expected!r}")
        if not isinstance(getattr(module, "TITLE", None), str) or not module.TITLE:
            raise TypeError(f"{module.__name__} is not a check: TITLE must be a text")
        if not callable(getattr(module, "run", None)):
            raise TypeError(f"{module.__name__} is not a check: run(case) is missing")
        found[expected] = module
    return tuple(found.values())


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """Return the checks of this folder."""
    return registry(Path(__file__).parent, __name__)


@lru_cache(maxsize=1)
def meeting_checks() -> tuple[MeetingCheck, ...]:
    """Return the checks that hold documents against each other; raises TypeError at one that lacks a part."""
    found = [check for check in all_checks() if scope_of_check(check) == "meeting"]
    for check in found:
        if not callable(getattr(check, "keys_of", None)) or not callable(getattr(check, "counted", None)):
            raise TypeError(f"{check.CHECK} is not a check of meetings: keys_of(case) or counted(case) is missing")
    return tuple(cast(MeetingCheck, check) for check in found)


def scope_of_check(check: Check) -> str:
    """Return how much a check needs to see at a time."""
    return getattr(check, "SCOPE", "archive")


@dataclass
class Across:
    """The part of a check of indicators that looks at the facts of all of them together."""

    CHECK: str
    TITLE: str
    run: Callable[[Case], CheckResult]


def checks_across() -> tuple[Across, ...]:
    """Return those parts, of the checks that have one."""
    offered = ((check, getattr(check, "run_across", None)) for check in all_checks())
    return tuple(Across(check.CHECK, check.TITLE, run) for check, run in offered if run is not None)


def conclude(check: str, title: str, looked_at: int, findings: Iterable[Finding], nothing: str) -> CheckResult:
    """Return the result of a check; `nothing` says why, where there was nothing to look at."""
    found = tuple(findings)
    outcome: Outcome = "failed" if found else "passed" if looked_at else "not_applicable"
    return CheckResult(
        check=check,
        title=title,
        outcome=outcome,
        looked_at=looked_at,
        findings=found,
        reason=nothing if outcome == "not_applicable" else "",
    )


class About(TypedDict):
    """The fields of a finding that say which measure it is about, and whom to ask."""

    indicator: int | None
    indicator_id: str | None
    sub: int | None
    unit: str


def about(case: Case, indicator_id: str, sub: int | None) -> About:
    """Return those fields for a measure, to be spread into a `Finding`."""
    number = case.edition.by_id(indicator_id).number
    return About(indicator=number, indicator_id=indicator_id, sub=sub, unit=unit_to_ask(case.dossier, indicator_id))


def proven_by(viewed: ViewedDocument) -> list[tuple[str, int | None]]:
    """Return the measures (indicator id, sub) for which tags in force name a document as evidence, in their order."""
    return [
        (tag.indicator_id, tag.sub) for tag in viewed.tags if tag.relation == "evidence" and tag.state != "rejected"
    ]


def about_document(case: Case, viewed: ViewedDocument) -> About:
    """Return the fields of a finding about a document: its indicator where it proves one, the unit that gave it."""
    measures = proven_by(viewed)
    ids = dict.fromkeys(indicator_id for indicator_id, _ in measures)
    given_by = unit_in_path(case.dossier, viewed.document.file)
    if len(ids) == 1:
        found = about(case, measures[0][0], measures[0][1] if len(measures) == 1 else None)
        return {**found, "unit": given_by or found["unit"]}
    asked = dict.fromkeys(unit_to_ask(case.dossier, indicator_id) for indicator_id in ids)
    return About(indicator=None, indicator_id=None, sub=None, unit=given_by or "、".join(list(asked)[:3]))


def files_of(items: Iterable[Stated]) -> tuple[str, ...]:
    """Return the files that state these values, each once."""
    return tuple(dict.fromkeys(item.file for item in items))


def quoted(item: Stated) -> str:
    """Return where a value stands and in which words: 《file》“…”."""
    return f"{item.file}“{item.fact.quote}”"


def label(indicator: Indicator, sub: int | None) -> str:
    """Return how a message names a measure: 指标25 城镇污水处理率, 指标21（1）秸秆综合利用率."""
    mark = " " if sub is None else f"（{sub}）"
    return f"指标{indicator.number}{mark}{indicator.measure(sub).name}"
