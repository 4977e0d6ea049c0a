"""What an edition's own words say about topics: which words are an indicator's alone, which numbers prove it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.lexicon import Lexicon, Mention, lexicon_of, pattern_of, squeeze
from pipeline.once import once_for_each
from schemas.edition import Edition, Indicator, Measure, Requirement

# an official name this long is paraphrased rather than quoted, so parts of it count
LONG_NAME_CHARS = 12
MIN_STEM_CHARS = 4
MIN_MATTER_CHARS = 3
MIN_MATTER_PAIRS = 3
# pairs of characters that this many indicators' names hold are the edition's own subject
ANCHOR_INDICATORS = 4
MIN_ANCHOR_SHARE = 0.6
_MEASURE_WORDS = re.compile(
    r"(?:综合利用|回收利用|利用处置|无害化处理|集中处理|处理|治理|保护|消除|普及|公开|合格|优良|提高|下降|利用|保持|认证|管控和修复"
    r"|率|比例|幅度|占比|村占比|面积|长度|行动|制度|机制|情况)+$"
)
_RATE_WORDS = re.compile(r"(?:的?人数|面积)?(?:率|比例|占比|比重|幅度|度)$")
# words of requirements that say a kind of document or of act, not a matter
_GENERAL = re.compile(
    r"会议|常委|审议|学习|目标|任务|说明|证明|结果|情况|意见|备案|报告|清单|名录|名单|预案|方案|规划|计划|公报|统计|考核|考评|评估|整改"
    r"|联动|监管|验收|竣工|标识|许可|演练|违规|破坏|调查|未|质量"
)
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")


@dataclass(frozen=True)
class Slot:
    """A requirement of an indicator: words squeezed as the lexicon compares them, pairs of its official names."""

    indicator: Indicator
    requirement: Requirement
    words: tuple[str, ...]
    pairs: frozenset[str]
    any_word: re.Pattern[str]


class Topics:
    """The words of one edition, weighed against each other."""

    def __init__(self, edition: Edition) -> None:
        """Weigh the names and requirement words of an edition."""
        self.edition = edition
        self.lexicon: Lexicon = lexicon_of(edition)
        self.slots = tuple(
            Slot(
                indicator,
                requirement,
                words := tuple(squeeze(word) for word in requirement.words),
                frozenset(_pairs(_slot_names(indicator, requirement.sub))),
                re.compile("|".join(map(re.escape, words)) if words else r"(?!)"),
            )
            for indicator in edition.indicators
            for requirement in indicator.requirements
        )
        self._names = {indicator.id: tuple(_names(indicator)) for indicator in edition.indicators}
        self._pairs = {one.id: frozenset(_pairs(_official_names(one))) for one in edition.indicators}
        self._weights = Counter(pair for pairs in self._pairs.values() for pair in pairs)
        self._hidden_by: dict[tuple[str, str], tuple[str, ...]] = {}
        self._own_words: dict[tuple[str, str], bool] = {}
        self._slots_by_kind: dict[tuple[str | None, ...], tuple[Slot, ...]] = {}
        self._owners: dict[str, set[str]] = {}
        for slot in self.slots:
            for word in slot.words:
                self._owners.setdefault(word, set()).add(slot.indicator.id)
        self._proofs = frozenset(_proofs(edition))
        self._unshared = frozenset(_unshared(edition))
        measures = (measure for indicator in edition.indicators for _, measure in indicator.measures())
        self._components = frozenset(part.name for measure in measures for part in measure.components)
        self._stems = dict(_stems(edition))
        self._name_stems = frozenset(self._stems)
        self._bare_names = dict(_bare_names(edition))
        near_names = (
            squeeze(near)
            for indicator in edition.indicators
            for _, measure in indicator.measures()
            for near in measure.names_not_meant
        )
        self._near_names = tuple(sorted(near_names, key=len, reverse=True))
        self._near_with: dict[str, tuple[str, ...]] = {}
        self._any_near_name = pattern_of(self._near_names)
        for slot in self.slots:
            for word in slot.words:
                if len(word) >= MIN_STEM_CHARS and self.is_own_word(word, slot.indicator.id):
                    self._stems.setdefault(word, (slot.indicator.id, slot.requirement.sub))
        self._any_stem = pattern_of(self._stems)

    def slots_for(self, kinds: tuple[str | None, ...]) -> tuple[Slot, ...]:
        """Return the slots that a document of any of these kinds may fill, in the edition's order."""
        if kinds not in self._slots_by_kind:
            self._slots_by_kind[kinds] = tuple(
                slot
                for slot in self.slots
                if not slot.requirement.kinds or not set(kinds).isdisjoint(slot.requirement.kinds)
            )
        return self._slots_by_kind[kinds]

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions in a shadow text; the lexicon remembers them, for every rule asks again."""
        return self.lexicon.mentions(text)

    def words_in(self, title: str, slot: Slot) -> tuple[str, ...]:
        """Return the slot's words in a squeezed title, without those inside another indicator's longer word.

        农村生活污水 in a title is not the 污水 that the slot of 城镇污水处理率 asks for.
        """
        return tuple(word for word in slot.words if word in title and not self._is_inside_other(title, word, slot))

    def is_own_word(self, word: str, indicator_id: str) -> bool:
        """Tell whether a requirement word is made of the indicator's official words and is no other's."""
        key = (word, indicator_id)
        if key not in self._own_words:
            self._own_words[key] = self._is_own_word(word, indicator_id)
        return self._own_words[key]

    def _is_own_word(self, word: str, indicator_id: str) -> bool:
        pairs = set(_pairs([word]))
        if len(self._pairs[indicator_id] & pairs) * 2 < len(pairs):
            return False
        others = (other for other, names in self._names.items() if other != indicator_id and _holds(names, word))
        return self._owners.get(word, set()) <= {indicator_id} and next(others, None) is None

    def shared_pairs(self, text: str, slot: Slot) -> int:
        """Count the pairs of characters that a squeezed text shares with the official names a slot is for."""
        return len(slot.pairs.intersection(_pairs([text])))

    def shared_weight(self, text: str, slot: Slot) -> float:
        """Weigh the pairs of characters that a squeezed text shares with a slot's official names; rare ones count 1."""
        return self._weight(slot.pairs.intersection(_pairs([text])))

    def is_on_environment(self, indicator_id: str) -> bool:
        """Tell whether all names of an indicator that is judged in words say 环境: 突发环境事件, not any 突发事件."""
        indicator = self.edition.by_id(indicator_id)
        return not indicator.is_quantitative and all("环境" in name for name in (indicator.name, *indicator.aliases))

    def is_exclusive(self, word: str, indicator_id: str) -> bool:
        """Tell whether a requirement word says a matter (no kind of document) that only this indicator asks for.

        A kind of document that begins as the indicator's own name does (河湖长名单) says it, too.
        """
        matter = _GENERAL.sub("", word)
        if matter != word and not any(name.startswith(matter) for name in self._names[indicator_id]):
            return False
        if len(word) < MIN_STEM_CHARS or len(matter) < MIN_MATTER_CHARS:
            return False
        owners = {owner for other, holders in self._owners.items() if word in other for owner in holders}
        named = {other for other, names in self._names.items() if _holds(names, matter)}
        return owners | named <= {indicator_id}

    def coverage(self, text: str, indicator: Indicator) -> float:
        """Return how much of the official name's rarer words a squeezed text holds (0-1), 0 for short names.

        The words that many names share (生态文明建设) are the anchor: a paraphrase keeps most of them.
        """
        name = squeeze(indicator.name)
        if len(name) < LONG_NAME_CHARS:
            return 0.0
        own = set(_pairs([name]))
        held = own.intersection(_pairs([text]))
        anchor = {pair for pair in own if self._weights[pair] >= ANCHOR_INDICATORS}
        if len(held & anchor) < MIN_ANCHOR_SHARE * len(anchor):
            return 0.0
        return self._weight(held) / self._weight(own)

    def proves(self, mention: Mention) -> bool:
        """Tell whether a number with this name speaks for the measure: its name, its level, its numerator."""
        return mention.component is None or (mention.indicator_id, mention.sub, mention.component) in self._proofs

    def is_unshared(self, mention: Mention) -> bool:
        """Tell whether a component is this measure's alone (产生量 of one kind of waste)."""
        return (mention.indicator_id, mention.sub, mention.component) in self._unshared

    def is_own_number(self, indicator_id: str, sub: int | None, name: str) -> bool:
        """Tell whether what a number is called is no component of another measure."""
        return (indicator_id, sub, name) in self._unshared or name not in self._components

    def is_of_matter(self, mention: Mention) -> bool:
        """Tell whether a component is this measure's alone and says its matter: 生活垃圾清运量, not 农村常住人口数."""
        if not self.is_unshared(mention):
            return False
        measure = self.edition.by_id(mention.indicator_id).measure(mention.sub)
        shared = set(_pairs([squeeze(mention.name)])) & set(_pairs([squeeze(measure.name)]))
        return len(shared) >= MIN_MATTER_PAIRS

    def stems_in(self, text: str) -> Iterator[tuple[str, str, int | None]]:
        """Yield (stem, indicator id, sub) for the topics that a squeezed text names without a measure."""
        if self._any_stem.search(text) is None:
            return
        for stem, (indicator_id, sub) in self._stems.items():
            if stem in text:
                yield stem, indicator_id, sub

    def bare_names_in(self, text: str) -> Iterator[tuple[str, int | None]]:
        """Yield (indicator id, sub) of what a squeezed text names but for its rate: 秸秆综合利用, 政府绿色采购."""
        for name, (indicator_id, sub) in self._bare_names.items():
            if name in text:
                yield indicator_id, sub

    def is_in_name(self, stem: str, indicator_id: str) -> bool:
        """Tell whether a name of an indicator holds a stem: 水质达到或优于Ⅲ类 is said of water sources, too."""
        return _holds(self._names[indicator_id], stem)

    def is_in_near_name(self, stem: str, sentence: str) -> bool:
        """Tell whether a sentence (a shadow) holds a stem only in near-names: 农村生活垃圾无害化处理率."""
        bare = squeeze(sentence)
        if stem in bare:
            for near in self._near_names_with(stem):
                bare = bare.replace(near, "|")
        return stem not in bare

    def _near_names_with(self, stem: str) -> tuple[str, ...]:
        if stem not in self._near_with:
            self._near_with[stem] = tuple(near for near in self._near_names if stem in near)
        return self._near_with[stem]

    def without_near_names(self, words: str) -> str:
        """Return squeezed words without the names that are not meant."""
        if self._any_near_name.search(words) is not None:
            for near in self._near_names:
                words = words.replace(near, "|")
        return words

    def is_name_stem(self, stem: str) -> bool:
        """Tell whether a stem is an official name without its measure word, not a requirement's word."""
        return stem in self._name_stems

    def _weight(self, pairs: Iterable[str]) -> float:
        return sum(1 / self._weights[pair] for pair in pairs if self._weights[pair])

    def _is_inside_other(self, title: str, word: str, slot: Slot) -> bool:
        if any(word in own and own != word and own in title for own in slot.words):
            return False
        others = (other for other in self._others_holding(word, slot.indicator.id) if other in title)
        return any(title.count(word) <= title.count(other) for other in others)

    def _others_holding(self, word: str, indicator_id: str) -> tuple[str, ...]:
        """Return the longer requirement words that hold a word and are foreign to the indicator."""
        key = (word, indicator_id)
        if key not in self._hidden_by:
            self._hidden_by[key] = tuple(
                other
                for other, owners in self._owners.items()
                if word != other
                and word in other
                and indicator_id not in owners
                and not _holds(self._names[indicator_id], other)
            )
        return self._hidden_by[key]


@once_for_each
def topics_of(edition: Edition) -> Topics:
    """Return the topics of an edition, made once."""
    return Topics(edition)


def _official_names(indicator: Indicator) -> Iterator[str]:
    for measure in (indicator, *indicator.subs):
        yield squeeze(measure.name)
        yield from (squeeze(name) for name in _needed(measure))


def _needed(measure: Measure) -> Iterator[str]:
    """Yield the components that a formula needs or that speak for the measure, without what is only counted beside."""
    formulas = " ".join((measure.formula, *measure.other_formulas, *(part.formula for part in measure.components)))
    yield from (
        part.name for part in measure.components if not part.optional or part.sufficient or part.name in formulas
    )


def _slot_names(indicator: Indicator, sub: int | None) -> Iterator[str]:
    if sub is None:
        yield from _official_names(indicator)
        return
    measure = indicator.measure(sub)
    yield from (squeeze(name) for name in (measure.name, *_needed(measure)))


def _names(indicator: Indicator) -> Iterator[str]:
    for measure in (indicator, *indicator.subs):
        yield from (squeeze(name) for name in (measure.name, *measure.aliases))
        yield from (squeeze(component.name) for component in measure.components)


def _pairs(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for index in range(len(text) - 1):
            yield text[index : index + 2]


def _holds(names: tuple[str, ...], word: str) -> bool:
    return any(word in name for name in names)


def _proofs(edition: Edition) -> Iterator[tuple[str, int | None, str]]:
    """Yield the components that speak for their measure alone: sufficient ones, numerators nobody else has.

    Of what is judged in words, a rate that is told of it alone: 生活垃圾回收利用率 of 垃圾分类.
    """
    unshared = set(_unshared(edition))
    for indicator in edition.indicators:
        for sub, measure in indicator.measures():
            numerators = set(_numerators(measure))
            for component in measure.components:
                tells = component.name in numerators or (component.unit == "%" and not measure.is_quantitative)
                if component.sufficient or (tells and (indicator.id, sub, component.name) in unshared):
                    yield indicator.id, sub, component.name


def _unshared(edition: Edition) -> Iterator[tuple[str, int | None, str]]:
    named = [
        (indicator.id, sub, component.name)
        for indicator in edition.indicators
        for sub, measure in indicator.measures()
        for component in measure.components
    ]
    owners = Counter(name for _, _, name in named)
    yield from (one for one in named if owners[one[2]] == 1)


def _numerators(measure: Measure) -> Iterator[str]:
    formulas = [measure.formula, *(component.formula for component in measure.components)]
    for formula in formulas:
        above, slash, _ = formula.partition("/")
        if slash or formula in (component.formula for component in measure.components):
            yield from (part for part in re.split(r"[\s()+*-]+", above) if part)


def _stems(edition: Edition) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """Yield the official names without their measure word (河湖岸线, 黑臭水体), where they are one measure's alone."""
    found: dict[str, list[tuple[str, int | None]]] = {}
    all_names = [squeeze(m.name) for indicator in edition.indicators for _, m in indicator.measures()]
    for indicator in edition.indicators:
        for sub, measure in indicator.measures():
            name = squeeze(_BRACKETED.sub("", measure.name))
            stem = _MEASURE_WORDS.sub("", name)
            if MIN_STEM_CHARS <= len(stem) < len(name) and sum(stem in other for other in all_names) == 1:
                found.setdefault(stem, []).append((indicator.id, sub))
    yield from ((stem, owners[0]) for stem, owners in found.items() if len(owners) == 1)


def _bare_names(edition: Edition) -> Iterator[tuple[str, tuple[str, int | None]]]:
    """Yield the names of quantitative measures without 率 or 比例 at their end, where they are one measure's alone."""
    found: dict[str, set[tuple[str, int | None]]] = {}
    for indicator in edition.indicators:
        for sub, measure in indicator.measures():
            for name in (measure.name, *measure.aliases) if measure.is_quantitative else ():
                bare = _RATE_WORDS.sub("", squeeze(_BRACKETED.sub("", name)))
                if len(bare) >= MIN_STEM_CHARS:
                    found.setdefault(bare, set()).add((indicator.id, sub))
    yield from ((name, owners.pop()) for name, owners in found.items() if len(owners) == 1)
