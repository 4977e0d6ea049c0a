"""The matrix as the overview shows it: a line an indicator, its sub-indicators folded under it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.reports.gathered import Gathered, Row
from pipeline.reports.tasks import day_words
from schemas.dossier import Dossier
from schemas.edition import Attribute, Edition
from schemas.finding import CellState

# the state of an indicator of several sub-indicators is the gravest of theirs
_GRAVEST: tuple[CellState, ...] = ("missing", "partial", "complete", "not_applicable")
SOON_DAYS = 30


@dataclass(frozen=True)
class Countdown:
    """The days left until a deadline, below zero once it is over."""

    day: date
    days: int

    @property
    def words(self) -> tuple[str, str]:
        """What stands in the column: the day, what is left."""
        left = f"还有 {self.days} 天" if self.days > 0 else "今天到期" if self.days == 0 else f"已过 {-self.days} 天"
        return day_words(self.day), left

    @property
    def state(self) -> str:
        """How urgent it is: "missing" (over), "partial" (soon), ""."""
        return "missing" if self.days < 0 else "partial" if self.days <= SOON_DAYS else ""


@dataclass(frozen=True)
class Line:
    """One indicator: its rows by sub-indicator (one row where there are none), what is common to them."""

    indicator_id: str
    number: int
    name: str
    attribute: Attribute | None
    rows: tuple[Row, ...]
    countdown: Countdown | None

    @property
    def has_subs(self) -> bool:
        """Tell whether there is anything to fold."""
        return len(self.rows) > 1 or self.rows[0].sub is not None

    @property
    def lead_units(self) -> tuple[str, ...]:
        """Who leads."""
        return tuple(dict.fromkeys(unit for row in self.rows for unit in row.lead_units))

    def state(self, year: int) -> CellState | None:
        """Return the gravest state of a year; what does not apply counts only where nothing does."""
        states = {row.cells[year].state for row in self.rows if year in row.cells}
        return next((state for state in _GRAVEST if state in states), None)

    def tally(self, year: int) -> str:
        """Return how many of its sub-indicators that apply are complete: 2/3."""
        cells = [row.cells[year] for row in self.rows if year in row.cells]
        applying = [cell for cell in cells if cell.state != "not_applicable"]
        return f"{sum(cell.state == 'complete' for cell in applying)}/{len(applying)}" if applying else ""

    def has(self, state: str) -> bool:
        """Tell whether any cell is of a state."""
        return any(cell.state == state for row in self.rows for cell in row.cells.values())


@dataclass(frozen=True)
class Choice:
    """What a person chose to see: "" for everything."""

    unit: str = ""
    attribute: str = ""
    state: str = ""

    def takes(self, line: Line) -> bool:
        """Tell whether a line is wanted."""
        return (
            (not self.unit or self.unit in line.lead_units)
            and (not self.attribute or self.attribute == line.attribute)
            and (not self.state or line.has(self.state))
        )


def lines_of(told: Gathered, today: date, seen: Collection[str] | None) -> tuple[Line, ...]:
    """Return the lines of the indicators that a person sees (None: all), in the edition's order."""
    groups = groupby(told.rows, key=lambda row: row.number)
    lines = (_line(told.edition, told.dossier, tuple(rows), today) for _, rows in groups)
    return tuple(line for line in lines if seen is None or line.indicator_id in seen)


def _line(edition: Edition, dossier: Dossier, rows: Sequence[Row], today: date) -> Line:
    indicator = edition.by_number(rows[0].number)
    entry = dossier.entry(indicator.id)
    deadline = entry.deadline if entry else None
    return Line(
        indicator_id=indicator.id,
        number=indicator.number,
        name=rows[0].name,
        attribute=(entry.attribute if entry else None) or indicator.attribute,
        rows=tuple(rows),
        countdown=Countdown(deadline, (deadline - today).days) if deadline else None,
    )
