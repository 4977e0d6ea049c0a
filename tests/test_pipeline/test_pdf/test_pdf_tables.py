"""Ruled tables of PDF pages: merged cells, tables over pages, rows cut by page ends."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

from schemas.parsed import ParsedDocument

FONT = "STSong-Light"
Read = Callable[[bytes], ParsedDocument]


def test_merged_cells_and_lines_in_cells(read: Read, pdf: Any, seen: Any) -> None:
    def page(canvas: Canvas) -> None:
        for x, first, last in ((72, 100, 220), (150, 100, 220), (260, 130, 220), (400, 100, 220)):
            canvas.line(x, A4[1] - first, x, A4[1] - last)
        for y, first, last in ((100, 72, 400), (130, 150, 400), (160, 72, 400), (220, 72, 400)):
            canvas.line(first, A4[1] - y, last, A4[1] - y)
        pdf.put(canvas, 76, 115, "乡镇", 10)
        pdf.put(canvas, 200, 106, "年份", 10)
        pdf.put(canvas, 160, 136, "2021", 10)
        pdf.put(canvas, 270, 136, "2022", 10)
        pdf.put(canvas, 76, 165, "农药利用率", 10)
        for number, line in enumerate(("（1）甲", "（2）乙", "很长很长很长很长的一", "行")):
            pdf.put(canvas, 154, 163 + 13 * number, line, 10)
        pdf.put(canvas, 264, 165, "≥41%", 10)
        pdf.put(canvas, 264, 178, "≥43%", 10)

    document = read(pdf.drawn(page))
    assert seen.shape(seen.tables(document)[0]) == [
        (0, 0, 2, 1, "乡镇"), (0, 1, 1, 2, "年份"), (1, 1, 1, 1, "2021"), (1, 2, 1, 1, "2022"),
        (2, 0, 1, 1, "农药利用率"), (2, 1, 1, 1, "（1）甲\n（2）乙\n很长很长很长很长的一行"),
        (2, 2, 1, 1, "≥41%\n≥43%"),
    ]  # fmt: skip
    assert not seen.text_blocks(document)
    place = seen.tables(document)[0].cells[-1].locator
    assert (place.page, place.row, place.column) == (1, 2, 2)
    assert place.bbox_pt == pytest.approx((260, 160, 400, 220), abs=1)


def long_table(rows: int, merged: int) -> bytes:
    """A table over several pages with a head of two rows, its first column merged in threes."""
    head = [["乡镇", "断面", "年份", ""], ["", "", "2021", "2022"]]
    data = head + [
        [f"第{row // merged}镇" if row % merged == 0 else "", f"断面{row}", f"{row}.1", ""] for row in range(rows)
    ]
    style: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), FONT, 10),
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("SPAN", (0, 0), (0, 1)),
        ("SPAN", (1, 0), (1, 1)),
        ("SPAN", (2, 0), (3, 0)),
    ]
    for start in range(2, rows + 2, merged):
        style.append(("SPAN", (0, start), (0, min(start + merged, rows + 2) - 1)))
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, invariant=1).build(
        [LongTable(data, colWidths=[90, 90, 90, 90], repeatRows=2, style=style)]
    )
    return buffer.getvalue()


def test_a_table_over_pages_is_one_with_its_head_once(read: Read, seen: Any) -> None:
    document = read(long_table(90, 6))
    assert document.pages > 2
    (block,) = seen.tables(document)
    assert (block.rows, block.columns) == (92, 4)
    assert [cell.text for cell in block.cells if cell.column == 1 and cell.row > 1] == [
        f"断面{row}" for row in range(90)
    ]
    towns = [(cell.row, cell.row_span, cell.text) for cell in block.cells if cell.column == 0 and cell.row > 1]
    assert towns == [(2 + 6 * number, 6, f"第{6 * number // 6}镇") for number in range(15)]
    assert {cell.locator.page for cell in block.cells} == set(range(1, document.pages + 1))
    found = dict(document.page_texts())
    assert "断面89" in found[document.pages] and "断面0" in found[1]


XS = [72.0, 120.0, 300.0, 400.0]


def cut_row(pdf: Any, key_below: str) -> bytes:
    def first(canvas: Canvas) -> None:
        rows = {
            (0, 0): "序号",
            (0, 1): "任务",
            (0, 2): "单位",
            (1, 0): "1",
            (1, 1): "甲项",
            (1, 2): "甲局",
            (2, 0): "2",
        }
        pdf.cells(canvas, XS, [600, 640, 680, 770], rows | {(2, 1): "开展整治工作并且确保在本年年底", (2, 2): "乙局"})

    def second(canvas: Canvas) -> None:
        rows = {(0, 0): "序号", (0, 1): "任务", (0, 2): "单位", (1, 0): key_below, (1, 1): "之前完成。", (2, 0): "3"}
        pdf.cells(canvas, XS, [72, 110, 150, 190], rows | {(2, 1): "丙项", (2, 2): "丙局"})

    return pdf.drawn(first, second)


def test_a_row_cut_by_the_page_end_is_joined(read: Read, pdf: Any, seen: Any) -> None:
    (block,) = seen.tables(read(cut_row(pdf, "")))
    assert block.rows == 4
    assert [cell.text for cell in block.cells if cell.column == 1] == [
        "任务",
        "甲项",
        "开展整治工作并且确保在本年年底\n之前完成。",
        "丙项",
    ]


def test_a_row_with_its_own_key_is_not_joined(read: Read, pdf: Any, seen: Any) -> None:
    (block,) = seen.tables(read(cut_row(pdf, "2附")))
    assert block.rows == 5


def test_another_table_behind_a_caption_is_another_table(read: Read, pdf: Any, seen: Any) -> None:
    def first(canvas: Canvas) -> None:
        pdf.cells(canvas, XS, [600, 640, 770], {(0, 0): "序号", (0, 1): "甲", (1, 0): "1", (1, 1): "乙"})

    def second(canvas: Canvas) -> None:
        pdf.put(canvas, 72, 100, "附表2")
        pdf.cells(canvas, XS, [130, 160, 190], {(0, 0): "序号", (0, 1): "丙", (1, 0): "1", (1, 1): "丁"})

    document = read(pdf.drawn(first, second))
    assert [(block.index, block.rows, block.page) for block in seen.tables(document)] == [(0, 2, 1), (1, 2, 2)]


def test_rows_left_open_at_the_page_end_are_closed(read: Read, pdf: Any, seen: Any) -> None:
    def page(canvas: Canvas) -> None:
        for x in XS:
            canvas.rect(x, A4[1] - 700, 0.7, 100, stroke=0, fill=1)
        for y in (600, 640):
            canvas.rect(XS[0], A4[1] - y, XS[-1] - XS[0], 0.7, stroke=0, fill=1)
        for column, text in enumerate(("1", "乙", "丙")):
            pdf.put(canvas, XS[column] + 4, 650, text, 10)

    (block,) = seen.tables(read(pdf.drawn(page)))
    assert [cell.text for cell in block.cells] == ["", "", "", "1", "乙", "丙"]


def test_frames_and_underlines_are_no_tables(read: Read, pdf: Any, seen: Any) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, 500, 400, 200)
        canvas.line(72, 640, 300, 640)
        pdf.put(canvas, 80, 150, "框内文字")

    document = read(pdf.drawn(page))
    assert not seen.tables(document) and seen.texts(document) == ["框内文字"]
