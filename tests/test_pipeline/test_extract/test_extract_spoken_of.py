"""What a number is of: names further off, cut short, in other words; what of official prose is read, what left out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ReadFacts = Callable[..., list[str]]


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return cases


CASES = [*_cases("spoken_of.yaml"), *_cases("official_prose.yaml")]


@pytest.mark.parametrize("case", CASES, ids=[case.get("form", case["text"][:24]) for case in CASES])
def test_what_is_spoken_of(read: ReadFacts, case: dict[str, Any]) -> None:
    circumstances = {key: value for key, value in case.items() if key not in ("form", "text", "facts")}
    assert sorted(read(case["text"], **circumstances)) == sorted(case["facts"])
