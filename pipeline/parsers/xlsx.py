"""The parser of .xlsx files (Office Open XML, WPS)."""

from pathlib import Path

from archive.collection import collection_paused
from pipeline.parsers.containers.zip_guard import opened_zip, refuse_entities
from pipeline.parsers.workbook.compose import Composer
from pipeline.parsers.workbook.package import WorkbookPackage
from schemas.errors import BrokenFile
from schemas.parsed import ParsedDocument

MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",)
VERSION = 2


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a workbook: for each sheet (a page) its name, the lines and tables as displayed, comments, text boxes.

    Hidden sheets, rows and columns are read too, and told by a comment. Raises BrokenFile, EncryptedFile,
    TooLarge, FileVanished.
    """
    with opened_zip(path) as package, collection_paused():
        refuse_entities(package)
        workbook = WorkbookPackage(package)
        composer = Composer(workbook)
        sheets = workbook.sheets()
        if not sheets:
            raise BrokenFile("Excel 文件中没有工作表。")
        for sheet in sheets:
            composer.sheet(sheet)
    return ParsedDocument(
        media_type=media_type,
        pages=len(sheets),
        blocks=tuple(composer.blocks),
        problems=tuple(composer.problems),
    )
