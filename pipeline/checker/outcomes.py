"""What one check says of a case, and of many parts together."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.checks import Check, conclude
from pipeline.coverage.case import Case
from schemas.errors import DocumentError
from schemas.finding import CheckResult, Finding

# what a document that nobody thought of may raise in a check
_ODD = (DocumentError, ArithmeticError, LookupError, ValueError)


class Said(NamedTuple):
    """What a check said of one part: how much it looked at, why it fell ("" where it ran to its end), its findings."""

    check: str
    looked_at: int
    fallen: str
    findings: tuple[Finding, ...]


def outcome_of(check: Check, case: Case) -> CheckResult:
    """Run a check; one that an odd document brings to fall could not run, which is a finding of its own.

    Faults of the store and of the program itself are raised.
    """
    try:
        return check.run(case)
    except _ODD as fault:
        indicators = case.edition.indicators
        where = f"（指标{indicators[0].number} {indicators[0].name}）" if len(indicators) == 1 else ""
        reason = f"未能完成{where}：{type(fault).__name__} {fault}"
        return CheckResult(
            check=check.CHECK,
            title=check.TITLE,
            outcome="could_not_run",
            looked_at=0,
            findings=(_could_not_run(check, reason, case),),
            reason=reason,
        )


def all_said(checks: Iterable[Check], case: Case) -> list[Said]:
    """Return what checks say of a part, each finding with its key; a check that saw nothing is left out."""
    return [said for check in checks if (said := _said(outcome_of(check, case))) is not None]


def together(check: Check, said: Sequence[Said], nothing: str) -> CheckResult:
    """Return what a check said of all parts as one result; one part that it could not judge marks the whole.

    `nothing` is its reason where it looked at nothing.
    """
    findings = _in_order(finding for one in said for finding in one.findings)
    whole = conclude(check.CHECK, check.TITLE, sum(one.looked_at for one in said), findings, nothing)
    fallen = list(dict.fromkeys(one.fallen for one in said if one.fallen))
    return whole.model_copy(update={"outcome": "could_not_run", "reason": "；".join(fallen)}) if fallen else whole


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by what they are about, however the documents were parted; one fall is told once."""
    ordered = sorted(findings, key=about_of)
    return tuple(
        finding
        for index, finding in enumerate(ordered)
        if finding.outcome != "could_not_run" or index == 0 or finding != ordered[index - 1]
    )


def about_of(finding: Finding) -> tuple[Any, ...]:
    """Return what a finding is about: findings of a check stand in this order."""
    return (
        finding.indicator or 0, finding.sub or 0, finding.year or 0, finding.files, finding.expected, finding.found,
        finding.message, finding.key,
    )  # fmt: skip


def judged(result: CheckResult, reasons: Mapping[str, str]) -> CheckResult:
    """Return a result whose findings have their keys, with the reasons of those waived."""
    keyed = [finding if finding.key else _with_key(finding) for finding in result.findings]
    findings = tuple(
        finding.model_copy(update={"waived": reasons[finding.key]}) if finding.key in reasons else finding
        for finding in keyed
    )
    return result.model_copy(update={"findings": findings})


def key_of(finding: Finding) -> str:
    """Return what names a finding over many runs: 12 hexadecimal digits of what it is about, expects and found.

    A waiver holds for a key, so it lapses when a number or a file behind the finding changes. Words of message and
    advice do not count: a new version of the program may say the same better.
    """
    about = (finding.indicator_id, finding.sub, finding.year, sorted(finding.files), finding.expected, finding.found)
    return hashlib.sha256(repr((finding.check, *about)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _said(result: CheckResult) -> Said | None:
    fallen = result.reason if result.outcome == "could_not_run" else ""
    if not (result.looked_at or result.findings or fallen):
        return None
    return Said(result.check, result.looked_at, fallen, tuple(map(_with_key, result.findings)))


def _with_key(finding: Finding) -> Finding:
    return finding.model_copy(update={"key": key_of(finding)})


def _could_not_run(check: Check, reason: str, case: Case) -> Finding:
    indicators = case.edition.indicators
    one = indicators[0] if len(indicators) == 1 else None
    return Finding(
        check=check.CHECK,
        outcome="could_not_run",
        severity="warning",
        indicator=one.number if one else None,
        indicator_id=one.id if one else None,
        expected="检查运行完毕",
        found=reason,
        message=f"“{check.TITLE}”{reason}；这项检查没有看到的问题不在报告中",
        advice="材料中可能有程序没有料到的写法，请把这条信息反馈给开发者，并由人核对这一项。",
    )
