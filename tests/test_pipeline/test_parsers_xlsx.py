"""Workbooks: every sheet, every cell as displayed, tables apart; referee for the display is LibreOffice."""

import csv
import io
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from pipeline import parsers
from pipeline.parsers.workbook.cells import column_letters
from pipeline.parsers.workbook.display import number_of, shown_number
from schemas.errors import BrokenFile, DocumentError, EncryptedFile, TooLarge
from schemas.locator import CellLocator, PageLocator
from schemas.parsed import ParsedDocument, TableBlock, TextBlock

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Written = Callable[..., ParsedDocument]


@pytest.fixture
def sheet() -> Worksheet:
    """A fresh sheet of a fresh workbook (`sheet.parent`)."""
    workbook = openpyxl.Workbook()
    active = workbook.active
    assert isinstance(active, Worksheet)
    active.title = "统计"
    return active


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Worksheet], ParsedDocument]:
    def reader(sheet: Worksheet) -> ParsedDocument:
        assert sheet.parent is not None
        sheet.parent.save(tmp_path / "book.xlsx")
        return parsers.parse(tmp_path / "book.xlsx", MEDIA_TYPE)

    return reader


@pytest.fixture
def read_parts(tmp_path: Path) -> Callable[..., ParsedDocument]:
    """Read a workbook written part by part: the inside of xl/worksheets/sheet1.xml, then other parts whole."""

    def reader(inside: str, **parts: str) -> ParsedDocument:
        path = tmp_path / "parts.xlsx"
        path.write_bytes(package(inside, **parts))
        return parsers.parse(path, MEDIA_TYPE)

    return reader


def package(inside: str, **parts: str) -> bytes:
    related = f'<Relationship Id="s" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>' + "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="表" r:id="s"/></sheets></workbook>',
        )
        file.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{related}</Relationships>")
        file.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}">{inside}</worksheet>')
        for name, content in parts.items():
            file.writestr(f"xl/{name}.xml", content)
    return buffer.getvalue()


def texts(document: ParsedDocument, *roles: str) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock) and block.role in (roles or "body")]


def body(document: ParsedDocument) -> list[str]:
    return texts(document, "body")


def tables(document: ParsedDocument) -> list[list[list[str | None]]]:
    return [
        [[None if cell is None else cell.text for cell in row] for row in block.grid()]
        for block in document.blocks
        if isinstance(block, TableBlock)
    ]


def fill(sheet: Worksheet, top: int, left: int, *rows: tuple[object, ...]) -> None:
    for row, values in enumerate(rows, start=top):
        for column, value in enumerate(values, start=left):
            if value is not None:
                sheet.cell(row, column, value)


def test_a_statistics_sheet(sheet: Worksheet, read: Written) -> None:
    fill(sheet, 1, 1, ("青岚县水质统计表",), ("填报单位：县水利局", None, None, "单位：%"))
    fill(sheet, 3, 1, ("断面", "2021年", "2022年", "备注"), ("甲河", 0.95, 0.9634, None), ("乙河", 1, 0.905, "补测"))
    fill(sheet, 6, 1, ("注：来自例行监测。",), ("填表人：甲", None, "审核人：乙"))
    sheet.merge_cells("A1:D1")
    for row in sheet["B4:C5"]:
        for cell in row:
            cell.number_format = "0.0%"
    document = read(sheet)
    assert texts(document, "heading") == ["青岚县水质统计表"]
    assert texts(document, "header") == ["统计"]
    assert body(document) == [
        "填报单位：县水利局\u3000单位：%",
        "注：来自例行监测。",
        "填表人：甲\u3000审核人：乙",
    ]
    assert tables(document) == [
        [
            ["断面", "2021年", "2022年", "备注"],
            ["甲河", "95.0%", "96.3%", None],
            ["乙河", "100.0%", "90.5%", "补测"],
        ]
    ]
    assert document.problems == ()


def headings(document: ParsedDocument) -> list[tuple[str, int | None]]:
    return [
        (block.text, block.level)
        for block in document.blocks
        if isinstance(block, TextBlock) and block.role == "heading"
    ]


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Sheet1", "", []),
        ("水质", "", [("水质", 1)]),
        ("2022年", "青岚县水质统计表", [("青岚县水质统计表", 1), ("2022年", 2)]),
        ("2022年", "青岚县2022年水质统计表", [("青岚县2022年水质统计表", 1)]),
        ("Sheet1", "附件3", []),
        ("水质", "填报单位：县水利局", [("水质", 1)]),
    ],
)
def test_a_sheet_is_headed_by_its_title_or_its_tab(
    name: str, title: str, expected: list[tuple[str, int]], sheet: Worksheet, read: Written
) -> None:
    sheet.title = name
    fill(sheet, 1, 1, (title or None,), ("断面", "水质"), ("甲河", "Ⅱ类"))
    assert headings(read(sheet)) == expected


def test_the_headings_of_one_sheet_end_with_it(sheet: Worksheet, read: Written) -> None:
    assert sheet.parent is not None
    fill(sheet, 1, 1, ("甲", "乙"), (1, 2))
    fill(sheet.parent.create_sheet("Sheet2"), 1, 1, ("甲", "乙"), (3, 4))
    assert headings(read(sheet)) == [("统计", 1), ("Sheet2", 1)]


def test_tables_set_apart_by_blank_rows_or_columns(sheet: Worksheet, read: Written) -> None:
    fill(sheet, 2, 2, ("甲", "乙"), (1, 2))
    fill(sheet, 2, 5, ("丙", "丁"), (3, 4), (5, 6))
    fill(sheet, 7, 1, ("第二张表",), ("戊", "己", "庚"), (7, 8, 9))
    document = read(sheet)
    assert tables(document) == [
        [["甲", "乙"], ["1", "2"]],
        [["丙", "丁"], ["3", "4"], ["5", "6"]],
        [["戊", "己", "庚"], ["7", "8", "9"]],
    ]
    assert body(document) == ["第二张表"]
    cell = next(block for block in document.blocks if isinstance(block, TableBlock) and block.index == 1).cells[-1]
    assert cell.locator == CellLocator(table=1, row=2, column=1, page=1)


def test_a_label_column_stays_with_its_numbers_over_a_gap(sheet: Worksheet, read: Written) -> None:
    fill(sheet, 1, 1, ("项目", None, "2022年", "2023年"), ("人口", None, 10, 11))
    assert tables(read(sheet)) == [[["项目", None, "2022年", "2023年"], ["人口", None, "10", "11"]]]


def test_frames_hold_a_form_together(sheet: Worksheet, read: Written) -> None:
    fill(sheet, 1, 1, ("项目", "数值"), ("甲", 1), (None, None), ("乙", 2))
    for row in sheet["A1:B6"]:
        for cell in row:
            cell.border = Border(left=Side("thin"), bottom=Side("thin"))
    assert tables(read(sheet)) == [[["项目", "数值"], ["甲", "1"], [None, None], ["乙", "2"]]]


def test_merged_cells_stand_once(sheet: Worksheet, read: Written) -> None:
    fill(sheet, 1, 1, ("指标", "数值", None), (None, "2021年", "2022年"), ("甲", 1, 2))
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:C1")
    block = next(block for block in read(sheet).blocks if isinstance(block, TableBlock))
    assert [(cell.text, cell.row_span, cell.column_span) for cell in block.cells][:2] == [
        ("指标", 2, 1),
        ("数值", 1, 2),
    ]
    assert block.grid()[1][0] is block.cells[0]


def test_what_a_merge_covers_is_not_displayed(read_parts: Written) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
        '<row r="2"><c r="C2"><v>4</v></c></row>'
    )
    merges = '<mergeCells><mergeCell ref="A1:B1048576"/></mergeCells>'
    assert tables(read_parts(f"<sheetData>{rows}</sheetData>{merges}")) == [[["1", "1", "3"], ["1", "1", "4"]]]


def test_pages_are_sheets_and_hidden_ones_are_told(sheet: Worksheet, read: Written) -> None:
    fill(sheet, 1, 1, ("名称", "内部列"), ("甲", 1), ("乙", 2))
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[900].hidden = True
    sheet.column_dimensions["B"].hidden = True
    assert sheet.parent is not None
    other = sheet.parent.create_sheet("底稿")
    other.sheet_state = "veryHidden"
    fill(other, 1, 1, ("不给人看",))
    document = read(sheet)
    assert document.pages == 2
    assert texts(document, "comment") == ["（本表隐藏了第 3 行）", "（本表隐藏了 B 列）", "（本工作表已被隐藏）"]
    hidden = next(block for block in document.blocks if isinstance(block, TextBlock) and block.text == "不给人看")
    assert hidden.locator == PageLocator(page=2)
    assert dict(document.page_texts())[1].splitlines()[:5] == ["统计", "名称", "内部列", "甲", "1"]


def test_comments_text_boxes_and_margins(sheet: Worksheet, read: Written, read_parts: Written) -> None:
    fill(sheet, 1, 1, ("数值",))
    sheet["A1"].comment = Comment("请核实", "审核人")
    sheet.oddHeader.center.text = "内部资料 第&P页"
    sheet.oddFooter.right.text = "&P/&N"
    document = read(sheet)
    assert texts(document, "comment") == ["请核实"]
    assert "内部资料 第页" in texts(document, "header")
    assert texts(document, "footer") == []


def test_a_formula_shows_its_stored_result_or_is_a_problem(read_parts: Written) -> None:
    rows = (
        '<row><c><f>A9</f><v>85.09</v></c><c><f>A8</f></c><c t="str"><f>""</f><v></v></c><c><f>B1</f><v/></c>'
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    document = read_parts(f"<sheetData>{rows}</sheetData>")
    assert "85.09" in str(tables(document)) + str(body(document))
    assert [(problem.code, problem.page) for problem in document.problems] == [("not-calculated", 1)]
    assert "B1、D1 共 2 个公式" in document.problems[0].message
    assert document.problems[0].advice


def test_kinds_of_values(read_parts: Written) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>林草_x000a_覆盖率</t></si>'
        "<si><r><t>生</t></r><r><t>态</t></r><rPh><t>shengtai</t></rPh></si></sst>"
    )
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="200" formatCode="0.0&quot;公顷&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="31"/><xf numFmtId="10"/></cellXfs></styleSheet>'
    )
    rows = (
        '<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c>'
        '<c t="inlineStr"><is><t>内</t></is></c></row>'
        '<row><c r="B4" s="1"><v>12.34</v></c><c s="2"><v>44926</v></c><c s="3"><v>0.85089999999999999</v></c></row>'
        '<row><c r="B5" t="b"><v>1</v></c><c r="C5" t="d" s="2"><v>2022-12-31T00:00:00</v></c>'
        '<c s="99"><v>7</v></c></row>'
    )
    document = read_parts(f"<sheetData>{rows}</sheetData>", sharedStrings=strings, styles=styles)
    assert tables(document) == [
        [["林草\n覆盖率", "生态", "内"], ["12.3公顷", "2022年12月31日", "85.09%"], ["TRUE", "2022年12月31日", "7"]]
    ]


def test_days_counted_from_1904(sheet: Worksheet, read: Written) -> None:
    assert shown_number(Decimal(44926), "yyyy/m/d") == "2022/12/31"
    assert shown_number(Decimal(44926 - 1462), "yyyy/m/d", counts_from_1904=True) == "2022/12/31"


REFEREE_FORMATS = (
    "General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%", "0.0%", "0.00E+00", 'yyyy"年"m"月"d"日"', "yyyy/m/d",
    "yyyy-mm-dd", "h:mm:ss", 'yyyy"年"m"月"', "#,##0.00;[Red]-#,##0.00", "0.00_);(0.00)", "[$¥-804]#,##0.00",
    '0.0"万元"', "0.00,", '#,##0,"千"', "000000", "0.###", '[>=100]0;[<0]"负"0.0;0.00', '"第"0"号"',
    "d-mmm-yy", "000-0000", "0.0‰",
)  # fmt: skip
REFEREE_VALUES = (0, 1, 0.5, 85.09, 0.8509, 1234567.891, 2.675, 99.995, 44926, 45000.75, 0.04, 36525, 12345.6789)
NEGATIVE = (-1, -1234.5, -0.001, -0.35)


def test_displayed_as_libreoffice_displays_it(soffice: str, tmp_path: Path, sheet: Worksheet) -> None:
    pairs = [
        (code, value)
        for code in REFEREE_FORMATS
        for value in (*REFEREE_VALUES, *(() if set("ymdh") & set(code) else NEGATIVE))
        if not (set("ymd") & set(code)) or value > 60  # its day 1 is another one than Excel's
    ]
    for row, (code, value) in enumerate(pairs, start=1):
        sheet.cell(row, 1, value).number_format = code
        sheet.cell(row, 2, "x")
    assert sheet.parent is not None
    sheet.parent.save(tmp_path / "book.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, "--headless", profile, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "book.xlsx")], check=True, capture_output=True)
    with (tmp_path / "book.csv").open(encoding="utf-8") as file:
        expected = [row[0].strip() for row in csv.reader(file)]
    ours = [shown_number(number_of(repr(value)) or Decimal(0), code) for code, value in pairs]
    differing = [
        (pair, mine, theirs) for pair, mine, theirs in zip(pairs, ours, expected, strict=True) if mine != theirs
    ]
    assert differing == []


def test_huge_dimensions_take_no_time(read_parts: Written) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    merges = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    document = read_parts(f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData>')
    assert body(document) == ["1", "2"]
    assert body(read_parts(f"<sheetData>{rows}</sheetData>{merges}")) == ["1"]


def test_a_diagonal_is_no_table(read_parts: Written) -> None:
    rows = "".join(f'<row r="{n}"><c r="{column_letters(n - 1)}{n}"><v>{n}</v></c></row>' for n in range(1, 601))
    assert len(body(read_parts(f"<sheetData>{rows}</sheetData>"))) == 600


@pytest.mark.parametrize(
    "inside",
    [
        '<sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData>',
        '<sheetData><row r="9999999"><c><v>1</v></c></row></sheetData>',
        '<sheetData><row><c t="s"><v>5</v></c></row></sheetData>',
        "<sheetData><row><c>",
    ],
)
def test_broken_sheets(inside: str, read_parts: Written) -> None:
    with pytest.raises(BrokenFile):
        read_parts(inside)


def test_tricks_are_refused(tmp_path: Path, read_parts: Written) -> None:
    path = tmp_path / "book.xlsx"
    bomb = '<!DOCTYPE s [<!ENTITY a "b">]>' + f'<sst xmlns="{MAIN}"/>'
    with pytest.raises(BrokenFile, match="DTD"):
        read_parts("<sheetData/>", sharedStrings=bomb)
    with pytest.raises(TooLarge):
        read_parts("<sheetData/>", sharedStrings=" " * 3_000_000)
    content = bytearray(package("<sheetData/>"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(signature, place + 1)) >= 0:
            content[place + offset] |= 1
    path.write_bytes(content)
    with pytest.raises(EncryptedFile):
        parsers.parse(path, MEDIA_TYPE)


WHOLE = package(
    '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row></sheetData>',
    sharedStrings=f'<sst xmlns="{MAIN}"><si><t>甲</t></si></sst>',
)


@settings(deadline=None)  # it writes files
@given(place=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255), cut=st.integers(1, len(WHOLE)))
def test_any_damage_has_an_answer(place: int, byte: int, cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "damaged.xlsx"
    path.write_bytes((WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :])[: cut if cut % 3 == 0 else len(WHOLE)])
    try:
        assert parsers.parse(path, MEDIA_TYPE).pages >= 1
    except DocumentError as error:
        assert error.message
