"""The tools compared: each reads a PDF file into text and tables."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

Rows = list[list[str]]


class Read(NamedTuple):
    """What a tool read: all text, and the tables as rows of cells; a merged cell's text stands in its first place."""

    text: str
    tables: list[Rows]


def zuozheng() -> Callable[[Path], Read]:
    from pipeline import parsers  # noqa: PLC0415

    def read(path: Path) -> Read:
        document = parsers.parse(path, "application/pdf")
        tables: list[Rows] = []
        texts = []
        for block in document.blocks:
            if block.kind == "text":
                texts.append(block.text)
                continue
            rows = [[""] * block.columns for _ in range(block.rows)]
            for cell in block.cells:
                rows[cell.row][cell.column] = cell.text
            texts.extend(cell.text for cell in block.cells)
            tables.append(rows)
        return Read("\n".join(texts), tables)

    return read


def pdfplumber() -> Callable[[Path], Read]:
    import pdfplumber  # noqa: PLC0415

    def read(path: Path) -> Read:
        texts, tables = [], []
        with pdfplumber.open(path) as file:
            for page in file.pages:
                texts.extend(str(word["text"]) for word in page.extract_words())
                tables.extend([[cell or "" for cell in row] for row in table] for table in page.extract_tables())
                page.close()
        return Read("".join(texts), tables)

    return read


def pdfminer() -> Callable[[Path], Read]:
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    return lambda path: Read(extract_text(path), [])


def pypdf() -> Callable[[Path], Read]:
    from pypdf import PdfReader  # noqa: PLC0415

    return lambda path: Read("\n".join(page.extract_text() for page in PdfReader(path).pages), [])


def markitdown() -> Callable[[Path], Read]:
    from markitdown import MarkItDown  # noqa: PLC0415

    converter = MarkItDown()
    return lambda path: Read(converter.convert(str(path)).text_content, [])


def kreuzberg() -> Callable[[Path], Read]:
    from kreuzberg import extract_file_sync  # noqa: PLC0415

    def read(path: Path) -> Read:
        result = extract_file_sync(str(path))
        tables = [[list(row) for row in table.cells] for table in getattr(result, "tables", ())]
        return Read(result.content, tables)

    return read


def pdftotext() -> Callable[[Path], Read]:
    def read(path: Path) -> Read:
        command = ["pdftotext", "-layout", "-enc", "UTF-8", str(path), "-"]
        return Read(subprocess.run(command, check=True, capture_output=True).stdout.decode(), [])

    return read


TOOLS: dict[str, Callable[[], Callable[[Path], Read]]] = {
    "zuozheng": zuozheng,
    "pdfplumber": pdfplumber,
    "pdfminer.six": pdfminer,
    "pypdf": pypdf,
    "pdftotext": pdftotext,
    "markitdown": markitdown,
    "kreuzberg": kreuzberg,
}
OWN = {"zuozheng", "pdfplumber", "pdfminer.six", "pdftotext"}  # these need no environment of their own


def is_installed(tool: str) -> bool:
    """Tell whether a tool can be run here; what is a Python package is installed when it is needed."""
    return tool != "pdftotext" or shutil.which("pdftotext") is not None


def read_one(path: Path) -> int:
    """Read a file with our own parser; return the number of characters."""
    return len(zuozheng()(path).text)
