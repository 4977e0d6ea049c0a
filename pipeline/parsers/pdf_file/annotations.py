"""What stands on a page beside its content and people see all the same: values of form fields, typed remarks."""

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.parsers.layout.sheet import Run
from pipeline.parsers.pdf_file.frame import Frame
from pipeline.parsers.text.characters import is_latin, plain

MAX_ANNOTATIONS = 5000  # on one page
USUAL_SIZE_PT = 10.0
LINE_SHARE = 0.8  # of the height of a field of one line is its type
LEADING = 1.2
# links have no text of their own, remarks in a bubble (Text, Popup) are not seen before they are opened
_VALUES = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents", pdfium.FPDF_ANNOT_STAMP: b""}
_EMPTY_BYTES = 2  # a closing zero of UTF-16
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


def loaded_with_annotations(document: Any, number: int) -> tuple[Any, list[tuple[str, Any]]]:
    """Return a page of PDFium by its 1-based number, and (text, rectangle) of annotations that programs must draw.

    What the file draws in fields and remarks is made part of the page; the document in memory is changed, never the
    file. The page is None where it cannot be loaded.
    """
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None, []
    count = min(pdfium.FPDFPage_GetAnnotCount(page), MAX_ANNOTATIONS)
    if count <= 0:
        return page, []
    found = [item for item in map(_looked_at, [page] * count, range(count)) if item is not None]
    undrawn = [(text, box) for text, box, is_drawn in found if text and not is_drawn]
    if any(is_drawn for *_, is_drawn in found):
        flattened = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        if flattened == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, number - 1) or None
    return page, undrawn


def runs_of_annotations(annotations: list[tuple[str, Any]], frame: Frame) -> Iterator[Run]:
    """Yield the lines of annotations as printed from the top left of their rectangles; widths are the usual ones."""
    for text, box in annotations:
        xs, ys = frame.placed([box.left, box.right], [box.bottom, box.top])
        lines = [plain(line) for line in text.splitlines() if plain(line).strip()]
        size = min(USUAL_SIZE_PT, LINE_SHARE * (max(ys) - min(ys)) / max(len(lines), 1)) or USUAL_SIZE_PT
        top = (min(ys) + max(ys) - LEADING * size * len(lines)) / 2 if len(lines) == 1 else min(ys)
        for number, line in enumerate(lines):
            x, x0s, x1s = min(xs), [], []
            for character in line:
                x0s.append(x)
                x += size / 2 if is_latin(character) else size
                x1s.append(x)
            upper = top + LEADING * size * number + (LEADING - 1) / 2 * size
            yield Run(line, x0s, x1s, upper, upper + size, size)


def _looked_at(page: Any, index: int) -> tuple[str, Any, bool] | None:
    """Return text, rectangle of an annotation that people see, whether the file draws it; None for any other."""
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return None
    try:
        key = _VALUES.get(pdfium.FPDFAnnot_GetSubtype(annotation))
        if key is None or pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            return None
        box = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
        is_drawn = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY_BYTES
        is_choice = _text(annotation, b"FT") == "Btn"
        return ("" if not key or is_choice else _text(annotation, key)), box, is_drawn
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def _text(annotation: Any, key: bytes) -> str:
    """Return a text or name of an annotation, "" where it has none."""
    size_bytes = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = (ctypes.c_ushort * (size_bytes // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, key, buffer, size_bytes)
    return bytes(buffer)[: max(size_bytes - 2, 0)].decode("utf-16-le", "replace")
