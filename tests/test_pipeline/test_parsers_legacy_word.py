"""Old office files, through LibreOffice: the same text and cells as in the new formats."""

import os
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline import parsers
from pipeline.parsers.conversion.office import find_office
from pipeline.parsers.conversion.profile import own_profile
from pipeline.stages.detect import detect
from pipeline.understand import Task, understand
from schemas.errors import BrokenFile, EncryptedFile, NeedsLibreOffice
from schemas.parsed import ParsedDocument, TableBlock, TextBlock

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def convert(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Have LibreOffice save a file in an old format."""
    folder = tmp_path_factory.mktemp("old")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def converter(source: Path, suffix: str) -> Path:
        command = [soffice, "--headless", profile, "--convert-to", suffix, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return folder / f"{source.stem}.{suffix}"

    return converter


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    document = docx.Document()
    document.add_paragraph("青岚县生态环境局关于林草覆盖率的说明")
    table = document.add_table(rows=2, cols=3)
    for index, text in enumerate(("年份", "覆盖率", "备注", "2022年", "85.09%", "")):
        table.cell(index // 3, index % 3).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("特此说明。")  # a table may not be the last thing in a Word file
    path = tmp_path_factory.mktemp("new") / "说明 '引号' & 空格.docx"
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def old_letter(convert: Convert, letter: Path) -> Path:
    return convert(letter, "doc")


def content(document: ParsedDocument) -> list[object]:
    return [
        block.text
        if isinstance(block, TextBlock)
        else [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in block.cells]
        for block in document.blocks
    ]


def read(path: Path) -> ParsedDocument:
    return parsers.parse(path, detect(path))


def test_doc_reads_as_its_docx_does(old_letter: Path, letter: Path) -> None:
    document = read(old_letter)
    assert document.media_type == "application/msword"
    assert content(document) == content(read(letter))
    assert document.problems == ()


def test_rtf(convert: Convert, letter: Path) -> None:
    document = read(convert(letter, "rtf"))
    assert document.media_type == "application/rtf"
    assert content(document) == content(read(letter))


def test_the_real_doc_equals_the_real_docx(soffice: str, seeds: Path) -> None:
    old, new = read(seeds / "luzhai_2023_work_plan.doc"), read(seeds / "luzhai_2023_work_plan.docx")
    assert content(old) == content(new)
    assert sum(isinstance(block, TableBlock) for block in old.blocks) == 2


def test_xls_displays_what_xlsx_displays(convert: Convert, tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("年份", "优良天数比例", "日期"), ("2022年", 0.9534, 44926), ("合计", "=SUM(B2:B2)", None)):
        sheet.append(row)
    for place, code in (("B2", "0.0%"), ("B3", "0.00"), ("C2", 'yyyy"年"m"月"d"日"')):
        sheet[place].number_format = code
    workbook.save(tmp_path / "统计.xlsx")
    expected = ["年份", "优良天数比例", "日期", "2022年", "95.3%", "2022年12月31日", "合计", "0.95"]
    document = read(convert(tmp_path / "统计.xlsx", "xls"))
    assert document.media_type == "application/vnd.ms-excel"
    (table,) = (block for block in document.blocks if isinstance(block, TableBlock))
    assert [cell.text for cell in table.cells] == expected
    assert document.problems == ()


def test_a_password_is_told_before_libreoffice_is_asked(old_letter: Path, tmp_path: Path) -> None:
    data = bytearray(old_letter.read_bytes())
    header = data.find(b"\xec\xa5")  # wIdent of the FibBase
    flags = struct.unpack_from("<H", data, header + 10)[0]
    struct.pack_into("<H", data, header + 10, flags | 0x0100)
    (tmp_path / "locked.doc").write_bytes(data)
    with pytest.raises(EncryptedFile):
        read(tmp_path / "locked.doc")


def test_what_libreoffice_cannot_open_is_broken(soffice: str, tmp_path: Path) -> None:
    path = tmp_path / "x.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<broken")
    with pytest.raises(BrokenFile):
        read(path)


def test_without_libreoffice_the_file_is_due_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("pipeline.parsers.conversion.office._USUAL_PLACES", (f"{tmp_path}/none*/soffice",))
    assert find_office() is None
    path = tmp_path / "x.rtf"
    path.write_bytes(rb"{\rtf1\ansi text}")
    with pytest.raises(NeedsLibreOffice, match="LibreOffice"):
        read(path)
    result = understand(Task(sha256="x", path=path, edition_id="2021"))
    assert (result.status, result.problems[0].code, result.stages) == ("unsupported", "needs-libreoffice", ())
    assert "LibreOffice" in result.problems[0].advice


def test_an_office_found_where_installers_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "libreoffice24.2" / "program" / "soffice"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(
        "pipeline.parsers.conversion.office._USUAL_PLACES", (f"{tmp_path}/libreoffice*/program/soffice",)
    )
    assert find_office() == program


PRINT_PROFILE = "from pipeline.parsers.conversion.profile import own_profile; print(own_profile()); input()"


def test_two_processes_never_share_a_profile(repository: Path) -> None:
    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", PRINT_PROFILE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=repository,
        )

    with start() as one, start() as two:
        assert one.stdout and two.stdout
        profiles = {one.stdout.readline().strip(), two.stdout.readline().strip(), str(own_profile())}
        one.communicate("\n")
        two.communicate("\n")
    assert len(profiles) == 3
    assert all(os.access(profile, os.W_OK) for profile in profiles)
