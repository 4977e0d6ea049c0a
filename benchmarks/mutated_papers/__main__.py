"""Mutate innocent papers of the batches, check them in small archives, print what was found of what was asked."""

import argparse
import sys
import tempfile
from collections import Counter
from itertools import chain
from pathlib import Path

from benchmarks.mutated_papers.archive import Archive
from benchmarks.mutated_papers.asked import OPERATORS, Operator, asked, operator_of
from benchmarks.mutated_papers.papers import Host, hosts_of
from benchmarks.mutated_papers.telling import told_of
from benchmarks.mutated_papers.unmutated import tell_unmutated
from benchmarks.understanding.gold import GOLD_FOLDERS


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.mutated_papers", description=__doc__)
    options.add_argument("--gold", choices=[*GOLD_FOLDERS, "all"], default="all", help="whose papers")
    options.add_argument(
        "--operator", default="all", help=f"all, none (papers as they are), or of {', '.join(OPERATORS)}"
    )
    options.add_argument("--errors", action="store_true", help="list what was missed, what was told of innocents")
    options.add_argument("--limit", type=int, default=2, help="papers for each wording")
    chosen = options.parse_args()
    batches = list(GOLD_FOLDERS) if chosen.gold == "all" else [chosen.gold]
    with tempfile.TemporaryDirectory() as temporary:
        archive = Archive(Path(temporary))
        if chosen.operator == "none":
            return tell_unmutated(archive, batches, errors=chosen.errors)
        hosts = list(chain.from_iterable(map(hosts_of, batches)))
        names = list(OPERATORS) if chosen.operator == "all" else chosen.operator.split(",")
        for name in names:
            _tell(archive, operator_of(name), hosts, chosen.limit, errors=chosen.errors)
    return 0


def _tell(archive: Archive, operator: Operator, hosts: list[Host], limit: int, *, errors: bool) -> None:
    count: Counter[str] = Counter()
    lines: list[str] = []
    for host, moves, more, innocent in asked(operator, hosts, limit):
        told = told_of(archive, operator, host, moves, more)
        count["innocent" if innocent else "asked"] += 1
        if bool(told) != innocent:
            count["found"] += not innocent
            continue
        count["false" if innocent else "missed"] += 1
        what = f"FALSE  {told[0]}" if innocent else "MISSED"
        lines.append(f"    {what}  {moves}  {more.get('N', '')}  [{host.batch}/{host.file}]")
    print(
        f"{operator.name:24} found {count['found']} of {count['asked']}, false {count['false']} of {count['innocent']}",
        flush=True,
    )
    if errors:
        print("\n".join(lines))


if __name__ == "__main__":
    sys.exit(main())
