"""Which file names are clutter that software leaves behind, never evidence."""

# left behind by Office, Windows, macOS
_NAMES = frozenset({"Thumbs.db", "desktop.ini", ".DS_Store", "__MACOSX"})
_STARTS = ("~$", ".~", ".")


def is_clutter(name: str) -> bool:
    """Tell whether a name is a lock file, preview or hidden file that no person meant to hand in."""
    return name in _NAMES or name.startswith(_STARTS)
