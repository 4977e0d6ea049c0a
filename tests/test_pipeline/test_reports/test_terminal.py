import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from pipeline.reports.folding import folded
from pipeline.reports.terminal import findings_by_unit, readiness_table


def printed(part, width):
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system=None)
    console.print(part)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(told, hostile_told, width):
    for report in (told.report, hostile_told.report):
        for part in (findings_by_unit(report, everything=True), readiness_table(report)):
            assert max(cell_len(line) for line in printed(part, width).splitlines()) <= width


def test_infos_and_waived_ones_are_folded_into_counts(told):
    text = printed(findings_by_unit(told.report), 120)
    assert "变化很大" not in text and "是征求意见稿" not in text
    assert "提示 1" in text and "已豁免 1" in text and "--all" in text
    everything = printed(findings_by_unit(told.report, everything=True), 120)
    assert "变化很大" in everything and "豁免理由：正式稿已随后报送" in everything


def test_errors_come_first_and_every_finding_shows_its_key(told):
    text = printed(findings_by_unit(told.report, everything=True), 120)
    assert all(issue.finding.key in text for issue in told.issues)
    assert text.index("没有任何证明材料") < text.index("目标偏低") < text.index("变化很大")


def test_one_units_findings_alone(told):
    text = printed(findings_by_unit(told.report, unit="水利"), 120)
    assert "没有任何证明材料" in text and "有不同数值" in text
    assert "目标偏低" not in text and "各项检查" not in text


@given(st.text(st.characters(categories=["Lo", "Nd", "Ll", "Po"]), max_size=120), st.integers(4, 40))
def test_folding_loses_nothing_and_keeps_the_width(text, width):
    line = " ".join(text.split())
    lines = folded(line, width).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "") == line.replace(" ", "")


def test_a_closing_mark_begins_no_line():
    assert folded("一二三，四五", 6) == "一二\n三，四\n五"
    assert folded("共 rate-mismatch 项", 26) == "共 rate-mismatch 项"
    assert folded("共 missing-year 项目", 24) == "共 missing-year 项目"
    assert folded("共有十二项问题是 rate-mismatch", 28) == "共有十二项问题是\nrate-mismatch"
