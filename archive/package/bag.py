"""Writes a folder as a BagIt bag, verifies one without the archive."""

import hashlib
import logging
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

import bagit

from schemas.errors import PackageError

TAG_MANIFEST = "tagmanifest-sha256.txt"
_PAYLOAD = "data"
# the library logs what it raises as well
logging.getLogger("bagit").setLevel(logging.CRITICAL)


def make(folder: Path, info: Mapping[str, str]) -> str:
    """Turn a folder into a bag in place, its content below data/; return the SHA-256 of the tag manifest.

    `info` becomes bag-info.txt; with the same content and info the bag is the same byte for byte. Raises PackageError.
    """
    try:
        bagit.make_bag(str(folder), dict(info), checksums=["sha256"])
    except (bagit.BagError, OSError, RuntimeError) as error:
        raise PackageError(f"上报包无法写成：{error}", "请确认磁盘未满、文件夹可以写入。") from None
    return tag_manifest_sha256(folder)


def tag_manifest_sha256(folder: Path) -> str:
    """Return the SHA-256 of the tag manifest, which stands for the whole bag; "" where there is none."""
    try:
        return hashlib.sha256((folder / TAG_MANIFEST).read_bytes()).hexdigest()
    except OSError:
        return ""


def faults_of(folder: Path) -> list[str]:
    """Return what is wrong with a bag, in sentences: a file gone, changed or added; empty where it is whole.

    Every hash is computed. Raises PackageError where the folder is no bag at all.
    """
    bag = _opened(folder)
    faults = [*_of_files(folder, bag), *_added(folder, bag)]
    if faults:
        return faults
    try:
        bag.validate(processes=1)
    except (bagit.BagError, OSError) as error:
        return [f"不符合 BagIt 规范：{error}"]
    return []


def missing_or_added(folder: Path) -> list[str]:
    """Return which files of a bag are gone or too many, none of them read; raises PackageError where it is no bag."""
    bag = _opened(folder)
    named = sorted({**bag.payload_entries(), **bag.tagfile_entries()})
    gone = [f"缺少文件：{path}" for path in named if _is_inside(folder, path) and not (folder / path).is_file()]
    return [*gone, *_added(folder, bag)]


def _of_files(folder: Path, bag: bagit.Bag) -> Iterator[str]:
    """Yield a sentence for each file that is not what a manifest says; the library stops at the first odd sum."""
    for path, hashes in sorted({**bag.payload_entries(), **bag.tagfile_entries()}.items()):
        if not _is_inside(folder, path):
            yield f"清单写了包外的位置：{path}"
            continue
        try:
            with (folder / path).open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            yield f"缺少文件：{path}"
        except OSError as error:
            yield f"无法读取：{path}（{error.strerror}）"
        else:
            if found != hashes.get("sha256", "").lower():
                yield f"内容被改动：{path}"


def _added(folder: Path, bag: bagit.Bag) -> Iterator[str]:
    known = {unicodedata.normalize("NFC", path) for path in bag.payload_entries()}
    for path in sorted((folder / _PAYLOAD).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and unicodedata.normalize("NFC", name) not in known:
            yield f"多出文件：{name}"


def _is_inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())


def payload(folder: Path) -> dict[str, str]:
    """Return path below data/ -> SHA-256 as the manifest states it; raises PackageError where there is no bag."""
    entries = _opened(folder).payload_entries()
    return {path.removeprefix(f"{_PAYLOAD}/"): hashes.get("sha256", "") for path, hashes in sorted(entries.items())}


def info_of(folder: Path) -> dict[str, str]:
    """Return bag-info.txt; raises PackageError where there is no bag."""
    return {name: str(value) for name, value in _opened(folder).info.items()}


def _opened(folder: Path) -> bagit.Bag:
    if not folder.is_dir():
        raise PackageError(f"没有这个文件夹：{folder}", "请写出上报包所在的文件夹。")
    try:
        return bagit.Bag(str(folder))
    except (bagit.BagError, OSError, UnicodeError) as error:
        raise PackageError(
            f"{folder} 不是上报包（{error}）", "上报包由 zuozheng export 写出，其中有 bagit.txt。"
        ) from None
