"""What went wrong with a store is found and named, at the depth that can see it."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from archive.archive import Archive
from archive.catalogue import Arrival
from archive.package import bag
from archive.verification import Depth, verify
from schemas.package import KeptPackage
from schemas.result import DocumentResult, StageRun

AT = "2026-05-06T08:00:00+08:00"
DEPTHS: tuple[Depth, ...] = ("counts", "names", "hashes")


@pytest.fixture
def stored(tmp_path: Path, make: Any) -> tuple[Path, list[str]]:
    """A store with two documents of two pages each, and a package; (folder, SHA-256 of the documents)."""
    shas = []
    with Archive.open(tmp_path / "store", create=True) as archive:
        for text in ("甲县监测报告", "乙县统计表格"):
            source = tmp_path / f"{text}.txt"
            source.write_text(text, encoding="utf-8")
            original = archive.originals.add(source)
            arrival = Arrival("d1", source.name, str(source), original.sha256, original.size_bytes, AT)
            archive.catalogue.receive(arrival)
            result = DocumentResult(
                sha256=original.sha256, status="ok", parsed=make.parsed(text, text[::-1]),
                stages=(StageRun(stage="parse", version=1),),
            )  # fmt: skip
            archive.catalogue.record(result, AT)
            shas.append(original.sha256)
        archive.index_pending()
        package = tmp_path / "上报包"
        package.mkdir()
        (package / "证明.txt").write_text("证明", encoding="utf-8")
        digest = bag.make(package, {"External-Identifier": "d1"})
        kept = KeptPackage(at=AT, place=str(package), tag_manifest_sha256=digest, files=1, size_bytes=6, is_draft=True)
        archive.catalogue.keep_package("d1", kept, shas)
    return tmp_path / "store", shas


def _faults(folder: Path) -> dict[Depth, tuple[str, ...]]:
    with Archive.open(folder) as archive:
        return {depth: verify(archive, "d1", depth).faults for depth in DEPTHS}


def _original(folder: Path, sha256: str) -> Path:
    path = folder / "originals" / sha256[:2] / sha256[2:4] / sha256
    path.chmod(0o600)
    return path


def test_a_whole_store_is_whole_at_every_depth(stored: tuple[Path, list[str]]) -> None:
    folder, _ = stored
    assert _faults(folder) == {"counts": (), "names": (), "hashes": ()}
    with Archive.open(folder) as archive:
        seen = verify(archive, "d1")
    assert (seen.originals, seen.documents, seen.pages, seen.packages, seen.notices) == (2, 2, 4, 1, ())


def test_a_flipped_bit_is_seen_by_its_hash(stored: tuple[Path, list[str]]) -> None:
    folder, (first, _) = stored
    path = _original(folder, first)
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.write_bytes(bytes(content))
    assert _faults(folder) == {"counts": (), "names": (), "hashes": (f"原件内容已改变：{first}",)}


def test_a_cut_original_is_seen_by_its_size(stored: tuple[Path, list[str]]) -> None:
    folder, (first, _) = stored
    _original(folder, first).write_bytes(b"")
    assert _faults(folder)["names"] == (f"原件内容已改变：{first}",)


def test_a_deleted_original_is_missed_at_every_depth(stored: tuple[Path, list[str]]) -> None:
    folder, (_, second) = stored
    _original(folder, second).unlink()
    faults = _faults(folder)
    assert faults["counts"] == ("原件库有 1 份，目录有 2 份",)
    assert faults["names"] == faults["hashes"] == (f"原件缺失：{second}",)


def test_an_index_of_an_earlier_day_is_named(stored: tuple[Path, list[str]], tmp_path: Path, make: Any) -> None:
    folder, (first, _) = stored
    shutil.copytree(folder / "index", tmp_path / "index")
    longer = make.parsed("一", "二", "三")
    with Archive.open(folder) as archive:
        archive.catalogue.record(DocumentResult(sha256=first, status="ok", parsed=longer), AT)
        archive.index_pending()
    assert _faults(folder) == {"counts": (), "names": (), "hashes": ()}
    shutil.rmtree(folder / "index")
    shutil.copytree(tmp_path / "index", folder / "index")
    faults = _faults(folder)
    assert faults["counts"] == ("目录有 5 页，全文索引有 4 页",)
    assert faults["names"] == (f"全文索引与档案目录不一致：{first}（目录 3 页，索引 2 页）",)
    assert set(faults["names"]) <= set(faults["hashes"])


def test_an_index_that_is_gone_is_made_anew_by_reindex(stored: tuple[Path, list[str]]) -> None:
    folder, _ = stored
    shutil.rmtree(folder / "index")
    assert [fault.startswith("全文索引不存在") for fault in _faults(folder)["counts"]] == [True]
    with Archive.open(folder) as archive, archive.writing():
        archive.reindex()
    assert _faults(folder)["hashes"] == ()


def test_a_swapped_package_is_seen_at_every_depth(stored: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, _ = stored
    shutil.rmtree(tmp_path / "上报包")
    (tmp_path / "上报包").mkdir()
    (tmp_path / "上报包" / "别的.txt").write_text("别的", encoding="utf-8")
    bag.make(tmp_path / "上报包", {"External-Identifier": "d1"})
    for faults in _faults(folder).values():
        assert ["被另一个包替换" in fault for fault in faults] == [True]


def test_a_changed_and_a_missing_file_of_a_package(stored: tuple[Path, list[str]], tmp_path: Path) -> None:
    folder, _ = stored
    file = tmp_path / "上报包" / "data" / "证明.txt"
    file.write_text("伪证", encoding="utf-8")
    faults = _faults(folder)
    assert (faults["counts"], faults["names"]) == ((), ())
    assert ["内容被改动" in fault for fault in faults["hashes"]] == [True]
    file.unlink()
    assert ["缺少文件" in fault for fault in _faults(folder)["names"]] == [True]
