"""The cells of the matrix: one for each indicator, sub-indicator and review year."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.coverage.duties import lead_units
from pipeline.coverage.values import (
    Stated,
    computed,
    computed_sufficient,
    in_words,
    nothing_to_measure,
    proves_number,
    stated,
)
from pipeline.coverage.years import (
    Cover,
    cover_by,
    cover_once,
    is_dated,
    is_silent_on,
    is_yearly,
    months_of_part,
    own_facts,
    slots_of,
    year_of,
    years_stated,
)
from schemas.dossier import Dossier
from schemas.edition import Indicator, Measure
from schemas.finding import CellState, MatrixCell
from schemas.view import ViewedDocument

# what is lacking: no evidence at all, none for this year, no number in it; "" nothing, or nothing to be chased
Gap = Literal["", "evidence", "year", "number"]

_MAX_VALUES = 4


@dataclass(frozen=True)
class Cell:
    """One cell: `gap` tells checks what is lacking, `reason` tells people; `files` are those that speak for it."""

    indicator: Indicator
    sub: int | None
    year: int
    state: CellState
    reason: str
    gap: Gap = ""
    files: tuple[str, ...] = ()
    values: tuple[str, ...] = ()

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.indicator.measure(self.sub)

    def outward(self, dossier: Dossier) -> MatrixCell:
        """Return the cell as reports show it."""
        return MatrixCell(
            indicator=self.indicator.number,
            indicator_id=self.indicator.id,
            name=self.indicator.name,
            sub=self.sub,
            sub_name="" if self.sub is None else self.measure.name,
            year=self.year,
            state=self.state,
            reason=self.reason,
            lead_units=lead_units(dossier, self.indicator.id),
            files=self.files,
            values=self.values,
        )


@dataclass(frozen=True)
class Row:
    """A measure with its evidence: what the cells of one row are computed from.

    `stated` are the years of its numbers in each document, by SHA-256.
    """

    indicator: Indicator
    sub: int | None
    documents: tuple[ViewedDocument, ...]
    facts: tuple[Stated, ...]
    years: tuple[int, ...]
    stated: Mapping[str, frozenset[int]]

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.indicator.measure(self.sub)


def cells_of(
    indicator: Indicator, sub: int | None, documents: Sequence[ViewedDocument], dossier: Dossier
) -> Iterator[Cell]:
    """Yield the cells of one measure, by year; `documents` are those that prove it and could be read."""
    reason = not_applicable(indicator.id, sub, dossier)
    if reason is not None:
        for year in dossier.years:
            yield Cell(indicator, sub, year, "not_applicable", f"不适用：{reason}")
        return
    facts = stated(documents, indicator.id, sub)
    years = {viewed.document.sha256: years_stated(viewed, indicator.id, sub) for viewed in documents}
    row = Row(indicator, sub, tuple(documents), facts, dossier.years, years)
    cells = [_cell(row, year) for year in dossier.years]
    if cells and all(cell.gap == "year" and not cell.files for cell in cells):
        cells = [_without_any(row, cell) for cell in cells]
    yield from cells


def not_applicable(indicator_id: str, sub: int | None, dossier: Dossier) -> str | None:
    """Return why the dossier holds a measure for not applicable, None where it applies."""
    entry = dossier.entry(indicator_id)
    if entry is None:
        return None
    if not entry.applicable:
        return entry.reason
    for listed in entry.subs:
        if listed.number == sub and not listed.applicable:
            return listed.reason or entry.reason or "复核档案标为不适用"
    return None


def _without_any(row: Row, cell: Cell) -> Cell:
    """Tell no evidence at all from evidence that speaks for none of the review years."""
    undated = [viewed for viewed in row.documents if not is_dated(viewed, row.indicator.id, row.sub)]
    if undated:
        reason = f"有{len(undated)}份材料看不出所属年份"
    elif row.documents:
        reason = f"有{len(row.documents)}份材料，都不属于复核年份"
    else:
        reason = "没有任何证明材料"
    return Cell(cell.indicator, cell.sub, cell.year, "missing", reason, "evidence")


def _cell(row: Row, year: int) -> Cell:
    yearly = is_yearly(slots_of(row.indicator, row.sub))
    if row.measure.is_quantitative:
        cell = _quantitative(row, year)
        return cell if yearly or cell.state == "complete" else _number_once(row, cell)
    if not yearly:
        return _once(row, year)
    files = _files(row, year)
    full, standing = files["full"], files["standing"]
    if full:
        return Cell(row.indicator, row.sub, year, "complete", f"有{len(full)}份材料", "", (*full, *standing))
    if standing:
        return Cell(row.indicator, row.sub, year, "partial", _only_standing(year), "", standing)
    return Cell(row.indicator, row.sub, year, "missing", f"没有{year}年的材料", "year")


def _once(row: Row, year: int) -> Cell:
    files = tuple(viewed.document.file for viewed in row.documents if cover_once(viewed, year, row.years))
    if files:
        return Cell(row.indicator, row.sub, year, "complete", f"有{len(files)}份材料", "", files)
    return Cell(row.indicator, row.sub, year, "missing", f"没有在{year}年有效的材料", "year")


def _number_once(row: Row, cell: Cell) -> Cell:
    """Return the cell of a year without number, where the number of another year will do (当年累计, 复核当年)."""
    last = max(row.years) + 1
    for item in sorted(row.facts, key=lambda item: -item.year):
        if item.year <= last and proves_number(item.fact, row.measure):
            reason = f"任一年度即可，已有{item.year}年数值"
            return replace(cell, state="complete", reason=reason, gap="", files=(item.file,))
    return cell


def _quantitative(row: Row, year: int) -> Cell:
    files = _files(row, year)
    full, part, standing = files["full"], files["part"], files["standing"]
    months = frozenset[int]().union(*(months_of_part(viewed.document, year) for viewed in row.documents))
    if part and len(months) == 12:
        full, part = (*full, *part), ()
    numbers = [item for item in _numbers(row, year) if item.file not in part]
    values = _values(row, year, numbers)
    if values:
        used = tuple(dict.fromkeys([*full, *(item.file for item in numbers)]))
        return Cell(row.indicator, row.sub, year, "complete", "有材料，有数值", "", used, values)
    if full:
        lacking = "数值没有写明年份" if _has_yearless(row) else "没有数值"
        return Cell(row.indicator, row.sub, year, "partial", f"有{len(full)}份材料，但{lacking}", "number", full)
    if part:
        reason = f"只有{len(months)}个月的材料，不能代表全年"
        return Cell(row.indicator, row.sub, year, "partial", reason, "year", part)
    if standing:
        return Cell(row.indicator, row.sub, year, "partial", _only_standing(year), "year", standing)
    silent = any(is_silent_on(viewed, year) for viewed in row.documents)
    reason = f"材料中没有{year}年的数值" if silent else f"没有{year}年的材料"
    return Cell(row.indicator, row.sub, year, "missing", reason, "year")


def _only_standing(year: int) -> str:
    return f"只有长期有效的文件，没有{year}年当年材料"


def _files(row: Row, year: int) -> dict[Cover, tuple[str, ...]]:
    """Return the files by the way in which they speak for the year."""
    found: dict[Cover, list[str]] = {"full": [], "part": [], "standing": []}
    for viewed in row.documents:
        how = cover_by(viewed, row.indicator, row.sub, year, row.stated[viewed.document.sha256])
        if how is not None:
            found[how].append(viewed.document.file)
    return {how: tuple(files) for how, files in found.items()}


def _numbers(row: Row, year: int) -> list[Stated]:
    return [item for item in row.facts if item.year == year and proves_number(item.fact, row.measure)]


def _has_yearless(row: Row) -> bool:
    """Tell whether a document states a number of the measure without saying of which year."""
    return any(
        fact.year is None and year_of(fact, viewed.document) is None and proves_number(fact, row.measure)
        for viewed in row.documents
        for fact in own_facts(viewed, row.indicator.id, row.sub)
    )


def _values(row: Row, year: int, numbers: list[Stated]) -> tuple[str, ...]:
    """Return the values as shown: those stated, else the one that follows from the components."""
    shown = tuple(dict.fromkeys(in_words(item.fact) for item in numbers))
    if shown:
        return shown[:_MAX_VALUES]
    value = computed(row.measure, row.facts, year)
    if value is not None:
        return (f"{value:.2f}{row.measure.unit}（按数据项计算）",)
    whole = nothing_to_measure(row.measure, row.facts, year)
    if whole is not None:
        return (f"{whole.name}0{whole.unit}",)
    level = computed_sufficient(row.measure, row.facts, year)
    return () if level is None else (f"{level[0].name}{level[1]:.2f}{level[0].unit}（按数据项计算）",)
