"""The tables of the benchmark."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from benchmarks.parsing.passes import Pass, pages_a_second
from benchmarks.parsing.score import exact_cells, recovered

REFEREE = "pdfplumber"
OURS = "zuozheng"
OTHER = "pdftotext"
SPEEDS = ("mixed", "tables", "real")
KINDS = ("mixed", "tables", "dashed", "double", "three_line", "horizontal", "borderless")
Passes = dict[str, list[Pass]]


@dataclass
class Corpus:
    """The pages of each file, and what stands in those that were printed for the benchmark."""

    pages: dict[str, int]
    truths: dict[str, dict[str, Any]]

    def group(self, name: str) -> str:
        """Return what a file is for."""
        return str(self.truths[name]["group"]) if name in self.truths else "real"

    def names(self, group: str) -> list[str]:
        """Return the files of a group."""
        return [name for name in self.pages if self.group(name) == group]

    def pages_by_group(self) -> Counter[str]:
        """Return how many pages each group has."""
        counts: Counter[str] = Counter()
        for name, count in self.pages.items():
            counts[self.group(name)] += count
        return counts


def speed_table(passes: Passes, corpus: Corpus) -> str:
    """Return pages a CPU second (and a second on the clock) by group, memory, and the text that was read."""
    groups = [group for group in SPEEDS if corpus.names(group)]
    titles = ["tool", *(f"{group}, pages/CPU s (wall)" for group in groups), "x pdfplumber", "peak MiB", "text %"]
    rows = []
    for tool, done in passes.items():
        cpu, wall = ([pages_a_second(done, corpus.pages, corpus.names(group), clock) for group in groups]
                     for clock in (0, 1))  # fmt: skip
        speeds = [f"{first:.0f} ({second:.0f})" for first, second in zip(cpu, wall, strict=True)]
        times = " / ".join(f"{ratio:.1f}" for ratio in _ratios(passes, corpus, tool, groups)) or "-"
        memory = f"{min(item.peak_mib for item in done):.0f}"
        rows.append([tool, *speeds, times, memory, f"{100 * _text_share(done[0], corpus):.2f}"])
    return _table(titles, rows)


def _ratios(passes: Passes, corpus: Corpus, tool: str, groups: list[str]) -> list[float]:
    """Return by how much a tool is faster than pdfplumber, in CPU time."""
    if REFEREE not in passes:
        return []
    return [
        pages_a_second(passes[tool], corpus.pages, corpus.names(group), 0)
        / pages_a_second(passes[REFEREE], corpus.pages, corpus.names(group), 0)
        for group in groups
    ]


def _text_share(done: Pass, corpus: Corpus) -> float:
    counts = [recovered(truth, done.readings[name]["text"]) for name, truth in corpus.truths.items()]
    return sum(found for found, _ in counts) / sum(total for _, total in counts)


def cells_table(passes: Passes, corpus: Corpus) -> str:
    """Return the exact cells by kind of table, in percent, of the tools that find tables."""
    rows = []
    for tool, done in passes.items():
        if not any(reading["tables"] for reading in done[0].readings.values()):
            continue
        by_kind: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for name, counts in _cells(done[0], corpus).items():
            for index, count in enumerate(counts):
                by_kind[corpus.group(name)][index] += count
        rows.append([tool, *(f"{100 * by_kind[kind][0] / by_kind[kind][1]:.1f}" for kind in KINDS)])
    return _table(["exact cells %", *KINDS], rows)


def _cells(done: Pass, corpus: Corpus) -> dict[str, tuple[int, int]]:
    return {name: exact_cells(truth, done.readings[name]["tables"]) for name, truth in corpus.truths.items()}


def verdict(passes: Passes, corpus: Corpus) -> str:
    """Return the files with fewer exact cells than pdfplumber's, and how much of real files agrees with pdftotext's."""
    lines = []
    if OURS in passes and REFEREE in passes:
        ours, theirs = _cells(passes[OURS][0], corpus), _cells(passes[REFEREE][0], corpus)
        below = [f"{name} ({ours[name][0]} < {theirs[name][0]})" for name in ours if ours[name][0] < theirs[name][0]]
        lines.append(f"files with fewer exact cells than pdfplumber: {', '.join(below) or 'none'}")
    for name in corpus.names("real") if {OURS, OTHER} <= set(passes) else ():
        share = _agreement(passes[OURS][0].readings[name]["text"], passes[OTHER][0].readings[name]["text"])
        lines.append(f"real file {name}: {100 * share:.2f} % of the characters that pdftotext reads are read")
    return "\n".join(lines)


def _agreement(ours: str, theirs: str) -> float:
    wanted, found = (Counter("".join(text.split())) for text in (theirs, ours))
    return (wanted & found).total() / max(wanted.total(), 1)


def _table(titles: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [titles, ["---"] * len(titles), *rows])
