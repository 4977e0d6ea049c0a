"""Facts of one table's cells: the cell is the number, its heads say what of which year."""

import re
from collections.abc import Iterator

from pipeline.numbers.quantities import Quantity
from pipeline.numbers.shadow import shadow
from pipeline.passages import Table
from pipeline.stages.extraction.caption_units import caption_units
from pipeline.stages.extraction.heads import (
    Head,
    Place,
    read_head,
)
from pipeline.stages.extraction.layout import Layout, cell_direction, cell_value, is_blank, members
from pipeline.stages.extraction.names import Name, of_baseline
from pipeline.stages.extraction.prose import ProseReader
from pipeline.stages.extraction.reading import Reading
from pipeline.stages.extraction.scene import Scene
from pipeline.stages.extraction.table_bounds import as_bounded
from pipeline.stages.extraction.table_by_context import TableContext
from pipeline.stages.extraction.table_captions import (
    captioned_county,
    fall_since,
    last_sentence,
    with_rate,
    without_signing,
)
from pipeline.stages.extraction.table_differences import changed, changed_target
from pipeline.stages.extraction.table_expected import with_expected
from pipeline.stages.extraction.table_fractions import are_fractions, in_percent
from pipeline.stages.extraction.table_halves import heads_halved, values_halved
from pipeline.stages.extraction.table_marks import column_of_marks, is_of_marks
from pipeline.stages.extraction.table_meanings import Meanings
from pipeline.stages.extraction.table_names import TableNamer
from pipeline.stages.extraction.table_other_years import named_in_other_years
from pipeline.stages.extraction.table_places import MIN_PROSE_CHARS, Places
from pipeline.stages.extraction.table_quotients import Spot, Unnamed, named_by_quotients
from pipeline.stages.extraction.table_roles import TableRoles
from pipeline.stages.extraction.table_subjects import Subjects, labels_of_areas
from pipeline.stages.extraction.table_units import TableUnits
from pipeline.values import frozen, replace
from schemas.left_out import Reason
from schemas.locator import CellLocator
from schemas.parsed import Cell

_OF_MARKS = re.compile(r"评分|计分|计算方法|计算公式|考核办法|评价方法")
_BOUND_OF_KIND = re.compile(
    r"(?P<kind>[^\d≥≤><,;。]{2,12}(?<![率例重度量数值]))(?P<bound>(?:≥|≤|>|<|不低于|不高于|不小于|不少于|不超过)[^≥≤><,;、。]+)[)。]?"
)
MAX_CAPTION_CHARS = 40
WHOLE_PERCENT = 100
# 2023年合计 below the towns that it sums up
_SUM_OF_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?度?(?:全[县市区旗]|全年)?(?:合\s*计|总\s*计|共计|总数)")
_OF_MARKS = re.compile(r"分值|得分")
# 依据…规划，现就计算方法说明如下（长度单位：km）。
_ENDS_ON_UNIT = re.compile(r"[（(][一-龥]{0,4}单位[:：][^（）()]{1,12}[)）][。；]$")
_IS_ALL = re.compile(r"合计|总计|总分|共计|小计")
# how much of the target was reached, beside the target itself
_OF_TARGET = re.compile(r"(?:任务|目标)?完成(?:率|比例|百分比|度)|完成进度")


@frozen
class CellReading:
    """A reading with the words that stand for its quote, and the cell it stands in."""

    reading: Reading
    quote: str
    locator: CellLocator


class CellsReader:
    """Reads the cells of one table."""

    def __init__(self, table: Table, scene: Scene, layout: Layout, caption: tuple[str, ...]) -> None:
        """Take the table with its layout and the lines above it."""
        self._scene, self._layout, self._block = scene, layout, table.block
        self._grid = table.block.grid()
        self._known: dict[str, Head] = {}
        self._columns = with_expected([tuple(self._head(text) for text in texts) for texts in layout.heads])
        self._above = (*filter(_is_caption, caption), *layout.titles)
        self._county = captioned_county(self._above) if scene.hands_down else ""
        self._since = fall_since(self._above) if scene.hands_down else ""
        self._above = tuple(map(with_rate, self._above)) if scene.hands_down else self._above
        caption_heads = tuple(self._head(without_signing(text)) for text in self._above)
        lead = next((self._head(last_sentence(text)) for text in self._above[-1:]), None)
        self._roles = TableRoles(scene, self._columns, caption_heads, lead)
        labels = tuple(cell.text for cell in table.block.cells if cell.column < max(1, layout.labels))
        over = tuple(texts[-1] for texts in layout.heads[: layout.labels] if texts)
        heads = tuple(sum(layout.heads, ()))
        self._namer = TableNamer(scene, self._above, heads, labels, over)
        self._subjects = Subjects(scene, heads, labels, labels_of_areas(self._grid, layout))
        self._places = Places(self._grid, layout, self._columns, self._head, scene)
        self._in_units = TableUnits(scene, caption_units((*self._above, *over)), self._namer.near_ids)
        context = TableContext(scene, self._above)
        self._meanings = Meanings(self._grid, layout, self._columns, self._places, self._namer, self._in_units, context)
        self._unnamed: dict[Spot, Unnamed] = {}
        told = ((cell.row, _SUM_OF_YEAR.fullmatch(cell.text.strip())) for cell in table.block.cells if cell.column < 2)
        self._sums = [(row, int(match["year"])) for row, match in told if match is not None]

    def _head(self, text: str) -> Head:
        if text not in self._known:
            self._known[text] = read_head(text, self._scene)
        return self._known[text]

    def read(self) -> Iterator[CellReading]:
        """Yield what the cells state, in order; then what quotients tell of those that no head names."""
        known: dict[Spot, list[Reading]] = {}
        for one in self._read():
            known.setdefault((one.locator.row, one.locator.column), []).append(one.reading)
            yield one
        solved = dict(named_by_quotients(known, self._unnamed, self._scene.edition))
        alike = named_in_other_years(solved, self._unnamed, self._columns)
        for (row, column), reading in (*solved.items(), *alike):
            cell = self._grid[row][column]
            if cell is not None:
                yield CellReading(reading, _quote(self._places.of(cell), cell.text), cell.locator)

    def _read(self) -> Iterator[CellReading]:
        for cell in self._block.cells:
            if cell.row < self._layout.first_row or is_blank(cell.text) or self._places.is_label(cell):
                continue
            if self._repeats_heads(cell.row):
                continue
            demand = self._demand(cell)
            if cell_value(cell.text) is not None or demand:
                yield from self._value(cell, demand or cell.text, self._places.of(cell))
            elif listed := [*self._listed(cell), *self._halves(cell)]:
                yield from listed
            elif len(cell.text) >= MIN_PROSE_CHARS and not self._sets_marks(cell):
                yield from self._prose(cell)

    def _demand(self, cell: Cell) -> str:
        """Return the one bound that a cell tells for a kind of area (丘陵地区≥40%), "" where there is none."""
        told = _BOUND_OF_KIND.fullmatch(shadow(cell.text.strip()).text)
        is_demanded = any(head.role == "target" for head in self._columns[cell.column])
        if told is None or not is_demanded or self._head(told["kind"]).names is not None:
            return ""
        return told["bound"] if cell_value(told["bound"]) is not None else ""

    def _sets_marks(self, cell: Cell) -> bool:
        """Tell whether a cell says how marks are given (达到95%以上得满分) or how a figure is worked out."""
        return any(_OF_MARKS.search(head.text) for head in self._columns[cell.column])

    def _repeats_heads(self, row: int) -> bool:
        texts = [cell.text.strip() if cell else "" for cell in self._grid[row]]
        heads = [texts_of[-1] if texts_of else "" for texts_of in self._layout.heads]
        return any(heads) and texts == heads

    # -- values

    def _listed(self, cell: Cell) -> Iterator[CellReading]:
        """Read a cell with a line for each of the sub-indicators that its label lists (≥41%, ≥43%)."""
        lines = members(cell.text)
        rows = self._places.rows(cell) if lines else ()
        labels = members(rows[-1].text) if rows else []
        if len(labels) < 2 or len(labels) != len(lines):
            return
        heads = [self._head(label) for label in labels]
        for line, head in zip(lines, heads, strict=True):
            if cell_value(line) is not None:
                yield from self._value(cell, line, Place((*rows[:-1], head), self._columns[cell.column]))

    def _halves(self, cell: Cell) -> Iterator[CellReading]:
        """Read a cell of two numbers below or beside a head of two: 72/176 of 已治理村数/行政村总数."""
        if (values := values_halved(cell.text)) is None:
            return
        place = self._places.of(cell)
        for rows, heads in ((True, place.rows), (False, place.columns)):
            if heads and (names := heads_halved(heads[-1].text)) is not None:
                for name, value in zip(names, values, strict=True):
                    own = (*heads[:-1], self._head(name))
                    yield from self._value(
                        cell, value, replace(place, rows=own) if rows else replace(place, columns=own)
                    )
                return

    def _skipped(self, place: Place) -> list[Head]:
        """Return the heads of a place that keep its number from being a value."""
        skipped = [head for head in place.heads if head.role == "skip"]
        if skipped and (together := self._namer.together(place)) is not None:
            skipped = [head for head in skipped if head not in together[1]]
        if skipped and column_of_marks(place, self._columns) == "own":
            skipped = [head for head in skipped if not is_of_marks(head)]
        return skipped

    def _value(self, cell: Cell, text: str, place: Place) -> Iterator[CellReading]:
        quantity = cell_value(text)
        skipped = self._skipped(place)
        if quantity is not None and skipped and all(_OF_MARKS.search(head.label) for head in skipped):
            self._unnamed[cell.row, cell.column] = Unnamed(quantity, ("分",))
        if quantity is None or skipped or any(head.is_part for head in place.heads):
            self._leave(cell, "part_year" if any(head.is_part for head in place.heads) else "not_a_number")
            return
        of_target = self._roles.has_targets and any(_OF_TARGET.fullmatch(head.label) for head in place.columns)
        meant = None if of_target else self._meanings.of(cell, quantity, place)
        if meant is not None and column_of_marks(place, self._columns) == "other":
            meant = None  # 其中：约束性内容 beside 分值: a part of the marks
        if meant is None:
            if not of_target:
                self._unnamed[cell.row, cell.column] = Unnamed(quantity, self._in_units.told(quantity, place))
            self._leave(cell, "no_measure")
            return
        quantity, names, place = meant.quantity, meant.names, meant.place
        if quantity.unit == "%" and quantity.value == WHOLE_PERCENT and self._is_whole_of_shares(cell, place):
            self._leave(cell, "no_measure")
            return
        if names and self._is_fraction(cell, quantity, names[0], place):
            quantity = in_percent(quantity)
        subject = self._subjects.of(place, meant.used, meant.span)
        if subject is None or not names:
            self._leave(cell, "unit" if not names else "subject")
            return
        for name in names:
            for year in self._roles.years(place) or self._summed_up_in(cell) or (None,):
                reading = self._reading(name, quantity, year, place, subject, cell_direction(text))
                if reading is not None:
                    since = f"{self._since} " if self._since and reading.name.is_change else ""
                    yield CellReading(reading, since + _quote(place, text), cell.locator)
                else:
                    self._leave(cell, self._reason_against(name, place))

    def _summed_up_in(self, cell: Cell) -> tuple[int, ...]:
        """Return the year of the first sum below a cell, which the rows above it make up; () where none tells any."""
        return next(((year,) for row, year in self._sums if row > cell.row), ())

    def _is_whole_of_shares(self, cell: Cell, place: Place) -> bool:
        """Tell whether 100 % is but what the shares above it add up to: 合计 below 占比."""
        if not place.rows or not _IS_ALL.search(place.rows[-1].words):
            return False
        above = (row[cell.column] for row in self._grid[self._layout.first_row : cell.row])
        values = [one.value for text in above if text is not None and (one := cell_value(text.text)) is not None]
        return len(values) > 1 and sum(values) == WHOLE_PERCENT

    def _is_fraction(self, cell: Cell, quantity: Quantity, name: Name, place: Place) -> bool:
        """Tell whether a percentage is printed as a fraction, as all others in its row or its column."""
        if quantity.unit != "%" or quantity.value > 1 or name.is_change or "%" in shadow(cell.text).text:
            return False
        if any(head.role == "change" for head in place.heads):
            return False
        by_row = any(head.names is not None for head in place.rows)
        row = [one for one in self._grid[cell.row] if one is not None and not self._places.is_label(one)]
        body = self._grid[self._layout.first_row :]
        line = row if by_row else [one for cells in body if (one := cells[cell.column]) is not None]
        return are_fractions(value for one in line if (value := cell_value(one.text)) is not None)

    def _reading(
        self, name: Name, quantity: Quantity, year: int | None, place: Place, subject: str, direction: int
    ) -> Reading | None:
        role = self._roles.role(name, place)
        if direction and role in ("actual", "component", "count", "change") and not name.is_change:
            role = "change"
            falls = direction < 0 < quantity.value and not any(head.is_down for head in place.heads)
            quantity = replace(quantity, value=-quantity.value) if falls else quantity
        if role == "change":
            name, role, quantity = changed(name, quantity, place.heads, self._roles.base(place))
        if role == "target":
            quantity = as_bounded(quantity, (*reversed(place.columns), *reversed(place.rows)))
            name, quantity = changed_target(name, quantity, place.heads, self._roles.base(place))
        if role not in (None, "target") and not self._scene.proves(name.indicator_id, name.sub):
            role = "baseline" if self._roles.tells_state(place) else None
        if role == "baseline":
            name = of_baseline(name)
        if role is None:
            return None
        if role == "component" and name.is_change:
            role = "change"
        subject = subject or self._county or self._scene.own_subject
        return Reading(name, quantity, role, year, subject, quantity.start, quantity.end, 0, 0)

    def _reason_against(self, name: Name, place: Place) -> Reason:
        """Return why a cell with a name is no fact: its role cannot be told, or the document only speaks of it."""
        if self._roles.role(name, place) is not None:
            return "mention"
        return "part_year" if self._scene.is_part_year else "demand"

    def _leave(self, cell: Cell, reason: Reason) -> None:
        """Note, where somebody asks, that the number of a cell is left out."""
        if self._scene.notes is not None:
            self._scene.notes.cell(cell.locator, reason)

    # -- words of a cell

    def _prose(self, cell: Cell) -> Iterator[CellReading]:
        """Read a cell of running text as a paragraph, in the year and section that its heads tell."""
        columns = self._columns[cell.column]
        rows = self._places.rows(cell) if cell.column >= self._layout.labels else self._places.labels_left(cell)
        place = Place(rows, columns)
        scene = replace(
            self._scene, default_years=self._roles.years(place), near_ids=(*self._scene.near_ids, *self._namer.near_ids)
        )
        if any(head.role == "target" for head in columns):
            scene = replace(scene, section="target")
        elif any(head.role == "actual" for head in columns):
            scene = replace(scene, section="state")
        elif self._roles.assigns:
            scene = replace(scene, section="target")
        if rows and (mentions := self._scene.lexicon.find(rows[-1].label)) and rows[-1].names_whole:
            own_ids = tuple(dict.fromkeys(mention.indicator_id for mention in mentions))
            scene = replace(scene, heading=tuple(mentions), near_ids=own_ids)
        if scene.notes is not None:
            scene = replace(scene, notes=scene.notes.inside(cell.locator))
        shade = shadow(cell.text)
        for reading in ProseReader(scene).read(shade):
            words = shade.quote(max(0, reading.quote_start - 20), min(len(shade.text), reading.quote_end + 20))
            yield CellReading(reading, words, cell.locator)


def _is_caption(text: str) -> bool:
    """Tell whether a line above a table is its caption, no paragraph: 详见下表（单位：吨）。 tells its unit."""
    is_sentence = text.rstrip().endswith(("。", "；"))
    is_short = len(text) <= MAX_CAPTION_CHARS or _ENDS_ON_UNIT.search(text) is not None
    return not is_sentence or (is_short and bool(caption_units((text,))))


def _quote(place: Place, text: str) -> str:
    words = [head.text.replace("\n", "") for head in (*place.rows[-1:], *place.columns)]
    return " ".join([*words, text.strip()])[:80]
