"""Facts of running text, sentence after sentence."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.shadow import Shadow
from pipeline.numbers.units import is_counter
from pipeline.numbers.years import YearSpan
from pipeline.stages.extraction.areas import area_of
from pipeline.stages.extraction.mixed import mixed_rows
from pipeline.stages.extraction.names import Name, NamedSpan, change_of, fitting, named_spans, of_baseline
from pipeline.stages.extraction.owners import Owner, owner_of
from pipeline.stages.extraction.pairing import ALL, Pairing, Row, divided, pairings
from pipeline.stages.extraction.parallels import Told, list_of, parallel_rows
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.roles import Change, change_before, is_against_standard, role_of, stated_role
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.sentence import LINK, Group, Sentence, is_transparent, read_paragraph, sentences
from pipeline.stages.extraction.subjects import is_wider
from schemas.fact import Role
from schemas.left_out import Reason

_NONE = re.compile(r"(?:无|没有|未发现|未出现|不存在)$")
_AFTER_NONE = re.compile(r"$|[,。;、)(]")
# an increase of the year is not the level reached: 新增完成治理的行政村16个，累计118个
_LABEL = re.compile(r"目标|要求|标准|现状|完成|实际|结果|指标值|评估值|数值|规划值|考核值|年|达|为|稳定|保持|^$")
_ORDINAL = re.compile(r"^[(（]?[\d一二三四五六七八九十]{1,2}[)）.、]")
_ADDED = re.compile(r"新增|新建成|新完成")


_YEARS_AFTER = re.compile(r"\((?:(?:依次|分别|对应)?(?:为|是)?)")
_BEFORE_HEADING = re.compile(r"[\d(（)）.、一二三四五六七八九十指标:]*")
_LISTS = re.compile(r"[、,/和及与]|以及").fullmatch


class ProseReader:
    """Reads one paragraph, sentence after sentence, carrying the year that the last figures were for."""

    def __init__(self, scene: Scene) -> None:
        """Begin a paragraph in its scene."""
        self._scene = scene
        self._carried: tuple[int, ...] = ()
        self._owner: Owner | None = None
        self._alone: Owner | None = None
        self._series: list[Told] = []
        listed = named_spans(list(scene.listed), scene.edition) if scene.listed else []
        self._headed = tuple(NamedSpan(0, 0, span.names) for span in listed)
        if self._headed:
            self._owner = Owner(self._headed, 0)

    def read(self, shade: Shadow) -> list[Reading]:
        """Return the numbers of a paragraph that the edition has a name for, in order."""
        paragraph = read_paragraph(shade, self._scene)
        if paragraph is None:
            return []
        found: list[Reading] = []
        for sentence in sentences(paragraph):
            self._note_heading(sentence)
            found.extend(self._sentence(sentence))
            found.extend(self._nothing(sentence))
        if self._scene.notes is not None:
            self._scene.notes.taken.extend((reading.start, reading.end) for reading in found)
        return found

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
            owner = owner_of(sentence, index, owners) or self._owner_before(sentence, group)
            if owner is None or is_against_standard(sentence, group):
                self._leave(group, "no_measure" if owner is None else "standard")
                continue
            begin = max([sentence.clause_start(owner.start), *(other.end for other in sentence.groups[:index])])
            if is_counter(group.unit) and _ADDED.search(sentence.text, begin, group.start):
                owners[index] = owner
                self._leave(group, "added")
                continue
            span, years = self._years(sentence, group, owner)
            if not years and sentence.text[group.start - 1 : group.start] in ("由", "从"):
                owners[index] = owner
                self._leave(group, "origin")
                continue
            change = change_before(sentence, group, owner.since, max(years, default=None))
            if change is not None:
                years = _of_the_later(sentence, group, owner, span, years)
            row = Row(sentence, group, owner, years, change)
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
                self._leave(group, "unit")  # unless a rule gave another reason: no name takes such a number
            else:
                is_base = span is not None and span.kind in ("comparison", "baseline")
                self._series.extend(
                    Told(owner.spans[-1], reading.name, reading.year, reading.quantity.unit, is_base)
                    for reading in readings
                )
                owners[index] = self._owner = owner
                self._alone = owner if len(owner.spans) == 1 else self._alone
                yield from readings
                if span is not None and span.kind == "point" and not span.opens and len(years) == 1:
                    self._carried = years

    def _rows_of_list(self, sentence: Sentence, index: int) -> list[Row]:
        """Return the rows of a list that is counted off against earlier figures, or against members of any unit."""
        rows = parallel_rows(sentence, index, self._series, self._years_near(sentence, index))
        if rows or len(list_of(sentence, index)) < 2:
            return rows
        span = _year_before(sentence, sentence.groups[index])
        years = _with_those_listed(sentence, span) if span is not None else self._carried or self._scene.default_years
        return mixed_rows(sentence, index, self._headed, years)

    def _years_near(self, sentence: Sentence, index: int) -> tuple[int, ...]:
        """Return the years that stand between the last figure and this one."""
        since = sentence.groups[index - 1].end if index else sentence.start
        span = _year_before(sentence, sentence.groups[index])
        return span.years if span is not None and span.start >= since else ()

    def _of_rows(self, rows: list[Row]) -> Iterator[Reading]:
        for row in rows:
            span = _year_before(row.sentence, row.group)
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
        dated = any(span.start < group.start for span in sentence.years)
        named = any(span.start < group.start for span in sentence.names)
        if self._owner is None or named or not (dated or self._headed):
            return None
        owner = self._owner
        if len(owner.spans) > 1 and len(group.quantities) != len(owner.spans):
            if self._alone is None or self._headed:
                return None
            owner = self._alone
        goes_on = is_transparent(sentence.gap(sentence.start, group.start))
        return replace(owner, since=sentence.start, subject="") if goes_on else None

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
        role = role_of(row.sentence, row.group, name, self._scene, span)
        quantity = pairing.quantity
        if row.change is not None and not name.is_change:
            name, role, quantity = _changed(name, role, quantity, row.change)
        elif role == "baseline":
            name = of_baseline(name)
        subject = pairing.subject or area_of(row.sentence, row.group.start) or self._scene.own_subject
        reason = self._reason_against(name, quantity, role, subject, span)
        if role is None or reason is not None:
            self._leave(row.group, reason or "demand")
            return None
        if role == "target" and quantity.op in (">", "<"):
            # 超过20%的要求 tells what was passed: the demand itself takes the bound in
            quantity = replace(quantity, op=">=" if quantity.op == ">" else "<=")
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
        if role != "target" and is_wider(subject):
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

    def _years(self, sentence: Sentence, group: Group, owner: Owner) -> tuple[YearSpan | None, tuple[int, ...]]:
        """Return the year expression that dates a group, with its years (else those carried, those of the scene)."""
        if opened := _YEARS_AFTER.match(sentence.text, group.end):
            for after in sentence.years:
                if after.start == opened.end() and sentence.text[after.end : after.end + 1] == ")":
                    return after, after.years
        span = _year_before(sentence, group)
        if sentence.text[group.start - 1 : group.start] in ("由", "从"):
            return span, _years_from(sentence, group)
        if span is None:
            return None, self._undated(sentence, group, owner)
        if len(span.years) == 1 and ALL.search(sentence.text, owner.since, group.start):
            return span, _every_year(sentence, group) or span.years
        return span, _with_those_listed(sentence, span)

    def _undated(self, sentence: Sentence, group: Group, owner: Owner) -> tuple[int, ...]:
        """Return the years of a figure whose sentence names none; several years need 均 or as many values."""
        default = self._carried or self._scene.default_years
        count = len(group.quantities)
        if count > 1 and len(default) != count:
            dated = tuple(dict.fromkeys(told.year for told in self._series if told.year is not None))
            default = next((years for years in (dated, self._scene.default_years) if len(years) == count), default)
        for_all = ALL.search(sentence.text, owner.since, group.start) or len(group.quantities) == len(default)
        return default if len(default) == 1 or for_all else ()

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
            dated = _year_before(sentence, group)
            role = role_of(sentence, group, name, self._scene, dated)
            proves = self._scene.proves(name.indicator_id, name.sub)
            if role not in ("component", "count") or not proves or is_wider(subject):
                continue
            for year in (dated.years if dated else self._carried or self._scene.default_years) or (None,):
                yield Reading(name, quantity, role, year, subject, start, span.end, start, span.end)


def _changed(name: Name, role: Role | None, quantity: Quantity, change: Change) -> tuple[Name, Role | None, Quantity]:
    """Return name, role, value of a difference: the edition's own name for it, else a change with its sign."""
    named = change_of(name, change.base, change.is_named)
    if named is None and role == "target" and not name.fits(quantity.unit):
        named = change_of(name, "previous", False)
    signed = replace(quantity, value=quantity.value * change.sign)
    if named is not None:
        quantity = replace(signed, value=-signed.value) if named.counts_falls else signed
    if named is not None and (named.component is None or change.is_named or role == "target"):
        return named, stated_role(named) if role in ("actual", "component", "count") else role, quantity
    if role not in ("actual", "component", "count", "baseline"):
        return name, role, quantity
    if named is not None:
        return named, "change", quantity
    return name, "change", signed


def _year_before(sentence: Sentence, group: Group) -> YearSpan | None:
    """Return the nearest year expression before a group that dates it.

    Years of comparison (较2018年) and of papers (2018年印发) date nothing; 由2015年的…提高到 dates one figure;
    a year in brackets dates what stands in them.
    """
    inside = sentence.paragraph.inside(group.start)
    for span in reversed(sentence.years):
        if span.start >= group.start or span.kind == "event":
            continue
        if "基准" in span.words or span.kind == "comparison":
            if sentence.text[span.end : group.start] in ("的", "为", "是", "(", ""):
                return span if span.years else None
            if span.kind == "comparison" or sentence.text[span.end : span.end + 1] == "的":
                continue
        outside = sentence.paragraph.inside(span.start) not in (-1, inside)
        if outside and span.kind != "baseline" and not _is_bracket_of_its_own(sentence, span, group):
            continue
        if span.opens and any(span.end <= other.start and other.end <= group.start for other in sentence.groups):
            continue
        if span.years or span.kind != "point":
            return span
    return None


def _of_the_later(
    sentence: Sentence, group: Group, owner: Owner, span: YearSpan | None, years: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the year that a rise is for: the later of two told (2022年为95%，上年为94%，提高1个百分点)."""
    if span is None or len(years) != 1 or span.start >= owner.since or span.kind != "point":
        return years
    told = [
        one.years[0] for one in sentence.years if one.end <= span.start and one.kind == "point" and len(one.years) == 1
    ]
    return (max(told),) if told and max(told) == years[0] + 1 and len(group.quantities) == 1 else years


def _is_bracket_of_its_own(sentence: Sentence, span: YearSpan, group: Group) -> bool:
    """Tell whether a year fills a bracket after a name, so that it dates what the name is followed by."""
    text = sentence.text
    alone = text[span.start - 1 : span.start] == "(" and text[span.end : span.end + 1] == ")"
    named = any(name.end == span.start - 1 for name in sentence.names)
    return alone and named and not any(span.end <= other.start < group.start for other in sentence.groups)


def _with_those_listed(sentence: Sentence, last: YearSpan) -> tuple[int, ...]:
    """Return the years of an expression with those listed right before it: 2020年底、2021年底."""
    found = last.years
    before = [span for span in sentence.years if span.end <= last.start and span.kind == last.kind]
    for span in reversed(before):
        link = sentence.text[span.end : last.start]
        if not link or LINK.fullmatch(link) is None or link == "/":
            break
        found, last = (*span.years, *found), span
    return tuple(dict.fromkeys(found))


def _years_from(sentence: Sentence, group: Group) -> tuple[int, ...]:
    """Return the years of the first figure of 由…提高到…: those compared with, or those an earlier 由 named."""
    for span in reversed(sentence.years):
        if span.start < group.start and span.years and (span.opens or span.kind == "comparison"):
            return span.years
    return ()


def _every_year(sentence: Sentence, group: Group) -> tuple[int, ...]:
    """Return all years that the sentence dated figures with before 均, where they are several."""
    named = [
        year
        for span in sentence.years
        if span.start < group.start and span.kind == "point" and not span.opens
        for year in span.years
    ]
    several = tuple(dict.fromkeys(named))
    return several if len(several) > 1 else ()
