"""Breaks in numbering; what looks like one."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.examination.numbering import _chinese, _count, numbering_of
from pipeline.stages.identification.lines import lines_of
from schemas.locator import ParagraphLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.particulars import Particulars

Examined = Callable[[str], Particulars]


@pytest.mark.parametrize(
    ("lines", "gaps"),
    [
        ("一、总体要求\n二、主要任务\n四、保障措施", [("三、", "四、")]),
        ("一、任务\n（一）治水。\n（三）治气。\n二、保障\n（一）组织。", [("（二）", "（三）")]),
        ("1.排查。\n2.整改。\n4.验收。", [("3.", "4.")]),
        ("第四条 依法取水。\n第五条 依法用水。\n第七条 依法排水。", [("第六条", "第七条")]),
        ("第一章 总则\n第一条 一。\n第二条 二。\n第二章 管理\n第三条 三。", []),
        ("一、任务\n1.甲。\n2.乙。\n二、保障\n1.丙。\n2.丁。", []),
        ("（一）甲。\n（二）乙。\n（一）丙。\n（二）丁。", []),
        ("一、任务。二、措施\n三、保障", []),
        ("1.甲；2.乙；\n3.丙。", []),
        ("1.甲。\n乙2.丙。\n3.丁。", []),
        ("三、保障措施\n五、附则", [("四、", "五、")]),
        ("一、要求\n二、任务\n二、保障\n三、附则", [("三、", "二、")]),
        ("1.排查。\n2.整改。\n2.验收。", [("3.", "2.")]),
        ("一、甲\n九、乙", []),
        ("1.5万亩农田。\n3.2万亩林地。", []),
        ("|序号|河流|\n|1|甲|\n|2|乙|\n|4|丁|", [("3", "4")]),
        ("|序号|河流|\n|1|甲|\n|2|乙|\n|1|丙|\n|2|丁|", []),
        ("|年份|河流|\n|1|甲|\n|3|乙|", []),
    ],
)
def test_gaps(examined: Examined, lines: str, gaps: list[tuple[str, str]]) -> None:
    found = examined(f"霞川县治水工作方案\n为做好治水工作，现制定本方案，请各单位认真执行。\n{lines}")
    assert [(gap.expected, gap.found) for gap in found.numbering_gaps] == gaps


@given(st.integers(1, 999))
def test_chinese_numbers_are_read_back(number: int) -> None:
    assert _count(_chinese(number)) == number


@given(st.integers(3, 60), st.data())
def test_only_the_missing_article_is_a_gap(count: int, data: st.DataObject) -> None:
    missing = data.draw(st.integers(2, count - 1))
    numbers = [number for number in range(1, count + 1) if number != missing]
    blocks = tuple(
        TextBlock(text=f"第{_chinese(number)}条 依法办理。", locator=ParagraphLocator(index=index), page=1)
        for index, number in enumerate(numbers)
    )
    parsed = ParsedDocument(media_type="text/plain", pages=1, blocks=blocks)
    followed, gaps = numbering_of(parsed, lines_of(parsed))
    assert followed == count - 1
    assert [gap.expected for gap in gaps] == [f"第{_chinese(missing)}条"]
