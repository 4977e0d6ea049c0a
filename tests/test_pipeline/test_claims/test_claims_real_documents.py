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
def test_the_sums_that_do_not_close_are_found_alone(judge: Any, name: str) -> None:
    result = judge.document("sum", _parsed(name), "2019")
    assert [(found.severity, found.found, found.expected) for found in result.findings] == [
        ("error", "16个", "1＋5＋1＋1＋6＋1＝15个"),
        ("warning", "9个", "1＋6＝7个"),
        ("warning", "11个", "4＋8＝12个"),
    ]
    assert result.looked_at >= 6


@pytest.mark.parametrize("name", LUZHAI)
def test_totals_that_close_are_counted_as_looked_at(judge: Any, name: str) -> None:
    result = judge.document("sum", _parsed(name))
    assert (result.outcome, result.findings) == ("passed", ())


@pytest.mark.parametrize("name", LIANSHAN + LUZHAI)
def test_no_rate_or_change_is_judged_by_numbers_that_are_not_its_own(judge: Any, name: str) -> None:
    assert judge.document("change", _parsed(name), "2019").findings == ()
    assert [found.found for found in judge.document("rate", _parsed(name), "2019").findings if found.sub != 1] == []


@pytest.mark.parametrize("name", LIANSHAN)
def test_a_share_of_the_land_and_slips_are_found_alone(judge: Any, name: str) -> None:
    document = _parsed(name)
    found = {
        kind: [one.found for one in judge.document(kind, document, "2019").findings]
        for kind in ("rate", "bounds", "unit", "time")
    }
    assert (found["rate"], found["bounds"]) == (["42.27%"], ["100%以上"])
    assert [words.replace(" ", "") for words in found["unit"]] == ["1000平方米"]
    assert [words[:9] for words in found["time"]] == ["（2020-202", "（三）全面达标阶段"]
