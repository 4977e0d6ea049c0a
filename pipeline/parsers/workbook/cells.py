"""The cells of one sheet, as displayed: only those that the file holds, read in one pass."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.parsers.workbook.days import serial_of
from pipeline.parsers.workbook.display import number_of, shown_number, shown_text
from pipeline.parsers.workbook.package import WorkbookPackage, elements
from pipeline.parsers.workbook.strings import rich_text, unescaped
from pipeline.parsers.workbook.styles import PLAIN
from schemas.errors import BrokenFile, TooLarge

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
MAX_CELLS = 200_000  # of all sheets; evidence has some thousands, a cell takes about 2 KB
MAX_FRAMED = 20_000  # empty cells with a frame that are remembered; a form has some hundreds
MAX_MERGES = 200_000
_BLANK = " \t\n\u3000"
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
Place = tuple[int, int]  # row, column, both 0-based
Merge = tuple[int, int, int, int]  # first row, first column, last row, last column


@dataclass
class SheetCells:
    """What one sheet displays.

    `texts` holds the cells that display something, `framed` empty cells with a frame (they hold a form together),
    `uncounted` the formulas whose result the file does not hold. `margins` are the header and footer codes.
    """

    texts: dict[Place, str] = field(default_factory=dict)
    framed: set[Place] = field(default_factory=set)
    merges: list[Merge] = field(default_factory=list)
    uncounted: list[Place] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    margins: list[tuple[str, str]] = field(default_factory=list)


def read_cells(package: WorkbookPackage, part: str, limit: int = MAX_CELLS) -> SheetCells:
    """Read a sheet; raises BrokenFile, TooLarge where it displays more than `limit` cells."""
    reader = _Reader(package, limit)
    with package.open(part) as stream:
        tags = ("row", "mergeCell", "col", "oddHeader", "oddFooter")
        for element in elements(stream, *("{*}" + tag for tag in tags)):
            reader.read[element.tag.rpartition("}")[2]](element)
    return reader.cells


def place_of(reference: str) -> Place:
    """Return the place of a reference such as C5; raises BrokenFile where it is none."""
    found = _REFERENCE.fullmatch(reference.strip())
    column = 0
    for letter in found[1].upper() if found else "":
        column = column * 26 + ord(letter) - 64
    row = int(found[2]) if found else 0
    if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
        raise BrokenFile(f"Excel 工作表中有无效的单元格位置“{reference[:20]}”。")
    return row - 1, column - 1


def column_letters(column: int) -> str:
    """Return the letters of a column (0-based): 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


class _Reader:
    """Takes the elements of one sheet in their order."""

    def __init__(self, package: WorkbookPackage, limit: int) -> None:
        self.cells = SheetCells()
        self._limit = limit
        self._strings = package.strings
        self._styles = package.styles
        self._from_1904 = package.counts_from_1904
        self._row = -1
        self.read: dict[str, Callable[[_Element], None]] = {
            "row": self._read_row,
            "mergeCell": self._read_merge,
            "col": self._read_column,
            "oddHeader": lambda element: self.cells.margins.append(("header", element.text or "")),
            "oddFooter": lambda element: self.cells.margins.append(("footer", element.text or "")),
        }

    def _read_row(self, row: _Element) -> None:
        stated = str(row.get("r", ""))
        self._row = int(stated) - 1 if stated.isdecimal() and stated != "0" else self._row + 1
        if self._row >= LAST_ROW:
            raise BrokenFile("Excel 工作表的行号超出范围。")
        column = -1
        is_used = False
        for cell in row.iterfind("{*}c"):
            reference = cell.get("r")
            place = place_of(str(reference)) if reference else (self._row, column + 1)
            column = place[1]
            is_used |= self._read_cell(cell, place)
        if is_used and row.get("hidden") in ("1", "true"):
            self.cells.hidden_rows.append(self._row)

    def _read_cell(self, cell: _Element, place: Place) -> bool:
        """Keep what a cell displays; tell whether that is anything."""
        number = str(cell.get("s", "0"))
        style = self._styles[int(number)] if number.isdecimal() and int(number) < len(self._styles) else PLAIN
        text = self._shown(cell, place, style.number_format).strip(_BLANK)
        if text:
            self.cells.texts[place] = text
            if len(self.cells.texts) > self._limit:
                raise TooLarge(f"Excel 文件中有内容的单元格超过 {MAX_CELLS} 个。", "请拆分后重新导入。")
        elif style.is_framed and len(self.cells.framed) < MAX_FRAMED:
            self.cells.framed.add(place)
        return bool(text)

    def _shown(self, cell: _Element, place: Place, code: str) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find("{*}is")
            return "" if inline is None else shown_text(rich_text(inline), code)
        stored = cell.find("{*}v")
        value = "" if stored is None else stored.text or ""
        if not value:
            is_empty_text = kind == "str" and stored is not None
            if cell.find("{*}f") is not None and not is_empty_text:
                self.cells.uncounted.append(place)
            return ""
        if kind == "s":
            return shown_text(self._string(value), code)
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        if kind in ("str", "e"):
            return shown_text(unescaped(value), code)
        return self._shown_number(value, kind, code)

    def _shown_number(self, value: str, kind: str, code: str) -> str:
        if kind == "d":
            serial = serial_of(value)
            return value if serial is None else shown_number(serial, "yyyy/m/d" if code == "General" else code)
        number = number_of(value)
        return unescaped(value) if number is None else shown_number(number, code, counts_from_1904=self._from_1904)

    def _string(self, number: str) -> str:
        if not number.isdecimal() or int(number) >= len(self._strings):
            raise BrokenFile("Excel 文件的文字表与单元格对不上，文件不完整。")
        return self._strings[int(number)]

    def _read_merge(self, merge: _Element) -> None:
        first, _, last = str(merge.get("ref", "")).partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last or first)
        self.cells.merges.append((top, left, bottom, right))
        if len(self.cells.merges) > MAX_MERGES:
            raise TooLarge(f"一张工作表中的合并单元格超过 {MAX_MERGES} 个。")

    def _read_column(self, column: _Element) -> None:
        first, last = str(column.get("min", "")), str(column.get("max", ""))
        if column.get("hidden") in ("1", "true") and first.isdecimal() and last.isdecimal():
            self.cells.hidden_columns.extend(range(int(first) - 1, min(int(last), LAST_COLUMN)))
