"""What two heads of a table name only together: 秸秆 above 产生量, 优良天数 above 比例."""

import re
from itertools import pairwise

from pipeline.lexicon import squeeze
from pipeline.stages.extraction.endings import abbreviated, ending
from pipeline.stages.extraction.heads import Head, Place, ends_name
from pipeline.stages.extraction.names import Name, NamedSpan, named_spans
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.subjects import is_place_label
from pipeline.stages.extraction.table_areas import only_places

# a table that speaks of more is not about one matter
MAX_INDICATORS = 3
MIN_ENDING_CHARS = 5
# a caption on 城镇生活垃圾和污水 says it of both
_OF_TOWNS = "城镇"
_KINDS = ("城", "农", "乡", "村", "县", "镇", "工")
# 农村生活垃圾 above 无害化处理村数 is 生活垃圾无害化处理的行政村数
_AREA_BEFORE = re.compile(r"^(?:农村|城镇|全[县市区旗]|村镇)(?=[一-龥]{2})")
# 污染防治、河湖长制等 beside 生态文明 tells what that takes in
_WHAT_IT_TAKES_IN = re.compile(r"[^、]{2,}(?:、[^、]{2,})+等?")
# what may stand before a name that two heads make
MODIFIERS = re.compile(
    r"(?:主要|全部|农作物|废旧|废弃|农村|城镇|城市|全[县市区旗]|规模化?|工业|其中|[年度全县]*|\(|\))*"
)


class JoinedHeads:
    """Joins the heads of one table."""

    def __init__(self, scene: Scene, above: tuple[str, ...], near_ids: tuple[str, ...]) -> None:
        """Take the caption and title rows, the indicators that the table speaks of."""
        self._scene = scene
        proved = {indicator_id for indicator_id, _ in scene.proved}
        ids = set(near_ids) or set(scene.near_ids) or proved
        ids = ids | proved if len(ids | proved) <= MAX_INDICATORS else ids
        self._near = [scene.edition.by_id(one) for one in sorted(ids)] if len(ids) <= MAX_INDICATORS else []
        self._is_of_towns = any(_OF_TOWNS in text for text in above)

    def together(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what two heads name only together: 秸秆 above 产生量, 化肥 beside 利用率."""
        rows = [head for head in place.rows if not head.is_generic]
        columns = [head for head in place.columns if not head.is_generic]
        narrows = [not (only_places(row) or tells_what_it_takes_in(row)) for row in rows]
        whole = [row for index, row in enumerate(rows) if not any(narrows[index + 1 :])]
        pairs = [pair for row in reversed(whole) for head in columns[-1:] for pair in ((row, head), (head, row))]
        stacked = [pair for heads in (columns, rows) for pair in pairwise(heads)]
        pairs += [*stacked, *((second, first) for first, second in stacked)]
        for first, second in pairs:
            for below in second.spellings:
                if named := self.named_by_both(first.words, below):
                    return named[0], (first, second)
        for first, second in ((first, second) for first, second in stacked if second.names is None):
            for above in dict.fromkeys((first.words, _AREA_BEFORE.sub("", first.words))):
                if names := abbreviated(above + second.words, self._near) or self._ended(above + second.words):
                    return NamedSpan(0, len(second.label), names), (first, second)
        return None

    def _ended(self, words: str) -> tuple[Name, ...]:
        """Return the one thing whose name ends with what two heads make: 保护区 above 长度."""
        found = [names for one in self._near if (names := ending(one, squeeze(words)))]
        return found[0] if len(found) == 1 and len(words) >= MIN_ENDING_CHARS else ()

    def named_by_both(self, above: str, below: str) -> list[NamedSpan]:
        """Return what two heads name only together, in one list, [] where they name nothing."""
        if not self._scene.lexicon.is_ending(below):
            return []
        for before in ("", _OF_TOWNS) if self._is_of_towns and not above.startswith(_KINDS) else ("",):
            words = before + above + below
            spans = self._found(words)
            is_both = bool(spans) and spans[-1].end == len(words) and spans[-1].start < len(before + above)
            if is_both and MODIFIERS.fullmatch(words[: spans[-1].start]):
                return [spans[-1]]
        return []

    def qualified(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what a head and the general word below it make: 优良天数 above 比例 is 优良天数比例."""
        general = [
            heads[-2:]
            for heads in (place.columns, place.rows, (*place.rows[-1:], *place.columns[-1:]))
            if len(heads) > 1 and heads[-1].label and heads[-1].is_generic and heads[-2].words and heads[-1].words
        ]
        for heads in general:
            above, below = heads[0].words, heads[1].words
            spans = self._found(above + below)
            if spans and spans[-1].end == len(above + below) and spans[-1].start < len(above):
                return spans[-1], heads
        for heads in general:
            if heads[0].names is None and (names := abbreviated(heads[0].words + heads[1].words, self._near)):
                return NamedSpan(0, len(heads[1].label), names), heads
        return None

    def is_near(self, heads: tuple[Head, ...]) -> bool:
        """Tell whether the innermost head that says anything is a near-name, alone or below an outer head (县城)."""
        if not (told := [head for head in heads if not head.is_generic]):
            return False
        words = told[-1].words
        if told[-1].names is None:
            return self._scene.lexicon.is_near_name(words)
        outer = told[-2].words if len(told) > 1 else ""
        return bool(outer) and self._scene.lexicon.is_near_name(outer + words)

    def is_near_name(self, row: Head, column: Head) -> bool:
        """Tell whether row and column together are another thing than either alone (县城 beside 污水处理率)."""
        for first, second in ((row, column), (column, row)):
            words = first.words + second.words
            spans = self._found(words)
            if second.names is not None and not any(ends_name(words, span) for span in spans):
                return True
        return False

    def _found(self, words: str) -> list[NamedSpan]:
        return named_spans(self._scene.lexicon.find(words), self._scene.edition)


def tells_what_it_takes_in(head: Head) -> bool:
    """Tell whether a label lists what the one before it takes in, no places, nothing that has a name of its own."""
    if head.names is not None or _WHAT_IT_TAKES_IN.fullmatch(head.words) is None:
        return False
    return not any(is_place_label(one) for one in head.words.removesuffix("等").split("、"))
