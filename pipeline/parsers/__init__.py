"""Parsers: one module a format, found by looking into this folder.

A module here offers `MEDIA_TYPES: tuple[str, ...]`, `VERSION: int` (raised whenever its output changes) and
`parse(path: Path, media_type: str) -> ParsedDocument`. Subfolders hold what several formats share or what one
format needs more room for; they are not looked into. A module that does not fit stops the start.

A module whose files LibreOffice converts first also offers `CONVERTS_TO` ("docx" or "xlsx"), `suffix_to_convert(path,
media_type) -> str` (which refuses what needs a password) and `parse_converted(path, media_type)`, so that files can
be converted several at a time.
"""

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

from pipeline.parsers.conversion.office import Target
from schemas.errors import DocumentError, UnsupportedFormat
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


def converts_to(media_type: str) -> Target | None:
    """Return what LibreOffice turns files of this media type into before they are read, None where it is not needed."""
    target: Target | None = getattr(_PARSERS.get(media_type), "CONVERTS_TO", None)
    return target


def suffix_to_convert(path: Path, media_type: str) -> str:
    """Return the suffix by which LibreOffice knows what a file is; raises EncryptedFile, BrokenFile, FileVanished."""
    return str(_parser(media_type).suffix_to_convert(path, media_type))


def parse(path: Path, media_type: str, converted: Path | None = None) -> ParsedDocument:
    """Read a file as what it was detected to be (`pipeline.stages.detect`).

    `converted` is what LibreOffice has already made of it; where that is gone or cannot be read, the file is
    converted again. Raises UnsupportedFormat, BrokenFile, EncryptedFile, TooLarge, EmptyFile; FileVanished where it
    cannot be opened.
    """
    module = _parser(media_type)
    parsed = _read_converted(module, converted, media_type) if converted is not None else None
    if parsed is None:
        parsed = module.parse(path, media_type)
    if not isinstance(parsed, ParsedDocument):
        raise TypeError(f"{module.__name__}.parse returned {type(parsed).__name__}")
    return parsed


def _read_converted(module: ModuleType, converted: Path, media_type: str) -> ParsedDocument | None:
    try:
        parsed: ParsedDocument = module.parse_converted(converted, media_type)
    except DocumentError:
        return None
    return parsed


def _parser(media_type: str) -> ModuleType:
    if media_type not in _PARSERS:
        raise UnsupportedFormat(f"暂不支持读取这种格式（{media_type}）。")
    return _PARSERS[media_type]
