"""Whatever numbers a document tells, however its words fall, it is understood without a fault."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages import examine, extract, identify, tag
from schemas.editions import load_edition
from schemas.locator import CellLocator, ParagraphLocator
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock

EDITION = load_edition("2021")
MEASURES = sorted({measure.name for indicator in EDITION.indicators for _, measure in indicator.measures()})
COMPONENTS = sorted(
    {part.name for one in EDITION.indicators for _, measure in one.measures() for part in measure.components}
)
WORDS = [
    "云岫县", "全县", "全市", "某镇", "2021年", "2022年", "2020—2022年", "上年", "同期", "截至年底", "近三年",
    "“十四五”末", "共", "其中", "包括", "合计", "累计", "分别为", "均为", "依次为", "和", "与", "及", "、", "，",
    "；", "。", "：", "（", "）", "占", "的", "率", "达到", "为", "是", "提高到", "由", "上升", "下降", "增加", "减少",
    "较", "比", "同比", "目标", "不低于", "完成", "计划", "满意度", "合格", "达标率", "面积", "总数", "产生量",
    "利用量", "行政村", "断面", "优良天数", "受访者", "岁以上", "≥", "≤", "约", "近", "余", "左右", "以上",
    "百分点", "个", "家", "天", "吨", "万吨", "万元", "公顷", "亩", "平方公里", "%", "‰", "微克/立方米", "件", "批次",
    "户", "0", "1", "7.5", "12", "95.6", "100", "365", "2,860", "十二", "百分之九十五", "18—35", "1:2", "3/4", "—",
    "...", "无", "未发生", "未统计", "第3", "①",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(MEASURES), st.sampled_from(COMPONENTS))
LINE = st.lists(PIECES, min_size=3, max_size=22).map("".join)
GRID = st.lists(st.lists(st.lists(PIECES, max_size=3).map("".join), min_size=3, max_size=3), min_size=2, max_size=5)


def _understand(title: str, lines: list[str], grid: list[list[str]]) -> None:
    texts = [title, "云岫县生态环境局", *lines]
    blocks: list[TextBlock | TableBlock] = [
        TextBlock(text=text, locator=ParagraphLocator(index=index), page=1) for index, text in enumerate(texts)
    ]
    cells = tuple(
        Cell(row=row, column=column, text=text, locator=CellLocator(table=0, row=row, column=column))
        for row, texts_of_row in enumerate(grid)
        for column, text in enumerate(texts_of_row)
    )
    blocks.append(TableBlock(index=0, cells=cells, rows=len(grid), columns=3, page=1))
    parsed = ParsedDocument(media_type="text/plain", pages=1, blocks=tuple(blocks))
    identity = identify.identify(parsed)
    tags = tag.tag(parsed, identity, EDITION)
    extract.extract(parsed, identity, tags, EDITION)
    examine.examine(parsed, identity)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(MEASURES), st.lists(LINE, min_size=1, max_size=4), GRID)
def test_any_numbers_are_understood(measure: str, lines: list[str], grid: list[list[str]]) -> None:
    _understand(f"关于2022年{measure}的说明", lines, grid)
