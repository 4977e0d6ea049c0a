"""Where the value cells of a table stand: the heads of their rows, of their columns, what was named before them."""

import re
from collections.abc import Callable

from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import read_unit
from pipeline.stages.extraction.heads import Head, Place, says_more
from pipeline.stages.extraction.layout import Layout, cell_value, is_blank, is_total
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.table_rows import Row, RowLabels, words_left
from pipeline.values import replace
from schemas.parsed import Cell

MIN_PROSE_CHARS = 10
MAX_LABEL_CHARS = 24
# columns of words that are not what a row is about
_NO_LABEL = re.compile(
    r"评分标准|评分办法|考核依据|计算方法|公式|算式|算法|关系式?$|口径|数据来源|责任|牵头|配合|部门|(?:建设|施工|设计|监理|运营|管理)单位|业主|属性|备注|说明|是否|达标|证明材料|佐证|解释|依据|"
    r"级别|等级|文号|批准|批复|批建|(?:建立|设立|成立|建成|投运|启用)(?:时间|年|日期)|位置|坐标|所在|隶属|主管|法人|联系"
)
# first of all columns it says whose number a row has: 县级, 乡镇级, 村级
_LEVELS = re.compile(r"(?:河长|行政)?(?:级别|层级)")
# a row of what the air may hold at most
_LIMITS = re.compile(
    r"(?:国家|环境空气(?:质量)?|年均值?|执行|评价|[、/])*(?:[一二三]级|质量|排放|环境)?标准(?:限值|值)?|(?:浓度|标准)限值"
)
# 一、畜禽粪污情况 heads the rows on 畜禽粪污
_FORM_OF_GROUP = re.compile(r"(?<=[一-龥]{2})(?:有关|相关)?(?:情况|方面|部分)$")
_WIDER = re.compile(r"全[国省市州](?:平均|均值|合计|总计)?")
# beside the name of a thing they only describe it
_ATTRIBUTE = re.compile(r"类型|性质|畜种|品种|工艺|行业|代码|去向|方式")

# what is no amount, or says in what it is told
_NO_AMOUNT = re.compile(r"(?:率|比例|比|占比|比重|度|指数|数|次|天|幅|备注|说明|年份|等级|类别|情况)$")
_AMOUNTS = frozenset({"mass", "volume", "area", "length"})


class Places:
    """Finds the heads of the cells of one table."""

    def __init__(
        self,
        grid: list[Row],
        layout: Layout,
        columns: list[tuple[Head, ...]],
        head: Callable[[str], Head],
        scene: Scene,
    ) -> None:
        """Take the rows, the heads of each column, a function that reads a label."""
        self._grid, self._layout, self._columns = grid, layout, columns
        self._head, self._scene = head, scene
        # the labels of a row, which all its cells ask for
        self._labels_known: dict[tuple[int, int], tuple[Head, ...]] = {}
        self._rows_before = self._names_of_rows_before()
        self._labels = RowLabels(grid, layout, lambda text: head(text).names is not None)

    def of(self, cell: Cell) -> Place:
        """Return the heads of a value cell."""
        value = cell_value(cell.text)
        unit = value.unit if value is not None else ""
        columns = () if self._counts_names(cell) else self._heads_over(cell)
        return Place(self.rows(cell), columns, self._named_before(cell), unit, self._unit_beside(cell.column))

    def _unit_beside(self, column: int) -> str:
        """Return the unit of an amount that a column leaves to be understood: 产生量（吨） | 利用量 | 处置量."""
        heads = self._columns[column]
        if not heads or any(head.unit for head in heads) or _NO_AMOUNT.search(heads[-1].words):
            return ""
        for left in range(column - 1, self._layout.band(column) + self._layout.labels - 1, -1):
            unit = next((head.unit for head in reversed(self._columns[left]) if head.unit), "")
            known = read_unit(unit) if unit else None
            if known is not None:
                return unit if known.dimension in _AMOUNTS else ""
        return ""

    def is_label(self, cell: Cell) -> bool:
        """Tell whether a cell is a label, an order number, a unit."""
        layout = self._layout
        if cell.column in layout.order_columns or cell.column == layout.unit_column:
            return True
        is_left = cell.column - layout.band(cell.column) < layout.labels
        return is_left and len(cell.text) < MIN_PROSE_CHARS and not self._counts_names(cell)

    def _counts_names(self, cell: Cell) -> bool:
        """Tell whether a cell beside 合计 counts the names above it: 3个."""
        left = [one.text for one in self._grid[cell.row][: cell.column] if one is not None and not is_blank(one.text)]
        if not left or not is_total(left[0]) or cell.column >= self._layout.labels:
            return False
        return (counted := cell_value(cell.text)) is not None and bool(counted.unit)

    def rows(self, cell: Cell) -> tuple[Head, ...]:
        """Return the labels of the row that a cell stands in, outermost first."""
        if (beside := self._measure_beside(cell)) is not None:
            return (beside,)
        if not any(self._layout.heads):
            return self._labels_in(cell.row, words_left(self._grid[cell.row], cell))
        begin = self._layout.band(cell.column)
        if (cell.row, begin) not in self._labels_known:
            columns = [column for column in range(begin, begin + self._layout.labels) if self._labels_rows(column)]
            self._labels_known[cell.row, begin] = self._labels_in(cell.row, columns)
        return self._labels_known[cell.row, begin]

    def _labels_in(self, at: int, columns: list[int]) -> tuple[Head, ...]:
        """Return the labels that stand in some columns of a row, behind those above it that hold for it."""
        layout, row = self._layout, self._grid[at]
        heads = [self._group_head(group)] if (group := self._labels.group(at)) else []
        heads += [self._head(words) for words in self._in_order_columns(row)]
        for column in columns:
            label = row[column]
            if label is None or column == layout.unit_column or self._counts_names(label):
                continue
            text = self._labels.outer(at, column) if is_blank(label.text) else label.text.strip()
            if text and all(head.text != text for head in heads):
                heads.append(self._row_head(text if column != columns[-1] else self._labels.whole(at, text)))
        if heads:
            heads[-1] = self._in_unit_of(at, heads[-1])
        return tuple(heads)

    def _in_order_columns(self, row: Row) -> list[str]:
        """Return the areas above that stand where other rows have their order: 全市 below 排名."""
        cells = (row[column] for column in sorted(self._layout.order_columns) if column < self._layout.labels)
        return [words for cell in cells if cell is not None and _WIDER.fullmatch(words := cell.text.strip())]

    def _measure_beside(self, cell: Cell) -> Head | None:
        """Return the measure that a cell of words right before a value names, in a column that holds no labels."""
        if not self._layout.labels:
            return None
        for column in range(cell.column - 1, self._layout.labels - 1, -1):
            left = self._grid[cell.row][column]
            if left is None or left is cell or column == self._layout.unit_column or is_blank(left.text):
                continue
            if cell_value(left.text) is None:
                head = self._head(left.text.strip())
                is_near = self._scene.lexicon.is_near_name(head.words)
                return self._in_unit_of(cell.row, head) if head.names is not None or is_near else None
        return None

    def _in_unit_of(self, row: int, head: Head) -> Head:
        """Return a head with the unit that stands in the row's column of units."""
        unit = self._grid[row][self._layout.unit_column] if self._layout.unit_column is not None else None
        known = read_unit(unit.text) if unit is not None else None
        return replace(head, unit=known.name) if known is not None else head

    def _row_head(self, text: str) -> Head:
        """Return the head of a row; an area of tasks (目标责任体系与制度建设) gives what stands in it no role."""
        head = self._head(text)
        is_limit = head.role == "skip" and _LIMITS.fullmatch(head.words) is not None
        return head if head.names is not None or is_limit or not says_more(head) else replace(head, role=None)

    def _group_head(self, text: str) -> Head:
        """Return the head of a group of rows; 一、目标责任体系 gives them no role."""
        head = self._head(_FORM_OF_GROUP.sub("", text))
        return head if head.is_generic else replace(head, role=None, is_deadline=False)

    def labels_left(self, cell: Cell) -> tuple[Head, ...]:
        """Return the short labels left of a cell in a table of words alone."""
        left = [one for one in self._grid[cell.row][: cell.column] if one is not None and one is not cell]
        short = [
            one.text.strip() for one in left if not is_blank(one.text) and len(one.text.strip()) <= MAX_LABEL_CHARS
        ]
        return tuple(self._head(text) for text in dict.fromkeys(short))

    def _labels_rows(self, column: int) -> bool:
        """Tell whether a column's words say what a row is about (评分标准, 责任单位 do not)."""
        texts = self._layout.heads[column] if column < len(self._layout.heads) else ()
        if column in self._layout.order_columns or not texts:
            return column not in self._layout.order_columns
        words = shadow(texts[-1]).text
        is_first = all(one in self._layout.order_columns for one in range(column))
        if is_first and _LEVELS.fullmatch(words):
            return True
        return not _NO_LABEL.search(words) and (is_first or not _ATTRIBUTE.search(words))

    def _heads_over(self, cell: Cell) -> tuple[Head, ...]:
        """Return the heads of a cell's column; of a cell over several columns those that all of them have."""
        over = self._columns[cell.column : cell.column + cell.column_span]
        if len(over) < 2 or all(heads == over[0] for heads in over):
            return over[0]
        return tuple(head for head in over[0] if all(head in heads for heads in over))

    def _named_before(self, cell: Cell) -> tuple[str, ...]:
        """Return what the column left of a value names, what the row above it names."""
        columns = range(cell.column - 1, self._layout.band(cell.column) - 1, -1)
        group = self._columns[cell.column][:-1]
        beside = (heads[-1] for one in columns if (heads := self._columns[one]) and heads[:-1] == group)
        left = next((head.text for head in beside if head.names), "")
        return tuple(text for text in (left, self._rows_before[cell.row]) if text)

    def _names_of_rows_before(self) -> list[str]:
        """Return for each row the nearest label above it that names something."""
        before: list[str] = []
        named = ""
        for row in self._grid:
            before.append(named)
            label = row[self._layout.labels - 1] if self._layout.labels else None
            if label is not None and len(before) > self._layout.first_row and self._head(label.text.strip()).names:
                named = label.text.strip()
        return before
