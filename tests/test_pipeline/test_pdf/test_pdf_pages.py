"""PDF pages: paragraphs, titles, headers, characters, turned pages."""

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument

FONT = "STSong-Light"
XS = [72.0, 120.0, 300.0, 400.0]
Draw = Callable[[Canvas], None]
Read = Callable[[bytes], ParsedDocument]


def test_wrapped_lines_are_one_paragraph_with_a_box_a_line(read: Read, pdf: Any, seen: Any) -> None:
    document = read(pdf.drawn(pdf.prose(pdf.first, pdf.second, "完。")))
    assert seen.texts(document) == [pdf.first, pdf.second, "完。"]
    block = seen.text_blocks(document)[0]
    assert "".join(block.text[line.start : line.end] for line in block.lines) == pdf.first
    for start, end in ((0, 3), (pdf.per_line, pdf.per_line + 5), (len(pdf.first) - 4, len(pdf.first))):
        place = block.locate(start, end)
        assert isinstance(place, PageLocator) and place.bbox_pt is not None and place.page == 1
        assert place.bbox_pt[1] >= pdf.top - 1 and place.bbox_pt[2] <= pdf.right + 1
    assert block.lines[1].bbox_pt[1] > block.lines[0].bbox_pt[3]


def test_short_lines_in_a_list_stay_apart(read: Read, pdf: Any, seen: Any) -> None:
    names = ["组长：张某", "副组长：李某某", "成员：王某", "赵某某", "钱某", "孙某某某"]

    def page(canvas: Canvas) -> None:
        for number, name in enumerate(names):
            pdf.put(canvas, pdf.left + 24, 200 + 20 * number, name)

    assert seen.texts(read(pdf.drawn(pdf.prose(pdf.first), page)))[1:] == names


def test_large_centred_lines_are_a_title(read: Read, pdf: Any, seen: Any) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 20)
        canvas.drawCentredString(A4[0] / 2, 760, "关于报送二〇二二年生态文明建设")
        canvas.drawCentredString(A4[0] / 2, 730, "工作总结的报告")
        pdf.prose(pdf.first, top=140)(canvas)

    first, *_ = seen.text_blocks(read(pdf.drawn(page)))
    assert (first.role, first.level, first.text) == ("heading", 1, "关于报送二〇二二年生态文明建设工作总结的报告")


def test_headers_and_page_numbers_are_no_body(read: Read, pdf: Any, seen: Any) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            pdf.put(canvas, pdf.left, 40, "青岚县统计公报", 9)
            pdf.prose(pdf.first if number % 2 else pdf.second)(canvas)
            pdf.put(canvas, A4[0] / 2, 790, f"— {number} —", 9)

        return draw

    document = read(pdf.drawn(*(page(number) for number in range(1, 5))))
    roles = {block.text: block.role for block in seen.text_blocks(document)}
    assert roles == {
        "青岚县统计公报": "header", pdf.first: "body", pdf.second: "body",
        "—1—": "footer", "—2—": "footer", "—3—": "footer", "—4—": "footer",
    }  # fmt: skip
    single = seen.text_blocks(read(pdf.drawn(page(1))))
    assert [block.role for block in single] == ["body", "body", "footer"]


def test_characters_as_people_read_them(read: Read, pdf: Any, seen: Any) -> None:
    def page(canvas: Canvas) -> None:
        for offset in (0, 0.3, 0.6):
            pdf.put(canvas, pdf.left + offset, 100, "粗体假字")
        for number, character in enumerate("两端对齐"):
            pdf.put(canvas, pdf.left + 14 * number, 140, character)
        canvas.setFont("Helvetica", pdf.size)
        canvas.drawString(pdf.left, 600, "water quality report 2022")
        pdf.put(canvas, pdf.left, 300, "甲　　　乙")

    assert seen.texts(read(pdf.drawn(page))) == ["粗体假字", "两端对齐", "water quality report 2022", "甲 乙"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_upright_and_located_as_displayed(degrees: int, read: Read, pdf: Any, seen: Any) -> None:
    def page(canvas: Canvas) -> None:
        pdf.prose(pdf.first)(canvas)
        pdf.cells(canvas, XS, [400, 440, 480], {(0, 0): "序号", (0, 1): "甲", (1, 0): "1", (1, 1): "乙"})
        canvas.saveState()
        canvas.translate(300, 300)
        canvas.rotate(30)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "样稿")
        canvas.restoreState()

    content = pdf.drawn(page)
    turned = pypdfium2.PdfDocument(content)
    turned[0].set_rotation(degrees)
    buffer = io.BytesIO()
    turned.save(buffer)
    upright, other = read(content), read(buffer.getvalue())
    assert seen.texts(other) == seen.texts(upright) == [pdf.first, "样稿"]
    assert [seen.shape(block) for block in seen.tables(other)] == [seen.shape(block) for block in seen.tables(upright)]
    box = seen.text_blocks(other)[0].lines[0].bbox_pt
    width, height = (A4[1], A4[0]) if degrees in (90, 270) else A4
    expected = {90: (height * 0 + width - pdf.top - 15, 60), 180: (60, height - pdf.top - 15), 270: (pdf.top - 5, 60)}[
        degrees
    ]
    assert box[0] == pytest.approx(expected[0], abs=40) or degrees == 180
    assert 0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height
    assert (box[3] - box[1] > box[2] - box[0]) == (degrees in (90, 270))
