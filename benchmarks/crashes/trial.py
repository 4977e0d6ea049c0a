"""One blow to one command: what `verify` says then, what the next run makes of it."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.crashes.children import Ended, Watched, asked, command
from benchmarks.crashes.interposer import Blow
from benchmarks.crashes.materials import Places
from benchmarks.crashes.power import Disk, Left
from benchmarks.crashes.proof import content, differences
from benchmarks.crashes.scenarios import TODAY, Scenario

CLEAN, FINDINGS, NO_DOSSIER, DAMAGED = 0, 1, 2, 4
FAULT_SIGN, NOTICE_SIGN, ERROR_SIGN = "✘", "! ", "错误 ("


@dataclass(frozen=True)
class Outcome:
    """What became of a blow; `wrong`: what must not be, empty where all is as it should be.

    `is_hit`: the blow came before the command was done. `said`: the faults and notices that `verify` named after it.
    """

    is_hit: bool
    said: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass
class Trial:
    """A scenario with its prepared state, and what the command leaves behind when nothing happens."""

    scenario: Scenario
    places: Places
    before: Path
    changes: list[str] = field(default_factory=list)
    wanted: dict[str, Any] = field(default_factory=dict)
    elapsed_s: float = 0

    @classmethod
    def prepared(cls, scenario: Scenario, shared: Path, scratch: Path) -> "Trial":
        """Make the state the command starts from; run it once without a blow, counting what it changes."""
        places = Places(scratch / "work", shared)
        _empty(places.work)
        for step in scenario.before:
            _require(command(step(places), places.work))
        asked(lambda: scenario.prepare(places), places.work)
        trial = cls(scenario, places, scratch / "before")
        shutil.rmtree(trial.before, ignore_errors=True)
        shutil.move(places.work, trial.before)
        trial._run_undisturbed(scratch / "log")
        return trial

    def _run_undisturbed(self, log: Path) -> None:
        self._put_back()
        ended = command(self.scenario.command(self.places), self.places.work, Watched(log=log))
        if ended.code not in self.scenario.codes:
            raise RuntimeError(f"{self.scenario.name}: {ended.code}\n{ended.output}")
        self.changes = log.read_text(encoding="utf-8", errors="replace").splitlines()
        self.elapsed_s = ended.elapsed_s
        verified = command(["-C", str(self.places.dossier), "verify"], self.places.work)
        if verified.code != CLEAN:
            raise RuntimeError(f"{self.scenario.name}: {verified.output}")
        self.wanted = asked(lambda: content(self.places), self.places.work)
        for name in self.scenario.not_compared:
            self.wanted.pop(name)

    def blow(self, blow: Blow) -> Outcome:
        """Run the command into a blow, then verify, run it again, verify, compare."""
        self._put_back()
        return self._judged(command(self.scenario.command(self.places), self.places.work, Watched(blow)), blow)

    def lose_power(self, at: int, left: Left) -> Outcome:
        """Take the power away before the `at`-th change, 0: when the command has ended; then all of that must be there.

        `left` says what is left of what was not synced.
        """
        self._put_back()
        with Disk.watched(self.places.work, self.before, self.before.with_name("kept")) as disk:
            ended = command(self.scenario.command(self.places), self.places.work, Watched(Blow(at), keep=disk.keep))
            disk.lose_power(left)
        if at and ended.code is None:
            return self._judged(ended, None)
        verified = command(["-C", str(self.places.dossier), "verify"], self.places.work)
        wrong = [] if verified.code == CLEAN else [f"verify: {' '.join(_said(verified)) or verified.output[-300:]}"]
        return Outcome(True, tuple(_said(verified)), (*wrong, *self._differences()))

    def kill_after(self, seconds: float) -> Outcome:
        """Kill the command after a time, then verify, run it again, verify, compare."""
        self._put_back()
        return self._judged(command(self.scenario.command(self.places), self.places.work, kill_after_s=seconds), None)

    def _put_back(self) -> None:
        _empty(self.places.work)
        self.places.work.rmdir()
        shutil.copytree(self.before, self.places.work)

    def _judged(self, ended: Ended, blow: Blow | None) -> Outcome:
        is_failing = blow is not None and blow.error
        is_hit = ERROR_SIGN in ended.output if is_failing else ended.code is None
        wrong = list(_wrongs_of_screen(ended)) if is_failing else []
        verify = ["-C", str(self.places.dossier), "verify"]
        first = command(verify, self.places.work)
        wrong += [f"verify: {fault}" for fault in _wrongs_of_verify(first)]
        again = command(self.scenario.command(self.places), self.places.work)
        if again.code not in self.scenario.codes:
            wrong.append(f"run again: exit {again.code}: {again.output[-300:]}")
        last = command(verify, self.places.work)
        if last.code != CLEAN:
            wrong.append(f"verify at last: {' '.join(_said(last))[:300] or last.output[-300:]}")
        wrong += self._differences()
        return Outcome(is_hit, tuple(_said(first)), tuple(wrong))

    def _differences(self) -> list[str]:
        """Return where what is there is not what an undisturbed run leaves."""
        wrong = _wrongs_of_checks(self.places) if self.scenario.has_kept_checks else []
        try:
            found = asked(lambda: content(self.places), self.places.work)
        except RuntimeError as error:
            return [*wrong, f"content: {str(error)[-200:]}"]
        return wrong + differences(found, self.wanted, repeats=self.scenario.repeats)


def _wrongs_of_verify(ended: Ended) -> list[str]:
    if ended.code == CLEAN or (ended.code in (DAMAGED, NO_DOSSIER) and _said(ended)):
        return []
    return [f"exit {ended.code}: {ended.output[-300:]}"]


def _wrongs_of_checks(places: Places) -> list[str]:
    """Return what a check that goes by what was kept of the last one says otherwise than a full one."""
    check = ["-C", str(places.dossier), "check", "--json", "--no-keep", "--today", TODAY]
    kept, full = command(check, places.work), command([*check, "--full"], places.work)
    return [] if kept == full or kept.output == full.output else ["check: not what a full one says"]


def _wrongs_of_screen(ended: Ended) -> list[str]:
    """Return what a person should not have been shown when a write failed."""
    if "Traceback" in ended.output or ended.code == 70:
        return [f"traceback: {ended.output[-600:]}"]
    errors = ended.output.count(ERROR_SIGN)
    if ended.code is None or errors > 1 or (ended.code in (4, 5) and not errors):
        return [f"exit {ended.code} with {errors} errors: {ended.output[-300:]}"]
    return []


def _said(ended: Ended) -> list[str]:
    """Return the sentences of `verify`; an error that ended it counts as one."""
    signs = (FAULT_SIGN, NOTICE_SIGN, ERROR_SIGN)
    return [line.strip() for line in ended.output.splitlines() if line.strip().startswith(signs)]


def _require(ended: Ended) -> None:
    if ended.code not in (CLEAN, FINDINGS):
        raise RuntimeError(f"exit {ended.code}\n{ended.output}")


def _empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)


def spread(count: int, points: int) -> Sequence[int]:
    """Return up to `points` of the numbers 1 … count, evenly spread, the first and the last (one: the middle)."""
    if points == 1:
        return [(count + 1) // 2]
    if count <= points:
        return range(1, count + 1)
    return sorted({1 + round(number * (count - 1) / (points - 1)) for number in range(points)})
