"""The parser of PDF files with a text layer."""

from pathlib import Path

from pipeline.parsers.layout.compose import compose
from pipeline.parsers.layout.printed_page import PrintedPage, read_page
from pipeline.parsers.pdf_file.border import silenced
from pipeline.parsers.pdf_file.document import PdfFile, opened
from pipeline.parsers.pdf_file.reading import PageReading
from schemas.errors import BrokenFile, FileVanished, NoTextLayer, TooLarge
from schemas.parsed import ParsedDocument, Problem

MEDIA_TYPES = ("application/pdf",)
VERSION = 2
MAX_PAGES = 5000
MAX_GARBAGE = 0.3  # above this share of unnamed characters a text layer is worthless
SCAN_SHARE = 0.5  # a picture over this share of a page with hardly any text is a scan
FEW_CHARACTERS = 20
_OCR_ADVICE = NoTextLayer.default_advice


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a PDF: every page with a text layer, in reading order, tables stitched over pages.

    Pages without text (scans), with a worthless text layer, or that cannot be read are `problems`; a file without
    any text has no blocks. Raises BrokenFile, EncryptedFile, TooLarge, FileVanished.
    """
    try:
        with silenced(), opened(path) as file:
            pages, problems = _read_pages(file)
            total = file.pages
    except OSError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
    blocks = compose(pages)
    return ParsedDocument(media_type=media_type, pages=total, blocks=blocks, problems=_summed_up(problems, total))


def _read_pages(file: PdfFile) -> tuple[list[PrintedPage], list[Problem]]:
    """Return the pages that could be read, and what was wrong with the others."""
    if file.pages > MAX_PAGES:
        raise TooLarge(f"PDF 有 {file.pages} 页，超过 {MAX_PAGES} 页的限制。", "请拆分后重新导入。")
    printed: list[PrintedPage] = []
    problems: list[Problem] = []
    missing = 0
    for page in range(1, file.pages + 1):
        try:
            reading = file.reading(page)
        except BrokenFile as error:
            problems.append(Problem(code=error.code, message=error.message, advice=error.advice, page=page))
            continue
        problem = _problem(reading) if reading is not None else None
        if reading is None:
            missing += 1
        elif problem is None:
            printed.append(read_page(reading.sheet))
        else:
            problems.append(problem)
    if missing == file.pages:
        raise BrokenFile("PDF 中没有找到任何页面，文件可能不完整。")
    if missing:
        message = f"PDF 应有 {file.pages} 页，只读到 {file.pages - missing} 页，文件可能不完整。"
        problems.append(Problem(code=BrokenFile.code, message=message, advice=BrokenFile.default_advice))
    return printed, problems


def _problem(reading: PageReading) -> Problem | None:
    """Say why a page cannot be read; None where it can, or is blank."""
    page = reading.sheet.page
    if reading.printed and reading.garbage > MAX_GARBAGE * reading.printed:
        message = f"第 {page} 页的文字层是乱码，无法提取文字。"
    elif reading.printed < FEW_CHARACTERS and reading.picture_share > SCAN_SHARE:
        message = f"第 {page} 页是扫描图片，没有文字层。"
    elif not reading.printed and (reading.picture_share or reading.drawings > FEW_CHARACTERS):
        message = f"第 {page} 页只有图形，没有可提取的文字。"
    else:
        return None
    return Problem(code=NoTextLayer.code, message=message, advice=_OCR_ADVICE, page=page)


def _summed_up(problems: list[Problem], pages: int) -> tuple[Problem, ...]:
    """Say once what holds for every page."""
    if pages > 1 and len(problems) == pages and all(problem.code == NoTextLayer.code for problem in problems):
        message = f"全部 {pages} 页都没有可提取的文字，应为扫描件。"
        return (Problem(code=NoTextLayer.code, message=message, advice=_OCR_ADVICE),)
    return tuple(problems)
