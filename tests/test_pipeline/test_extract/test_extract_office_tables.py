"""Tables as statistics offices lay them out: sub-totals, rows of change, groups of rows, wrapped labels."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ReadFacts = Callable[..., list[str]]

FILES = (
    "office_tables.yaml",
    "form_tables.yaml",
    "shaped_tables.yaml",
    "tables_of_classes.yaml",
    "tables_of_ledgers.yaml",
    "tables_of_assessments.yaml",
    "tables_of_sums.yaml",
    "tables_and_lines_beside.yaml",
)
CASES = [case for name in FILES for case in yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("case", CASES, ids=[case["layout"] for case in CASES])
def test_tables_of_offices(read: ReadFacts, case: dict[str, Any]) -> None:
    assert read(case["text"], **case.get("circumstances", {})) == case["facts"]
