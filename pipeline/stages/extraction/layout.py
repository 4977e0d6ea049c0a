"""How a table is laid out: its title rows, head rows, label columns."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.numbers.quantities import Quantity, quantities
from pipeline.numbers.shadow import Shadow, shadow
from pipeline.numbers.units import read_unit
from pipeline.numbers.years import years
from pipeline.stages.extraction.table_halves import values_halved
from pipeline.values import frozen, replace
from schemas.parsed import Cell, TableBlock

_BLANKS = re.compile(r"[-/*无\s—]*")
_MARKS = re.compile(r"[①-⑳*※†#★☆▲△]+|(?<=[\d%‰])[¹²³⁴-⁹]+")
_RESIDUE = re.compile(
    r"[\s+↑↓()约:;,。]|同比|较上年|比上年|上升|提高|增长|增加|上涨|提升|下降|降低|减少|回落|减|降|了|不?达标|达到?|合格|优|良|完成|已|为|共|计|%"
)
# most values are no more than this
_PLAIN = re.compile(r"[0-9]{1,9}(?:\.[0-9]+)?%?")
_OPENS = frozenset("[［【〔")
_IN_BRACKETS = re.compile(r"[\[［【〔]\s*([^\[\]［］【】〔〕]+?)\s*[\]］】〕]")
_BRACKETED = re.compile(r"\([^()]*\)")
_NOTED = re.compile(r"(?P<value>[^()]*\d[^()]*)\((?P<note>[^()]*)\)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d(?:\([^()\d]*\))?")
# quality classes stand where other tables have numbers: Ⅱ类, 劣Ⅴ类, Ⅱ
_CLASS = re.compile(r"劣?(?:[ⅠⅡⅢⅣⅤ]|I{1,3}|IV|V)类?(?:\([^()]*\))?")
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u2009]\d{3})+(?:\.\d+)?")
_ORDER = re.compile(
    r"序号|编号|次序|^号$|^(?:排名|名次|位次|排序)$|^(?:指标|项目|统计)?(?:代码|代号|行次|栏次|行号|编码)$"
)
# report forms count their columns below the heads: 甲 乙 1 2 3=2/1
_COLUMN_LETTER = re.compile(r"[甲乙丙丁戊己庚辛壬癸A-H]|栏次|行次")
_COLUMN_NUMBER = re.compile(r"[(（]?(?P<number>\d{1,2})[)）]?(?:\s*[=＝][\d\s+\-—×/÷*%()（）＋－]+)?")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
# a sentence with a figure is no head: 2022年达到95.3%
_STATED = re.compile(r"\d\s*[%％‰]|(?:分别|均|达到|为|不低于|≥|提高|下降)\s*(?!(?:19|20)\d\d年)\d")
MIN_STATED_CHARS = 8
MIN_CLASSES = 3
_LISTS = re.compile(r"[\n、；;]|[（(]\d[）)]")
_NUMBERED = re.compile(r"\s*[（(]\d[）)]\s*")
_BETWEEN = re.compile(r"[、；;]")
_LABEL_HEAD = re.compile(r"序号|指标|项目|名称|年份|年度|乡镇|地区|单位名称|镇|村")
_TOTALS = re.compile(
    r"(?:全县|全区|全市|[县市区]|总|[县市]域|全年|年度|本年)?(?:合计|总计|总数|汇总|共计)|(?:全县|全区|[县市]域|全域)(?:平均|均值)?|"
    r"全[县区市旗镇乡]\d+个?(?:行政)?[村镇乡户](?:合计|总计|共计|汇总)|(?:全年|年度|本年)(?:累计|平均值?|均值)|(?:加权|算术)?平均值?|[一-龥]{2,8}加权(?:平均)?值?|综合(?:平均|加权)?|全年|年均|全体(?:居民|公众|受访者|样本)?|(?:综合|总)(?:满意度|参与度)"
)
# 生态文明建设总体满意度 among those of its parts
_OVERALL = re.compile(r"总体(?:满意度|参与度|评价|水平)?$")
MAX_TOTAL_CHARS = 16
MIN_ROWS_COUNTED = 3

_COUNT_BESIDE = re.compile(r"(?<=计)(?:\([^()]*\d[^()]*\)|\d+[个处座家户])$")
_SUBTOTALS = re.compile(r"(?:小计|合计|总计|共计|合\s*计|小\s*计)(?:\([^()]*\))?")


@frozen
class Layout:
    """`titles` are rows over the whole width; `heads` the head texts of each column, outermost first.

    Body rows begin at `first_row`; columns below `labels` hold row labels, not values. `unit_column` holds the
    unit of each row, where there is one. `order_columns` only count the rows. `period` is the width of a band where
    a table stands several times side by side (指标 完成值 指标 完成值), else that of the table.
    """

    titles: tuple[str, ...]
    heads: tuple[tuple[str, ...], ...]
    first_row: int
    labels: int
    unit_column: int | None
    order_columns: frozenset[int]
    period: int = 0

    def band(self, column: int) -> int:
        """Return the column at which the band begins that holds a column."""
        return column - column % self.period if self.period else 0


# a number without its unit, which the head tells, with its bound behind it: 75以上, 38左右
_BOUNDED = re.compile(r"(?P<number>\d+(?:\.\d+)?)(?P<bound>[及]?以上|[及]?以下|以内|左右|上下)")
_BOUND_SIGNS = {"以上": "≥", "及以上": "≥", "以下": "≤", "及以下": "≤", "以内": "≤", "左右": "约", "上下": "约"}


@lru_cache(maxsize=4096)
def cell_value(text: str) -> Quantity | None:
    """Return the one quantity that a cell holds, None where it holds words, nothing, or several numbers.

    What stands in brackets behind a number is a note, or its unit: 97.0（+0.7）, 6（家）.
    """
    bare = _MARKS.sub("", text.strip())
    if _PLAIN.fullmatch(bare) is not None and _BARE_DATE.fullmatch(bare) is None:
        end = len(bare)
        return Quantity(0, end, 0, end, Decimal(bare.rstrip("%")), "%" if bare[-1] == "%" else "", bare)
    if (bounded := _BOUNDED.fullmatch(bare)) is not None:
        bare = _BOUND_SIGNS[bounded["bound"]] + bounded["number"]
    if bare[:1] in _OPENS and (inner := _IN_BRACKETS.fullmatch(bare)) is not None:
        bare = inner[1]  # what is summed up over the years of a plan: [14]
    shade = shadow(re.sub(r"\s", "", bare) if _SPACED_THOUSANDS.fullmatch(bare) else bare)
    if not shade.text or _BARE_DATE.fullmatch(shade.text):
        return None
    if (told := _one_quantity(shade)) is not None:
        return told
    noted = None if _BARE_YEAR.fullmatch(shade.text) else _NOTED.fullmatch(shade.text)
    told = _one_quantity(shadow(noted["value"])) if noted else None
    unit = read_unit(noted["note"]) if noted else None
    return replace(told, unit=unit.name) if told is not None and not told.unit and unit is not None else told


def _one_quantity(shade: Shadow) -> Quantity | None:
    named = years(shade)
    found = quantities(shade, [(span.start, span.end) for span in named])
    if len(found) > 1 and not named:
        found = _outside_brackets(found, shade.text) or found
    if len(found) != 1 or found[0].is_range or found[0].unit == "年":
        return None
    rest = shade.text[: found[0].outer_start] + shade.text[found[0].outer_end :]
    return found[0] if not rest or not _RESIDUE.sub("", _BRACKETED.sub("", rest)) else None


def _outside_brackets(found: list[Quantity], text: str) -> list[Quantity]:
    """Return the quantities that stand in no brackets: 95.3%（较上年提高1.2个百分点）."""
    spans = [match.span() for match in _BRACKETED.finditer(text)]
    return [one for one in found if not any(start < one.start < end for start, end in spans)]


def cell_direction(text: str) -> int:
    """Return +1 or -1 where a cell says that something rose or fell (下降21.4%, ↓2.1%), 0 where it says neither."""
    match = _DIRECTION.match(shadow(text.strip()).text)
    if match is None:
        return 0
    return 1 if match["up"] else -1


_DIRECTION = re.compile(
    r"(?:同比|较上年|比上年|较去年)?(?:(?P<up>上升|提高|增长|增加|上涨|提升|↑)|(?P<down>下降|降低|减少|回落|减|降|↓))了?(?=[\d约])"
)
_BARE_DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0?[1-9]|1[0-2])|[.-]\d{1,2}[.-]\d{1,2})")


def _holds_value(text: str) -> bool:
    """Tell whether a cell is a value, a class of quality (Ⅱ类), or a list of them with one a line."""
    if _CLASS.fullmatch(text.strip()) or values_halved(text) is not None:
        return True
    return not is_year(text) and any(cell_value(part) is not None for part in (text, *members(text)))


def members(text: str) -> list[str]:
    """Return the members of a list in a cell: lines, （1）… （2）…, or parts between 、; [] where it is none."""
    plain = text.strip()
    if _LISTS.search(plain) is None:
        return []
    numbered = _NUMBERED.split(plain)
    if len(numbered) > 2:
        return [part.strip(" ：:；;，,、\n") for part in numbered[1:]]
    parts = plain.splitlines() if "\n" in plain else _BETWEEN.split(plain)
    told = [part.strip() for part in parts if part.strip()]
    return told if len(told) > 1 else []


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Tell whether a label stands for the whole: 合计, 全县."""
    if len(text) > MAX_TOTAL_CHARS:
        return False
    label = _COUNT_BESIDE.sub("", shadow(text).text)
    return _TOTALS.fullmatch(label) is not None or _OVERALL.search(label) is not None


@lru_cache(maxsize=4096)
def is_subtotal(text: str) -> bool:
    """Tell whether a label stands for the sum of its neighbours: 小计, 合计."""
    return _SUBTOTALS.fullmatch(shadow(text).text) is not None


@lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """Tell whether a cell holds nothing: empty, —, /."""
    return _BLANKS.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def is_year(text: str) -> bool:
    """Tell whether a cell is a bare year (2021)."""
    return _BARE_YEAR.fullmatch(shadow(text.strip()).text) is not None


def layout_of(block: TableBlock) -> Layout | None:
    """Return the layout of a table, None where it has no head row (it may continue the one before)."""
    grid = block.grid()
    titles, first = _title_rows(grid, block.columns)
    last = first
    while last < block.rows and (
        (_is_head_row(grid[last], block.columns) and not _heads_group(grid, first, last))
        or _goes_on(grid, first, last)
        or _heads_classes(grid, last)
        or (last == first and _heads_counts(grid, last))
    ):
        last += 1
    if last == first or last >= block.rows:
        return None
    head_rows = _spread(grid[first:last])
    heads = tuple(tuple(_column_texts(head_rows, column)) for column in range(block.columns))
    last_texts = [texts[-1] if texts else "" for texts in heads]
    period = _period(last_texts)
    order = frozenset(column for column, text in enumerate(last_texts) if _ORDER.search(text))
    order |= frozenset(column for column in range(min(1, block.columns)) if _counts_rows(grid[last:], column))
    last += _counts_columns(grid[last])
    units = [column for column, text in enumerate(last_texts) if _holds_units(text, grid[last:], column)]
    return Layout(
        titles=titles,
        heads=heads,
        first_row=last,
        labels=_label_columns(grid[last:], period or block.columns, order),
        unit_column=units[0] if units else None,
        order_columns=order,
        period=period,
    )


def _counts_rows(rows: list[list[Cell | None]], column: int) -> bool:
    """Tell whether a column counts the rows 1, 2, 3, whatever its head says; rows over the whole width head groups."""
    texts = [cell.text.strip() for row in rows if (cell := row[column]) is not None and cell.column_span == 1]
    return len(texts) >= MIN_ROWS_COUNTED and texts == [str(number) for number in range(1, len(texts) + 1)]


def _counts_columns(row: list[Cell | None]) -> bool:
    """Tell whether a row below the heads only counts the columns: 甲 乙 1 2."""
    texts = [cell.text.strip() for cell in {id(cell): cell for cell in row if cell is not None}.values()]
    rest = [text for text in texts if not is_blank(text) and not _COLUMN_LETTER.fullmatch(text)]
    numbers = [match and int(match["number"]) for match in map(_COLUMN_NUMBER.fullmatch, rest)]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))


def _holds_units(head: str, rows: list[list[Cell | None]], column: int) -> bool:
    """Tell whether a column below 单位 holds units of measure, not the names of offices and towns."""
    if not _UNIT_HEAD.match(shadow(head).text):
        return False
    texts = {cell.text.strip() for row in rows if (cell := row[column]) is not None and not is_blank(cell.text)}
    return 2 * sum(read_unit(text) is not None for text in texts) >= len(texts)


def _period(heads: list[str]) -> int:
    """Return how many columns a table is wide that stands several times side by side, 0 where it stands once."""
    for width in range(2, len(heads) // 2 + 1):
        bands = [tuple(heads[start : start + width]) for start in range(0, len(heads), width)]
        plain = bool(bands[0][0]) and not is_year(bands[0][0]) and len(set(bands[0])) == width
        if len(heads) % width == 0 and plain and len(set(bands)) == 1 and _LABEL_HEAD.search(shadow(bands[0][0]).text):
            return width
    return 0


def _title_rows(grid: list[list[Cell | None]], columns: int) -> tuple[tuple[str, ...], int]:
    titles: list[str] = []
    for index, row in enumerate(grid):
        cells = {id(cell): cell for cell in row if cell is not None and cell.text.strip()}
        widest = max((cell.column_span for cell in cells.values()), default=0)
        if columns < 2 or len(cells) > 1 or (cells and widest < columns):
            return tuple(titles), index
        titles.extend(cell.text for cell in cells.values())
    return tuple(titles), len(grid)


def _is_head_row(row: list[Cell | None], columns: int) -> bool:
    """Tell whether a row holds heads only: words and years, no value to the right of its first cell."""
    texts = [cell.text.strip() if cell else "" for cell in row]
    filled = [text for text in texts if text]
    values = [text for text in texts if text and _holds_value(text)]
    if any(len(text) >= MIN_STATED_CHARS and _STATED.search(text) for text in texts[1:]):
        return False
    years_right = [text for text in texts[1:] if is_year(text)]
    if len({id(cell) for cell in row if cell is not None}) == 1:
        return False
    if values or len(filled) < 2 or (columns > 1 and not any(texts[1:])):
        return False
    return not (is_year(texts[0]) and not years_right)


def _heads_group(grid: list[list[Cell | None]], first: int, row: int) -> bool:
    """Tell whether a row below the heads holds a label alone, with its number: 一 | 危险废物 heads those below it."""
    heads = [cell.text.strip() if cell else "" for cell in grid[first]]
    told = {id(cell): cell for head, cell in zip(heads, grid[row], strict=True) if cell and not _ORDER.search(head)}
    return row > first and len(heads) > 2 and sum(not is_blank(cell.text) for cell in told.values()) == 1


def _heads_classes(grid: list[list[Cell | None]], row: int) -> bool:
    """Tell whether a row heads columns of quality classes (断面总数 | Ⅰ类 | Ⅱ类 | Ⅲ类): below them stand numbers."""
    if row + 1 >= len(grid):
        return False
    classes = [
        column for column, cell in enumerate(grid[row]) if cell is not None and _CLASS.fullmatch(cell.text.strip())
    ]
    told = {cell.text.strip() for column in classes if (cell := grid[row][column]) is not None}
    below = [cell for column in classes if (cell := grid[row + 1][column]) is not None and not is_blank(cell.text)]
    others = [cell for column, cell in enumerate(grid[row]) if cell is not None and column not in classes]
    counts = bool(below) and all(cell_value(cell.text) is not None for cell in below)
    return (
        len(classes) >= MIN_CLASSES
        and len(told) == len(classes)
        and counts
        and not any(cell_value(cell.text) is not None for cell in others)
    )


def _heads_counts(grid: list[list[Cell | None]], row: int) -> bool:
    """Tell whether a first row heads a class of quality (断面数 | 劣Ⅴ类): the first row of values counts both.

    In a form of pairs (水质类别 | Ⅱ类) words stand left of the class in all rows.
    """
    texts = [[cell.text.strip() if cell else "" for cell in cells] for cells in grid[row:]]
    classes = [column for column, text in enumerate(texts[0]) if _CLASS.fullmatch(text)]
    below = next((line for line in texts[1:] if any(_is_number(text) for text in line)), None)
    if below is None or not classes or len(set(texts[0])) < MIN_CLASSES or any(map(_is_number, texts[0])):
        return False
    return all(_is_number(below[one]) and (one <= 1 or _is_number(below[one - 1])) for one in classes)


def _is_number(text: str) -> bool:
    return cell_value(text) is not None and not is_year(text)


def _goes_on(grid: list[list[Cell | None]], first: int, row: int) -> bool:
    """Tell whether a row is the second of a head whose first cell spans both, with classes (Ⅰ类, Ⅱ类) for words."""
    cell = grid[row][0]
    if row == first or cell is None or cell is not grid[row - 1][0]:
        return False
    return all(cell_value(one.text) is None for one in grid[row] if one is not None)


def _spread(rows: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """Return head rows where what stands over several heads, its places right of it left blank, is over all of them."""
    spread = [list(row) for row in rows]
    for upper, lower in pairwise(range(len(rows))):
        for column in range(1, len(rows[upper])):
            cell, left = spread[upper][column], spread[upper][column - 1]
            if cell is None or left is None or cell.text.strip() or not left.text.strip():
                continue
            below, beside = rows[lower][column], rows[lower][column - 1]
            if cell.row_span == left.row_span == 1 and _differ(below, beside):
                spread[upper][column] = left
    return spread


def _differ(one: Cell | None, other: Cell | None) -> bool:
    """Tell whether two cells beside each other hold each a head of its own."""
    return one is not None and other is not None and one is not other and bool(one.text.strip() and other.text.strip())


def _column_texts(rows: list[list[Cell | None]], column: int) -> Iterator[str]:
    seen: set[int] = set()
    for row in rows:
        cell = row[column]
        if cell is not None and id(cell) not in seen and cell.text.strip():
            seen.add(id(cell))
            yield cell.text.strip()


def _label_columns(rows: list[list[Cell | None]], columns: int, order: frozenset[int]) -> int:
    parts = [row for row in rows if not _is_total_row(row)] or rows
    for column in range(columns):
        if column in order:
            continue
        cells = [row[column] for row in parts]
        texts = [cell.text.strip() for cell in cells if cell is not None]
        filled = [text for text in texts if not is_blank(text)]
        values = [text for text in filled if _holds_value(text)]
        if filled and 5 * len(values) >= len(filled):
            return column
        if not filled and column > 0:
            return column
    return columns


def _is_total_row(row: list[Cell | None]) -> bool:
    """Tell whether the first label of a row is 合计: what stands beside it may count the names below (3个)."""
    first = next((cell for cell in row if cell is not None and not is_blank(cell.text)), None)
    return first is not None and (is_total(first.text) or is_subtotal(first.text))
