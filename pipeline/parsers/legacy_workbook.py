"""The parser of workbooks that LibreOffice turns into .xlsx: .xls, .et, .xlsb, OpenDocument."""

from pathlib import Path

from pipeline.parsers import xlsx
from pipeline.parsers.conversion.office import Target, converted
from pipeline.parsers.conversion.passwords import is_locked_workbook, refuse_locked_open_document
from schemas.errors import BrokenFile, EncryptedFile
from schemas.parsed import ParsedDocument

_EXCEL = "application/vnd.ms-excel"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.spreadsheet"
CONVERTS_TO: Target = "xlsx"
_SUFFIXES = {
    _EXCEL: ".xls",
    "application/vnd.ms-excel.sheet.binary.macroenabled.12": ".xlsb",
    _OPEN_DOCUMENT: ".ods",
}
MEDIA_TYPES = tuple(_SUFFIXES)
VERSION = 2


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a workbook as the .xlsx that LibreOffice makes of it; formulas are computed where no result is stored.

    Raises NeedsLibreOffice, EncryptedFile, BrokenFile, TooLarge, TimeLimit, FileVanished.
    """
    is_locked = media_type == _EXCEL and is_locked_workbook(path)
    try:
        with converted(path, suffix_to_convert(path, media_type), CONVERTS_TO) as result:
            return parse_converted(result, media_type)
    except BrokenFile as error:
        if is_locked:
            raise EncryptedFile("工作簿设置了打开密码。") from error
        raise


def suffix_to_convert(path: Path, media_type: str) -> str:
    """Return the suffix by which LibreOffice knows what the file is; raises EncryptedFile, BrokenFile, FileVanished."""
    if media_type == _OPEN_DOCUMENT:
        refuse_locked_open_document(path)
    return _SUFFIXES[media_type]


def parse_converted(path: Path, media_type: str) -> ParsedDocument:
    """Read the .xlsx that LibreOffice made; raises BrokenFile, TooLarge, FileVanished."""
    return xlsx.parse(path, media_type)
