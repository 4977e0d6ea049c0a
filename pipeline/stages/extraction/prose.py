"""Facts of running text, sentence after sentence."""

import re
from collections.abc import Iterator
from copy import copy

from pipeline.numbers.shadow import Shadow
from pipeline.numbers.year_span import YearSpan
from pipeline.once import kept_property
from pipeline.stages.extraction.aims import aim_before
from pipeline.stages.extraction.akin import is_akin
from pipeline.stages.extraction.antecedents import Antecedents
from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.bracketed import named_in_remarks
from pipeline.stages.extraction.by_arithmetic import proved_by_arithmetic
from pipeline.stages.extraction.by_context import named_by_topic, speaks_of_proved
from pipeline.stages.extraction.by_proof import read_by_proof
from pipeline.stages.extraction.dating import (
    is_of_each,
    is_of_stock,
    opens,
    with_those_listed,
    year_before,
)
from pipeline.stages.extraction.demands import TARGET_AFTER, is_plans_own, is_set_by_others
from pipeline.stages.extraction.going_on import Discourse
from pipeline.stages.extraction.inner_parts import without_inner_parts
from pipeline.stages.extraction.judged import judged
from pipeline.stages.extraction.kinds_summed import total_of_kinds
from pipeline.stages.extraction.likely.naming import named_as_likely
from pipeline.stages.extraction.listed_subs import sub_begun, subs_listed
from pipeline.stages.extraction.members import divided
from pipeline.stages.extraction.mixed import mixed_rows
from pipeline.stages.extraction.names import Name, NamedSpan
from pipeline.stages.extraction.no_levels import no_level, tells_by_how_much
from pipeline.stages.extraction.not_of_the_year import without_parts_of_it
from pipeline.stages.extraction.noun_before import proves_one
from pipeline.stages.extraction.one_class import without_one_class
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.owners import owner_of
from pipeline.stages.extraction.pairing import pairings
from pipeline.stages.extraction.parallels import Told, list_of, parallel_rows, told_by
from pipeline.stages.extraction.part_kinds import with_kinds
from pipeline.stages.extraction.passed_bounds import with_passed_bounds
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.rises import Change, change_before
from pipeline.stages.extraction.row import Pairing, Row
from pipeline.stages.extraction.said_of_another import without_said_of_another
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.scores_reached import without_scores_reached
from pipeline.stages.extraction.sentence import Group, Paragraph, Sentence, read_paragraph
from pipeline.stages.extraction.several import several_told
from pipeline.stages.extraction.shares import owner_before_share, what_goes_on
from pipeline.stages.extraction.spoken import attributed, spoken_of
from pipeline.stages.extraction.subjects import is_wider
from pipeline.stages.extraction.tallies import tally_of
from pipeline.stages.extraction.transparent import is_transparent
from pipeline.stages.extraction.year_of import YearReader
from pipeline.stages.extraction.zeros import zeros
from pipeline.values import replace
from schemas.left_out import Reason

_AIMED = re.compile(r"(?:(?:目标|任务|要求)(?:任务|值)?|(?<=\()(?:年初|年度|原)?计划)[(为:]*$")
_AT_YEARS_END = re.compile(r"全年|年[末底终]|12月[末底]")
_NOWHERE = NamedSpan(0, 0, ())


class ProseReader:
    """Reads one paragraph, sentence after sentence, carrying the year that the last figures were for."""

    def __init__(self, scene: Scene, discourse: Discourse | None = None) -> None:
        """Begin a paragraph in its scene; `discourse` keeps what the paragraphs before it told."""
        self._scene = scene
        self._given: dict[int, list[Reading]] = {}
        self._series: list[Told] = []
        self._change: Change | None = None
        self._is_stated = False
        self._of_months: Owner | None = None
        self._discourse = discourse or Discourse()
        self._before = copy(self._discourse)
        self._discourse.begin(scene)

    # most paragraphs hold no number, and need neither of these

    @kept_property
    def _antecedents(self) -> Antecedents:
        return Antecedents(self._scene)

    @kept_property
    def _dates(self) -> YearReader:
        return YearReader(self._scene, self._series, self._discourse.years)

    def read(self, shade: Shadow) -> list[Reading]:
        """Return the numbers of a paragraph that the edition has a name for, in order."""
        paragraph = read_paragraph(shade, self._scene, has_topic=lambda: self._is_on_proved(shade.text))
        found = self._by_rules(paragraph, shade) if paragraph is not None else []
        if self._scene.proved and not self._scene.by_rules_alone:
            paragraph = paragraph or read_paragraph(shade, self._scene, has_topic=lambda: True)
            found = without_one_class(shade.text, named_as_likely(paragraph, found)) if paragraph is not None else found
        found = without_parts_of_it(shade.text, without_scores_reached(shade.text, found))
        found = without_said_of_another(shade.text, found)
        if self._scene.notes is not None:
            self._scene.notes.taken.extend((reading.start, reading.end) for reading in found)
        return found

    def _by_rules(self, paragraph: Paragraph, shade: Shadow) -> list[Reading]:
        told = list(self._by_words(paragraph))
        # what a rise began with in a year that nobody tells is left to whatever finds its year
        undated = [one for one in told if one.role == "baseline" and one.year is None]
        by_words = without_one_class(shade.text, [one for one in told if one not in undated])
        proved = proved_by_arithmetic(paragraph, by_words)
        found = read_by_proof(paragraph, proved, self._discourse.matter)
        found = proved_by_arithmetic(paragraph, found) if len(found) > len(proved) else found
        found = without_inner_parts(shade.text, self._going_on(paragraph, by_words, found))
        found = with_kinds(shade.text, with_passed_bounds(found, shade.text))
        known = {one.quantity.start for one in found}
        undated = [one for one in undated if one.quantity.start not in known]
        found = sorted((*found, *undated), key=lambda one: one.start) if undated else found
        self._discourse.end(found, self._series)
        return found

    def _by_words(self, paragraph: Paragraph) -> Iterator[Reading]:
        self._series.extend(self._discourse.series_before(paragraph.shade.text))
        for sentence in paragraph.sentences:
            self._antecedents.note_heading(sentence)
            yield from self._sentence(sentence)
            carried = (self._dates.carried, self._dates.begun_with)
            yield from zeros(sentence, *(years or self._scene.default_years for years in carried))

    def _going_on(self, paragraph: Paragraph, by_words: list[Reading], found: list[Reading]) -> list[Reading]:
        """Return the readings found with what goes on with those of them that words alone had not told."""
        known = {one.quantity.start for one in by_words}
        added = [one for one in found if one.quantity.start not in known]
        taken = {one.quantity.start for one in found}
        if not added or all(value.start in taken for group in paragraph.groups for value in group.quantities):
            return found
        again = ProseReader(self._scene, self._before)
        for group in paragraph.groups:
            again._given[group.start] = [one for one in added if group.start <= one.quantity.start < group.end]
        of_its_class = without_one_class(paragraph.shade.text, list(again._by_words(paragraph)))
        told = [one for one in of_its_class if one.quantity.start not in taken]
        self._discourse.go_on_as(self._before)
        return sorted((*found, *told), key=lambda one: one.start) if told else found

    def _take_given(self, sentence: Sentence, group: Group, given: list[Reading]) -> Owner:
        """Take a group that is known already as if words had told what it is of; return its owner."""
        names = tuple(dict.fromkeys(one.name for one in given))
        owner = Owner((NamedSpan(group.start, group.start, names),), group.start, given[0].subject)
        span, years = self._dates.of(sentence, group, owner)
        row = Row(sentence, group, owner, years, None)
        self._discourse.note(group, given)
        self._series.extend(told_by(row, given, is_base=span is not None and span.kind in ("comparison", "baseline")))
        self._antecedents.note(owner, is_named=True)
        self._keep_year(sentence, given, span, years)
        return owner

    def _is_on_proved(self, text: str) -> bool:
        if proves_one(self._scene) or speaks_of_proved(text, self._scene):
            return True
        return is_akin(text, self._scene) or self._discourse.may_go_on(text)

    def _sentence(self, sentence: Sentence) -> Iterator[Reading]:
        self._dates.begin(sentence)
        self._is_stated = self._is_stated and sentence.text[sentence.start - 1 : sentence.start] == ";"
        owners: dict[int, Owner] = {}
        told: set[int] = set()
        for index, group in enumerate(sentence.groups):
            if index in told:
                continue
            if given := self._given.get(group.start):
                owners[index] = self._take_given(sentence, group, given)
                continue
            rows = self._rows_of_list(sentence, index)
            if rows:
                last = index + len(list_of(sentence, index)) - 1
                told.update(range(index, last + 1))
                yield from self._of_list(rows, owners, last)
                continue
            tally = tally_of(sentence, group) or total_of_kinds(sentence, group)
            named = tally or self._named(sentence, index, owners)
            owner = named or named_by_topic(sentence, index) or self._discourse.owner_of(sentence, group)
            if owner is None and len(group.quantities) > 1 and (rows := self._rows_counted_off(sentence, index)):
                yield from self._of_list(rows, owners, index)
                continue
            if owner is None:
                self._leave_unnamed(group)
                continue
            span, years = self._dates.of(sentence, group, owner)
            if reason := no_level(sentence, index, owner, years):
                owners[index] = owner
                self._leave(group, reason)
                continue
            change = self._change_of(sentence, group, owner, years)
            if change is not None:
                years = self._dates.of_change(sentence, group, owner, span, years)
            # what is counted over several years is no single one's
            is_sum = tally is not None and len(years) > len(group.quantities) and not is_of_each(sentence, group, span)
            row = Row(sentence, group, owner, () if is_sum else years, change)
            paired = divided(row) or pairings(row)
            if self._is_of_others(row, paired):
                owners[index] = owner
            self._of_months = owner if span is not None and span.kind == "part" else None
            readings = list(self._readings(row, paired, span))
            self._discourse.note(group, readings)
            if not readings:
                yield from self._of_other_unit(sentence, index, named, owners)
            else:
                is_base = span is not None and span.kind in ("comparison", "baseline")
                self._series.extend(told_by(row, readings, is_base=is_base))
                owners[index] = owner = what_goes_on(owner, readings, owner_before_share(sentence, index, owners))
                self._antecedents.note(owner, is_named=named is not None)
                yield from readings
                yield from self._of_remarks(row, readings, span)
                self._keep_year(sentence, readings, span, years)

    def _named(self, sentence: Sentence, index: int, owners: dict[int, Owner]) -> Owner | None:
        """Return what the words of a sentence, or of those before it, say that a group is of."""
        listed = several_told(sentence, index) or subs_listed(sentence, index)
        return (
            listed
            or attributed(sentence, sentence.groups[index])
            or owner_of(sentence, index, owners)
            or spoken_of(sentence, index)
            or self._antecedents.of(sentence, sentence.groups[index])
            or sub_begun(sentence, index)
            or self._at_years_end(sentence, index)
            or (owners.get(index - 1) if tells_by_how_much(sentence, sentence.groups[index]) else None)
        )

    def _at_years_end(self, sentence: Sentence, index: int) -> Owner | None:
        """Return the owner of some months' figure for the year's that follows it: 上半年…为90.4%，年末达到91.8%."""
        group = sentence.groups[index]
        since = sentence.groups[index - 1].end if index else sentence.start
        if self._of_months is None or _AT_YEARS_END.search(sentence.text, since, group.start) is None:
            return None
        goes_on = is_transparent(_AT_YEARS_END.sub("", sentence.gap(since, group.start)))
        return replace(self._of_months, since=since) if goes_on else None

    def _is_of_others(self, row: Row, paired: list[Pairing]) -> bool:
        """Tell whether values are a wider area's, or of what the document does not prove: what goes on is so, too."""
        if any(is_wider(pairing.subject or area_of(row.sentence, row.group.start)) for pairing in paired):
            return True
        names = [name for pairing in paired for name in pairing.names]
        is_unproved = bool(names) and not any(self._scene.proves(name.indicator_id, name.sub) for name in names)
        if is_unproved:
            self._series.extend(Told(_NOWHERE, None, None, value.unit) for value in row.group.quantities)
        return is_unproved

    def _change_of(self, sentence: Sentence, group: Group, owner: Owner, years: tuple[int, ...]) -> Change | None:
        """Return the change that a group states, or the one told last of which it is a demand; keep it."""
        change = change_before(sentence, group, owner.since, max(years, default=None))
        if change is None and self._is_of_change(sentence, group, owner):
            change = self._change
        self._change = change if group.unit != "百分点" else self._change
        return change

    def _keep_year(
        self, sentence: Sentence, readings: list[Reading], span: YearSpan | None, years: tuple[int, ...]
    ) -> None:
        """Keep the year of a figure for those that follow, that of an aim only for further aims."""
        is_aim = self._is_stated and readings[-1].role == "target"
        self._is_stated = readings[-1].role != "target" or is_aim
        if span is not None and _dates_what_follows(span, sentence) and len(years) == 1:
            if not (is_aim and self._lies_ahead(years[0])):
                opened = sentence.paragraph.inside(readings[-1].start)
                if opened != -1 and sentence.paragraph.inside(span.start) == opened:
                    self._dates.carry_in_bracket(opened, span, years)
                else:
                    self._dates.carry(span, years)
        elif span is not None and span.kind == "deadline":
            self._dates.aim_at(span)

    def _readings(self, row: Row, paired: list[Pairing], span: YearSpan | None) -> Iterator[Reading]:
        for pairing in paired:
            for name in pairing.names:
                for year in pairing.years or (None,):
                    reading = self._reading(row, pairing, name, year, span)
                    if reading is not None:
                        yield reading

    def _of_remarks(self, row: Row, readings: list[Reading], span: YearSpan | None) -> Iterator[Reading]:
        """Yield what stands in brackets behind the members of a list, each of the year of its member."""
        names = tuple(dict.fromkeys(one.name for one in readings))
        named = named_in_remarks(names, len(row.group.remarks), row.group.unit) if row.group.remarks else []
        for remark, found in zip(row.group.remarks, named, strict=False):
            owner = replace(row.owner, spans=(NamedSpan(row.owner.start, row.owner.end, found),))
            told = Row(row.sentence, remark, owner, row.years, None)
            yield from self._readings(told, pairings(told) if found else [], span)

    def _of_other_unit(
        self, sentence: Sentence, index: int, named: Owner | None, owners: dict[int, Owner]
    ) -> Iterator[Reading]:
        """Yield what a number is by its context whose unit no name of its owner takes."""
        group = sentence.groups[index]
        self._leave(group, "unit")  # unless a rule gave another reason: no name takes such a number
        names = [name for span in named.spans for name in span.names] if named is not None else []
        if not names or any(name.fits(group.unit) for name in names):
            return
        if (other := named_by_topic(sentence, index) or self._discourse.owner_of(sentence, group)) is not None:
            owners[index] = other
            yield from self._of_rows([Row(sentence, group, other, self._dates.of(sentence, group, other)[1], None)])

    def _is_of_change(self, sentence: Sentence, group: Group, owner: Owner) -> bool:
        """Tell whether a demand is one on the change told last: 下降3.6%，比3.2%的目标多降0.4个百分点."""
        names = [name for span in owner.spans for name in span.names]
        demanded = TARGET_AFTER.match(sentence.text, group.end) or _AIMED.search(sentence.text, 0, group.start)
        is_set = is_set_by_others(sentence, group) or is_plans_own(sentence, group)
        return (
            (demanded is not None or aim_before(sentence, group) is not None or is_set)
            and group.unit == "%"
            and not any(name.fits("%") for name in names)
        )

    def _rows_of_list(self, sentence: Sentence, index: int) -> list[Row]:
        """Return the rows of a list that is counted off against earlier figures, or against members of any unit."""
        is_list = len(list_of(sentence, index)) > 1
        if not is_list and len(sentence.groups[index].quantities) < 2:
            return []
        rows = parallel_rows(sentence, index, self._series, self._years_near(sentence, index))
        if rows or not is_list:
            return rows
        return self._rows_counted_off(sentence, index)

    def _rows_counted_off(self, sentence: Sentence, index: int) -> list[Row]:
        """Return the rows of a list that is counted off against members told before it in words."""
        span = year_before(sentence, sentence.groups[index])
        years = (
            with_those_listed(sentence, span) if span is not None else self._dates.carried or self._scene.default_years
        )
        return mixed_rows(sentence, index, self._antecedents.headed, years)

    def _years_near(self, sentence: Sentence, index: int) -> tuple[int, ...]:
        """Return the years that stand between the last figure and this one."""
        since = sentence.groups[index - 1].end if index else sentence.start
        span = year_before(sentence, sentence.groups[index])
        return span.years if span is not None and span.start >= since else ()

    def _of_list(self, rows: list[Row], owners: dict[int, Owner], last: int) -> Iterator[Reading]:
        """Yield the readings of a list, its names taken for the owner of its last group."""
        spans = dict.fromkeys(span for row in rows for span in row.owner.spans)
        owners[last] = Owner(tuple(spans), rows[0].group.start)
        yield from self._of_rows(rows)

    def _of_rows(self, rows: list[Row]) -> Iterator[Reading]:
        for row in rows:
            span = year_before(row.sentence, row.group)
            paired = [replace(pairing, years=row.years) for pairing in pairings(row)]
            readings = list(self._readings(row, paired, span))
            if row.change is None and not any(one.name in row.owner.spans[0].names for one in self._series):
                self._series.extend(told_by(row, readings, is_base=False))
            yield from readings

    def _reading(
        self, row: Row, pairing: Pairing, name: Name, year: int | None, span: YearSpan | None
    ) -> Reading | None:
        dated = span or (self._dates.dated if self._scene.is_part_year else self._begun_with(row))
        found = judged(row, pairing, name, year, span, dated)
        if isinstance(found, Reading):
            return found
        self._leave(row.group, found)
        return None

    def _begun_with(self, row: Row) -> YearSpan | None:
        """Return the year with which the full sentence of a plan's figure began: 2020年，…为88.9%；…为71.2%."""
        dated = self._dates.dated if self._scene.is_plan else None
        begin = row.sentence.text.rfind("。", 0, row.group.start) + 1
        return dated if dated is not None and dated.start >= begin and row.years == dated.years else None

    def _lies_ahead(self, year: int) -> bool:
        """Tell whether a year is after the one a document reports on: 98.1%，好于2025年97%的目标；PM2.5…."""
        this = self._scene.context.this_year
        return this is not None and year > this

    def _leave_unnamed(self, group: Group) -> None:
        self._series.extend(Told(_NOWHERE, None, None, value.unit) for value in group.quantities)
        self._discourse.note(group, [])
        self._leave(group, "no_measure")

    def _leave(self, group: Group, reason: Reason) -> None:
        """Note, where somebody asks, that a group of numbers is left out."""
        if self._scene.notes is not None:
            self._scene.notes.span(group.start, group.end, reason)


def _dates_what_follows(span: YearSpan, sentence: Sentence) -> bool:
    """Tell whether a year goes on to date what is told next: not one compared with (与2012年的一致)."""
    is_with = sentence.text[span.start - 1 : span.start] == "与"
    return span.kind == "point" and not opens(sentence, span) and not is_with and not is_of_stock(sentence, span)
