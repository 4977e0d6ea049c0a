"""Finds plans and rules that had ended within or before the review years."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.checks import about, conclude, label, proven_by
from pipeline.coverage.case import Case
from pipeline.coverage.eligibility import has_ended, last_day
from pipeline.coverage.succession import essence
from pipeline.coverage.years import fits, slots_of, was_in_force
from pipeline.numbers.shadow import shadow
from schemas.document import DocumentKind
from schemas.edition import Edition, Indicator
from schemas.finding import CheckResult, Finding
from schemas.view import ViewedDocument

CHECK = "expired"
TITLE = "文件已过有效期"
_PLANS: frozenset[DocumentKind] = frozenset({"plan", "notice", "regulation"})
_MEASURED = re.compile(r"(?:率|比例|占比|幅度|面积|工作占.*)$")
_FEWEST_CHARS = 4


def run(case: Case) -> CheckResult:
    """Look at every plan or rule that says until when it holds: one that proves a measure, or is titled after it."""
    looked_at = 0
    findings: list[Finding] = []
    for viewed in case.readable:
        if last_day(viewed) is None:
            continue
        for indicator_id, sub in proven_by(viewed) or _titled_after(case, viewed):
            looked_at += 1
            findings += _findings(case, viewed, case.edition.by_id(indicator_id), sub)
    return conclude(CHECK, TITLE, looked_at, findings, "没有一份作为证明的规划、预案、制度写明有效期。")


def _titled_after(case: Case, viewed: ViewedDocument) -> list[tuple[str, int | None]]:
    """Return the measure whose matter a plan nobody tagged names in its title: 秸秆综合利用实施方案."""
    title = shadow(viewed.document.title or "").text
    if viewed.document.kind not in _PLANS or any(tag.state != "rejected" for tag in viewed.tags):
        return []
    return [measure for matter, measure in _matters(case.edition) if matter in title][:1]


@lru_cache(maxsize=8)
def _matters(edition: Edition) -> tuple[tuple[str, tuple[str, int | None]], ...]:
    """Return what each measure is about, its name without 率, 比例…, with (indicator id, sub), the longest first."""
    found = [
        (matter, (indicator.id, sub))
        for indicator in edition.indicators
        for sub, measure in indicator.measures()
        if len(matter := _MEASURED.sub("", shadow(measure.name).text)) >= _FEWEST_CHARS and matter != measure.name
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _findings(case: Case, viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> Iterator[Finding]:
    """Yield a finding with the first year without it, unless another plan or rule held in all of those years."""
    if not _has_to_hold(viewed, indicator, sub):
        return
    ended = [
        year
        for year in case.dossier.years
        if has_ended(viewed, year) and not _other_held(case, viewed, indicator, sub, year)
    ]
    end = last_day(viewed)
    if not ended or end is None:
        return
    text = viewed.particulars.validity if viewed.particulars else None
    listed = "、".join(map(str, ended))
    yield Finding(
        check=CHECK,
        severity="error" if len(ended) == len(case.dossier.years) and proven_by(viewed) else "warning",
        year=ended[0],
        files=(viewed.document.file,),
        expected=f"{listed}年有效",
        found=f"有效期至{end.isoformat()}",
        message=f"{label(indicator, sub)}：{viewed.document.file} 有效期至{end.isoformat()}"
        f"{f'（{text.text}）' if text else ''}，{listed}年已失效",
        advice="请提供修订后的文本，或有权机关延长有效期的文件。",
        locators=(text.locator,) if text else (),
        **about(case, indicator.id, sub),
    )


def _has_to_hold(viewed: ViewedDocument, indicator: Indicator, sub: int | None) -> bool:
    """Tell whether the document proves by being in force: a plan or rule, no report with numbers of its own."""
    if not proven_by(viewed):
        return True
    if viewed.document.kind not in ("plan", "regulation", "notice", "list"):
        return False
    is_standing = any(slot.years == "standing" and fits(viewed, slot) for slot in slots_of(indicator, sub))
    return is_standing or not indicator.measure(sub).is_quantitative


def _other_held(case: Case, viewed: ViewedDocument, indicator: Indicator, sub: int | None, year: int) -> bool:
    """Tell whether another text of the same name held in a year; a plan for one matter is none for another."""
    name = essence(viewed.document.title or "")
    return any(
        other.document.sha256 != viewed.document.sha256
        and other.proves(indicator.id, sub)
        and was_in_force(other, year)
        for other in case.evidence_named(indicator.id, name)
    )
