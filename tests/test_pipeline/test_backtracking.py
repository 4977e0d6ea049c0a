"""No pattern of the program takes ever longer over a text of its own words: a paper could stop an ingest with it."""

import re
import signal

import pytest

from benchmarks.backtracking import GIVEN_UP_AFTER_S, patterns, slowest

PATTERNS = patterns()
pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="这个系统不能按处理器时间中断")


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 1000


def test_one_that_takes_ever_longer_is_found() -> None:
    took, _ = slowest(re.compile("(?:逐年|[一-龥]{0,2})*提高到"), tries=20, words=24)
    assert took >= GIVEN_UP_AFTER_S


def test_no_pattern_takes_ever_longer() -> None:
    found = {name: slowest(one, tries=6, words=24) for name, one in PATTERNS.items()}
    assert {name: text for name, (took, text) in found.items() if took >= GIVEN_UP_AFTER_S} == {}
