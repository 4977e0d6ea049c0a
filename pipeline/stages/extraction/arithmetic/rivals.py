"""The words of each indicator that has numbers in a unit: those that a figure may be of instead."""

from pipeline.once import once_for_each
from pipeline.stages.extraction.arithmetic.kinship import Pairs, kinship_of
from pipeline.stages.extraction.arithmetic.relations import relations_of
from schemas.edition import Edition

Key = tuple[str, int | None]


class Rivals:
    """The (sub-)indicators with a quotient that a number in a unit may take part in, each with its pairs."""

    def __init__(self, edition: Edition) -> None:
        """Take an edition."""
        self._relations, self._kinship = relations_of(edition), kinship_of(edition)
        self._of_unit: dict[str, tuple[tuple[Key, Pairs], ...]] = {}

    def of(self, unit: str) -> tuple[tuple[Key, Pairs], ...]:
        """Return the rivals for a unit, found out once."""
        if unit not in self._of_unit:
            self._of_unit[unit] = tuple(
                (key, self._kinship.of_all(one.names))
                for key, found in self._relations.items()
                for one in found
                if any(name.fits(unit) for name in one.names)
            )
        return self._of_unit[unit]


@once_for_each
def rivals_of(edition: Edition) -> Rivals:
    """Return the rivals of an edition."""
    return Rivals(edition)
