"""The cells of the matrix: one for each indicator, sub-indicator and review year."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from pipeline.coverage.duties import lead_units
from pipeline.coverage.speech import Speech
from pipeline.coverage.values import Part, computed, computed_sufficient, nothing_to_measure
from pipeline.coverage.years import is_yearly, slots_of
from schemas.dossier import Dossier
from schemas.edition import Indicator, Measure
from schemas.finding import CellState, MatrixCell

# what is lacking: no evidence at all, none for this year, no number in it; "" nothing, or nothing to be chased
Gap = Literal["", "evidence", "year", "number"]

_MAX_VALUES = 4


@dataclass(frozen=True)
class Cell:
    """One cell: `gap` tells checks what is lacking, `reason` tells people; `files` are those that speak for it.

    `is_undated` tells that one of them has a number, but not of which of its years.
    """

    indicator: Indicator
    sub: int | None
    year: int
    state: CellState
    reason: str
    gap: Gap = ""
    files: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    is_undated: bool = False

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.indicator.measure(self.sub)

    def outward(self, dossier: Dossier) -> MatrixCell:
        """Return the cell as reports show it."""
        return MatrixCell.model_construct(
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
    """A measure with what its evidence says: what the cells of one row are computed from.

    `files` names the file at a document's place; `parts` are all numbers that formulas may need.
    """

    indicator: Indicator
    sub: int | None
    speeches: tuple[Speech, ...]
    years: tuple[int, ...]
    parts: tuple[Part, ...]
    file_at: Callable[[int], str]

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.indicator.measure(self.sub)

    @cached_property
    def numbers(self) -> Mapping[int, list[tuple[int, str]]]:
        """The numbers stated, by year: (place of the document, value in words)."""
        found: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for speech in self.speeches:
            for year, words in speech.numbers:
                found[year].append((speech.place, words))
        return found


def cells_of(
    indicator: Indicator, sub: int | None, speeches: Sequence[Speech], dossier: Dossier, file_at: Callable[[int], str]
) -> Iterator[Cell]:
    """Yield the cells of one measure, by year; `speeches` are those of the documents that prove it and count."""
    reason = not_applicable(indicator.id, sub, dossier)
    if reason is not None:
        for year in dossier.years:
            yield Cell(indicator, sub, year, "not_applicable", f"不适用：{reason}")
        return
    parts = tuple(part for speech in speeches for part in speech.parts)
    row = Row(indicator, sub, tuple(speeches), dossier.years, parts, file_at)
    cells = [_cell(row, index) for index in range(len(dossier.years))]
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
    undated = [speech for speech in row.speeches if not speech.is_dated]
    if undated:
        reason = f"有{len(undated)}份材料看不出所属年份"
    elif row.speeches:
        reason = f"有{len(row.speeches)}份材料，都不属于复核年份"
    else:
        reason = "没有任何证明材料"
    return Cell(cell.indicator, cell.sub, cell.year, "missing", reason, "evidence")


def _cell(row: Row, index: int) -> Cell:
    """Return the cell of a review year, given by its place among them."""
    yearly = is_yearly(slots_of(row.indicator, row.sub))
    year = row.years[index]
    if row.measure.is_quantitative:
        cell = _quantitative(row, index)
        return cell if yearly or cell.state == "complete" else _number_once(row, cell)
    if not yearly:
        return _once(row, index)
    full, standing = _files(row, index, "f"), _files(row, index, "s")
    if full:
        return Cell(row.indicator, row.sub, year, "complete", f"有{len(full)}份材料", "", (*full, *standing))
    if standing:
        return Cell(row.indicator, row.sub, year, "partial", _only_standing(year), "", standing)
    return Cell(row.indicator, row.sub, year, "missing", f"没有{year}年的材料", "year")


def _once(row: Row, index: int) -> Cell:
    year = row.years[index]
    files = tuple(row.file_at(speech.place) for speech in row.speeches if speech.once[index] == "1")
    if files:
        return Cell(row.indicator, row.sub, year, "complete", f"有{len(files)}份材料", "", files)
    return Cell(row.indicator, row.sub, year, "missing", f"没有在{year}年有效的材料", "year")


def _number_once(row: Row, cell: Cell) -> Cell:
    """Return the cell of a year without number, where the number of another year will do (当年累计, 复核当年)."""
    last = max(row.speeches, key=lambda speech: speech.latest, default=None)
    if last is None or not last.latest:
        return cell
    reason = f"任一年度即可，已有{last.latest}年数值"
    return replace(cell, state="complete", reason=reason, gap="", files=(row.file_at(last.place),))


def _quantitative(row: Row, index: int) -> Cell:
    year = row.years[index]
    covering = [(speech.covers[index], speech.place) for speech in row.speeches]
    full, part, standing = (tuple(row.file_at(place) for how, place in covering if how == letter) for letter in "fps")
    # a document speaks for months of the years that it covers in part
    months = {month for speech in row.speeches if part and speech.months for month in speech.months[index]}
    if part and len(months) == 12:
        full, part = (*full, *part), ()
    numbers = [(file, words) for file, words in _numbers(row, year) if file not in part]
    values = _values(row, year, [words for _, words in numbers])
    if values:
        used = tuple(dict.fromkeys([*full, *(file for file, _ in numbers)]))
        return Cell(row.indicator, row.sub, year, "complete", "有材料，有数值", "", used, values)
    if full:
        lacking = "数值没有写明年份" if any(speech.is_yearless for speech in row.speeches) else "没有数值"
        is_undated = any(speech.is_yearless and speech.covers[index] == "f" for speech in row.speeches)
        reason = f"有{len(full)}份材料，但{lacking}"
        return Cell(row.indicator, row.sub, year, "partial", reason, "number", full, is_undated=is_undated)
    if part:
        reason = f"只有{len(months)}个月的材料，不能代表全年"
        return Cell(row.indicator, row.sub, year, "partial", reason, "year", part)
    if standing:
        return Cell(row.indicator, row.sub, year, "partial", _only_standing(year), "year", standing)
    silent = any(speech.silent[index] == "1" for speech in row.speeches)
    reason = f"材料中没有{year}年的数值" if silent else f"没有{year}年的材料"
    return Cell(row.indicator, row.sub, year, "missing", reason, "year")


def _only_standing(year: int) -> str:
    return f"只有长期有效的文件，没有{year}年当年材料"


def _files(row: Row, index: int, how: str) -> tuple[str, ...]:
    """Return the files that speak for a year in one way."""
    return tuple(row.file_at(speech.place) for speech in row.speeches if speech.covers[index] == how)


def _numbers(row: Row, year: int) -> list[tuple[str, str]]:
    """Return (file, value in words) of the numbers stated for a year."""
    return [(row.file_at(place), words) for place, words in row.numbers.get(year, ())]


def _values(row: Row, year: int, numbers: Sequence[str]) -> tuple[str, ...]:
    """Return the values as shown: those stated, else the one that follows from the components."""
    shown = tuple(dict.fromkeys(numbers))
    if shown:
        return shown[:_MAX_VALUES]
    value = computed(row.measure, row.parts, year)
    if value is not None:
        return (f"{value:.2f}{row.measure.unit}（按数据项计算）",)
    whole = nothing_to_measure(row.measure, row.parts, year)
    if whole is not None:
        return (f"{whole.name}0{whole.unit}",)
    level = computed_sufficient(row.measure, row.parts, year)
    return () if level is None else (f"{level[0].name}{level[1]:.2f}{level[0].unit}（按数据项计算）",)
