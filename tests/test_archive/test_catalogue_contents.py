"""What is understood of an original: written whole, read back the same."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from archive.catalogue import Catalogue
from schemas.document import Document, Identity, Period
from schemas.errors import StoreDamaged
from schemas.fact import Fact
from schemas.locator import CellLocator
from schemas.parsed import Cell, ParsedDocument, Problem, TableBlock
from schemas.result import DocumentResult, StageRun

AT = "2024-05-06T08:00:00+08:00"
IDENTITY = Identity(
    title="关于印发〈实施方案〉的通知",
    issuer="青禾县人民政府办公室、青禾县水利局",
    doc_number="青政办发〔2022〕15号",
    date=datetime.date(2022, 3, 1),
    period=Period(start=datetime.date(2021, 1, 1), end=datetime.date(2025, 12, 31)),
    kind="notice",
)


@pytest.fixture
def received(catalogue: Catalogue, make: Any) -> Catalogue:
    for content in ["one", "two"]:
        catalogue.receive(make.arrival(content, f"{content}.pdf"))
    return catalogue


def _document(catalogue: Catalogue, sha256: str) -> Document:
    return next(document for document in catalogue.documents("d1") if document.sha256 == sha256)


def test_every_field_of_an_identity_is_kept(received: Catalogue, make: Any) -> None:
    assert all(getattr(IDENTITY, field) is not None for field in Identity.model_fields)
    received.record(make.result("one", identity=IDENTITY, media_type="application/pdf"), AT)
    assert received.identity(make.sha("one")) == IDENTITY
    document = _document(received, make.sha("one"))
    assert {field: getattr(document, field) for field in Identity.model_fields} == dict(IDENTITY)
    assert (document.status, document.media_type) == ("ok", "application/pdf")
    assert (received.status(make.sha("one")), received.media_type(make.sha("one"))) == ("ok", "application/pdf")
    assert received.identity(make.sha("two")) is None


def test_a_parsed_document_comes_back_the_same(received: Catalogue, make: Any) -> None:
    cell = Cell(row=0, column=1, text="95.2％", locator=CellLocator(table=0, row=0, column=1, bbox_pt=(0.1, 1, 2, 3)))
    table = TableBlock(index=0, rows=1, columns=2, cells=(cell,), page=1)
    problem = Problem(code="no-text", message="第2页是图片", page=2)
    document = ParsedDocument(media_type="x", pages=2, blocks=(table,), text_source="mixed", problems=(problem,))
    received.record(make.result("one", status="partial", parsed=document, problems=(problem,)), AT)
    assert received.parsed(make.sha("one")) == document
    assert received.parsed(make.sha("two")) is None
    line = _document(received, make.sha("one"))
    assert (line.pages, line.text_source, line.errors) == (2, "mixed", (problem,))
    assert received.page_counts() == {make.sha("one"): 2}


def test_tags_and_facts_come_back_in_order_and_exact(received: Catalogue, edition: object, make: Any) -> None:
    tags = (make.tag("water", 2), make.tag("air"), make.tag("air", 1, "mention"))
    facts = (make.fact("water", 2, "95.20"), make.fact("air", None, "-0.00010"), make.fact("air", 1, "123456789012.5"))
    received.record(make.result("one", tags=tags, facts=facts), AT)
    assert received.tags_of("d1", edition) == {make.sha("one"): tags}
    assert received.proposed_tags(make.sha("one"), "2021") == tags
    kept: tuple[Fact, ...] = received.facts_of("d1", edition)[make.sha("one")]
    assert kept == facts
    assert [str(fact.value) for fact in kept] == ["95.20", "-0.00010", "123456789012.5"]
    assert kept[0].value.as_tuple() == Decimal("95.20").as_tuple()


def test_what_did_not_run_is_left_as_it_is(received: Catalogue, edition: object, make: Any) -> None:
    problem = Problem(code="no-text", message="第2页是图片")
    received.record(
        make.result(
            "one",
            status="partial",
            media_type="application/pdf",
            identity=IDENTITY,
            parsed=make.parsed("一"),
            problems=(problem,),
            tags=(make.tag("air"),),
        ),
        AT,
    )
    before = received.documents("d1")
    received.record(DocumentResult(sha256=make.sha("one"), edition="2021", facts=()), AT)
    assert received.documents("d1") == before
    assert received.parsed(make.sha("one")) == make.parsed("一")
    assert received.tags_of("d1", edition) == {make.sha("one"): (make.tag("air"),)}


def test_a_later_run_replaces_only_its_own_edition(received: Catalogue, make: Any) -> None:
    received.record(make.result("one", tags=(make.tag("air"), make.tag("water"))), AT)
    received.record(make.result("one", edition="2019", tags=(make.tag("air"),)), AT)
    received.record(make.result("one", tags=(make.tag("forest_grass"),)), AT)
    assert received.proposed_tags(make.sha("one"), "2021") == (make.tag("forest_grass"),)
    assert received.proposed_tags(make.sha("one"), "2019") == (make.tag("air"),)


def test_work_is_pending_until_every_wanted_run_is_there(received: Catalogue, make: Any) -> None:
    wanted = [("parse", 1, ""), ("tag", 2, "2021")]
    assert received.pending("d1", wanted) == (make.sha("one"), make.sha("two"))
    received.record(make.result("one"), AT)
    assert received.done(make.sha("one")) == set(wanted)
    assert received.pending("d1", wanted) == (make.sha("two"),)
    assert received.pending("d1", [*wanted, ("tag", 2, "2019")]) == (make.sha("one"), make.sha("two"))
    assert received.pending("d1", [("parse", 1, ""), ("tag", 3, "2021")]) == (make.sha("one"), make.sha("two"))
    assert received.pending("d1", []) == ()
    assert received.done_of([make.sha("one"), make.sha("two")]) == {
        make.sha("one"): set(wanted),
        make.sha("two"): set(),
    }


def test_only_the_last_version_of_a_stage_stands(received: Catalogue, make: Any) -> None:
    for version in (1, 2, 1):
        received.record(make.result("one", stages=(StageRun(stage="parse", version=version),)), AT)
    assert received.done(make.sha("one")) == {("parse", 1, "")}


def test_new_text_makes_other_editions_due_again(received: Catalogue, make: Any) -> None:
    parse = StageRun(stage="parse", version=1)
    received.record(make.result("one", stages=(parse, StageRun(stage="tag", version=1, edition="2019"))), AT)
    newer = StageRun(stage="parse", version=2)
    tag = StageRun(stage="tag", version=1, edition="2021")
    received.record(make.result("one", parsed=make.parsed("新"), stages=(newer, tag)), AT)
    assert received.done(make.sha("one")) == {newer.key, tag.key}


def test_a_refused_document_keeps_nothing_once_read(received: Catalogue, edition: object, make: Any) -> None:
    received.record(make.result("one", identity=IDENTITY, parsed=make.parsed("一"), tags=(make.tag("air"),)), AT)
    received.mark_indexed([make.sha("one")])
    problem = Problem(code="encrypted", message="文件已加密")
    received.record(make.result("one", status="encrypted", problems=(problem,)), AT)
    assert received.parsed(make.sha("one")) is None
    assert received.tags_of("d1", edition) == {}
    assert received.unindexed(10) == (make.sha("one"),)
    line = _document(received, make.sha("one"))
    assert (line.status, line.errors, line.title, line.pages) == ("encrypted", (problem,), None, 0)


def test_a_failure_to_be_tried_again_costs_no_text(received: Catalogue, make: Any) -> None:
    received.record(make.result("one", parsed=make.parsed("一")), AT)
    problem = Problem(code="internal", message="程序出错")
    received.record(make.result("one", status="unreadable", problems=(problem,), tags=(), stages=()), AT)
    assert received.parsed(make.sha("one")) == make.parsed("一")
    assert _document(received, make.sha("one")).errors == (problem,)


def test_pages_are_read_one_by_one_or_together(received: Catalogue, make: Any) -> None:
    received.record(make.result("one", parsed=make.parsed("甲", "乙")), AT)
    received.record(make.result("two", parsed=make.parsed("丙")), AT)
    one, two = make.sha("one"), make.sha("two")
    assert (received.page_text(one, 2), received.page_text(one, 3)) == ("乙", None)
    assert received.page_texts([(one, 1), (two, 1), (two, 2)]) == {(one, 1): "甲", (two, 1): "丙"}
    assert list(received.pages_of([two, one])) == sorted([(one, 1, "甲"), (one, 2, "乙"), (two, 1, "丙")])


def test_only_new_text_must_be_indexed_again(received: Catalogue, make: Any) -> None:
    received.record(make.result("one", parsed=make.parsed("甲", "乙")), AT)
    assert received.unindexed(10) == (make.sha("one"),)
    received.mark_indexed([make.sha("one")])
    received.record(make.result("one", parsed=make.parsed("甲", "乙"), tags=(make.tag("air"),)), AT)
    assert received.unindexed(10) == ()
    received.record(make.result("one", parsed=make.parsed("甲", "丁")), AT)
    assert received.unindexed(10) == (make.sha("one"),)
    received.mark_indexed([make.sha("one")])
    received.record(make.result("two", status="unreadable"), AT)
    received.mark_all_unindexed()
    assert received.unindexed(10) == (make.sha("one"),)


def test_an_original_never_received_cannot_be_recorded(catalogue: Catalogue, make: Any) -> None:
    with pytest.raises(StoreDamaged, match="收件记录"):
        catalogue.record(make.result("never"), AT)
    assert catalogue.counts().originals == 0


def test_a_record_is_all_or_nothing(received: Catalogue, monkeypatch: pytest.MonkeyPatch, make: Any) -> None:
    from archive.catalogue import contents

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(contents, "_write_runs", killed)
    with pytest.raises(KeyboardInterrupt):
        received.record(make.result("one", identity=IDENTITY, parsed=make.parsed("甲")), AT)
    assert received.parsed(make.sha("one")) is None
    assert received.status(make.sha("one")) is None
    assert received.unindexed(10) == ()
