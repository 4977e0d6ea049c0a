"""Parsers: one module a format, found by looking into this folder.

A module here offers `MEDIA_TYPES: tuple[str, ...]`, `VERSION: int` (raised whenever its output changes) and
`parse(path: Path, media_type: str) -> ParsedDocument`. Subfolders hold what several formats share or what one
format needs more room for; they are not looked into. A module that does not fit stops the start.
"""

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

from schemas.errors import UnsupportedFormat
from schemas.parsed import ParsedDocument


def _fault(module: ModuleType) -> str | None:
    """Say why a module is not a parser, None where it is one."""
    media_types = getattr(module, "MEDIA_TYPES", None)
    if not isinstance(media_types, tuple) or not all(isinstance(item, str) for item in media_types):
        return "MEDIA_TYPES must be a tuple of strings"
    if type(getattr(module, "VERSION", None)) is not int:
        return "VERSION must be an int"
    return None if callable(getattr(module, "parse", None)) else "parse(path, media_type) is missing"


def registry(folder: Path, package: str) -> dict[str, ModuleType]:
    """Return media type -> module for the modules of a folder, in the order of their names.

    Raises TypeError where a module is not a parser, or two modules claim one media type.
    """
    found: dict[str, ModuleType] = {}
    for info in sorted(pkgutil.iter_modules([str(folder)]), key=lambda info: info.name):
        if info.ispkg:
            continue
        module = importlib.import_module(f"{package}.{info.name}")
        fault = _fault(module)
        if fault is not None:
            raise TypeError(f"{module.__name__} is not a parser: {fault}")
        for media_type in module.MEDIA_TYPES:
            if media_type in found:
                raise TypeError(f"{module.__name__} and {found[media_type].__name__} both claim {media_type}")
            found[media_type] = module
    return found


_PARSERS = registry(Path(__file__).parent, __name__)


def supported() -> frozenset[str]:
    """Return the media types that can be parsed."""
    return frozenset(_PARSERS)


def version(media_type: str) -> int:
    """Return the version of the parser of a media type; raises UnsupportedFormat."""
    return int(_parser(media_type).VERSION)


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a file as what it was detected to be (`pipeline.stages.detect`).

    Raises UnsupportedFormat, BrokenFile, EncryptedFile, TooLarge, EmptyFile; FileVanished where it cannot be opened.
    """
    parsed = _parser(media_type).parse(path, media_type)
    if not isinstance(parsed, ParsedDocument):
        raise TypeError(f"{_parser(media_type).__name__}.parse returned {type(parsed).__name__}")
    return parsed


def _parser(media_type: str) -> ModuleType:
    if media_type not in _PARSERS:
        raise UnsupportedFormat(f"暂不支持读取这种格式（{media_type}）。")
    return _PARSERS[media_type]
