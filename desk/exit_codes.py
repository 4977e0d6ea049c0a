"""The exit codes of `zuozheng`; README.md repeats them, a test compares the two."""

from enum import IntEnum

from schemas.errors import DocumentError, MissingPart, StoreError, UsageError, ZuozhengError


class ExitCode(IntEnum):
    """What the shell is told; the docstring of each member is the README's wording."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    SOME_FAILED = 3
    STORE_DAMAGED = 4
    MISSING = 5
    BUG = 70
    INTERRUPTED = 130


MEANING = {
    ExitCode.DONE: "done",
    ExitCode.FINDINGS: "the checker found errors",
    ExitCode.USAGE: "wrong usage",
    ExitCode.SOME_FAILED: "some documents could not be processed, the rest were",
    ExitCode.STORE_DAMAGED: "the store is damaged",
    ExitCode.MISSING: "something needed is missing",
    ExitCode.BUG: "our own bug",
    ExitCode.INTERRUPTED: "stopped by Ctrl-C; what was done is kept",
}


def exit_code_of(error: ZuozhengError) -> ExitCode:
    """Return the exit code for an error of our tree."""
    for kind, code in (
        (UsageError, ExitCode.USAGE),
        (DocumentError, ExitCode.SOME_FAILED),
        (StoreError, ExitCode.STORE_DAMAGED),
        (MissingPart, ExitCode.MISSING),
    ):
        if isinstance(error, kind):
            return code
    return ExitCode.BUG
