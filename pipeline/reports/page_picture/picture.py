"""One page of a document as a picture."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from pipeline.reports.page_picture.marks import Mark, MarkKind, marks_of, paint
from pipeline.reports.page_picture.paper import paper_of
from pipeline.reports.page_picture.setting import set_page
from schemas.parsed import ParsedDocument


@dataclass(frozen=True)
class PagePicture:
    """A drawn page with how many boxes of each kind stand on it; `is_cut` where it was too long to be drawn whole."""

    image: Image.Image
    boxes: dict[MarkKind, int]
    tables: int
    is_cut: bool = False


def draw_page(path: Path, parsed: ParsedDocument, page: int, font_file: Path | None) -> PagePicture:
    """Draw the 1-based page of a file with what was read of it.

    Raises BrokenFile where the page cannot be drawn, MissingPart where a Chinese font is needed and `font_file` is
    None.
    """
    paper = paper_of(path, parsed.media_type, page, font_file)
    if paper is None:
        setting = set_page(parsed, page, font_file)
        image = setting.image()
        paint(image, setting.marks, 1.0)
        return _picture(image, setting.marks, is_cut=setting.is_cut)
    marks = marks_of(parsed, page)
    paint(paper.image, marks, paper.dots_per_point)
    return _picture(paper.image, marks)


def _picture(image: Image.Image, marks: list[Mark], *, is_cut: bool = False) -> PagePicture:
    tables = sum(1 for mark in marks if mark.kind == "cell" and mark.label)
    return PagePicture(image, dict(Counter(mark.kind for mark in marks)), tables, is_cut)
