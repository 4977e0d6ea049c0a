"""The gap report, opened again by the readers of each format and compared with the findings."""

import io
from html.parser import HTMLParser

import docx
import openpyxl
import pytest

from pipeline.reports.gap import FORMATS, write_gap_report
from pipeline.reports.gathered import gather
from pipeline.reports.sheet import CELL_CHARS, safe_title
from pipeline.reports.visible import plain


class Page(HTMLParser):
    """The text of a page and its tags, as a browser takes them."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.text, self.attributes = [], "", []
        self.feed(content.decode("utf-8"))

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


def book_of(told):
    return openpyxl.load_workbook(io.BytesIO(FORMATS[".xlsx"](told)))


def paper_of(told):
    return docx.Document(io.BytesIO(FORMATS[".docx"](told)))


def words_of(paper):
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in paper.paragraphs] + cells)


def rows_of(sheet, head):
    rows = list(sheet.iter_rows(values_only=True))
    start = next(index for index, row in enumerate(rows) if row[0] == head)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def test_the_workbook_holds_every_finding(told):
    book = book_of(told)
    assert book.sheetnames == ["总览", "问题", "重点任务", "县住建局", "县水利局", "未能确定单位", "检查项"]
    rows = rows_of(book["问题"], "序号")
    assert {row["编号"] for row in rows} == {issue.finding.key for issue in told.issues}
    for row, issue in zip(rows, told.issues, strict=True):
        assert row["问题"] == issue.finding.message
        assert row["级别"] == issue.sign.full
        assert (row["应为"] or "") == issue.finding.expected
        assert (row["豁免理由"] or "") == issue.finding.waived
        assert (row["年份"] or None) == issue.finding.year
    units = {row["编号"] for row in rows_of(book["县水利局"], "序号")}
    assert units == {issue.finding.key for issue in told.by_unit["县水利局"]}


def test_the_workbook_can_be_filtered_and_scrolled(told):
    sheet = book_of(told)["问题"]
    assert sheet.auto_filter.ref == f"A2:M{2 + len(told.issues)}"
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$2:$2"
    assert sheet["F3"].alignment.wrap_text
    assert sheet.column_dimensions["F"].width > 30


def test_the_matrix_is_signed_and_coloured(told):
    sheet = book_of(told)["总览"]
    (row,) = rows_of(sheet, "序号")
    assert row["2020年"] == "✔ 齐全\n95.40%"
    assert (row["2021年"], row["2022年"]) == ("~ 部分\n缘由", "✘ 缺失\n缘由")
    assert (row["目标"], row["牵头单位"]) == ("≥95%", "县住建局、县水利局")
    colours = {cell.fill.fgColor.rgb for cell in sheet[sheet.max_row][4:7]}
    assert len(colours) == 3


def test_every_check_says_what_it_looked_at(told):
    rows = rows_of(book_of(told)["检查项"], "检查")
    assert {(row["检查"], row["查看项数"]) for row in rows} == {(one.check, one.looked_at) for one in told.results}
    assert next(row["结果"] for row in rows if row["检查"] == "idle") == "- 没有检查 没有。"


def test_the_paper_holds_every_finding_with_its_places(told):
    words = words_of(paper_of(told))
    assert "青岚县国家生态文明建设示范区" in words
    for issue in told.open:
        assert issue.finding.message in words
        assert issue.finding.advice in words
        assert issue.finding.key in words
        assert all(phrase in words for phrase in issue.quoted)
    assert "正式稿已随后报送" in words
    assert "负责人签字" in words


def test_the_papers_table_heads_are_repeated_and_pages_numbered(told):
    paper = paper_of(told)
    xml = paper.element.xml
    assert xml.count("w:tblHeader") == len(paper.tables) == 4
    section = paper.sections[0]
    assert "PAGE" in section.footer._element.xml
    assert "PAGE" in section.even_page_footer._element.xml
    margins = (section.top_margin.mm, section.bottom_margin.mm, section.left_margin.mm, section.right_margin.mm)
    assert [round(margin) for margin in margins] == [37, 35, 28, 26]


def test_the_page_holds_every_finding_and_needs_nothing_else(told):
    page = Page(FORMATS[".html"](told))
    for issue in told.issues:
        assert issue.finding.message in page.text
        assert issue.finding.key in page.text
    assert "script" not in page.tags
    assert not {"src", "srcset", "action"} & {name for name, _ in page.attributes}
    assert all(value.startswith("#") for name, value in page.attributes if name == "href")
    assert page.tags.count("article") == len(told.issues)


def test_hostile_text_is_no_markup(hostile_told):
    content = FORMATS[".html"](hostile_told)
    page = Page(content)
    assert "script" not in page.tags and "b" not in page.tags
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert b"\x1b" not in content and b"\x00" not in content and "\u202e".encode() not in content


def test_hostile_text_is_no_formula(hostile_told, hostile):
    book = book_of(hostile_told)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type in ("s", "n") for cell in cells)
    formulas = [cell for cell in cells if str(cell.value).startswith("=")]
    assert formulas
    assert all(cell.quotePrefix for cell in formulas)
    assert all(len(str(cell.value)) <= 32_767 for cell in cells)
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)


def test_hostile_text_is_kept_readable(hostile_told, hostile):
    words = words_of(paper_of(hostile_told))
    assert hostile[0] in words
    assert "控制\\x00\\x07\\x1b[31m字符\\ufffe\\u202e倒" in words
    assert "\\ud800孤立代理" in words
    assert max(len(line) for line in words.splitlines()) < 2000


@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_dossier_makes_a_report_too(empty_told, tmp_path, suffix):
    file = tmp_path / f"报告{suffix.upper()}"
    write_gap_report(empty_told, file)
    assert file.stat().st_size > 1000


def test_three_thousand_findings_are_all_written(view, matrix, make_finding, make_report, day):
    found = [
        make_finding(message=f"第{index}个问题", unit=f"单位{index % 7}", advice="请核对。") for index in range(3000)
    ]
    told = gather(make_report(found, matrix), view, day)
    book = openpyxl.load_workbook(io.BytesIO(FORMATS[".xlsx"](told)), read_only=True)
    assert len(rows_of(book["问题"], "序号")) == 3000
    paper = paper_of(told)
    assert sum("个问题" in one.text and "【" in one.text for one in paper.paragraphs) == 3000
    assert Page(FORMATS[".html"](told)).tags.count("article") == 3000


@pytest.mark.parametrize(
    ("text", "taken", "title"),
    [
        ("县/局:*?[甲]", (), "县_局____甲_"),
        ("", (), "未命名"),
        ("'History'", (), "History（2）"),
        ("甲", ("甲",), "甲（2）"),
        ("长" * 40, ("长" * 31,), "长" * 28 + "（2）"),
    ],
)
def test_titles_of_sheets_fit_excel(text, taken, title):
    assert safe_title(text, taken) == title
    assert len(title) <= 31


def test_plain_text_is_on_one_line_and_cut():
    assert plain("甲\n 乙\t丙") == "甲 乙 丙"
    assert plain("一二三四", 2) == "一二…"
    assert CELL_CHARS < 32_767


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_libreoffice_opens_the_files(told, as_pdf, suffix):
    pages = as_pdf(f"缺口报告{suffix}", FORMATS[suffix](told))
    text = "".join(pages)
    for issue in told.issues:
        assert issue.finding.message.replace(" ", "")[:12] in text
