"""The guard of zip packages: bombs are refused by the directory, entity tricks by a look at each XML part.

Normal document.xml is compressed 5-8 times, bombs 344 times and more (measured); zipfile itself never unpacks
more than the directory declares, so the declared sizes can be trusted.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from schemas.errors import BrokenFile, EncryptedFile, FileVanished, TooLarge

MAX_PARTS = 20_000
MAX_XML_PART_BYTES = 64 * 1024 * 1024
MAX_XML_RATIO = 100
RATIO_COUNTS_FROM_BYTES = 2 * 1024 * 1024
MAX_TOTAL_BYTES = 1024 * 1024 * 1024
_CHUNK_BYTES = 1024 * 1024
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
# what zipfile raises on damage
DAMAGES = (BadZipFile, LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, KeyError)


@contextmanager
def opened_zip(path: Path) -> Iterator[ZipFile]:
    """Open a zip package whose sizes are within the limits.

    Raises BrokenFile, EncryptedFile, TooLarge, FileVanished; damage met inside the `with` becomes BrokenFile too.
    """
    with listed_zip(path) as package:
        _refuse_bombs(package.infolist())
        yield package


@contextmanager
def listed_zip(path: Path) -> Iterator[ZipFile]:
    """Open a zip file to look at its directory, whatever the sizes; raises BrokenFile, FileVanished."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
    try:
        with stream, ZipFile(stream) as package:
            if not all(part.filename for part in package.infolist()):
                raise BadZipFile("a member without a name")
            yield package
    except DAMAGES as error:
        raise BrokenFile("压缩包结构已损坏，文件不完整。") from error


def refuse_entities(package: ZipFile) -> None:
    """Raise BrokenFile where an XML part declares a document type: office files never do, entity bombs must."""
    for part in package.infolist():
        if _is_xml(part) and _declares_doctype(package, part):
            raise BrokenFile("文件的 XML 中含有不应出现的实体声明（DTD），可能是恶意文件，已拒绝读取。")


def _declares_doctype(package: ZipFile, part: ZipInfo) -> bool:
    with package.open(part) as stream:
        tail = b""
        while chunk := stream.read(_CHUNK_BYTES):
            if any(mark in tail + chunk for mark in _DOCTYPES):
                return True
            tail = chunk[-32:]
    return False


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels", ".vml"))


def _refuse_bombs(parts: list[ZipInfo]) -> None:
    if len(parts) > MAX_PARTS:
        raise TooLarge(f"压缩包内有 {len(parts)} 个部分，超过 {MAX_PARTS} 个的限制。")
    if sum(part.file_size for part in parts) > MAX_TOTAL_BYTES:
        raise TooLarge(f"解压后超过 {MAX_TOTAL_BYTES // 2**20} MB，已拒绝打开。")
    for part in parts:
        if part.flag_bits & 0x1:
            raise EncryptedFile("压缩包内的文件已加密。")
        if _is_xml(part):
            _refuse_large_xml(part)


def _refuse_large_xml(part: ZipInfo) -> None:
    if part.file_size > MAX_XML_PART_BYTES:
        raise TooLarge(f"其中的 {part.filename} 解压后有 {part.file_size // 2**20} MB，已拒绝打开。")
    packed = max(part.compress_size, 1)
    if part.file_size > RATIO_COUNTS_FROM_BYTES and part.file_size / packed > MAX_XML_RATIO:
        raise TooLarge(f"其中的 {part.filename} 压缩比高达 {part.file_size // packed} 倍，疑为压缩炸弹，已拒绝打开。")
