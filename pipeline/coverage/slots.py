"""Which documents fill which slot of evidence, for the person who fills them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from pipeline.coverage.case import Case
from pipeline.coverage.speech import FILLED, YEARLY
from pipeline.coverage.years import fits, slots_of
from schemas.edition import Indicator, Requirement

_GIVEN = frozenset("hx")


@dataclass(frozen=True)
class Slot:
    """One requirement with the files that fill it: by review year, or under None where evidence is due once.

    `by_hand` are the files that a person gave for it: whether they are papers of the kind that it asks for. One that is
    of no review year fills none.
    """

    requirement: Requirement
    files: dict[int | None, tuple[str, ...]]
    by_hand: Mapping[str, bool] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Tell whether nothing is lacking: a file for each year, or for any where one will do."""
        return all(self.files.values())


def slots_with_files(case: Case, indicator: Indicator, sub: int | None) -> tuple[Slot, ...]:
    """Return the slots of a measure in the edition's order; a mention fills one too (the notice that sets a target)."""
    said = case.speeches(indicator.id, sub)
    years = case.dossier.years
    slots = []
    for index, requirement in enumerate(slots_of(indicator, sub)):
        serving = [(speech.place, speech.serves[index]) for speech in said if speech.serves[index]]
        by_year: dict[int | None, tuple[str, ...]] = {
            year: tuple(case.file_at(place) for place, served in serving if served[number] in FILLED)
            for number, year in enumerate(years)
        }
        if requirement.years not in YEARLY:
            by_year = {None: tuple(dict.fromkeys(file for files in by_year.values() for file in files))}
        given = {case.file_at(place) for place, served in serving if _GIVEN.intersection(served)}
        slots.append(Slot(requirement, by_year, _by_hand(case, requirement, given)))
    return tuple(slots)


def _by_hand(case: Case, requirement: Requirement, files: Collection[str]) -> dict[str, bool]:
    papers = (viewed for viewed in case.readable if viewed.document.file in files) if files else ()
    return {viewed.document.file: fits(viewed, requirement) for viewed in papers}
