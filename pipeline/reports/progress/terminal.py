"""The trend for a terminal."""

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.reports.folding import folded
from pipeline.reports.progress.trend import HEADS, POINT_HEADS, Trend, time_words
from pipeline.reports.signs import SEVERITIES
from pipeline.reports.visible import plain
from schemas.finding import Finding

_MOST_POINTS = 20
_MOST_LISTED = 10
_COLUMNS = 100


def progress_tables(told: Trend) -> Iterator[RenderableType]:
    """Yield what changed since the check compared with, by unit; then the last checks kept."""
    if told.change is not None and told.since is not None:
        yield Text(f"与 {time_words(told.since)} 的检查相比", style="bold")
        yield _table(HEADS, [tuple(map(str, row)) for row in told.by_unit])
        yield from _listed("新增", told.change.new)
        yield from _listed("已解决", told.change.solved)
    else:
        yield Text("只留存了一次检查，再运行一次 zuozheng check 之后才能比较。", style="dim")
    shown = told.points[-_MOST_POINTS:]
    yield Text(f"历次检查（共 {len(told.points)} 次，列出最近 {len(shown)} 次）", style="bold")
    yield _table(
        POINT_HEADS,
        [
            (
                time_words(point.at),
                *map(str, point.counts.values()),
                str(point.total),
                str(point.new),
                str(point.solved),
            )
            for point in shown
        ],
    )


def _listed(words: str, findings: tuple[Finding, ...]) -> Iterator[RenderableType]:
    if not findings:
        return
    yield Text(f"{words} {len(findings)} 个", style="bold")
    for finding in findings[:_MOST_LISTED]:
        sign = SEVERITIES[finding.severity]
        yield Text.assemble((f"  {sign.full}  ", sign.style), folded(plain(finding.message, 80), _COLUMNS))
    if len(findings) > _MOST_LISTED:
        yield Text(f"  ……另有 {len(findings) - _MOST_LISTED} 个，用 --report 写出全部", style="dim")


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    for index, head in enumerate(heads):
        table.add_column(head, justify="right" if index else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    return table
