"""Rebuilds the sample documents: `python -m sample_docs.build [FOLDER]`.

Needs the development extras, LibreOffice and Chromium with the Noto CJK fonts. Without FOLDER the committed
files are replaced.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sample_docs import SAMPLE_FOLDER
from sample_docs.build.content import SampleDocument, read_documents, read_expectations
from sample_docs.build.faulty import write_cut_word, write_encrypted, write_scan, write_truncated
from sample_docs.build.manifest import write_manifest
from sample_docs.build.programs import browser_to_pdf, office_to_pdf
from sample_docs.build.reportlab_pdf import write_reportlab
from sample_docs.build.web_page import web_page
from sample_docs.build.word import NOTO_FONTS, write_word

# writers that need no other program
PLAIN_WRITERS: dict[str, Callable[[SampleDocument, Path], None]] = {
    "docx": write_word,
    "reportlab": write_reportlab,
    "truncated": write_truncated,
    "cut-docx": write_cut_word,
    "encrypted": write_encrypted,
    "scan": write_scan,
}


def build(documents: list[SampleDocument], folder: Path) -> None:
    """Write all documents below `folder`."""
    for document in documents:
        path = folder / document.file
        path.parent.mkdir(parents=True, exist_ok=True)
        if document.writer in PLAIN_WRITERS:
            PLAIN_WRITERS[document.writer](document, path)
    with tempfile.TemporaryDirectory() as name:
        _print_office([d for d in documents if d.writer == "office"], folder, Path(name))
        _print_browser([d for d in documents if d.writer == "browser"], folder, Path(name))
    for document in documents:
        if document.writer == "copy":
            shutil.copyfile(folder / document.source, folder / document.file)


def _print_office(documents: list[SampleDocument], folder: Path, temporary: Path) -> None:
    sources = [temporary / f"{index}.docx" for index in range(len(documents))]
    for document, source in zip(documents, sources, strict=True):
        write_word(document, source, NOTO_FONTS)
    if sources:
        office_to_pdf(sources, temporary)
    for document, source in zip(documents, sources, strict=True):
        (folder / document.file).write_bytes(source.with_suffix(".pdf").read_bytes())


def _print_browser(documents: list[SampleDocument], folder: Path, temporary: Path) -> None:
    page = temporary / "page.html"
    for document in documents:
        page.write_text(web_page(document), "utf-8")
        browser_to_pdf(page, folder / document.file)


def main(arguments: list[str]) -> None:
    """Build everything, then the manifest."""
    folder = Path(arguments[0]) if arguments else SAMPLE_FOLDER
    documents = list(read_documents())
    expectations = read_expectations()
    build(documents, folder)
    write_manifest(documents, expectations, expectations.pop("numbers"), folder / "MANIFEST.yaml")


if __name__ == "__main__":
    main(sys.argv[1:])
