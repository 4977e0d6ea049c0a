"""Numerators, denominators, rates: numbers that words leave open and a quotient tells."""

import re
from collections.abc import Iterator, Sequence

from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.arithmetic.judging import Judge
from pipeline.stages.extraction.arithmetic.relations import Relation, results_of
from pipeline.stages.extraction.arithmetic.solutions import Solution, fits, is_quotient, is_same, quotients, shares
from pipeline.stages.extraction.names import Name
from pipeline.stages.extraction.scene import Scene

MAX_IN_WINDOW = 12
# what is named may stand so many sentences before the share it is the whole of
SENTENCES_NEAR = 2
_OF_BOTH = re.compile(r"(?:[二两]者|[两二][项类]|上述|以上)(?:合计|共计|总计|相加)(?:为|是|共)?$")
_RATIOS = frozenset({"", "%", "‰", "百分点"})


class RatioReader:
    """Finds the quotients of one paragraph."""

    def __init__(self, scene: Scene, dates: Dates, figures: list[Figure]) -> None:
        """Take the figures of a paragraph, with what is known of them so far."""
        self._figures, self._judge = figures, Judge(scene, dates, figures)
        self._scene, self._results = scene, results_of(scene.edition)

    def solutions(self) -> Iterator[Solution]:
        """Yield for each stated rate the one quotient that makes it."""
        for result in self._figures:
            if result.quantity.op != "=" or (result.is_known and not result.readings):
                continue
            if best := _best(list(self._candidates(result))):
                yield best

    def _candidates(self, result: Figure) -> Iterator[Solution]:
        plain, others = self._results.of(result.quantity.unit)
        near = self._near(result) if plain or others else []
        if len(near) < 2 or (result.is_known and all(one.is_known for one in near)):
            return
        found: list[Solution] = []
        may_be_made = result.quantity.unit == "%" and not _is_made(result, near, plain)
        for part, whole, chance in shares(result, near) if may_be_made else ():
            for relation in plain:
                if self._may_be(relation, result) and fits(relation, result, (part, whole)):
                    found.append(Solution(relation, result, (part, whole), chance))
        named = result.keys.union(*(one.keys for one in near))
        for relation in others if named else ():
            if relation.key in named and self._may_be(relation, result):
                found += quotients(result, near, relation)
        yield from (one for one in found if self._judge.accepts(one))

    def _may_be(self, relation: Relation, result: Figure) -> bool:
        """Tell whether the document proves a relation's indicator and the figure may be the relation's result."""
        if result.is_known:
            return any(is_same(one.name, relation.result) for one in result.readings)
        return self._scene.proves(*relation.key)

    def _near(self, result: Figure) -> list[Figure]:
        """Return the figures that may be parts of a rate: of its sentence, of the one before, of the next if named."""
        last = result.place + bool(result.readings)
        near = [
            one
            for one in self._figures
            if one.quantity.unit not in _RATIOS
            and not self._sums_up_named(one)
            and (one.readings or not one.is_known)
            and result.place - (SENTENCES_NEAR if one.readings else 1) <= one.place <= last
        ]
        return sorted(near, key=lambda one: abs(one.start - result.start))[:MAX_IN_WINDOW]

    def _sums_up_named(self, figure: Figure) -> bool:
        """Tell whether a figure adds up those named right before it: 利用量80吨，处置量40吨，二者合计120吨."""
        if figure.readings or _OF_BOTH.search(figure.words_before()) is None:
            return False
        before = [
            one for one in self._figures if one.start < figure.start and one.quantity.unit == figure.quantity.unit
        ]
        added = [one for one in before[-2:] if one.readings]
        return len(added) > 1 and sum(one.quantity.value for one in added) == figure.quantity.value


def _is_made(result: Figure, near: list[Figure], relations: Sequence[Relation]) -> bool:
    """Tell whether figures that are named already make a named rate of their year: no others are its parts."""
    return any(
        is_quotient(result, part, whole)
        for reading in result.readings
        for one in relations
        if is_same(reading.name, one.result)
        for part in _named(one.parts[0], reading.year, near)
        for whole in _named(one.parts[-1], reading.year, near)
    )


def _named(name: Name, year: int | None, near: list[Figure]) -> list[Figure]:
    return [figure for figure in near if any(is_same(one.name, name) and one.year == year for one in figure.readings)]


def _best(found: list[Solution]) -> Solution | None:
    """Return the one solution, None where there is none or several are equally good."""
    ranked = sorted(found, key=_rank)
    if len(ranked) > 1 and _rank(ranked[0])[:2] == _rank(ranked[1])[:2]:
        first, second = ranked[:2]
        if first.relation.key != second.relation.key and first.known:
            return None
        if sorted(one.quantity.value for one in first.parts) != sorted(one.quantity.value for one in second.parts):
            return None
    return ranked[0] if ranked else None


def _rank(solution: Solution) -> tuple[int, int, int]:
    """Return what puts the better solution first: more of it named, in one sentence, closer together."""
    places = {figure.place for _, figure in solution.members}
    starts = [figure.start for _, figure in solution.members]
    return -solution.known, max(places) - min(places), max(starts) - min(starts)
