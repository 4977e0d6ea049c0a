"""PDF files: paragraphs, tables over pages, headers, turned pages, and every kind of bad file."""

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

from pipeline import parsers
from pipeline.parsers.pdf import MAX_PAGES
from schemas.errors import BrokenFile, DocumentError, EncryptedFile, TooLarge
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TableBlock, TextBlock

MEDIA_TYPE = "application/pdf"
FONT = "STSong-Light"
SIZE = 12
LEFT, RIGHT, TOP = 72, A4[0] - 72, 72
PER_LINE = int((RIGHT - LEFT) // SIZE)
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def put(canvas: Canvas, x: float, top: float, text: str, size: float = SIZE) -> None:
    canvas.setFont(FONT, size)
    canvas.drawString(x, A4[1] - top - 0.88 * size, text)


def prose(*paragraphs: str, top: float = TOP) -> Draw:
    """Justified paragraphs, the first line of each indented by two characters."""

    def page(canvas: Canvas) -> None:
        y = top
        for paragraph in paragraphs:
            text = "　　" + paragraph
            for start in range(0, len(text), PER_LINE):
                put(canvas, LEFT, y, text[start : start + PER_LINE])
                y += 1.6 * SIZE

    return page


def cells(canvas: Canvas, xs: list[float], ys: list[float], words: dict[tuple[int, int], str]) -> None:
    """A ruled grid; `words` maps (row, column) to lines parted by a line break."""
    canvas.grid(xs, [A4[1] - y for y in ys])
    for (row, column), text in words.items():
        for number, line in enumerate(text.split("\n")):
            put(canvas, xs[column] + 4, ys[row] + 3 + 13 * number, line, 10)


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], ParsedDocument]:
    """Read the text layer alone, as where text recognition is not installed."""
    monkeypatch.setattr("pipeline.parsers.pdf.available", lambda: False)

    def reader(content: bytes) -> ParsedDocument:
        path = tmp_path / "file.pdf"
        path.write_bytes(content)
        return parsers.parse(path, MEDIA_TYPE)

    return reader


def text_blocks(document: ParsedDocument) -> list[TextBlock]:
    return [block for block in document.blocks if isinstance(block, TextBlock)]


def texts(document: ParsedDocument) -> list[str]:
    return [block.text for block in text_blocks(document)]


def tables(document: ParsedDocument) -> list[TableBlock]:
    return [block for block in document.blocks if isinstance(block, TableBlock)]


def shape(block: TableBlock) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in block.cells]


FIRST = "青岚县各有关单位应当按照职责分工落实各项任务，" * 4 + "确保按期完成。"
SECOND = "二〇二二年全县优良天数比例为九成以上。" * 3


def test_wrapped_lines_are_one_paragraph_with_a_box_a_line(read: Callable[[bytes], ParsedDocument]) -> None:
    document = read(drawn(prose(FIRST, SECOND, "完。")))
    assert texts(document) == [FIRST, SECOND, "完。"]
    block = text_blocks(document)[0]
    assert "".join(block.text[line.start : line.end] for line in block.lines) == FIRST
    for start, end in ((0, 3), (PER_LINE, PER_LINE + 5), (len(FIRST) - 4, len(FIRST))):
        place = block.locate(start, end)
        assert isinstance(place, PageLocator) and place.bbox_pt is not None and place.page == 1
        assert place.bbox_pt[1] >= TOP - 1 and place.bbox_pt[2] <= RIGHT + 1
    assert block.lines[1].bbox_pt[1] > block.lines[0].bbox_pt[3]


def test_short_lines_in_a_list_stay_apart(read: Callable[[bytes], ParsedDocument]) -> None:
    names = ["组长：张某", "副组长：李某某", "成员：王某", "赵某某", "钱某", "孙某某某"]

    def page(canvas: Canvas) -> None:
        for number, name in enumerate(names):
            put(canvas, LEFT + 24, 200 + 20 * number, name)

    assert texts(read(drawn(prose(FIRST), page)))[1:] == names


def test_large_centred_lines_are_a_title(read: Callable[[bytes], ParsedDocument]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 20)
        canvas.drawCentredString(A4[0] / 2, 760, "关于报送二〇二二年生态文明建设")
        canvas.drawCentredString(A4[0] / 2, 730, "工作总结的报告")
        prose(FIRST, top=140)(canvas)

    first, *_ = text_blocks(read(drawn(page)))
    assert (first.role, first.level, first.text) == ("heading", 1, "关于报送二〇二二年生态文明建设工作总结的报告")


def test_headers_and_page_numbers_are_no_body(read: Callable[[bytes], ParsedDocument]) -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            put(canvas, LEFT, 40, "青岚县统计公报", 9)
            prose(FIRST if number % 2 else SECOND)(canvas)
            put(canvas, A4[0] / 2, 790, f"— {number} —", 9)

        return draw

    document = read(drawn(*(page(number) for number in range(1, 5))))
    roles = {block.text: block.role for block in text_blocks(document)}
    assert roles == {
        "青岚县统计公报": "header", FIRST: "body", SECOND: "body",
        "—1—": "footer", "—2—": "footer", "—3—": "footer", "—4—": "footer",
    }  # fmt: skip
    single = text_blocks(read(drawn(page(1))))
    assert [block.role for block in single] == ["body", "body", "footer"]


def test_characters_as_people_read_them(read: Callable[[bytes], ParsedDocument]) -> None:
    def page(canvas: Canvas) -> None:
        for offset in (0, 0.3, 0.6):
            put(canvas, LEFT + offset, 100, "粗体假字")
        for number, character in enumerate("两端对齐"):
            put(canvas, LEFT + 14 * number, 140, character)
        canvas.setFont("Helvetica", SIZE)
        canvas.drawString(LEFT, 600, "water quality report 2022")
        put(canvas, LEFT, 300, "甲　　　乙")

    assert texts(read(drawn(page))) == ["粗体假字", "两端对齐", "water quality report 2022", "甲 乙"]


def test_merged_cells_and_lines_in_cells(read: Callable[[bytes], ParsedDocument]) -> None:
    def page(canvas: Canvas) -> None:
        for x, first, last in ((72, 100, 220), (150, 100, 220), (260, 130, 220), (400, 100, 220)):
            canvas.line(x, A4[1] - first, x, A4[1] - last)
        for y, first, last in ((100, 72, 400), (130, 150, 400), (160, 72, 400), (220, 72, 400)):
            canvas.line(first, A4[1] - y, last, A4[1] - y)
        put(canvas, 76, 115, "乡镇", 10)
        put(canvas, 200, 106, "年份", 10)
        put(canvas, 160, 136, "2021", 10)
        put(canvas, 270, 136, "2022", 10)
        put(canvas, 76, 165, "农药利用率", 10)
        for number, line in enumerate(("（1）甲", "（2）乙", "很长很长很长很长的一", "行")):
            put(canvas, 154, 163 + 13 * number, line, 10)
        put(canvas, 264, 165, "≥41%", 10)
        put(canvas, 264, 178, "≥43%", 10)

    document = read(drawn(page))
    assert shape(tables(document)[0]) == [
        (0, 0, 2, 1, "乡镇"), (0, 1, 1, 2, "年份"), (1, 1, 1, 1, "2021"), (1, 2, 1, 1, "2022"),
        (2, 0, 1, 1, "农药利用率"), (2, 1, 1, 1, "（1）甲\n（2）乙\n很长很长很长很长的一行"),
        (2, 2, 1, 1, "≥41%\n≥43%"),
    ]  # fmt: skip
    assert not text_blocks(document)
    place = tables(document)[0].cells[-1].locator
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


def test_a_table_over_pages_is_one_with_its_head_once(read: Callable[[bytes], ParsedDocument]) -> None:
    document = read(long_table(90, 6))
    assert document.pages > 2
    (block,) = tables(document)
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


def cut_row(key_below: str) -> bytes:
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
        cells(canvas, XS, [600, 640, 680, 770], rows | {(2, 1): "开展整治工作并且确保在本年年底", (2, 2): "乙局"})

    def second(canvas: Canvas) -> None:
        rows = {(0, 0): "序号", (0, 1): "任务", (0, 2): "单位", (1, 0): key_below, (1, 1): "之前完成。", (2, 0): "3"}
        cells(canvas, XS, [72, 110, 150, 190], rows | {(2, 1): "丙项", (2, 2): "丙局"})

    return drawn(first, second)


def test_a_row_cut_by_the_page_end_is_joined(read: Callable[[bytes], ParsedDocument]) -> None:
    (block,) = tables(read(cut_row("")))
    assert block.rows == 4
    assert [cell.text for cell in block.cells if cell.column == 1] == [
        "任务",
        "甲项",
        "开展整治工作并且确保在本年年底\n之前完成。",
        "丙项",
    ]


def test_a_row_with_its_own_key_is_not_joined(read: Callable[[bytes], ParsedDocument]) -> None:
    (block,) = tables(read(cut_row("2附")))
    assert block.rows == 5


def test_another_table_behind_a_caption_is_another_table(read: Callable[[bytes], ParsedDocument]) -> None:
    def first(canvas: Canvas) -> None:
        cells(canvas, XS, [600, 640, 770], {(0, 0): "序号", (0, 1): "甲", (1, 0): "1", (1, 1): "乙"})

    def second(canvas: Canvas) -> None:
        put(canvas, 72, 100, "附表2")
        cells(canvas, XS, [130, 160, 190], {(0, 0): "序号", (0, 1): "丙", (1, 0): "1", (1, 1): "丁"})

    document = read(drawn(first, second))
    assert [(block.index, block.rows, block.page) for block in tables(document)] == [(0, 2, 1), (1, 2, 2)]


def test_rows_left_open_at_the_page_end_are_closed(read: Callable[[bytes], ParsedDocument]) -> None:
    def page(canvas: Canvas) -> None:
        for x in XS:
            canvas.rect(x, A4[1] - 700, 0.7, 100, stroke=0, fill=1)
        for y in (600, 640):
            canvas.rect(XS[0], A4[1] - y, XS[-1] - XS[0], 0.7, stroke=0, fill=1)
        for column, text in enumerate(("1", "乙", "丙")):
            put(canvas, XS[column] + 4, 650, text, 10)

    (block,) = tables(read(drawn(page)))
    assert [cell.text for cell in block.cells] == ["", "", "", "1", "乙", "丙"]


def test_frames_and_underlines_are_no_tables(read: Callable[[bytes], ParsedDocument]) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(60, 500, 400, 200)
        canvas.line(72, 640, 300, 640)
        put(canvas, 80, 150, "框内文字")

    document = read(drawn(page))
    assert not tables(document) and texts(document) == ["框内文字"]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages_are_read_upright_and_located_as_displayed(
    degrees: int, read: Callable[[bytes], ParsedDocument]
) -> None:
    def page(canvas: Canvas) -> None:
        prose(FIRST)(canvas)
        cells(canvas, XS, [400, 440, 480], {(0, 0): "序号", (0, 1): "甲", (1, 0): "1", (1, 1): "乙"})
        canvas.saveState()
        canvas.translate(300, 300)
        canvas.rotate(30)
        canvas.setFont(FONT, 40)
        canvas.drawString(0, 0, "样稿")
        canvas.restoreState()

    content = drawn(page)
    turned = pypdfium2.PdfDocument(content)
    turned[0].set_rotation(degrees)
    buffer = io.BytesIO()
    turned.save(buffer)
    upright, other = read(content), read(buffer.getvalue())
    assert texts(other) == texts(upright) == [FIRST, "样稿"]
    assert [shape(block) for block in tables(other)] == [shape(block) for block in tables(upright)]
    box = text_blocks(other)[0].lines[0].bbox_pt
    width, height = (A4[1], A4[0]) if degrees in (90, 270) else A4
    expected = {90: (height * 0 + width - TOP - 15, 60), 180: (60, height - TOP - 15), 270: (TOP - 5, 60)}[degrees]
    assert box[0] == pytest.approx(expected[0], abs=40) or degrees == 180
    assert 0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height
    assert (box[3] - box[1] > box[2] - box[0]) == (degrees in (90, 270))


def picture(canvas: Canvas) -> None:
    canvas.drawInlineImage(_image(), 0, 0, *A4)


def _image() -> object:
    from PIL import Image

    return Image.new("L", (20, 30), 128)


def test_scanned_pages_are_problems_never_silent(read: Callable[[bytes], ParsedDocument]) -> None:
    mixed = read(drawn(prose(FIRST), picture, lambda canvas: None))
    assert [(problem.code, problem.page) for problem in mixed.problems] == [("no-text", 2)]
    assert mixed.pages == 3 and texts(mixed) == [FIRST]
    scan = read(drawn(picture, picture))
    assert [(problem.code, problem.page) for problem in scan.problems] == [("no-text", None)]
    assert scan.problems[0].advice and not scan.blocks and scan.pages == 2


def test_a_worthless_text_layer_is_a_problem(read: Callable[[bytes], ParsedDocument]) -> None:
    font = [
        b"<</Type/Font/Subtype/Type0/BaseFont/Nameless/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Nameless/DW 1000/FontDescriptor 7 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        b"<</Type/FontDescriptor/FontName/Nameless/Flags 4/Ascent 800/Descent -200/ItalicAngle 0/CapHeight 700"
        b"/StemV 80/FontBBox[0 -200 1000 800]>>",
    ]
    document = read(plain_pdf(b"BT /F1 12 Tf 20 150 Td <0041004200430035003600370038> Tj ET", *font))
    assert [problem.code for problem in document.problems] == ["no-text"]
    assert not document.blocks


def test_characters_named_by_their_collection_only(read: Callable[[bytes], ParsedDocument]) -> None:
    # reportlab leaves the names of character collections unencrypted; pdfplumber can name no character of such a font
    document = read(drawn(prose(FIRST), latin, encrypt=StandardEncryption("", "owner", strength=128)))
    assert texts(document) == [FIRST, "water quality 2022"] and not document.problems


def latin(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", SIZE)
    canvas.drawString(LEFT, 600, "water quality 2022")


def test_passwords(read: Callable[[bytes], ParsedDocument]) -> None:
    for strength in (40, 128):
        with pytest.raises(EncryptedFile):
            read(drawn(latin, encrypt=StandardEncryption("secret", "owner", strength=strength)))
        owner_only = StandardEncryption("", "owner", canCopy=0, canPrint=0, strength=strength)
        assert texts(read(drawn(latin, encrypt=owner_only))) == ["water quality 2022"]


WHOLE = drawn(prose(FIRST), prose(SECOND))


def test_junk_before_the_header(read: Callable[[bytes], ParsedDocument]) -> None:
    assert texts(read(b"HTTP/1.1 200 OK\r\n\r\n" + WHOLE)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n", b"%PDF-1.4\n%%EOF", WHOLE[:200], b"%PDF-1.7\ntrailer<</Root 1 0 R>>\n%%EOF"]
)
def test_broken_files(content: bytes, read: Callable[[bytes], ParsedDocument]) -> None:
    with pytest.raises(BrokenFile):
        read(content)


def test_too_many_pages_are_refused_and_missing_ones_told(read: Callable[[bytes], ParsedDocument]) -> None:
    with pytest.raises(TooLarge):
        read(WHOLE.replace(b"/Count 2", b"/Count %d" % (MAX_PAGES + 1)))
    document = read(WHOLE.replace(b"/Count 2", b"/Count 7"))
    assert [problem.code for problem in document.problems] == ["broken"]
    assert document.pages == 7 and texts(document) == [FIRST, SECOND]


def test_nothing_is_logged(read: Callable[[bytes], ParsedDocument], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    level = logging.getLogger("pdfminer").level
    read(WHOLE)
    with pytest.raises(BrokenFile):
        read(WHOLE[:300])
    assert not caplog.records
    assert logging.getLogger("pdfminer").level == level


def plain_pdf(stream: bytes, *font: bytes) -> bytes:
    """A PDF without compression, so that changed bytes reach its content; `font` are the objects from 5 on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        *(font or [b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]),
    ]
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    size = len(objects) + 1
    trailer = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, start)
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer


PLAIN = plain_pdf(
    b"BT /F1 12 Tf 20 150 Td (water 2022) Tj ET 20 20 100 50 re S 70 20 m 70 70 l S 20 45 m 120 45 l S "
    b"BT /F1 9 Tf 25 30 Td (a) Tj 50 0 Td (b) Tj ET"
)


def _changed(content: bytes, changes: list[tuple[float, bytes]], cut: float) -> bytes:
    result = bytearray(content)
    for place, piece in changes:
        start = int(place * (len(result) - 1))
        result[start : start + len(piece)] = piece
    return bytes(result[: int(cut * len(result))]) if cut < 1 else bytes(result)


def test_the_plain_file_is_read(read: Callable[[bytes], ParsedDocument]) -> None:
    document = read(PLAIN)
    assert texts(document) == ["water 2022"]
    assert [cell.text for cell in tables(document)[0].cells] == ["", "", "a", "b"]


PIECES = st.one_of(
    st.binary(min_size=1, max_size=3),
    st.sampled_from([b"<<", b">>", b"[", b"]", b"0 0 R", b"/F1", b"null", b"-1", b"99999999999", b"(", b"1e9", b"nan"]),
)


@given(st.booleans(), st.lists(st.tuples(st.floats(0, 1), PIECES), max_size=6), st.floats(0.3, 3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=250, deadline=None)
def test_damage_is_told_or_harmless(
    read: Callable[[bytes], ParsedDocument], plain: bool, changes: list[tuple[float, bytes]], cut: float
) -> None:
    try:
        document = read(_changed(PLAIN if plain else WHOLE, changes, cut))
    except DocumentError as error:
        assert error.code in ("broken", "encrypted", "too-large")
    else:
        for block in text_blocks(document):
            block.text.encode("utf-8")
            assert block.lines[-1].end == len(block.text)


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.fixture(scope="module", params=["luzhai_2023_work_plan", "lianshan_2017_2025_plan"])
def both(request: pytest.FixtureRequest) -> Iterator[tuple[str, ParsedDocument, ParsedDocument]]:
    if not SEEDS.is_dir():
        pytest.skip("the seed documents are not beside this checkout")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    name = str(request.param)
    yield name, parsers.parse(SEEDS / f"{name}.docx", word), parsers.parse(SEEDS / f"{name}.pdf", MEDIA_TYPE)


def test_seed_tables_are_the_same_in_word_and_pdf(both: tuple[str, ParsedDocument, ParsedDocument]) -> None:
    name, word, pdf = both

    def squeezed(block: TableBlock) -> list[tuple[int, int, int, int, str]]:
        return [(row, column, down, across, "".join(text.split())) for row, column, down, across, text in shape(block)]

    expected = {"luzhai_2023_work_plan": [(36, 8, 234), (15, 5, 75)], "lianshan_2017_2025_plan": [(36, 5, 180)]}
    assert [(block.rows, block.columns, len(block.cells)) for block in tables(pdf)] == expected[name]
    assert [squeezed(block) for block in tables(pdf)] == [squeezed(block) for block in tables(word)]


def test_seed_text_is_the_same_in_word_and_pdf(both: tuple[str, ParsedDocument, ParsedDocument]) -> None:
    _, word, pdf = both

    def body(document: ParsedDocument) -> str:
        blocks = (block for block in text_blocks(document) if block.role in ("body", "heading"))
        return "".join("".join(block.text.split()) for block in blocks)

    first, second = body(word), body(pdf)
    different = sum(1 for a, b in zip(first, second, strict=True) if a != b)
    assert different <= 4  # a font of the second seed names two brackets wrongly
    assert not pdf.problems and not word.problems
