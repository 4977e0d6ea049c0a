"""The border at which the exceptions of Whoosh become ours."""

import errno
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from whoosh.filedb.filestore import StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.index import LockError
from whoosh.reading import CorruptIndexError, ReaderClosed, TermNotFound

from schemas.errors import IndexDamaged, StoreBusy, StoreError, StoreFull

# Whoosh unpacks, unpickles and looks up what it reads without a check, so damaged bytes show as any of these.
_FROM_DAMAGED_FILES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    CorruptIndexError,
    EOFError,
    FileFormatError,
    ImportError,
    LookupError,
    MemoryError,
    NameError,
    ReaderClosed,
    StorageError,
    TermNotFound,
    TypeError,
    ValueError,
    WhooshIndexError,
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DISK = (errno.EROFS, errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE)


@contextmanager
def reading() -> Iterator[None]:
    """Around every read: what Whoosh raises on damaged or missing files becomes IndexDamaged."""
    try:
        yield
    except _FROM_DAMAGED_FILES as error:
        raise IndexDamaged(f"全文索引已损坏，无法读取（{type(error).__name__}）。") from error
    except OSError as error:
        raise _disk_fault(error, "读取") from error


@contextmanager
def writing() -> Iterator[None]:
    """Around every write: a lock held elsewhere becomes StoreBusy, a full disk StoreFull, a closed one StoreError."""
    try:
        yield
    except LockError as error:
        raise StoreBusy("另一个任务正在写入全文索引。") from error
    except _FROM_DAMAGED_FILES as error:
        raise IndexDamaged(f"全文索引已损坏，无法写入（{type(error).__name__}）。") from error
    except OSError as error:
        raise _disk_fault(error, "写入") from error


def _disk_fault(error: OSError, doing: str) -> StoreError:
    if error.errno in _FULL:
        return StoreFull("磁盘空间不足，无法写入全文索引")
    if error.errno in _DISK:
        advice = "请检查磁盘剩余空间和文件夹权限后再试。"
        return StoreError(f"全文索引无法{doing}：{error.strerror}", advice)
    return IndexDamaged(f"全文索引已损坏，无法{doing}（{error.strerror or type(error).__name__}）。")
