"""Hits in tables: names in the heads of rows, columns, in the caption."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from pipeline.captions import matters
from pipeline.lexicon import Mention, squeeze
from pipeline.numbers.quantities import quantities
from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import is_counter, read_unit
from pipeline.numbers.years import years
from pipeline.passages import Table
from pipeline.quality_classes import named_by_class, tells_class
from pipeline.stages.extraction.heads import spelled_otherwise
from pipeline.stages.extraction.layout import cell_value, is_year
from pipeline.stages.extraction.table_joined import MODIFIERS
from pipeline.stages.tagging.claims import claim_of, is_done_head, is_problem, is_wanted_head, tells_of_result
from pipeline.stages.tagging.context import Context
from pipeline.stages.tagging.hits import Hit, shortened
from pipeline.stages.tagging.prose import is_form_line
from pipeline.stages.tagging.topics import Topics
from schemas.edition import Measure
from schemas.parsed import Cell
from schemas.tag import Relation

MAX_HEAD_CHARS = 50
# a part and its whole, the total and those that comply
MIN_COUNTS = 2
# heads of row and column that make a name together are short
MAX_CROSSED_CHARS = 12
_MEASURE_HEAD = re.compile(r"[率例重]$|[量积数]$|分值$")
_BOUND = re.compile(r"^[≥≤><]|^(?:不低于|不高于|不超过)|以[上下]$")
_BRACKETS = re.compile(r"\([^()]*\)")
_OF_ALL = re.compile(r"^(?:[全我本][县市区旗]|县域)")
_HEAD_WORDS = re.compile(r"[一-龥A-Za-z0-9.]{3,14}")
_OF_DUST = "PM2.5浓度"
_DUST = re.compile(
    r"(?:细颗粒物)?\(?PM2\.5\)?(?:年均值?|均值)?(?:\((?:微克/立方米|[μu]g/m3?)\))?|细颗粒物(?:年均值?|均值)?",
    re.IGNORECASE,
)
# columns of numbers that are no result of the measure
_NO_RESULT = re.compile(r"分值|权重|得分|评分|分数|扣分|排名|名次|序号|页码|编号|代码")
_RATE_HEAD = re.compile(r"[一-龥]{2}率$")
_CHANGE = re.compile(r"下降|降低|增长|提高|上升|变化|增减")
_BRACKETED = re.compile(r"\(([^()]*)\)")
_UNIT = re.compile(r"\((?:单位:)?(?:个|处|%)\)")
_ORDINAL = re.compile(r"^[(]?[\d一二三四五六七八九十]{1,2}[)、.]\s*")
_FORM_OF_GROUP = re.compile(r"(?<=[一-龥]{2})(?:情况|方面|部分)$")
_NUMBER_OF_ROW = re.compile(r"[(]?[\d一二三四五六七八九十]{1,2}[)、.]?")


def table_hits(table: Table, context: Context, topics: Topics) -> Iterator[Hit]:
    """Yield the hits of a table."""
    grid = [[shadow(cell.text).text if cell else "" for cell in row] for row in table.block.grid()]
    if not grid:
        return
    first_data = _first_data(grid)
    spoken_of = matters_of(table, topics)
    for cell in table.block.cells:
        seen = shadow(cell.text)
        for mention in named_in_cell(seen.text, spoken_of, topics):
            if not topics.proves(mention) and not topics.is_of_matter(mention):
                continue
            relation, score = _judged(grid, cell, mention, seen.text, first_data, context, topics)
            if relation == "mention" and mention.component is not None and not topics.proves(mention):
                continue
            quote = shortened(_row_words(grid, cell), 0, 0)
            yield Hit(mention.indicator_id, mention.sub, relation, score, "table", quote, cell.locator, in_table=True)
    yield from _crossed_hits(table, grid, first_data, context, topics)
    yield from _class_hits(table, grid, first_data, context, topics)
    yield from _caption_hits(table, grid, context, topics)


def matters_of(table: Table, topics: Topics) -> tuple[str, ...]:
    """Return what the caption of a table speaks of, then the counted things (水源地总数) where all are one matter's."""
    told = tuple(matters(table.caption))
    named = {text: topics.find(text) for text in dict.fromkeys(shadow(cell.text).text for cell in table.block.cells)}
    ids = [{mention.indicator_id for mention in found} for found in named.values() if found]
    counts = [text for text, found in named.items() if found and all(_is_count(one, topics) for one in found)]
    counted = {mention.indicator_id for text in counts for mention in named[text]}
    is_one_matter = len(counts) >= MIN_COUNTS and len(counted) == 1 and len(set().union(*ids) - counted) < MIN_COUNTS
    if not is_one_matter or any(sum(one in of_cell for of_cell in ids) > 1 for one in set().union(*ids) - counted):
        return told
    return (*told, *(_unbracketed(text) for text in counts))


def _is_count(mention: Mention, topics: Topics) -> bool:
    """Tell whether a name is that of counted things: 水源地总数, not 水质优良比例."""
    parts = topics.edition.by_id(mention.indicator_id).measure(mention.sub).components
    return any(part.name == mention.component and is_counter(part.unit) for part in parts)


@lru_cache(maxsize=4096)  # asked for the document as a whole, then for each table
def named_in_cell(text: str, spoken_of: tuple[str, ...], topics: Topics) -> tuple[Mention, ...]:
    """Return what a cell names: a general word (水质优良比例) is of the matter that the caption speaks of."""
    found = topics.find(text) or _dust(text, topics)
    own = len(_OF_ALL.sub("", _unbracketed(text)))
    if all(mention.exact or mention.end - mention.start < own for mention in found) and found:
        return found
    completed = _completed(text, spoken_of, topics)
    is_other = {mention.indicator_id for mention in completed} - {mention.indicator_id for mention in found}
    return completed if is_other else found


def _dust(text: str, topics: Topics) -> tuple[Mention, ...]:
    """Return what PM2.5（μg/m³） in a cell of its own names: a concentration."""
    return tuple(topics.lexicon.called(_OF_DUST)) if _DUST.fullmatch(text) else ()


def _completed(text: str, spoken_of: tuple[str, ...], topics: Topics) -> tuple[Mention, ...]:
    """Return what a short head names together with the caption: 秸秆综合利用情况 above 综合利用率."""
    words = _OF_ALL.sub("", _unbracketed(text))
    if not spoken_of or _HEAD_WORDS.fullmatch(words) is None:
        return ()
    return next((tuple(found) for full in spoken_of if (found := topics.lexicon.completed(full, words))), ())


def _judged(
    grid: list[list[str]],
    cell: Cell,
    mention: Mention,
    text: str,
    first_data: int,
    context: Context,
    topics: Topics,
) -> tuple[Relation, float]:
    """Judge a name in a cell by the values that belong to it: right of it, below it, in its own long text."""
    if context.stance == "tells" or context.place == "meaning" or is_problem(text[mention.end :]):
        return "mention", 0.35
    if len(text) > MAX_HEAD_CHARS:
        quantitative = topics.edition.by_id(mention.indicator_id).measure(mention.sub).is_quantitative
        claim = claim_of(
            text,
            mention.start,
            mention.end,
            quantitative=quantitative,
            stance=context.stance,
            place=context.place,
        )
        proven = claim == "reached" and context.stance == "reports" and context.place != "future"
        return ("evidence", 0.75) if proven else ("mention", 0.4)
    measure = topics.edition.by_id(mention.indicator_id).measure(mention.sub)
    values = [(value, head) for value, head in _values(grid, cell, first_data) if _fits(value, head, measure)]
    reached = [value for value, head in values if not is_wanted_head(head) and not _BOUND.search(value)]
    if context.place == "future":
        # a report's table of next year's plan has the year that is over beside it: 2023年完成 | 2024年计划
        reached = [value for value, head in values if is_done_head(head) and not _BOUND.search(value)]
    is_plain = context.place != "future" or context.stance == "reports"
    if reached and is_plain and (context.stance == "reports" or context.place == "status"):
        return "evidence", 0.9 if mention.exact else 0.87
    if context.stance == "reports" and not values and context.place != "future" and _has_words(grid, cell):
        return "evidence", 0.6
    if context.stance == "reports" and context.place != "future" and _explained(grid, cell, first_data, measure):
        return "evidence", 0.75
    return "mention", 0.45


def _explained(grid: list[list[str]], cell: Cell, first_data: int, measure: Measure) -> bool:
    """Tell whether words right of a name in its row tell its figure: 应保护物种52种，已保护52种，保护率100%."""
    if cell.row < first_data or not measure.is_quantitative:
        return False
    units = {_dimension(one) for one in (measure.unit, *(part.unit for part in measure.components))}
    for column in range(cell.column + cell.column_span, len(grid[cell.row])):
        text = grid[cell.row][column]
        if _is_value(text) or len(text) <= MAX_CROSSED_CHARS or is_wanted_head(_head(grid, column, first_data)):
            continue
        told = {_dimension(one.unit) for one in quantities(shadow(text)) if one.op == "="}
        if told & units - {""} and tells_of_result(text, quantitative=True, stance="reports", place="plain"):
            return True
    return False


def _crossed_hits(
    table: Table, grid: list[list[str]], first_data: int, context: Context, topics: Topics
) -> Iterator[Hit]:
    """Yield what only two heads name together: 秸秆 beside or above 利用率, in a row of its own before it."""
    if context.stance != "reports" or context.place in ("future", "meaning"):
        return
    told = [_heads(grid, column, first_data) for column in range(table.block.columns)]
    wanted = [is_wanted_head(_unbracketed(head)) for head in (_head(grid, one, first_data) for one in range(len(told)))]
    heads = {_unbracketed(head) for spellings in told for head in spellings}
    groups, spoken_of = _groups(grid), matters_of(table, topics)
    for cell in table.block.cells:
        text = grid[cell.row][cell.column]
        if cell.row < first_data or wanted[cell.column] or not _is_value(text) or _BOUND.search(text):
            continue
        plain = (_unbracketed(head) for head in told[cell.column])
        spellings = dict.fromkeys((*plain, *(one for head in told[cell.column] for one in spelled_otherwise(head))))
        crossed = (_crossed(grid[cell.row], cell.column, head, groups[cell.row]) for head in spellings)
        for words in chain.from_iterable(crossed):
            called = _named_at_end(words, topics)
            for mention in named_in_cell(words, spoken_of, topics) if called and words in heads else called:
                if topics.proves(mention):
                    quote = shortened(_row_words(grid, cell), 0, 0)
                    yield Hit(
                        mention.indicator_id, mention.sub, "evidence", 0.87, "table", quote, cell.locator, in_table=True
                    )


def _class_hits(
    table: Table, grid: list[list[str]], first_data: int, context: Context, topics: Topics
) -> Iterator[Hit]:
    """Yield what heads on a class of water quality count: Ⅲ类及以上（个）, Ⅰ-Ⅲ类 above 占比."""
    if context.stance != "reports" or context.place in ("future", "meaning"):
        return
    around = [shadow(line).text for line in reversed(table.caption)] + [text for row in grid for text in row]
    told = [_heads(grid, column, first_data) for column in range(table.block.columns)]
    for cell in table.block.cells:
        if cell.row < first_data or not _is_value(grid[cell.row][cell.column]):
            continue
        heads = (*told[cell.column], *grid[cell.row][: cell.column][-1:])
        for head in filter(tells_class, heads):
            unit = next((known.name for one in _BRACKETED.findall(head) if (known := read_unit(one))), "")
            for mention in topics.lexicon.called(named_by_class(_UNIT.sub("", head), unit, around)):
                quote = shortened(_row_words(grid, cell), 0, 0)
                yield Hit(mention.indicator_id, mention.sub, "evidence", 0.87, "table", quote, cell.locator, True)


def _named_at_end(words: str, topics: Topics) -> tuple[Mention, ...]:
    """Return what words name up to their end, where what stands before narrows nothing (农作物秸秆利用量)."""
    found = [one for one in topics.find(words) if one.end == len(words)]
    return tuple(one for one in found if MODIFIERS.fullmatch(words[: one.start]))


def _crossed(row: list[str], column: int, head: str, group: str) -> Iterator[str]:
    """Yield the names that two heads of a value may make: outer before inner label, label before column head."""
    told = (text for text in dict.fromkeys(row[:column]) if text and not _is_value(text))
    labels = [_ORDINAL.sub("", _unbracketed(text)) for text in told]
    labels = [label for label in labels if not is_year(label)]
    labels = [label for label in labels if len(label) <= MAX_CROSSED_CHARS and read_unit(label) is None]
    if _MEASURE_HEAD.search(head) and len(head) <= MAX_CROSSED_CHARS:
        yield head
        if labels:
            yield labels[-1] + head
    if labels and _MEASURE_HEAD.search(labels[-1]):
        outer = [labels[-2]] if len(labels) > 1 else []
        yield from (before + labels[-1] for before in (*outer, group) if before)


def _groups(grid: list[list[str]]) -> list[str]:
    """Return for each row the short label that heads it: of the row with nothing else above, of a blank first cell."""
    groups: list[str] = []
    group = outer = ""
    for row in grid:
        alone = _alone(row)
        if alone:
            group = _group_label(alone)
        groups.append("" if alone else group if row[0] else outer)
        outer = _group_label(row[0]) or outer
    return groups


def _alone(row: list[str]) -> str:
    """Return the label of a row that holds nothing else but its number (一 | 危险废物), "" for any other row."""
    told = {text for text in row if text and not _NUMBER_OF_ROW.fullmatch(text)}
    return told.pop() if len(told) == 1 and not any(map(_is_value, told)) else ""


def _first_data(grid: list[list[str]]) -> int:
    """Return the row at which the heads end: it holds values, or heads those below it."""
    titles = next((index for index, row in enumerate(grid) if not _alone(row)), 0)
    rows = enumerate(grid)
    return next((at for at, row in rows if _holds_data(row, at) or (at > titles and _alone(row))), len(grid))


def _group_label(text: str) -> str:
    bare = _FORM_OF_GROUP.sub("", _ORDINAL.sub("", _unbracketed(text)))
    return bare if len(bare) <= MAX_CROSSED_CHARS else ""


def _values(grid: list[list[str]], cell: Cell, first_data: int) -> Iterator[tuple[str, str]]:
    """Yield (value, head of its column) for the numbers that a head cell names."""
    row, column = cell.row, cell.column
    if row < first_data:
        for below in range(first_data, len(grid)):
            for place in range(column, min(column + cell.column_span, len(grid[below]))):
                if _is_value(grid[below][place]):
                    yield grid[below][place], _head(grid, place, first_data)
        return
    for below in range(row, min(row + cell.row_span, len(grid))):
        for place in range(column + cell.column_span, len(grid[below])):
            if _is_value(grid[below][place]) or _tells_years(grid[below][place]):
                yield grid[below][place], _head(grid, place, first_data)


def _fits(value: str, head: str, measure: Measure) -> bool:
    """Tell whether a number may be the measure's or a component's by the unit that it or its head tells (万元)."""
    if _NO_RESULT.search(head):
        return False
    quantity = cell_value(value)
    told = [quantity.unit] if quantity is not None and quantity.unit else _BRACKETED.findall(head)[-1:]
    dimension = _dimension(told[0]) if told else ""
    rate = _RATE_HEAD.search(_unbracketed(head))
    names = [squeeze(name) for name in (measure.name, *measure.aliases, *(part.name for part in measure.components))]
    if rate is not None and not _CHANGE.search(head) and not any(name.endswith(rate[0]) for name in names):
        return False
    wanted = {_dimension(one) for one in (measure.unit, *(part.unit for part in measure.components))}
    return not dimension or dimension in wanted or (not measure.unit and dimension != "money")


@lru_cache(maxsize=4096)
def _dimension(unit: str) -> str:
    """Return what a unit measures, "" for none; points are told in per cent, water in 吨 or 立方米."""
    known = read_unit(unit)
    return {"points": "ratio", "volume": "mass"}.get(known.dimension, known.dimension) if known is not None else ""


def _heads(grid: list[list[str]], column: int, first_data: int) -> tuple[str, ...]:
    """Return what the heads of a column say: all together, but for the year that one tells; the innermost alone."""
    texts = dict.fromkeys(row[column] for row in grid[:first_data] if column < len(row) and row[column])
    told = [text for text in texts if not is_year(text.removesuffix("度").removesuffix("年"))]
    return tuple(dict.fromkeys(("".join(told), *told[-1:])))


def _head(grid: list[list[str]], column: int, first_data: int) -> str:
    return "".join(dict.fromkeys(row[column] for row in grid[:first_data] if column < len(row)))


@lru_cache(maxsize=4096)
def _is_value(text: str) -> bool:
    return cell_value(text) is not None and not is_year(text)


def _holds_data(row: list[str], index: int) -> bool:
    """Tell whether a row holds values; the first may hold years with bounds in its heads (2023年目标值≥95%)."""
    return any(_is_value(text) or (index > 0 and _tells_years(text)) for text in row)


def _tells_years(text: str) -> bool:
    """Tell whether a cell tells values of years: 2021年：95.1%；2022年：96.3%."""
    if len(text) > MAX_HEAD_CHARS or not (spans := years(shade := shadow(text))):
        return False
    return bool(quantities(shade, [(span.start, span.end) for span in spans]))


def _has_words(grid: list[list[str]], cell: Cell) -> bool:
    """Tell whether the row tells of a result in words: 已建立, 未发生, 达标."""
    row = "".join(text for text in dict.fromkeys(grid[cell.row]) if text)
    return bool(re.search(r"已|未发生|达标|完成|建立了|不明显|无|优秀|通过", row))


def _row_words(grid: list[list[str]], cell: Cell) -> str:
    return " ".join(text for text in dict.fromkeys(grid[cell.row]) if text) or cell.text


def _caption_hits(table: Table, grid: list[list[str]], context: Context, topics: Topics) -> Iterator[Hit]:
    """Yield what the lines above a table name, where the table holds numbers."""
    if context.stance == "tells" or not any(_is_value(text) for row in grid for text in row):
        return
    proves = context.stance == "reports" and context.place not in ("future", "meaning")
    for line in table.caption:
        seen = shadow(line).text
        if is_form_line(seen):
            continue
        for mention in topics.find(seen):
            if mention.component is None:
                relation: Relation = "evidence" if proves and not is_wanted_head(seen) else "mention"
                score = 0.85 if relation == "evidence" else 0.4
                locator = table.block.cells[0].locator
                yield Hit(mention.indicator_id, mention.sub, relation, score, "caption", line, locator, in_table=True)


def _unbracketed(text: str) -> str:
    return _BRACKETS.sub("", text) if "(" in text else text
