"""The package as a bag: whole or not, the same or not."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.package.bag import faults_of, info_of, make, payload
from archive.package.difference import difference
from archive.package.proof import package_faults
from schemas.errors import PackageError
from schemas.package import KeptPackage

INFO = {"Source-Organization": "青岚县", "Bagging-Date": "2023-03-01", "Bag-Software-Agent": "zuozheng"}
NAMES = ("01 规划/2021/001 规划.pdf", "01 规划/2022/002 总结.docx", "07 空气/（1）优良天数/2021/001 公报.pdf")


def bagged(folder: Path, contents: dict[str, bytes]) -> str:
    for name, content in contents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return make(folder, INFO)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "包"
    bagged(folder, {name: name.encode() for name in NAMES})
    return folder


def test_a_bag_is_whole_and_says_what_it_is(package: Path) -> None:
    assert faults_of(package) == []
    assert set(payload(package)) == set(NAMES)
    assert info_of(package)["Source-Organization"] == "青岚县"


def test_the_same_content_makes_the_same_bag(package: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一个"
    assert bagged(other, {name: name.encode() for name in NAMES}) == bagged(
        tmp_path / "第三个", {name: name.encode() for name in reversed(NAMES)}
    )
    assert difference(package, other).is_none


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(place=st.sampled_from(NAMES), at=st.integers(0, 8), bit=st.integers(0, 7))
def test_any_flipped_bit_is_found_and_its_file_named(package: Path, place: str, at: int, bit: int) -> None:
    file = package / "data" / place
    before = file.read_bytes()
    changed = bytearray(before)
    changed[at] ^= 1 << bit
    file.write_bytes(bytes(changed))
    try:
        assert any(place in fault and "改动" in fault for fault in faults_of(package))
    finally:
        file.write_bytes(before)
    assert faults_of(package) == []


def test_a_file_gone_or_added_is_named(package: Path) -> None:
    (package / "data" / NAMES[0]).unlink()
    (package / "data" / "多余.pdf").write_bytes(b"x")
    faults = " ".join(faults_of(package))
    assert NAMES[0] in faults
    assert "多余.pdf" in faults


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "没有"):
        with pytest.raises(PackageError):
            faults_of(place)


def test_what_changed_from_one_package_to_the_next(package: Path, tmp_path: Path) -> None:
    after = tmp_path / "新包"
    bagged(
        after,
        {
            NAMES[0]: b"other content",
            "02 部署/2022/001 总结.docx": NAMES[1].encode(),
            NAMES[2]: NAMES[2].encode(),
            "03 新.pdf": b"new",
        },
    )
    found = difference(package, after)
    assert found.changed == (NAMES[0],)
    assert found.moved == ((NAMES[1], "02 部署/2022/001 总结.docx"),)
    assert (found.added, found.removed, found.unchanged) == (("03 新.pdf",), (), 1)


def test_a_swapped_package_is_found_though_it_is_whole_itself(package: Path, tmp_path: Path) -> None:
    def kept(place: Path, value: str) -> KeptPackage:
        return KeptPackage(
            at="2023-03-01T00:00:00+00:00",
            place=str(place),
            tag_manifest_sha256=value,
            files=3,
            size_bytes=9,
            is_draft=False,
        )

    true = bagged(tmp_path / "真", {NAMES[0]: b"true"})
    other = bagged(tmp_path / "假", {NAMES[0]: b"other"})
    assert list(package_faults([kept(tmp_path / "真", true)])) == []
    shutil.rmtree(tmp_path / "真")
    assert [is_fault for is_fault, _ in package_faults([kept(tmp_path / "真", true)])] == [False]
    (tmp_path / "假").rename(tmp_path / "真")
    assert true != other
    assert [is_fault for is_fault, _ in package_faults([kept(tmp_path / "真", true)])] == [True]
