"""Examined documents, written down as plain lines."""

from collections.abc import Callable

import pytest

from pipeline.stages.examine import examine
from pipeline.stages.identify import identify
from schemas.parsed import ParsedDocument
from schemas.particulars import Particulars


@pytest.fixture
def examined(written: Callable[[str], ParsedDocument]) -> Callable[[str], Particulars]:
    """Turn lines into a document's particulars."""

    def read(text: str) -> Particulars:
        parsed = written(text)
        return examine(parsed, identify(parsed))

    return read
