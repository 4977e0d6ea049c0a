"""Every number that text recognition read carries how sure that was."""

import pytest

from pipeline.stages.extract import extract
from schemas.document import Identity
from schemas.edition import Edition
from schemas.locator import CellLocator, PageLocator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock, TextLine
from schemas.tag import Tag

FIRST, SECOND = "2022年，全县空气优良天数比例为98.6%，", "2021年空气优良天数比例为97.5%。"


def _tag(edition: Edition) -> Tag:
    air = next(indicator for indicator in edition.indicators if "空气" in indicator.name)
    place = PageLocator(page=1)
    return Tag(
        indicator=air.number,
        indicator_id=air.id,
        sub=1,
        relation="evidence",
        score=1,
        method="title",
        quote="",
        locator=place,
    )


def _facts(edition: Edition, *blocks: TextBlock | TableBlock) -> dict[str, float | None]:
    parsed = ParsedDocument(media_type="image/png", pages=1, blocks=blocks, text_source="ocr")
    return {f"{fact.value}": fact.confidence for fact in extract(parsed, Identity(), (_tag(edition),), edition)}


def _paragraph(first: float | None, second: float | None) -> TextBlock:
    text, place = FIRST + SECOND, PageLocator(page=1, bbox_pt=(0, 0, 200, 40))
    lines = (
        TextLine(start=0, end=len(FIRST), bbox_pt=(0, 0, 200, 20), confidence=first),
        TextLine(start=len(FIRST), end=len(text), bbox_pt=(0, 20, 200, 40), confidence=second),
    )
    return TextBlock(text=text, locator=place, page=1, lines=lines, confidence=first)


def test_a_number_is_as_sure_as_its_printed_line(edition: Edition) -> None:
    assert _facts(edition, _paragraph(0.61234, 0.99)) == {"98.6": 0.612, "97.5": 0.99}


def test_a_number_of_the_file_itself_has_none(edition: Edition) -> None:
    assert _facts(edition, _paragraph(None, None)) == {"98.6": None, "97.5": None}


@pytest.mark.parametrize("confidence", [0.7, None])
def test_a_number_in_a_cell_is_as_sure_as_the_cell(edition: Edition, confidence: float | None) -> None:
    rows = [["指标", "2022年"], ["空气优良天数比例（%）", "98.6"]]
    cells = tuple(
        Cell(
            row=row,
            column=column,
            text=text,
            locator=CellLocator(table=0, row=row, column=column, page=1),
            confidence=confidence if text == "98.6" else 0.95,
        )
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    assert _facts(edition, TableBlock(index=0, rows=2, columns=2, cells=cells, page=1)) == {"98.6": confidence}
