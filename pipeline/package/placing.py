"""Puts finished packages in their place, each in one step; takes away what killed runs began."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from archive.lasting import sync_folder, sync_tree
from archive.package import bag
from schemas.errors import PackageError


@contextmanager
def begun_beside(folder: Path, dossier: str) -> Iterator[Path]:
    """Give a place beside `folder` for packages that are being written, empty before and gone afterwards.

    Its name is the dossier's own, so that the next run finds what a killed one left. Raises PackageError where it
    cannot be written, for an OSError inside as well.
    """
    scratch = folder.absolute().with_name(f".zuozheng-{dossier}")
    try:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        yield scratch
    except OSError as error:
        raise PackageError(f"上报包无法写成：{error.strerror or error}", "请确认磁盘未满、文件夹可以写入。") from None
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        with suppress(OSError):
            sync_folder(scratch.parent)


def require_room(places: Collection[Path], known: Collection[str]) -> None:
    """Raise PackageError where a place is taken: by packages `known` (their absolute paths), by anything else.

    Bags that are not all known may be those of a run that was killed before it could note them: see `put`.
    """
    taken = [place for place in places if place.exists()]
    are_done = len(taken) == len(places) and all(str(place.absolute()) in known for place in places)
    for place in taken:
        if are_done or not bag.tag_manifest_sha256(place):
            raise PackageError(f"{place} 已存在", "请换一个位置，或先移走旧的上报包（旧包应保留备查）。")


def put(finished: Path, place: Path) -> None:
    """Give a finished package its name; where just the same one has it already, that one is left.

    Raises PackageError where the name is another's, OSError where the disk does not allow it.
    """
    if place.exists():
        if bag.tag_manifest_sha256(place) == bag.tag_manifest_sha256(finished) and not bag.faults_of(place):
            return
        raise PackageError(
            f"{place} 已存在，与现在要写出的不同", "它是旧的，或上次写出时中断、没有登记；请移走后再写出。"
        )
    sync_tree(finished)
    finished.rename(place)
    sync_folder(place.parent)
