"""Versions of one paper are told from reports of the same make, kept in the catalogue, overruled by people."""

import datetime
import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.archive import Archive
from archive.catalogue import Arrival
from pipeline.coverage.succession import RULE, paper_of, revisions_among
from pipeline.fingerprint import fingerprint_of
from pipeline.versions import compare, revisions_of
from schemas.audit import Removal
from schemas.document import Document, Identity, Period
from schemas.errors import UsageError
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.particulars import Citation, Mark, Particulars
from schemas.result import DocumentResult
from schemas.revision import RevisionWord

AT = "2024-05-06T08:00:00+08:00"
PLACE = PageLocator(page=1)
TEXT = (
    "2022年城镇污水排放总量412.5万吨，其中污水处理厂达标处理量396.0万吨，其他设施处理3.1万吨，城镇污水处理率为96.8%。"
    "县城污水处理厂一期、二期运行正常，出水执行一级标准，进水浓度较上年有所提高，污泥全部规范处置。"
)
OTHER = "全县共有建制镇八个，均已建成污水处理设施，管网总长一百二十公里，本年新建十五公里，投资二千万元，" * 3
Paper = tuple[Document, Particulars]


def _paper(file: str, text: str = TEXT, **known: Any) -> Paper:
    fields = {"title": "青岚县2022年城镇污水处理情况报告", "issuer": "青岚县住房和城乡建设局", "status": "ok"}
    known.setdefault("date", datetime.date(2023, 2, 1))
    said = known.pop("particulars", Particulars())
    document = Document.model_validate(fields | known | {"sha256": file.ljust(64, "0"), "file": file})
    return document, said.model_copy(update={"fingerprint": fingerprint_of(_parsed(text))})


def _parsed(text: str) -> ParsedDocument:
    blocks = (TextBlock(text=text, page=1, locator=PLACE),)
    return ParsedDocument(media_type="text/plain", pages=1, text_source="text", blocks=blocks)


def _found(*papers: Paper) -> dict[str, str]:
    texts = {document.sha256: said.fingerprint for document, said in papers}
    links = revisions_among([paper_of(*paper) for paper in papers], texts)
    return {link.older.rstrip("0"): f"{link.newer.rstrip('0')} {link.basis}" for link in links}


def test_a_corrected_report_is_the_later_version_whenever_it_came() -> None:
    old = _paper("a")
    new = _paper("b", TEXT.replace("96.8", "97.1"), date=datetime.date(2023, 6, 8))
    assert _found(old, new) == _found(new, old) == {"a": "b text"}


def test_of_one_date_the_later_received_counts() -> None:
    assert _found(_paper("b"), _paper("a", TEXT.replace("96.8", "97.1"))) == {"b": "a text"}


def test_three_versions_are_a_chain() -> None:
    days = [datetime.date(2023, month, 1) for month in (2, 5, 9)]
    papers = [_paper(name, TEXT + name, date=day) for name, day in zip("abc", days, strict=True)]
    assert _found(*papers) == {"a": "b text", "b": "c text"}


def test_one_number_tells_where_less_of_the_text_is_the_same() -> None:
    new = TEXT[:90] + OTHER[:60]
    assert _found(_paper("a"), _paper("b", new)) == {}
    assert _found(_paper("a", doc_number="岚住建〔2023〕5号"), _paper("b", new, doc_number="岚住建〔2023〕5号")) == {
        "a": "b number"
    }


def test_a_draft_is_the_older_one_whatever_its_date() -> None:
    mark = Mark(word="征求意见稿", text="（征求意见稿）", locator=PLACE)
    late = datetime.date(2023, 9, 1)
    assert _found(_paper("b"), _paper("a", TEXT + "。", date=late, particulars=Particulars(draft_mark=mark))) == {
        "a": "b text"
    }


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (TEXT, {"title": "青岚县2023年城镇污水处理情况报告"}),
        (TEXT, {"issuer": "青岚县生态环境局"}),
        (TEXT, {"doc_number": "岚住建〔2023〕9号"}),
        (TEXT, {"period": Period(start=datetime.date(2021, 1, 1), end=datetime.date(2021, 12, 31))}),
        (TEXT, {"media_type": "application/pdf"}),
        (OTHER, {}),
    ],
)
def test_a_report_of_the_same_make_is_another_paper(text: str, known: dict[str, Any]) -> None:
    period = Period(start=datetime.date(2022, 1, 1), end=datetime.date(2022, 12, 31))
    first = _paper("a", doc_number="岚住建〔2023〕5号", period=period, media_type="text/plain")
    assert _found(first, _paper("b", text, **known)) == {}


def test_two_that_repeal_each_other_make_no_ring() -> None:
    def citing(number: str) -> Particulars:
        return Particulars(repeals=(Citation(title="", doc_number=number, quote="同时废止", locator=PLACE),))

    one = _paper("a", title="甲办法", doc_number="岚政〔2020〕1号", particulars=citing("岚政〔2021〕2号"))
    other = _paper("b", OTHER, title="乙办法", doc_number="岚政〔2021〕2号", particulars=citing("岚政〔2020〕1号"))
    assert len(_found(one, other)) == 1


class Store:
    """A dossier's archive in few words."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive.open(folder, create=True)

    def put(self, file: str, text: str, day: int) -> None:
        sha256 = self.sha(file)
        self.archive.catalogue.receive(Arrival("d", file, f"/bureau/{file}", sha256, 1, AT))
        identity = Identity(title="污水处理情况报告", issuer="青岚县住建局", date=datetime.date(2023, 1, day))
        said = Particulars(fingerprint=fingerprint_of(_parsed(text)))
        result = DocumentResult(
            sha256=sha256, status="ok", media_type="text/plain", edition="2021",
            parsed=_parsed(text), identity=identity, particulars=said,
        )  # fmt: skip
        self.archive.catalogue.record(result, AT)

    def sha(self, file: str) -> str:
        return hashlib.sha256(file.encode()).hexdigest()

    def say(self, state: Any, newer: str, older: str) -> None:
        word = RevisionWord(older=self.sha(older), newer=self.sha(newer), state=state, by="李四", at=AT)
        self.archive.catalogue.decide_version("d", word)

    def links(self) -> dict[str, str]:
        files = self.archive.catalogue.files_of("d")
        return {files[link.older]: files[link.newer] for link in revisions_of(self.archive, "d")}


@pytest.fixture
def store(tmp_path: Path) -> Any:
    store = Store(tmp_path / "store")
    for number, name in enumerate("abc", start=1):
        store.put(name, TEXT + name, number)
    compare(store.archive, "d", AT)
    yield store
    store.archive.close()


def test_links_are_kept_and_told_in_the_audit(store: Store) -> None:
    assert store.links() == {"a": "b", "b": "c"}
    assert store.archive.catalogue.is_compared("d", RULE)
    told = [act.subject for act in store.archive.catalogue.acts() if act.action == "superseded"]
    assert sorted(told) == sorted(map(store.sha, "ab"))
    before = store.archive.catalogue.acts()
    compare(store.archive, "d", AT)
    assert store.archive.catalogue.acts() == before
    assert store.archive.catalogue.audit_faults() == ()


def test_a_person_undoes_and_confirms(store: Store) -> None:
    store.put("x", OTHER, 9)
    store.say("rejected", "b", "a")
    assert store.links() == {"b": "c"}
    store.say("confirmed", "x", "c")
    store.say("confirmed", "b", "a")
    assert store.links() == {"a": "b", "b": "c", "c": "x"}
    with pytest.raises(UsageError):
        store.say("confirmed", "a", "x")
    compare(store.archive, "d", AT)
    assert store.links() == {"a": "b", "b": "c", "c": "x"}
    assert store.archive.catalogue.audit_faults() == ()


def test_a_word_taken_back_leaves_what_the_rule_says(store: Store) -> None:
    store.say("rejected", "b", "a")
    store.say("proposed", "b", "a")
    assert store.links() == {"a": "b", "b": "c"}
    store.say("confirmed", "c", "a")
    store.say("proposed", "c", "a")
    assert store.links() == {"a": "b", "b": "c"}
    assert store.archive.catalogue.audit_faults() == ()


def test_a_word_taken_back_closes_no_ring(store: Store) -> None:
    store.say("rejected", "b", "a")
    store.say("confirmed", "a", "c")
    with pytest.raises(UsageError):
        store.say("proposed", "b", "a")
    assert store.links() == {"b": "c", "c": "a"}


def test_a_person_turns_a_link_round(store: Store) -> None:
    store.say("confirmed", "a", "b")
    assert store.links() == {"b": "a"}


def test_removing_the_newest_gives_the_older_ones_back(store: Store) -> None:
    store.archive.catalogue.remove("d", "b", store.sha("b"), Removal(by="", at=AT, reason="误收"))
    assert store.links() == {"a": "c"}
    store.archive.catalogue.remove("d", "c", store.sha("c"), Removal(by="", at=AT, reason="误收"))
    assert store.links() == {}
    compare(store.archive, "d", AT)
    store.archive.catalogue.restore("d", "c", store.sha("c"), Removal(by="", at=AT))
    assert store.links() == {"a": "c"}


def test_a_changed_link_shows(store: Store, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "store" / "catalogue.sqlite") as connection:
        connection.execute("UPDATE revision SET newer = ? WHERE older = ?", (store.sha("c"), store.sha("a")))
    connection.close()
    assert any("版本关系" in fault for fault in store.archive.catalogue.audit_faults())


def test_a_store_of_an_earlier_version_is_compared_when_it_is_opened(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "test_archive" / "old_stores" / "0007" / "catalogue.sql"
    with closing(sqlite3.connect(tmp_path / "catalogue.sqlite")) as connection:
        connection.executescript(old.read_text("utf-8"))
        (key,) = connection.execute("SELECT key FROM dossier").fetchone()
    with Archive.open(tmp_path) as archive:
        files = archive.catalogue.files_of(key)
        assert archive.catalogue.revisions(key) == ()
        (found,) = revisions_of(archive, key)
        assert (files[found.older], files[found.newer]) == ("污水报告.docx", "污水报告（更正）.docx")
        compare(archive, key, AT)
        assert archive.catalogue.revisions(key) == (found,)
        assert archive.catalogue.audit_faults() == ()
