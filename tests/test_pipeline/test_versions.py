"""Versions of one paper are told from reports of the same make."""

import datetime
from typing import Any

import pytest

from pipeline.fingerprint import fingerprint_of
from pipeline.versions import later_versions
from schemas.document import Document
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock

TEXT = (
    "2022年城镇污水排放总量412.5万吨，其中污水处理厂达标处理量396.0万吨，其他设施处理3.1万吨，城镇污水处理率为96.8%。"
    "县城污水处理厂一期、二期运行正常，出水执行一级标准，进水浓度较上年有所提高，污泥全部规范处置。"
)


def _paper(file: str, text: str = TEXT, **known: Any) -> tuple[Document, tuple[int, ...]]:
    fields = {"title": "青岚县2022年城镇污水处理情况报告", "issuer": "青岚县住房和城乡建设局", "status": "ok"}
    known.setdefault("date", datetime.date(2023, 2, 1))
    document = Document.model_validate(fields | known | {"sha256": file.ljust(64, "0"), "file": file})
    blocks = (TextBlock(text=text, page=1, locator=PageLocator(page=1)),)
    return document, fingerprint_of(ParsedDocument(media_type="text/plain", pages=1, text_source="text", blocks=blocks))


def _found(*papers: tuple[Document, tuple[int, ...]]) -> dict[str, str]:
    documents = [document for document, _ in papers]
    files = {document.sha256: document.file for document in documents}
    later = later_versions(documents, {document.sha256: values for document, values in papers})
    return {files[sha256]: newer.file for sha256, newer in later.items()}


def test_a_corrected_report_is_the_later_version_whenever_it_came() -> None:
    old = _paper("a")
    new = _paper("b", TEXT.replace("96.8", "97.1"), date=datetime.date(2023, 6, 8))
    assert _found(old, new) == _found(new, old) == {"a": "b"}


def test_of_one_date_the_later_received_counts() -> None:
    assert _found(_paper("b"), _paper("a", TEXT.replace("96.8", "97.1"))) == {"b": "a"}


def test_three_versions_are_a_chain() -> None:
    days = [datetime.date(2023, month, 1) for month in (2, 5, 9)]
    papers = [_paper(name, TEXT + name, date=day) for name, day in zip("abc", days, strict=True)]
    assert _found(*papers) == {"a": "b", "b": "c"}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (TEXT, {"title": "青岚县2023年城镇污水处理情况报告"}),
        (TEXT, {"issuer": "青岚县生态环境局"}),
        (TEXT, {"doc_number": "岚住建〔2023〕9号"}),
        ("全县共有建制镇八个，均已建成污水处理设施，管网总长一百二十公里，本年新建十五公里，投资二千万元，" * 3, {}),
    ],
)
def test_a_report_of_the_same_make_is_another_paper(text: str, known: dict[str, Any]) -> None:
    assert _found(_paper("a", doc_number="岚住建〔2023〕5号"), _paper("b", text, **known)) == {}


def test_the_same_content_twice_is_no_version() -> None:
    first, values = _paper("a")
    again = first.model_copy(update={"file": "b", "duplicate_of": "a"})
    assert later_versions([first, again], {first.sha256: values}) == {}
