"""What tantivy raises, as the errors of our own tree."""

from collections.abc import Iterator
from contextlib import contextmanager

from schemas.errors import IndexDamaged, StoreBusy, StoreError, StoreFull

_BUSY = ("lockbusy", "acquire lockfile", "lock is already")
_FULL = ("no space left", "quota", "file too large", "not enough space")
_DISK = ("read-only", "permission denied", "access is denied", "too many open files")


@contextmanager
def reading() -> Iterator[None]:
    """Around every read: what tantivy raises on damaged or missing files becomes IndexDamaged."""
    with _translated("读取"):
        yield


@contextmanager
def writing() -> Iterator[None]:
    """Around every write: a lock held elsewhere becomes StoreBusy, a full disk StoreFull, a closed one StoreError."""
    with _translated("写入"):
        yield


@contextmanager
def _translated(doing: str) -> Iterator[None]:
    try:
        yield
    except (ValueError, OSError, RuntimeError, LookupError, OverflowError, MemoryError) as error:
        raise _fault(error, doing) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # Rust's assertions stand above Exception
            raise
        raise _fault(error, doing) from error


def _fault(error: BaseException, doing: str) -> StoreError:
    said = str(error).lower()
    if any(words in said for words in _BUSY):
        return StoreBusy("另一个任务正在写入全文索引。")
    if any(words in said for words in _FULL):
        return StoreFull("磁盘空间不足，无法写入全文索引")
    if any(words in said for words in _DISK):
        return StoreError(f"全文索引无法{doing}：{error}", "请检查磁盘剩余空间和文件夹权限后再试。")
    return IndexDamaged(f"全文索引已损坏，无法{doing}（{type(error).__name__}）。")
