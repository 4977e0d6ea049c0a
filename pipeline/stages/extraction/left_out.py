"""Why numbers were left out, noted where the rules decide it."""

from dataclasses import dataclass, field

from schemas.left_out import Reason
from schemas.locator import CellLocator


@dataclass
class Notes:
    """What the readers say of numbers they leave out: by span of a paragraph's shadow, by cell of a table.

    A cell of running text has notes of its own. `taken` are the spans and cells that became facts. The first word
    on a number stands: a later rule only repeats it.
    """

    spans: dict[tuple[int, int], Reason] = field(default_factory=dict)
    cells: dict[CellLocator, "Reason | Notes"] = field(default_factory=dict)
    taken: list[tuple[int, int]] = field(default_factory=list)
    taken_cells: set[CellLocator] = field(default_factory=set)

    def span(self, start: int, end: int, reason: Reason) -> None:
        """Note why text[start:end] of the present paragraph is no fact."""
        self.spans.setdefault((start, end), reason)

    def cell(self, locator: CellLocator, reason: Reason) -> None:
        """Note why the number in a cell is no fact."""
        self.cells.setdefault(locator, reason)

    def inside(self, locator: CellLocator) -> "Notes":
        """Return the notes for the running text in a cell."""
        notes = Notes()
        self.cells[locator] = notes
        return notes
