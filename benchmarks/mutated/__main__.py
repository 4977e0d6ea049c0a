"""Mutate the innocent documents of a county one slip at a time, check them, print which slips are found."""

import argparse
import sys
from collections.abc import Callable, Iterator
from itertools import islice

from benchmarks.mutated import in_one, in_two, innocents
from benchmarks.mutated.batches import Batch
from benchmarks.mutated.mutation import Mutation, Outcome, false_findings, judged
from benchmarks.understanding.gold import GOLD_FOLDERS

OPERATORS: dict[str, Callable[[Batch], Iterator[Mutation]]] = {
    "rate": in_one.wrong_rates,
    "part-of-rate": in_one.wrong_parts_of_rates,
    "total": in_one.wrong_totals,
    "part-of-total": in_one.wrong_parts_of_totals,
    "change": in_one.wrong_changes,
    "direction": in_one.turned_changes,
    "points": in_one.points_for_percent,
    "unit": in_one.wrong_units,
    "over-100": in_one.over_hundred,
    "jump": in_one.jumps,
    "conflict": in_two.conflicts,
    "target": in_two.missed_targets,
    "stale": in_two.stale_targets,
    "copied": in_two.copied_series,
}


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.mutated", description=__doc__)
    options.add_argument("--gold", choices=GOLD_FOLDERS, action="append", help="which county's documents")
    options.add_argument("--operator", choices=OPERATORS, action="append", help="which slips; all where not given")
    options.add_argument("--errors", action="store_true", help="list the slips that were missed, the false findings")
    options.add_argument(
        "--innocent", choices=innocents.GROUPS, nargs="*", help="innocent words instead of slips: which groups; all"
    )
    options.add_argument("--limit", type=int, default=20, help="the most slips of one kind and county")
    chosen = options.parse_args()
    for name in chosen.gold or GOLD_FOLDERS:
        batch = Batch(name)
        if chosen.innocent is not None:
            _tell_innocents(batch, chosen.innocent or list(innocents.GROUPS), chosen.limit, is_listed=chosen.errors)
            continue
        for operator in chosen.operator or OPERATORS:
            outcomes = [judged(batch, one) for one in islice(OPERATORS[operator](batch), chosen.limit)]
            _print(name, operator, outcomes, is_listed=chosen.errors)
        _print_false(batch, is_listed=chosen.errors)
    return 0


def _print(name: str, operator: str, outcomes: list[Outcome], *, is_listed: bool) -> None:
    """Print found of asked; slips that hang on a fact that was not read are counted apart."""
    read = [one for one in outcomes if one.is_read or one.finding]
    found = [one for one in read if one.finding]
    print(
        f"{name:10} {operator:14} found {len(found)} of {len(read)}   not read {len(outcomes) - len(read)}", flush=True
    )
    for one in outcomes if is_listed else ():
        if one.finding is None:
            missed = "MISSED" if one.is_read else "NOT READ"
            print(f"    {missed} {operator} {one.mutation.gold.file}: {one.mutation.words}")
            for finding in one.others:
                print(f"        told instead: {finding.severity} {finding.check} {finding.message[:160]}")


def _tell_innocents(batch: Batch, groups: list[str], limit: int, *, is_listed: bool) -> None:
    """Print of how many papers with innocent words something is told; `limit` are the papers for each wording."""
    hosts = innocents.hosts_of(batch)
    for group in groups:
        told = [innocents.judged(batch, one) for one in innocents.asked(batch, group, limit, hosts)]
        false = [one for one in told if one.findings]
        errors = sum(any(finding.severity == "error" for finding in one.findings) for one in false)
        print(f"{batch.name:10} {group:16} told {len(false)} (errors {errors}) of {len(told)}", flush=True)
        for one in false if is_listed else ():
            print(f"    TOLD {group} {one.mutation.gold.file}: {one.mutation.words}")
            for finding in one.findings:
                print(f"        {finding.severity} {finding.check} {finding.message[:160]}")


def _print_false(batch: Batch, *, is_listed: bool) -> None:
    found = false_findings(batch)
    errors = sum(finding.severity == "error" for finding in found)
    print(f"{batch.name:10} false errors {errors}, warnings {len(found) - errors}", flush=True)
    for finding in found if is_listed else ():
        print(f"    FALSE {finding.severity} {finding.check} {finding.message}")


if __name__ == "__main__":
    sys.exit(main())
