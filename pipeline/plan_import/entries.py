"""A gathered record as the dossier's entry for one indicator."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.plan_import.applicability import not_applicable_reason, says_not_applicable
from pipeline.plan_import.columns import Columns
from pipeline.plan_import.deadlines import parse_deadline
from pipeline.plan_import.heads import ColumnRole, head_year
from pipeline.plan_import.lines import flat, items
from pipeline.plan_import.names import Names
from pipeline.plan_import.records import Record
from pipeline.plan_import.target_column import TargetColumn
from pipeline.plan_import.targets import parse_target, split_targets, unit_of_head
from pipeline.plan_import.units import NOTHING, labelled_units, split_units
from schemas.dossier import IndicatorEntry, SubEntry, Target
from schemas.edition import Attribute, Indicator, Measure

_NUMBER = re.compile(r"^\D*(\d{1,3})\D*$", re.ASCII)
SHORT_CHARS = 40  # a task of this length is a title: its line breaks mean nothing


@dataclass
class Entries:
    """Makes entries one after the other; empty domain and task titles hold on from the row before."""

    columns: Columns
    names: Names
    target_column: TargetColumn | None
    first_leads: bool
    remarks: list[str] = field(default_factory=list)
    _held: dict[int, str] = field(default_factory=dict)

    def entry(self, record: Record) -> IndicatorEntry | None:
        """Return the entry of a record, None where it means no indicator of the edition."""
        indicator = record.indicator
        if indicator is None:
            return None
        self._compare(record, indicator)
        domain, task = self._domain(record), self._task(record)
        reason = self._reason(record)
        subs, target = ((), None) if reason else self._subs_and_target(record, indicator)
        if reason:
            subs = self._named_subs(record, indicator)
        lead, cooperating = ((), ()) if reason else self._units(record)
        day, day_text = self._deadline(record)
        return IndicatorEntry(
            id=indicator.id,
            number=indicator.number,
            name=record.name.name or indicator.name,
            domain=domain,
            task=task,
            attribute=self._attribute(record),
            subs=subs,
            target=target,
            lead_units=lead,
            cooperating_units=cooperating,
            deadline=day,
            deadline_text=day_text,
            applicable=not reason,
            reason=reason,
        )

    def _say(self, record: Record, indicator: Indicator, text: str) -> None:
        self.remarks.append(f"第{record.rows[0].number}行“{record.name.name or indicator.name}”：{text}")

    def _compare(self, record: Record, indicator: Indicator) -> None:
        """Say where number or name of the row differ from the edition's."""
        printed = self._printed_number(record)
        edition = self.names.edition.id
        if printed is not None and printed != indicator.number:
            self._say(record, indicator, f"编号{printed}与{edition}版（{indicator.number}）不符，已按名称对应。")
        match = record.name.match
        if match is not None and not match.exact:
            self._say(record, indicator, f"名称与{edition}版不完全一致，按“{indicator.name}”导入，请核对。")

    def _printed_number(self, record: Record) -> int | None:
        column = self.columns.one("number")
        match = _NUMBER.match(record.rows[0].texts[column]) if column is not None else None
        return int(match[1]) if match else record.name.number

    def _domain(self, record: Record) -> str:
        found = [self._holding(record, column) for column in self.columns.of("domain")]
        return "·".join(dict.fromkeys(text for text in found if text)) or record.section_domain

    def _task(self, record: Record) -> str:
        """Return the task: title, then measures, each on lines of its own where the plan has both."""
        parts = [self._task_text(record, column) for column in self.columns.of("task")]
        parts = [part for part in parts if part and part not in NOTHING]
        return "\n".join(sorted(parts, key=len)) or record.section_task

    def _task_text(self, record: Record, column: int) -> str:
        if self._is_shared(column) or all(len(text) <= SHORT_CHARS for text in self._column(column)):
            return self._holding(record, column)
        return self._paragraphs(record, column)

    def _is_shared(self, column: int) -> bool:
        """Tell whether a cell of the column stands beside several rows: then it holds titles."""
        keys = [row.places[column].key for row in self.columns.rows]
        return len(set(keys)) < len(keys)

    def _column(self, column: int) -> list[str]:
        return [row.texts[column] for row in self.columns.rows]

    def _holding(self, record: Record, column: int) -> str:
        """Return the text of a title column; an empty cell stands under the title before it."""
        text = self._paragraphs(record, column)
        if text:
            self._held[column] = text
        return text or self._held.get(column, "")

    def _paragraphs(self, record: Record, column: int) -> str:
        text = record.text(column)
        if len(flat(text)) <= SHORT_CHARS:
            return flat(text)
        return items(text, self.columns.full_em[column], self.columns.printed)

    def _attribute(self, record: Record) -> Attribute | None:
        for column in self.columns.of("attribute"):
            text = flat(record.text(column))
            if text.startswith("约束"):
                return "约束性"
            if text.startswith("参考"):
                return "参考性"
            if text and text not in NOTHING and record.indicator is not None:
                self._say(record, record.indicator, f"指标属性“{text}”不是约束性或参考性，未导入。")
        return None

    def _deadline(self, record: Record) -> tuple[date | None, str]:
        for column in self.columns.of("deadline"):
            text = flat(record.text(column))
            if text in NOTHING:
                continue
            day = parse_deadline(text)
            year = head_year(self.columns.heads[column])
            if day is None and year is not None:
                day = parse_deadline(f"{year}年{text}")
            return day, text
        return None, ""

    def _reason(self, record: Record) -> str:
        roles: tuple[ColumnRole, ...] = ("lead", "cooperating", "note")
        chosen = [self.target_column.index] if self.target_column else []
        chosen += [column for role in roles for column in self.columns.of(role)]
        long = [column for column in self.columns.of("task") if not self._is_shared(column)]
        cells = [(self.columns.heads[column], self._whole(record, column)) for column in [*chosen, *long]]
        reason = not_applicable_reason(cells)
        if not reason and record.indicator is not None:
            self._doubt(record, record.indicator)
        return reason

    def _whole(self, record: Record, column: int) -> str:
        """Return the text of a column where all its cells say the same, else all of them."""
        return "\n".join(dict.fromkeys(place.text for place in record.places(column)))

    def _doubt(self, record: Record, indicator: Indicator) -> None:
        """Say what an indicator that applies lacks."""
        if self.target_column and (text := flat(self._whole(record, self.target_column.index))) in NOTHING:
            said = f"目标值填“{text}”，但其他栏有内容，按适用导入，请核对。" if text else "目标值为空，请补写。"
            self._say(record, indicator, said)
        leads = self.columns.of("lead")
        if leads and all(flat(self._whole(record, column)) in NOTHING for column in leads):
            self._say(record, indicator, "牵头单位为空，请补写。")

    def _units(self, record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
        sides: dict[str, list[str]] = {"lead": [], "cooperating": []}
        roles: tuple[ColumnRole, ...] = ("lead", "cooperating")
        for role in roles:
            for column in self.columns.of(role):
                for place in record.places(column):
                    self._add_units(sides, role, place.text, self.columns.full_em[column])
        lead = tuple(dict.fromkeys(sides["lead"]))
        cooperating = tuple(unit for unit in dict.fromkeys(sides["cooperating"]) if unit not in lead)
        if self.first_leads and not self.columns.of("cooperating") and not sides["cooperating"]:
            return lead[:1], lead[1:]
        return lead, cooperating

    def _add_units(self, sides: dict[str, list[str]], role: str, text: str, full_em: float | None) -> None:
        labelled = labelled_units(text, full_em)
        if labelled is None:
            sides[role].extend(split_units(text, full_em))
        else:
            sides["lead"].extend(labelled[0])
            sides["cooperating"].extend(labelled[1])

    def _named_subs(self, record: Record, indicator: Indicator) -> tuple[SubEntry, ...]:
        texts = [*record.name.subs, *(name for name, _ in record.subs)]
        numbers = self._sub_numbers(record, indicator, texts)
        return tuple(SubEntry(number=number, name=name) for number, name in zip(numbers, texts, strict=True))

    def _sub_numbers(self, record: Record, indicator: Indicator, texts: Sequence[str]) -> list[int]:
        """Return the number of each sub: the edition's by its name, else its place, else one that is free."""
        numbers: list[int | None] = [self.names.find_sub(text, indicator) for text in texts]
        known = {sub.number for sub in indicator.subs}
        for index, number in enumerate(numbers):
            if number is not None and number not in numbers[:index]:
                continue
            place = index + 1
            if place in numbers or (place in known and len(texts) != len(known)):
                place = max([*known, *(n for n in numbers if n), len(texts)]) + 1
            numbers[index] = place
            self._say(
                record, indicator, f"子指标“{texts[index]}”与{self.names.edition.id}版不符，按第{place}项导入，请核对。"
            )
        return [number for number in numbers if number is not None]

    def _subs_and_target(self, record: Record, indicator: Indicator) -> tuple[tuple[SubEntry, ...], Target | None]:
        plain = self._named_subs(record, indicator)
        column = self.target_column
        if column is None:
            return plain, None
        texts = self._target_of_each(record, indicator, plain, column.index)
        if texts is None:
            whole = self._whole(record, column.index)
            return plain, self._target(record, whole, [indicator]) if flat(whole) not in NOTHING else None
        pairs = zip(plain, texts, strict=True)
        return tuple(self._with_target(record, indicator, sub, text) for sub, text in pairs), None

    def _target_of_each(
        self, record: Record, indicator: Indicator, subs: tuple[SubEntry, ...], column: int
    ) -> list[str] | None:
        """Return a target text for each sub, None where one holds for all."""
        by_row = {name: row.places[column] for name, row in record.subs}
        if len(by_row) == len(subs) > 0 and len({place.key for place in by_row.values()}) > 1:
            return [by_row[sub.name].text for sub in subs]
        measures = [indicator, *indicator.subs]
        return split_targets(self._whole(record, column), measures, len(subs), self.columns.full_em[column])

    def _with_target(self, record: Record, indicator: Indicator, sub: SubEntry, text: str) -> SubEntry:
        if says_not_applicable(text) or (text and flat(text) in NOTHING and flat(text)):
            return sub.model_copy(update={"applicable": False, "reason": f"任务分解表目标值栏标注“{flat(text)}”"})
        measures = [each for each in indicator.subs if each.number == sub.number]
        return sub.model_copy(update={"target": self._target(record, text, measures) if flat(text) else None})

    def _target(self, record: Record, text: str, measures: Sequence[Measure]) -> Target:
        column = self.target_column
        assert column is not None
        unit_columns = self.columns.of("measure_unit")
        unit = (
            flat(self._whole(record, unit_columns[0]))
            if unit_columns
            else unit_of_head(self.columns.heads[column.index])
        )
        return parse_target(text, unit, column.year, measures)
