"""What the heads of a table mean that no name is made of: 处理率 below 城镇污水, 优良合计 in 天."""

import re
from functools import partial

from pipeline.captions import matters
from pipeline.lexicon import squeeze
from pipeline.numbers.numerals import NUMERAL
from pipeline.numbers.shadow import shadow
from pipeline.numbers.units import Unit, is_counter, read_unit
from pipeline.stages.extraction.caption_units import caption_units
from pipeline.stages.extraction.endings import abbreviated, completed, ending
from pipeline.stages.extraction.heads import Head, Place, without_notes
from pipeline.stages.extraction.names import Name, NamedSpan, as_component, measured, named_spans
from pipeline.stages.extraction.reworded import ENDINGS_OF_UNITS, reworded
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.subjects import is_place_label
from pipeline.stages.extraction.table_spellings import PUT_INTO, spellings

MAX_LABEL_CHARS = 40
MAX_FULL_NAMES = 12
MAX_BEFORE_CHARS = 8
MIN_BEGUN_CHARS = 4
# a document on more than these is not about one matter
MAX_INDICATORS = 3
_SHORT = re.compile(r"[一-龥A-Za-z0-9.]{3,14}")
# the villages that something was done in are no place
_DEED_IN = re.compile(r"处理|治理|完成|建成|消除|普及|覆盖|达标|合格")
_COUNTED_DONE = re.compile(r"(?:累计|已|当年|年度|其中)*(?:完成|实现)?(?:治理|整治)(?![率比])")
_OF_COUNTY = re.compile(r"^(?:全[县区市旗]|[县市]域|行政区域?|辖区|全域|[县市]境)(?:国土|土地)?总?面积$")
# 县级河长 in 人 are counted as all of them are
_OF_LEVEL = re.compile(r"^(?:[省市州县区乡镇村]{1,2}级)(?=[一-龥]{2})")
_COUNTED = re.compile(r"(?:政府)?(?:采购)?(?:金额|规模|总?额)|总?量|总?数|个数|人数|户数|总?面积|总?长度")
_PEOPLE = "人数"
_BURNT = re.compile(r"焚烧(?:发电|处理|处置)*量")
_OTHER_WAY = re.compile(r"填埋|堆肥|外运|焚烧|无害化处[理置]量|其他")
_NUMBERING = re.compile(rf"^\(?(?:\d{{1,2}}|{NUMERAL})[).、]")
# what stands alone above its values: PM2.5, EI
_OF_ACRONYMS = ("浓度", "指数", "值")
_POLLUTANT = "细颗粒物"


class ShortHeads:
    """Finds what the short heads of one table mean."""

    def __init__(
        self,
        scene: Scene,
        above: tuple[str, ...],
        heads: tuple[str, ...],
        labels: tuple[str, ...],
        label_heads: tuple[str, ...],
    ) -> None:
        """Take the caption and title rows, the column heads, the row labels with the heads of their columns."""
        self._scene, self._above = scene, above
        self._label_heads = tuple(re.sub(r"名称?$", "", without_notes(shadow(text).text)) for text in label_heads)
        self._units = caption_units(above)
        self.unit = self._units[0] if len(self._units) == 1 else ""
        self._matters = tuple(matters(above))
        self._heads, self._labels = heads, labels
        self._texts = (*above, *heads, *labels)
        self._full: tuple[str, ...] | None = None
        self._in_full: frozenset[tuple[str, str]] | None = None
        self._captioned: frozenset[str] | None = None

    def meaning(self, head: Head, words: str, place: Place, near_ids: tuple[str, ...]) -> NamedSpan | None:
        """Return what words mean that no name is made of, beside the other heads of their place."""
        if words.isascii() or words == _POLLUTANT:
            for end in _OF_ACRONYMS:
                if names := self._called(words + end):
                    return NamedSpan(0, len(words), names)
        units = [one.unit for one in place.columns if one.unit]
        unit = head.unit or place.unit or next(iter((*units, *self._units)), place.beside)
        unit = unit or (self._counter_before(place) if _COUNTED_DONE.match(words) else "")
        if head.is_total or self._begins_near_name(words):
            return None
        if words == _PEOPLE:
            return self._people(words)
        if not _SHORT.fullmatch(words):
            return self._in_unit(words, unit)
        if is_place_label(words) and not _DEED_IN.search(words):
            ids = set(near_ids) or set(self._scene.near_ids) or {one for one, _ in self._scene.proved}
            begun = self._begun(ids, words, unit) if head in place.columns else ()
            return NamedSpan(0, len(words), begun) if begun else self._in_unit(words, unit)
        if is_counter(unit) and (counted := self._called(f"{words}数")):
            names = self.not_named_in_full(counted)  # 行政村（个） counts all of them, whatever name ends so
        else:
            names = self._by_spellings(_OF_COUNTY.sub("土地总面积", self._treated(words)), unit, place, near_ids)
        return NamedSpan(0, len(words), names) if names else None

    def _people(self, words: str) -> NamedSpan | None:
        """Return whom 人数 counts where the only indicator proved counts but one kind of people: 河长人数."""
        proved = sorted(self._scene.proved_ids)[:2]
        measures = measured(self._scene.edition.by_id(proved[0])) if len(proved) == 1 else ()
        counted = {
            part.name: part for one in measures for part in map(partial(as_component, one), one.measure.components)
        }
        people = tuple(part for part in counted.values() if part.unit == "人")
        if len(people) != 1:
            return None
        listed = re.compile(
            re.escape(people[0].name.removesuffix(_PEOPLE)) + r"(?:湖长)?(?:名单|名录|设置|设立|配备|数|人数)"
        )
        over = (shadow(text).text for text in (*self._scene.headings, *self._above))
        return NamedSpan(0, len(words), people) if any(map(listed.search, over)) else None

    def _counter_before(self, place: Place) -> str:
        """Return the counter of what the columns before count: 累计完成治理 beside 行政村总数 counts villages."""
        spans = (span for text in place.before for span in self._found(shadow(text).text))
        units = {name.unit for span in spans for name in span.names}
        return next(iter(units)) if len(units) == 1 and all(map(is_counter, units)) else ""

    def _by_spellings(self, words: str, unit: str, place: Place, near_ids: tuple[str, ...]) -> tuple[Name, ...]:
        """Return what the first spelling of words names that fits the unit, of what is proved if anything is.

        Where none fits, what the first one names.
        """
        named: tuple[Name, ...] = ()
        fitting = False
        for spelling in spellings(words, is_of_all=any(one.is_total for one in place.rows)):
            names = self._called(spelling) if spelling != words else ()
            names = names or self._meant(spelling, unit, place, near_ids)
            names = tuple(name for name in names if name.component is not None or name.measure.is_quantitative)
            fits = bool(names) and (not unit or any(name.fits(unit) for name in names))
            if fits and any(self._scene.proves(name.indicator_id, name.sub) for name in names):
                return names
            named = names if fits and not fitting else named or names
            fitting = fitting or fits
        return named

    def _begins_near_name(self, words: str) -> bool:
        """Tell whether words go on to a name that is not meant (卫生户厕数), where the caption names nothing."""
        is_near = any(self._scene.lexicon.is_near_name(words + end) for end in ("数", "量", "面积"))
        return is_near and not any(self._found(shadow(text).text) for text in self._above)

    def _treated(self, words: str) -> str:
        """Return 无害化处理量 for what is burnt where that is the only way of treatment that the heads tell."""
        others = (text for text in self._heads if _BURNT.fullmatch(without_notes(shadow(text).text)) is None)
        is_burnt = _BURNT.fullmatch(words) is not None
        return "无害化处理量" if is_burnt and not any(_OTHER_WAY.search(text) for text in others) else words

    def _called(self, words: str) -> tuple[Name, ...]:
        mentions = self._scene.lexicon.called(words)
        return named_spans(mentions, self._scene.edition)[0].names if mentions else ()

    def _meant(self, words: str, unit: str, place: Place, near_ids: tuple[str, ...]) -> tuple[Name, ...]:
        found = self._of_label_heads(words)
        for full in self._full_names_of(place.before):
            found = found or self.not_named_in_full(completed(full, words, self._scene))
        found = found or self.not_named_in_full(self._with_tail(self._full_names_of(place.before), words))
        for full in self._full_names():
            found = found or self.not_named_in_full(completed(full, words, self._scene))
        ids = {name.indicator_id for other in place.heads if other.names for name in other.names.names}
        ids = ids or set(near_ids) or set(self._scene.near_ids)
        ids = ids or set(self._captioned_ids()) or {indicator_id for indicator_id, _ in self._scene.proved}
        if not found and len(ids) <= MAX_INDICATORS:
            found = self.not_named_in_full(self._of_measures(ids, words))
        if not found and len(ids) <= MAX_INDICATORS:
            meant = [names for one in sorted(ids) if (names := ending(self._scene.edition.by_id(one), squeeze(words)))]
            found = self.not_named_in_full(meant[0]) if len(meant) == 1 else ()
        found = (
            found
            or self._overlapping(words)
            or reworded(words, words, unit, self._scene)
            or self._with_measure(ids, words, unit)
            or self._begun(ids, words, unit)
        )
        if not found and len(ids) <= MAX_INDICATORS:
            found = self.not_named_in_full(abbreviated(words, [self._scene.edition.by_id(one) for one in sorted(ids)]))
        return found

    def _captioned_ids(self) -> frozenset[str]:
        """Return the one indicator whose names the caption begins for some heads: the others are its alone.

        Below 一般工业固体废物利用情况 no 处置量 is that of 危险废物; none where the caption begins those of several.
        """
        if self._captioned is None:
            plain = (without_notes(shadow(text).text) for text in (*self._heads, *self._labels))
            words = [text for text in dict.fromkeys(plain) if _SHORT.fullmatch(text)]
            told = (completed(full, one, self._scene) for full in self._matters for one in words)
            ids = frozenset(name.indicator_id for names in told for name in names)
            self._captioned = ids if len(ids) == 1 else frozenset()
        return self._captioned

    def _with_tail(self, names: list[str], words: str) -> tuple[Name, ...]:
        """Return what words name with the end of a name before: 节能环保产品 after 同类产品采购规模."""
        for full in names:
            for cut in range(1, len(full) - 1):
                if found := self._called(words + full[cut:]):
                    return found
        return ()

    def _of_label_heads(self, words: str) -> tuple[Name, ...]:
        """Return what words name after the head of the rows' labels: 处理量 beside 污水处理厂."""
        return next((names for head in self._label_heads if (names := self._called(head + words))), ())

    def _overlapping(self, words: str) -> tuple[Name, ...]:
        """Return what words name with what stands before their beginning in the caption.

        反馈问题数 below 督察反馈问题整改情况 is 督察反馈问题数.
        """
        for matter in self._matters:
            for size in range(len(words) - 1, 1, -1):
                place = matter.find(words[:size])
                for start in range(max(0, place - MAX_BEFORE_CHARS), place):
                    if names := self._called(matter[start:place] + words):
                        return names
        return ()

    def _of_measures(self, ids: set[str], words: str) -> tuple[Name, ...]:
        """Return what words name with the beginning of the measures' names: 处置量 beside 危险废物利用处置率.

        Those that the document proves come first: its 产生量 is that of 畜禽粪污, not of 秸秆.
        """
        measures = [(one, *known) for one in sorted(ids) for known in self._scene.edition.by_id(one).measures()]
        proved = [measure for one, number, measure in measures if self._scene.proves(one, number)]
        found = (
            completed(squeeze(measure.name), words, self._scene)
            for measure in proved or [measure for *_, measure in measures]
        )
        return next((names for names in found if names), ())

    def _with_measure(self, ids: set[str], words: str, unit: str) -> tuple[Name, ...]:
        """Return what words name with the word for their unit after them: 保留区 in 公里 is 岸线保留区长度."""
        known = read_unit(unit)
        if known is None or len(ids) > MAX_INDICATORS:
            return ()
        plain = _OF_LEVEL.sub("", words) if known.dimension == "person" else words
        for one in sorted(ids):
            for end in ENDINGS_OF_UNITS.get(known.dimension, ()):
                if found := ending(self._scene.edition.by_id(one), squeeze(plain + end)):
                    return found
        return ()

    def _begun(self, ids: set[str], words: str, unit: str) -> tuple[Name, ...]:
        """Return the one component that words begin, in its unit: 污水处理厂 in 万吨 is what plants discharge."""
        if len(words) < MIN_BEGUN_CHARS or read_unit(unit) is None or not 0 < len(ids) <= MAX_INDICATORS:
            return ()
        found: dict[str, Name] = {}
        for indicator in (self._scene.edition.by_id(one) for one in sorted(ids)):
            for whole in measured(indicator):
                for part in (as_component(whole, one) for one in whole.measure.components):
                    if part.fits(unit) and unit != "%" and _begins_name(squeeze(words), part):
                        found.setdefault(part.name, part)
        return self.not_named_in_full(tuple(found.values())) if len(found) == 1 else ()

    def _in_unit(self, words: str, unit: str) -> NamedSpan | None:
        """Return what words name only with the word for their unit after them: 岸线保护区 in 公里 is no place."""
        known = read_unit(unit)
        for end in ENDINGS_OF_UNITS.get(known.dimension, ()) if known is not None else ():
            if names := self._called(words + end):
                return NamedSpan(0, len(words), names)
        return self._begun_in(words, known) if known is not None and known.dimension == "length" else None

    def _begun_in(self, words: str, unit: Unit) -> NamedSpan | None:
        """Return the length whose name ends with words: 划入保护区 in 公里 is 岸线保护区长度."""
        plain = PUT_INTO.sub("", words)
        for one in sorted(self._scene.proved_ids)[: MAX_INDICATORS + 1]:
            for end in ENDINGS_OF_UNITS[unit.dimension]:
                if names := ending(self._scene.edition.by_id(one), squeeze(plain + end)):
                    return NamedSpan(0, len(words), names)
        return None

    def not_named_in_full(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """Leave out what another head names in full: 采购金额 beside 绿色采购金额 is another thing."""
        if self._in_full is None:
            plain = (_NUMBERING.sub("", without_notes(shadow(text).text)) for text in (*self._heads, *self._labels))
            spans = (span for text in dict.fromkeys(plain) for span in self._found(text))
            self._in_full = frozenset((name.indicator_id, name.name) for span in spans for name in span.names)
        in_full = self._in_full
        return tuple(name for name in names if (name.indicator_id, name.name) not in in_full)

    def _full_names(self) -> tuple[str, ...]:
        """Return the words of all names in the caption and the heads: short ones may go on with their beginning."""
        if self._full is None:
            found: dict[str, None] = {}
            for text in dict.fromkeys(text for text in self._texts if len(text) < MAX_LABEL_CHARS):
                plain = shadow(text).text
                for span in self._found(plain):
                    found.setdefault(plain[span.start : span.end])
            self._full = (*tuple(found)[:MAX_FULL_NAMES], *self._matters)
        return self._full

    def _full_names_of(self, heads: tuple[str, ...]) -> list[str]:
        """Return the words of the names in some heads."""
        plain = [shadow(text).text for text in heads]
        return [text[span.start : span.end] for text in plain for span in self._found(text)]

    def _found(self, words: str) -> list[NamedSpan]:
        return named_spans(self._scene.lexicon.find(words), self._scene.edition)


def _begins_name(words: str, part: Name) -> bool:
    """Tell whether words begin the name of a component, or one of its aliases whose end says but how it is counted."""
    aliases = part.component.aliases if part.component is not None else ()
    ends = (squeeze(one).removeprefix(words) for one in aliases if squeeze(one).startswith(words))
    return _begins(words, squeeze(part.name)) or any(map(_COUNTED.fullmatch, ends))


def _begins(words: str, name: str) -> bool:
    """Tell whether words are the beginning of a name, but for inner characters: 其他设施 of 其他污水处理设施排放量."""
    left = iter(name)
    return words[:1] == name[:1] and all(character in left for character in words) and words[-1] != name[-1]
