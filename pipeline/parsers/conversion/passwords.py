"""Whether an old office file is locked by a password."""

import struct
from pathlib import Path

from pipeline.parsers.containers.compound import stream_start
from pipeline.parsers.containers.zip_guard import opened_zip
from schemas.errors import EncryptedFile

_WORD_ENCRYPTED = 0x0100  # FibBase, bit fEncrypted ([MS-DOC] 2.5.2)
_FILE_PASS = 0x002F  # the record near the beginning, behind which all is encrypted ([MS-XLS] 2.4.117)

_MANIFEST = "META-INF/manifest.xml"


def refuse_locked_word(path: Path) -> None:
    """Raise EncryptedFile where a .doc asks for a password; BrokenFile, FileVanished."""
    head = stream_start(path, "WordDocument", 12)
    if len(head) == 12 and struct.unpack_from("<H", head, 10)[0] & _WORD_ENCRYPTED:
        raise EncryptedFile("文档设置了打开密码。")


def is_locked_workbook(path: Path) -> bool:
    """Tell whether a .xls is encrypted; one that is only protected against changes opens all the same.

    Raises BrokenFile, FileVanished.
    """
    head = stream_start(path, "Workbook", 64) or stream_start(path, "Book", 64)
    place = 0
    while place + 4 <= len(head):
        kind, size_bytes = struct.unpack_from("<HH", head, place)
        if kind == _FILE_PASS:
            return True
        place += 4 + int(size_bytes)
    return False


def refuse_locked_open_document(path: Path) -> None:
    """Raise EncryptedFile where an OpenDocument file asks for a password; BrokenFile, TooLarge, FileVanished.

    Its manifest then says how each part, or the whole package, is encrypted (OpenDocument 1.3 part 2, 4.4).
    """
    with opened_zip(path) as package:
        is_locked = _MANIFEST in package.namelist() and b"encryption-data" in package.read(_MANIFEST)
    if is_locked:
        raise EncryptedFile("文档设置了打开密码。")
