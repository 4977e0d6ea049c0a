"""What a person sees in a terminal or a pipe."""

import io
import unicodedata
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from pipeline.checker import run_checks
from pipeline.reports.findings import findings_by_unit
from pipeline.reports.fitted import PIPED_WIDTH
from pipeline.reports.terminal import readiness_table


@pytest.fixture
def report(county: Any) -> Any:
    facts = [county.fact("sewage_town", 2020, "94"), county.fact("sewage_town", 2022, "96")]
    table = county.document("县水利局/污水统计表.docx", county.tag("sewage_town"), facts=facts, kind="statistics")
    words = county.document("2021年总结.docx", county.tag("sewage_town"), years=(2021, 2021), kind="summary")
    locked = county.document("县水利局/规划[终稿].pdf", status="encrypted")
    entries = (county.entry("sewage_town", ">= 95 %"), county.entry("bank", applicable=False, reason="没有河湖"))
    return run_checks(county.view(table, words, locked, entries=entries))


def drawn(renderable: Any, width: int, terminal: bool = True) -> list[str]:
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=terminal, color_system=None, legacy_windows=False)
    console.print(renderable, soft_wrap=not terminal)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(report: Any, width: int) -> None:
    for renderable in (readiness_table(report), findings_by_unit(report)):
        lines = drawn(renderable, width)
        assert max(cell_len(line.rstrip()) for line in lines) <= width


@pytest.mark.parametrize("width", [60, 80, 100])
def test_nothing_is_cut_off(report: Any, width: int) -> None:
    for renderable in (readiness_table(report), findings_by_unit(report)):
        assert "…" not in "".join(drawn(renderable, width))


def test_a_row_says_each_state_in_sign_and_word(report: Any) -> None:
    line = next(line for line in drawn(readiness_table(report), 100) if "城镇污水处理率" in line)
    assert line.split() == ["25", "城镇污水处理率", "✔", "齐全", "~", "部分", "✔", "齐全", "县水利局"]
    line = next(line for line in drawn(readiness_table(report), 100) if "河湖岸线保护率" in line)
    assert line.split()[2:8] == ["-", "不适用"] * 3


def test_narrow_table_keeps_the_signs(report: Any) -> None:
    line = next(line for line in drawn(readiness_table(report), 60) if "城镇污水处理率" in line)
    assert [word for word in line.split() if word in "✔~✘-"] == ["✔", "~", "✔"]


def test_signs_are_one_column_wide_in_chinese_fonts_too(report: Any) -> None:
    drawing = "".join(drawn(readiness_table(report), 100) + drawn(findings_by_unit(report), 100))
    ambiguous = {sign for sign in drawing if unicodedata.east_asian_width(sign) == "A"}
    assert not ambiguous - set("Ⅲ“”≥─…")


def test_subs_stand_below_their_indicator(report: Any) -> None:
    lines = [line.strip() for line in drawn(readiness_table(report), 100)]
    index = next(index for index, line in enumerate(lines) if "农业废弃物综合利用率" in line)
    assert lines[index + 1].startswith("（1）秸秆综合利用率")


def test_sums_add_up(report: Any) -> None:
    last = drawn(readiness_table(report), 100)[-1]
    counts = [int(word) for word in last.replace("（", " ").split() if word.isdigit()]
    assert counts[0] == len(report.matrix) == sum(counts[1:5])


def test_findings_stand_under_their_unit(report: Any) -> None:
    text = "\n".join(drawn(findings_by_unit(report), 120))
    part = text.partition("▸ 县水利局")[2].partition("▸")[0]
    assert "2020年为94%，未达到≥95%" in part
    assert "2021年有1份材料，但没有数值" in part
    assert "规划[终稿].pdf 已加密" in part
    assert "建议：请在材料中写明2021年的城镇污水处理率" in part
    assert any(line.startswith("检查 3 份文档，发现") for line in text.splitlines()[-2:])


def test_a_pipe_gets_the_whole_width(report: Any) -> None:
    lines = drawn(readiness_table(report), 80, terminal=False)
    assert max(cell_len(line.rstrip()) for line in lines) > 80
    assert max(cell_len(line.rstrip()) for line in lines) <= PIPED_WIDTH


def test_nothing_found_is_said(county: Any) -> None:
    entries = [county.entry(i.id, applicable=False, reason="试验") for i in county.edition.indicators]
    report = run_checks(county.view(county.document("好.docx"), entries=entries))
    assert drawn(findings_by_unit(report), 100)[-1] == "检查 1 份文档，没有发现问题。"
