"""A short run of the fuzzer: damaged files end as documents or refusals, never in a crash, a hang, a bug."""

import os
import re
import subprocess
import sys
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

CASES = 200


def test_no_damaged_file_does_harm(repository):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.fuzz", "--count", str(CASES), "--workers", "2"],
        cwd=repository, capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(repository), "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    outcomes = dict(re.findall(r"'([\w!-]+)': (\d+)", done.stdout.splitlines()[-1]))
    assert sum(int(count) for count in outcomes.values()) == CASES
    assert {"ok", "broken"} <= outcomes.keys()


@pytest.fixture(scope="module")
def mutated(repository):
    sys.path.insert(0, str(repository))
    try:
        from benchmarks.mutations import mutated
    finally:
        sys.path.remove(str(repository))
    return mutated


@given(st.binary(max_size=200), st.binary(max_size=200), st.integers(0, 2**32))
def test_a_case_is_made_again_from_its_number(mutated, content, other, number):
    assert mutated(content, other, Random(number)) == mutated(content, other, Random(number))
    assert isinstance(mutated(b"PK\x03\x04" + content, other, Random(number)), bytes)
    assert isinstance(mutated(b"%PDF-1.4 1 0 obj\nstream\n" + content + b"\nendstream", other, Random(number)), bytes)
