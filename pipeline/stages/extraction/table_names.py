"""What the heads of a table cell name, and whose number it is."""

import re
from collections.abc import Iterator

from pipeline.captions import matters
from pipeline.lexicon import squeeze
from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import is_counter
from pipeline.quality_classes import named_by_class
from pipeline.stages.extraction.endings import completed
from pipeline.stages.extraction.heads import Head, Place, without_notes
from pipeline.stages.extraction.names import Name, NamedSpan, as_measure, measure_shared, named_spans, ratio_parts
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.subjects import is_place_label
from pipeline.stages.extraction.table_areas import AREA, only_places
from pipeline.stages.extraction.table_joined import MODIFIERS, JoinedHeads
from pipeline.stages.extraction.table_marks import TableMarks
from pipeline.stages.extraction.table_short_heads import MAX_LABEL_CHARS, ShortHeads

MIN_PARTS = 2
MAX_MATTER_CHARS = 14
MAX_CHOICES = 16
_RATE = re.compile(r"[一-龥]{2}率$")
# 已完成治理行政村数 is a part of 行政村数 that has a name of its own
_DONE = re.compile(r"已|累计|完成")
_KINDS = re.compile(r"(?P<thing>[一-龥]{2,8}?)(?:类别|类型|种类|分类|行业|项目|户)")
# Ⅳ类 or 达标 before 断面数 counts some of them
_QUALIFIED = re.compile(r"(?:(?<!于)[IV]{1,3}类|不?达标|不?合格|超标)(?:水质|水体)?$")
_KIND = re.compile(r"[一-龥]{1,9}(?<![率量数额度积长比重例占况值目标分施])")
_WHOLE_ENDINGS = ("总量", "总数", "总面积", "总长度")
_PART_OF_RATIO = re.compile(r"(?:(?P<above>分子)|分母)(?:数值|数据|数|值|量)?")
_SHARE = re.compile(
    r"占比|比例|比率|百分比|比重|完成率|合格率|处理率|覆盖率|普及率"
    # 绿色采购占同类比例 beside both
    r"|(?:[一-龥]{2,12}占|占)[一-龥]{2,12}的?(?:比例|比重|百分比|比率|比)"
)


class TableNamer:
    """Names the cells of one table, from its heads, its caption, and what they say together."""

    def __init__(
        self,
        scene: Scene,
        above: tuple[str, ...],
        heads: tuple[str, ...],
        labels: tuple[str, ...],
        label_heads: tuple[str, ...] = (),
    ) -> None:
        """Take the caption and title rows, the column heads, the row labels with the heads of their columns."""
        self._scene, self._above = scene, above
        self._heads, self._label_heads = tuple(dict.fromkeys(heads)), label_heads
        self._matters = tuple(matters(above))
        beside = [text for text in (*self._heads, *labels) if not self._names_a_measure(text)]
        self._around = tuple(shadow(text).text for text in (*reversed(above), *beside))
        self._labels = tuple(dict.fromkeys(label for label in labels if len(label) < MAX_LABEL_CHARS))
        captioned = [span for text in above for span in self._found(shadow(text).text)]
        spoken = captioned or [span for text in (*heads, *labels) for span in self._found(shadow(text).text)]
        certain = [span for span in spoken if len(span.names) == 1] or spoken
        self.near_ids = tuple(dict.fromkeys(name.indicator_id for span in certain for name in span.names))
        self._known: dict[tuple[str, tuple[str, ...]], NamedSpan | None] = {}
        self._told: dict[Name, None] = {}
        self._told_by_rows: dict[Name, None] = {}
        self._told_in_row: dict[str, dict[Name, None]] = {}
        self._chosen: dict[str, bool] = {}
        self._joined = JoinedHeads(scene, above, self.near_ids)
        self._marks = TableMarks(self._joined, self._labels)
        self._short = ShortHeads(scene, above, self._heads, self._labels, label_heads)

    def _names_a_measure(self, text: str) -> bool:
        """Tell whether a head is a rate's own (饮用水水源地水质优良比例): it does not tell what those beside count."""
        return any(
            name.component is None and name.unit == "%"
            for span in self._found(shadow(text).text)
            for name in span.names
        )

    def names(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what a cell's heads name, with the heads that name it: one, two together, or the caption."""
        if any(self._joined.is_near(heads) for heads in (place.rows, place.columns)):
            return None
        if (classed := self._of_class(place)) is not None:
            return classed
        row = next((head for head in reversed(place.rows) if not head.is_generic), None)
        column = next((head for head in reversed(place.columns) if not head.is_generic), None)
        whole = self._joined.qualified(place) or _part_of_ratio(row, column) or self._share_in_row(place, row)
        if whole is not None:
            return whole
        if (column is None or not column.names_whole) and (together := self.together(place)) is not None:
            told = self._told_in_row.setdefault(row.text, {}) if row is not None and row in together[1] else self._told
            told.update(dict.fromkeys(together[0].names))
            return together
        if self._is_of_no_matter(row, column):
            return None
        apart = self._apart(row, column, place)
        if apart is not None and any(head in place.columns for head in apart[1]):
            self._told.update(dict.fromkeys(apart[0].names))
        return apart

    def together(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what two heads name only together; 总分 beside 分值 is that of which marks are given for a matter."""
        return self._joined.together(place) or self._marks.named(place, self._named_in(self._heads))

    def _of_class(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what heads on a class of water quality count: Ⅲ类及以上（个）, Ⅰ-Ⅲ类 above 占比."""
        for heads in (place.columns, place.rows):
            told = tuple(head for head in heads if head.label)
            for used in (told[-1:], told[-2:]):
                unit = place.unit or next(
                    (head.unit for head in reversed(used) if head.unit), self._short.unit or place.beside
                )
                words = named_by_class("".join(head.label for head in used), unit, self._around) if used else ""
                if words and (spans := self._found(words)):
                    return NamedSpan(0, len(used[-1].label), spans[0].names), used
        return None

    def _is_of_no_matter(self, row: Head | None, column: Head | None) -> bool:
        """Tell whether a cut head (产生量) stands where those across choose the matter, and none is chosen."""
        for head, texts in ((column, self._labels), (row, self._heads)):
            if head is None or head.names is not None or head.is_generic:
                continue
            words = head.words
            if words not in self._chosen:
                across = self._plain(tuple(text for text in texts if text not in self._label_heads))
                self._chosen[words] = any(
                    self._joined.named_by_both(other, words) for other in across if other != words
                )
            if self._chosen[words]:
                return True
        return False

    def _plain(self, texts: tuple[str, ...]) -> list[str]:
        plain = dict.fromkeys(without_notes(shadow(text).text) for text in texts)
        return [text for text in plain if 1 < len(text) <= MAX_MATTER_CHARS and not is_place_label(text)][:MAX_CHOICES]

    def singly(self, place: Place) -> Iterator[tuple[NamedSpan, tuple[Head, ...]]]:
        """Yield what the innermost heads of row and column name each: the unit of a cell (96.36%) may tell which."""
        for heads in (place.rows, place.columns):
            head = next((one for one in reversed(heads) if not one.is_generic), None)
            if head is not None and (named := self._named(head, place)) is not None:
                yield named, (head,)

    def _apart(self, row: Head | None, column: Head | None, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what the heads of row and column name each by itself."""
        by_column = self._named(column, place) if column is not None and not _sums_up(column, row) else None
        by_row = self._named(row, place) if row is not None and not _sums_up(row, column) else None
        if row is not None and column is not None:
            if self._joined.is_near_name(row, column):
                return None
            if by_column is not None and by_row is not None:
                return _narrower(by_row, by_column, (row, column))
        if by_column is not None and column is not None:
            return by_column, (column,)
        if by_row is not None and row is not None:
            self._told_by_rows.update(dict.fromkeys(by_row.names))
            return None if column is not None and _is_other_rate(column, by_row) else (by_row, (row,))
        return self._share(place) or self._outer_name(place) or self._sum_of_columns(place) or self._sum_of_kinds(place)

    def _named(self, head: Head, place: Place) -> NamedSpan | None:
        """Return what a head names beside the others of its place, worked out once."""
        around = (other.text for other in place.heads if other.names or other.is_total)
        units = (other.unit for other in place.columns)
        key = (head.text, (place.unit or place.beside, *place.before, *units, *around))
        if key not in self._known:
            self._known[key] = self._work_out(head, place)
        return self._known[key]

    def _work_out(self, head: Head, place: Place) -> NamedSpan | None:
        """Return what a head names, cut short as it may be beside the other heads and the caption (处理率)."""
        words = head.words
        if head.names is not None and _is_part_of_whole(words, head.names):
            return self._short.meaning(head, words, place, self.near_ids) if _DONE.match(words) else None
        if head.names is not None:
            return self._of_caption(words, head.names) or self._of_siblings(words, head.names) or head.names
        return (
            None if self._scene.lexicon.is_near_name(words) else self._short.meaning(head, words, place, self.near_ids)
        )

    def _share_in_row(self, place: Place, row: Head | None) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return the rate that 比率 means beside both parts of what its row is about: 秸秆 | 产生量 | 利用量 | 比率."""
        told = tuple(self._told_in_row.get(row.text, ())) if row is not None else ()
        if row is None or not told or not place.columns or not _SHARE.fullmatch(place.columns[-1].words):
            return None
        rates = measure_shared(list(told), told)
        return (
            (NamedSpan(0, len(place.columns[-1].label), rates), (row, place.columns[-1])) if len(rates) == 1 else None
        )

    def _share(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return the rate that 占比 means in a table that gives both its numerator and its denominator."""
        inner = [*reversed(place.columns), *place.rows[-1:]]
        head = next((one for one in inner if _SHARE.fullmatch(one.words)), None)
        if head is None:
            return None
        parts = [*self._named_in(self._heads), *self._told]
        if head in place.rows:
            parts = [*self._named_in(self._labels), *self._told_by_rows]
        rates = measure_shared(parts, tuple(parts))
        if not rates and head in place.rows and all(one.is_generic for one in place.columns):
            rates = measure_shared(list(self._told), tuple(self._told))  # the cell stands below both parts
        if len(rates) > 1:
            rates = measure_shared(self._named_in(place.before), tuple(parts))
        return (NamedSpan(0, len(head.label), rates), (head,)) if len(rates) == 1 else None

    def _sum_of_columns(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return the measure that 合计 beside the columns of its parts means: 有机, 绿色, 无公害种植面积."""
        if len(place.columns) != 1 or not place.columns[0].is_total:
            return None
        parts = list(dict.fromkeys([*self._named_in(self._heads), *self._told]))
        if len(parts) < MIN_PARTS or len({(name.indicator_id, name.sub) for name in parts}) > 1:
            return None
        whole = as_measure(parts[0])
        if not all(whole.fits(part.unit) for part in parts):
            return None
        return NamedSpan(0, len(place.columns[0].label), (whole,)), place.columns

    def _sum_of_kinds(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what 合计 sums up where the head of its labels says of what they are kinds: 用水类别, of 用水总量."""
        row = place.rows[-1] if place.rows else None
        if row is None or not row.is_total or not all(head.is_generic for head in place.columns):
            return None
        kinds = (_KINDS.fullmatch(without_notes(shadow(text).text)) for text in self._label_heads)
        wholes = [f"{match['thing']}{end}" for match in kinds if match is not None for end in _WHOLE_ENDINGS]
        for whole in wholes:
            spans = self._found(whole)
            if len(spans) == 1 and (spans[0].start, spans[0].end) == (0, len(whole)):
                return spans[0], (row,)
        return None

    def _named_in(self, texts: tuple[str, ...]) -> list[Name]:
        """Return all that some heads name."""
        return [name for text in texts for span in self._found(shadow(text).text) for name in span.names]

    def _of_caption(self, words: str, names: NamedSpan) -> NamedSpan | None:
        """Return what a general word (水质优良比例) means below a caption that speaks of another matter."""
        for full in self._matters:
            found = completed(full, words, self._scene)
            others = {name.indicator_id for name in found} - {name.indicator_id for name in names.names}
            if others and all(words not in (name.measure.name, name.name) for name in names.names):
                return NamedSpan(0, len(words), found)
        return None

    def _of_siblings(self, words: str, names: NamedSpan) -> NamedSpan | None:
        """Return what a general word (水质优良比例) means beside heads that count another matter (水源地总数)."""
        own = {name.indicator_id for name in names.names}
        if any(words in (name.measure.name, name.name) for name in names.names):
            return None
        others = [name for text in self._columns_but(words) for span in self._found(text) for name in span.names]
        counted = {name.indicator_id for name in others if name.component is not None}
        if len(counted) != 1 or own & {name.indicator_id for name in others}:
            return None
        for text in self._columns_but(words):
            found = self._short.not_named_in_full(completed(text, words, self._scene))
            if found and {name.indicator_id for name in found} == counted:
                return NamedSpan(0, len(words), found)
        return None

    def _columns_but(self, words: str) -> list[str]:
        """Return the other heads and labels of the table, as shadows."""
        plain = dict.fromkeys(without_notes(shadow(text).text) for text in (*self._heads, *self._labels))
        return [text for text in plain if text != words]

    def _outer_name(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return the name of an outer head or the caption, where the inner ones only tell year, role, place."""
        for heads in (place.columns, place.rows):
            for index in range(len(heads) - 1, -1, -1):
                head = heads[index]
                named = head.names or (None if head.is_generic else self._named(head, place))
                if named is not None and _is_part_of_whole(heads[index].words, named):
                    return None
                inner, of_kinds = heads[index + 1 :], heads is place.rows and named is not None and _is_rate(named)
                if named is not None and all(only_places(one) or (of_kinds and _is_kind(one)) for one in inner):
                    return named, (heads[index],)
        if not all(only_places(head) for head in place.heads):
            return None
        for text in reversed(self._above):
            spans = self._found(shadow(text).text)
            if spans:
                is_meant = len(spans) == 1 and (_is_count(spans[0]) or not any(map(_is_bare_stock, place.columns)))
                return (spans[0], ()) if is_meant else None
        return None

    def _found(self, words: str) -> list[NamedSpan]:
        return named_spans(self._scene.lexicon.find(words), self._scene.edition)


def _is_rate(named: NamedSpan) -> bool:
    return all(name.unit == "%" for name in named.names)


def _is_bare_stock(head: Head) -> bool:
    """Tell whether a head counts up what another text names: 2021年底累计 is no rate of that year."""
    return head.is_counted_up and not head.unit


def _is_count(named: NamedSpan) -> bool:
    return all(name.component is not None and is_counter(name.unit) for name in named.names)


def _is_kind(head: Head) -> bool:
    """Tell whether a label right of what names a measure is a kind of its thing: 水稻 beside 化肥利用率."""
    return head.names is None and not head.unit and head.role is None and _KIND.fullmatch(head.words) is not None


def _narrower(
    by_row: NamedSpan, by_column: NamedSpan, used: tuple[Head, ...]
) -> tuple[NamedSpan, tuple[Head, ...]] | None:
    """Return the component of the two (of two the row's), None where they are of two indicators."""
    if {name.indicator_id for name in by_column.names}.isdisjoint(name.indicator_id for name in by_row.names):
        return None
    of_row, of_column = (any(name.component is not None for name in one.names) for one in (by_row, by_column))
    return (by_column if of_column and not of_row else by_row), used


def _part_of_ratio(row: Head | None, column: Head | None) -> tuple[NamedSpan, tuple[Head, ...]] | None:
    """Return what 分子 or 分母 is of the rate that the row (or the column) names."""
    for rate, part in ((row, column), (column, row)):
        if rate is None or part is None or rate.names is None or (told := _PART_OF_RATIO.fullmatch(part.words)) is None:
            continue
        pairs = [pair for name in rate.names.names if name.component is None and (pair := ratio_parts(name))]
        meant = [one for above, below in pairs if (one := above if told["above"] else below) is not None]
        return (NamedSpan(0, len(part.label), tuple(meant)), (rate, part)) if meant else None
    return None


def _sums_up(head: Head, other: Head | None) -> bool:
    """Tell whether a head is the total of what the head across names: 全县合计 beside 岸线保护率."""
    return head.is_total and other is not None and other.names_whole


def _is_other_rate(column: Head, named: NamedSpan) -> bool:
    """Tell whether a column is a rate of another thing (执行率) than what its rows name (农村生活污水治理)."""
    rate = _RATE.search(column.words)
    if rate is None or column.role is not None:
        return False
    names = (squeeze(one) for name in named.names for one in (name.name, name.measure.name, *name.measure.aliases))
    return not any(name.endswith(rate[0]) for name in names)


def _is_part_of_whole(words: str, names: NamedSpan) -> bool:
    """Tell whether a head names a part of what its ending means: 卫生厕所农户数 is not 农户总数."""
    before = words[: names.start]
    if _QUALIFIED.search(before):
        return all(name.component is not None and name.unit == "个" for name in names.names)
    is_whole = all(name.component is not None and "总" in name.name for name in names.names)
    return is_whole and not MODIFIERS.fullmatch(before) and AREA.search(before) is None
