"""The parser of .docx files (Office Open XML, WPS)."""

from pathlib import Path

from pipeline.parsers.containers.zip_guard import opened_zip, refuse_entities
from pipeline.parsers.word.parts import read_parts
from pipeline.parsers.word.walk import Walk
from schemas.parsed import ParsedDocument

MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
VERSION = 1


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a Word file: headers first, then the body with notes and text boxes where they hang, then footers.

    `pages` counts paragraph groups of about a page. Raises BrokenFile, EncryptedFile, TooLarge, FileVanished.
    """
    with opened_zip(path) as package:
        refuse_entities(package)
    parts = read_parts(path)
    walk = Walk(parts)
    walk.margins(parts.headers, "header")
    walk.content(parts.body)
    walk.margins(parts.footers, "footer")
    return ParsedDocument(media_type=media_type, pages=walk.groups.current, blocks=tuple(walk.blocks))
