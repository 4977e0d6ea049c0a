"""Whether an old office file is locked by a password."""

import struct
from pathlib import Path

from pipeline.parsers.containers.compound import stream_start
from schemas.errors import EncryptedFile

_WORD_ENCRYPTED = 0x0100  # FibBase, bit fEncrypted ([MS-DOC] 2.5.2)
_FILE_PASS = 0x002F  # the record behind the first, where the rest is encrypted ([MS-XLS] 2.4.117)


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
    if len(head) < 8:
        return False
    following = 4 + int(struct.unpack_from("<H", head, 2)[0])
    return len(head) >= following + 2 and struct.unpack_from("<H", head, following)[0] == _FILE_PASS
