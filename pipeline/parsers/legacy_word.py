"""The parser of text documents that LibreOffice turns into .docx: .doc, .wps, RTF, OpenDocument."""

from pathlib import Path

from pipeline.parsers import docx
from pipeline.parsers.conversion.office import Target, converted
from pipeline.parsers.conversion.passwords import refuse_locked_open_document, refuse_locked_word
from schemas.parsed import ParsedDocument

_WORD = "application/msword"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
CONVERTS_TO: Target = "docx"
_SUFFIXES = {_WORD: ".doc", "application/rtf": ".rtf", _OPEN_DOCUMENT: ".odt"}
MEDIA_TYPES = tuple(_SUFFIXES)
VERSION = 2


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a document as the .docx that LibreOffice makes of it; fields such as today's date are computed anew.

    Raises NeedsLibreOffice, EncryptedFile, BrokenFile, TooLarge, TimeLimit, FileVanished.
    """
    suffix = suffix_to_convert(path, media_type)
    with converted(path, suffix, CONVERTS_TO) as result:
        return parse_converted(result, media_type)


def suffix_to_convert(path: Path, media_type: str) -> str:
    """Return the suffix by which LibreOffice knows what the file is; raises EncryptedFile, BrokenFile, FileVanished."""
    if media_type == _WORD:
        refuse_locked_word(path)
    elif media_type == _OPEN_DOCUMENT:
        refuse_locked_open_document(path)
    return _SUFFIXES[media_type]


def parse_converted(path: Path, media_type: str) -> ParsedDocument:
    """Read the .docx that LibreOffice made; raises BrokenFile, TooLarge, FileVanished."""
    return docx.parse(path, media_type)
