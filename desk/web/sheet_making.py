"""Makes the sheets of indicators in the room beside the server: one at a time, those whose papers changed."""

import hashlib
from dataclasses import dataclass

from archive.catalogue.viewing import Standing
from desk.web.indicator_sheets import MeasureSheet, Sheet, SlotSheet, YearSheet
from desk.web.office import Office
from pipeline.coverage.case import Case
from pipeline.coverage.slots import Slot, slots_with_files
from pipeline.reports.assessment import Assessed, assess
from pipeline.reports.gathered import Gathered
from schemas.edition import Edition, Indicator
from schemas.finding import MatrixCell
from schemas.view import ArchiveView

# raised where a sheet would hold anything else
VERSION = 2
_YEARS_WORDS = {"each": "每年", "any": "任一年", "standing": "期间有效", "baseline_and_each": "基准年和每年"}


@dataclass
class _Known:
    """What the sheet of an indicator was made of: its cells, the catalogue's standing, the originals."""

    cells: tuple[MatrixCell, ...]
    catalogue: Standing
    papers: frozenset[str]


class SheetMaking:
    """Goes through the indicators after each check."""

    def __init__(self, office: Office) -> None:
        """Make nothing before the first check."""
        self._office = office
        self._known: dict[str, _Known] = {}
        self._told: Gathered | None = None
        self._due: list[Indicator] = []

    def begin(self, told: Gathered) -> None:
        """Take the outcome of a check; what it changes is made by the steps that follow."""
        if self._told is None or (self._told.dossier, self._told.edition) != (told.dossier, told.edition):
            self._known = {}
        # the findings are no part of a sheet: they need not be held on to
        report = told.report.model_copy(update={"results": ()})
        self._told = Gathered(report, told.dossier, told.edition, told.day, ())
        self._due = list(told.edition.indicators)

    def step(self) -> bool:
        """Make the next sheet that is out of date; False where none is. Raises StoreError."""
        while self._told is not None and self._due:
            indicator = self._due[0]
            has_made = self._renew(self._told, indicator)
            self._due.pop(0)
            if has_made:
                return True
        return False

    def _renew(self, told: Gathered, indicator: Indicator) -> bool:
        catalogue, key = self._office.archive.catalogue, told.dossier.id
        standing = catalogue.standing()
        cells = tuple(cell for cell in told.report.matrix if cell.indicator_id == indicator.id)
        known = self._known.get(indicator.id)
        if known is not None and known.cells == cells and self._is_as_it_was(told, indicator, known, standing):
            known.catalogue = standing
            return False
        of = _name_of(told, cells, standing.change)
        papers = catalogue.tagged(key, told.edition, indicator.id)
        kept = self._office.sheets.read(indicator.id) if known is None else None
        is_kept = kept is not None and kept.of == of
        if not is_kept:
            view = self._view(told, indicator, papers)
            sheet = Sheet(of=of, at=self._office.clock(), measures=_measures(told, view, indicator, cells))
            self._office.sheets.write(indicator.id, sheet)
        self._known[indicator.id] = _Known(cells, standing, papers)
        return not is_kept

    def _is_as_it_was(self, told: Gathered, indicator: Indicator, known: _Known, standing: Standing) -> bool:
        """Tell whether no paper of the indicator changed, and none came to it."""
        if standing == known.catalogue:
            return True
        catalogue = self._office.archive.catalogue
        changed = catalogue.changed_since(known.catalogue)
        if changed is None or not known.papers.isdisjoint(changed):
            return False
        spoken_of = catalogue.indicators_of(told.dossier.id, told.edition, changed) if changed else {}
        return not any(indicator.id in indicators for indicators in spoken_of.values())

    def _view(self, told: Gathered, indicator: Indicator, papers: frozenset[str]) -> ArchiveView:
        """Return what the archive holds for one indicator, in the order received."""
        catalogue, dossier = self._office.archive.catalogue, told.dossier
        placed = catalogue.viewed_of(dossier.id, told.edition, papers)
        return ArchiveView(
            dossier=dossier,
            edition=_alone(told.edition, indicator),
            documents=tuple(viewed for _, viewed in sorted(placed, key=lambda one: one[0])),
            revisions=catalogue.revisions(dossier.id),
        )


def _alone(edition: Edition, indicator: Indicator) -> Edition:
    return edition.model_copy(update={"indicators": (indicator,)})


def _name_of(told: Gathered, cells: tuple[MatrixCell, ...], change: int) -> str:
    """Return what names all that a sheet is made of: the last change to any paper, what the check said of it."""
    made_of = (VERSION, told.dossier, told.edition.id, cells, change)
    return hashlib.sha256(repr(made_of).encode("utf-8", "replace")).hexdigest()


def _measures(
    told: Gathered, view: ArchiveView, indicator: Indicator, cells: tuple[MatrixCell, ...]
) -> tuple[MeasureSheet, ...]:
    case = Case(view)
    report = told.report.model_copy(update={"matrix": cells})
    own = Gathered(report, told.dossier, _alone(told.edition, indicator), told.day, ())
    return tuple(_measure(case, one, cells) for one in assess(own, view))


def _measure(case: Case, one: Assessed, cells: tuple[MatrixCell, ...]) -> MeasureSheet:
    own = {f"{cell.year}年": cell for cell in cells if cell.sub == one.sub}
    return MeasureSheet(
        sub=one.sub,
        name=one.measure.name,
        explanation=one.explanation,
        years=tuple(
            YearSheet(year=own[words].year, state=own[words].state, target=target, value=value, reason=reason)
            for words, target, value, reason in one.years
        ),
        computed=one.computed,
        slots=tuple(_slot(slot) for slot in slots_with_files(case, one.indicator, one.sub)),
    )


def _slot(slot: Slot) -> SlotSheet:
    asked = slot.requirement
    numbers = f"；载明{'、'.join(asked.numbers)}" if asked.numbers else ""
    custom = "" if asked.verified else "；惯例"
    return SlotSheet(
        title=asked.title,
        words=f"{_YEARS_WORDS[asked.years]}{numbers}{custom}",
        is_verified=asked.verified,
        is_filled=slot.is_filled,
        files=tuple(slot.files.items()),
        by_hand=tuple(slot.by_hand.items()),
    )
