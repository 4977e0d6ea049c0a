"""The parser of text documents that LibreOffice turns into .docx: .doc, .wps, RTF, OpenDocument."""

from pathlib import Path

from pipeline.parsers import docx
from pipeline.parsers.conversion.office import converted
from pipeline.parsers.conversion.passwords import refuse_locked_word
from schemas.parsed import ParsedDocument

_WORD = "application/msword"
_SUFFIXES = {_WORD: ".doc", "application/rtf": ".rtf", "application/vnd.oasis.opendocument.text": ".odt"}
MEDIA_TYPES = tuple(_SUFFIXES)
VERSION = 1


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a document as the .docx that LibreOffice makes of it; fields such as today's date are computed anew.

    Raises NeedsLibreOffice, EncryptedFile, BrokenFile, TooLarge, TimeLimit, FileVanished.
    """
    if media_type == _WORD:
        refuse_locked_word(path)
    with converted(path, _SUFFIXES[media_type], "docx") as result:
        return docx.parse(result, media_type)
