"""What a number is of where its name stands further off: carried over clauses, cut short, told by a deed or a place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ReadFacts = Callable[..., list[str]]

CASES = yaml.safe_load((Path(__file__).parent / "spoken_of.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["form"] for case in CASES])
def test_what_is_spoken_of(read: ReadFacts, case: dict[str, Any]) -> None:
    circumstances = {key: value for key, value in case.items() if key not in ("form", "text", "facts")}
    assert sorted(read(case["text"], **circumstances)) == sorted(case["facts"])
