"""What all tests share: the seeds beside the checkout, the rule about missing parts."""

import os
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("untimed")

# the commands that tests start, some hundred, would each compile all modules anew: a second or more of every start
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

REPOSITORY = Path(__file__).parents[1]
REQUIRE_ALL = os.environ.get("ZUOZHENG_REQUIRE_ALL") == "1"


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The two real county documents; they stand beside the checkout, never in it."""
    folder = REPOSITORY / ".." / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("the real county documents (../shared/seeds) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, or a skip that says what to install; with ZUOZHENG_REQUIRE_ALL=1 its absence is a failure."""
    program = shutil.which("soffice")
    if program is None:
        reason = "LibreOffice is not installed: apt-get install libreoffice-writer"
        pytest.fail(reason) if REQUIRE_ALL else pytest.skip(reason)
    return program


@pytest.fixture(scope="session")
def scikit_learn() -> None:
    """scikit-learn, or a skip that says what to install; with ZUOZHENG_REQUIRE_ALL=1 its absence is a failure."""
    if find_spec("sklearn") is None:
        reason = "scikit-learn is not installed: pip install 'zuozheng[learn]'"
        pytest.fail(reason) if REQUIRE_ALL else pytest.skip(reason)
