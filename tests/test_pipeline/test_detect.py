"""What a file is, told by its content: every kind has one answer or one error."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.detect import NAMES, detect, sniff
from schemas.errors import (
    BrokenFile,
    DocumentError,
    EmptyFile,
    EncryptedFile,
    FileVanished,
    TooLarge,
    UnsupportedFormat,
)

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/></Types>'
)


def zipped(**parts: str | bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def office(part: str, kind: str, **more: str | bytes) -> bytes:
    return zipped(**{"[Content_Types].xml": CONTENT_TYPES.format(part=part, kind=kind), part: "<x/>"}, **more)


def compound(*names: str) -> bytes:
    """A compound file with one directory sector: [MS-CFB] header, allocation table, directory."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<I", header, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b""
    for name in ("Root Entry", *names):
        raw = (name + "\0").encode("utf-16-le")
        directory += raw.ljust(64, b"\0") + struct.pack("<H", len(raw)) + bytes(62)
    return bytes(header) + table + directory.ljust(512, b"\0")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "随便什么名字.docx"


KNOWN = {
    "pdf": (b"%PDF-1.7\n", "application/pdf"),
    "pdf behind junk": (b"\r\n" * 500 + b"%PDF-1.4\n", "application/pdf"),
    "docx": (office("word/document.xml", "wordprocessingml.document.main"), DOCX),
    "xlsx": (
        office("xl/workbook.xml", "spreadsheetml.sheet.main"),
        DOCX.replace("wordprocessingml.document", "spreadsheetml.sheet"),
    ),
    "pptx": (
        office("ppt/p.xml", "presentationml.presentation.main"),
        DOCX.replace("wordprocessingml.document", "presentationml.presentation"),
    ),
    "ofd": (zipped(**{"OFD.xml": "<ofd/>"}), "application/ofd"),
    "odt": (
        zipped(mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    "zip": (zipped(a="b"), "application/zip"),
    "zip with a mimetype of its own": (zipped(mimetype="application/epub+zip"), "application/zip"),
    "doc": (compound("WordDocument", "1Table"), "application/msword"),
    "xls": (compound("Workbook"), "application/vnd.ms-excel"),
    "old xls": (compound("Book"), "application/vnd.ms-excel"),
    "ppt": (compound("PowerPoint Document"), "application/vnd.ms-powerpoint"),
    "other compound": (compound("Something"), "application/x-ole-storage"),
    "rtf": (rb"{\rtf1\ansi}", "application/rtf"),
    "html": ("\ufeff <!DOCTYPE html><html>".encode(), "text/html"),
    "mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related", "multipart/related"),
    "xml": (b"<?xml version='1.0'?><w/>", "application/xml"),
    "text": ("青岚县2022年".encode("gb18030"), "text/plain"),
    "long text": (("指标" * 3000).encode(), "text/plain"),
    "utf-16 text": ("指标".encode("utf-16"), "text/plain"),
    "jpeg": (b"\xff\xd8\xff\xe0rest", "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\nrest", "image/png"),
    "gif": (b"GIF89a", "image/gif"),
    "bmp": (b"BM\x10\x00\x00\x00\x00\x00\x00\x00", "image/bmp"),
    "text that begins like a bmp": (b"BMI is a number, not a picture", "text/plain"),
    "tiff": (b"II*\x00", "image/tiff"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBP", "image/webp"),
    "rar": (b"Rar!\x1a\x07\x01", "application/vnd.rar"),
    "7z": (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    "gzip": (b"\x1f\x8b\x08", "application/gzip"),
    "bytes": (b"\x01\x02\x03\x04", "application/octet-stream"),
}


@pytest.mark.parametrize("kind", KNOWN)
def test_content_tells_the_type_whatever_the_suffix(kind: str, file: Path) -> None:
    content, media_type = KNOWN[kind]
    file.write_bytes(content)
    assert sniff(file) == media_type
    assert media_type in NAMES


@pytest.mark.parametrize("kind", ["ppt", "rar", "html", "text", "bytes"])
def test_what_cannot_be_read_is_named_in_chinese_with_advice(kind: str, file: Path) -> None:
    content, media_type = KNOWN[kind]
    file.write_bytes(content)
    with pytest.raises(UnsupportedFormat) as caught:
        detect(file)
    assert NAMES[media_type][0] in caught.value.message
    assert caught.value.advice


def test_what_can_be_read_is_supported(file: Path) -> None:
    for kind in ("pdf", "docx", "xlsx", "doc", "xls", "rtf", "zip"):
        file.write_bytes(KNOWN[kind][0])
        assert detect(file) == KNOWN[kind][1]


BAD = {
    "no bytes": (b"", EmptyFile),
    "only blanks": (b" \r\n\t ", EmptyFile),
    "empty zip": (zipped(), EmptyFile),
    "zeros": (bytes(5000), BrokenFile),
    "truncated docx": (KNOWN["docx"][0][:-30], BrokenFile),
    "truncated doc": (KNOWN["doc"][0][:700], BrokenFile),
    "word without its body": (
        zipped(**{"[Content_Types].xml": CONTENT_TYPES.format(part="a", kind="wordprocessingml.document.main")}),
        BrokenFile,
    ),
    "bad directory of parts": (zipped(**{"[Content_Types].xml": "<Types"}), BrokenFile),
    "encrypted office file": (compound("EncryptionInfo", "EncryptedPackage"), EncryptedFile),
    "bomb by ratio": (
        office("word/document.xml", "wordprocessingml.document.main", **{"word/a.xml": b"a" * 3_000_000}),
        TooLarge,
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_files_have_one_error_each(kind: str, file: Path) -> None:
    content, error = BAD[kind]
    file.write_bytes(content)
    with pytest.raises(error):
        detect(file)


def test_encrypted_zip_entry(file: Path) -> None:
    content = bytearray(KNOWN["docx"][0])
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(signature, place + 1)) >= 0:
            content[place + offset] |= 1
    file.write_bytes(content)
    with pytest.raises(EncryptedFile):
        detect(file)


def test_absent_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.pdf", tmp_path):
        with pytest.raises(FileVanished):
            detect(path)


@settings(deadline=None)  # it writes files
@given(
    content=st.one_of(
        st.binary(max_size=600),
        st.builds(
            lambda kind, place, byte, cut: (KNOWN[kind][0][:place] + bytes([byte]) + KNOWN[kind][0][place + 1 :])[:cut],
            st.sampled_from(["docx", "doc", "ofd", "xls"]),
            st.integers(0, 1600),
            st.integers(0, 255),
            st.integers(1, 3000),
        ),
    )
)
def test_any_bytes_have_a_type_or_an_error_of_ours(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "detect_any"
    path.write_bytes(content)
    try:
        assert sniff(path) in NAMES
    except DocumentError as error:
        assert error.message
