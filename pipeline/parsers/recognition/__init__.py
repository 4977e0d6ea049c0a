"""Text recognition: a picture of a page becomes a printed page.

Needs the optional part `zuozheng[ocr]` (RapidOCR with the models in its wheel, ONNX Runtime, OpenCV). It is loaded
when the first page is recognised, so that the program starts without it. Nothing is fetched from a network.
"""

from functools import cache
from importlib.util import find_spec

from PIL import Image

from pipeline.parsers.layout.printed_page import PrintedPage, read_page
from pipeline.parsers.recognition.placing import RecognisedPage
from schemas.errors import MissingPart

INSTALL_ADVICE = "请安装文字识别组件（pip install 'zuozheng[ocr]'）后重新导入，或向提供单位索取带文字的电子版。"
_PARTS = ("rapidocr", "onnxruntime", "cv2", "numpy")


@cache
def available() -> bool:
    """Tell whether the optional part is installed."""
    return all(find_spec(part) is not None for part in _PARTS)


def recognise(image: Image.Image, page: int, width_pt: float, height_pt: float) -> RecognisedPage:
    """Read the picture of a whole page: its lines, its ruled tables, each line with its confidence.

    `image` may have any mode and size; `page` is 1-based; the size in points is that of the page as displayed, to
    which all boxes refer once `as_laid` has put them back. A page without any text gives no lines. Raises MissingPart
    where the optional part is not installed.
    """
    if not available():
        raise MissingPart("没有安装文字识别（OCR）组件。", INSTALL_ADVICE)
    from pipeline.parsers.recognition.page import look_at  # noqa: PLC0415 - the optional part is loaded when it is needed

    look = look_at(image, page, width_pt, height_pt)
    return RecognisedPage(**vars(read_page(look.sheet)), warp=look.warp, unsure=look.unsure)


def agrees(printed: PrintedPage, image: Image.Image) -> bool:
    """Tell whether a line of a page's own text stands in its picture; true where no line is fit to be compared.

    Raises MissingPart where the optional part is not installed.
    """
    if not available():
        raise MissingPart("没有安装文字识别（OCR）组件。", INSTALL_ADVICE)
    from pipeline.parsers.recognition.sampling import sample_line, stands_there  # noqa: PLC0415 - as above

    line = None if printed.turn else sample_line(printed.every_line())
    return line is None or stands_there(line, image, printed.width_pt)
