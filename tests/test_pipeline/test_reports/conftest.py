"""A report made of known findings, hostile ones too, with the view that holds the words behind them."""

import subprocess
from datetime import date

import pytest

from pipeline.checker import key_of
from pipeline.reports.gathered import gather
from schemas.document import Document
from schemas.dossier import Dossier, IndicatorEntry, KeyTask, Target
from schemas.editions import load_edition
from schemas.fact import Fact
from schemas.finding import CheckResult, Finding, MatrixCell, Report
from schemas.locator import PageLocator, ParagraphLocator
from schemas.view import ArchiveView, ViewedDocument

DAY = date(2023, 5, 20)
YEARS = (2020, 2021, 2022)
HOSTILE = (
    "<script>alert(1)</script>",
    '=cmd|"/c calc"!A1',
    "控制\x00\x07\x1b[31m字符\ufffe\u202e倒",
    "]]>&amp;<b>{{ 7*7 }}",
    "很长" * 5000,
    "\ud800孤立代理",
)


def finding(**fields):
    made = Finding(**({"check": "value-conflict", "severity": "error", "message": "不一致"} | fields))
    return made.model_copy(update={"key": key_of(made)})


def report_of(findings, matrix=()):
    by_check = {}
    for one in findings:
        by_check.setdefault(one.check, []).append(one)
    results = [
        CheckResult(check=check, title=f"检查{check}", outcome="failed", looked_at=len(found), findings=tuple(found))
        for check, found in by_check.items()
    ]
    results.append(CheckResult(check="quiet", title="没有问题的检查", outcome="passed", looked_at=3))
    results.append(
        CheckResult(check="idle", title="没看到东西", outcome="not_applicable", looked_at=0, reason="没有。")
    )
    return Report(
        county="青岚县", edition="2021", years=YEARS, documents=2, results=tuple(results), matrix=tuple(matrix)
    )


@pytest.fixture(scope="session")
def make_finding():
    return finding


@pytest.fixture(scope="session")
def make_report():
    return report_of


@pytest.fixture(scope="session")
def day():
    return DAY


@pytest.fixture(scope="session")
def hostile():
    return HOSTILE


@pytest.fixture(scope="session")
def view():
    def fact(quote, locator, value):
        return Fact(
            indicator=25, indicator_id="sewage_town", name="城镇污水处理率", year=2022, value=value, unit="%",
            value_raw=value, role="actual", quote=quote, locator=locator,
        )  # fmt: skip

    entries = (
        IndicatorEntry(
            id="sewage_town", number=25, name="城镇污水处理率", lead_units=("县住建局", "县水利局"),
            target=Target(text="≥95%"), deadline=date(2023, 4, 30), deadline_text="2023年4月底前",
        ),
        IndicatorEntry(id="bank", number=16, name="河湖岸线保护率", lead_units=("县水利局",)),
    )  # fmt: skip
    tasks = (
        KeyTask(
            number=1, name="管网改造", content="完成老城区管网改造", deadline=date(2023, 4, 1), lead_units=("县住建局",)
        ),
        KeyTask(number=2, name="岸线划定", deadline=date(2023, 12, 31), lead_units=("县水利局",)),
    )
    documents = (
        ViewedDocument(
            document=Document(sha256="a" * 64, file="甲/年报.pdf", status="ok", title="年报", pages=3),
            facts=(fact("处理率为97.42%", PageLocator(page=2), "97.42"),),
        ),
        ViewedDocument(
            document=Document(sha256="b" * 64, file="乙/总结.docx", status="ok", title="总结"),
            facts=(fact("处理率达到96.00%", ParagraphLocator(index=6), "96.00"),),
        ),
    )
    dossier = Dossier(county="青岚县", edition="2021", years=YEARS, indicators=entries, tasks=tasks)
    return ArchiveView(dossier=dossier, edition=load_edition("2021"), documents=documents, today=DAY)


@pytest.fixture(scope="session")
def matrix():
    def cell(state, year, **more):
        return MatrixCell(
            indicator=25, indicator_id="sewage_town", name="城镇污水处理率", year=year, state=state, reason="缘由",
            lead_units=("县住建局", "县水利局"), **more,
        )  # fmt: skip

    return (cell("complete", 2020, values=("95.40%",)), cell("partial", 2021), cell("missing", 2022))


@pytest.fixture(scope="session")
def findings():
    conflict = finding(
        indicator=25, indicator_id="sewage_town", year=2022, unit="县住建局、县水利局",
        files=("甲/年报.pdf", "乙/总结.docx"), expected="同一年只有一个数值", found="97.42%、96.00%",
        message="指标25 城镇污水处理率：2022年有不同数值", advice="请核对采用哪一个。",
        locators=(PageLocator(page=2), ParagraphLocator(index=6)),
    )  # fmt: skip
    missing = finding(
        check="missing-evidence", indicator=16, indicator_id="bank", unit="县水利局", expected="证明材料",
        found="没有任何证明材料", message="指标16 河湖岸线保护率：没有任何证明材料", advice="请提供岸线规划。",
    )  # fmt: skip
    info = finding(check="outlier", severity="info", unit="县住建局", message="变化很大", advice="请说明。")
    nobody = finding(check="unreadable", message="乙/坏.pdf 无法读取", files=("乙/坏.pdf",), advice="请重交。")
    warned = finding(check="stale-target", severity="warning", unit="县住建局", message="目标偏低", advice="请核对。")
    waived = finding(check="draft", severity="error", unit="县住建局", message="是征求意见稿", advice="请换正式稿。")
    return (info, conflict, missing, nobody, warned, waived.model_copy(update={"waived": "正式稿已随后报送"}))


@pytest.fixture(scope="session")
def told(findings, matrix, view):
    return gather(report_of(findings, matrix), view, DAY)


@pytest.fixture(scope="session")
def hostile_told(matrix, view):
    """Findings in which every text is hostile, of units whose names are."""
    made = [
        finding(
            check=f"check-{index}", indicator=25, indicator_id="sewage_town", unit=text, files=(text,), expected=text,
            found=text, message=text, advice=text, waived=text if index == 1 else "",
        )
        for index, text in enumerate(HOSTILE)
    ]  # fmt: skip
    return gather(report_of(made, matrix), view, DAY)


@pytest.fixture(scope="session")
def empty_told(view):
    nothing = ArchiveView(dossier=Dossier(county="空县", edition="2021", years=()), edition=view.edition, today=DAY)
    return gather(Report(county="空县", edition="2021", years=(), documents=0, results=(), matrix=()), nothing, DAY)


@pytest.fixture
def as_pdf(soffice, tmp_path):
    """Convert a file by LibreOffice with a profile of its own; return the text of the PDF's pages."""

    def convert(name, content):
        import pdfplumber

        file = tmp_path / name
        file.write_bytes(content)
        subprocess.run(
            [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", str(tmp_path), str(file)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        with pdfplumber.open(file.with_suffix(".pdf")) as pdf:
            return [(page.extract_text() or "").replace(" ", "") for page in pdf.pages]

    return convert
