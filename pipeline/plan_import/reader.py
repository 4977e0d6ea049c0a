"""The reading of a plan: its task table found, its rows made entries."""

import re
from dataclasses import dataclass

from pipeline.plan_import.columns import Columns, recognise
from pipeline.plan_import.county import county_of
from pipeline.plan_import.entries import Entries
from pipeline.plan_import.heads import ROLE_NAMES, ColumnRole, is_head
from pipeline.plan_import.lines import flat
from pipeline.plan_import.names import Names
from pipeline.plan_import.reading import ColumnReading, PlanReading
from pipeline.plan_import.records import gather
from pipeline.plan_import.sheet import Sheet, sheets
from pipeline.plan_import.target_column import choose_target_column
from pipeline.plan_import.tasks import TasksReading, read_tasks
from schemas.dossier import IndicatorEntry
from schemas.edition import Edition
from schemas.errors import PlanError
from schemas.parsed import ParsedDocument

FEWEST = 3  # a table that names fewer indicators is not the task table
_PLAN_ROLES: tuple[ColumnRole, ...] = ("lead", "cooperating", "target", "standard", "deadline", "task")
_FIRST_LEADS = re.compile(r"(?:第一|首位|首个)[^，。；]{0,12}牵头")


@dataclass(frozen=True)
class _Read:
    """One table as read: `score` says how much it looks like the task table."""

    sheet: Sheet
    columns: Columns
    entries: tuple[IndicatorEntry, ...]
    remarks: tuple[str, ...]

    @property
    def tables(self) -> frozenset[int]:
        """The 0-based indexes of the tables that it is made of."""
        return frozenset(place.key[0] for row in self.sheet.rows for place in row.places)

    @property
    def lists_indicators(self) -> bool:
        """Tell whether at least half of its rows are indicators by their exact names."""
        names = {place.key for row in self.columns.rows for place in (row.places[self.columns.of("name")[0]],)}
        matches = [cell.match for key, cell in self.columns.cells.items() if key in names]
        return 2 * sum(match is not None and match.exact for match in matches) >= len(names)

    @property
    def score(self) -> tuple[int, int]:
        plan = [role for role in _PLAN_ROLES if self.columns.of(role)]
        wanted = 2 * ("lead" in plan) + ("target" in plan)
        return len(self.entries) * (1 + wanted), len(plan)


def read_plan(parsed: ParsedDocument, edition: Edition, years: tuple[int, ...] = ()) -> PlanReading:
    """Read a county's task table (任务分解表) for an edition.

    Columns are recognised by heads and content, indicators by name, never by number alone. A plan that spreads
    over several tables is read from all of them; the fullest counts where two state the same. `years` are the
    review years: they choose among targets for several years. The plan's key work tasks (重点任务清单) are read from
    tables of their own. Raises PlanError where no table is a task table of either sort.
    """
    names = Names(edition)
    found = sheets(parsed, is_head)
    reads = [read for sheet in found if (read := _read(sheet, names, years))]
    reads.sort(key=lambda read: read.score, reverse=True)
    if not reads or len(reads[0].entries) < FEWEST:
        return _only_tasks(parsed, found, edition)
    main = reads[0]
    tasks = read_tasks(parsed, main.tables.union(*(read.tables for read in reads if read.lists_indicators)))
    entries, remarks = list(main.entries), list(main.remarks)
    for read in reads[1:]:
        if not read.tables & tasks.tables:
            _add(entries, remarks, read, main)
    entries.sort(key=lambda entry: entry.number)
    present = {entry.id for entry in entries}
    return PlanReading(
        edition=edition.id,
        county=county_of(parsed),
        title=_title(main.sheet),
        columns=_column_readings(main.columns),
        entries=tuple(entries),
        remarks=(*_general(main, remarks, edition), *remarks, *tasks.remarks),
        absent=tuple(indicator.id for indicator in edition.indicators if indicator.id not in present),
        tasks=tasks.tasks,
        task_columns=tasks.columns,
    )


def _only_tasks(parsed: ParsedDocument, found: list[Sheet], edition: Edition) -> PlanReading:
    """Return the reading of a plan that lists key work tasks alone; raises PlanError where it lists none."""
    tasks: TasksReading = read_tasks(parsed)
    if not tasks.tasks:
        raise _no_table(found, edition)
    return PlanReading(
        edition=edition.id,
        county=county_of(parsed),
        remarks=("文件中没有指标任务分解表，只读入重点任务。", *tasks.remarks),
        tasks=tasks.tasks,
        task_columns=tasks.columns,
    )


def _read(sheet: Sheet, names: Names, years: tuple[int, ...]) -> _Read | None:
    columns = recognise(sheet, names)
    if columns is None or not any(columns.of(role) for role in _PLAN_ROLES):
        return None
    remarks: list[str] = []
    target_column = choose_target_column(columns, years, remarks)
    first_leads = bool(_FIRST_LEADS.search("".join([*columns.heads, *sheet.caption])))
    maker = Entries(columns, names, target_column, first_leads, remarks)
    entries = [entry for record in gather(columns, names, remarks) if (entry := maker.entry(record))]
    return _Read(sheet, columns, tuple(entries), tuple(remarks))


def _add(entries: list[IndicatorEntry], remarks: list[str], read: _Read, main: _Read) -> None:
    """Add the indicators of a further table that the main one lacks, where it is another piece of the same plan."""
    if read.columns.heads != main.columns.heads and len(read.entries) < FEWEST:
        return
    present = {entry.id for entry in entries}
    added = [entry for entry in read.entries if entry.id not in present]
    if added and read.columns.heads == main.columns.heads:
        entries.extend(added)
        remarks.extend(f"{_title(read.sheet) or '另一张表'}：{remark}" for remark in read.remarks)
    elif added:
        listed = "、".join(entry.name for entry in added)
        remarks.append(f"另一张表（{_title(read.sheet) or '无标题'}）还列有：{listed}；两表表头不同，未导入，请核对。")


def _general(main: _Read, remarks: list[str], edition: Edition) -> list[str]:
    """Say first what concerns the whole table."""
    said: list[str] = []
    misnumbered = sum("不符，已按名称对应" in remark for remark in remarks)
    if misnumbered >= 3:
        said.append(f"有{misnumbered}行的编号与{edition.id}版不符，请核对复核档案的指标体系版本（edition）是否选对。")
    if not main.columns.of("lead"):
        said.append("表中没有找到牵头单位栏，请在 dossier.yaml 中补写 lead_units。")
    if not main.columns.of("target") and not main.columns.of("standard"):
        said.append("表中没有目标值栏，各指标的目标请在 dossier.yaml 中补写 target。")
    return said


def _title(sheet: Sheet) -> str:
    """Return the table's title: the nearest caption line that is no unit note."""
    lines = [
        line for line in sheet.caption if not re.match(r"^[（(]?(?:计量)?单位|^（?续表|^附[件表]\s*\d*$", flat(line))
    ]
    return flat(lines[-1]) if lines else ""


def _column_readings(columns: Columns) -> tuple[ColumnReading, ...]:
    return tuple(
        ColumnReading(head=head, role=ROLE_NAMES[columns.roles.get(index, "ignored")])
        for index, head in enumerate(columns.heads)
    )


def _no_table(found: list[Sheet], edition: Edition) -> PlanError:
    heads = ["、".join(dict.fromkeys(filter(None, sheet.rows[0].texts)))[:60] for sheet in found[:5]]
    if not found:
        return PlanError("文件中没有表格，读不到任务分解表。", "请提供含有指标任务分解表的 Word（.docx）或 PDF 文件。")
    seen = "；".join(f"表{index}：{head}" for index, head in enumerate(heads, 1))
    return PlanError(
        f"在{len(found)}张表格中没有找到{edition.id}版指标的任务分解表。看到的表头：{seen}。",
        "请确认文件含有“指标名称”和“牵头单位”“目标值”等栏，并核对指标体系版本（edition）是否选对。",
    )
