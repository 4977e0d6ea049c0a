"""Parts of a total, totals of parts: numbers that an addition tells."""

import re
from collections.abc import Iterator
from itertools import permutations

from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.arithmetic.kinship import kinship_of, pairs
from pipeline.stages.extraction.arithmetic.words import words_around
from pipeline.stages.extraction.context.wording import deeds_in, plain, without_deeds
from pipeline.stages.extraction.names import Name, as_component
from pipeline.stages.extraction.noun_before import says_nothing
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.roles import role_of
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.subjects import subject_at_end

MAX_PARTS = 5
MIN_DIGITS = 3
_COUNTS_PARTS = re.compile(r"[两二三四五2-5][项类处个者]")
_TOTAL_ANYWHERE = re.compile(r"合计|共计|总计|总共|相加|累计")
_TOWN_FIRST = re.compile(
    r"(?:其中)?(?P<place>其[他余]乡镇|(?![建各全两乡城其])[一-龥]{2,3}(?:(?:[一-龥]{1,4}族)?[乡镇]|街道))"
)
_PLANT_OF_TOWN = re.compile(r"(?:县城|(?:主|中心)?城区)[一-龥]{0,8}?[厂站]")
_TOTAL = re.compile(r"(?:合计|共计|总计|总共|相加|累计|合起来|一共|共)[^,。;\d]{0,8}$")


class SumReader:
    """Finds what the additions of one paragraph tell."""

    def __init__(self, scene: Scene, dates: Dates, figures: list[Figure]) -> None:
        """Take the figures of a paragraph, with what is known of them so far."""
        self._scene, self._dates, self._figures = scene, dates, figures
        self._kinship = kinship_of(scene.edition)

    def readings(self) -> Iterator[Reading]:
        """Yield the parts of named totals, and the totals of named parts, that no word names."""
        for place, total in enumerate(self._figures):
            if (
                total.quantity.unit in ("%", "百分点", "")
                or total.count != 1
                or (total.is_known and not total.readings)
            ):
                continue
            parts = self._parts(place, total) if place > 1 else []
            if parts and total.readings:
                yield from self._named_parts(total, parts)
            elif parts and _TOTAL.search(total.words_before()):
                yield from self._named_total(total, parts)

    def over_years(self) -> set[int]:
        """Return where figures stand that are but the total of one thing's values in several years."""
        if not self._figures or _TOTAL_ANYWHERE.search(self._figures[0].sentence.text) is None:
            return set()
        return {
            total.start
            for place, total in enumerate(self._figures)
            if total.readings and place > 1 and total.count == 1 and _TOTAL.search(total.words_before())
            for parts in (self._parts(place, total),)
            if parts and _are_years_of_one(total, parts)
        }

    def _parts(self, place: int, total: Figure) -> list[Figure]:
        """Return the figures right before a total that add up to it, [] where none do."""
        is_told = _TOTAL.search(total.words_before()) is not None
        if total.digits < MIN_DIGITS - is_told:
            return []
        run: list[Figure] = []
        added = total.quantity.value * 0
        for figure in reversed(self._figures[max(0, place - MAX_PARTS) : place]):
            if _COUNTS_PARTS.fullmatch(figure.quantity.raw):
                continue
            if figure.place != total.place or figure.quantity.unit != total.quantity.unit or figure.count != 1:
                break
            run.insert(0, figure)
            added += figure.quantity.value
            if added == total.quantity.value and len(run) > 1:
                return run
        return []

    def _named_parts(self, total: Figure, parts: list[Figure]) -> Iterator[Reading]:
        """Yield the addends of a component that a formula makes of others (处理厂排放量 + 其他设施排放量)."""
        if not parts or any(figure.is_known for figure in parts):
            return
        places = [_place_told(figure) for figure in parts]
        if all(places) and len(set(places)) == len(places):
            yield from self._of_places(total, parts, places)
            return
        for reading in total.readings:
            names = self._assigned(_addends(reading.name), parts)
            found = [
                one
                for name, figure in zip(names, parts, strict=False)
                if (one := self._reading(figure, name, reading.year, _subject(figure, name))) is not None
            ]
            if len(found) == len(parts):
                yield from found

    def _of_places(self, total: Figure, parts: list[Figure], places: list[str]) -> Iterator[Reading]:
        """Yield what several places have of one thing of the county: 甲镇回收31吨，乙镇回收28吨，全县共回收59吨."""
        for reading in total.readings:
            deeds = deeds_in(reading.name.name) | deeds_in(plain(reading.name.name))
            for figure, place in zip(parts, places, strict=True):
                left = plain(figure.words_before()[len(place) :])
                if not deeds_in(left) <= deeds or not says_nothing(without_deeds(left).replace("|", "")):
                    return
                if (one := self._reading(figure, reading.name, reading.year, place)) is not None:
                    yield one

    def _assigned(self, addends: list[Name], parts: list[Figure]) -> list[Name]:
        """Return the addends in the order of the parts, [] where words do not tell which is which."""
        if len(addends) != len(parts):
            return []
        told = [pairs(words_around(figure)) for figure in parts]
        ranked = sorted(
            (
                (
                    sum(
                        self._kinship.between(each, self._kinship.of(name))
                        for each, name in zip(told, order, strict=True)
                    ),
                    i,
                )
                for i, order in enumerate(permutations(addends))
            ),
            reverse=True,
        )
        best = list(permutations(addends))[ranked[0][1]]
        return list(best) if ranked[0][0] > ranked[1][0] else []

    def _named_total(self, total: Figure, parts: list[Figure]) -> Iterator[Reading]:
        """Yield the total of one thing's values in several places, or of all addends of a component."""
        firsts = [figure.readings[0] for figure in parts if figure.readings]
        if not firsts or len(firsts) != len(parts) or len({one.year for one in firsts}) > 1:
            return
        names = {one.name.name for one in firsts}
        first = firsts[0]
        may_add = first.name.component is not None or first.name.unit not in ("", "%", "百分点")
        if len(names) == 1 and all(one.subject for one in firsts) and may_add:
            name: Name | None = first.name
        else:
            wholes = (as_component(first.name, part) for part in first.name.measure.components)
            name = next((one for one in wholes if {addend.name for addend in _addends(one)} == names), None)
        if name is not None and (reading := self._reading(total, name, first.year, "")) is not None:
            yield reading

    def _reading(self, figure: Figure, name: Name, year: int | None, subject: str) -> Reading | None:
        role = role_of(figure.sentence, figure.group, name, self._scene, self._dates.of(figure)[0])
        told = self._dates.told_year(figure)
        if role not in ("actual", "component", "count") or told not in (None, year):
            return None
        start, end = figure.start, figure.quantity.end
        subject = subject or self._scene.own_subject
        return Reading(name, figure.quantity, role, year, subject, start, end, figure.group.start, figure.group.end)


def _place_told(figure: Figure) -> str:
    """Return the town that the words of a figure begin with, "" for none."""
    told = _TOWN_FIRST.match(figure.words_before())
    return told["place"] if told is not None else ""


def _are_years_of_one(total: Figure, parts: list[Figure]) -> bool:
    """Tell whether parts are the values of a total's own thing in years that all differ."""
    name = total.readings[0].name.name
    years = [{one.year for one in figure.readings if one.name.name == name} for figure in parts]
    return all(len(each) == 1 for each in years) and len(set().union(*years)) == len(parts)


def _addends(name: Name) -> list[Name]:
    """Return what a component is the sum of, [] where it is none."""
    told = name.component.formula.split(" + ") if name.component else []
    parts = {part.name: part for part in name.measure.components}
    return [as_component(name, parts[one]) for one in told if one in parts] if len(told) > 1 else []


def _subject(figure: Figure, name: Name) -> str:
    """Return the place or plant that the words before a figure begin with, "" where it is but the addend's own name."""
    words = figure.words_before()
    if (plant := _PLANT_OF_TOWN.match(words)) is not None:
        return plant[0]
    found = (subject_at_end(words[:end]) for end in range(len(words), 1, -1))
    subject = next((one for one in found if one), "")
    return "" if subject in name.name else subject
