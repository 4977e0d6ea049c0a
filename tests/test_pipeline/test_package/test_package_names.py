"""Names inside the package, and office files that do not change by themselves."""

import io
import zipfile
from datetime import date

import docx
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.package.build import parts_of
from pipeline.package.names import safe_name
from pipeline.package.steady import steady
from schemas.package import PackageItem

FORBIDDEN = set('<>:"/\\|?*%#')


@given(st.text(max_size=120), st.integers(20, 90), st.sampled_from(["", ".pdf", ".docx"]))
def test_any_text_becomes_a_name_that_windows_takes(text: str, longest: int, suffix: str) -> None:
    name = safe_name(text, longest, suffix)
    assert 0 < len(name) <= longest
    assert not FORBIDDEN & set(name)
    assert name.isprintable()
    assert name.endswith(suffix)
    assert name == name.strip()
    assert not name.removesuffix(suffix).endswith(".")
    assert name.split(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt1"}
    assert safe_name(name, longest) == name


def test_a_long_name_keeps_its_end() -> None:
    name = safe_name("关于印发" + "某" * 100 + "工作方案（2022年修订）", 40, ".pdf")
    assert name.endswith("（2022年修订）.pdf")
    assert "…" in name


def word() -> bytes:
    document = docx.Document()
    document.add_paragraph("正文")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sheet() -> bytes:
    book = Workbook()
    book.create_sheet("目录")["A1"] = "档号"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_office_files_are_the_same_whenever_they_are_written() -> None:
    day = date(2023, 3, 1)
    for made in (word, sheet):
        content = made()
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            later = io.BytesIO()
            with zipfile.ZipFile(later, "w") as new:
                for name in old.namelist():
                    part = old.read(name).replace(b"2013-12-23", b"2020-01-02")
                    new.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), part)
        assert content != later.getvalue()
        assert steady(content, day) == steady(later.getvalue(), day)
    assert docx.Document(io.BytesIO(steady(word(), day))).paragraphs[0].text == "正文"


def item(number: int, indicator: int, size_bytes: int) -> PackageItem:
    return PackageItem(
        path=f"{number}", archive_number="", sha256="", size_bytes=size_bytes, indicator=indicator, indicator_id="",
        sub=None, years=(), title="", doc_number="", issuer="", date=None, pages=1, source="",
    )  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3_000_000))), st.integers(1, 4), st.integers(0, 400_000))
def test_parts_hold_all_in_order_and_no_more_than_fits(
    sizes: list[tuple[int, int]], largest_mb: int, reserve: int
) -> None:
    items = [item(number, indicator, size) for number, (indicator, size) in enumerate(sizes)]
    parts = parts_of(items, largest_mb, reserve)
    assert [one for part in parts for one in part] == items
    for part in parts:
        papers = reserve * len({one.indicator for one in part})
        assert len(part) <= 1 or sum(one.size_bytes for one in part) + papers <= largest_mb * 1_000_000


def test_a_platform_forbids_more_characters() -> None:
    assert safe_name("（1）优良 天数", 40, ".pdf", "（） ") == "_1_优良_天数.pdf"
