"""Facts of prose in many wordings of the same thing: each file of wordings holds those of one rule of the language."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ReadFacts = Callable[..., list[str]]

CASES: list[tuple[str, dict[str, Any]]] = [
    (path.stem, case)
    for path in sorted(Path(__file__).parent.glob("wordings_*.yaml"))
    for case in YAML(typ="safe").load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case['text'][:30]}" for rule, case in CASES])
def test_wording(read: ReadFacts, rule: str, case: dict[str, Any]) -> None:
    circumstances = {key: value for key, value in case.items() if key not in ("text", "facts")}
    assert sorted(read(case["text"], **circumstances)) == sorted(case["facts"]), rule
