"""The parser of workbooks that LibreOffice turns into .xlsx: .xls, .et, .xlsb, OpenDocument."""

from pathlib import Path

from pipeline.parsers import xlsx
from pipeline.parsers.conversion.office import converted
from pipeline.parsers.conversion.passwords import is_locked_workbook
from schemas.errors import BrokenFile, EncryptedFile
from schemas.parsed import ParsedDocument

_EXCEL = "application/vnd.ms-excel"
_SUFFIXES = {
    _EXCEL: ".xls",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": ".xlsb",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
MEDIA_TYPES = tuple(_SUFFIXES)
VERSION = 1


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a workbook as the .xlsx that LibreOffice makes of it; formulas are computed where no result is stored.

    Raises NeedsLibreOffice, EncryptedFile, BrokenFile, TooLarge, TimeLimit, FileVanished.
    """
    is_locked = media_type == _EXCEL and is_locked_workbook(path)
    try:
        with converted(path, _SUFFIXES[media_type], "xlsx") as result:
            return xlsx.parse(result, media_type)
    except BrokenFile as error:
        if is_locked:
            raise EncryptedFile("工作簿设置了打开密码。") from error
        raise
