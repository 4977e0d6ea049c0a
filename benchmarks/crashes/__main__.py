"""Kill every command at its changes of the disk, let its writes fail, take its power away; count what is wrong."""

import argparse
import errno
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.crashes.children import load_what_is_used, run_here
from benchmarks.crashes.interposer import Blow, scratch_of_the_start, start_again_with_it
from benchmarks.crashes.materials import Places, ingest, init, of, write_evidence
from benchmarks.crashes.power import WAYS
from benchmarks.crashes.scenarios import SCENARIOS, Scenario
from benchmarks.crashes.together import rounds
from benchmarks.crashes.trial import Outcome, Trial, spread


def main() -> int:
    options = _options()
    start_again_with_it("benchmarks.crashes", Path(tempfile.mkdtemp(prefix="zuozheng-crashes-")))
    scratch = scratch_of_the_start()
    names = options.only.split(",") if options.only else [scenario.name for scenario in SCENARIOS]
    chosen = [scenario for scenario in SCENARIOS if scenario.name in names]
    try:
        _prepare(scratch, chosen)
        if options.what == "together":
            return _together(Places(scratch / "work", scratch / "shared"), options.rounds)
        return _all(chosen, scratch, options)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.crashes", description=__doc__)
    parser.add_argument("--what", choices=("kill", "fail", "power", "together"), default="kill")
    parser.add_argument("--points", type=int, default=22, help="at most so many changes of a command")
    parser.add_argument("--moments", type=int, default=6, help="kills at random moments of a command")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of many commands at once")
    parser.add_argument("--only", default="", help="only these commands, parted by commas")
    parser.add_argument("--seed", type=int, default=1)
    if not sys.platform.startswith("linux"):
        parser.error("Linux only")
    return parser.parse_args()


def _prepare(scratch: Path, scenarios: list[Scenario]) -> None:
    """Write what is ingested; load all that the commands need."""
    from schemas.editions import load_edition  # noqa: PLC0415 - not before this program has started anew

    places = Places(scratch / "work", scratch / "shared")
    write_evidence(places.shared)
    places.work.mkdir()

    def everything() -> None:
        for step in (init, ingest, *(scenario.command for scenario in scenarios), of("verify")):
            run_here(step(places))

    load_what_is_used(everything, places.work)
    load_edition("2021")


def _together(places: Places, count: int) -> int:
    wrong, counts = rounds(places, count)
    for sentence in wrong:
        print(f"  !! {sentence}")
    print(f"{count} rounds, {counts['commands']} commands, {counts['waited']} waited, {len(wrong)} wrong")
    return int(bool(wrong))


def _all(scenarios: list[Scenario], scratch: Path, options: argparse.Namespace) -> int:
    chance = random.Random(options.seed)
    total = Counter[str]()
    said = Counter[str]()
    print(f"{'command':20}{'changes':>8}{'blows':>7}{'hit':>6}{'clean':>7}{'said':>6}{'wrong':>7}{'s':>7}")
    for scenario in scenarios:
        start = time.monotonic()
        trial = Trial.prepared(scenario, scratch / "shared", scratch)
        counts = Counter[str]()
        for label, outcome in _outcomes(trial, chance, options):
            counts += Counter(
                blows=1, hit=int(outcome.is_hit), clean=int(not outcome.said), said=int(bool(outcome.said)),
                wrong=int(bool(outcome.wrong)),
            )  # fmt: skip
            said.update(_kind(sentence) for sentence in outcome.said)
            for sentence in outcome.wrong:
                print(f"  !! {label}: {sentence}", flush=True)
        row = "".join(
            f"{counts[name]:{width}}"
            for name, width in (("blows", 7), ("hit", 6), ("clean", 7), ("said", 6), ("wrong", 7))
        )
        print(f"{scenario.name:20}{len(trial.changes):8}{row}{time.monotonic() - start:7.0f}", flush=True)
        total += counts
    print(f"{total['blows']} blows, {total['hit']} hit, {total['wrong']} wrong; what verify said after them:")
    for sentence, count in said.most_common():
        print(f"{count:6}  {sentence}")
    return int(total["wrong"] > 0)


def _outcomes(trial: Trial, chance: random.Random, options: argparse.Namespace) -> Iterator[tuple[str, Outcome]]:
    if options.what == "fail":
        yield from _failures(trial, options)
        return
    if options.what == "power":
        yield from _losses(trial, options)
        return
    for number, at in enumerate(spread(len(trial.changes), options.points)):
        yield f"{at} {trial.changes[at - 1]}", trial.blow(Blow(at, tears=number % 4 == 3))
    for _ in range(options.moments):
        seconds = chance.uniform(0, trial.elapsed_s)
        yield f"after {seconds:.3f} s", trial.kill_after(seconds)


def _losses(trial: Trial, options: argparse.Namespace) -> Iterator[tuple[str, Outcome]]:
    for left in WAYS:
        yield f"{left} at the end", trial.lose_power(0, left)
        for at in spread(len(trial.changes), options.points):
            yield f"{left} {at} {trial.changes[at - 1]}", trial.lose_power(at, left)


def _failures(trial: Trial, options: argparse.Namespace) -> Iterator[tuple[str, Outcome]]:
    kinds = (
        Blow(error=errno.ENOSPC, lasts=True),
        Blow(error=errno.EROFS, lasts=True),
        Blow(error=errno.EIO, syncs=True),
        Blow(error=errno.ENOSPC),
    )
    for kind in kinds:
        count = sum(change.startswith("fsync") for change in trial.changes) if kind.syncs else len(trial.changes)
        for at in spread(count, options.points):
            blow = Blow(at, kind.error, kind.lasts, kind.tears, kind.syncs)
            label = f"{kind.words} {at}" + ("" if kind.syncs else f" {trial.changes[at - 1]}")
            yield label, trial.blow(blow)


def _kind(sentence: str) -> str:
    """Return a sentence of `verify` without the names in it."""
    return sentence.split("：", maxsplit=1)[0] + ("：" + sentence.split("：")[1][:24] if "(" in sentence[:4] else "")


if __name__ == "__main__":
    sys.exit(main())
