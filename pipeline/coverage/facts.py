"""The facts of some documents, sorted once for all that looks at them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from pipeline.coverage.circumstances import is_no_value_of_its_year
from pipeline.coverage.parts_of_tables import without_parts
from pipeline.coverage.series import is_of_another_county, scope_of, sets_target
from pipeline.coverage.values import Stated
from pipeline.coverage.years import year_of
from schemas.dossier import Dossier
from schemas.fact import Role
from schemas.view import ViewedDocument

# indicator id, number of the sub-indicator
MeasureKey = tuple[str, int | None]


class Told(NamedTuple):
    """What facts may have in common: what they are called, as what they are told, in which unit."""

    name: str
    role: Role
    unit: str


class Facts:
    """Facts whose year is known, by measure."""

    def __init__(self, by_measure: Mapping[MeasureKey, list[Stated]], dossier: Dossier) -> None:
        self.by_measure, self._dossier = by_measure, dossier

    def __iter__(self) -> Iterator[Stated]:
        """Yield all of them, those of one measure together."""
        return chain.from_iterable(self.by_measure.values())

    @cached_property
    def alike(self) -> Mapping[MeasureKey, Mapping[Told, Sequence[Stated]]]:
        """Those together that are called, told, counted alike."""
        found: dict[MeasureKey, Mapping[Told, Sequence[Stated]]] = {}
        for measure, items in self.by_measure.items():
            alike: dict[tuple[str, Role, str], list[Stated]] = defaultdict(list)
            for item in items:
                fact = item.fact
                alike[fact.name, fact.role, fact.unit].append(item)
            found[measure] = {Told(*key): same for key, same in alike.items()}
        return found

    @cached_property
    def of_county(self) -> Mapping[MeasureKey, Sequence[Stated]]:
        """Those of the county as a whole."""
        subjects = {item.fact.subject for item in self}
        own = {subject for subject in subjects if not scope_of(subject, self._dossier)}
        measures = self.by_measure.items() if own else ()
        return {measure: [item for item in items if item.fact.subject in own] for measure, items in measures}

    @cached_property
    def targets(self) -> Mapping[MeasureKey, Sequence[Stated]]:
        """Those of the county as a whole that set a target for a year."""
        found = {
            measure: [item for item in items if sets_target(item) and not is_of_another_county(item, self._dossier)]
            for measure, items in self.of_county.items()
        }
        return {measure: _of_the_county(items) for measure, items in found.items()}


def facts_of(documents: Iterable[ViewedDocument], measures: frozenset[MeasureKey]) -> Mapping[MeasureKey, list[Stated]]:
    """Return the facts of some measures that documents state of a year that is known."""
    found: dict[MeasureKey, list[Stated]] = defaultdict(list)
    for viewed in documents:
        for fact in viewed.facts:
            measure = fact.indicator_id, fact.sub
            year = year_of(fact, viewed.document) if measure in measures else None
            if year is not None:
                found[measure].append(Stated(fact, year, viewed))
    return {measure: of_their_years(items) for measure, items in found.items()}


def of_their_years(items: Sequence[Stated]) -> list[Stated]:
    """Return facts without parts of what a table tells whole, without those said to be no value of their year."""
    return [item for item in without_parts(items) if not is_no_value_of_its_year(item.fact)]


def _of_the_county(targets: list[Stated]) -> list[Stated]:
    """Return targets without those of nobody in particular (全市) where the paper has one for the county by name."""
    named = {_what(item) for item in targets if item.fact.subject}
    return [item for item in targets if item.fact.subject or _what(item) not in named]


def _what(item: Stated) -> tuple[str, str, int]:
    return item.viewed.document.sha256, item.fact.name, item.year
