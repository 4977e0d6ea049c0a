"""The parser of OFD files (GB/T 33190-2016), the national format of fixed-layout documents."""

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.parsers import recognition
from pipeline.parsers.layout.compose import compose
from pipeline.parsers.layout.printed_page import PrintedPage, read_page
from pipeline.parsers.layout.sheet import Sheet
from pipeline.parsers.ofd_file.annotations import Attachment, attachments_of, notes_of
from pipeline.parsers.ofd_file.blocks import attachment_blocks, note_blocks, renumbered, seal_blocks
from pipeline.parsers.ofd_file.content import Drawing
from pipeline.parsers.ofd_file.documents import OfdDocument, read_documents, read_drawing
from pipeline.parsers.ofd_file.package import OfdPackage, opened_ofd
from pipeline.parsers.ofd_file.pictures import canvas_of, paint_pictures
from pipeline.parsers.ofd_file.seals import seals_of
from pipeline.parsers.recognition.doubts import doubts_of
from pipeline.parsers.recognition.placing import as_laid
from schemas.errors import BrokenFile, NoTextLayer, TooLarge, UnsupportedFormat
from schemas.parsed import Block, ParsedDocument, Problem, TableBlock, TextSource

MEDIA_TYPES = ("application/ofd",)
# scans are due again as soon as text recognition is installed
VERSION = 104 if recognition.available() else 4
MAX_PAGES = 5000
MAX_GARBAGE = 0.3  # above this share of unnamed characters the text of a page is worthless
SCAN_SHARE = 0.5  # a picture over this share of a page with hardly any text is a scan
FEW_CHARACTERS = 20
DOTS_PER_INCH = 200  # at which scans are recognised
MAX_OUTSIDE = 0.2  # above this share of characters beside the page its size or places are wrong
_ADVICE = NoTextLayer.default_advice if recognition.available() else recognition.INSTALL_ADVICE


@dataclass
class _Reading:
    """What has been read so far; pages are numbered through all documents of the package."""

    pages: int = 0
    tables: int = 0
    blocks: list[Block] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    printed: int = 0
    recognised: int = 0

    @property
    def source(self) -> TextSource:
        """Where the text comes from: the file itself, recognition, or both."""
        if not self.recognised:
            return "text"
        return "mixed" if self.printed else "ocr"


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Read an OFD: all documents of the package in order, every page with text, tables stitched over pages.

    Scanned pages are recognised where the optional part is installed. Seals, annotations, names of attached files are
    comments. Pages without text or that cannot be read are `problems`. Raises BrokenFile, EncryptedFile, TooLarge,
    FileVanished.
    """
    reading = _Reading()
    with opened_ofd(path) as package:
        documents = read_documents(package)
        if sum(len(document.pages) for document in documents) > MAX_PAGES:
            raise TooLarge(f"OFD 的页数超过 {MAX_PAGES} 页的限制。", "请拆分后重新导入。")
        for document in documents:
            _read_document(package, document, reading)
    if not reading.pages:
        raise BrokenFile("OFD 中没有找到任何页面，文件可能不完整。")
    return ParsedDocument(
        media_type=media_type,
        pages=reading.pages,
        blocks=tuple(reading.blocks),
        text_source=reading.source,
        problems=_summed_up(reading.problems, reading.pages),
    )


def _read_document(package: OfdPackage, document: OfdDocument, reading: _Reading) -> None:
    first = reading.pages + 1
    numbers = {entry.id: first + index for index, entry in enumerate(document.pages)}
    printed: list[PrintedPage] = []
    sheets: dict[str, Sheet] = {}
    for page, entry in enumerate(document.pages, first):
        try:
            drawing = read_drawing(package, document, entry, page)
        except BrokenFile as error:
            reading.problems.append(_of_page(error.code, f"第 {page} 页无法读取：{error.message}", error.advice, page))
            continue
        sheets[entry.id] = Sheet(page, drawing.sheet.width_pt, drawing.sheet.height_pt)
        _add_page(package, document, drawing, printed, reading)
    reading.pages += len(document.pages)
    composed = renumbered(as_laid(compose(printed), printed), reading.tables)
    reading.tables += sum(1 for block in composed if isinstance(block, TableBlock))
    attachments = attachments_of(package, document)
    reading.problems.extend(doubts_of(printed))
    reading.blocks.extend(composed)
    reading.blocks.extend(note_blocks(notes_of(package, document, sheets), numbers))
    reading.blocks.extend(seal_blocks(seals_of(package, document), numbers, first))
    reading.blocks.extend(attachment_blocks(attachments, first))
    reading.problems.extend(_unread(attachment) for attachment in attachments if not attachment.is_data)


def _add_page(
    package: OfdPackage, document: OfdDocument, drawing: Drawing, printed: list[PrintedPage], reading: _Reading
) -> None:
    problem = _problem(drawing)
    if problem is None:
        printed.append(read_page(drawing.upright_sheet()))
        reading.printed += bool(drawing.printed)
    else:
        recognised = _recognised(package, document, drawing)
        if recognised is not None:
            printed.append(recognised)
            reading.recognised += 1
        else:
            reading.problems.append(problem)
    reading.problems.extend(_shortfalls(drawing))


def _recognised(package: OfdPackage, document: OfdDocument, drawing: Drawing) -> PrintedPage | None:
    """Return a scanned page as recognised, with the little text that is printed over it; None where nothing was."""
    if not drawing.pictures or not recognition.available():
        return None
    canvas = canvas_of(drawing, DOTS_PER_INCH)
    if paint_pictures(canvas, package, document, drawing, DOTS_PER_INCH) == len(drawing.pictures):
        return None
    sheet = drawing.sheet
    page = recognition.recognise(canvas, sheet.page, sheet.width_pt, sheet.height_pt)
    if not page.lines and not page.tables:
        return None
    if not drawing.garbage and not page.turn:
        own = read_page(drawing.upright_sheet())
        page.lines = sorted([*page.lines, *own.lines], key=lambda line: line.middle)
    return page


def _shortfalls(drawing: Drawing) -> list[Problem]:
    """Say what of a page was left out."""
    page = drawing.sheet.page
    found: list[Problem] = []
    if drawing.outside > MAX_OUTSIDE * (drawing.outside + len(drawing.glyphs)):
        message = f"第 {page} 页有 {drawing.outside} 个字符落在页面范围之外，没有读取。"
        found.append(_of_page(BrokenFile.code, message, BrokenFile.default_advice, page))
    if drawing.is_cut:
        message = f"第 {page} 页的对象过多或嵌套过深，只读取了前面的部分。"
        found.append(_of_page(TooLarge.code, message, TooLarge.default_advice, page))
    return found


def _problem(drawing: Drawing) -> Problem | None:
    """Say why a page cannot be read; None where it can, or is blank."""
    page, printed = drawing.sheet.page, len(drawing.printed)
    if printed and drawing.garbage > MAX_GARBAGE * printed:
        message = f"第 {page} 页的文字是乱码，无法提取文字。"
    elif printed < FEW_CHARACTERS and drawing.picture_share > SCAN_SHARE:
        message = f"第 {page} 页是扫描图片，没有文字。"
    elif not printed and (drawing.pictures or drawing.paths > FEW_CHARACTERS):
        message = f"第 {page} 页只有图形，没有可提取的文字。"
    else:
        return None
    return _of_page(NoTextLayer.code, message, _ADVICE, page)


def _of_page(code: str, message: str, advice: str, page: int) -> Problem:
    return Problem(code=code, message=message, advice=advice, page=page)


def _unread(attachment: Attachment) -> Problem:
    message = f"OFD 内附有文件“{attachment.name}”，附件没有读取。"
    return Problem(code=UnsupportedFormat.code, message=message, advice="请用 OFD 阅读器导出附件后单独导入。")


def _summed_up(problems: list[Problem], pages: int) -> tuple[Problem, ...]:
    """Say once what holds for every page."""
    scans = [problem for problem in problems if problem.code == NoTextLayer.code]
    if pages < 2 or len(scans) < pages:
        return tuple(problems)
    message = f"全部 {pages} 页都没有可提取的文字，应为扫描件。"
    others = [problem for problem in problems if problem.code != NoTextLayer.code]
    return (Problem(code=NoTextLayer.code, message=message, advice=_ADVICE), *others)
