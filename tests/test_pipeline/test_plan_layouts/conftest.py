"""Documents that hold a task table, and the plainest of all layouts."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.plan_import import PlanReading, read_plan
from schemas.editions import load_edition
from schemas.locator import CellLocator, PageLocator, ParagraphLocator
from schemas.parsed import Block, Cell, ParsedDocument, TableBlock, TextBlock

UP, LEFT = "^", "<"  # a place that belongs to the cell above it, or on its left
Rows = Sequence[Sequence[str]]
TITLE = "云溪县国家生态文明建设示范区复核任务分解表"
AIR = "环境空气质量\n（1）优良天数比例\n（2）PM2.5浓度下降幅度"
GRAIN = "三大粮食作物化肥农药利用率\n（1）化肥利用率\n（2）农药利用率"
PLAIN: list[list[str]] = [
    ["领域", "任务", "序号", "指标名称", "2024年目标值", "指标属性", "牵头单位", "配合单位", "完成时限"],
    [
        "生态\n制度",
        "（一）制度建设",
        "4",
        "河长制",
        "全面实施",
        "约束性",
        "县水利局",
        "县财政局、各镇人民政府",
        "长期坚持",
    ],
    [UP, UP, "5", "生态环境信息公开率", "100%", "约束性", "市生态环境局云溪分局", "/", "2024年12月"],
    [
        "生态安全",
        "（二）质量改善",
        "7",
        AIR,
        "≥92%\n≥3%",
        "约束性",
        "市生态环境局云溪分局",
        "县住房和城乡建设局和县城市管理局",
        "2024年底前",
    ],
    [UP, "（三）系统保护", "10", "林草覆盖率", "≥61.5%", "参考性", "县林业局", "县自然资源和规划局", "2024年6月"],
    ["生态经济", "（四）循环发展", "20", GRAIN, "≥40%\n≥42%", "参考性", "县农业农村局", "县供销社", "2024-11-30"],
    [
        "生态生活",
        "（五）人居环境",
        "25",
        "城镇污水处理率",
        "不低于96%",
        "约束性",
        "县住房和城乡建设局",
        "县水利局",
        "2024年",
    ],
]


def _table(rows: Rows, index: int = 0, page: int | None = None) -> TableBlock:
    cells = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line):
            if text in (UP, LEFT):
                continue
            down = next((n for n in range(row + 1, len(rows)) if rows[n][column] != UP), len(rows)) - row
            right = next((n for n in range(column + 1, len(line)) if line[n] != LEFT), len(line)) - column
            locator = CellLocator(table=index, row=row, column=column, page=page)
            cells.append(Cell(row=row, column=column, row_span=down, column_span=right, text=text, locator=locator))
    return TableBlock(index=index, rows=len(rows), columns=len(rows[0]), cells=tuple(cells), page=page or 1)


def _word(*parts: str | Rows) -> ParsedDocument:
    """A Word document: strings are paragraphs, rows are tables."""
    blocks: list[Block] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            blocks.append(TextBlock(text=part, locator=ParagraphLocator(index=number), page=1))
        else:
            blocks.append(_table(part, index=number))
    return ParsedDocument(media_type="application/msword", pages=1, blocks=tuple(blocks))


def _pdf(*pages: Rows) -> ParsedDocument:
    """A PDF with one piece of the table on each page."""
    blocks: list[Block] = [TextBlock(text=TITLE, locator=PageLocator(page=1), page=1)]
    for number, rows in enumerate(pages, 1):
        blocks.append(_table(rows, index=number - 1, page=number))
        foot = f"— {number} —"
        blocks.append(TextBlock(text=foot, locator=PageLocator(page=number), page=number, role="footer"))
    return ParsedDocument(media_type="application/pdf", pages=len(pages), blocks=tuple(blocks))


def _read(*parts: str | Rows, years: tuple[int, ...] = ()) -> PlanReading:
    return read_plan(_word(TITLE, *parts), load_edition("2021"), years)


@pytest.fixture(scope="session")
def word() -> Callable[..., ParsedDocument]:
    """Make a Word document: strings are paragraphs, rows are tables."""
    return _word


@pytest.fixture(scope="session")
def pdf() -> Callable[..., ParsedDocument]:
    """Make a PDF with one piece of the table on each page."""
    return _pdf


@pytest.fixture(scope="session")
def read() -> Callable[..., PlanReading]:
    """Read a Word document with a title and these parts for the edition of 2021."""
    return _read


@pytest.fixture(scope="session")
def plain() -> list[list[str]]:
    """A table with a column for each field, merged domains, subs in the name cell."""
    return PLAIN
