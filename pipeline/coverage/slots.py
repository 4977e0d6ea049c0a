"""Which documents fill which slot of evidence, for the person who fills them."""

from dataclasses import dataclass

from pipeline.coverage.case import Case
from pipeline.coverage.speech import YEARLY
from pipeline.coverage.years import slots_of
from schemas.edition import Indicator, Requirement


@dataclass(frozen=True)
class Slot:
    """One requirement with the files that fill it: by review year, or under None where evidence is due once."""

    requirement: Requirement
    files: dict[int | None, tuple[str, ...]]

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
        serving = [(case.file_at(speech.place), speech.serves[index]) for speech in said if speech.serves[index]]
        by_year: dict[int | None, tuple[str, ...]] = {
            year: tuple(file for file, served in serving if served[number] == "1") for number, year in enumerate(years)
        }
        if requirement.years not in YEARLY:
            by_year = {None: tuple(dict.fromkeys(file for files in by_year.values() for file in files))}
        slots.append(Slot(requirement, by_year))
    return tuple(slots)
