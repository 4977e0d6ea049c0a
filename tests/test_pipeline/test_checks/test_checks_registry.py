"""The folder is the registry; a file that does not fit stops the start."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.checker import run_checks
from pipeline.checks import all_checks, conclude, registry
from schemas.finding import Finding

IDS = [
    "duplicate-file",
    "encrypted",
    "missing-evidence",
    "missing-number",
    "missing-year",
    "target-missed",
    "unreadable",
]


def test_the_folder_holds_the_checks() -> None:
    assert {*IDS} <= {check.CHECK for check in all_checks()}


def test_sorted_by_file_name() -> None:
    assert [check.CHECK for check in all_checks()] == sorted(check.CHECK for check in all_checks())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    package = tmp_path / "somechecks"
    package.mkdir()
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield package
    for name in [name for name in sys.modules if name.split(".")[0] == "somechecks"]:
        del sys.modules[name]


GOOD = 'CHECK = "is-odd"\nTITLE = "单数"\ndef run(case):\n    return None\n'


def test_a_dropped_file_is_found(folder: Path) -> None:
    (folder / "is_odd.py").write_text(GOOD, encoding="utf-8")
    (folder / "room").mkdir()
    (folder / "room" / "__init__.py").touch()
    assert [check.CHECK for check in registry(folder, "somechecks")] == ["is-odd"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('CHECK = "is-odd"', 'CHECK = "odd"', "CHECK must be 'is-odd'"),
        ('CHECK = "is-odd"\n', "", "CHECK must be"),
        ('TITLE = "单数"', 'TITLE = ""', "TITLE must be a text"),
        ("def run(case)", "def go(case)", "run(case) is missing"),
    ],
)
def test_a_file_that_does_not_fit_stops_the_start(folder: Path, old: str, new: str, words: str) -> None:
    (folder / "is_odd.py").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(TypeError, match=r"somechecks\.is_odd is not a check") as refused:
        registry(folder, "somechecks")
    assert words in str(refused.value)


def test_passed_with_nothing_looked_at_is_impossible() -> None:
    result = conclude("x", "题", 0, [], "没有可看的")
    assert (result.outcome, result.reason) == ("not_applicable", "没有可看的")
    assert conclude("x", "题", 3, [], "没有可看的").outcome == "passed"
    finding = Finding(check="x", severity="info", message="有")
    assert conclude("x", "题", 3, [finding], "").outcome == "failed"


def test_empty_archive(county: Any) -> None:
    report = run_checks(county.view())
    outcomes = {result.check: result.outcome for result in report.results}
    assert outcomes.pop("missing-evidence") == "failed"
    assert outcomes.pop("name-mismatch") == "passed"  # the units of the dossier's own plan
    assert set(outcomes.values()) == {"not_applicable"}
    assert all(result.reason for result in report.results if result.outcome == "not_applicable")
    assert report.has_errors


def test_no_review_years(county: Any) -> None:
    report = run_checks(county.view(years=()))
    assert report.matrix == ()
    outcomes = {result.check: result.outcome for result in report.results}
    assert outcomes.pop("name-mismatch") == "passed"
    assert set(outcomes.values()) == {"not_applicable"}
