"""Word files: every paragraph and table once, in order, as Word displays it."""

import random
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import parsers
from pipeline.numbers.numerals import read_numeral
from pipeline.parsers.word.groups import GROUP_CHARS
from pipeline.parsers.word.number_formats import formatted
from schemas.locator import ParagraphLocator
from schemas.parsed import ParsedDocument, TableBlock, TextBlock

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def raw(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def tc(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: str, grid: str = "") -> str:
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def texts(document: ParsedDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextBlock)]


def tables(document: ParsedDocument) -> list[TableBlock]:
    return [block for block in document.blocks if isinstance(block, TableBlock)]


def shape(block: TableBlock) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in block.cells]


def test_headings_by_style_name_outline_and_title(read: Callable[..., ParsedDocument]) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="我的"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="Normal"/></w:style>'
    )
    document = read(
        p("总标题", '<w:pStyle w:val="t"/>')
        + p("由上级样式而来", '<w:pStyle w:val="b"/>')
        + p("自定大纲级别", '<w:pStyle w:val="n"/><w:outlineLvl w:val="2"/>')
        + p("正文级别", '<w:pStyle w:val="b"/><w:outlineLvl w:val="9"/>')
        + p("很长的段落" * 30, '<w:pStyle w:val="b"/>'),
        styles=styles,
    )
    assert [(block.role, block.level) for block in document.blocks if isinstance(block, TextBlock)] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("body", None),
        ("body", None),
    ]


def numbered(text: str, level: int, list_id: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(number: int, number_format: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def test_automatic_numbers_are_part_of_the_text(read: Callable[..., ParsedDocument]) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7">'
        + level(0, "chineseCounting", "%1、")
        + level(1, "chineseCountingThousand", "（%2）")
        + level(2, "decimal", "%3.")
        + level(3, "decimal", "%1.%4", "<w:isLgl/>")
        + level(4, "bullet", "\uf0b7")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = (
        numbered("总则", 0) + numbered("目的", 1) + numbered("甲", 2) + numbered("乙", 2) + numbered("依据", 1)
        + numbered("丙", 2) + numbered("2022年", 3) + numbered("项", 4) + numbered("附则", 0) + numbered("新表", 0, 2)
        + numbered("续", 0, 2) + numbered("无此表", 0, 9)
    )  # fmt: skip
    assert texts(read(body, numbering=numbering)) == [
        "一、总则", "（一）目的", "1.甲", "2.乙", "（二）依据", "1.丙", "1.1 2022年", "项", "二、附则",
        "五、新表", "六、续", "无此表",
    ]  # fmt: skip


def test_an_empty_numbered_cell_holds_its_number(read: Callable[..., ParsedDocument]) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    rows = [tc(numbered("", 0)) + tc(p(name)) for name in ("甲镇", "乙镇")]
    assert shape(tables(read(table(*rows), numbering=numbering))[0]) == [
        (0, 0, 1, 1, "1"), (0, 1, 1, 1, "甲镇"), (1, 0, 1, 1, "2"), (1, 1, 1, 1, "乙镇"),
    ]  # fmt: skip


@given(st.integers(1, 9999))
def test_chinese_numbers_read_back(number: int) -> None:
    assert read_numeral(formatted(number, "chineseCounting")) == number
    assert read_numeral(formatted(number, "ideographDigital")) == number or number < 10


@pytest.mark.parametrize(
    ("number", "number_format", "expected"),
    [
        (12, "chineseLegalSimplified", "壹拾贰"), (4, "lowerRoman", "iv"), (28, "upperLetter", "BB"),
        (3, "decimalZero", "03"),
        (12, "decimalEnclosedCircle", "⑫"), (2, "ideographTraditional", "乙"), (10, "decimalFullWidth", "１０"),
        (21, "decimalEnclosedCircle", "21"), (3, "unknown", "3"), (0, "upperLetter", "0"),
        (20000, "chineseCounting", "20000"),
    ],
)  # fmt: skip
def test_other_number_formats(number: int, number_format: str, expected: str) -> None:
    assert formatted(number, number_format) == expected


def test_merged_cells_once_nested_tables_after_their_parent(read: Callable[..., ParsedDocument]) -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    document = read(
        table(
            tc(p("乡镇"), restart) + tc(p("年份"), '<w:gridSpan w:val="2"/>'),
            tc(p(""), go_on) + tc(p("2021")) + tc(p("2022")),
            tc(p("甲镇") + table(tc(p("内1")) + tc(p("内2"))) + p("第二行")) + tc(p("1"), '<w:hMerge w:val="restart"/>')
            + tc(p(""), "<w:hMerge/>"),
        )
        + p("表后")
    )  # fmt: skip
    outer, inner = tables(document)
    assert (outer.rows, outer.columns, outer.index, inner.index) == (3, 3, 0, 1)
    assert shape(outer) == [
        (0, 0, 2, 1, "乡镇"), (0, 1, 1, 2, "年份"), (1, 1, 1, 1, "2021"), (1, 2, 1, 1, "2022"),
        (2, 0, 1, 1, "甲镇\n第二行"),
        (2, 1, 1, 2, "1"),
    ]  # fmt: skip
    assert [cell.text for cell in inner.cells] == ["内1", "内2"]
    assert [block.kind for block in document.blocks] == ["table", "table", "text"]
    assert all(cell is not None for row in outer.grid() for cell in row)


def test_columns_nobody_begins_at_and_slivers_are_no_columns(read: Callable[..., ParsedDocument]) -> None:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (1000, 60, 1000, 1000, 1000))
    document = read(
        table(
            tc(p("a")) + tc(p("b"), '<w:gridSpan w:val="2"/>') + tc(p("c"), '<w:gridSpan w:val="2"/>'),
            tc(p("d"), '<w:gridSpan w:val="2"/>') + tc(p("e")) + tc(p("f"), '<w:gridSpan w:val="2"/>'),
            grid=grid,
        )
    )
    assert tables(document)[0].columns == 3
    assert [cell.column for cell in tables(document)[0].cells] == [0, 1, 2, 0, 1, 2]


def test_rows_that_begin_late_and_deleted_rows(read: Callable[..., ParsedDocument]) -> None:
    document = read(
        table(
            tc(p("a")) + tc(p("b")),
            '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc(p("c")),
            "<w:trPr><w:del/></w:trPr>" + tc(p("删")) + tc(p("除")),
        )
    )
    assert shape(tables(document)[0])[-1] == (1, 1, 1, 1, "c")
    assert tables(document)[0].rows == 2


def test_a_frame_of_one_cell_is_running_text(read: Callable[..., ParsedDocument]) -> None:
    assert texts(read(table(tc(p("框内一") + p("框内二"))))) == ["框内一", "框内二"]


def test_what_is_displayed_and_nothing_else(read: Callable[..., ParsedDocument]) -> None:
    def run(text: str, properties: str = "") -> str:
        return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"

    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>' + run("代码")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("结果")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )  # fmt: skip
    lines = [
        run("保留") + f"<w:ins>{run('插入')}</w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>",
        f"<w:hyperlink>{run('链接')}</w:hyperlink>" + field,
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>",
        run("明") + run("暗", "<w:vanish/>") + run("显", '<w:vanish w:val="0"/>'),
        "<w:r><w:t>PM</w:t><w:noBreakHyphen/><w:t>2</w:t><w:softHyphen/><w:t>.5</w:t><w:tab/><w:t>x</w:t></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>90%</w:t><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0a3</w:t></w:r>' + run("41%"),
        "<w:r><w:ruby><w:rt><w:r><w:t>zhen</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>镇</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        run("率=")
        + "<m:oMath><m:f><m:num><m:r><m:t>甲+乙</m:t></m:r></m:num>"
        + "<m:den><m:r><m:t>丙</m:t></m:r></m:den></m:f></m:oMath>",
        run("⽅案⻓期\u200b\u00a0A"),
    ]
    document = read("".join(raw(line) for line in lines) + f"<w:sdt><w:sdtContent>{p('块控件')}</w:sdtContent></w:sdt>")
    assert texts(document) == [
        "保留插入", "链接结果", "控件", "明显", "PM-2.5\tx", "≥90%☑", "≤41%", "镇", "率=(甲+乙)/丙",
        "方案长期 A", "块控件",
    ]  # fmt: skip


def test_text_boxes_once_and_after_their_paragraph(read: Callable[..., ParsedDocument]) -> None:
    box = f"<w:txbxContent>{p('框中文字')}</w:txbxContent>"
    drawing = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read(raw(f"<w:r><w:t>锚</w:t>{drawing}</w:r>") + p("后"))
    assert [(block.text, block.role) for block in document.blocks if isinstance(block, TextBlock)] == [
        ("锚", "body"), ("框中文字", "textbox"), ("后", "body"),
    ]  # fmt: skip


def test_notes_comments_headers_and_footers_apart(read: Callable[..., ParsedDocument]) -> None:
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:headerReference w:type="first" r:id="header2"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    )
    document = read(
        raw(
            '<w:r><w:t>正文</w:t><w:footnoteReference w:id="2"/><w:endnoteReference w:id="3"/></w:r>'
            '<w:r><w:commentReference w:id="0"/></w:r>'
        )
        + p("第二段")
        + section.replace("<w:sectPr>", "<w:p><w:pPr><w:sectPr>").replace("</w:sectPr>", "</w:sectPr></w:pPr></w:p>")
        + p("第二节")
        + section,
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote>'
        f'<w:footnote w:id="2">{p("脚注")}</w:footnote>',
        endnotes=f'<w:endnote w:id="3">{p("尾注")}</w:endnote>',
        comments=f'<w:comment w:id="0">{p("批注")}</w:comment>',
        header1=p("页眉"),
        header2=p("首页不显示"),
        footer1=p("— 3 —") + p("第 1 页 共 8 页") + p("页脚"),
    )
    assert [(block.text, block.role) for block in document.blocks if isinstance(block, TextBlock)] == [
        ("页眉", "header"), ("正文", "body"), ("脚注", "footnote"), ("尾注", "footnote"), ("批注", "comment"),
        ("第二段", "body"), ("第二节", "body"), ("页脚", "footer"),
    ]  # fmt: skip
    places = [block.locator for block in document.blocks if isinstance(block, TextBlock)]
    assert places == [ParagraphLocator(index=index) for index in range(len(places))]
    assert document.pages == 2


def test_manual_line_breaks_part_paragraphs_only_behind_a_sentence(read: Callable[..., ParsedDocument]) -> None:
    line = "<w:r><w:t>关于印发</w:t><w:br/><w:t>方案的通知</w:t></w:r>"
    ended = "<w:r><w:t>第一句。</w:t><w:br/><w:t>第二句。</w:t></w:r>"
    assert texts(read(raw(line) + raw(ended))) == ["关于印发方案的通知", "第一句。", "第二句。"]


def test_groups_of_about_a_page(read: Callable[..., ParsedDocument]) -> None:
    long = "字" * (GROUP_CHARS // 2)
    breaking = raw('<w:r><w:br w:type="page"/><w:t>新页</w:t></w:r>')
    rendered = raw("<w:r><w:t>一半</w:t><w:lastRenderedPageBreak/><w:t>另一半</w:t></w:r>")
    document = read(p(long) + p(long) + p("第二组") + breaking + rendered + p("末"))
    assert [(block.text[:3], block.page) for block in document.blocks if isinstance(block, TextBlock)] == [
        ("字字字", 1), ("字字字", 1), ("第二组", 2), ("新页", 3), ("一半另", 3), ("末", 4),
    ]  # fmt: skip
    assert document.pages == 4


def test_a_long_table_runs_over_groups_and_no_cell_is_lost(read: Callable[..., ParsedDocument]) -> None:
    rows = [tc(p(f"第{number}行")) + tc(p("内容" * 100)) for number in range(20)]
    document = read(table(*rows))
    pages = [cell.page for cell in tables(document)[0].cells]
    assert document.pages > 2 and pages == sorted(pages, key=lambda page: page or 0) and pages[-1] == document.pages
    assert all(pages[index] == pages[index + 1] for index in range(0, len(pages), 2))
    found = dict(document.page_texts())
    assert all(cell.text in found[cell.page or 0] for cell in tables(document)[0].cells)


@given(st.lists(st.text("甲乙丙丁12ab", min_size=1, max_size=4), min_size=1, max_size=8), st.randoms())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_how_runs_cut_a_paragraph_does_not_matter(
    read: Callable[..., ParsedDocument], pieces: list[str], chance: random.Random
) -> None:
    wrappers = ["{}", "<w:ins>{}</w:ins>", "<w:hyperlink>{}</w:hyperlink>", "<w:smartTag>{}</w:smartTag>"]
    inside = "".join(chance.choice(wrappers).format(f"<w:r><w:t>{piece}</w:t></w:r>") for piece in pieces)
    assert texts(read(raw(inside))) == ["".join(pieces)]


def test_a_file_of_python_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("指标完成情况", level=2)
    document.add_paragraph("2022年为95.2%。")
    grid = document.add_table(rows=2, cols=2)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "合并"
    document.save(str(tmp_path / "a.docx"))
    parsed = parsers.parse(tmp_path / "a.docx", MEDIA_TYPE)
    assert texts(parsed) == ["指标完成情况", "2022年为95.2%。"]
    assert shape(tables(parsed)[0])[0] == (0, 0, 2, 1, "合并")
