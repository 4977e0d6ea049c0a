"""Several files converted by one start of LibreOffice, which takes three times as long as a conversion."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from zipfile import is_zipfile

from pipeline.parsers.conversion.office import Target, find_office, run_office
from pipeline.parsers.conversion.profile import own_profile
from schemas.errors import DocumentError

BATCH_LIMIT_S = 60


def convert_batch(paths: Sequence[tuple[Path, str]], target: Target, folder: Path) -> list[Path | None]:
    """Convert files, each with the suffix of what it is, into `folder`; return their results in order.

    None stands for a file that was not converted: it is broken, it hangs or crashes the program, or it came behind
    such a one. Which of these it is shows when it is converted alone, so nothing is raised.
    """
    office = find_office()
    sources = [_copied(path, folder / f"{number}{suffix}") for number, (path, suffix) in enumerate(paths)]
    present = [source for source in sources if source is not None]
    if office is not None and present:
        with suppress(DocumentError):
            run_office(office, own_profile(), present, target, folder / "out", BATCH_LIMIT_S)
    for source in present:
        source.unlink(missing_ok=True)
    return [_result(source, target, folder) for source in sources]


def _copied(path: Path, copy: Path) -> Path | None:
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    except OSError:
        return None
    return copy


def _result(source: Path | None, target: Target, folder: Path) -> Path | None:
    """Return a result that was written to its end."""
    if source is None:
        return None
    result = folder / "out" / f"{source.stem}.{target}"
    return result if result.is_file() and is_zipfile(result) else None
