"""An edition: one published indicator system (指标体系版本), as its YAML file states it."""

from functools import cached_property
from typing import Literal

from pydantic import Field

from schemas.document import DocumentKind
from schemas.model import Model

# at_least/at_most: against the target value; not_lower/not_higher: than the year before; qualitative: words only
Direction = Literal["at_least", "at_most", "not_lower", "not_higher", "qualitative"]
Attribute = Literal["约束性", "参考性"]


class Component(Model):
    """A number that a formula needs: `unit` canonical; `year` says which year's value it is.

    `of` names the component whose value in that other year it is (上年…, 基准年…). `formula` says how it
    follows from other components where no document states it. An `optional` component that is nowhere stated
    counts as zero. A `sufficient` one proves the measure by itself (the level where a change is asked for).
    """

    name: str
    aliases: tuple[str, ...] = ()
    unit: str
    year: Literal["current", "previous", "baseline"] = "current"
    of: str = ""
    formula: str = ""
    optional: bool = False
    sufficient: bool = False


class Measure(Model):
    """What is measured: an indicator without subs, or one sub-indicator.

    `names_not_meant` are near-names that must not be taken for it (林草覆盖率: 森林覆盖率). `formula` is an
    expression over component names (see `schemas.formula`) that yields the value in `unit`; "" where none is
    published. `other_formulas` are those that practice accepts too (清运量 for 产生量). `unit` is "" for a
    qualitative measure and for a bare score.
    """

    name: str
    aliases: tuple[str, ...] = ()
    names_not_meant: tuple[str, ...] = ()
    unit: str = ""
    direction: Direction
    formula: str = ""
    other_formulas: tuple[str, ...] = ()
    components: tuple[Component, ...] = ()

    @property
    def is_quantitative(self) -> bool:
        """Tell whether the measure needs a number."""
        return self.direction != "qualitative"


class SubIndicator(Measure):
    """A sub-indicator: `number` is 1-based, as printed （1）."""

    number: int = Field(ge=1)


class Requirement(Model):
    """A slot of evidence that a reviewer expects to see filled.

    `years`: each review year; any one of them; standing (in force during the years: a plan, a rule); or
    baseline_and_each. `words` are phrases of which a fitting document's title holds at least one. `issuers`
    are kinds of unit (生态环境, 水利, 统计 …) of which the issuer's name holds one; empty accepts any.
    `numbers` are component names. `verified` is False where the slot is customary but grounded in no text found.
    """

    title: str
    sub: int | None = None
    kinds: tuple[DocumentKind, ...] = ()
    words: tuple[str, ...] = ()
    years: Literal["each", "any", "standing", "baseline_and_each"] = "each"
    issuers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    grounding: str
    verified: bool = False


class Indicator(Measure):
    """One indicator of one edition; `id` is canonical over all editions, `number` only within this one."""

    id: str
    number: int = Field(ge=1)
    domain: str = ""
    task: str = ""
    attribute: Attribute | None = None
    subs: tuple[SubIndicator, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    grounding: str
    note: str = ""

    def __hash__(self) -> int:
        """Hash what tells one from another: all that an indicator says is long to hash."""
        return hash((self.id, self.number, self.name))

    def measures(self) -> tuple[tuple[int | None, Measure], ...]:
        """Return (sub number, measure) pairs: the subs, or (None, itself) where there are none."""
        return tuple((sub.number, sub) for sub in self.subs) if self.subs else ((None, self),)

    def measure(self, sub: int | None) -> Measure:
        """Return the sub-indicator `sub` (1-based), or the indicator itself for None.

        Raises KeyError where the indicator has no such sub.
        """
        if sub is None:
            return self
        for candidate in self.subs:
            if candidate.number == sub:
                return candidate
        raise KeyError(f"{self.id} has no sub-indicator {sub}")


class Edition(Model):
    """A published indicator system; `id` is what `--edition` takes (2021, 2019)."""

    id: str
    title: str
    doc_number: str
    indicators: tuple[Indicator, ...]
    note: str = ""

    def by_id(self, indicator_id: str) -> Indicator:
        """Return the indicator with this canonical id; raises KeyError."""
        return self._by_id[indicator_id]

    @cached_property
    def _by_id(self) -> dict[str, Indicator]:
        return {indicator.id: indicator for indicator in reversed(self.indicators)}

    def by_number(self, number: int) -> Indicator:
        """Return the indicator with this number in this edition; raises KeyError."""
        for indicator in self.indicators:
            if indicator.number == number:
                return indicator
        raise KeyError(number)


class CrosswalkRow(Model):
    """How one indicator stands in two editions; a number is None where the edition lacks it."""

    id: str
    numbers: dict[str, int | None]
    change: str
    note: str = ""
