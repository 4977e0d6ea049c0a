"""Commands killed at changes of the disk, and with writes that fail: the short form of `benchmarks.crashes`."""

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture(scope="module")
def crashes(repository):
    """Run the benchmark with some options; it compiles the library through which every change of a file goes."""
    if not sys.platform.startswith("linux"):
        pytest.skip("Linux only")
    if shutil.which("cc") is None:
        reason = "no C compiler is installed: apt-get install gcc"
        pytest.fail(reason) if os.environ.get("ZUOZHENG_REQUIRE_ALL") == "1" else pytest.skip(reason)

    def run(*options):
        return subprocess.run(
            [sys.executable, "-m", "benchmarks.crashes", *options],
            cwd=repository, capture_output=True, check=False, encoding="utf-8",
        )  # fmt: skip

    return run


@pytest.mark.parametrize(
    "options",
    [
        ("--what", "kill", "--only", "ingest,export,carry", "--points", "4", "--moments", "1"),
        ("--what", "fail", "--only", "init,reindex", "--points", "1"),
        ("--what", "power", "--only", "init,tag confirm", "--points", "1"),
    ],
    ids=("killed", "failing", "without power"),
)
def test_nothing_is_lost_nothing_is_twice_and_the_next_run_goes_on(crashes, options):
    outcome = crashes(*options)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert " 0 wrong;" in outcome.stdout
