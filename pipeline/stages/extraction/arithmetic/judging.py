"""Whether numbers that fulfil a formula do so because they are what it speaks of."""

import re

from pipeline.led_names import matter_over
from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.arithmetic.kinship import kinship_of, pairs
from pipeline.stages.extraction.arithmetic.relations import Relation
from pipeline.stages.extraction.arithmetic.rivals import rivals_of
from pipeline.stages.extraction.arithmetic.solutions import Solution
from pipeline.stages.extraction.arithmetic.words import (
    is_ending,
    is_example,
    is_foreign,
    is_opposite,
    is_total,
    last_pair,
    names_near_thing,
    points_back,
    rate_words,
    tells_inside,
    words_after,
    words_around,
)
from pipeline.stages.extraction.context.pieces import pieces, without
from pipeline.stages.extraction.context.things import matters_of
from pipeline.stages.extraction.context.topics import matter_told
from pipeline.stages.extraction.context.wording import plain
from pipeline.stages.extraction.counted_besides import counts_besides
from pipeline.stages.extraction.demands import is_against_standard
from pipeline.stages.extraction.names import Name, as_component
from pipeline.stages.extraction.noun_before import says_nothing
from pipeline.stages.extraction.scene import Scene

# how probable a coincidence may be: the less the words tell, the less
CHANCE_OF_NAMED_RATE = 0.12
CHANCE_OF_NAMED_PART = 0.08
CHANCE_OF_TOPIC = 0.04
LEAD_OF_TOPIC = 1.5
# one pair of characters that only one indicator has
OWN_PAIR = 1.0
# 占 alone says nothing of the thing: the words of the part must say more
BARE_SHARE = 1.5 * OWN_PAIR
MEANT_BY_INSIDE = 10
MEANT_BY_TOTAL = 5
ALL_PERCENT = 100

# 已改58910户
_SAYS_NO_THING = re.compile(r"(?:19|20)\d\d年度?|已[一-龥]$|^[中里内],?(?:有|已有|共有|其中)?")
_AMONG = re.compile(r"[一-龥]{0,6}[中里内],?(?:有|已有|共有|其中)?")
_ALL_DID = re.compile(
    r"(?:均|都|已|全部)*(?:参加|完成|接受|通过|实现|达到|得到|取得|用上|喝上|开展|纳入|使用|公开|参训|治理|整治)"
)


def _just_behind(figure: Figure) -> str:
    """Return the words behind a figure, to the next number or mark."""
    return re.split(r"\d", words_after(figure), maxsplit=1)[0]


def _is_among(part: Figure, whole: Figure) -> bool:
    """Tell whether a figure counts those of a whole that did something: 486人中480人完成学时."""
    text = part.sentence.text
    if whole.place != part.place or whole.group.end > part.group.start:
        return False
    is_inside = _AMONG.fullmatch(text, whole.group.end, part.group.start) is not None
    return is_inside and _ALL_DID.match(text, part.group.end, part.sentence.end) is not None


class Judge:
    """Judges the solutions of one paragraph."""

    def __init__(self, scene: Scene, dates: Dates, figures: list[Figure]) -> None:
        """Take what is known of the paragraph."""
        self._scene, self._dates, self._figures = scene, dates, figures
        self._kinship = kinship_of(scene.edition)

    def accepts(self, solution: Solution) -> bool:
        """Tell whether the figures are what the relation speaks of, beyond a coincidence."""
        return self._states_what_is(solution) and self._chance(solution) <= self._limit(solution)

    def _states_what_is(self, solution: Solution) -> bool:
        """Tell whether all figures are of one year, none of them what is left over or a standard."""
        if is_example(solution.result.sentence.text[solution.result.sentence.start :]):
            return False
        unnamed = [(name, figure) for name, figure in solution.members if not figure.is_known]
        if any(is_opposite(figure, name) for name, figure in unnamed if name is not solution.relation.result):
            return False
        if any(not self._is_told(name, figure) for name, figure in unnamed):
            return False
        return not is_against_standard(solution.result.sentence, solution.result.group) and self._is_of_one_year(
            solution
        )

    def _is_told(self, name: Name, figure: Figure) -> bool:
        """Tell whether an optional part is told in words that are its own rather than another part's."""
        if name.component is None or not name.component.optional:
            return True
        told = pairs(words_around(figure))
        others = [as_component(name, part) for part in name.measure.components if part.name != name.name]
        needed = self._kinship.of_all(one for one in others if one.component and not one.component.optional)
        kin = self._kinship.between(told, self._kinship.of(name) - needed)
        rivals = (one for one in others if one.component and one.component.optional)
        most = max((self._kinship.between(told, self._kinship.of(one) - needed) for one in rivals), default=0.0)
        return kin >= OWN_PAIR / 4 and kin >= most

    def _is_of_one_year(self, solution: Solution) -> bool:
        """Tell whether no two figures are dated differently; what was counted first may be older than its share."""
        figures = [figure for _, figure in solution.members]
        if solution.relation.is_share and solution.whole.start < solution.part.start:
            figures.remove(solution.whole)
        years = {year for figure in figures if (year := self._dates.told_year(figure)) is not None}
        is_dated = bool(years) or solution.result.count == 1 or solution.part.count > 1
        return len(years) <= 1 and is_dated

    def _chance(self, solution: Solution) -> float:
        is_all = solution.result.quantity.value == ALL_PERCENT
        inside = is_all and tells_inside(solution.part, solution.whole, solution.result)
        chance = solution.chance / MEANT_BY_INSIDE if inside else solution.chance
        return chance / MEANT_BY_TOTAL if self._is_total_told(solution.part) else chance

    def _is_total_told(self, part: Figure) -> bool:
        """Tell whether a figure adds up those right before it: 还田24.1万吨，离田7.3万吨，两项共31.4万吨."""
        if not is_total(part):
            return False
        before = [one for one in self._figures if one.place == part.place and one.start < part.start]
        values = [one.quantity.value for one in before if one.quantity.unit == part.quantity.unit]
        return any(sum(values[at:]) == part.quantity.value for at in range(len(values) - 1))

    def _limit(self, solution: Solution) -> float:
        """Return how probable a coincidence may be for all that words tell; -1 where they tell of another thing."""
        relation, result = solution.relation, solution.result
        lead = 3 * OWN_PAIR if result.readings else OWN_PAIR
        if any(self._is_of_another(figure, relation, lead) for _, figure in solution.members if not figure.is_known):
            return -1
        if result.readings:
            return CHANCE_OF_NAMED_RATE
        return self._limit_of_rate(solution, rate_words(result) if result.quantity.unit == "%" else "")

    def _limit_of_rate(self, solution: Solution, words: str | None) -> float:
        """Return the same where no word names the rate; `words` are those before it, None where they are no rate's."""
        relation, result, part, whole = solution.relation, solution.result, solution.part, solution.whole
        if part.readings and whole.readings and part.place == result.place:
            # whatever it is called, the share of the one in the other is the rate
            return CHANCE_OF_NAMED_PART if words else CHANCE_OF_TOPIC
        if words is None or is_foreign(words, relation, self._kinship):
            return -1
        if part.readings:
            return CHANCE_OF_NAMED_PART
        between = result.sentence.text[min(part.start, whole.start) : result.start]
        if names_near_thing(between, relation.result):
            return -1
        if words and whole.readings and whole.place == result.place and is_ending(words, relation):
            return CHANCE_OF_TOPIC  # 可收集秸秆16.24万吨，用作肥料、饲料的14.62万吨，综合利用率90.0%
        is_meant = self._is_spoken_of(solution, words) or self._goes_on(solution) or self._is_all_proved(solution)
        return CHANCE_OF_TOPIC if is_meant else -1

    def _is_all_proved(self, solution: Solution) -> bool:
        """Tell whether a paper proves no other share in the unit, and the words tell of no other thing.

        培训480人，占98.8%: each word that says something must be the indicator's own.
        """
        relation, part, whole = solution.relation, solution.part, solution.whole
        matters = matters_of(self._scene.edition)
        is_alone = matters.proved_in(self._scene, part.quantity.unit) == {relation.key}
        if not (is_alone or self._is_topic(relation, part)) or part.place != whole.place:
            return False
        if whole.start > part.start and rate_words(solution.result) != "":
            return False
        matter = matters.of[relation.key]
        behind = "" if _is_among(part, whole) else _just_behind(part)
        told = (part.words_before(), behind, whole.words_before(), _just_behind(whole))
        said = (plain(_SAYS_NO_THING.sub("", words)) for words in told)
        left = (rest for words in said for rest in without(words, list(pieces(words, matter.text))))
        return all(says_nothing(rest) for rest in left)

    def _is_topic(self, relation: Relation, figure: Figure) -> bool:
        """Tell whether the heading over a paragraph is on the relation's indicator alone."""
        over = matter_over(figure.sentence.text, self._scene.headings)
        return bool(over) and matter_told(over, matters_of(self._scene.edition)) == {relation.key}

    def _is_of_another(self, figure: Figure, relation: Relation, lead: float) -> bool:
        """Tell whether the words around an unnamed figure are rather another indicator's."""
        if counts_besides(figure.sentence, figure.group.end, relation.names):
            return True
        told = pairs(words_around(figure))
        kin = self._kinship.between(told, self._kinship.of_all((relation.result, *relation.parts)))
        return self._of_others(told, relation, figure.quantity.unit) >= kin + lead

    def _of_others(self, told: frozenset[str], relation: Relation, unit: str) -> float:
        """Return how much words are another indicator's that has a number in a unit."""
        rivals = rivals_of(self._scene.edition).of(unit)
        return max((self._kinship.between(told, own) for key, own in rivals if key != relation.key), default=0.0)

    def _is_spoken_of(self, solution: Solution, words: str) -> bool:
        """Tell whether the words around the figures are more those of the relation than of any other indicator."""
        relation, result, part, whole = solution.relation, solution.result, solution.part, solution.whole
        since = whole.group.end if whole.start < part.start else part.sentence.start
        is_bare = whole.start < part.start or is_total(part)
        between = result.sentence.text[since : part.start] if whole.place == part.place and is_bare else ""
        told = pairs(f"{words} {between} {words_around(part)}")
        own = self._kinship.of(relation.result) | self._kinship.of(relation.parts[0])
        of_whole = self._kinship.of(relation.parts[-1])
        if last_pair(part) in of_whole - self._kinship.of(relation.parts[0]):
            return False  # 其中规模养殖场产生31.2万吨 is a part of what was produced
        least = BARE_SHARE if whole.readings and not words and result.quantity.unit == "%" else OWN_PAIR
        has_words = self._kinship.between(told, (own - of_whole) or own) >= least
        if whole.readings:
            return has_words
        begin = result.sentence.start if part.place == result.place else part.sentence.start
        every = pairs(result.sentence.text[begin : result.sentence.end])
        score = self._kinship.between(every, own | of_whole)
        has_whole = self._kinship.between(pairs(words_around(whole)), own | of_whole) >= OWN_PAIR / 2
        is_topic = score >= 2 * OWN_PAIR and score >= LEAD_OF_TOPIC * self._of_others(
            every, relation, part.quantity.unit
        )
        return has_words and has_whole and is_topic

    def _goes_on(self, solution: Solution) -> bool:
        """Tell whether a sentence gives the same numbers again, for another year, that the one before it gave."""
        result, relation = solution.result, solution.relation
        inside = [figure for figure in solution.parts if figure.place == result.place]
        if solution.part not in inside or any(not figure.readings for figure in solution.parts if figure not in inside):
            return False
        sentence = result.sentence
        begin = min(figure.start for figure in inside)
        told = pairs(sentence.gap(sentence.start, result.start))
        if self._of_others(told, relation, solution.part.quantity.unit) >= OWN_PAIR or not (
            points_back(sentence.text[sentence.start : begin])
            or any(self._dates.told_year(figure) is not None for figure in (result, solution.part))
        ):
            return False
        before = [
            one.name.name
            for figure in self._figures
            if 0 < result.place - figure.place <= 2
            for one in figure.readings
            if (one.name.indicator_id, one.name.sub) == relation.key
        ]
        return all(name.name in before for name in relation.names)
