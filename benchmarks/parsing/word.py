"""How fast Word files are read: `python -m benchmarks.parsing.word`.

.docx in megabytes of document.xml a CPU second, beside what other readers take for the same files; .doc in seconds a
file, CPU (LibreOffice included) and wall, in batches of ten beside one at a time. The files are made here, with a
fixed seed; the .doc files are the sample documents, saved by LibreOffice.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

from benchmarks.parsing.word_files import FILES, write
from pipeline.batches import BATCH
from pipeline.parsers import docx as reader
from pipeline.parsers.conversion.batch import convert_batch
from pipeline.parsers.conversion.office import find_office
from pipeline.stages.detect import detect
from schemas.errors import DocumentError

REPEATS = 5
MOST_OLD_FILES = 3 * BATCH
ALONE = 5
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SAMPLES = Path(__file__).parents[2] / "sample_docs" / "evidence"
Reader = Callable[[Path], object]


def _ours(path: Path) -> object:
    return reader.parse(path, DOCX)


def _python_docx(path: Path) -> object:
    """Read paragraphs and cells as its documentation shows; row by row, for table.cell is quadratic."""
    import docx  # noqa: PLC0415

    document = docx.Document(str(path))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    return paragraphs, [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def _docx2python(path: Path) -> object:
    from docx2python import docx2python  # noqa: PLC0415

    with docx2python(str(path)) as content:
        return content.body


def _markitdown(path: Path) -> object:
    from markitdown import MarkItDown  # noqa: PLC0415

    return MarkItDown().convert(str(path)).text_content


READERS: dict[str, Reader] = {
    "zuozheng": _ours,
    "python-docx": _python_docx,
    "docx2python": _docx2python,
    "markitdown": _markitdown,
}


def _installed() -> Iterator[tuple[str, Reader]]:
    for name, read in READERS.items():
        try:
            __import__(name.replace("python-docx", "docx").replace("zuozheng", "pipeline"))
        except ImportError:
            sys.stderr.write(f"{name} is not installed and left out\n")
            continue
        yield name, read


def megabytes_a_second(read: Reader, path: Path) -> float:
    """Return megabytes of document.xml a CPU second, the best of some runs."""
    with ZipFile(path) as package:
        size_bytes = package.getinfo("word/document.xml").file_size
    best_s = float("inf")
    for _ in range(REPEATS):
        start = time.process_time()
        read(path)
        best_s = min(best_s, time.process_time() - start)
    return size_bytes / 1e6 / best_s


def _cpu_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _old_files(folder: Path, office: Path) -> list[Path]:
    """Have LibreOffice save the sample documents as .doc."""
    healthy = [path for path in sorted(SAMPLES.rglob("*.docx")) if _is_healthy(path)][:MOST_OLD_FILES]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), *map(str, healthy)]
    for _ in range(2):  # the first start only sets the profile up
        subprocess.run(command, check=False, capture_output=True)
    return sorted(folder.glob("*.doc"))


def _is_healthy(path: Path) -> bool:
    try:
        return detect(path) == DOCX
    except DocumentError:
        return False


def seconds_a_file(paths: list[Path], size: int, folder: Path) -> tuple[float, float]:
    """Return CPU and wall seconds a .doc file takes, converted `size` at a time, then read."""
    start_cpu_s, start_s = _cpu_s(), time.perf_counter()
    for first in range(0, len(paths), size):
        batch = [(path, ".doc") for path in paths[first : first + size]]
        for result in convert_batch(batch, "docx", folder / f"{size}-{first}"):
            if result is None:
                raise SystemExit("LibreOffice did not convert a sample document")
            reader.parse(result, "application/msword")
    return (_cpu_s() - start_cpu_s) / len(paths), (time.perf_counter() - start_s) / len(paths)


def main() -> None:
    """Print both tables."""
    out = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        readers = list(_installed())
        out(
            f"{'MB of document.xml a CPU second':34}"
            + "".join(f"{reader_name:>14}" for reader_name, _ in readers)
            + "\n"
        )
        for kind in FILES:
            path = write(kind, folder / f"{kind}.docx")
            speeds = "".join(f"{megabytes_a_second(read, path):14.1f}" for _, read in readers)
            out(f"{kind:34}{speeds}\n")
        office = find_office()
        if office is None:
            out("LibreOffice is not installed: .doc was not measured\n")
            return
        old = _old_files(folder, office)
        seconds_a_file(old[:1], 1, folder / "warm")  # sets the profile up
        for size, files in ((BATCH, old), (1, old[:ALONE])):
            cpu_s, wall_s = seconds_a_file(files, size, folder / "results")
            out(f".doc, {size:2} at a time, {len(files)} files: {cpu_s:.2f} CPU s, {wall_s:.2f} s wall a file\n")


if __name__ == "__main__":
    main()
