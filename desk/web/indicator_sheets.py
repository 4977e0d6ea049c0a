"""What the pages of indicators show of requirements and values, kept on the disk by the room beside the server."""

import threading
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pydantic import ValidationError

from archive.lasting import stamp_of, store_faults, write_whole
from schemas.finding import CellState
from schemas.model import Model


class SlotSheet(Model):
    """A requirement with the files that fill it, by year or under None where evidence is due once.

    `by_hand` are those that a person gave for it, with whether they are papers of the kind that it asks for.
    """

    title: str
    words: str
    is_verified: bool
    is_filled: bool
    files: tuple[tuple[int | None, tuple[str, ...]], ...]
    by_hand: tuple[tuple[str, bool], ...] = ()

    @property
    def is_by_hand(self) -> bool:
        """Tell whether nothing but what people gave by hand fills it."""
        given = dict(self.by_hand)
        return self.is_filled and all(file in given for _, files in self.files for file in files)

    @property
    def is_doubtful(self) -> bool:
        """Tell whether all that fills it was given by hand, none of it like what it asks for."""
        return self.is_by_hand and not any(dict(self.by_hand).values())

    @property
    def idle(self) -> tuple[str, ...]:
        """The files that a person gave but that are of no review year."""
        used = {file for _, files in self.files for file in files}
        return tuple(file for file, _ in self.by_hand if file not in used)

    @property
    def years_together(self) -> tuple[tuple[tuple[int, ...], tuple[str, ...]], ...]:
        """The files with the years that they fill, years of the same files together; () for the year where due once."""
        years: dict[tuple[str, ...], list[int]] = {}
        for year, files in self.files:
            years.setdefault(files, []).extend([] if year is None else [year])
        return tuple((tuple(of_files), files) for files, of_files in years.items())


class YearSheet(Model):
    """What there is for a measure in a year."""

    year: int
    state: CellState
    target: str
    value: str
    reason: str


class MeasureSheet(Model):
    """A measure of an indicator: what it asks for, its values, how they come about."""

    sub: int | None
    name: str
    explanation: tuple[str, ...]
    years: tuple[YearSheet, ...]
    computed: tuple[str, ...]
    slots: tuple[SlotSheet, ...]


class Sheet(Model):
    """What there is for one indicator; `of` names what it was made of, `at` is when (ISO 8601)."""

    of: str
    at: str
    measures: tuple[MeasureSheet, ...]

    @cached_property
    def slots(self) -> Mapping[tuple[int | None, int], SlotSheet]:
        """The slots by sub-indicator and place (0-based)."""
        return {(one.sub, index): slot for one in self.measures for index, slot in enumerate(one.slots)}


class IndicatorSheets:
    """The sheets of a dossier, one file each, read again only when another process wrote it."""

    def __init__(self, folder: Path) -> None:
        """Take the folder, made with the first sheet."""
        self._folder = folder
        self._door = threading.Lock()
        self._read: dict[str, tuple[tuple[int, int], Sheet | None]] = {}

    def read(self, indicator_id: str) -> Sheet | None:
        """Return what was kept, None where there is nothing or an older version of the program wrote it."""
        file = self._file(indicator_id)
        with self._door:
            stamp = stamp_of(file)
            if stamp is None:
                return None
            if indicator_id not in self._read or self._read[indicator_id][0] != stamp:
                self._read[indicator_id] = (stamp, _sheet_in(file))
            return self._read[indicator_id][1]

    def write(self, indicator_id: str, sheet: Sheet) -> None:
        """Put it in the place of the older one, whole or not at all; raises StoreFull, StoreError."""
        with store_faults("指标材料整理结果"):
            self._folder.mkdir(exist_ok=True)
            write_whole(self._file(indicator_id), sheet.model_dump_json().encode("utf-8"))

    def _file(self, indicator_id: str) -> Path:
        return self._folder / f"{indicator_id}.json"


def _sheet_in(file: Path) -> Sheet | None:
    try:
        return Sheet.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
