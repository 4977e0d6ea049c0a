"""A title that a parser takes for a heading dates nothing of what stands below it, a heading does."""

from pipeline.own_title import below_title
from pipeline.passages import passages
from pipeline.stages import extract, identify, tag
from schemas.editions import load_edition
from schemas.locator import ParagraphLocator
from schemas.parsed import ParsedDocument, TextBlock

TITLE = "云岫县水利局2023年工作总结及2024年工作思路"
AIM = "2024年，力争用水总量控制在2.3亿立方米以内。"
WATER = "全年用水总量2.05亿立方米，万元GDP用水量106.9立方米。"


def _document(*lines: tuple[str, bool]) -> ParsedDocument:
    blocks = tuple(
        TextBlock(
            text=text,
            locator=ParagraphLocator(index=index),
            page=1,
            role="heading" if is_heading else "body",
            level=1 if is_heading else None,
        )
        for index, (text, is_heading) in enumerate(lines)
    )
    return ParsedDocument(media_type="text/plain", pages=1, blocks=blocks)


def test_the_title_is_left_out() -> None:
    parts = passages(_document((TITLE, True), (WATER, False)))
    assert parts[1].headings == (TITLE,)
    assert below_title(parts, TITLE)[1].headings == ()


def test_one_line_of_a_title_is_left_out() -> None:
    parts = passages(_document(("2023年工作总结及2024年工作思路", True), (WATER, False)))
    assert below_title(parts, TITLE)[1].headings == ()


def test_a_heading_stays() -> None:
    parts = passages(_document((TITLE, False), ("二、2024年工作思路和打算", True), (WATER, False)))
    assert below_title(parts, TITLE)[2].headings == ("二、2024年工作思路和打算",)
    assert below_title(parts, None)[2].headings == ("二、2024年工作思路和打算",)


def test_a_title_as_heading_dates_as_a_title_does() -> None:
    edition = load_edition("2021")
    read = []
    for is_heading in (False, True):
        document = _document(
            (TITLE, is_heading), (WATER, False), ("2024年，力争用水总量控制在2.3亿立方米以内。", False)
        )
        identity = identify.identify(document)
        found = extract.extract(document, identity, tag.tag(document, identity, edition), edition)
        read.append([(fact.year, str(fact.value), fact.role) for fact in found])
    assert read[0] == read[1]
    assert (2023, "106.9", "actual") in read[0]
