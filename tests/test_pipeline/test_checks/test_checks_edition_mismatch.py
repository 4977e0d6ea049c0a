"""edition-mismatch: the numbers of the other edition."""

from typing import Any

import pytest

from pipeline.checks import edition_mismatch
from schemas.editions import load_edition
from schemas.locator import PageLocator
from schemas.particulars import NumberedName, Particulars


def named(edition_id: str, *ids: str) -> tuple[NumberedName, ...]:
    edition = load_edition(edition_id)
    return tuple(
        NumberedName(number=edition.by_id(one).number, name=edition.by_id(one).name, locator=PageLocator(page=1))
        for one in ids
    )


# numbered differently in the two editions
MOVED = ("hazwaste", "emergency", "sewage_town", "toilet")
SAME = ("plan", "deploy")


@pytest.mark.parametrize(
    ("names", "is_other"),
    [
        (named("2019", *MOVED), True),
        (named("2019", *MOVED, *SAME), True),
        (named("2021", *MOVED, *SAME), False),
        (named("2019", *SAME), False),
        (named("2019", MOVED[0]), False),
        ((*named("2021", *MOVED), *named("2019", MOVED[0], MOVED[1])), False),
    ],
)
def test_numbers_of_another_edition(county: Any, names: tuple[NumberedName, ...], is_other: bool) -> None:
    paper = county.document("表", particulars=Particulars(numbered_names=names))
    result = edition_mismatch.run(county.case(paper))
    assert len(result.findings) == is_other
    assert result.looked_at == len(names)


def test_the_right_numbers_are_told(county: Any) -> None:
    paper = county.document("表", particulars=Particulars(numbered_names=named("2019", *MOVED)))
    (finding,) = edition_mismatch.run(county.case(paper)).findings
    assert "危险废物利用处置率应为12" in finding.expected
