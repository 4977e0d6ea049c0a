"""The files in a zip archive: their names as people see them, which of them can be taken out.

Nothing is ever written under a member's name, so no name can lead out of a folder; "..", drives, leading slashes
are dropped only to have a name that reads well.
"""

import re
import stat
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile, ZipInfo

from pipeline.clutter import is_clutter
from schemas.errors import DocumentError, EncryptedFile, TooLarge, UnsupportedFormat

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 1024**3
MAX_TOTAL_BYTES = 8 * 1024**3
MAX_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 64 * 1024**2
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_UNICODE_PATH = 0x7075  # an extra field that holds the name in UTF-8 (APPNOTE.TXT 4.6.9)
_METHODS = (ZIP_STORED, ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA)
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True)
class Member:
    """A file in an archive; `name` has "/" between its parts, each name once. `refusal` says why it stays inside."""

    name: str
    info: ZipInfo
    refusal: DocumentError | None


def members_of(archive: ZipFile) -> list[Member]:
    """Return the files of an archive in its order, without folders or clutter; raises TooLarge for the whole."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_MEMBERS:
        raise TooLarge(f"压缩包内有 {len(infos)} 个文件，超过 {MAX_MEMBERS} 个的限制。")
    if sum(info.file_size for info in infos) > MAX_TOTAL_BYTES:
        raise TooLarge(f"压缩包解压后超过 {MAX_TOTAL_BYTES // 1024**3} GB，已拒绝解压。")
    return [
        Member(name, info, _refusal(info))
        for name, info in zip(_unique(map(_cleaned, names_of(infos))), infos, strict=True)
        if not any(is_clutter(part) for part in PurePosixPath(name).parts)
    ]


def _refusal(info: ZipInfo) -> DocumentError | None:
    if info.flag_bits & _ENCRYPTED_FLAG:
        return EncryptedFile("已加密，需要密码", "请向提供单位索取未加密的文件，或解压后导入。")
    if stat.S_ISLNK(info.external_attr >> 16):
        return UnsupportedFormat("只是一个链接，不是文件", "请提供链接所指的文件。")
    if info.compress_type not in _METHODS:
        return UnsupportedFormat("使用了不支持的压缩方法", "请用解压软件解压后导入。")
    if info.file_size > MAX_MEMBER_BYTES:
        return TooLarge(f"解压后超过 {MAX_MEMBER_BYTES // 1024**2} MB")
    if info.file_size > RATIO_COUNTS_FROM_BYTES and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return TooLarge("压缩比过高，疑为压缩炸弹")
    return None


def names_of(infos: list[ZipInfo]) -> list[str]:
    """Return the names of members.

    Names without the UTF-8 flag have no stated encoding: Windows in China writes GBK, macOS writes UTF-8. What is
    UTF-8 in every name of the archive is taken for it, unless all it yields are two-byte characters (Latin, Greek,
    Arabic …), which GBK words happen to look like.
    """
    raws = [_raw_name(info) for info in infos]
    doubtful = [raw for raw in raws if isinstance(raw, bytes)]
    encoding = "utf-8" if _is_utf8(doubtful) else "gb18030"
    return [raw if isinstance(raw, str) else _decoded(raw, encoding) for raw in raws]


def _raw_name(info: ZipInfo) -> str | bytes:
    """Return the name where its encoding is certain, else its bytes."""
    if info.flag_bits & _UTF8_FLAG:
        return info.orig_filename
    raw = info.orig_filename.encode("cp437", "replace")
    return _unicode_path(info.extra, raw) or (raw.decode("ascii") if raw.isascii() else raw)


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """Return the name that the extra field states for just this name, None where there is none."""
    while len(extra) >= 4:
        kind, size_bytes = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        value, extra = extra[4 : 4 + size_bytes], extra[4 + size_bytes :]
        if kind == _UNICODE_PATH and len(value) > 5 and int.from_bytes(value[1:5], "little") == zlib.crc32(raw):
            return value[5:].decode("utf-8", "replace")
    return None


def _is_utf8(raws: list[bytes]) -> bool:
    try:
        texts = [raw.decode("utf-8") for raw in raws]
    except UnicodeDecodeError:
        return False
    return any(character >= "\u0800" for text in texts for character in text)


def _decoded(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return raw.decode("cp437")


def _cleaned(name: str) -> str:
    """Return a name that stays in its folder; backslashes part it too, as old Windows programs write them."""
    parts = name.partition("\0")[0].replace("\\", "/").split("/")
    kept = [part for part in parts if part.strip() not in ("", ".", "..") and not _DRIVE.fullmatch(part)]
    return "/".join(kept) or "无名文件"


def _unique(names: Iterable[str]) -> list[str]:
    """Give a name that came before a number: an archive may hold several files of one name."""
    seen: dict[str, int] = {}
    found: list[str] = []
    for name in names:
        count = seen[name] = seen.get(name, 0) + 1
        path = PurePosixPath(name)
        found.append(name if count == 1 else str(path.with_name(f"{path.stem}（{count}）{path.suffix}")))
    return found
