"""Tables without a grid of lines: three-line tables, rules between rows only, no rules at all; text that is none."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.parsers.layout.compose import compose
from pipeline.parsers.layout.printed_page import PrintedPage, read_page
from pipeline.parsers.layout.sheet import Glyph, Ruling, Sheet
from schemas.parsed import TableBlock, TextBlock

SIZE = 10.0
LEADING = 14.0
PADDING = 3.0
XS = [80.0, 130.0, 260.0, 400.0, 520.0]
HEAD = ["序号", "断面", "水质", "达标率"]
ROWS = [HEAD, ["1", "青溪断面", "Ⅱ类", "98.5%"], ["2", "白石", "Ⅲ类", "100%"], ["3", "柳塘断面", "Ⅱ类", "97.0%"]]
PROSE = "全县各有关单位应当按照职责分工落实各项任务并且确保按期完成水质断面达标。"


def written(x: float, top: float, text: str, size: float = SIZE) -> list[Glyph]:
    glyphs = []
    for character in text:
        width = size / 2 if character.isascii() else size
        glyphs.append(Glyph(character, x, top, x + width, top + size, size))
        x += width
    return glyphs


def line(y: float, x0: float = XS[0], x1: float = XS[-1]) -> Ruling:
    return Ruling(True, y, x0, x1)


Page = Callable[..., Sheet]


@pytest.fixture
def page() -> Page:
    """Print rows of cells: `lines` are the edges of rows (0 is the top) with a ruling; a cell may hold a line break."""

    def make(
        rows: list[list[str]], *, lines: tuple[int, ...] = (), top: float = 200.0, middle: bool = True, number: int = 1
    ) -> Sheet:
        sheet = Sheet(number, 595.0, 842.0)
        y = top
        edges = [y]
        for row in rows:
            height = max(text.count("\n") + 1 for text in row) * LEADING
            for x, text in zip(XS, row, strict=False):
                own = (text.count("\n") + 1) * LEADING
                start = y + PADDING + ((height - own) / 2 if middle else 0)
                for place, part in enumerate(text.split("\n")):
                    sheet.glyphs.extend(written(x + PADDING, start + place * LEADING, part))
            y += height + 2 * PADDING
            edges.append(y)
        sheet.rulings.extend(line(edges[edge] - 2) for edge in lines)
        return sheet

    return make


def grid(page: PrintedPage) -> list[list[list[str]]]:
    return [
        [
            [" ".join(text.text for text in cell.lines) for cell in table.cells if cell.row == row]
            for row in range(table.rows)
        ]
        for table in page.tables
    ]


@pytest.mark.parametrize("lines", [(0, 1, 4), (0, 1, 2, 3, 4), (0, 4), ()])
def test_one_table_whatever_its_lines(lines: tuple[int, ...], page: Page) -> None:
    read = read_page(page(ROWS, lines=lines))
    assert grid(read) == [ROWS]
    assert not read.lines and not read.tables[0].is_ruled


@pytest.mark.parametrize("middle", [True, False])
@pytest.mark.parametrize("lines", [(0, 1, 4), (0, 1, 2, 3, 4), ()])
def test_wrapped_lines_stay_in_their_row(lines: tuple[int, ...], middle: bool, page: Page) -> None:
    wrapped = "开展流域综合治理项目\n和截污工程建设"
    thrice = "完成农村生活污水治理\n设施建设与运行维护并\n通过验收"
    rows = [HEAD, ["1", wrapped, "Ⅱ类", "98.5%"], ["2", "白石", thrice, "100%"], ["3", "柳塘", "Ⅱ类", ""]]
    read = read_page(page(rows, lines=lines, middle=middle))
    assert grid(read) == [[[text.replace("\n", " ") for text in row] for row in rows]]


def test_a_wrapped_key_is_one_key(page: Page) -> None:
    rows = [
        ["名称", *HEAD[1:]],
        ["青溪县白\n石断面", "甲", "Ⅱ类", "98%"],
        ["白石", "乙", "Ⅲ类", "9%"],
        ["柳塘", "丙", "Ⅱ类", "1"],
    ]
    read = read_page(page(rows, lines=(0, 1, 4)))
    assert grid(read)[0][1][0] == "青溪县白 石断面"


def test_caption_above_and_note_below_stay_outside(page: Page) -> None:
    sheet = page(ROWS, lines=(0, 1, 4))
    sheet.glyphs.extend(written(220, 175, "表1　断面水质情况"))
    sheet.glyphs.extend(written(XS[0], 300, "注：数据来自县监测站。"))
    read = read_page(sheet)
    assert grid(read) == [ROWS]
    assert [text.text for text in read.lines] == ["表1 断面水质情况", "注：数据来自县监测站。"]


def test_text_above_and_below_stays_text(page: Page) -> None:
    sheet = page(ROWS)
    for top in (150, 170, 300, 320):
        sheet.glyphs.extend(written(80, top, PROSE, 12))
    read = read_page(sheet)
    assert grid(read) == [ROWS]
    assert len(read.lines) == 4


def test_what_is_aligned_without_figures_or_lines_is_text(page: Page) -> None:
    names = [
        ["组长", "张某某", "县长", "副组长"],
        ["李某某", "赵某", "成员", "钱某某"],
        ["孙某", "周某", "吴某某", "郑某"],
    ]
    assert not read_page(page(names)).tables


def test_two_rows_of_a_form_are_text(page: Page) -> None:
    assert not read_page(page([["电话", "123", "传真", "456"], ["邮编", "789", "网址", "0"]])).tables


def test_contents_with_page_numbers_are_text() -> None:
    sheet = Sheet(1, 595.0, 842.0)
    for number in range(8):
        sheet.glyphs.extend(written(80, 100 + 20 * number, f"第{number + 1}章总则"))
        sheet.glyphs.extend(written(500, 100 + 20 * number, str(number * 7)))
    assert not read_page(sheet).tables


@given(st.lists(st.lists(st.integers(1, 39), min_size=1, max_size=6), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_justified_prose_is_never_a_table(paragraphs: list[list[int]]) -> None:
    """Lines of words with the gaps that justification makes, indented first lines, short last ones."""
    sheet = Sheet(1, 595.0, 842.0)
    y = 60.0
    for paragraph in paragraphs:
        x = 104.0
        for count in paragraph:
            if x > 480:
                x, y = 80.0, y + 20
            sheet.glyphs.extend(written(x, y, PROSE[: min(count, int((520 - x) // 12))], 12))
            x += 12 * min(count, int((520 - x) // 12)) + 12 * 0.4
        y += 20
    assert not read_page(sheet).tables


def test_a_table_over_two_pages_is_one(page: Page) -> None:
    more = [HEAD, ["4", "枫岭断面与上游", "Ⅱ类", "96%"], ["5", "竹林", "Ⅳ类", "88.8%"]]
    blocks = compose([read_page(page(ROWS, top=740)), read_page(page(more, top=80, number=2))])
    (table,) = (block for block in blocks if isinstance(block, TableBlock))
    assert (table.rows, table.columns) == (6, 4)
    assert [cell.text for cell in table.cells if cell.column == 0] == ["序号", "1", "2", "3", "4", "5"]
    assert not [block for block in blocks if isinstance(block, TextBlock)]
