"""Commands of the program run in forked copies of this process: no imports to wait for, every one may be killed."""

import importlib
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.crashes.interposer import Blow

NO_BLOW = Blow()
BROKEN = 99
"""The exit code of a copy in which the program could not even be started."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (None: killed), all it printed, how long it ran."""

    code: int | None
    output: str
    elapsed_s: float


class Here(Executor):
    """An executor that works in this process: what parses documents writes nothing to the store."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Call at once."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - an executor hands on whatever was raised
            future.set_exception(error)
        return future


@dataclass(frozen=True)
class Begun:
    """A command that runs in a process of its own."""

    process: int
    printed: Path
    since_s: float


@dataclass(frozen=True)
class Watched:
    """The blow that falls on a command (by default none), a file that gets its changes, a folder for what it syncs."""

    blow: Blow = NO_BLOW
    log: Path | None = None
    keep: Path | None = None


def begun(arguments: Sequence[str], work: Path, printed: Path, watched: Watched | None = None) -> Begun:
    """Start `zuozheng ARGUMENTS`; what it prints goes into a file."""
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        code = BROKEN
        try:
            _become_the_program(work, printed, watched)
            code = run_here(arguments)
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)
    return Begun(child, printed, start)


def ended(command: Begun) -> Ended:
    """Wait for the end of a command."""
    _, status = os.waitpid(command.process, 0)
    code = os.waitstatus_to_exitcode(status)
    printed = command.printed
    output = printed.read_text(encoding="utf-8", errors="replace") if printed.exists() else ""
    return Ended(None if code < 0 else code, output, time.monotonic() - command.since_s)


def command(arguments: Sequence[str], work: Path, watched: Watched | None = None, kill_after_s: float = 0) -> Ended:
    """Run `zuozheng ARGUMENTS` to its end, or to the blow, or until so many seconds have gone."""
    child = begun(arguments, work, work.parent / "printed", watched)
    if kill_after_s:
        time.sleep(kill_after_s)
        _kill(child.process)
    return ended(child)


def asked(question: Callable[[], Any], work: Path) -> Any:
    """Return what `question` answers (anything JSON can hold) in a forked copy; raises RuntimeError where it fails."""
    answer = work.parent / "answer.json"
    answer.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        try:
            _become_the_program(work, work.parent / "asked", None)
            answer.write_text(json.dumps(question()), encoding="utf-8")
        except BaseException:  # noqa: BLE001 - whatever it was, the parent shows it
            traceback.print_exc()
            sys.stderr.flush()
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    if not answer.exists():
        raise RuntimeError((work.parent / "asked").read_text(encoding="utf-8", errors="replace"))
    return json.loads(answer.read_text(encoding="utf-8"))


def load_what_is_used(run: Callable[[], object], work: Path) -> None:
    """Import here all modules that are loaded when `run` has run in a forked copy."""

    def modules() -> list[str]:
        run()
        return sorted(sys.modules)

    for name in asked(modules, work):
        if name not in sys.modules and not name.startswith("__"):
            try:
                importlib.import_module(name)
            except Exception:  # noqa: BLE001 - a private part that only its package can load
                continue


def run_here(arguments: Sequence[str]) -> int:
    """Run `zuozheng ARGUMENTS` in this process, which is to be a forked copy; return its exit code."""
    from desk.cli import run  # noqa: PLC0415 - only the copies load the program

    return int(run(list(arguments)))


def _become_the_program(work: Path, printed: Path, watched: Watched | None) -> None:
    """Lead a process group, print into a file, keep temporary files below `work`, work without further processes."""
    import desk.commands.carry  # noqa: PLC0415 - only the copies load the program
    import desk.commands.ingest  # noqa: PLC0415

    os.setsid()
    handle = os.open(printed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(handle, 1)
    os.dup2(handle, 2)
    temporary = work / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(temporary)
    for module in (desk.commands.ingest, desk.commands.carry):
        module.starter = lambda *_: Here  # type: ignore[attr-defined]
    if watched is not None:
        watched.blow.fall(work, watched.log, watched.keep)


def _kill(child: int) -> None:
    try:
        os.killpg(child, signal.SIGKILL)
    except ProcessLookupError:  # it has not come to lead its group yet, or is done
        os.kill(child, signal.SIGKILL)
