"""unreadable, encrypted, duplicate-file."""

from typing import Any

from pipeline.checks import duplicate_file, encrypted, unreadable
from schemas.parsed import Problem

PROBLEM = Problem(code="broken", message="PDF 文件已损坏。", advice="请重新索取。", page=2)


def test_unreadable_names_file_reason_advice_unit(county: Any) -> None:
    broken = county.document("县水利局/公报.pdf", status="unreadable", errors=(PROBLEM,))
    result = unreadable.run(county.case(broken, county.document("好.docx")))
    (finding,) = result.findings
    assert (result.outcome, result.looked_at, finding.severity) == ("failed", 2, "error")
    assert finding.files == ("县水利局/公报.pdf",)
    assert finding.message == "县水利局/公报.pdf 无法读取（第2页）：PDF 文件已损坏。"
    assert (finding.advice, finding.unit) == ("请重新索取。", "县水利局")


def test_partly_read_and_unsupported_are_warnings(county: Any) -> None:
    documents = [county.document(status, status=status) for status in ("partial", "unsupported", "encrypted", "ok")]
    findings = unreadable.run(county.case(*documents)).findings
    assert [(finding.files[0], finding.severity) for finding in findings] == [
        ("partial", "warning"),
        ("unsupported", "warning"),
    ]
    assert all(finding.advice for finding in findings)


def test_encrypted(county: Any) -> None:
    locked = county.document("规划.pdf", status="encrypted")
    result = encrypted.run(county.case(locked))
    assert [finding.severity for finding in result.findings] == ["error"]
    assert result.findings[0].unit == ""
    assert encrypted.run(county.case(county.document("好.docx"))).outcome == "passed"


def test_unit_from_the_path_by_name_short_name_alias(county: Any) -> None:
    for path, unit in (
        ("材料/县水利局/a.pdf", "县水利局"),
        ("水利局报送/a.pdf", "县水利局"),
        ("水利部门/a.pdf", "县水利局"),
        ("县住建局/a.pdf", "县住房和城乡建设局"),
        ("其他/a.pdf", ""),
    ):
        assert encrypted.run(county.case(county.document(path, status="encrypted"))).findings[0].unit == unit


def test_duplicate_names_both_files(county: Any) -> None:
    first = county.document("甲.docx")
    again = county.document("乙/甲.docx", duplicate_of="甲.docx")
    (finding,) = duplicate_file.run(county.case(first, again)).findings
    assert (finding.severity, finding.files) == ("warning", ("乙/甲.docx", "甲.docx"))


def test_no_files_no_verdict(county: Any) -> None:
    for check in (unreadable, encrypted, duplicate_file):
        result = check.run(county.case())
        assert (result.outcome, result.looked_at) == ("not_applicable", 0)
        assert result.reason
