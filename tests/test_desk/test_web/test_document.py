"""文件: a page with its places, for whom it concerns, whatever the document says."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query_text import parse_query
from desk.web.page_images import PageImages
from desk.web.places import Spot, mark_of, page_of, read_mark
from desk.web.sheet import MOST_ROWS, Grid, boxes_of, pieces_of, texts_of
from pipeline.intake import Incoming
from pipeline.run import Ingest
from pipeline.versions import compare
from schemas.locator import CellLocator, PageLocator, ParagraphLocator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock, TextLine
from schemas.revision import RevisionWord

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"


@pytest.fixture
def take(office, tmp_path):
    """Take a file into the archive; return its SHA-256."""

    def take_in(name, content):
        file = tmp_path / name
        file.write_bytes(content)
        dossier = office.workplace.dossier
        ingest = Ingest(office.archive, dossier, office.clock(), lambda: ThreadPoolExecutor(1), lambda *_: None)
        ingest.take([Incoming(file, name)])
        return hashlib.sha256(content).hexdigest()

    return take_in


def test_a_hostile_document_is_shown_as_text_with_the_hits_marked(take, enter, paper):
    sha256 = take("恶意.docx", paper(HOSTILE, "全县森林覆盖率达到60%", [["甲", HOSTILE], ["乙", "森林覆盖率"]]))
    text = enter("reader").get(f"/document/{sha256}?q=森林覆盖率").text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert text.count('<mark class="spot-hit">森林覆盖率</mark>') == 2
    assert "1 页上有 2 处" in text


def test_a_link_to_a_place_marks_it(take, enter, paper):
    sha256 = take("表.docx", paper("第一段", "第二段", [["甲", "乙"], ["丙", "丁"]]))
    client = enter("reader")
    assert '<p class="spot-mark">第二段' in client.get(f"/document/{sha256}?mark=paragraph:1").text
    assert '<td class="spot-mark">丙' in client.get(f"/document/{sha256}?mark=cell:0,1,0").text
    for odd in ("cell:9,9,9", "paragraph:99999", "page:0", "page:1:1,2,3", "x", "<b>"):
        answer = client.get(f"/document/{sha256}", params={"mark": odd})
        assert answer.status_code == 200
        assert '="spot-mark"' not in answer.text.replace('<span class="spot-mark">', "")


def test_the_original_is_handed_out_to_be_saved(take, enter, paper):
    content = paper("甲")
    sha256 = take("报 告.html", content)
    answer = enter("reader").get(f"/document/{sha256}/original")
    assert answer.content == content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E6%8A%A5%20")


def test_a_unit_does_not_see_the_papers_of_others(take, enter, paper):
    sha256 = take("甲.docx", paper("与水利局无关"))
    unit, reader = enter("unit"), enter("reader")
    for place in ("", "/original", "/page/1"):
        assert unit.get(f"/document/{sha256}{place}").status_code == 404
    assert reader.get(f"/document/{sha256}").status_code == 200
    assert reader.get(f"/document/{sha256}/page/1").status_code == 404, "Word has no printed pages"
    for odd in ("0" * 64, "x", "..%2f..%2fetc"):
        assert reader.get(f"/document/{odd}").status_code == 404


def test_a_page_is_drawn_and_kept_and_a_broken_file_is_told(office, take, enter, repository):
    sample = next((repository / "sample_docs").rglob("*污水处理情况报告.pdf"))
    sha256 = take("样例.pdf", sample.read_bytes())
    broken = take("坏.pdf", b"%PDF-1.4\nnothing")
    client = enter("reader")
    text = client.get(f"/document/{sha256}").text
    assert f'href="/document/{sha256}/page/1"' in text
    answer = client.get(f"/document/{sha256}/page/1")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert client.get(f"/document/{sha256}/page/999").status_code == 404
    assert "（broken" in client.get(f"/document/{broken}").text


def test_no_more_pictures_are_kept_than_allowed(monkeypatch):
    monkeypatch.setattr("desk.web.page_images.MOST_BYTES", 10)
    images = PageImages()
    for page in range(5):
        images._keep(("a", page), type("Drawn", (), {"png": b"123456"})())
    assert list(images._kept) == [("a", 4)]


LOCATORS = st.one_of(
    st.builds(PageLocator, page=st.integers(1, 999), bbox_pt=st.none() | st.tuples(*[st.integers(0, 2000)] * 4)),
    st.builds(ParagraphLocator, index=st.integers(0, 9999)),
)


@given(LOCATORS)
def test_a_place_in_a_link_is_read_as_it_was(locator):
    assert read_mark(mark_of(locator), None) == locator


@given(st.text(max_size=60))
def test_whatever_a_link_says_it_is_a_place_or_none(text):
    read_mark(text, None)


@given(st.text(max_size=80), st.lists(st.tuples(*[st.integers(-5, 90)] * 2, st.sampled_from(["mark", "hit", "tag"]))))
def test_the_pieces_of_a_text_are_the_text(text, spans):
    pieces = pieces_of(text, spans)
    assert "".join(piece for piece, _ in pieces) == text
    for start, end, kind in spans:
        if kind == "mark" and 0 <= start < end <= len(text):
            place = 0
            for piece, shown in pieces:
                assert not (start <= place < end) or shown == "mark"
                place += len(piece)


def test_of_a_long_table_the_rows_around_the_place_are_shown():
    cells = tuple(
        Cell(row=row, column=0, text=str(row), locator=CellLocator(table=0, row=row, column=0)) for row in range(2000)
    )
    table = TableBlock(index=0, rows=2000, columns=1, cells=cells, page=1)
    parsed = ParsedDocument(media_type="x", pages=1, blocks=(table,))
    (grid,) = texts_of(parsed, 1, [Spot("mark", read_mark("cell:0,1500,0", parsed))], None)
    assert isinstance(grid, Grid)
    assert (len(grid.lines), grid.is_cut) == (MOST_ROWS, True)
    assert [cell.pieces[0][0] for line in grid.lines for cell in line if cell.kind == "mark"] == ["1500"]


def test_hits_are_boxed_line_by_line():
    lines = (TextLine(start=0, end=4, bbox_pt=(0, 0, 40, 10)), TextLine(start=4, end=8, bbox_pt=(0, 12, 40, 22)))
    block = TextBlock(text="一二森林覆盖率六", locator=PageLocator(page=2, bbox_pt=(0, 0, 40, 22)), page=2, lines=lines)
    parsed = ParsedDocument(media_type="application/pdf", pages=2, blocks=(block,))
    boxes = boxes_of(parsed, 2, [], parse_query("森林覆盖率"))
    assert [(box.x, box.y, box.width) for box in boxes] == [(20, 0, 20), (0, 12, 30)]
    assert boxes_of(parsed, 1, [], parse_query("森林覆盖率")) == []
    assert page_of(block.locator, parsed) == 2


def test_a_paper_tells_of_its_newer_and_older_versions(office, enter, take, paper):
    client = enter("compiler")
    texts = ("青岚县水利局关于河长制工作的报告", "全县河长巡河 1200 次，河流断面水质全部达标，群众满意度提高。")
    old, new = (take(name, paper(*texts, more)) for name, more in (("初稿.docx", "三条。"), ("定稿.docx", "四条。")))
    word = RevisionWord(older=old, newer=new, state="confirmed", by="compiler", at=office.clock())
    office.archive.catalogue.decide_version(office.workplace.dossier.id, word)
    older, newer = (client.get(f"/document/{sha256}").text for sha256 in (old, new))
    assert "已有较新的版本" in older
    assert f'<a href="/document/{new}">' in older
    assert "取代较早的版本" in newer
    assert "已有较新的版本" not in newer


@pytest.fixture
def versions(office, take, paper):
    """(older, newer) of which the rule says so: one name, nearly one text."""
    texts = ("青岚县水利局关于河长制工作的报告", "全县河长巡河 1200 次，河流断面水质全部达标，群众满意度提高。" * 8)
    days = ("二〇二二年三月五日", "二〇二二年四月五日")
    old, new = (take(f"{number}.docx", paper(*texts, day)) for number, day in enumerate(days))
    compare(office.archive, office.workplace.dossier.id, office.clock())
    assert [(one.older, one.newer) for one in office.archive.catalogue.revisions(office.workplace.dossier.id)] == [
        (old, new)
    ]
    return old, new


def test_a_proposed_version_is_parted_confirmed_and_each_word_taken_back(office, enter, csrf_of, versions):
    old, new = versions
    client, catalogue, key = enter("compiler"), office.archive.catalogue, office.workplace.dossier.id

    def say(deed, at=old, other=new):
        form = {"csrf": csrf_of(client), "other": other, "is_newer": "1" if at == old else "0", "deed": deed}
        return client.post(f"/document/{at}/version", data=form).status_code

    def links():
        return [(one.older, one.newer, one.basis == "person") for one in catalogue.revisions(key)]

    assert ">确认新旧关系<" in client.get(f"/document/{old}").text
    assert say("undo") == 400
    assert say("part") == 303
    assert links() == []
    for sha256 in versions:
        text = client.get(f"/document/{sha256}").text
        assert "各自有效，不是新旧版本" in text and ">撤销认定<" in text and "已有较新的版本" not in text
    assert say("undo", at=new, other=old) == 303
    assert links() == [(old, new, False)]
    assert say("confirm", at=new, other=old) == 303
    assert links() == [(old, new, True)]
    assert say("confirm") == 400
    assert say("undo") == 303
    assert links() == [(old, new, False)]
    said = [(act.by, act.after["state"]) for act in catalogue.acts(key) if act.action == "version_decided"]
    assert said == [("compiler", state) for state in ("rejected", "proposed", "confirmed", "proposed")]
    assert not catalogue.audit_faults()


def test_only_who_compiles_speaks_of_versions(enter, csrf_of, versions):
    old, new = versions
    for role, status in (("reader", 403), ("unit", 403), ("admin", 303)):
        client = enter(role)
        form = {"other": new, "is_newer": "1", "deed": "part"}
        assert client.post(f"/document/{old}/version", data=form).status_code == 403, "no token"
        assert client.post(f"/document/{old}/version", data=form | {"csrf": csrf_of(client)}).status_code == status
    assert "撤销认定" not in enter("reader").get(f"/document/{old}").text
    other = {"csrf": csrf_of(client), "other": old, "is_newer": "1", "deed": "confirm"}
    assert client.post(f"/document/{old}/version", data=other).status_code == 400
