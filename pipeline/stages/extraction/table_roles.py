"""The role of a table's number, with the year that it is of."""

import re

from pipeline.numbers.five_year_plans import YEARS_OF_PLAN, last_year_of_plan
from pipeline.stages.extraction.heads import Head, HeadRole, Place, tells_whole_year, tells_years_end
from pipeline.stages.extraction.names import Name
from pipeline.stages.extraction.roles import stated_role
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.table_captions import sets_targets
from pipeline.stages.extraction.table_totals import is_standing
from schemas.fact import Role

_LAST_YEAR = re.compile(r"上年|去年|同比|环比|上一年")
# the columns of a list of tasks: by when, by whom
_ASSIGNS = re.compile(r"时限|时间节点|责任(?:单位|部门|主体|人)|牵头(?:单位|部门)")

_PLAN = re.compile(r"十(?P<tenth>[一二三四五六])五")
_CARRIED_OUT = re.compile(r"完成|执行|进展|实绩|实现|评估|总结|回顾|现状")
# how much a matter counts is set by the scheme, and reached by nobody
_MARKS = "分"


class TableRoles:
    """Tells role and years of the cells of one table."""

    def __init__(
        self, scene: Scene, columns: list[tuple[Head, ...]], above: tuple[Head, ...], lead: Head | None
    ) -> None:
        """Take the heads of all columns, those of the caption, what leads over to the table."""
        self._scene, self._caption_heads = scene, above
        self._leads_to_targets = lead is not None and sets_targets(lead)
        self._has_baseline = any(head.role == "baseline" for heads in columns for head in heads)
        self._years_of_columns = {head.years for heads in columns for head in heads[-1:] if head.years}
        self._set_out_from = self._year_set_out_from(columns)
        # whatever the page is: 2020年现状值 | 2025年目标值 | 2030年目标值
        self._sets_beside_state = _sets_aims_beside_states(columns)
        self.has_targets = any(head.role == "target" for heads in columns for head in heads)
        self.has_targets = self.has_targets or self._set_out_from is not None
        dated = (*above, *sum(columns, ()))
        self._ends_year = any(tells_years_end(head.text) and self._is_reported(head) for head in dated)
        shifts = {head.shift for head in sum(columns, ())}
        is_undated = scene.context.reported is None and scene.is_early and not scene.is_plan
        # 本年 beside 上年 in a form that is filled in early in a year: the year that is over
        self._looks_back = is_undated and {0, -1} <= shifts
        self._end_of_captioned = self._aimed_at(above)
        self.assigns = (scene.is_plan or scene.sets_targets) and any(_ASSIGNS.search(head.text) for head in dated)

    def _year_set_out_from(self, columns: list[tuple[Head, ...]]) -> int | None:
        """Return the one year whose state an undated page of a plan tells beside later years: 2020年现状 | 2025年.

        No other column may tell what is: 2020年基数 | 2025年目标 | 2023年 in a report has reached its third.
        """
        sets = self._scene.is_plan or any(head.role == "target" for head in self._caption_heads)
        if not sets or self._scene.section == "state" or self._scene.context.dated is not None:
            return None
        return _state_beside_aims(columns, self._scene.context.base)

    def _aimed_at(self, above: tuple[Head, ...]) -> tuple[int, ...]:
        """Return the last year of the plan of a caption whose table begins with the year before it: 2020年 | 2025年."""
        captions = [(end, head) for head in above if (end := end_of_named_plan(head.text)) is not None]
        if not captions or _CARRIED_OUT.search(captions[-1][1].text):
            return ()
        end = captions[-1][0]
        is_set_out = {(end,), (end - YEARS_OF_PLAN,)} <= self._years_of_columns
        return (end,) if is_set_out else ()

    def role(self, name: Name, place: Place) -> Role | None:
        """Return the role of a number, None where the table only speaks of it."""
        heads = (*reversed(place.columns), *reversed(place.rows))
        told = next((head.role for head in heads if head.role not in (None, "skip")), None)
        if told is None or told == "actual":
            # columns that are over targets by their own heads leave the others to what is
            is_target = told is None and self._leads_to_targets and (self._scene.sets_targets or not self.has_targets)
            is_target = is_target or (told is None and self._lies_ahead(place))
            is_target = is_target and (self._set_out_from is not None or not _is_of_marks(name))
            if is_target or any(head.is_deadline and not self._is_reached(head, told) for head in place.heads):
                return "target"
            is_of_plan = self._scene.is_plan and self._scene.section != "state" and told is None
            if self._is_part_year(name, place) or (is_of_plan and not self._is_before_aims(place)):
                return None
            return stated_role(name)
        if told == "change":
            if self._scene.hands_down and self._lies_ahead(place):
                return "target"
            return stated_role(name) if name.is_change else "change"
        return "target" if told == "target" else "baseline"

    def _is_part_year(self, name: Name, place: Place) -> bool:
        """Tell whether a number is for a part of the year: a table of a year's end dates all that stands."""
        if not self._scene.is_part_year or any(tells_whole_year(head.text) for head in place.heads):
            return False
        if not name.measure.is_quantitative:
            return False  # what is counted for an indicator judged in words is no figure of a year
        return not (self._ends_year and is_standing(name))

    def _is_reported(self, head: Head) -> bool:
        """Tell whether a head is over what is in the year that the document reports on."""
        is_ahead = head.role == "target" or head.is_deadline
        return not is_ahead and head.years == self._scene.default_years

    def base(self, place: Place) -> str:
        """Return what a difference is counted from: the baseline where a column holds it and nothing else is said."""
        told = "".join(head.text for head in place.heads if head.role == "change")
        if self._has_baseline and not _LAST_YEAR.search(told):
            return "baseline"
        return place.base

    def _is_reached(self, head: Head, told: Role | None) -> bool:
        """Tell whether the year of a head (十三五末现状) lies behind the document, which states what is."""
        last = self._scene.context.reported or self._scene.context.dated
        return told == "actual" and last is not None and bool(head.years) and head.years[-1] <= last

    def _lies_ahead(self, place: Place) -> bool:
        """Tell whether the year of a cell was still to come, or is one that the paper sets limits in."""
        dated, told = self._scene.context.dated, self.years(place)
        if dated is None and told and told[-1:] == self._end_of_captioned:
            return True
        if self._set_out_from is not None and told:
            return told[-1] > self._set_out_from
        if dated is None or not told:
            return self._scene.hands_down and bool(told)
        return told[-1] > dated or (self._scene.hands_down and told[-1] == dated)

    def years(self, place: Place) -> tuple[int, ...]:
        """Return the years of the nearest head; several years of a caption date no single cell.

        当年, 上年 in one head are counted from the year that another tells.
        """
        dated = [head for head in (*reversed(place.columns), *reversed(place.rows)) if head.years]
        for head in dated:
            told = next((other.years for other in dated if other.shift is None), ())
            if head.shift is not None and len(told) == 1:
                return (told[0] + head.shift,)
            if head.shift is not None and self._looks_back and head.role != "target":
                return (head.years[-1] - 1,)
            is_summed = len(head.years) > 1 and "累计" in head.text
            return head.years[-1:] if is_summed else head.years
        if end := self._end_of_plan(place):
            return (end,)
        for years in (*(head.years for head in reversed(self._caption_heads)), self._scene.default_years):
            if years:
                return years if len(years) == 1 else ()
        return ()

    def _end_of_plan(self, place: Place) -> int | None:
        """Return the year that a plan's columns run to, that of what is told for all its years: 累计 beside 2025年."""
        if self._end_of_captioned and any("累计" in head.text for head in place.columns):
            return self._end_of_captioned[0]
        dated = self._scene.context.dated
        if dated is None or not self._scene.is_plan:
            return None
        return min((years[-1] for years in self._years_of_columns if years[-1] > dated), default=None)

    def tells_state(self, place: Place) -> bool:
        """Tell whether a cell is the state of a year that a plan sets its targets beside (2020年现状 | 2025年目标)."""
        is_state = _role_told(place.columns) in ("actual", "baseline")
        return (
            is_state
            and any(head.years for head in place.columns)
            and self.has_targets
            and (self._scene.sets_targets or self._sets_beside_state)
        ) or self._is_before_aims(place)

    def _is_before_aims(self, place: Place) -> bool:
        """Tell whether a column of a plan is of the year that it set out from, beside those that lie ahead of it.

        2020年 | 2025年 in a plan of 2021: the year before it was dated, where all others come after; in a page of a
        plan without a date the year before the five that its caption names.
        """
        column = place.columns[-1] if place.columns else None
        dated = self._scene.context.dated
        if column is not None and self._set_out_from is not None:
            return column.years == (self._set_out_from,)
        if column is not None and dated is None and self._end_of_captioned:
            is_first = column.years == (self._end_of_captioned[0] - YEARS_OF_PLAN,)
            return is_first and column.role is None and not column.is_deadline
        if column is None or dated is None or not (self._scene.is_plan or self._scene.sets_targets):
            return False
        is_over = column.role is None and not column.is_deadline and len(column.years) == 1 and column.years[0] < dated
        return is_over and any(years[-1] >= dated for years in self._years_of_columns)


def _state_beside_aims(columns: list[tuple[Head, ...]], base: int | None) -> int | None:
    """Return the one year of a state told beside later years of which none is said to be reached, None for others."""
    dated = [heads[-1] for heads in columns if heads and len(heads[-1].years) == 1]
    states = [head.years[0] for head in dated if head.role in ("actual", "baseline") and not head.is_deadline]
    states = states or [year for head in dated if (year := head.years[0]) == base]
    later = [head for head in dated if head.years[0] > max(states, default=0) and head.role in (None, "target")]
    return states[0] if len(set(states)) == 1 and later and len(later) + 1 == len(dated) else None


def _role_told(heads: tuple[Head, ...]) -> HeadRole | None:
    """Return the role that the nearest head of a column tells, those above it included: 现状值 over 2019年."""
    return next((head.role for head in reversed(heads) if head.role not in (None, "skip")), None)


def _sets_aims_beside_states(columns: list[tuple[Head, ...]]) -> bool:
    """Tell whether each dated column is said to be of a state or an aim, all states being before the aims."""
    dated = [(heads[-1].years[-1], _role_told(heads)) for heads in columns if heads and heads[-1].years]
    states = [year for year, role in dated if role in ("actual", "baseline")]
    aims = [year for year, role in dated if role == "target"]
    return bool(states and aims) and len(states) + len(aims) == len(dated) and max(states) < min(aims)


def _is_of_marks(name: Name) -> bool:
    """Tell whether a number is marks, or the share of some in all: the scheme itself holds it."""
    return _MARKS in (name.unit, *(part.unit for part in name.measure.components))


def end_of_named_plan(text: str) -> int | None:
    """Return the last year of the five-year plan that a text names ("十四五": 2025), None where it names none."""
    told = _PLAN.search(text)
    return last_year_of_plan(told["tenth"]) if told is not None else None
