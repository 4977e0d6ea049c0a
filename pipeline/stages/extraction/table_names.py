"""What the heads of a table cell name, and whose number it is."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.captions import matters
from pipeline.lexicon import squeeze
from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.heads import Head, Place, ends_name, without_notes
from pipeline.stages.extraction.layout import is_subtotal
from pipeline.stages.extraction.names import Name, NamedSpan, as_measure, measure_shared, named_spans
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.short_names import completed
from pipeline.stages.extraction.subjects import is_place
from pipeline.stages.extraction.table_areas import AREA, COUNTY
from pipeline.stages.extraction.table_short_heads import MAX_LABEL_CHARS, ShortHeads

MIN_PARTS = 2
MAX_MATTER_CHARS = 14
MAX_CHOICES = 16
# a caption on 城镇生活垃圾和污水 says it of both
_OF_TOWNS = "城镇"
_KINDS = ("城", "农", "乡", "村", "县", "镇", "工")
_RATE = re.compile(r"[一-龥]{2}率$")
_MODIFIERS = re.compile(r"(?:主要|全部|农作物|废旧|废弃|农村|城镇|城市|全县|规模化?|工业|其中|[年度全县]*|\(|\))*")
# 已完成治理行政村数 is a part of 行政村数 that has a name of its own
_DONE = re.compile(r"已|累计|完成")
_SHARE = re.compile(r"占比|比例|比率|百分比|比重|完成率|合格率|处理率|覆盖率|普及率")


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
        self._heads = tuple(dict.fromkeys(heads))
        self._matters = tuple(matters(above))
        self._labels = tuple(dict.fromkeys(label for label in labels if len(label) < MAX_LABEL_CHARS))
        captioned = [span for text in above for span in self._found(shadow(text).text)]
        spoken = captioned or [span for text in (*heads, *labels) for span in self._found(shadow(text).text)]
        certain = [span for span in spoken if len(span.names) == 1] or spoken
        self.near_ids = tuple(dict.fromkeys(name.indicator_id for span in certain for name in span.names))
        self._known: dict[tuple[str, tuple[str, ...]], NamedSpan | None] = {}
        self._told: dict[Name, None] = {}
        self._chosen: dict[str, bool] = {}
        self._is_of_towns = any(_OF_TOWNS in text for text in above)
        self._short = ShortHeads(scene, above, self._heads, self._labels, label_heads)

    def names(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what a cell's heads name, with the heads that name it: one, two together, or the caption."""
        if any(self._is_near(heads) for heads in (place.rows, place.columns)):
            return None
        row = next((head for head in reversed(place.rows) if not head.is_generic), None)
        column = next((head for head in reversed(place.columns) if not head.is_generic), None)
        if (whole := self._qualified(place)) is not None:
            return whole
        if (column is None or not column.names_whole) and (together := self.together(place)) is not None:
            return together
        if self._is_of_no_matter(row, column):
            return None
        return self._apart(row, column, place)

    def _is_of_no_matter(self, row: Head | None, column: Head | None) -> bool:
        """Tell whether a cut head (产生量) stands where those across choose the matter, and none is chosen."""
        for head, texts in ((column, self._labels), (row, self._heads)):
            if head is None or head.names is not None or head.is_generic:
                continue
            words = head.words
            if words not in self._chosen:
                across = self._plain(texts)
                self._chosen[words] = any(self._named_by_both(other, words) for other in across if other != words)
            if self._chosen[words]:
                return True
        return False

    def _plain(self, texts: tuple[str, ...]) -> list[str]:
        plain = dict.fromkeys(without_notes(shadow(text).text) for text in texts)
        return [text for text in plain if 1 < len(text) <= MAX_MATTER_CHARS and not is_place(text)][:MAX_CHOICES]

    def singly(self, place: Place) -> Iterator[tuple[NamedSpan, tuple[Head, ...]]]:
        """Yield what the innermost heads of row and column name each: the unit of a cell (96.36%) may tell which."""
        for heads in (place.rows, place.columns):
            head = next((one for one in reversed(heads) if not one.is_generic), None)
            if head is not None and (named := self._named(head, place)) is not None:
                yield named, (head,)

    def _apart(self, row: Head | None, column: Head | None, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what the heads of row and column name each by itself."""
        by_column = self._named(column, place) if column is not None else None
        by_row = self._named(row, place) if row is not None else None
        if row is not None and column is not None:
            if self._is_near_name(row, column):
                return None
            if by_column is not None and by_row is not None:
                return _narrower(by_row, by_column, (row, column))
        if by_column is not None and column is not None:
            self._told.update(dict.fromkeys(by_column.names))
            return by_column, (column,)
        if by_row is not None and row is not None:
            return None if column is not None and _is_other_rate(column, by_row) else (by_row, (row,))
        return self._share(place) or self._outer_name(place) or self._sum_of_columns(place)

    def _named(self, head: Head, place: Place) -> NamedSpan | None:
        """Return what a head names beside the others of its place, worked out once."""
        around = (other.text for other in place.heads if other.names or other.is_total)
        key = (head.text, (place.unit, *place.before, *around))
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

    def _share(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return the rate that 占比 means in a table that gives both its numerator and its denominator."""
        inner = [*reversed(place.columns), *place.rows[-1:]]
        head = next((one for one in inner if _SHARE.fullmatch(one.words)), None)
        if head is None:
            return None
        parts = [*self._named_in(self._heads), *self._told]
        if head in place.rows:
            parts = self._named_in(self._labels)
        rates = measure_shared(parts, tuple(parts))
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
                if named is not None and all(_only_places(head) for head in heads[index + 1 :]):
                    return named, (heads[index],)
        if not all(_only_places(head) for head in place.heads):
            return None
        for text in reversed(self._above):
            spans = self._found(shadow(text).text)
            if spans:
                return (spans[0], ()) if len(spans) == 1 else None
        return None

    def together(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what two heads name only together: 秸秆 above 产生量, 化肥 beside 利用率."""
        rows = [head for head in place.rows if not head.is_generic]
        columns = [head for head in place.columns if not head.is_generic]
        whole = [row for index, row in enumerate(rows) if all(map(_only_places, rows[index + 1 :]))]
        pairs = [pair for row in reversed(whole) for head in columns[-1:] for pair in ((row, head), (head, row))]
        stacked = [pair for heads in (columns, rows) for pair in pairwise(heads)]
        pairs += [*stacked, *((second, first) for first, second in stacked)]
        for first, second in pairs:
            above = first.words
            if named := self._named_by_both(above, second.words):
                return named[0], (first, second)
        return None

    def _named_by_both(self, above: str, below: str) -> list[NamedSpan]:
        """Return what two heads name only together, in one list, [] where they name nothing."""
        if not self._scene.lexicon.is_ending(below):
            return []
        for before in ("", _OF_TOWNS) if self._is_of_towns and not above.startswith(_KINDS) else ("",):
            words = before + above + below
            spans = self._found(words)
            is_both = bool(spans) and spans[-1].end == len(words) and spans[-1].start < len(before + above)
            if is_both and _MODIFIERS.fullmatch(words[: spans[-1].start]):
                return [spans[-1]]
        return []

    def _qualified(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what a head and the general word below it make: 优良天数 above 比例 is 优良天数比例."""
        for heads in (place.columns, place.rows, (*place.rows[-1:], *place.columns[-1:])):
            if len(heads) < 2 or not heads[-1].label or not heads[-1].is_generic:
                continue
            above, below = heads[-2].words, heads[-1].words
            spans = self._found(above + below) if above and below else []
            if spans and spans[-1].end == len(above + below) and spans[-1].start < len(above):
                return spans[-1], heads[-2:]
        return None

    def _is_near(self, heads: tuple[Head, ...]) -> bool:
        """Tell whether the innermost head that says anything is a near-name, alone or below an outer head (县城)."""
        if not (told := [head for head in heads if not head.is_generic]):
            return False
        words = told[-1].words
        if told[-1].names is None:
            return self._scene.lexicon.is_near_name(words)
        outer = told[-2].words if len(told) > 1 else ""
        return bool(outer) and self._scene.lexicon.is_near_name(outer + words)

    def _is_near_name(self, row: Head, column: Head) -> bool:
        """Tell whether row and column together are another thing than either alone (县城 beside 污水处理率)."""
        for first, second in ((row, column), (column, row)):
            words = first.words + second.words
            spans = self._found(words)
            if second.names is not None and not any(ends_name(words, span) for span in spans):
                return True
        return False

    def _found(self, words: str) -> list[NamedSpan]:
        return named_spans(self._scene.lexicon.find(words), self._scene.edition)


def _narrower(
    by_row: NamedSpan, by_column: NamedSpan, used: tuple[Head, ...]
) -> tuple[NamedSpan, tuple[Head, ...]] | None:
    """Return the component of the two (of two the row's), None where they are of two indicators."""
    if {name.indicator_id for name in by_column.names}.isdisjoint(name.indicator_id for name in by_row.names):
        return None
    of_row, of_column = (any(name.component is not None for name in one.names) for one in (by_row, by_column))
    return (by_column if of_column and not of_row else by_row), used


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
    is_whole = all(name.component is not None and "总" in name.name for name in names.names)
    return is_whole and not _MODIFIERS.fullmatch(before) and AREA.search(before) is None


def _only_places(head: Head) -> bool:
    plain = head.is_generic or head.is_total or is_subtotal(head.label)
    label = head.words
    return plain or is_place(label) or label.endswith("设施") or COUNTY.fullmatch(label) is not None
