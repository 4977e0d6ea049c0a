"""Compares the findings of a check run with what was planted."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Finding = dict[str, Any]
Entry = dict[str, Any]

COVERAGE_ERRORS = ("missing-evidence", "missing-year", "missing-number")
# True of any young dossier, or about tasks that this dossier does not hold: neither right nor wrong here
NOT_JUDGED = ("unconfirmed", "requirement-unmet", "task-overdue", "task-without-evidence", *COVERAGE_ERRORS)


@dataclass
class Comparison:
    """Which entries were found, and which findings (with the reason why they are false) match none."""

    found: dict[str, Finding] = field(default_factory=dict)
    false: list[tuple[str, Finding]] = field(default_factory=list)
    not_judged: Counter[str] = field(default_factory=Counter)
    explained: int = 0


def compare(findings: list[Finding], planted: dict[str, Any]) -> Comparison:
    """Match every finding; an entry counts once however many findings speak of it."""
    comparison = Comparison()
    for finding in findings:
        entries = [entry for entry in planted["faults"] + planted["gaps"] if matches(finding, entry)]
        for entry in entries:
            comparison.found.setdefault(entry["id"], finding)
        if entries:
            comparison.explained += 1
        else:
            _judge(comparison, finding, planted)
    return comparison


def matches(finding: Finding, entry: Entry) -> bool:
    """Tell whether the finding is about this entry: the check, and every part that both name."""
    return finding["check"] in (entry["check"], *entry.get("accept", ())) and _same_place(finding, entry)


def _same_place(finding: Finding, entry: Entry) -> bool:
    indicators = entry.get("indicator")
    indicators = [indicators] if isinstance(indicators, str) else indicators
    return (
        _agree(finding["indicator_id"], indicators)
        and _agree(finding["sub"], entry.get("sub"))
        and _agree(finding["year"], entry.get("year"))
        and _share_a_file(finding["files"], entry.get("files"))
    )


def _agree(found: Any, wanted: Any) -> bool:
    if found is None or wanted is None:
        return True
    return bool(found in wanted if isinstance(wanted, list) else found == wanted)


def _share_a_file(found: list[str], wanted: list[str] | None) -> bool:
    if not found or not wanted:
        return True
    return any(file == name or file.endswith("/" + name) for file in found for name in wanted)


def _judge(comparison: Comparison, finding: Finding, planted: dict[str, Any]) -> None:
    """Note a finding that nothing was planted for."""
    check = finding["check"]
    if _is_consequence(finding, planted["faults"]) or any(matches(finding, entry) for entry in planted["tolerated"]):
        comparison.explained += 1
    elif check in NOT_JUDGED and not (check in COVERAGE_ERRORS and _is_complete(finding, planted["complete"])):
        comparison.not_judged[check] += 1
    elif finding["severity"] == "info":
        comparison.not_judged["info"] += 1
    else:
        tempted = next((entry for entry in planted["innocents"] if matches(finding, entry)), None)
        comparison.false.append((f"{tempted['id']} {tempted['why']}" if tempted else "", finding))


def _is_consequence(finding: Finding, faults: list[Entry]) -> bool:
    """Tell whether a planted fault makes this finding true as well (a wrong rate contradicts the right one)."""
    return any(finding["check"] in entry.get("also", ()) and _same_place(finding, entry) for entry in faults)


def _is_complete(finding: Finding, complete: list[str]) -> bool:
    sub = finding["sub"]
    return (f"{finding['indicator_id']}.{sub}" if sub else finding["indicator_id"]) in complete
