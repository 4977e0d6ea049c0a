"""Task tables in real Word and PDF files, as their parsers hand them on."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from pipeline.parsers import parse
from pipeline.plan_import import PlanReading, read_plan
from pipeline.stages.detect import detect
from schemas.editions import load_edition

FONT = "STSong-Light"
Row = Sequence[str]
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column
Writer = Callable[[Path, str, list[Row], list[Merge]], None]
TITLE = "云溪县国家生态文明建设示范区复核任务分解表"


def write_word(file: Path, title: str, rows: list[Row], merges: list[Merge]) -> None:
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for number, row in enumerate(rows):
        for cell, text in zip(table.rows[number].cells, row, strict=True):
            cell.text = text
    for top, left, bottom, right in merges:
        text = rows[top][left]
        table.cell(top, left).merge(table.cell(bottom, right)).text = text
    document.save(str(file))


def write_pdf(file: Path, title: str, rows: list[Row], merges: list[Merge]) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=10, leading=13, wordWrap="CJK")
    cells = [[Paragraph(text.replace("\n", "<br/>"), style) for text in row] for row in rows]
    spans = [("SPAN", (left, top), (right, bottom)) for top, left, bottom, right in merges]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    widths = [460 / len(rows[0])] * len(rows[0])
    table = Table(cells, colWidths=widths, repeatRows=1, style=[*grid, *spans])
    heading = Paragraph(title, ParagraphStyle("title", fontName=FONT, fontSize=14, leading=20, wordWrap="CJK"))
    SimpleDocTemplate(str(file), pagesize=A4).build([heading, table])


def read(tmp_path: Path, write: Writer, rows: list[Row], merges: list[Merge]) -> PlanReading:
    file = tmp_path / ("plan.docx" if write is write_word else "plan.pdf")
    write(file, TITLE, rows, merges)
    return read_plan(parse(file, detect(file)), load_edition("2021"))


both = pytest.mark.parametrize("write", [write_word, write_pdf])


@both
def test_subs_in_a_column_beside_a_merged_name(tmp_path: Path, write: Writer) -> None:
    rows = [
        ["编号", "考核指标", "分项指标", "责任单位", "协助单位", "2024年目标"],
        ["20", "三大粮食作物化肥农药利用率", "化肥利用率", "县农业农村局", "县供销合作社联合社", "≥40.5%"],
        ["", "", "农药利用率", "", "", "≥41.5%"],
        ["21", "农业废弃物综合利用率", "秸秆综合利用率", "县农业农村局", "各镇人民政府", "≥90%"],
        ["", "", "畜禽粪污综合利用率", "", "", "≥85%"],
        ["", "", "农膜回收利用率", "", "", "≥80%"],
        ["32", "政府绿色采购比例", "", "县财政局和县机关事务管理局", "", "≥92%"],
    ]
    merges = [(top, column, bottom, column) for top, bottom in ((1, 2), (3, 5)) for column in (0, 1, 3, 4)]
    reading = read(tmp_path, write, rows, merges)
    assert reading.remarks == ()
    assert reading.county == "云溪县"
    assert [[sub.target.text if sub.target else None for sub in entry.subs] for entry in reading.entries] == [
        ["≥40.5%", "≥41.5%"],
        ["≥90%", "≥85%", "≥80%"],
        [],
    ]
    assert [entry.lead_units for entry in reading.entries] == [
        ("县农业农村局",),
        ("县农业农村局",),
        ("县财政局", "县机关事务管理局"),
    ]
    assert reading.entries[1].cooperating_units == ("各镇人民政府",)


@both
def test_a_head_of_two_rows_with_a_merged_domain(tmp_path: Path, write: Writer) -> None:
    rows = [
        ["领域", "指标名称", "指标值", "", "责任分工", "", "完成时限"],
        ["", "", "现状值", "目标值", "牵头单位", "配合单位", ""],
        ["生态生活", "城镇污水处理率", "94%", "96%", "县住房和城乡建设局", "县水利局、各镇人民政府", "2024年10月底前"],
        ["", "城镇生活垃圾无害化处理率", "100%", "100%", "县城市管理综合执法局", "各镇人民政府", "2024年"],
        ["", "农村无害化卫生厕所普及率", "88%", "完成上级下达的任务", "县农业农村局", "县卫生健康局", "长期坚持"],
    ]
    merges = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 5), (0, 6, 1, 6), (2, 0, 4, 0)]
    reading = read(tmp_path, write, rows, merges)
    assert [entry.target.text for entry in reading.entries if entry.target] == ["96%", "100%", "完成上级下达的任务"]
    assert {entry.domain for entry in reading.entries} == {"生态生活"}
    assert [entry.deadline for entry in reading.entries] == [date(2024, 10, 31), date(2024, 12, 31), None]
    assert reading.entries[0].lead_units == ("县住房和城乡建设局",)
    assert reading.entries[0].cooperating_units == ("县水利局", "各镇人民政府")


@both
def test_a_long_table_over_several_pages(tmp_path: Path, write: Writer) -> None:
    edition = load_edition("2021")
    rows: list[Row] = [["牵头单位", "指标名称", "完成时限", "目标值", "序号", "工作任务"]]
    work = "加强组织领导，落实工作责任，按期完成各项建设内容。做好资料收集、整理、归档。"
    for indicator in edition.indicators:
        subs = "".join(f"\n（{sub.number}）{sub.name}" for sub in indicator.subs)
        target = "\n".join(f"≥{80 + sub.number}%" for sub in indicator.subs) or "达到考核要求"
        rows.append(
            ["县自然资源和规划局、县水利局", indicator.name + subs, "2024年6月", target, str(indicator.number), work]
        )
    reading = read(tmp_path, write, rows, [])
    assert reading.absent == ()
    assert reading.remarks == ()
    assert [entry.name for entry in reading.entries] == [indicator.name for indicator in edition.indicators]
    for entry, indicator in zip(reading.entries, edition.indicators, strict=True):
        assert [sub.name for sub in entry.subs] == [sub.name for sub in indicator.subs]
        assert [sub.target.text for sub in entry.subs if sub.target] == [f"≥{80 + s.number}%" for s in indicator.subs]
        assert entry.lead_units == ("县自然资源和规划局", "县水利局")
        assert entry.task == work
        assert entry.deadline == date(2024, 6, 30)
