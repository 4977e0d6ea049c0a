"""The claims of the real documents: what was found by hand is found, and nothing else."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.parsers import parse
from pipeline.stages import detect

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
LIANSHAN = ("lianshan_2017_2025_plan.docx", "lianshan_2017_2025_plan.pdf")
LUZHAI = ("luzhai_2023_work_plan.docx", "luzhai_2023_work_plan.pdf")


def _parsed(name: str) -> Any:
    path = SEEDS / name
    if not path.is_file():
        pytest.skip(f"the seed {name} is not beside the repository")
    return parse(path, detect.detect(path))


@pytest.mark.parametrize("name", LIANSHAN)
def test_the_sum_that_does_not_close_is_found_alone(judge: Any, name: str) -> None:
    result = judge.document("sum", _parsed(name), "2019")
    assert [(found.severity, found.found, found.expected) for found in result.findings] == [
        ("error", "16个", "1＋5＋1＋1＋6＋1＝15个")
    ]
    assert result.looked_at >= 6


@pytest.mark.parametrize("name", LUZHAI)
def test_totals_that_close_are_counted_as_looked_at(judge: Any, name: str) -> None:
    result = judge.document("sum", _parsed(name))
    assert (result.outcome, result.findings) == ("passed", ())


@pytest.mark.parametrize("name", LIANSHAN + LUZHAI)
@pytest.mark.parametrize("kind", ["rate", "change"])
def test_no_rate_or_change_is_judged_by_numbers_that_are_not_its_own(judge: Any, name: str, kind: str) -> None:
    assert judge.document(kind, _parsed(name), "2019").findings == ()
