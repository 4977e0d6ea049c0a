"""Workbooks, cell by cell: openpyxl reads the same values at the same places."""

import datetime
import io
import random
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.parsers.workbook.cells import SheetCells, read_cells
from pipeline.parsers.workbook.display import number_of, shown_number
from pipeline.parsers.workbook.package import WorkbookPackage

SHEETS = 40
CHARACTERS = "林草覆盖率优良天数用水总量万立方米污水处理厂一二三AbZ（）、，%&<>'\"—"
DAYS = 'yyyy"年"m"月"d"日"'
FORMATS = ("General", "0", "0.00", "0.0%", "#,##0.00", DAYS)


def value(choice: random.Random) -> object:
    kinds: list[object] = [
        "".join(choice.choices(CHARACTERS, k=choice.randint(1, 12))),
        choice.randint(-(10**6), 10**9),
        round(choice.uniform(-1000, 100000), choice.randint(0, 4)),
        choice.random() < 0.5,
        datetime.datetime(2000, 1, 1) + datetime.timedelta(days=choice.randint(0, 12000)),
        "#DIV/0!",
    ]
    return choice.choice(kinds)


def fill(sheet: Worksheet, choice: random.Random) -> None:
    for row in range(1, choice.randint(3, 40)):
        for column in range(1, choice.randint(3, 14)):
            if choice.random() < 0.8:
                cell = sheet.cell(row, column)
                cell.value = value(choice)  # type: ignore[assignment]
                is_day = isinstance(cell.value, datetime.datetime)
                cell.number_format = DAYS if is_day else choice.choice(FORMATS[:-1])
    for top in range(1, sheet.max_row, 5):
        if choice.random() < 0.3:
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=2, end_column=3)


def expected(cell: Cell) -> str:
    """What a cell displays, from openpyxl's value by Python's own means."""
    stored = cell.value
    if isinstance(stored, bool):
        return "TRUE" if stored else "FALSE"
    if isinstance(stored, datetime.datetime):
        return f"{stored.year}年{stored.month}月{stored.day}日"
    if not isinstance(stored, int | float):
        return str(stored)
    number = Decimal(repr(stored))
    if cell.number_format == "General":
        return format(number.normalize(), "f")
    places = {"0": 0, "0.00": 2, "0.0%": 1, "#,##0.00": 2}[cell.number_format]
    percent = cell.number_format.endswith("%")
    rounded = (number * 100 if percent else number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    shown = format(rounded or abs(rounded), ",f" if "," in cell.number_format else "f")
    return shown + "%" * percent


def ours(data: bytes) -> list[SheetCells]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        workbook = WorkbookPackage(package)
        return [read_cells(workbook, sheet.part) for sheet in workbook.sheets()]


def test_every_cell_of_many_sheets_is_the_one_openpyxl_reads() -> None:
    choice = random.Random(7)
    workbook = openpyxl.Workbook()
    for _ in range(SHEETS):
        fill(workbook.create_sheet(), choice)
    buffer = io.BytesIO()
    workbook.save(buffer)
    again = openpyxl.load_workbook(io.BytesIO(buffer.getvalue()), data_only=True)
    compared = 0
    for sheet, cells in zip(again.worksheets, ours(buffer.getvalue()), strict=True):
        theirs = {
            (cell.row - 1, cell.column - 1): expected(cell)
            for row in sheet.iter_rows()
            for cell in row
            if isinstance(cell, Cell) and cell.value is not None
        }
        assert cells.texts == theirs
        assert {(top, left, bottom, right) for top, left, bottom, right in cells.merges} == {
            (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
            for area in sheet.merged_cells.ranges
        }
        compared += len(theirs)
    assert compared > 3000


def test_a_long_sheet_stays_within_the_limits(tmp_path: Path) -> None:
    """A hundred thousand rows of which some hundred display something: the others cost nothing but the look."""
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"' + (f' t="inlineStr"><is><t>第{row}行</t></is></c>' if row % 999 == 0 else "/>")
        + "</row>"
        for row in range(1, 100_001)
    )  # fmt: skip
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    path = tmp_path / "long.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        sheet = '<sheet name="表" r:id="s"/>'
        package.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{sheet}</sheets></workbook>'
        )
        relation = f'<Relationship Id="s" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        package.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relation}</Relationships>")
        package.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
        )
    (cells,) = ours(path.read_bytes())
    assert len(cells.texts) == 100
    assert cells.texts[998, 0] == "第999行"


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        ("44926", '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二二年十二月三十一日"),
        ("44926", '[DBNum2][$-804]yyyy"年"m"月"d"日"', "贰零贰贰年壹拾贰月叁拾壹日"),
        ("44836", '[DBNum1]m"月"d"日"', "十月二日"),
        ("12", "[DBNum1][$-804]General", "一十二"),
        ("105.5", "[DBNum1]General", "一百〇五.五"),
        ("1234.5", '[DBNum2][$-804]General"元"', "壹仟贰佰叁拾肆.伍元"),
        ("-2022", "[DBNum1][$-804]0", "-二〇二二"),
        ("20", "[DBNum3][$-804]0", "２０"),
    ],
)
def test_chinese_numerals(number: str, code: str, shown: str) -> None:
    value = number_of(number)
    assert value is not None
    assert shown_number(value, code) == shown


@pytest.mark.parametrize("text", ["1e400", "-1E999", "nan", "sNaN", "inf", "", "-", "x"])
def test_what_is_no_number_of_a_spreadsheet(text: str) -> None:
    assert number_of(text) is None
