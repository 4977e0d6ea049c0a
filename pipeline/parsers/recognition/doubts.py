"""What is said of pages that text recognition could not read surely, or that hold nothing."""

from collections.abc import Iterable

from PIL import Image

from pipeline.parsers.layout.printed_page import PrintedPage
from pipeline.parsers.recognition.modes import plain
from pipeline.parsers.recognition.placing import RecognisedPage
from schemas.errors import NoTextLayer, UnsureReading
from schemas.parsed import Problem

UNREAD_ADVICE = "请核对原件是否清晰、是否确有文字；如有，请重新扫描（不低于200 dpi）后导入。"
BLANK_ADVICE = "请核对是否漏扫，或扫描时放反了纸面。"
_SIDE = 400
_CONTRAST = 40  # the darkest part of a page without print is this much darker than the brightest (0-255)


def doubts_of(pages: Iterable[PrintedPage]) -> list[Problem]:
    """Return one problem for each page on which lines were kept although their reading is doubtful."""
    return [_doubt(page) for page in pages if isinstance(page, RecognisedPage) and page.unsure]


def without_text(page: int, picture: Image.Image) -> Problem:
    """Say that nothing was read on a page: it is blank, or shows something else."""
    if is_blank(picture):
        return Problem(code=NoTextLayer.code, message=f"第 {page} 页是空白页。", advice=BLANK_ADVICE, page=page)
    message = f"第 {page} 页没有识别出文字。"
    return Problem(code=NoTextLayer.code, message=message, advice=UNREAD_ADVICE, page=page)


def is_blank(picture: Image.Image) -> bool:
    """Tell whether nothing is printed on a page: the back of a sheet, scanned along."""
    small = plain(picture).convert("L").resize((_SIDE, _SIDE), Image.Resampling.BOX)
    darkest, brightest = small.getextrema()
    return float(brightest) - float(darkest) < _CONTRAST  # type: ignore[arg-type]


def _doubt(page: RecognisedPage) -> Problem:
    message = f"第 {page.page} 页有 {page.unsure} 行文字识别把握很低，已保留但可能有错。"
    return Problem(code=UnsureReading.code, message=message, advice=UnsureReading.default_advice, page=page.page)
