"""The directory of an OLE compound file: the names of its streams ([MS-CFB], 2.2-2.6)."""

import struct
from pathlib import Path

from schemas.errors import BrokenFile, FileVanished

HEADER_BYTES = 512
ENTRY_BYTES = 128
END_OF_CHAIN = 0xFFFFFFFA  # this value and above are not sectors
MAX_DIRECTORY_SECTORS = 4096


def storage_names(path: Path) -> frozenset[str]:
    """Return the names of all streams and storages of a compound file; raises BrokenFile."""
    try:
        data = path.read_bytes()
        return frozenset(_names(data))
    except OSError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
    except (struct.error, IndexError) as error:
        raise BrokenFile("旧版 Office 文档的结构已损坏，文件不完整。") from error


def _names(data: bytes) -> list[str]:
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in (9, 12):
        raise IndexError("sector size")
    sector_bytes = 1 << shift
    allocation = _allocation(data, sector_bytes)
    names: list[str] = []
    sector = struct.unpack_from("<I", data, 48)[0]
    for _ in range(MAX_DIRECTORY_SECTORS):
        if sector >= END_OF_CHAIN:
            break
        start = (sector + 1) * sector_bytes
        for offset in range(start, start + sector_bytes, ENTRY_BYTES):
            names.append(_name(data, offset))
        sector = allocation[sector]
    return [name for name in names if name]


def _allocation(data: bytes, sector_bytes: int) -> list[int]:
    """Return the allocation table: for every sector the next one of its stream."""
    table: list[int] = []
    for sector in _table_sectors(data, sector_bytes):
        table.extend(struct.unpack_from(f"<{sector_bytes // 4}I", data, (sector + 1) * sector_bytes))
    return table


def _table_sectors(data: bytes, sector_bytes: int) -> list[int]:
    """Return the sectors of the allocation table: 109 stand in the header, the others in a chain of their own."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    following = struct.unpack_from("<I", data, 68)[0]
    for _ in range(len(data) // sector_bytes):
        if following >= END_OF_CHAIN:
            break
        *more, following = struct.unpack_from(f"<{sector_bytes // 4}I", data, (following + 1) * sector_bytes)
        sectors.extend(more)
    return [sector for sector in sectors if sector < END_OF_CHAIN]


def _name(data: bytes, offset: int) -> str:
    length = struct.unpack_from("<H", data, offset + 64)[0]
    raw = data[offset : offset + max(0, min(length, 64) - 2)]
    return raw.decode("utf-16-le", errors="replace")
