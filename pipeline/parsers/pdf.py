"""The parser of PDF files with a text layer."""

from dataclasses import dataclass, field
from pathlib import Path

from archive.collection import collected_seldom
from pipeline.parsers.layout.compose import compose
from pipeline.parsers.layout.printed_page import PrintedPage, read_page
from pipeline.parsers.pdf_file.border import silenced
from pipeline.parsers.pdf_file.document import PdfFile, opened
from pipeline.parsers.pdf_file.pictures import pictures
from pipeline.parsers.pdf_file.reading import PageReading
from pipeline.parsers.recognition import INSTALL_ADVICE, agrees, available, recognise
from pipeline.parsers.recognition.doubts import doubts_of, is_blank, without_text
from pipeline.parsers.recognition.placing import as_laid
from schemas.errors import BrokenFile, FileVanished, NoTextLayer, TooLarge
from schemas.parsed import ParsedDocument, Problem, TextSource

MEDIA_TYPES = ("application/pdf",)
# what was refused for want of text recognition is due again as soon as it is installed
VERSION = 104 if available() else 4
MAX_PAGES = 5000
MAX_GARBAGE = 0.3  # above this share of unnamed characters a text layer is worthless
SCAN_SHARE = 0.5  # a picture over this share of a page with hardly any text is a scan
FEW_CHARACTERS = 20


@dataclass
class _Pages:
    """What was read of each page, what was wrong with the others, how many pages the file states and does not hold.

    `over_pictures` are the pages whose text lies over or under a picture of most of the page.
    """

    printed: dict[int, PrintedPage] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    over_pictures: list[int] = field(default_factory=list)
    recognised: int = 0
    missing: int = 0


@collected_seldom()
def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read a PDF: every page with a text layer, in reading order, tables stitched over pages; scans by recognition.

    Pages without text (scans), with a worthless text layer, or that cannot be read are `problems` unless text
    recognition is installed and finds text; a file without any text has no blocks. Raises BrokenFile, EncryptedFile,
    TooLarge, FileVanished.
    """
    try:
        with silenced(), opened(path) as file:
            total = file.pages
            pages = _read_pages(file)
        if available():
            _recognise(path, pages)
            _distrust(path, pages)
    except OSError as error:
        raise FileVanished(f"文件无法打开：{error.strerror or error}。") from error
    return ParsedDocument(
        media_type=media_type,
        pages=total,
        blocks=as_laid(compose([pages.printed[page] for page in sorted(pages.printed)]), pages.printed.values()),
        text_source=_text_source(pages),
        problems=(*_summed_up(pages.problems, total), *_missing(pages, total), *doubts_of(pages.printed.values())),
    )


def _read_pages(file: PdfFile) -> _Pages:
    """Read the text layers of a file."""
    if file.pages > MAX_PAGES:
        raise TooLarge(f"PDF 有 {file.pages} 页，超过 {MAX_PAGES} 页的限制。", "请拆分后重新导入。")
    found = _Pages()
    for page in range(1, file.pages + 1):
        try:
            reading = file.reading(page)
        except BrokenFile as error:
            found.problems[page] = Problem(code=error.code, message=error.message, advice=error.advice, page=page)
            continue
        problem = _problem(reading) if reading is not None else None
        if reading is None:
            found.missing += 1
        elif problem is None:
            found.printed[page] = read_page(reading.sheet)
            if reading.picture_share > SCAN_SHARE:
                found.over_pictures.append(page)
        else:
            found.problems[page] = problem
    if found.missing == file.pages:
        raise BrokenFile("PDF 中没有找到任何页面，文件可能不完整。")
    return found


def _recognise(path: Path, pages: _Pages) -> None:
    """Read the pages without a text layer that is of use from their pictures; those without text stay problems.

    Blank pages are none where others hold text.
    """
    scans = [page for page, problem in pages.problems.items() if problem.code == NoTextLayer.code]
    blank: list[int] = []
    for page, picture, width_pt, height_pt in pictures(path, scans):
        printed = recognise(picture, page, width_pt, height_pt)
        if printed.holds_text:
            pages.printed[page] = printed
            pages.recognised += 1
            del pages.problems[page]
        else:
            pages.problems[page] = without_text(page, picture)
            blank += [page] if is_blank(picture) else []
    for page in blank if pages.printed else ():
        del pages.problems[page]


def _distrust(path: Path, pages: _Pages) -> None:
    """Read pages from their pictures where the text that a scanning program laid under them is another.

    Some pages are looked at, all of them only where one of these is wrong. What recognition cannot read keeps its text.
    """
    doubtful = pages.over_pictures
    few = sorted({doubtful[0], doubtful[len(doubtful) // 2], doubtful[-1]}) if doubtful else []
    wrong = _disagreeing(path, pages, few)
    if wrong:
        wrong += _disagreeing(path, pages, [page for page in doubtful if page not in few])
    for page, picture, width_pt, height_pt in pictures(path, wrong):
        printed = recognise(picture, page, width_pt, height_pt)
        if printed.holds_text:
            pages.printed[page] = printed
            pages.recognised += 1


def _disagreeing(path: Path, pages: _Pages, numbers: list[int]) -> list[int]:
    """Return the pages of which a line of the text layer does not stand in the picture of the page."""
    return [page for page, picture, *_ in pictures(path, numbers) if not agrees(pages.printed[page], picture)]


def _text_source(pages: _Pages) -> TextSource:
    if not pages.recognised:
        return "text"
    by_layer = len(pages.printed) - pages.recognised
    return "mixed" if by_layer else "ocr"


def _missing(pages: _Pages, total: int) -> list[Problem]:
    if not pages.missing:
        return []
    message = f"PDF 应有 {total} 页，只读到 {total - pages.missing} 页，文件可能不完整。"
    return [Problem(code=BrokenFile.code, message=message, advice=BrokenFile.default_advice)]


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
    return Problem(code=NoTextLayer.code, message=message, advice=INSTALL_ADVICE, page=page)


def _summed_up(problems: dict[int, Problem], pages: int) -> list[Problem]:
    """Return the problems by page; what holds for every page is said once."""
    found = [problems[page] for page in sorted(problems)]
    if pages > 1 and len(found) == pages and all(problem.code == NoTextLayer.code for problem in found):
        message = f"全部 {pages} 页都没有可提取的文字，应为扫描件。"
        return [Problem(code=NoTextLayer.code, message=message, advice=found[0].advice)]
    return found
