"""Finds one task with different deadlines, and deadlines that had passed when they were set."""

from collections.abc import Iterator
from itertools import combinations

from pipeline.checks import about_document, conclude
from pipeline.checks.likeness.texts import alike, core
from pipeline.coverage.case import Case
from schemas.finding import CheckResult, Finding
from schemas.locator import CellLocator
from schemas.particulars import Deadline
from schemas.view import ViewedDocument

CHECK = "deadline-conflict"
TITLE = "时限前后不一"
_FEWEST_CHARS = 5
_ALIKE_INSIDE, _ALIKE_BETWEEN = 0.6, 0.85
# the same task a year later is next year's
_FARTHEST_DAYS = 300

Place = tuple[ViewedDocument, Deadline]


def run(case: Case) -> CheckResult:
    """Look at every deadline: against the others of its document, those of other documents, its document's date."""
    places = [
        (viewed, deadline)
        for viewed in case.readable
        if viewed.particulars is not None
        for deadline in viewed.particulars.deadlines
    ]
    findings = [*_past(case, places), *_conflicts(case, places)]
    return conclude(CHECK, TITLE, len(places), findings, "没有一份材料写有完成时限。")


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
    named = [(core(deadline.matter), viewed, deadline) for viewed, deadline in places]
    named = [each for each in named if len(each[0]) >= _FEWEST_CHARS]
    told: set[tuple[str, str]] = set()
    for (name, viewed, one), (other_name, other_viewed, other) in _candidates(named):
        inside = viewed.document.sha256 == other_viewed.document.sha256
        days = abs((one.date - other.date).days)
        if (
            not 0 < days <= _FARTHEST_DAYS
            or (inside and _are_rows(one, other))
            or not _are_one_task(name, other_name, inside=inside)
        ):
            continue
        key = (name, other_name)
        if key not in told:
            told.add(key)
            yield _conflict(case, (viewed, one), (other_viewed, other))


Named = tuple[str, ViewedDocument, Deadline]


def _candidates(named: list[Named]) -> Iterator[tuple[Named, Named]]:
    """Yield pairs that share two characters at least, each once."""
    by_pair: dict[str, list[int]] = {}
    for index, (name, _, _) in enumerate(named):
        for start in range(len(name) - 1):
            by_pair.setdefault(name[start : start + 2], []).append(index)
    seen: set[tuple[int, int]] = set()
    for sharing in by_pair.values():
        for one, other in combinations(dict.fromkeys(sharing), 2):
            if (one, other) not in seen:
                seen.add((one, other))
                yield named[one], named[other]


def _are_rows(one: Deadline, other: Deadline) -> bool:
    """Tell whether both stand in rows of one table, which are tasks of their own."""
    first, second = one.locator, other.locator
    return isinstance(first, CellLocator) and isinstance(second, CellLocator) and first.table == second.table


def _are_one_task(one: str, other: str, *, inside: bool) -> bool:
    if inside and (one in other or other in one):
        return True
    return alike(one, other) >= (_ALIKE_INSIDE if inside else _ALIKE_BETWEEN)


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
