"""The profile that LibreOffice runs with: never the person's own, never shared by two processes at a time.

Profiles lie in the system's temporary folder and are used again: setting one up takes longer than a conversion.
"""

import os
import shutil
import tempfile
from functools import lru_cache
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

# no macro runs, nothing is fetched from the network, links are not updated, a crash asks nothing
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Setup/Office", "FirstRun", "false"),
)
_ITEM = '<item oor:path="{0}"><prop oor:name="{1}" oor:op="fuse"><value>{2}</value></prop></item>'


def own_profile() -> Path:
    """Return the folder of a profile that no other process uses as long as this one lives."""
    return _held_profile()[0]


def renewed(profile: Path) -> Path:
    """Set a profile up afresh and return it."""
    shutil.rmtree(profile, ignore_errors=True)
    _set_up(profile)
    return profile


@lru_cache(maxsize=1)
def _held_profile() -> tuple[Path, FileLock]:
    """Take the first free profile; the lock is released when this process ends, however that may be."""
    folder = _private_folder()
    for number in count():
        lock = FileLock(folder / f"{number}.lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        profile = folder / str(number)
        if not profile.is_dir():
            _set_up(profile)
        return profile, lock
    raise AssertionError("count() does not end")


def _private_folder() -> Path:
    """Return a folder that belongs to this person; another's folder of that name is not used."""
    if os.name != "posix":
        folder = Path(tempfile.gettempdir()) / "zuozheng-libreoffice"
        folder.mkdir(exist_ok=True)
        return folder
    folder = Path(tempfile.gettempdir()) / f"zuozheng-libreoffice-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    is_ours = state.st_uid == os.getuid() and not folder.is_symlink() and not state.st_mode & 0o077
    return folder if is_ours else Path(tempfile.mkdtemp(prefix="zuozheng-libreoffice-"))


def _set_up(profile: Path) -> None:
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>",
        encoding="utf-8",
    )
