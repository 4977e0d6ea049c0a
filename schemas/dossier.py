"""A dossier: one county's one review, as `dossier.yaml` states it (复核档案)."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, model_validator

from schemas.edition import Attribute
from schemas.fact import Operator
from schemas.model import Model
from schemas.package import PackageRules

PlainDecimal = Annotated[Decimal, PlainSerializer(lambda value: format(value, "f"), return_type=str)]


class Target(Model):
    """What is to be reached: `text` as the county wrote it; op, value and unit only where it is a number.

    `year` is the year the target is for, where the plan's column head names it (2023年指标值).
    """

    text: str
    op: Operator | None = None
    value: PlainDecimal | None = None
    unit: str = ""
    year: int | None = None


class SubEntry(Model):
    """A sub-indicator as the county's plan names it; `number` is 1-based."""

    number: int = Field(ge=1)
    name: str
    target: Target | None = None
    applicable: bool = True
    reason: str = ""


class IndicatorEntry(Model):
    """One indicator in this county: who leads, what is to be reached, by when.

    `accepted_issuers` names units whose documents count as its evidence beside those the edition accepts.
    `target` holds for the indicator as a whole or, where a sub has none of its own, for each of its subs.
    `deadline` is the last day that the text allows (2023年12月: 2023-12-31). Not applicable needs a `reason`.
    """

    id: str
    number: int
    name: str
    domain: str = ""
    task: str = ""
    attribute: Attribute | None = None
    subs: tuple[SubEntry, ...] = ()
    target: Target | None = None
    lead_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str = ""
    accepted_issuers: tuple[str, ...] = ()
    applicable: bool = True
    reason: str = ""

    @model_validator(mode="after")
    def _not_applicable_has_a_reason(self) -> "IndicatorEntry":
        if not self.applicable and not self.reason:
            raise ValueError(f"指标{self.number}标为不适用，但没有写明理由（reason）")
        return self

    def target_of(self, sub: int | None) -> Target | None:
        """Return the target of a sub-indicator (1-based), falling back to the indicator's own."""
        for entry in self.subs:
            if entry.number == sub and entry.target is not None:
                return entry.target
        return self.target


class KeyTask(Model):
    """A key work task of the plan (重点工作任务): `content` is what is to be done, `deadline` the last day for it."""

    number: int = Field(ge=1)
    name: str
    content: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    lead_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    done: bool = False
    note: str = ""


class Unit(Model):
    """A responsible unit with the other names that documents use for it."""

    name: str
    aliases: tuple[str, ...] = ()


SearchEngineName = Literal["auto", "whoosh", "tantivy"]


class Search(Model):
    """How the full-text index is kept: `auto` is whoosh, from some thousand pages on tantivy."""

    engine: SearchEngineName = "auto"


class Dossier(Model):
    """The whole of `dossier.yaml`. `store` is relative to the folder that holds the file.

    `cutoff` is the last day on which evidence may be dated (材料截止日期), None where none is set.

    `id` tells this dossier from the others that share a store; `init` draws it once.
    """

    id: str = "dossier"
    county: str
    aliases: tuple[str, ...] = ()
    edition: str
    years: tuple[int, ...]
    baseline_year: int | None = None
    store: str = "store"
    search: Search = Search()
    cutoff: date | None = None
    units: tuple[Unit, ...] = ()
    indicators: tuple[IndicatorEntry, ...] = ()
    tasks: tuple[KeyTask, ...] = ()
    package: PackageRules = PackageRules()

    def entry(self, indicator_id: str) -> IndicatorEntry | None:
        """Return the county's entry for an indicator (canonical id), None where the plan was not imported."""
        for entry in self.indicators:
            if entry.id == indicator_id:
                return entry
        return None
