"""What is left out, and why: the reasons come from the rules that read the facts."""

from datetime import date

import pytest

from pipeline.stages.extract import extract, left_out
from schemas.document import Identity
from schemas.editions import load_edition
from schemas.locator import CellLocator, ParagraphLocator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock
from schemas.tag import Tag

EDITION = load_edition("2021")
SUMMARY = Identity(title="工作情况报告", kind="summary", date=date(2023, 2, 1))


def _tags(relation: str) -> tuple[Tag, ...]:
    return tuple(
        Tag(indicator=one.number, indicator_id=one.id, relation=relation, score=1, method="test")
        for one in EDITION.indicators
    )


def _reasons(text: str, identity: Identity = SUMMARY, relation: str = "evidence") -> dict[str, str]:
    block = TextBlock(text=text, locator=ParagraphLocator(index=0), page=1)
    parsed = ParsedDocument(media_type="text/plain", pages=1, blocks=(block,))
    return {one.raw: one.reason for one in left_out(parsed, identity, _tags(relation), EDITION)}


@pytest.mark.parametrize(
    ("text", "raw", "reason"),
    [
        ("按照县政办发〔2021〕18号，完成各项任务。", "〔2021〕18号", "document_number"),
        ("执行GB 3838-2002。", "GB 3838-2002", "standard_number"),
        ("咨询电话0731-85556666。", "电话0731-85556666", "contact"),
        ("共召开会议12次。", "12", "no_measure"),
        ("2022年3月15日印发。", "3月15日", "date"),
        ("2022年城镇污水处理率有所提高。", "2022年", "year"),
        ("2022年全国城镇污水处理率98.1%。", "98.1%", "wider"),
        ("2022年城镇污水处理率为3吨。", "3吨", "unit"),
        ("见附件3。", "附件3", "label"),
    ],
)
def test_each_number_that_is_no_fact_has_its_reason(text: str, raw: str, reason: str) -> None:
    assert _reasons(text)[raw] == reason


def test_a_document_that_only_speaks_of_an_indicator_says_so() -> None:
    assert _reasons("2022年城镇污水处理率为96.2%。", relation="mention")["96.2%"] == "mention"


def test_what_a_plan_wants_is_no_figure_reached() -> None:
    plan = Identity(title="规划", kind="plan", date=date(2021, 2, 1))
    assert _reasons("城镇污水处理率为96.2%。", plan)["96.2%"] == "demand"
    assert "96.2%" not in _reasons("2020年城镇污水处理率为96.2%。", plan)  # what was, which a plan tells too


def test_every_number_is_either_a_fact_or_left_out() -> None:
    text = "2021年、2022年城镇污水处理率分别为95.1%、96.2%，建成污水处理厂6座，执行GB 18918-2002，处理量1,235.5万吨。"
    block = TextBlock(text=text, locator=ParagraphLocator(index=0), page=1)
    parsed = ParsedDocument(media_type="text/plain", pages=1, blocks=(block,))
    facts = extract(parsed, SUMMARY, _tags("evidence"), EDITION)
    left = left_out(parsed, SUMMARY, _tags("evidence"), EDITION)
    seen = "".join([fact.value_raw for fact in facts] + [one.raw for one in left])
    assert all(number in seen for number in ("2021", "2022", "95.1", "96.2", "6", "18918", "1,235.5"))
    assert not {fact.value_raw for fact in facts} & {one.raw for one in left}


def test_a_cell_that_is_no_fact_has_its_reason() -> None:
    rows = [["项目", "2022年"], ["城镇污水处理率（%）", "96.2"], ["公厕（座）", "31"]]
    cells = tuple(
        Cell(row=row, column=column, text=text, locator=CellLocator(table=0, row=row, column=column))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    table = TableBlock(index=0, rows=3, columns=2, cells=cells, page=1)
    parsed = ParsedDocument(media_type="text/plain", pages=1, blocks=(table,))
    assert [fact.value_raw for fact in extract(parsed, SUMMARY, _tags("evidence"), EDITION)] == ["96.2"]
    left = left_out(parsed, SUMMARY, _tags("evidence"), EDITION)
    assert [(one.raw, one.reason, one.locator) for one in left] == [("31", "no_measure", cells[5].locator)]
