"""The parser of .docx files (Office Open XML, WPS)."""

from pathlib import Path

from archive.collection import collection_paused
from pipeline.parsers.containers.zip_guard import opened_zip, refuse_entities
from pipeline.parsers.recognition import available
from pipeline.parsers.word.embedded import embedded_problems
from pipeline.parsers.word.parts import WordParts, read_parts
from pipeline.parsers.word.pictures import with_page_pictures
from pipeline.parsers.word.walk import Walk
from schemas.parsed import ParsedDocument

MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
# what was refused for want of text recognition is due again as soon as it is installed
VERSION = 102 if available() else 2


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a Word file: headers first, then the body with notes and text boxes where they hang, then footers.

    `pages` counts paragraph groups of about a page, then pictures that are pages. Raises BrokenFile, EncryptedFile,
    TooLarge, FileVanished.
    """
    with opened_zip(path) as package:
        refuse_entities(package)
    with collection_paused():
        parts = read_parts(path)
        walk = _walked(parts)
    document = ParsedDocument(
        media_type=media_type,
        pages=walk.groups.current,
        blocks=tuple(walk.blocks),
        problems=tuple(embedded_problems(parts.body)),
    )
    return with_page_pictures(document, parts)


def _walked(parts: WordParts) -> Walk:
    walk = Walk(parts)
    walk.margins(parts.headers, "header")
    walk.content(parts.body)
    walk.margins(parts.footers, "footer")
    return walk
