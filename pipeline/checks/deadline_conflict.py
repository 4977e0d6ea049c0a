"""Finds one task with different deadlines, and deadlines that had passed when they were set."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, product
from typing import NamedTuple

from pipeline.checks import about_document, conclude
from pipeline.checks.arithmetic.slips import slip_findings
from pipeline.checks.likeness.names import alike_names
from pipeline.checks.likeness.texts import alike, core
from pipeline.checks.meeting.keys import Keys, key_of_text
from pipeline.checks.time_limits.called import called_alike
from pipeline.checks.time_limits.handing_in import (
    NEAR_DAYS,
    actors,
    asked_for_twice,
    handed_in,
    is_one_stage,
    is_passed_on,
    send_back_one_thing,
    thing_of,
)
from pipeline.checks.time_limits.naming import ALIKE_CALLED, ALIKE_SURE, FEWEST_CHARS, sure_name, tasks_of
from pipeline.checks.time_limits.of_dossier import (
    FARTHEST_DAYS,
    Place,
    against_documents,
    against_dossier,
    count_limits,
    places_by_limit,
)
from pipeline.checks.time_limits.steps import are_steps
from pipeline.checks.time_limits.text_beside_table import text_beside_table
from pipeline.coverage.case import Case
from schemas.claims import SlipKind
from schemas.finding import CheckResult, Finding
from schemas.locator import CellLocator
from schemas.particulars import Deadline
from schemas.view import ViewedDocument

CHECK = "deadline-conflict"
TITLE = "时限前后不一"
SCOPE = "meeting"
_SLIPS: tuple[SlipKind, ...] = ("one_year_span", "reversed_span", "phases_overlap")
_ALIKE_INSIDE, _ALIKE_THING = 0.6, 0.7
_NEAR_DAYS = 100


def run(case: Case) -> CheckResult:
    """Look at every deadline: against the others of its document, those of other documents, its document's date.

    Those of the dossier's tasks and indicators are held against the documents', their own words, each other. Terms
    that run backwards, stages of work that overlap are found as well.
    """
    places = _places(case)
    slips = slip_findings(case, CHECK, _SLIPS)
    findings = [*_past(case, places), *_conflicts(case, places), *against_documents(CHECK, case, places), *slips]
    looked_at = len(places) + len(slips)
    if case.is_whole:
        findings += against_dossier(CHECK, case)
        looked_at += count_limits(case)
    return conclude(CHECK, TITLE, looked_at, findings, "没有一份材料写有完成时限。")


def keys_of(case: Case) -> Iterator[tuple[ViewedDocument, Keys]]:
    """Yield the names of the tasks with a deadline, the time limits of the dossier that documents speak of."""
    limits: dict[str, list[int]] = defaultdict(list)
    places = _places(case)
    for index, same in enumerate(places_by_limit(case, places)):
        for viewed in {place[0].document.sha256: place[0] for place in same}.values():
            limits[viewed.document.sha256].append(key_of_text(CHECK, str(index)))
    for viewed in {viewed.document.sha256: viewed for viewed, _ in places}.values():
        asks = any(thing_of(deadline) for deadline in _deadlines(viewed))
        handing_in = [key_of_text(CHECK, f"报送{viewed.document.issuer}")] if asks and viewed.document.issuer else []
        keys = [*limits[viewed.document.sha256], *handing_in]
        yield viewed, Keys(keys, keys, tasks=tasks_of(_deadlines(viewed)))


def counted(case: Case) -> int:
    """Return how many deadlines, and slips in terms, documents have."""
    return len(_places(case)) + len(slip_findings(case, CHECK, _SLIPS))


def _deadlines(viewed: ViewedDocument) -> Sequence[Deadline]:
    return viewed.particulars.deadlines if viewed.particulars is not None else ()


def _places(case: Case) -> list[Place]:
    return [(viewed, deadline) for viewed in case.readable for deadline in _deadlines(viewed)]


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
    named = [each for each in named if len(each.name) >= FEWEST_CHARS]
    told: set[tuple[str, str]] = set()
    pairs: set[frozenset[int]] = set()
    for index, other_index in sorted({*_inside(named), *_between(named)}):
        one, other = named[index], named[other_index]
        if (one.name, other.name) not in told:
            told.add((one.name, other.name))
            pairs.add(frozenset((id(one.deadline), id(other.deadline))))
            yield _conflict(case, (one.viewed, one.deadline), (other.viewed, other.deadline))
    alike_called = called_alike(places, lambda names: alike_names(names, ALIKE_CALLED))
    for first, second in (*_beside_tables(places), *asked_for_twice(places), *alike_called):
        pair = frozenset((id(first[1]), id(second[1])))
        if pair not in pairs:
            pairs.add(pair)
            yield _conflict(case, first, second)


def _beside_tables(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Yield the days of one task that a document's text and its table tell differently."""
    by_document: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_document[place[0].document.sha256].append(place)
    for same in by_document.values():
        viewed = same[0][0]
        for one, other in text_beside_table([deadline for _, deadline in same]):
            yield (viewed, one), (viewed, other)


class Named(NamedTuple):
    """A deadline with the name of its task."""

    name: str
    viewed: ViewedDocument
    deadline: Deadline


def _inside(named: list[Named]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one document that are one task with two dates."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(named):
        by_document[each.viewed.document.sha256].append(index)
    for indexes in by_document.values():
        rows = _days_of_rows(named[index].deadline for index in indexes)
        days: dict[str, set[date]] = defaultdict(set)
        for index in indexes:
            days[named[index].deadline.quote].add(named[index].deadline.date)
        for one, other in combinations(indexes, 2):
            first, second = named[one], named[other]
            if (
                _are_two_dates(first.deadline, second.deadline)
                and first.deadline.quote != second.deadline.quote
                and not _are_rows(first.deadline, second.deadline)
                and not _are_of_others(first.deadline, second.deadline)
                and is_passed_on(first.deadline) == is_passed_on(second.deadline)
                and not ({first.deadline.date} & rows.get(_row_of(second.deadline), set()))
                and second.deadline.date not in days[first.deadline.quote]
                and first.deadline.date not in days[second.deadline.quote]
                and (
                    _are_one_task_inside(first.name, second.name) or _ask_for_one_thing(first.deadline, second.deadline)
                )
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


def _between(named: list[Named]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of different documents that are one task with two dates."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(named):
        by_name[sure_name(each.name, each.deadline)].append(index)
    for name, other_name in alike_names(list(by_name), ALIKE_SURE):
        same = name == other_name
        pairs = combinations(by_name[name], 2) if same else product(by_name[name], by_name[other_name])
        for one, other in pairs:
            first, second = named[one], named[other]
            if (
                _are_two_dates(first.deadline, second.deadline)
                and first.viewed.document.sha256 != second.viewed.document.sha256
                and not _come_round(first, second)
            ):
                yield (one, other) if one < other else (other, one)


def _come_round(one: Named, other: Named) -> bool:
    """Tell whether both ask for what is handed in again and again, a season later."""
    signed, signed_too = one.viewed.document.date, other.viewed.document.date
    if not thing_of(one.deadline) or not thing_of(other.deadline) or signed is None or signed_too is None:
        return False
    return abs((signed - signed_too).days) > NEAR_DAYS


def _are_two_dates(one: Deadline, other: Deadline) -> bool:
    return 0 < abs((one.date - other.date).days) <= FARTHEST_DAYS and not are_steps(one.matter, other.matter)


def _are_rows(one: Deadline, other: Deadline) -> bool:
    """Tell whether both stand in rows of one table, which are tasks of their own."""
    first, second = one.locator, other.locator
    return isinstance(first, CellLocator) and isinstance(second, CellLocator) and first.table == second.table


def _are_one_task_inside(one: str, other: str) -> bool:
    return one in other or other in one or alike(one, other) >= _ALIKE_INSIDE


def _are_of_others(one: Deadline, other: Deadline) -> bool:
    """Tell whether two tasks are to be done by others: 各牵头单位, 各乡镇."""
    first, second = actors(one.matter), actors(other.matter)
    return bool(first and second) and not first & second


def _ask_for_one_thing(one: Deadline, other: Deadline) -> bool:
    """Tell whether the same is to be handed in by both, of nobody else: text and annex of a notice."""
    if {*one.units} and {*other.units} and not {*one.units} & {*other.units}:
        return False
    if abs((one.date - other.date).days) > _NEAR_DAYS:
        return False
    first, second = handed_in(one.matter), handed_in(other.matter)
    are_alike = bool(first) and bool(second) and alike(first, second) >= _ALIKE_THING
    return (are_alike and is_one_stage(one.matter, other.matter)) or send_back_one_thing(one, other)


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
