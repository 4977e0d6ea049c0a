"""The sample documents hold what their manifest says, and the manifest follows from their content."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pytest
from docx.opc.exceptions import PackageNotFoundError
from ruamel.yaml import YAML

from sample_docs import EVIDENCE_FOLDER, MANIFEST_FILE, PLAN_FILE, SAMPLE_FOLDER, YEARS
from sample_docs.build.blocks import Box, Grid, Text, parse_body
from sample_docs.build.content import SampleDocument, read_documents, read_expectations
from sample_docs.build.manifest import write_manifest
from sample_docs.build.reportlab_pdf import write_reportlab
from sample_docs.build.word import write_word
from schemas.editions import load_edition

MAX_FILE_BYTES = 150_000
MAX_TOTAL_BYTES = 3_000_000
CONTENT = list(read_documents())
READABLE = [document for document in CONTENT if document.status == "ok" and document.writer not in ("copy", "scan")]

# value = formula(components), as the domain states them; subs as (id, sub)
FORMULAS: dict[tuple[str, int | None], tuple[str, Callable[..., Decimal], tuple[str, ...]]] = {
    ("assess_ratio", None): (
        "生态文明建设工作占党政实绩考核的比例",
        lambda part, whole: part / whole * 100,
        ("生态文明相关考核得分", "绩效考评总分"),
    ),
    ("air", 1): ("优良天数比例", lambda part, whole: part / whole * 100, ("优良天数", "有效监测天数")),
    ("forest_grass", None): (
        "林草覆盖率",
        lambda forest, grass, land: (forest + grass) / land * 100,
        ("森林面积", "草地面积", "土地总面积"),
    ),
    ("biodiversity", 1): (
        "国家重点保护野生动植物保护率",
        lambda part, whole: part / whole * 100,
        ("受保护物种数", "应保护物种数"),
    ),
    ("hazwaste", None): (
        "危险废物利用处置率",
        lambda used, disposed, made, used_old, disposed_old: (used + disposed) / (made + used_old + disposed_old) * 100,
        ("危险废物利用量", "危险废物处置量", "危险废物产生量", "危险废物利用往年贮存量", "危险废物处置往年贮存量"),
    ),
    ("energy_gdp", None): (
        "单位地区生产总值能耗",
        lambda energy, product: energy * 10000 / product,
        ("能源消费总量", "地区生产总值"),
    ),
    ("water_gdp", None): (
        "单位地区生产总值用水量",
        lambda water, product: water * 10000 / product,
        ("用水总量", "地区生产总值"),
    ),
    ("land_gdp", None): (
        "单位国内生产总值建设用地使用面积",
        lambda land, product: land / product,
        ("建设用地使用面积", "地区生产总值"),
    ),
    ("agri_waste", 1): (
        "秸秆综合利用率",
        lambda part, whole: part / whole * 100,
        ("秸秆综合利用量", "秸秆产生总量"),
    ),
    ("agri_waste", 2): (
        "畜禽粪污综合利用率",
        lambda part, whole: part / whole * 100,
        ("畜禽粪污综合利用量", "畜禽粪污产生总量"),
    ),
    ("agri_waste", 3): (
        "农膜回收利用率",
        lambda part, whole: part / whole * 100,
        ("农膜回收利用量", "农膜使用量"),
    ),
    ("solid_waste", None): (
        "一般工业固体废物综合利用率",
        lambda used, made, used_old: used / (made + used_old) * 100,
        ("一般工业固体废物综合利用量", "一般工业固体废物产生量", "综合利用往年贮存量"),
    ),
    ("drink_source", None): (
        "集中式饮用水水源地水质优良比例",
        lambda part, whole: part / whole * 100,
        ("达到或优于Ⅲ类水源地数", "水源地总数"),
    ),
    ("village_water", None): (
        "村镇饮用水卫生合格率",
        lambda part, whole: part / whole * 100,
        ("取得合格饮用水的农村人口数", "农村常住人口数"),
    ),
    ("sewage_town", None): (
        "城镇污水处理率",
        lambda plant, other, whole: (plant + other) / whole * 100,
        ("污水处理厂达标排放量", "其他污水处理设施达标排放量", "城镇污水排放总量"),
    ),
    ("garbage_town", None): (
        "城镇生活垃圾无害化处理率",
        lambda part, whole: part / whole * 100,
        ("生活垃圾无害化处理量", "生活垃圾清运量"),
    ),
    ("green_building", None): (
        "城镇新建绿色建筑比例",
        lambda part, whole: part / whole * 100,
        ("新建绿色建筑面积", "新建建筑总面积"),
    ),
    ("green_proc", None): (
        "政府绿色采购比例",
        lambda part, whole: part / whole * 100,
        ("政府绿色采购规模", "同类产品政府采购规模"),
    ),
    ("training", None): (
        "党政领导干部参加生态文明培训的人数比例",
        lambda part, whole: part / whole * 100,
        ("参加生态文明培训人数", "党政领导干部总人数"),
    ),
}


def squeezed(text: str) -> str:
    """Drop blanks and unify look-alike characters, which PDF producers choose freely."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def word_text(path: Path) -> str:
    """All text runs of all parts of a Word file, paragraph after paragraph."""
    texts = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                xml = package.read(name).decode("utf-8")
                texts += re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)
    return "".join(texts).replace("&lt;", "<").replace("&amp;", "&")


def pdf_text(path: Path) -> str:
    pages = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in pages)
    finally:
        pages.close()


def text_of(path: Path) -> str:
    return word_text(path) if path.suffix == ".docx" else pdf_text(path)


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(MANIFEST_FILE.read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {document.file: squeezed(text_of(SAMPLE_FOLDER / document.file)) for document in READABLE}


def test_every_file_is_listed_and_small(manifest: dict[str, Any]) -> None:
    listed = [row["file"] for row in manifest["files"]]
    found = [path for folder in (EVIDENCE_FOLDER, PLAN_FILE.parent) for path in folder.rglob("*") if path.is_file()]
    names = sorted(path.relative_to(SAMPLE_FOLDER).as_posix() for path in found)
    assert sorted(listed) == names
    assert len(names) >= 28
    sizes = [path.stat().st_size for path in found]
    assert max(sizes) < MAX_FILE_BYTES
    assert sum(sizes) < MAX_TOTAL_BYTES


def test_manifest_is_what_the_content_gives(tmp_path: Path) -> None:
    expectations = read_expectations()
    write_manifest(CONTENT, expectations, expectations["numbers"], tmp_path / "MANIFEST.yaml")
    assert (tmp_path / "MANIFEST.yaml").read_text("utf-8") == MANIFEST_FILE.read_text("utf-8")


@pytest.mark.parametrize("document", READABLE, ids=lambda document: Path(document.file).stem)
def test_file_holds_its_content(document: SampleDocument, texts: dict[str, str]) -> None:
    text = texts[document.file]
    pieces = [document.title or "", document.doc_number or "", *(document.issuer or "").split("、")]
    for block in document.blocks:
        if isinstance(block, Text):
            pieces += [block.text[:10], block.footnote]
        elif isinstance(block, Grid):
            pieces += [line for row in block.rows for cell in row if cell not in "^<" for line in cell.split("\n")]
        elif isinstance(block, Box) and document.writer == "docx":
            pieces.append(block.text)
    missing = [piece for piece in pieces if squeezed(piece) not in text]
    assert missing == []


def test_date_of_signing_is_printed(texts: dict[str, str]) -> None:
    dated = [document for document in READABLE if document.date]
    assert len(dated) > 40
    assert [document.file for document in dated if document.date_text not in texts[document.file]] == []


def test_expected_values_are_printed(texts: dict[str, str]) -> None:
    missing = [
        (document.file, fact["name"], fact["value"])
        for document in READABLE
        for fact in document.facts
        if fact["value"] not in texts[document.file]
    ]
    assert missing == []


def test_names_are_those_of_the_edition(manifest: dict[str, Any]) -> None:
    edition = load_edition(manifest["edition"])
    assert read_expectations()["numbers"] == {indicator.id: indicator.number for indicator in edition.indicators}
    unknown = []
    for row in manifest["files"]:
        for fact in row["facts"]:
            measure = edition.by_id(fact["indicator_id"]).measure(fact["sub"])
            if fact["name"] not in {measure.name, *(component.name for component in measure.components)}:
                unknown.append((row["file"], fact["name"]))
    assert unknown == []


def test_rates_follow_from_their_components_where_nothing_is_planted(manifest: dict[str, Any]) -> None:
    planted = {
        (row["indicator_id"], row["year"]) for row in manifest["planted_faults"] if row["check"] == "rate-mismatch"
    }
    compared, wrong = 0, set()
    for row in manifest["files"]:
        values = {
            (f["indicator_id"], f["sub"], f["name"], f["year"]): f["value"]
            for f in row["facts"]
            if f["role"] in ("actual", "component")
        }
        for (indicator_id, sub), (name, formula, components) in FORMULAS.items():
            for year in YEARS:
                keys = [(indicator_id, sub, component, year) for component in components]
                stated = values.get((indicator_id, sub, name, year))
                if stated is None or not all(key in values for key in keys):
                    continue
                compared += 1
                computed = formula(*(Decimal(values[key]) for key in keys))
                last_digit = Decimal(1).scaleb(Decimal(stated).as_tuple().exponent)
                if abs(computed - Decimal(stated)) >= last_digit:
                    wrong.add((indicator_id, year))
    assert compared >= 50
    assert wrong == planted


def test_expected_findings_agree_with_the_rest(manifest: dict[str, Any]) -> None:
    actuals = {
        (f["indicator_id"], f["sub"], f["year"]): f["value"] + f["unit"]
        for row in manifest["files"]
        for f in row["facts"]
        if f["role"] == "actual"
    }
    for finding in manifest["expected_findings"]:
        if finding["check"] == "target-missed":
            assert actuals[finding["indicator_id"], finding["sub"], finding["year"]] == finding["found"]
    evidenced = {
        tag["indicator_id"] for row in manifest["files"] for tag in row["tags"] if tag["relation"] == "evidence"
    }
    without = {row["indicator_id"] for row in manifest["expected_findings"] if row["check"] == "missing-evidence"}
    assert evidenced == set(read_expectations()["numbers"]) - without
    status_checks = {"unreadable": "unreadable", "encrypted": "encrypted"}
    for status, check in status_checks.items():
        files = {row["file"] for row in manifest["files"] if row["status"] == status}
        assert files == {
            name for row in manifest["expected_findings"] if row["check"] == check for name in row["files"]
        }


def test_years_without_a_value_are_the_gaps(manifest: dict[str, Any]) -> None:
    have = {
        (f["indicator_id"], f["sub"], f["year"])
        for row in manifest["files"]
        for f in row["facts"]
        if f["role"] == "actual"
    }
    edition = load_edition(manifest["edition"])
    expected = {(gap["indicator_id"], gap["sub"], year) for gap in manifest["expected_gaps"] for year in gap["years"]}
    lacking = {
        (indicator.id, sub, year)
        for indicator in edition.indicators
        for sub, measure in indicator.measures()
        if measure.is_quantitative
        for year in YEARS
        if (indicator.id, sub, year) not in have
    }
    assert lacking == {key for key in expected if edition.by_id(key[0]).measure(key[1]).is_quantitative}


def test_broken_files_cannot_be_read() -> None:
    by_writer = {
        document.writer: SAMPLE_FOLDER / document.file
        for document in CONTENT
        if document.status != "ok" or document.writer == "scan"
    }
    assert set(by_writer) == {"truncated", "encrypted", "scan", "cut-docx"}
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(by_writer["encrypted"])
    with pytest.raises(pypdfium2.PdfiumError, match="format"):
        pypdfium2.PdfDocument(by_writer["truncated"])
    with pytest.raises((PackageNotFoundError, zipfile.BadZipFile)):
        docx.Document(str(by_writer["cut-docx"]))
    assert pdf_text(by_writer["scan"]).strip() == ""


def test_duplicate_is_the_same_to_the_byte() -> None:
    copies = [document for document in CONTENT if document.writer == "copy"]
    assert len(copies) == 1
    for copy in copies:
        assert (SAMPLE_FOLDER / copy.file).read_bytes() == (SAMPLE_FOLDER / copy.source).read_bytes()


def test_tables_of_pdf_files_are_found_by_their_rules() -> None:
    with pdfplumber.open(io.BytesIO(next(EVIDENCE_FOLDER.rglob("*危险废物*.pdf")).read_bytes())) as pages:
        table = pages.pages[0].extract_tables()[0]
    assert [row[0] for row in table][-3:] == ["2020年", "2021年", "2022年"]


@pytest.mark.parametrize("writer", ["docx", "reportlab"])
def test_rebuilding_gives_the_same_text(writer: str, tmp_path: Path) -> None:
    write = {"docx": write_word, "reportlab": write_reportlab}[writer]
    documents = [document for document in READABLE if document.writer == writer]
    assert len(documents) >= 5
    for index, document in enumerate(documents):
        rebuilt = tmp_path / f"{index}{Path(document.file).suffix}"
        write(document, rebuilt)
        assert text_of(rebuilt) == text_of(SAMPLE_FOLDER / document.file), document.file


def test_merged_cells_are_rectangles() -> None:
    grid = parse_body("| a | < | b |\n| ^ | ^ | c |\n")[0]
    assert isinstance(grid, Grid)
    assert [(s.row, s.column, s.row_span, s.column_span, s.text) for s in grid.spans()] == [
        (0, 0, 2, 2, "a"),
        (0, 2, 1, 1, "b"),
        (1, 2, 1, 1, "c"),
    ]
    broken = parse_body("| a | < |\n| ^ | b |\n")[0]
    assert isinstance(broken, Grid)
    with pytest.raises(ValueError, match="no rectangle"):
        broken.spans()
