"""LibreOffice, run without a screen to convert files."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from pipeline.parsers.conversion.profile import own_profile, renewed
from schemas.errors import BrokenFile, FileVanished, NeedsLibreOffice, TimeLimit

CONVERSION_LIMIT_S = 120
_NAMES = ("soffice", "libreoffice")
_USUAL_PLACES = (
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_RESTART = (79, 81)  # what it ends with when a new profile was set up: it wants to be started again
Target = Literal["docx", "xlsx"]
_FILTERS: dict[Target, str] = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


def find_office() -> Path | None:
    """Return the LibreOffice program, looked for in the search path, then where installers put it."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return _program(Path(found))
    for pattern in _USUAL_PLACES:
        anchor = Path(pattern).anchor
        if anchor and Path(anchor).is_dir():
            for place in sorted(Path(anchor).glob(pattern.removeprefix(Path(anchor).as_posix()))):
                return _program(place)
    return None


def _program(found: Path) -> Path:
    """Return what can be ended as one process: the program that the starting script runs."""
    inner = found.resolve().with_name("soffice.bin")
    return inner if os.name == "posix" and inner.is_file() else found


@contextmanager
def converted(path: Path, suffix: str, target: Target) -> Iterator[Path]:
    """Convert a file (`suffix` names what it is, ".doc") to docx or xlsx; the result is gone after the `with`.

    Raises NeedsLibreOffice, BrokenFile, TimeLimit, FileVanished.
    """
    office = find_office()
    if office is None:
        raise NeedsLibreOffice("读取这种旧格式需要 LibreOffice，本机没有安装。")
    with tempfile.TemporaryDirectory(prefix="zuozheng-") as name:
        folder = Path(name)
        source, out = folder / f"original{suffix}", folder / "out"
        result = out / f"original.{target}"
        try:
            shutil.copyfile(path, source)
        except OSError as error:
            raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
        profile = own_profile()
        said = run_office(office, profile, [source], target, out)
        if not result.is_file() and "no export filter" not in said:
            said = run_office(office, renewed(profile), [source], target, out)  # the profile may have been at fault
        if not result.is_file():
            raise _failure(said)
        yield result


def _failure(said: str) -> NeedsLibreOffice | BrokenFile:
    if "no export filter" in said:
        return NeedsLibreOffice("已安装的 LibreOffice 缺少所需的组件（Writer 或 Calc）。")
    return BrokenFile("LibreOffice 无法打开该文件，文件可能已损坏。")


def run_office(
    office: Path,
    profile: Path,
    sources: Sequence[Path],
    target: Target,
    out: Path,
    limit_s: float = CONVERSION_LIMIT_S,
) -> str:
    """Convert files once into the folder `out` and return what the program said.

    Raises TimeLimit, NeedsLibreOffice where it cannot be run.
    """
    command = [str(office), f"-env:UserInstallation={profile.as_uri()}"]
    command += ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"]
    command += ["--convert-to", _FILTERS[target], "--outdir", str(out), *map(str, sources)]
    for _ in range(3):
        code, said = _ended(command, limit_s)
        if code not in _RESTART:
            break
    return said


def _ended(command: list[str], limit_s: float) -> tuple[int, str]:
    """Run a command to its end; it stays in the group of this process, to be ended with it."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, creationflags=flags
        ) as process:
            try:
                said, _ = process.communicate(timeout=limit_s)
            except subprocess.TimeoutExpired as error:
                _end(process)
                raise TimeLimit(f"LibreOffice 转换该文件超过 {limit_s:g} 秒，已停止。") from error
    except OSError as error:
        raise NeedsLibreOffice(f"LibreOffice 无法运行（{error.strerror or error}），请重新安装。") from error
    return process.returncode, said.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process; on Windows with those that it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    process.kill()
