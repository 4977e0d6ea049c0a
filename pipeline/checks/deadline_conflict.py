"""Finds one task with different deadlines, and deadlines that had passed when they were set."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain, combinations, product
from math import ceil
from typing import NamedTuple

from pipeline.checks import about_document, conclude
from pipeline.checks.arithmetic.slips import slip_findings
from pipeline.checks.likeness.texts import alike, core, pairs_of
from pipeline.checks.time_limits.called import called_alike
from pipeline.checks.time_limits.of_dossier import FARTHEST_DAYS, Place, count_limits, dossier_findings
from pipeline.coverage.case import Case
from schemas.claims import SlipKind
from schemas.finding import CheckResult, Finding
from schemas.locator import CellLocator
from schemas.particulars import Deadline
from schemas.view import ViewedDocument

CHECK = "deadline-conflict"
TITLE = "时限前后不一"
_SLIPS: tuple[SlipKind, ...] = ("one_year_span", "reversed_span", "phases_overlap")
_FEWEST_CHARS = 5
_SURE_CHARS = 7  # the first clause of a task of this length names it
_CLAUSE_END = re.compile(r"[,，；;。]")
_ALIKE_INSIDE, _ALIKE_BETWEEN, _ALIKE_CALLED = 0.6, 0.85, 0.8


def run(case: Case) -> CheckResult:
    """Look at every deadline: against the others of its document, those of other documents, its document's date.

    Those of the dossier's tasks and indicators are held against the documents', their own words, each other. Terms
    that run backwards, stages of work that overlap are found as well.
    """
    places = [
        (viewed, deadline)
        for viewed in case.readable
        if viewed.particulars is not None
        for deadline in viewed.particulars.deadlines
    ]
    slips = slip_findings(case, CHECK, _SLIPS)
    findings = [*_past(case, places), *_conflicts(case, places), *dossier_findings(CHECK, case, places), *slips]
    looked_at = len(places) + count_limits(case) + len(slips)
    return conclude(CHECK, TITLE, looked_at, findings, "没有一份材料写有完成时限。")


def _past(case: Case, places: list[Place]) -> Iterator[Finding]:
    """Yield a finding for each deadline of a plan or notice before the day on which it was signed."""
    for viewed, deadline in places:
        document = viewed.document
        if document.kind not in ("plan", "notice") or document.date is None or deadline.date >= document.date:
            continue
        signed = document.date.isoformat()
        yield Finding(
            check=CHECK,
            severity="warning",
            files=(document.file,),
            expected=f"时限晚于成文日期{signed}",
            found=deadline.text,
            message=f"{document.file} 成文于{signed}，却要求{deadline.text}完成“{deadline.matter}”",
            advice="请核对年份；沿用旧文本的应更新。",
            locators=(deadline.locator,),
            **about_document(case, viewed),
        )


def _conflicts(case: Case, places: list[Place]) -> Iterator[Finding]:
    named = [Named(core(deadline.matter), viewed, deadline) for viewed, deadline in places]
    named = [each for each in named if len(each.name) >= _FEWEST_CHARS]
    ranks = _ranks(each.name for each in named)
    found = {*_inside(named), *_between(named, ranks)}
    told: set[tuple[str, str]] = set()
    pairs: set[frozenset[int]] = set()
    for _, index, other_index in sorted((_rank(named, ranks, *pair), *pair) for pair in found):
        one, other = named[index], named[other_index]
        if (one.name, other.name) not in told:
            told.add((one.name, other.name))
            pairs.add(frozenset((id(one.deadline), id(other.deadline))))
            yield _conflict(case, (one.viewed, one.deadline), (other.viewed, other.deadline))
    for first, second in called_alike(places, lambda names: _alike_names(names, _ranks(names), _ALIKE_CALLED)):
        pair = frozenset((id(first[1]), id(second[1])))
        if pair not in pairs:
            pairs.add(pair)
            yield _conflict(case, first, second)


def _ranks(names: Iterable[str]) -> dict[str, int]:
    """Return the place of each pair of characters among all, by where it first stands."""
    ranks: dict[str, int] = {}
    for name in names:
        for start in range(len(name) - 1):
            ranks.setdefault(name[start : start + 2], len(ranks))
    return ranks


class Named(NamedTuple):
    """A deadline with the name of its task."""

    name: str
    viewed: ViewedDocument
    deadline: Deadline


def _rank(named: list[Named], ranks: Mapping[str, int], one: int, other: int) -> int:
    """Return the place of a pair among all: that of the first two characters that both names share."""
    return min(ranks[pair] for pair in pairs_of(named[one].name) & pairs_of(named[other].name))


def _inside(named: list[Named]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one document that are one task with two dates."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(named):
        by_document[each.viewed.document.sha256].append(index)
    for indexes in by_document.values():
        rows = _days_of_rows(named[index].deadline for index in indexes)
        for one, other in combinations(indexes, 2):
            first, second = named[one], named[other]
            if (
                _are_two_dates(first.deadline, second.deadline)
                and first.deadline.quote != second.deadline.quote
                and not _are_rows(first.deadline, second.deadline)
                and not ({first.deadline.date} & rows.get(_row_of(second.deadline), set()))
                and _are_one_task_inside(first.name, second.name)
            ):
                yield one, other


Row = tuple[int, int] | None


def _days_of_rows(deadlines: Iterable[Deadline]) -> dict[Row, set[date]]:
    """Return the days that each row of a table names: that of its column, those of its task's own words."""
    found: dict[Row, set[date]] = defaultdict(set)
    for deadline in deadlines:
        if (row := _row_of(deadline)) is not None:
            found[row].add(deadline.date)
    return found


def _row_of(deadline: Deadline) -> Row:
    place = deadline.locator
    return (place.table, place.row) if isinstance(place, CellLocator) else None


def _between(named: list[Named], ranks: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of different documents that are one task with two dates."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(named):
        clause = core(_CLAUSE_END.split(each.deadline.matter)[0])
        by_name[clause if len(clause) >= _SURE_CHARS else each.name].append(index)
    for name, other_name in _alike_names(list(by_name), ranks):
        same = name == other_name
        pairs = combinations(by_name[name], 2) if same else product(by_name[name], by_name[other_name])
        for one, other in pairs:
            first, second = named[one], named[other]
            if (
                _are_two_dates(first.deadline, second.deadline)
                and first.viewed.document.sha256 != second.viewed.document.sha256
            ):
                yield (one, other) if one < other else (other, one)


def _alike_names(
    names: list[str], ranks: Mapping[str, int], least: float = _ALIKE_BETWEEN
) -> Iterator[tuple[str, str]]:
    """Yield each two names that are alike, every name with itself too.

    Dice's coefficient of t leaves out few pairs of characters, so that two names alike share one of the rarest
    n - t/(2-t)·n + 1 of either; only names that do are compared (prefix filtering, Bayardo, Ma and Srikant 2007).
    """
    sharing: dict[str, list[str]] = defaultdict(list)
    pairs = {name: pairs_of(name) for name in names}
    frequency = Counter(chain.from_iterable(pairs.values()))
    for name, own in pairs.items():
        yield name, name
        rarest = sorted(own, key=lambda pair: (frequency[pair], ranks[pair]))
        kept = rarest[: len(rarest) - ceil(least / (2 - least) * len(rarest)) + 1]
        for other in dict.fromkeys(other for pair in kept for other in sharing[pair]):
            others = pairs[other]
            if 2 * len(own & others) / (len(own) + len(others)) >= least:  # as `alike` has it
                yield other, name
        for pair in kept:
            sharing[pair].append(name)


def _are_two_dates(one: Deadline, other: Deadline) -> bool:
    return 0 < abs((one.date - other.date).days) <= FARTHEST_DAYS


def _are_rows(one: Deadline, other: Deadline) -> bool:
    """Tell whether both stand in rows of one table, which are tasks of their own."""
    first, second = one.locator, other.locator
    return isinstance(first, CellLocator) and isinstance(second, CellLocator) and first.table == second.table


def _are_one_task_inside(one: str, other: str) -> bool:
    return one in other or other in one or alike(one, other) >= _ALIKE_INSIDE


def _conflict(case: Case, one: Place, other: Place) -> Finding:
    files = tuple(dict.fromkeys(place[0].document.file for place in (one, other)))
    found = f"{one[1].text}、{other[1].text}"
    return Finding(
        check=CHECK,
        severity="warning",
        files=files,
        expected="同一任务只有一个时限",
        found=found,
        message=f"同一任务的时限不一致：“{one[1].quote}”（{one[1].date}）与“{other[1].quote}”（{other[1].date}）",
        advice="请以正式印发的文件为准统一时限。",
        locators=(one[1].locator, other[1].locator),
        **about_document(case, one[0]),
    )
