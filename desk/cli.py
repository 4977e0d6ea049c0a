"""The command line `zuozheng`, so far as it must be loaded before the first word is read.

Worker processes load this file too (they start from the same script), so it imports nothing large.
"""

import gc
import signal
import sys

from desk.exit_codes import ExitCode

INTERRUPTED = "已中断。已完成的部分都已保存，重新运行同一命令即可继续。\n"


def main(arguments: list[str] | None = None) -> None:
    """Run one command; the process ends with a code of `desk.exit_codes`."""
    use_utf8()
    code = run(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()  # else Python, before it ends, looks through all that was loaded for what nobody needs any more
    sys.exit(int(code))


def run(arguments: list[str]) -> ExitCode:
    """Run one command, return its exit code; all errors have been shown when it returns."""
    try:
        from desk.border import run_command  # noqa: PLC0415 - Ctrl-C may come while this loads

        return run_command(arguments)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one shall not disturb the end
        sys.stderr.write(INTERRUPTED)
        return ExitCode.INTERRUPTED


def use_utf8() -> None:
    """Write UTF-8 with plain line feeds whatever the code page of the console (Windows: cp936)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")
