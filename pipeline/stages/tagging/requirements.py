"""Hits of the document as a whole: its title, the slots of evidence that it fills."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from pipeline.lexicon import Mention, squeeze
from pipeline.numbers.shadow import shadow
from pipeline.once import kept_property
from pipeline.pairs import pairs_of
from pipeline.stages.tagging.claims import Stance
from pipeline.stages.tagging.hits import Hit
from pipeline.stages.tagging.letters import asks, is_letter, is_reply
from pipeline.stages.tagging.topics import Slot, Topics
from pipeline.values import frozen
from schemas.document import Identity
from schemas.edition import Indicator
from schemas.locator import Locator

# 某某总体规划（2021—2035年）环境影响报告书 is on 规划环境影响
_BRACKETED = re.compile(r"\([^()]*年[^()]*\)")
# a title must share this many pairs of characters with the names, or its word is too general to decide
MIN_SHARED_PAIRS = 3
MIN_SHARED_WEIGHT = 1.0
MIN_COVERAGE = 0.25
# a plan for emergencies (of a water source, too) is evidence of that alone
_FOR_EMERGENCIES = re.compile(r"应急预案|应急演练|应急处置(?:方案|预案)|应急响应")
_OF_EMERGENCIES = re.compile(r"应急|预案|演练|突发")
# the forms in which an office hands in what it knows
_HANDED_IN = ("summary", "statistics", "certificate")
_EXPLAINS = re.compile(r"(?:说明|证明)(?:材料|书)?$")
# who does the work for an office, and tells it what was done
_FIRM = re.compile(r"公司|(?:厂|站)$")
_ADDRESSEE = re.compile(r"[^,。;:]{2,30}(?:局|委员会|委|办|办公室|政府|中心):")
# words that say of a document no more than its form
_FORMS = frozenset({"说明", "证明", "报告", "清单", "材料"})
# 河湖长制办公室, 河（湖）长制办公室
_RIVER_CHIEF = re.compile(r"河[(（]?湖[)）]?长")
_OF_VILLAGES = ("农村", "村镇")
_VILLAGES = re.compile(r"[村乡屯户]")
_ALLOTS = re.compile(r"下达[^的]*(?:目标|指标|任务)|(?:目标|指标)(?:任务)?的?下达")
# units that issue documents on everything
_GENERAL_ISSUERS = ("人民政府", "政府办", "委办", "县委", "区委", "市委", "党委", "人大", "人民代表大会")
SHORT_TITLE_CHARS = 6
MAX_SENTENCES = 400
# a longer one is the beginning of the text, where the title says nothing
MAX_TITLE_CHARS = 80
# a beginning that names so many is a list of aims
MIN_INDICATORS_OF_A_LIST = 3
# a text that sets (a plan) with more indicators than this is a list of tasks
MAX_INDICATORS_NAMED = 10


@frozen
class Whole:
    """The document as one piece: what it is called, what its text names.

    `topic` is the title, with the beginning of the text where the title says nothing (证明); both as shadows.
    """

    identity: Identity
    stance: Stance
    topic: str
    mentions: tuple[Mention, ...]
    texts: tuple[str, ...]
    locator: Locator

    @kept_property
    def kinds(self) -> tuple[str | None, ...]:
        """The kinds of evidence that the document may be.

        The forms in which an office hands in what it knows are as good as each other: 说明, a letter that answers,
        a 公示 of results may stand for a 证明 or a table.
        """
        kind = self.identity.kind
        if is_letter(self.identity) and kind != "approval" and self.stance != "reports":
            return () if is_reply(self.identity) or asks(self.identity, self.texts) else (kind,)
        is_told = is_letter(self.identity) or self._is_made_public or _EXPLAINS.search(self.identity.title or "")
        if self.stance != "reports" or not is_told:
            return (kind,)
        return tuple(dict.fromkeys((kind, *_HANDED_IN, *(("list",) if self._is_made_public else ()))))

    @kept_property
    def issuer(self) -> str | None:
        """The issuing unit; with it, for a firm's 证明 or letter, the office that it is written to."""
        issuer = self.identity.issuer
        if not issuer or not _FIRM.search(issuer):
            return issuer
        told = next((text for text in self.texts[:6] if _ADDRESSEE.fullmatch(text)), "")
        return f"{issuer}、{told.rstrip(':')}" if told else issuer

    @property
    def _is_made_public(self) -> bool:
        return self.identity.kind == "notice" and (self.identity.title or "").endswith("公示")

    @kept_property
    def sentences(self) -> tuple[str, ...]:
        """The first sentences, squeezed as the lexicon compares them."""
        every = (sentence for text in self.texts for sentence in text.split("。") if sentence)
        return tuple(squeeze(sentence) for sentence in islice(every, MAX_SENTENCES))

    @kept_property
    def pairs(self) -> frozenset[str]:
        """The pairs of neighbouring characters in the topic and the first sentences."""
        return frozenset(pair for text in (squeeze(self.topic), *self.sentences) for pair in pairs_of(text))


def title_hits(whole: Whole, topics: Topics) -> Iterator[Hit]:
    """Yield the indicators that the title names."""
    title = shadow(whole.identity.title or "").text
    for mention in topics.find(title):
        if mention.component is not None and not topics.proves(mention):
            continue
        proven = whole.stance == "reports"
        score = (0.97 if mention.exact else 0.93) if proven else 0.48
        yield _hit(whole, mention.indicator_id, mention.sub, proven, score, "title")


def requirement_hits(whole: Whole, topics: Topics) -> Iterator[Hit]:
    """Yield the indicators whose slots the document fills: its kind, its words, its issuer, its numbers fit."""
    if whole.stance == "tells":
        return
    title = "|".join(dict.fromkeys((squeeze(whole.topic), squeeze(_BRACKETED.sub("", whole.topic)))))
    is_for_emergencies = _FOR_EMERGENCIES.search(whole.identity.title or "") is not None
    for slot in topics.slots_for(whole.kinds):
        if is_for_emergencies and not any(_OF_EMERGENCIES.search(word) for word in slot.requirement.words):
            continue
        score = _slot_score(whole, title, slot, topics)
        if score:
            for sub in _subs_of(whole, slot):
                yield _hit(whole, slot.indicator.id, sub, True, score, "requirement")


def _subs_of(whole: Whole, slot: Slot) -> tuple[int | None, ...]:
    """Return the sub-indicators that a document filling a slot is on: targets handed down are on those they name."""
    if slot.requirement.sub is None and _hands_down(whole, slot):
        named = {mention.sub for mention in whole.mentions if mention.indicator_id == slot.indicator.id}
        subs = tuple(one.number for one in slot.indicator.subs if one.number in named)
        return subs or (None,)
    return (slot.requirement.sub,)


def _slot_score(whole: Whole, title: str, slot: Slot, topics: Topics) -> float:
    """Return how surely the document fills the slot; 0 where it does not."""
    if slot.any_word.search(title) is None or not _speaks_of(whole, slot):
        return 0.0
    told = topics.words_in(_without_others(whole, title, slot, topics), slot)
    words = tuple(word for word in told if word not in _FORMS)
    if not words or _is_near_name(whole.topic, slot) or not _is_of_its_area(whole, slot):
        return 0.0
    does_fit = issuer_fits(whole.issuer, slot.requirement.issuers)
    if not _states_a_number(whole, slot):
        return 0.0
    by_title = 0.0 if _opens_on_many(whole, topics) else _title_score(whole, title, slot, topics, words, does_fit)
    if by_title or (does_fit is False and not any(topics.is_own_word(word, slot.indicator.id) for word in words)):
        return by_title
    if _is_of_another(whole, title, slot, words, topics):
        return 0.0
    return _text_score(whole, title, slot, topics, does_fit=does_fit)


def _is_of_its_area(whole: Whole, slot: Slot) -> bool:
    """Tell whether a document speaks of villages where an indicator is on them alone (农村生活垃圾…)."""
    return not slot.indicator.name.startswith(_OF_VILLAGES) or any(
        _VILLAGES.search(text) for text in (whole.topic, *whole.texts)
    )


def _is_of_another(whole: Whole, title: str, slot: Slot, words: tuple[str, ...], topics: Topics) -> bool:
    """Tell whether the title says all that this slot asks for, with more that only another indicator's slot does.

    水源地水质 is what the slot of 水源地 asks for; that of 断面水质 finds its 水质 in it.
    """
    own = set(words)
    for other in topics.slots_for(whole.kinds):
        if other.indicator.id == slot.indicator.id:
            continue
        if (
            own < set(topics.words_in(title, other))
            and issuer_fits(whole.issuer, other.requirement.issuers) is not False
        ):
            return True
    return False


def _without_others(whole: Whole, title: str, slot: Slot, topics: Topics) -> str:
    """Return the squeezed title without the names of other indicators: the GDP of 单位GDP能耗 is no word of its own."""
    for words, indicator_id in named_in(whole.topic, topics):
        if indicator_id != slot.indicator.id:
            title = title.replace(words, "|")
    return title


@lru_cache(maxsize=64)  # asked for each slot of one document
def named_in(topic: str, topics: Topics) -> tuple[tuple[str, str], ...]:
    """Return the squeezed words of a topic that name an indicator, or its matter, with the indicator's id."""
    named = (mention for mention in topics.find(topic) if mention.component is None)
    stems = ((stem, one) for stem, one, _ in topics.stems_in(squeeze(topic)) if topics.is_name_stem(stem))
    return (*((squeeze(topic[one.start : one.end]), one.indicator_id) for one in named), *stems)


def _speaks_of(whole: Whole, slot: Slot) -> bool:
    """Tell whether a bulletin, which is on many matters, speaks of a number that the slot asks for."""
    if whole.identity.kind != "bulletin" or not slot.indicator.measure(slot.requirement.sub).is_quantitative:
        return True
    return any(mention.indicator_id == slot.indicator.id for mention in whole.mentions)


def _states_a_number(whole: Whole, slot: Slot) -> bool:
    """Tell whether a document that is to prove a number speaks of any that its slot asks for.

    It names one, or its text holds half of the words of one: 政府采购 without 绿色 proves nothing of 绿色采购. A list
    (签到表) need not: its entries are counted.
    """
    measure = slot.indicator.measure(slot.requirement.sub)
    if not slot.requirement.numbers or not measure.is_quantitative or whole.identity.kind == "list":
        return True
    if any(_is_of_slot(mention, slot) for mention in whole.mentions):
        return True
    held = whole.pairs
    return any(
        len(wanted & held) * 2 >= len(wanted)
        for name in (measure.name, *slot.requirement.numbers)
        if (wanted := pairs_of(squeeze(name)))
    )


def _is_of_slot(mention: Mention, slot: Slot) -> bool:
    return mention.indicator_id == slot.indicator.id and slot.requirement.sub in (None, mention.sub)


def _title_score(
    whole: Whole, title: str, slot: Slot, topics: Topics, words: tuple[str, ...], does_fit: bool | None
) -> float:
    """Return how surely the title alone names what the slot asks for."""
    indicator_id = slot.indicator.id
    if _is_titled(whole, slot.indicator, slot.requirement.sub, topics):
        return 0.95 if does_fit is not False else 0.8
    if does_fit is False:
        return 0.0
    shares = topics.shared_pairs(title, slot) >= MIN_SHARED_PAIRS
    if shares and any(topics.is_own_word(word, indicator_id) for word in words):
        return 0.9
    exclusive = any(topics.is_exclusive(word, indicator_id) for word in words)
    if exclusive and not slot.requirement.issuers:
        return 0.75  # whoever lists what an inspection found
    if not issuer_is_special(whole.issuer, slot.requirement.issuers):
        return 0.75 if exclusive and shares and does_fit else 0.0
    return 0.75 if exclusive or (shares and _is_nearest(whole, title, slot, topics)) else 0.0


def _opens_on_many(whole: Whole, topics: Topics) -> bool:
    """Tell whether a page without a title sets aims for many indicators from its beginning: it is on none of them."""
    if whole.stance != "sets" or len(whole.topic) <= MAX_TITLE_CHARS:
        return False
    named = {mention.indicator_id for mention in topics.find(whole.topic) if mention.component is None}
    return len(named) >= MIN_INDICATORS_OF_A_LIST


def _is_nearest(whole: Whole, title: str, slot: Slot, topics: Topics) -> bool:
    """Tell whether no other indicator's slot fits kind, words, issuer and shares as much with the title."""
    own = topics.shared_weight(title, slot)
    return own >= MIN_SHARED_WEIGHT and all(other < own for other in _weights_of_others(whole, title, slot, topics))


def _is_nearer_to_another(whole: Whole, title: str, slot: Slot, topics: Topics) -> bool:
    """Tell whether another indicator's slot fits kind, words, issuer and shares more of its own with the title."""
    own = topics.shared_weight(title, slot)
    return any(other >= MIN_SHARED_WEIGHT and other > own for other in _weights_of_others(whole, title, slot, topics))


def _weights_of_others(whole: Whole, title: str, slot: Slot, topics: Topics) -> Iterator[float]:
    for other in topics.slots_for(whole.kinds):
        if other.indicator.id == slot.indicator.id or not topics.words_in(title, other):
            continue
        if issuer_fits(whole.issuer, other.requirement.issuers) is not False:
            yield topics.shared_weight(title, other)


def _text_score(whole: Whole, title: str, slot: Slot, topics: Topics, *, does_fit: bool | None) -> float:
    """Return how surely the text makes up for a title that is too general.

    What a plan sets for a number is no evidence of it; a document that lists everything is about nothing.
    """
    requirement, indicator = slot.requirement, slot.indicator
    measure = indicator.measure(requirement.sub)
    # how many marks a matter is given is told by the scheme itself
    is_stated = (
        whole.stance == "reports" or not measure.is_quantitative or any(p.unit == "分" for p in measure.components)
    )
    lists_all = (
        whole.stance == "sets" and len({mention.indicator_id for mention in whole.mentions}) > MAX_INDICATORS_NAMED
    )
    if not lists_all and is_stated:
        if _names_it(whole, indicator, requirement.sub):
            return 0.82
        if requirement.numbers and _carries(whole, indicator, requirement.numbers):
            return 0.85
    if _hands_down(whole, slot) and (
        _names_it(whole, indicator, requirement.sub)
        or _carries(whole, indicator, _parts_of(indicator, requirement.sub))
    ):
        return 0.82
    if not does_fit or lists_all or _is_nearer_to_another(whole, title, slot, topics):
        return 0.0
    return 0.7 if _paraphrased(whole, title, indicator, topics) else 0.0


def _hands_down(whole: Whole, slot: Slot) -> bool:
    """Tell whether an office in charge sets the targets that a slot asks for: 关于下达…目标的通知."""
    return (
        _ALLOTS.search(whole.identity.title or "") is not None
        and any("目标" in word for word in slot.words)
        and issuer_is_special(whole.issuer, slot.requirement.issuers)
    )


def _parts_of(indicator: Indicator, sub: int | None) -> tuple[str, ...]:
    return tuple(part.name for part in indicator.measure(sub).components)


def _is_near_name(topic: str, slot: Slot) -> bool:
    """Tell whether all of the slot's words stand inside near-names: 生态环境保护规划 is not the 规划 asked for."""
    near = [squeeze(name) for measure in (slot.indicator, *slot.indicator.subs) for name in measure.names_not_meant]
    bare = squeeze(topic)
    for name in sorted(near, key=len, reverse=True):
        bare = bare.replace(name, "|")
    return not any(word in bare for word in slot.words)


def issuer_fits(issuer: str | None, wanted: tuple[str, ...]) -> bool | None:
    """Tell whether the issuer is of the kind wanted; None where either is not known."""
    if not issuer or not wanted:
        return None
    return any(_is_of_kind(unit, kind) for unit in issuer.split("、") for kind in wanted)


def _is_of_kind(unit: str, kind: str) -> bool:
    """Tell whether a unit is of a kind; 县委 is the committee or its office, not each of its departments."""
    if kind in _GENERAL_ISSUERS:
        return unit.removesuffix("公室").removesuffix("办").endswith(kind.removesuffix("办"))
    return kind in _RIVER_CHIEF.sub("河长", unit)


def issuer_is_special(issuer: str | None, wanted: tuple[str, ...]) -> bool:
    """Tell whether the issuer is a unit in charge of the matter, not one that issues documents on everything."""
    special = tuple(kind for kind in wanted if kind not in _GENERAL_ISSUERS)
    return bool(issuer_fits(issuer, special))


def _is_titled(whole: Whole, indicator: Indicator, sub: int | None, topics: Topics) -> bool:
    return any(
        mention.indicator_id == indicator.id and mention.component is None and mention.sub in (None, sub)
        for mention in topics.find(whole.topic)
    )


def _names_it(whole: Whole, indicator: Indicator, sub: int | None) -> bool:
    return any(
        mention.indicator_id == indicator.id and mention.component is None and sub in (None, mention.sub)
        for mention in whole.mentions
    )


def _carries(whole: Whole, indicator: Indicator, numbers: tuple[str, ...]) -> bool:
    named = {mention.component for mention in whole.mentions if mention.indicator_id == indicator.id}
    return any(number in named for number in numbers)


def _paraphrased(whole: Whole, title: str, indicator: Indicator, topics: Topics) -> bool:
    """Tell whether title with one sentence holds enough of a long name: 生态文明 … 实绩 … 考核."""
    named = title if len(title) <= MAX_TITLE_CHARS else squeeze(whole.identity.title or "")
    return any(topics.coverage(named + "|" + sentence, indicator) >= MIN_COVERAGE for sentence in whole.sentences)


def _hit(whole: Whole, indicator_id: str, sub: int | None, proven: bool, score: float, method: str) -> Hit:
    quote = re.sub(r"\s+", " ", whole.identity.title or whole.topic)[:120]
    return Hit(indicator_id, sub, "evidence" if proven else "mention", score, method, quote, whole.locator)
