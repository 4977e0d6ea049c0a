"""Facts of running text, sentence after sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.shadow import Shadow
from pipeline.numbers.units import is_counter, same_dimension
from pipeline.numbers.year_span import YearSpan
from pipeline.stages.extraction.akin import is_akin
from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.by_arithmetic import proved_by_arithmetic
from pipeline.stages.extraction.by_context import named_by_topic, speaks_of_proved
from pipeline.stages.extraction.carried import is_said_of_it
from pipeline.stages.extraction.changed import changed
from pipeline.stages.extraction.dating import (
    of_the_later,
    opens,
    with_those_listed,
    year_before,
)
from pipeline.stages.extraction.demands import TARGET_AFTER, is_against_standard, is_set_by_others
from pipeline.stages.extraction.members import divided
from pipeline.stages.extraction.mixed import mixed_rows
from pipeline.stages.extraction.names import Name, NamedSpan, fitting, named_spans, of_baseline
from pipeline.stages.extraction.owner import Owner
from pipeline.stages.extraction.owners import owner_of
from pipeline.stages.extraction.pairing import pairings
from pipeline.stages.extraction.parallels import Told, list_of, parallel_rows
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.rises import Change, change_before
from pipeline.stages.extraction.roles import role_of
from pipeline.stages.extraction.row import Pairing, Row
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import Group, Sentence, is_transparent, read_paragraph, sentences
from pipeline.stages.extraction.spoken import spoken_of
from pipeline.stages.extraction.subjects import is_wider, subject_between
from pipeline.stages.extraction.tallies import tally_of
from pipeline.stages.extraction.year_of import YearReader
from schemas.fact import Role
from schemas.left_out import Reason

_NONE = re.compile(r"(?:无|没有|未发现|未出现|不存在)(?:[IV]{1,3}类(?:水质|水体|断面)?[、和及或])*$")
_AFTER_NONE = re.compile(r"$|[,。;、)(]")
# an increase of the year is not the level reached: 新增完成治理的行政村16个，累计118个
_LABEL = re.compile(r"目标|要求|标准|现状|完成|实际|结果|指标值|评估值|数值|规划值|考核值|年|达|为|稳定|保持|^$")
_ORDINAL = re.compile(r"^[(（]?[\d一二三四五六七八九十]{1,2}[)）.、]")
_ADDED = re.compile(r"新增|新建成|新完成")
# what is left to do is no count of the whole: 已完成整改8项，剩余1项
_REST = re.compile(r"(?:剩余|其余|余下|尚有|还有|仍有)[^,。;\d]{0,8}$")


_BEFORE_HEADING = re.compile(r"[\d(（)）.、一二三四五六七八九十指标:]*")
_THIS = re.compile(r"(?:该项?|此项?|这一)(?:指标|比例|比率|占比|数值|率)")
# the other value of what was told last: 实际完成：96.1%
_KIND = re.compile(
    r"^[,:]?(?:年度)?(?:实际|目标|完成|现状|规划|考核)(?:完成|要求|达到?)?(?:值|情况|率)?(?:为|是|:|达到?)*$"
)
_AIMED = re.compile(r"(?:目标|任务|要求)(?:任务|值)?[(为:]*$")
MAX_PLACES_CHARS = 30
_NOWHERE = NamedSpan(0, 0, ())
_LISTS = re.compile(r"[、,/和及与]|以及").fullmatch


class ProseReader:
    """Reads one paragraph, sentence after sentence, carrying the year that the last figures were for."""

    def __init__(self, scene: Scene) -> None:
        """Begin a paragraph in its scene."""
        self._scene = scene
        self._owner: Owner | None = None
        self._alone: Owner | None = None
        self._series: list[Told] = []
        self._dates = YearReader(scene, self._series)
        self._change: Change | None = None
        listed = named_spans(list(scene.listed), scene.edition) if scene.listed else []
        self._headed = tuple(NamedSpan(0, 0, span.names) for span in listed)
        if self._headed:
            self._owner = Owner(self._headed, 0)

    def read(self, shade: Shadow) -> list[Reading]:
        """Return the numbers of a paragraph that the edition has a name for, in order."""
        paragraph = read_paragraph(shade, self._scene, has_topic=lambda: self._is_on_proved(shade.text))
        if paragraph is None:
            return []
        found: list[Reading] = []
        for sentence in sentences(paragraph):
            self._note_heading(sentence)
            found.extend(self._sentence(sentence))
            found.extend(self._nothing(sentence))
        found = proved_by_arithmetic(paragraph, found)
        if self._scene.notes is not None:
            self._scene.notes.taken.extend((reading.start, reading.end) for reading in found)
        return found

    def _is_on_proved(self, text: str) -> bool:
        return speaks_of_proved(text, self._scene) or is_akin(text, self._scene)

    def _note_heading(self, sentence: Sentence) -> None:
        """Take a sentence that is nothing but names (28.城镇污水处理率。) for what the next ones are about."""
        if not sentence.names or sentence.groups:
            return
        first, last = sentence.names[0], sentence.names[-1]
        before, after = sentence.text[sentence.start : first.start], sentence.text[last.end : sentence.end]
        links = [sentence.text[one.end : other.start] for one, other in pairwise(sentence.names)]
        if _BEFORE_HEADING.fullmatch(before) and not re.sub(r"\([^()]*\)", "", after) and all(map(_LISTS, links)):
            self._owner, self._headed = Owner(sentence.names, last.end), sentence.names

    def _sentence(self, sentence: Sentence) -> Iterator[Reading]:
        self._dates.begin(sentence)
        owners: dict[int, Owner] = {}
        told: set[int] = set()
        for index, group in enumerate(sentence.groups):
            if index in told:
                continue
            rows = self._rows_of_list(sentence, index)
            if rows:
                told.update(range(index, index + len(list_of(sentence, index))))
                yield from self._of_rows(rows)
                continue
            tally = tally_of(sentence, group)
            owner = tally or owner_of(sentence, index, owners) or spoken_of(sentence, index)
            named = owner or self._owner_before(sentence, group)
            owner = named or named_by_topic(sentence, index)
            if owner is None:
                self._series.extend(Told(_NOWHERE, None, None, value.unit) for value in group.quantities)
                self._leave(group, "no_measure")
                continue
            span, years = self._dates.of(sentence, group, owner)
            if reason := _no_level(sentence, index, owner, years):
                owners[index] = owner
                self._leave(group, reason)
                continue
            change = change_before(sentence, group, owner.since, max(years, default=None))
            if change is None and self._is_of_change(sentence, group, owner):
                change = self._change
            if change is not None:
                years = of_the_later(sentence, group, owner, span, years)
            self._change = change if group.unit != "百分点" else self._change
            # what is counted over several years is no single one's
            row = Row(sentence, group, owner, () if tally and len(years) > len(group.quantities) else years, change)
            paired = divided(row) or pairings(row)
            if any(is_wider(pairing.subject or area_of(sentence, group.start)) for pairing in paired):
                owners[index] = owner
            readings = [
                reading
                for pairing in paired
                for name in pairing.names
                for year in pairing.years or (None,)
                if (reading := self._reading(row, pairing, name, year, span)) is not None
            ]
            if not readings:
                yield from self._of_other_unit(sentence, index, named, owners)
            else:
                is_base = span is not None and span.kind in ("comparison", "baseline")
                self._series.extend(_told(row, readings, is_base=is_base))
                owners[index] = owner
                self._owner = named or self._owner or owner
                self._alone = owner if len(owner.spans) == 1 else self._alone
                yield from readings
                if span is not None and _dates_what_follows(span, sentence) and len(years) == 1:
                    self._dates.carry(span, years)
                elif span is not None and span.kind == "deadline":
                    self._dates.aim_at(span)

    def _of_other_unit(
        self, sentence: Sentence, index: int, named: Owner | None, owners: dict[int, Owner]
    ) -> Iterator[Reading]:
        """Yield what a number is by its context whose unit no name of its owner takes."""
        group = sentence.groups[index]
        self._leave(group, "unit")  # unless a rule gave another reason: no name takes such a number
        names = [name for span in named.spans for name in span.names] if named is not None else []
        if not names or any(name.fits(group.unit) for name in names):
            return
        if (other := named_by_topic(sentence, index)) is not None:
            owners[index] = other
            yield from self._of_rows([Row(sentence, group, other, self._dates.of(sentence, group, other)[1], None)])

    def _is_of_change(self, sentence: Sentence, group: Group, owner: Owner) -> bool:
        """Tell whether a demand is one on the change told last: 下降3.6%，比3.2%的目标多降0.4个百分点."""
        names = [name for span in owner.spans for name in span.names]
        demanded = TARGET_AFTER.match(sentence.text, group.end) or _AIMED.search(sentence.text, 0, group.start)
        return (
            (demanded is not None or is_set_by_others(sentence, group))
            and group.unit == "%"
            and not any(name.fits("%") for name in names)
        )

    def _rows_of_list(self, sentence: Sentence, index: int) -> list[Row]:
        """Return the rows of a list that is counted off against earlier figures, or against members of any unit."""
        rows = parallel_rows(sentence, index, self._series, self._years_near(sentence, index))
        if rows or len(list_of(sentence, index)) < 2:
            return rows
        span = year_before(sentence, sentence.groups[index])
        years = (
            with_those_listed(sentence, span) if span is not None else self._dates.carried or self._scene.default_years
        )
        return mixed_rows(sentence, index, self._headed, years)

    def _years_near(self, sentence: Sentence, index: int) -> tuple[int, ...]:
        """Return the years that stand between the last figure and this one."""
        since = sentence.groups[index - 1].end if index else sentence.start
        span = year_before(sentence, sentence.groups[index])
        return span.years if span is not None and span.start >= since else ()

    def _of_rows(self, rows: list[Row]) -> Iterator[Reading]:
        for row in rows:
            span = year_before(row.sentence, row.group)
            for pairing in pairings(row):
                for name in pairing.names:
                    for year in row.years or (None,):
                        reading = self._reading(row, pairing, name, year, span)
                        if reading is not None:
                            yield reading

    def _owner_before(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return the owner of the last sentence where this one goes on with years and numbers alone."""
        if headed := self._heading_over(sentence, group):
            return headed
        before = sentence.text[sentence.start : group.start]
        dated = any(span.start < group.start for span in sentence.years) or _THIS.search(before) or _KIND.search(before)
        named = any(span.start < group.start for span in sentence.names)
        if self._owner is None or named:
            return None
        owner = self._owner
        if place := self._place_before(sentence, group, owner):
            return replace(owner, since=sentence.start, subject=place)
        if not (dated or self._headed):
            return None
        if len(owner.spans) > 1 and len(group.quantities) != len(owner.spans):
            if self._alone is None or self._headed:
                return None
            owner = self._alone
        goes_on = is_transparent(sentence.gap(sentence.start, group.start)) or is_said_of_it(
            sentence, sentence.start, group.unit, group
        )
        return replace(owner, since=sentence.start, subject="") if goes_on else None

    def _place_before(self, sentence: Sentence, group: Group, owner: Owner) -> str:
        """Return the place that a sentence goes on with after one of other places: ；丙镇、丁乡分别为43.5%和38.9%."""
        fits = len(owner.spans) == 1 and any(name.fits(group.unit) for name in owner.spans[0].names)
        if not fits or is_counter(group.unit) or group is not sentence.groups[0]:
            return ""
        gap = sentence.gap(sentence.start, group.start)
        return subject_between(gap, is_counted=False) if len(gap) <= MAX_PLACES_CHARS and "," not in gap else ""

    def _heading_over(self, sentence: Sentence, group: Group) -> Owner | None:
        """Return what the heading names where a figure has but a label of its own (目标值：≥95%。现状值：95.3%)."""
        heading = self._scene.heading
        before = sentence.text[sentence.start : group.start]
        if not heading or not group.unit or not _LABEL.search(before):
            return None
        if any(span.start < group.start for span in sentence.names):
            return None
        if not is_transparent(_ORDINAL.sub("", sentence.gap(sentence.start, group.start), count=1)):
            return None
        names = named_spans(list(heading), self._scene.edition)[0].names
        return Owner((NamedSpan(sentence.start, sentence.start, names),), sentence.start)

    def _reading(
        self, row: Row, pairing: Pairing, name: Name, year: int | None, span: YearSpan | None
    ) -> Reading | None:
        dated = span or (self._dates.dated if self._scene.is_part_year else None)
        role = role_of(row.sentence, row.group, name, self._scene, dated)
        quantity = pairing.quantity
        if row.change is not None and name.component is not None and same_dimension(name.unit, "元"):
            self._leave(row.group, "unit")  # a product grows at constant prices: it is no difference of its values
            return None
        if row.change is not None and not name.is_change:
            name, role, quantity = changed(name, role, quantity, row.change)
        elif role == "baseline":
            name = of_baseline(name)
        subject = pairing.subject or area_of(row.sentence, row.group.start) or self._scene.own_subject
        reason = self._reason_against(name, quantity, role, subject, span)
        if role is None or reason is not None:
            self._leave(row.group, reason or "demand")
            return None
        if role == "target" and quantity.op in (">", "<"):
            # 超过20%的要求, 低于97%的目标 tell what was passed or missed: the demand itself takes the bound in
            meant = {"at_least": ">", "at_most": "<"} if name.component is None else {}
            bound = meant.get(name.measure.direction, quantity.op)
            quantity = replace(quantity, op=">=" if bound == ">" else "<=")
        return Reading(
            name=name,
            quantity=quantity,
            role=role,
            year=year,
            subject=subject,
            start=quantity.start,
            end=quantity.end,
            quote_start=min(row.owner.start, row.group.start),
            quote_end=max(row.group.end, row.owner.end),
        )

    def _reason_against(
        self, name: Name, quantity: Quantity, role: Role | None, subject: str, span: YearSpan | None
    ) -> Reason | None:
        """Return why a number is no fact, None where it is one."""
        if is_wider(subject):
            return "wider"
        if role is None:
            return "part_year" if self._scene.is_part_year or (span is not None and span.kind == "part") else "demand"
        if role != "target" and not self._scene.proves(name.indicator_id, name.sub):
            return "mention"
        return None if name.fits(quantity.unit) or role == "change" else "unit"

    def _leave(self, group: Group, reason: Reason) -> None:
        """Note, where somebody asks, that a group of numbers is left out."""
        if self._scene.notes is not None:
            self._scene.notes.span(group.start, group.end, reason)

    def _nothing(self, sentence: Sentence) -> Iterator[Reading]:
        """Yield a zero for 无劣Ⅴ类断面: the counted thing must follow the word at once."""
        if self._scene.section in ("definition", "task"):
            return
        for span in sentence.names:
            match = _NONE.search(sentence.text, sentence.start, span.start)
            if match is not None and _AFTER_NONE.match(sentence.text, span.end, sentence.end):
                yield from self._zero(sentence, span, match.start())

    def _zero(self, sentence: Sentence, span: NamedSpan, start: int) -> Iterator[Reading]:
        words = sentence.paragraph.shade.quote(start, span.start)
        counted = tuple(name for name in span.names if name.component is not None and name.unit in ("个", "起"))
        for name in fitting(counted, counted[0].unit, self._scene, sentence.near_ids()) if counted else ():
            quantity = Quantity(start, span.start, start, span.start, Decimal(0), name.unit, words)
            group = Group((quantity,))
            subject = area_of(sentence, start) or self._scene.own_subject
            dated = year_before(sentence, group)
            role = role_of(sentence, group, name, self._scene, dated)
            proves = self._scene.proves(name.indicator_id, name.sub)
            if role not in ("component", "count") or not proves or is_wider(subject):
                continue
            for year in (dated.years if dated else self._dates.carried or self._scene.default_years) or (None,):
                yield Reading(name, quantity, role, year, subject, start, span.end, start, span.end)


def _dates_what_follows(span: YearSpan, sentence: Sentence) -> bool:
    """Tell whether a year goes on to date what is told next: not one compared with (与2012年的一致)."""
    return span.kind == "point" and not opens(sentence, span) and sentence.text[span.start - 1 : span.start] != "与"


def _no_level(sentence: Sentence, index: int, owner: Owner, years: tuple[int, ...]) -> Reason | None:
    """Return why a figure is not what its name reached: a standard, what was added, what a rise began with."""
    group = sentence.groups[index]
    if is_against_standard(sentence, group):
        return "standard"
    begin = max([sentence.clause_start(owner.start), *(other.end for other in sentence.groups[:index])])
    if is_counter(group.unit) and (
        _ADDED.search(sentence.text, begin, group.start) or _REST.search(sentence.text, begin, group.start)
    ):
        return "added"
    return "origin" if not years and sentence.text[group.start - 1 : group.start] in ("由", "从") else None


def _told(row: Row, readings: list[Reading], *, is_base: bool) -> Iterator[Told]:
    """Yield what a row told, value after value where members of its list are not known."""
    span = row.owner.spans[-1]
    if not row.owner.in_list:
        yield from (Told(span, one.name, one.year, one.quantity.unit, is_base) for one in readings)
        return
    for value in row.group.quantities:
        found = [one for one in readings if one.start == value.start]
        yield from (Told(span, one.name, one.year, one.quantity.unit, is_base) for one in found)
        if not found:
            yield Told(span, None, None, value.unit, is_base)
