"""The Chinese font of this machine."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

# beginnings of the file names of fonts that hold all common Chinese characters, the best first
_NAMES = (
    "notosanscjk", "notosanssc", "notosanshans", "sourcehansans", "msyh", "pingfang", "wqy-", "simhei", "stheiti",
    "hiragino sans gb", "droidsansfallback", "notoserifcjk", "sourcehanserif", "simsun", "deng", "songti",
    "ukai", "uming",
)  # fmt: skip
_SUFFIXES = (".ttc", ".ttf", ".otf")
_BOLD = ("bold", "black", "heavy")


def chinese_font(folders: Iterable[Path] | None = None) -> Path | None:
    """Return the font file with which Chinese can be drawn, None where no known one is in the folders.

    By default these are the folders in which systems keep their fonts.
    """
    found = [
        file
        for folder in (_folders() if folders is None else folders)
        if folder.is_dir()
        for file in sorted(folder.rglob("*"))
    ]
    fonts = [file for file in found if file.suffix.lower() in _SUFFIXES]
    return min((file for file in fonts if _rank(file) is not None), key=lambda file: _rank(file) or 0, default=None)


def _rank(file: Path) -> int | None:
    """Return the place of a font in the order of preference; None where it is no known Chinese one."""
    name = file.name.lower()
    for rank, beginning in enumerate(_NAMES):
        if name.startswith(beginning):
            return 2 * rank + any(word in name for word in _BOLD)
    return None


def _folders() -> Iterator[Path]:
    home = Path.home()
    yield from (home / ".fonts", home / ".local/share/fonts", home / "Library/Fonts")
    yield from map(Path, ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts"))
    for variable in ("WINDIR", "LOCALAPPDATA"):
        if variable in os.environ:
            base = Path(os.environ[variable])
            yield base / "Fonts" if variable == "WINDIR" else base / "Microsoft/Windows/Fonts"
