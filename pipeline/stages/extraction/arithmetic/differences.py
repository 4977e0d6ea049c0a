"""Rises, falls, levels of other years: numbers that a difference of two levels tells."""

import re
from collections.abc import Iterator
from itertools import permutations

from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.arithmetic.figures import Dates, Figure
from pipeline.stages.extraction.arithmetic.kinship import kinship_of, pairs
from pipeline.stages.extraction.arithmetic.levels import Level, are_pair, direction, levels_of
from pipeline.stages.extraction.arithmetic.relations import relations_of
from pipeline.stages.extraction.arithmetic.words import words_around
from pipeline.stages.extraction.changed import changed
from pipeline.stages.extraction.demands import is_against_standard
from pipeline.stages.extraction.names import Name, as_component, as_measure
from pipeline.stages.extraction.no_levels import is_mean
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.rises import Change, change_before
from pipeline.stages.extraction.roles import role_of
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.subjects import is_wider
from pipeline.stages.extraction.transparent import is_transparent
from pipeline.values import replace

SENTENCES_NEAR = 2
PER_PRODUCT = "/万元"
_NAMED = re.compile(
    r"(?:(?P<down>降幅|跌幅|(?:下降|降低|减少)(?:率|幅度|比例))|增幅|升幅|涨幅|变幅|(?:提高|上升|提升|增长|增加|变化)(?:率|幅度|比例|值))"
    r"(?:分别|为|是|达到?|约|仅|[:=])*$"
)
# 三年累计提高6.3个百分点
_OVER_YEARS = re.compile(r"[两二三四五]年(?:来|间|期间)?,?(?:共|累计|总共|合计)[提上增升下降减]")
# 仍差0.6个百分点: what is lacking to a target
_SHORT_OF = re.compile(r"(?:[仍还尚只仅]|相?)差(?:距)?(?:约|了|为|有|近)*$")


class DifferenceReader:
    """Finds what the differences of one paragraph tell."""

    def __init__(self, scene: Scene, dates: Dates, figures: list[Figure]) -> None:
        """Take the figures of a paragraph, with what is known of them so far."""
        self._scene, self._dates, self._figures = scene, dates, figures
        self._levels = levels_of(figures)

    def readings(self) -> Iterator[Reading]:
        """Yield the changes, and the levels of other years, that no word names."""
        if all(figure.is_known for figure in self._figures):
            return
        units = {"%", "百分点", *(one.figure.quantity.unit for one in self._levels)}
        by_unit = [figure for figure in self._figures if figure.quantity.unit.endswith(PER_PRODUCT)]
        open_units = {figure.quantity.unit for figure in self._figures if not figure.is_known}
        has_open_level = any(one.figure.quantity.unit in open_units for one in self._levels)
        for figure in self._figures if self._levels or by_unit else ():
            may_tell = figure.quantity.unit in units and (has_open_level or bool(by_unit) or not figure.is_known)
            told = self.told_change(figure) if may_tell else None
            if told is None:
                continue
            found = self._between_levels(figure, told) or self._with_other_level(figure, told)
            yield from found or self._right_after(figure, told) or self._by_unit(figure, by_unit, told)

    def told_change(self, figure: Figure) -> Change | None:
        """Return the change that the words before a figure speak of, None where they speak of none."""
        if figure.quantity.op != "=" or figure.count != 1 or is_against_standard(figure.sentence, figure.group):
            return None
        index = figure.sentence.groups.index(figure.group)
        since = figure.sentence.groups[index - 1].end if index else figure.sentence.start
        if _SHORT_OF.search(figure.sentence.text, since, figure.group.start) or is_mean(figure.sentence, figure.group):
            return None
        told = change_before(figure.sentence, figure.group, since)
        named = _NAMED.search(figure.sentence.text, since, figure.group.start) if told is None else None
        return Change(-1 if named["down"] else 1, "", is_named=True) if named else told

    def near(self, figure: Figure) -> list[Level]:
        """Return the levels told in the sentence of a figure or shortly before, all before where it sums up years."""
        text, begin = figure.sentence.text, figure.sentence.clause_start(figure.start)
        reach = figure.place if _OVER_YEARS.search(text, begin, figure.start) else SENTENCES_NEAR
        return [one for one in self._levels if 0 <= figure.place - one.figure.place <= reach]

    def _between_levels(self, figure: Figure, told: Change) -> list[Reading]:
        """Return the change between two known levels, [] where the figure is none or is known to be one."""
        if figure.is_known or self._names_between(figure):
            return []
        dated = self._dates.year_of(figure) if self._dates.of(figure)[0] is not None else None
        found: list[Reading] = []
        for newer in self.near(figure):
            for older in self.near(figure):
                if not are_pair(newer, older) or dated not in (None, newer.year, older.year):
                    continue
                if sign := direction(newer, older, figure, told):
                    found += self.change(figure, newer, older.year, told, sign)
        return found[:1] if len({one.name for one in found}) == 1 else []

    def _right_after(self, figure: Figure, told: Change) -> list[Reading]:
        """Return the change that follows a rate with no more than its base: 占97.2%，较2022年提高3.7个百分点."""
        before = [one for one in self._levels if one.figure.start < figure.start]
        last = before[-1] if before else None
        if figure.is_known or figure.quantity.unit != "百分点" or last is None or last.figure.place != figure.place:
            return []
        index = figure.sentence.groups.index(figure.group)
        follows = figure.sentence.groups[index - 1] is last.figure.group and last.figure.quantity.unit == "%"
        gap = figure.sentence.gap(last.figure.group.end, figure.group.start)
        if not follows or self._names_between(figure) or not is_transparent(gap):
            return []
        return self.change(figure, last, None, told, told.sign)

    def _by_unit(self, figure: Figure, levels: list[Figure], told: Change) -> list[Reading]:
        """Return a change with its two levels, where their unit (亩/万元) belongs to one thing of the edition alone."""
        if figure.quantity.unit != "%" or any(not one.name.is_change for one in figure.readings):
            return []
        near = [
            Level(one, reading, reading.year)
            for one in levels
            if one.place == figure.place and one.start < figure.start and not one.is_known
            for reading in self._of_unit(one)
            if reading.year is not None
        ]
        for newer, older in permutations(near, 2):
            sign = direction(newer, older, figure, told) if are_pair(newer, older) else 0
            if sign and (change := self.change(figure, newer, older.year, told, sign)):
                return [older.reading, newer.reading, *(() if figure.is_known else change)]
        return []

    def _of_unit(self, figure: Figure) -> list[Reading]:
        names = [
            name
            for one in relations_of(self._scene.edition).values()
            for relation in one
            for name in (relation.result,)
            if self._scene.proves(*relation.key) and name.fits(figure.quantity.unit)
        ]
        year = self._dates.told_year(figure)
        if len(set(names)) != 1 or year is None or figure.count != 1:
            return []
        name = names[0]
        role = role_of(figure.sentence, figure.group, name, self._scene, self._dates.of(figure)[0])
        if role not in ("actual", "component", "baseline"):
            return []
        start, end = figure.start, figure.quantity.end
        subject = area_of(figure.sentence, figure.group.start) or self._scene.own_subject
        return (
            [Reading(name, figure.quantity, role, year, subject, start, end, figure.group.start, figure.group.end)]
            if not is_wider(subject)
            else []
        )

    def _names_between(self, figure: Figure) -> bool:
        """Tell whether a name stands between the last level and a figure: then the change is that thing's."""
        last = max((one.figure.start for one in self.near(figure) if one.figure.start < figure.start), default=0)
        known = {name for one in self.near(figure) for name in (one.reading.name.indicator_id,)}
        between = [span for span in figure.sentence.paragraph.names if last < span.start < figure.start]
        return any(name.indicator_id not in known for span in between for name in span.names)

    def _with_other_level(self, figure: Figure, told: Change) -> list[Reading]:
        """Return the level of another year that makes a told change with a known one, and the change itself."""
        found: list[list[Reading]] = []
        for known in self.near(figure):
            if known.figure.place != figure.place and known.figure.place + 1 != figure.place:
                continue
            for other in self._figures:
                level = self._other_level(other, known, figure)
                if level is None:
                    continue
                newer, older = (known, level) if known.year > level.year else (level, known)
                if sign := direction(newer, older, figure, told):
                    change = [] if figure.is_known else self.change(figure, newer, older.year, told, sign)
                    found.append([level.reading, *change])
        return found[0] if len(found) == 1 else []

    def _other_level(self, other: Figure, known: Level, figure: Figure) -> Level | None:
        """Return an unnamed figure as the level of another year of a known thing, None where it cannot be that."""
        if other.is_known or other.quantity.unit != known.figure.quantity.unit or other.start == figure.start:
            return None
        places = {known.figure.place, figure.place}
        if not min(places) <= other.place <= max(places) or other.count != 1 or other.start > figure.start:
            return None
        year = self._dates.year_of(other) if self._dates.of(other)[0] is not None else None
        if year is None or year == known.year or self._is_of_another(other, known.reading.name):
            return None
        name = known.reading.name
        role = role_of(other.sentence, other.group, name, self._scene, self._dates.of(other)[0])
        if role not in ("actual", "component", "baseline"):
            return None
        start, end = other.start, other.quantity.end
        reading = replace(
            known.reading,
            quantity=other.quantity,
            role=role,
            year=year,
            start=start,
            end=end,
            quote_start=other.group.start,
            quote_end=other.group.end,
        )
        return Level(other, reading, year)

    def _is_of_another(self, figure: Figure, name: Name) -> bool:
        """Tell whether a name, or words of another indicator, stand before a figure in its clause."""
        begin = figure.sentence.clause_start(figure.group.start)
        if any(begin <= span.start < figure.start for span in figure.sentence.names):
            return True
        kinship = kinship_of(self._scene.edition)
        parts = [as_component(name, part) for part in name.measure.components]
        own = kinship.of_all((as_measure(name), *parts))
        return kinship.between(pairs(words_around(figure)) - own, kinship.every) >= 1

    def change(self, figure: Figure, newer: Level, base_year: int | None, told: Change, sign: int) -> list[Reading]:
        """Return a figure as the change up to a level; [] where it is but demanded."""
        since = newer.year - base_year if base_year is not None else 0
        base = told.base or ("previous" if since == 1 else "baseline" if since else "")
        dated = self._dates.of(newer.figure)[0]
        name = newer.reading.name
        role = role_of(figure.sentence, figure.group, name, self._scene, dated)
        name, role, quantity = changed(name, role, figure.quantity, replace(told, sign=sign, base=base))
        if role not in ("actual", "component", "change"):
            return []
        start, end = figure.start, figure.quantity.end
        subject = newer.reading.subject
        return [Reading(name, quantity, role, newer.year, subject, start, end, figure.group.start, figure.group.end)]
