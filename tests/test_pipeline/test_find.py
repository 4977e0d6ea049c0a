"""Search over a small archive: fields, titles first, lists of queries, kept searches, similar documents."""

import datetime
import hashlib
import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from archive.archive import Archive
from archive.catalogue import Arrival
from archive.search import opening
from archive.search.opening import present_engine
from archive.verification import verify
from pipeline.find import Finder
from pipeline.fingerprint import fingerprint_of, likeness
from pipeline.query_list import read_queries
from pipeline.reports.hits import Answer, hits_workbook
from pipeline.similar import relation, similar_pairs, similar_to
from schemas.document import Identity, Period
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.editions import load_edition
from schemas.errors import QueryError, UsageError
from schemas.locator import PageLocator
from schemas.parsed import ParsedDocument, TextBlock
from schemas.result import DocumentResult
from schemas.revision import Paper
from schemas.tag import Tag

AT = "2024-05-06T08:00:00+08:00"
DOSSIER = Dossier.model_validate({"county": "青禾县", "edition": "2021", "years": (2020, 2021, 2022)})


def parsed(*pages: str) -> ParsedDocument:
    blocks = tuple(
        TextBlock(text=text, locator=PageLocator(page=page), page=page) for page, text in enumerate(pages, start=1)
    )
    return ParsedDocument(media_type="application/pdf", pages=len(pages), blocks=blocks)


def put(archive: Archive, file: str, identity: Identity, pages: list[str], tags: tuple[Tag, ...] = ()) -> str:
    sha256 = hashlib.sha256(file.encode()).hexdigest()
    archive.catalogue.receive(Arrival(DOSSIER.id, file, f"/bureau/{file}", sha256=sha256, size_bytes=1, at=AT))
    result = DocumentResult(
        sha256=sha256,
        status="ok",
        media_type="application/pdf",
        edition="2021",
        parsed=parsed(*pages),
        identity=identity,
        tags=tags,
    )
    archive.catalogue.record(result, AT)
    return sha256


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_edition("2021")


@pytest.fixture
def archive(tmp_path: Path, edition: Edition) -> Iterator[Archive]:
    indicator = edition.by_number(7)
    tag = Tag(
        indicator=7,
        indicator_id=indicator.id,
        sub=None,
        relation="evidence",
        score=1,
        method="title",
        quote="",
        locator=PageLocator(page=1),
    )
    with Archive.open(tmp_path / "store", create=True) as opened:
        water = Identity(
            title="水环境质量公报",
            issuer="青禾县水利局",
            kind="bulletin",
            doc_number="青水〔2021〕48号",
            date=datetime.date(2022, 1, 5),
            period=Period(start=datetime.date(2021, 1, 1), end=datetime.date(2021, 12, 31)),
        )
        put(opened, "a/公报.pdf", water, ["全县河流情况。", "断面达标。"])
        plan = Identity(title="实施方案", issuer="青禾县人民政府", kind="plan", date=datetime.date(2020, 3, 1))
        put(opened, "b/方案.pdf", plan, ["水环境质量公报要按时发布，水环境质量公报按月编。", "大气优良。"], (tag,))
        with opened.writing():
            opened.index_pending()
        yield opened


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("水环境质量公报", ["方案 1"]),
        ("达标 OR 大气", ["公报 2", "方案 2"]),
        ("单位:水利局", ["公报 1", "公报 2"]),
        ("单位:县政府 大气", ["方案 2"]),
        ("文号:48号 达标", ["公报 2"]),
        ("文号:（2021）48号 -达标", ["公报 1"]),
        ("年份:2021 达标", ["公报 2"]),
        ("年份：2019-2020 达标", []),
        ("年份:2020 大气", ["方案 2"]),
        ("指标:7 大气", ["方案 2"]),
        ("-指标:7 达标", ["公报 2"]),
        ("标题:公报 类型：公报 河流", ["公报 1"]),
        ("类型:pdf 大气", ["方案 2"]),
        ("文件:b/ 大气", ["方案 2"]),
        ("(单位:水利局 OR 类型:方案) (达标 OR 大气)", ["公报 2", "方案 2"]),
    ],
)
def test_fields(archive: Archive, edition: Edition, query: str, places: list[str]) -> None:
    found = Finder(archive, DOSSIER, edition).find(query)
    assert sorted(f"{hit.file[2:-4]} {hit.page}" for hit in found.hits) == places
    assert found.total == len(places)


@pytest.mark.parametrize("query", ["年份:去年", "年份:2022-2020", "指标:99", "类型:诗歌", "单位:，", "标题:——"])
def test_a_value_that_means_nothing_is_refused(archive: Archive, edition: Edition, query: str) -> None:
    with pytest.raises(QueryError) as caught:
        Finder(archive, DOSSIER, edition).find(query)
    assert caught.value.advice


def test_titles_and_numbers_come_first(archive: Archive, edition: Edition) -> None:
    put(archive, "c/公报情况.pdf", Identity(title="公报 的发布情况"), ["正文：公报一次。"])
    put(archive, "d/文.pdf", Identity(title="文"), ["公报" * 30, "青水〔2021〕48号 公报"])
    with archive.writing():
        archive.index_pending()
    finder = Finder(archive, DOSSIER, edition)
    hits = finder.find("公报").hits
    assert hits[0].file == "c/公报情况.pdf"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert finder.find("公报", limit=1).hits == hits[:1]
    assert hits[1].matches == 30 or hits[1].file == "d/文.pdf"


def test_the_index_changes_its_engine_with_its_size(
    archive: Archive, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Finder(archive, DOSSIER, edition).find("水环境 OR 大气 OR 断面")
    with archive.writing():
        assert archive.settle_engine() is None
        monkeypatch.setattr(opening, "LARGE_PAGES", 3)
        assert archive.settle_engine() == "tantivy"
        assert archive.settle_engine() is None
    assert present_engine(archive.folder / "index") == "tantivy"
    assert Finder(archive, DOSSIER, edition).find("水环境 OR 大气 OR 断面") == before
    put(archive, "e/新.pdf", Identity(), ["新增一页"])
    assert archive.catch_up()
    assert Finder(archive, DOSSIER, edition).find("新增").total == 1
    assert not [fault for fault in verify(archive, DOSSIER.id).faults if "索引" in fault]


def test_searches_are_kept(archive: Archive) -> None:
    archive.searches.keep(DOSSIER.id, "水", "水质 -公报")
    archive.searches.keep(DOSSIER.id, "气", "大气")
    assert archive.searches.read(DOSSIER.id) == {"水": "水质 -公报", "气": "大气"}
    assert archive.searches.forget(DOSSIER.id, "水")
    assert not archive.searches.forget(DOSSIER.id, "水")
    assert archive.searches.read(DOSSIER.id) == {"气": "大气"}
    assert archive.searches.read("other") == {}


def test_queries_are_read_from_text_and_workbooks(tmp_path: Path) -> None:
    text = tmp_path / "list.txt"
    text.write_bytes("检索词\r\n水质 达标\r\n\r\n# 说明\r\n=1+1\r\n".encode("gb18030"))
    assert read_queries(text) == ["水质 达标", "=1+1"]
    book = Workbook()
    for row in (["检索词"], ["水质"], [None], [2021], [95.2]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "list.xlsx")
    assert read_queries(tmp_path / "list.xlsx") == ["水质", "2021", "95.2"]


@pytest.mark.parametrize(("name", "content"), [("a.txt", b""), ("a.csv", b"x"), ("a.xlsx", b"x"), ("no.txt", None)])
def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UsageError):
        read_queries(tmp_path / name)


def test_hits_in_a_workbook_are_text(archive: Archive, edition: Edition) -> None:
    found = Finder(archive, DOSSIER, edition).find("达标")
    hits = tuple(hit.model_copy(update={"snippet": "=1+<em>1</em>&amp;", "file": "=cmd"}) for hit in found.hits)
    book = load_workbook(io.BytesIO(hits_workbook([Answer("=2", found.total, hits), Answer("(", fault="括号")])))
    assert [[cell.value for cell in row] for row in book["结果"].iter_rows(min_row=2)] == [
        [1, "=2", "=cmd", 2, 1, None, "=1+【1】&"]
    ]
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    assert book["检索词"].cell(3, 5).value == "括号"


def test_similar_documents_are_found_without_comparing_all() -> None:
    source = random.Random(3)
    texts = ["".join(chr(source.randrange(0x4E00, 0x5E00)) for _ in range(400)) for _ in range(60)]
    texts += [text[:360] + "改" * 40 for text in texts[:10]]
    fingerprints = {f"{number:064x}": fingerprint_of(parsed(text)) for number, text in enumerate(texts)}
    pairs = {(one, other): share for one, other, share in similar_pairs(fingerprints)}
    every = [
        (one, other)
        for one in fingerprints
        for other in fingerprints
        if one < other and likeness(fingerprints[one], fingerprints[other]) >= 0.5
    ]
    assert sorted(pairs) == sorted(every)
    assert len(every) == 10
    first = f"{0:064x}"
    assert [sha256 for sha256, _ in similar_to(fingerprints[first], fingerprints)] == [first, f"{60:064x}"]


def test_versions_are_told_by_title_and_date() -> None:
    def paper(title: str, year: int) -> Paper:
        return Paper(sha256=title, title=title, signed=datetime.date(year, 1, 1))

    assert relation(paper("实施方案（试行）", 2021), paper("实施方案", 2020), 0.9) == "earlier"
    assert relation(paper("实施方案", 2020), paper("实施方案（修订）", 2021), 0.9) == "later"
    assert relation(paper("2020年公报", 2021), paper("2021年公报", 2022), 0.9) == "alike"
    assert relation(paper("方案", 2021), paper("总结", 2022), 0.9) == "alike"
    assert relation(paper("", 2022), paper("总结", 2022), 1.0) == "same"
