"""What a number of a table is of, told by all its heads together with the caption and what the document proves."""

import re
from collections.abc import Iterator

from pipeline.numbers.shadow import shadow
from pipeline.stages.extraction.context.choice import named_by_context
from pipeline.stages.extraction.context.things import Key, matters_of
from pipeline.stages.extraction.context.topics import matter_told
from pipeline.stages.extraction.heads import Head, Place
from pipeline.stages.extraction.layout import is_subtotal
from pipeline.stages.extraction.names import Name, NamedSpan, measured
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.table_areas import AREA, only_places

MAX_WORDS = 30
MIN_BEGINNING = 2
_FALLS = re.compile(r"下降|降低|降幅")
_BARE_FALL = re.compile(
    r"(?:[“”\"'十四五三二一前后年近期内以来截至底末度全当本]|省|市|县|下达|分解|考核|实际|累计|完成|目标|任务|要求|计划|情况|下降|降低|降幅|幅度|比例|率|的|值|数)+"
)
_SHARES = ("比例", "占比", "比率", "百分比", "比重")


def _sums(head: Head) -> bool:
    return head.is_total or is_subtotal(head.label)


class TableContext:
    """Names the cells of one table that no head names."""

    def __init__(self, scene: Scene, above: tuple[str, ...]) -> None:
        """Take the caption and title rows, the nearest last."""
        self._scene = scene
        self._matters = matters_of(scene.edition)
        self._proved = frozenset(key for key in self._matters.of if scene.proves(*key))
        self._above = tuple(shadow(text).text for text in reversed(above)) + tuple(reversed(scene.headings))
        self._known: dict[tuple[str, str], Name | None] = {}

    def named(self, place: Place, unit: str) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return what all heads of a cell mean together, else those of its column; None where they do not tell."""
        if not unit or not self._proved:
            return None
        for heads in (place.heads, place.columns):
            used = tuple(head for head in heads if not head.is_generic and not only_places(head))
            words = ",".join(head.words for head in used)
            if not used or len(words) > MAX_WORDS or not self._may_mean(place, used, words):
                continue
            if (words, unit) not in self._known:
                self._known[words, unit] = self._work_out(words, unit)
            if (name := self._known[words, unit]) is not None:
                return NamedSpan(0, len(words), (name,)), used
        if unit == "%" and (found := self._sub_of_caption(place)) is not None:
            return found
        sums = tuple(filter(_sums, place.heads))
        told_alone = bool(sums) and all(head.is_generic or only_places(head) for head in place.heads)
        name = self._of_sum(unit) if told_alone else None
        return (NamedSpan(0, 0, (name,)), sums) if name is not None else None

    def _sub_of_caption(self, place: Place) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return the sub-indicator whose rate's name a head begins, of the indicator that the caption names.

        农业废弃物综合利用率 above 秸秆, 畜禽粪污 | 2022年 | 2023年: no other sub-indicator's name begins so.
        """
        told = [head for head in place.heads if not head.is_generic]
        captioned = {one.indicator_id for one in self._scene.lexicon.find(self._above[0])} if self._above else set()
        if len(told) != 1 or len(captioned) != 1 or len(told[0].words) < MIN_BEGINNING:
            return None
        indicator = self._scene.edition.by_id(next(iter(captioned)))
        subs = (one for one in measured(indicator) if one.sub is not None and one.name.startswith(told[0].words))
        alike = [one for one in subs if self._scene.proves(indicator.id, one.sub)]
        one = len(alike) == 1 and alike[0].unit == "%"
        return (NamedSpan(0, len(told[0].words), (alike[0],)), (told[0],)) if one else None

    def bare_fall(self, place: Place, columns: list[tuple[Head, ...]]) -> tuple[NamedSpan, tuple[Head, ...]] | None:
        """Return the fall that a paper on one measure means by 实际下降（%）, its aim by 年度目标（%） beside that.

        No head of the table names anything then, and the rows are places.
        """
        head = place.columns[-1] if place.columns else None
        falls = [one[-1] for one in columns if one and one[-1].unit == "%" and _FALLS.search(one[-1].text)]
        if (
            head is None
            or head.unit != "%"
            or not falls
            or any(one.names is not None for over in columns for one in over)
        ):
            return None
        if _BARE_FALL.fullmatch(head.words) is None or not all(only_places(one) for one in place.rows):
            return None
        names = [one.name for key in self._proved for one in self._matters.of[key].things if one.name.counts_falls]
        is_one = len({key[0] for key in self._proved}) == 1 and len(names) == 1
        return (NamedSpan(0, len(head.label), (names[0],)), (head,)) if is_one else None

    def _may_mean(self, place: Place, used: tuple[Head, ...], words: str) -> bool:
        """Tell whether some heads may mean something alone: the others are places, no total is a share."""
        left = [head for head in place.rows if head not in used and not head.is_generic]
        if not all(only_places(head) or AREA.search(head.words) for head in left):
            return False
        if any(head.is_total for head in left) and words.endswith(_SHARES):
            return False
        told = [[head for head in heads if not _sums(head)] for heads in (place.columns, place.heads)]
        stacked = ("".join(head.words for head in heads) for heads in told)
        return not any(map(self._is_near, stacked))

    def _is_near(self, words: str) -> bool:
        """Tell whether heads name what is not meant, or would with the word for their unit: 卫生户厕 in 户."""
        return any(self._scene.lexicon.is_near_name(words + end) for end in ("", "数", "量", "面积"))

    def _work_out(self, words: str, unit: str) -> Name | None:
        own = matter_told(words, self._matters)
        for told in self._topics():
            if own and not own & told:
                break
            keys = ((own & told) or told) & self._proved
            return named_by_context(words, words, unit, [self._matters.of[key] for key in keys])
        if own:
            return named_by_context(words, words, unit, [self._matters.of[key] for key in own & self._proved])
        if len({key[0] for key in self._proved}) > 1:
            return None
        return named_by_context(words, words, unit, [self._matters.of[key] for key in self._proved], "by proof")

    def _of_sum(self, unit: str) -> Name | None:
        """Return what 合计 alone counts: the one thing in this unit that the matter of the caption has."""
        keys = next(self._topics(), frozenset()) & self._proved
        alike = [one.name for key in keys for one in self._matters.of[key].alike(unit)]
        return alike[0] if len(alike) == 1 and alike[0].component is not None and unit != "%" else None

    def _topics(self) -> Iterator[frozenset[Key]]:
        return filter(None, (matter_told(text, self._matters) for text in self._above))
