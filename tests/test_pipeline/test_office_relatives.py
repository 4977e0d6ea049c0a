"""Relatives of Word and Excel files, the locked among them: each is read as its kin, or refused with one code."""

import struct
import subprocess
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline import parsers
from pipeline.parsers.conversion.passwords import is_locked_workbook
from pipeline.stages.detect import detect
from pipeline.understand import Task, understand
from schemas.parsed import ParsedDocument

ODF = "application/vnd.oasis.opendocument"
END, FREE = 0xFFFFFFFE, 0xFFFFFFFF


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A letter.docx and a table.xlsx."""
    made = tmp_path_factory.mktemp("kin")
    document = docx.Document()
    document.add_heading("青岚县林草覆盖率的说明", 1)
    document.add_paragraph("2022年全县林草覆盖率为85.09%。")
    document.save(str(made / "letter.docx"))
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in (("年份", "覆盖率"), (2021, 0.8542), (2022, 0.8509)):
        workbook.active.append(row)
    workbook.active["B2"].number_format = workbook.active["B3"].number_format = "0.00%"
    workbook.save(made / "table.xlsx")
    return made


@pytest.fixture(scope="module")
def open_documents(folder: Path, soffice: str) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for source, suffix in (("letter.docx", "odt"), ("table.xlsx", "ods")):
        command = [
            soffice,
            "--headless",
            profile,
            "--convert-to",
            suffix,
            "--outdir",
            str(folder),
            str(folder / source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def read(path: Path) -> ParsedDocument:
    return parsers.parse(path, detect(path))


def words(path: Path) -> list[str]:
    return [text for _, text in read(path).page_texts()]


def test_open_documents_read_as_their_kin(open_documents: Path) -> None:
    assert words(open_documents / "letter.odt") == words(open_documents / "letter.docx")
    assert words(open_documents / "table.ods") == words(open_documents / "table.xlsx")
    assert "85.09%" in words(open_documents / "table.ods")[0]


@pytest.mark.parametrize(
    ("source", "kind", "other"),
    [
        ("letter.docx", "officedocument.wordprocessingml.document.main", "ms-word.document.macroEnabled.main"),
        ("letter.docx", "wordprocessingml.document.main", "wordprocessingml.template.main"),
        ("letter.docx", "officedocument.wordprocessingml.document.main", "ms-word.template.macroEnabledTemplate.main"),
        ("table.xlsx", "officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main"),
        ("table.xlsx", "spreadsheetml.sheet.main", "spreadsheetml.template.main"),
    ],
)
def test_templates_and_files_with_macros(source: str, kind: str, other: str, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "kin"
    types = "[Content_Types].xml"
    with zipfile.ZipFile(folder / source) as package, zipfile.ZipFile(path, "w") as changed:
        for name in package.namelist():
            content = package.read(name)
            changed.writestr(name, content.replace(kind.encode(), other.encode()) if name == types else content)
    with zipfile.ZipFile(path) as changed:
        assert other.encode() in changed.read(types)
    assert words(path) == words(folder / source)


@pytest.mark.parametrize("kind", ["text", "spreadsheet"])
def test_a_locked_open_document_is_told_before_libreoffice_is_asked(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "locked"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", f"{ODF}.{kind}")
        package.writestr("content.xml", b"\x8a\x01noise")
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
            "</manifest:file-entry></manifest:manifest>",
        )
    result = understand(Task(sha256="x", path=path, edition_id="2021"))
    assert (result.status, [problem.code for problem in result.problems]) == ("encrypted", ["encrypted"])
    assert result.problems[0].advice


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def compound(stream: bytes) -> bytes:
    """A compound file of one stream named Workbook, padded so that it has sectors of its own."""
    stream = stream.ljust(4096, b"\0")
    sectors = len(stream) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    chain = [0xFFFFFFFD, END, *range(3, 2 + sectors), END]
    allocation = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, sector: int, size_bytes: int) -> bytes:
        raw = name.encode("utf-16-le")
        numbers = struct.pack("<HBBIII", len(raw) + 2, kind, 1, FREE, FREE, child)
        return raw.ljust(64, b"\0") + numbers + bytes(36) + struct.pack("<III", sector, size_bytes, 0)

    directory = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 2, len(stream)) + bytes(256)
    return header + allocation + directory + stream


BEGINNING = record(0x0809, bytes(16))
FILE_PASS, WRITE_PROTECT, INTERFACE = record(0x002F, bytes(6)), record(0x0086), record(0x00E1, b"\xb0\x04")


@pytest.mark.parametrize(
    ("records", "is_locked"),
    [
        (BEGINNING + FILE_PASS, True),
        (BEGINNING + WRITE_PROTECT + FILE_PASS, True),
        (BEGINNING + INTERFACE, False),
        (BEGINNING + WRITE_PROTECT + INTERFACE, False),
    ],
)
def test_a_locked_workbook_says_so_near_its_beginning(records: bytes, is_locked: bool, tmp_path: Path) -> None:
    path = tmp_path / "book.xls"
    path.write_bytes(compound(records))
    assert is_locked_workbook(path) is is_locked


def test_a_part_beyond_any_document_is_refused_unopened(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "large.docx"
    with (
        zipfile.ZipFile(folder / "letter.docx") as package,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in package.namelist():
            changed.writestr(name, package.read(name))
        changed.writestr("word/extra.xml", bytes(65 * 1024 * 1024))
    result = understand(Task(sha256="x", path=path, edition_id="2021"))
    assert [problem.code for problem in result.problems] == ["too-large"]
