"""The directory of an OLE compound file: its streams, their names, how each begins ([MS-CFB], 2.2-2.6)."""

import struct
from dataclasses import dataclass
from pathlib import Path

from schemas.errors import BrokenFile, FileVanished

ENTRY_BYTES = 128
END_OF_CHAIN = 0xFFFFFFFA  # this value and above are not sectors
MAX_DIRECTORY_SECTORS = 4096
SMALL_STREAM_BYTES = 4096  # smaller streams lie together in the stream of the root entry
SMALL_SECTOR_BYTES = 64


@dataclass(frozen=True)
class Entry:
    """A stream or storage: `sector` is its first, in the file or (a small stream) in the root's stream."""

    name: str
    sector: int
    size_bytes: int


def storage_names(path: Path) -> frozenset[str]:
    """Return the names of all streams and storages of a compound file; raises BrokenFile, FileVanished."""
    return frozenset(entry.name for entry in _CompoundFile.read(path).entries)


def stream_start(path: Path, name: str, size_bytes: int) -> bytes:
    """Return the first bytes of a stream (at most 64), b"" where it is not there; raises as `storage_names`."""
    file = _CompoundFile.read(path)
    try:
        return file.start_of(name)[: min(size_bytes, SMALL_SECTOR_BYTES)]
    except IndexError as error:
        raise _damage() from error


def _damage() -> BrokenFile:
    return BrokenFile("旧版 Office 文档的结构已损坏，文件不完整。")


class _CompoundFile:
    """A compound file in memory; its methods raise IndexError where a chain of sectors leads nowhere."""

    def __init__(self, data: bytes) -> None:
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise IndexError("sector size")
        self._data = data
        self._sector_bytes = 1 << shift
        self._allocation = _allocation(data, self._sector_bytes)
        self.entries = self._directory()

    @classmethod
    def read(cls, path: Path) -> "_CompoundFile":
        try:
            return cls(path.read_bytes())
        except OSError as error:
            raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
        except (struct.error, IndexError) as error:
            raise _damage() from error

    def start_of(self, name: str) -> bytes:
        """Return what the first sector of a stream holds."""
        entry = next((entry for entry in self.entries if entry.name == name), None)
        if entry is None:
            return b""
        if entry.size_bytes >= SMALL_STREAM_BYTES:
            return self._sector(entry.sector)[: entry.size_bytes]
        steps, offset = divmod(entry.sector * SMALL_SECTOR_BYTES, self._sector_bytes)
        sector = self.entries[0].sector
        for _ in range(min(steps, len(self._allocation))):
            sector = self._allocation[sector]
        return self._sector(sector)[offset : offset + min(entry.size_bytes, SMALL_SECTOR_BYTES)]

    def _directory(self) -> list[Entry]:
        entries: list[Entry] = []
        sector = struct.unpack_from("<I", self._data, 48)[0]
        for _ in range(MAX_DIRECTORY_SECTORS):
            if sector >= END_OF_CHAIN:
                break
            start = (sector + 1) * self._sector_bytes
            entries.extend(
                _entry(self._data, offset) for offset in range(start, start + self._sector_bytes, ENTRY_BYTES)
            )
            sector = self._allocation[sector]
        return [entry for entry in entries if entry.name]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        return self._data[start : start + self._sector_bytes]


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


def _entry(data: bytes, offset: int) -> Entry:
    length, sector, size_bytes = (
        struct.unpack_from(layout, data, offset + place)[0] for layout, place in (("<H", 64), ("<I", 116), ("<I", 120))
    )
    raw = data[offset : offset + max(0, min(length, 64) - 2)]
    return Entry(raw.decode("utf-16-le", errors="replace"), sector, size_bytes)
