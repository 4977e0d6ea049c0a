"""The library that ends a process, or fails it, at its n-th change of files."""

import ctypes
import errno
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("interpose.c")
_LOADED = "ZUOZHENG_CRASHES_INTERPOSER"
_COUNT, _KILL, _TEAR, _FAIL, _FAIL_ON = range(1, 6)


@dataclass(frozen=True)
class Blow:
    """What is to happen at the `at`-th change (1-based); the default only counts.

    `error`: the write fails with this errno, `lasts` all later ones too; without, the process group is killed, where
    `tears` after half of the bytes. `syncs`: only syncs count as changes.
    """

    at: int = 0
    error: int = 0
    lasts: bool = False
    tears: bool = False
    syncs: bool = False

    @property
    def words(self) -> str:
        """Return what happens, in a few words."""
        if not self.error:
            return "torn" if self.tears else "killed"
        return (
            f"{errno.errorcode[self.error]}{' from then on' if self.lasts else ''}{' at a sync' if self.syncs else ''}"
        )

    def fall(self, folder: Path, log: Path | None = None, keep: Path | None = None) -> None:
        """Let it happen to this process, at changes below `folder`; `log` gets each of them, `keep` what was synced."""
        how = (_FAIL_ON if self.lasts else _FAIL) if self.error else _TEAR if self.tears else _KILL
        library = ctypes.CDLL(None)
        library.arm(
            os.fsencode(folder),
            how if self.at else _COUNT,
            ctypes.c_long(self.at),
            self.error,
            int(self.syncs),
            os.fsencode(log) if log is not None else b"",
            os.fsencode(keep) if keep is not None else b"",
        )


def start_again_with_it(module: str, scratch: Path) -> None:
    """Compile the library and start this program anew with it; do nothing where that has happened.

    Raises FileNotFoundError without a C compiler (`cc`), CalledProcessError where it refuses.
    """
    if os.environ.get(_LOADED):
        return
    library = scratch / "interpose.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, SOURCE, "-ldl"], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library), _LOADED: str(scratch)}
    os.execve(sys.executable, [sys.executable, "-m", module, *sys.argv[1:]], environment)


def scratch_of_the_start() -> Path:
    """Return the folder that was given to `start_again_with_it`."""
    return Path(os.environ[_LOADED])
