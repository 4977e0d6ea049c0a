"""Archives: every file inside is received by itself, whatever the archive is like."""

import io
import stat
import struct
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.archive import Archive
from archive.verification import verify
from pipeline.intake import Incoming, incoming
from pipeline.parsers.containers import archive_members
from pipeline.run import Ingest, IngestReport
from pipeline.unpacking import unpacked
from schemas.dossier import Dossier
from schemas.errors import StoreError

DOSSIER = Dossier(county="青岚县", edition="2021", years=(2020, 2021, 2022))


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def raw_zip(files: list[tuple[bytes, bytes]], *, flags: int = 0, extra: bytes = b"") -> bytes:
    """An archive with names as bytes, not compressed, as other programs write it (APPNOTE.TXT 4.3)."""
    body, directory = b"", b""
    for name, content in files:
        common = struct.pack(
            "<HHHHHIIIHH", 20, flags, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(name), len(extra)
        )
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += name + extra
        body += b"PK\x03\x04" + common + name + extra + content
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def word(text: str) -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def received(path: Path, scratch: Path) -> dict[str, bytes]:
    scratch.mkdir(exist_ok=True)
    found = {}
    for arriving in incoming([path]):
        for file in unpacked(arriving, scratch):
            assert file.file not in found
            found[file.file] = file.source.read_bytes()
    assert list(scratch.iterdir()) == []
    return found


def names_in(content: bytes, tmp_path: Path) -> list[str]:
    (tmp_path / "材料.zip").write_bytes(content)
    return list(received(tmp_path / "材料.zip", tmp_path / "scratch"))


def test_files_are_named_after_their_archive(tmp_path: Path) -> None:
    folder = tmp_path / "县林业局"
    folder.mkdir()
    (folder / "材料.zip").write_bytes(zipped({"里面/文件.docx": b"a", "说明.txt": b"b"}))
    (folder / "别的.txt").write_bytes(b"c")
    assert received(tmp_path, tmp_path / "scratch") == {
        "县林业局/别的.txt": b"c",
        "县林业局/材料.zip/里面/文件.docx": b"a",
        "县林业局/材料.zip/说明.txt": b"b",
    }


def test_office_files_are_no_archives(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_bytes(word("正文"))
    (tmp_path / "版式.ofd").write_bytes(zipped({"OFD.xml": b"<x/>"}))
    assert list(received(tmp_path, tmp_path.parent / f"{tmp_path.name}-scratch")) == ["报告.docx", "版式.ofd"]


def test_the_place_is_the_same_at_every_ingest(tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(zipped({"a.txt": b"a"}))
    places = set()
    for number in range(2):
        scratch = tmp_path / str(number)
        scratch.mkdir()
        (arriving,) = incoming([path])
        places.update(file.place for file in unpacked(arriving, scratch))
    assert places == {f"{path.absolute()}/a.txt"}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_names_without_the_utf8_flag(encoding: str, tmp_path: Path) -> None:
    names = ["县水利局/联通.docx", "2022年报告（终稿）.pdf"]
    content = raw_zip([(name.encode(encoding), b"x") for name in names])
    assert names_in(content, tmp_path) == [f"材料.zip/{name}" for name in names]


@given(st.lists(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=4), min_size=1, max_size=5))
def test_gbk_names_of_some_length_are_known(names: list[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(raw_zip([(name.encode("gb18030"), b"") for name in names]))) as archive:
        assert archive_members.names_of(archive.infolist()) == names


def test_the_unicode_path_speaks_first(tmp_path: Path) -> None:
    shown, raw = "名单.txt", b"mingdan.txt"
    value = b"\x01" + struct.pack("<I", zlib.crc32(raw)) + shown.encode()
    extra = struct.pack("<HH", 0x7075, len(value)) + value
    assert names_in(raw_zip([(raw, b"x")], extra=extra), tmp_path) == [f"材料.zip/{shown}"]


def test_names_that_lead_out_are_read_under_plain_ones(tmp_path: Path) -> None:
    content = raw_zip(
        [(b"../../etc/a.txt", b"1"), (b"/b.txt", b"2"), (b"C:\\x\\c.txt", b"3"), (b"..", b"4"), (b"a/./d", b"5")]
    )
    assert names_in(content, tmp_path) == [
        "材料.zip/etc/a.txt", "材料.zip/b.txt", "材料.zip/x/c.txt", "材料.zip/无名文件", "材料.zip/a/d",
    ]  # fmt: skip
    assert not (tmp_path.parent / "etc").exists()


def test_clutter_and_folders_are_left_out_and_names_are_once(tmp_path: Path) -> None:
    content = raw_zip(
        [(b"a/", b""), (b"__MACOSX/._x", b"1"), (b"~$a.docx", b"2"), (b"a/x.txt", b"3"), (b"a/x.txt", b"4")]
    )
    assert names_in(content, tmp_path) == ["材料.zip/a/x.txt", "材料.zip/a/x（2）.txt"]


def test_archives_in_archives_are_opened_once_more(tmp_path: Path) -> None:
    third = zipped({"c.txt": b"c"})
    second = zipped({"b.txt": b"b", "三.zip": third})
    assert names_in(zipped({"a.txt": b"a", "二.zip": second}), tmp_path) == [
        "材料.zip/a.txt",
        "材料.zip/二.zip/b.txt",
        "材料.zip/二.zip/三.zip",
    ]


def encrypted(content: bytes, name: bytes) -> bytes:
    """Set the flag of encryption for one member."""
    data = bytearray(content)
    for signature, flags_at, name_at in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        place = -1
        while (place := data.find(signature, place + 1)) >= 0:
            if data[place + name_at :].startswith(name):
                data[place + flags_at] |= 1
    return bytes(data)


def link(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.txt", b"a")
    return buffer.getvalue()


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "store", create=True) as opened:
        yield opened


def take_in(archive: Archive, *paths: Path) -> IngestReport:
    def quiet(step: str, done: int, total: int, file: str) -> None:
        pass

    at = "2026-01-01T00:00:00+00:00"
    return Ingest(archive, DOSSIER, at, lambda: ThreadPoolExecutor(1), quiet).run(paths)


def test_an_archive_is_taken_in_once(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "材料.zip"
    path.write_bytes(zipped({"林草.docx": word("2022年全县林草覆盖率为85.09%。"), "空.docx": b""}))
    first = take_in(archive, path)
    assert first.new == ["材料.zip/林草.docx", "材料.zip/空.docx"]
    assert [(file, problem.code) for file, problem in first.failed] == [("材料.zip/空.docx", "empty")]
    second = take_in(archive, path)
    assert (second.new, second.known, second.resumed) == ([], first.new, 0)
    path.write_bytes(zipped({"林草.docx": word("2022年全县林草覆盖率为86%。")}))
    assert take_in(archive, path).replaced == ["材料.zip/林草.docx"]
    assert verify(archive, DOSSIER.id).faults == ()


def damaged(content: bytes) -> bytes:
    place = content.find(b"DAMAGE")
    return content[:place] + b"damage" + content[place + 6 :]


KEPT = {
    "encrypted": (encrypted(zipped({"a.txt": b"a", "b.docx": b"b"}), b"b.docx"), ["encrypted"], 1),
    "damaged": (damaged(zipped({"a.txt": b"a", "b.txt": b"DAMAGE"}, zipfile.ZIP_STORED)), ["broken"], 1),
    "a link": (link("b.txt"), ["unsupported"], 1),
    "all encrypted": (encrypted(encrypted(zipped({"a": b"a", "b": b"b"}), b"a"), b"b"), ["encrypted"], 0),
    "cut off": (zipped({"a.txt": b"a" * 1000})[:-30], ["broken"], 0),
    "only clutter": (zipped({".DS_Store": b"x"}), ["empty"], 0),
    "no files": (zipped({}), ["empty"], 0),
    "nested too deep": (
        zipped({"a.txt": b"a", "1.zip": zipped({"2.zip": zipped({"c": b"c"})})}),
        ["too-large"],
        1,
    ),
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_stays_inside_is_told_and_the_archive_kept(kind: str, archive: Archive, tmp_path: Path) -> None:
    content, codes, others = KEPT[kind]
    (tmp_path / "材料.zip").write_bytes(content)
    report = take_in(archive, tmp_path / "材料.zip")
    told = [problem for file, problem in report.failed if file.endswith(".zip")]
    assert [problem.code for problem in told] == codes
    assert all(problem.advice for problem in told)
    assert len(report.new) == others + 1
    again = take_in(archive, tmp_path / "材料.zip")
    assert (again.new, len(again.known), again.resumed) == ([], others + 1, 0)
    assert [problem.code for file, problem in again.failed if file.endswith(".zip")] == codes


def test_limits_hold_for_all_that_comes_out(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_members, "MAX_MEMBERS", 3)
    (tmp_path / "多.zip").write_bytes(zipped({f"{number}.txt": b"x" for number in range(4)}))
    assert [problem.code for _, problem in take_in(archive, tmp_path / "多.zip").failed] == ["too-large"]
    monkeypatch.setattr(archive_members, "MAX_MEMBER_BYTES", 100)
    (tmp_path / "大.zip").write_bytes(zipped({"a.txt": b"x" * 101, "b.docx": word("正文")[:90]}))
    report = take_in(archive, tmp_path / "大.zip")
    assert {problem.code for file, problem in report.failed if file == "大.zip"} == {"too-large"}
    monkeypatch.setattr(archive_members, "RATIO_COUNTS_FROM_BYTES", 10)
    monkeypatch.setattr(archive_members, "MAX_MEMBER_BYTES", 10**9)
    (tmp_path / "弹.zip").write_bytes(zipped({"a.txt": b"x" * 1_000_000}))
    assert [problem.code for _, problem in take_in(archive, tmp_path / "弹.zip").failed] == ["too-large"]


def test_no_room_for_unpacking_is_the_stores_fault(tmp_path: Path) -> None:
    (tmp_path / "材料.zip").write_bytes(zipped({"a.txt": b"a"}))
    with pytest.raises(StoreError, match="临时文件夹"):
        list(unpacked(Incoming(tmp_path / "材料.zip", "材料.zip"), tmp_path / "没有"))


WHOLE = zipped({"里/a.txt": b"abc" * 50, "b.zip": zipped({"c.txt": b"c"})})


@settings(deadline=None)  # it writes files
@given(place=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255), end=st.integers(1, 2 * len(WHOLE)))
def test_any_damage_gives_files_or_the_archive(
    place: int, byte: int, end: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("zip")
    (folder / "x.zip").write_bytes((WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :])[:end])
    assert received(folder / "x.zip", folder / "scratch")
