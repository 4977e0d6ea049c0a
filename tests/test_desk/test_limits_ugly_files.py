"""A folder of ugly files goes in through the command line: one outcome each, the good ones read, all in time."""

import io
import os
import struct
import sys
import zipfile
import zlib

import docx
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

TIME_LIMIT_S = 8
READ = "read"  # stands for: read without any problem
CONTROL_NAME = "报\n告\t\x1b[31m红\u202e.docx"
LONG_NAME = "长" * 83 + "x.docx"  # 255 bytes in UTF-8, the most a file system takes

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names, links or modes")


def word(text="2021年，青岚县林草覆盖率为85.42%。"):
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def repacked(**parts):
    """A Word file with other parts in it: `word_document` stands for word/document.xml."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in package.namelist():
            key = name.removesuffix(".xml").replace("/", "_")
            changed.writestr(name, parts[key](package.read(name)) if key in parts else package.read(name))
    return target.getvalue()


def zip_bomb(document):
    return document.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 5_000_000, 1)


def entity_bomb(document):
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    declaration = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{levels}]>'.encode()
    start = document.index(b"<w:document")
    return document[:start] + declaration + document[start:].replace(b"<w:t>", b"<w:t>&e9;", 1)


def printed(encryption=None):
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=encryption)
    canvas.drawString(72, 700, "Forest cover 85.42 % in 2021, of which 61.3 % is natural")
    canvas.save()
    return stream.getvalue()


def pdf(objects):
    """A PDF of numbered objects, the first being the catalogue."""
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + table + trailer


def many_pages(count, lines_a_page):
    """All pages print the same stream, so the file is small."""
    printing = b"".join(
        b"BT /F 6 Tf 20 %d Td (%s) Tj ET\n" % (800 - 6 * n, b"85.42 " * 30) for n in range(lines_a_page)
    )
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(count))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> >> >>"
    )
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(printing), printing),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *([page] * count),
    ])  # fmt: skip


def endless_widths():
    """A font that states a width for each of 100,000,000 characters: readers that list them never end."""
    printing = b"BT /F 12 Tf 72 700 Td <00410042> Tj ET"
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /W [0 100000000 500] "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >>>>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(printing), printing),
        font,
        descendant,
    ])  # fmt: skip


def picture(width, height):
    """A PNG of one bit a pixel, all black: 200 megapixels are 25 kB."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = zlib.compress(bytes((width // 8 + 1) * height), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


# name -> (content, the codes of which one must come of it)
FILES = {
    "好.docx": (word(), {READ}),
    "好.pdf": (printed(), {READ}),
    "其实是Word.pdf": (word("其实是 Word 文件"), {READ}),
    "其实是PDF.docx": (printed() + b"\n", {READ}),
    "前有杂质.pdf": (b"junk\r\n" * 20 + printed(), {READ}),
    "只限编辑.pdf": (printed(StandardEncryption("", ownerPassword="x")), {READ}),
    "加密.pdf": (printed(StandardEncryption("secret")), {"encrypted"}),
    "空.docx": (b"", {"empty"}),
    "半截.docx": (word()[:9000], {"broken"}),
    "半截.pdf": (printed()[:200], {"broken"}),
    "不知何物.docx": (bytes(range(256)) * 20, {"unsupported"}),
    "炸弹.docx": (repacked(word_document=zip_bomb), {"too-large"}),
    "实体炸弹.docx": (repacked(word_document=entity_bomb), {"broken"}),
    "一万页.pdf": (many_pages(10_000, 1), {"too-large"}),
    "太慢.pdf": (many_pages(4_900, 120), {"time-limit"}),
    "无尽宽度.pdf": (endless_widths(), {READ, "no-text", "time-limit", "too-large"}),
    "两亿像素.png": (picture(20_000, 10_000), {"unsupported", "too-large", "no-text"}),
}


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory, run):
    """The folder of the dossier, the folder of the files, what the first ingest said."""
    folder = tmp_path_factory.mktemp("丑") / "复核"
    evidence = folder.parent / "材料"
    evidence.mkdir()
    for name, (content, _) in FILES.items():
        (evidence / name).write_bytes(content)
    if sys.platform != "win32":
        (evidence / CONTROL_NAME).write_bytes(word("名字里有控制字符"))
        (evidence / LONG_NAME).write_bytes(word("名字很长"))
        (evidence / "已消失.docx").symlink_to(evidence / "没有这个文件.docx")
        (evidence / "只读.docx").write_bytes(word("只读文件"))
        (evidence / "只读.docx").chmod(0o444)
    run("init", folder, "--county", "青岚县", "--years", "2020-2022")
    return folder, evidence, run("-C", folder, "ingest", evidence, "--workers", 2, "--time-limit", TIME_LIMIT_S)


@pytest.fixture(scope="module")
def documents(taken_in, run):
    return {row["file"]: row for row in run("-C", taken_in[0], "documents", "--json").rows()}


def test_the_run_ends_well_although_some_failed(taken_in):
    outcome = taken_in[2]
    assert outcome.code == 3, outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_one_outcome_with_advice(documents, name):
    document = documents[name]
    codes = {error["code"] for error in document["errors"]} or {READ}
    assert len(codes) == 1
    assert codes <= FILES[name][1]
    assert (document["status"] == "ok") == (codes == {READ})
    for error in document["errors"]:
        assert any("一" <= character <= "鿿" for character in error["message"])
        assert any("一" <= character <= "鿿" for character in error["advice"])


def test_every_failure_stands_in_the_closing_table(taken_in, documents):
    unfolded = "".join(line.split("│")[-2].strip() for line in taken_in[2].out.splitlines() if line.count("│") > 2)
    for document in documents.values():
        for error in document["errors"]:
            assert f"（{error['code']}）" in unfolded
            assert error["message"].removesuffix("。").replace(" ", "") in unfolded.replace(" ", "")


@posix_only
def test_names_are_kept_in_json_but_harmless_on_the_screen(taken_in, documents, run):
    assert documents[CONTROL_NAME]["status"] == documents[LONG_NAME]["status"] == "ok"
    table = run("-C", taken_in[0], "documents").out
    found = run("-C", taken_in[0], "search", "控制字符").out
    for shown in (table, found):
        assert not {"\x1b", "\t", "\u202e"} & {*shown}
    assert r"报\n告\t\x1b[31m红\u202e.docx" in found


@posix_only
def test_files_that_are_gone_are_told_and_leave_nothing_behind(taken_in, documents):
    assert "（vanished）" in taken_in[2].out.replace("\n", "")
    assert "已消失.docx" not in documents


@posix_only
def test_a_read_only_file_is_read_and_left_alone(taken_in, documents):
    assert documents["只读.docx"]["status"] == "ok"
    assert (taken_in[1] / "只读.docx").stat().st_mode & 0o777 == 0o444


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_told(taken_in, run, tmp_path):
    (tmp_path / "无权.docx").write_bytes(word())
    (tmp_path / "无权.docx").chmod(0)
    outcome = run("-C", taken_in[0], "ingest", tmp_path)
    assert outcome.code == 3
    assert "（vanished）" in outcome.out


def test_the_store_is_whole(taken_in, run):
    assert run("-C", taken_in[0], "verify").code == 0


def test_a_file_that_broke_its_limit_waits_for_a_person(taken_in, documents, run):
    folder, evidence, _ = taken_in
    later = run("-C", folder, "ingest", evidence / "太慢.pdf")
    assert later.code == 3
    assert f"{TIME_LIMIT_S} 秒" in later.out  # what the first run found still stands; nothing was read again
    again = run("-C", folder, "ingest", evidence / "太慢.pdf", "--again", "--time-limit", 1)
    assert again.code == 3
    assert "1 秒" in again.out
    assert "补充处理" in again.out
