"""edition-mismatch: the numbers of the other edition."""

from datetime import date
from typing import Any

import pytest

from pipeline.checks import edition_mismatch
from schemas.editions import load_edition
from schemas.locator import CellLocator, Locator, PageLocator
from schemas.particulars import NumberedName, Particulars

PLACE = PageLocator(page=1)
CELL = CellLocator(table=0, row=1, column=1, page=None)


def named(edition_id: str, *ids: str, place: Locator = PLACE) -> tuple[NumberedName, ...]:
    edition = load_edition(edition_id)
    return tuple(
        NumberedName(number=edition.by_id(one).number, name=edition.by_id(one).name, locator=place) for one in ids
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
        (named("2019", MOVED[0]), True),
        (named("2019", MOVED[0], place=CELL), False),
        ((*named("2021", MOVED[1]), *named("2019", MOVED[0])), False),
        ((*named("2021", *MOVED), *named("2019", MOVED[0], MOVED[1])), False),
    ],
)
def test_numbers_of_another_edition(county: Any, names: tuple[NumberedName, ...], is_other: bool) -> None:
    paper = county.document("表", particulars=Particulars(numbered_names=names))
    result = edition_mismatch.run(county.case(paper))
    assert len(result.findings) == is_other
    assert result.looked_at == len(names)


def test_a_paper_from_before_the_edition_numbers_as_it_had_to(county: Any) -> None:
    papers = [
        county.document(f"{day.year}", particulars=Particulars(numbered_names=named("2019", *MOVED)), date=day)
        for day in (date(2020, 5, 20), date(2022, 5, 20))
    ]
    assert [found.files for found in edition_mismatch.run(county.case(*papers)).findings] == [("2022",)]


def test_the_right_numbers_are_told(county: Any) -> None:
    paper = county.document("表", particulars=Particulars(numbered_names=named("2019", *MOVED)))
    (finding,) = edition_mismatch.run(county.case(paper)).findings
    assert "危险废物利用处置率应为12" in finding.expected
