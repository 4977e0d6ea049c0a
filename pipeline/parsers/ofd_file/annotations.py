"""What was put on a document beside its pages: annotations with text, attached files."""

from dataclasses import dataclass

from lxml.etree import _Element

from pipeline.parsers.layout.lines import askew_lines, lines_of
from pipeline.parsers.layout.sheet import Line, Sheet
from pipeline.parsers.ofd_file.content import Drawing, draw
from pipeline.parsers.ofd_file.documents import OfdDocument
from pipeline.parsers.ofd_file.geometry import POINTS_PER_MM, Matrix, box_of
from pipeline.parsers.ofd_file.package import OfdPackage, child, children, local, text_of
from pipeline.parsers.text.characters import plain
from pipeline.parsers.text.joining import join_all
from schemas.errors import BrokenFile
from schemas.locator import BoxPt

DATA_FORMATS = frozenset({"xml", "json", "asn", "der", "dat", "xbrl"})  # for programs, not for people


@dataclass(frozen=True)
class Note:
    """An annotation with text; its box in points of the page, or unknown."""

    text: str
    bbox_pt: BoxPt | None


@dataclass(frozen=True)
class Attachment:
    """A file inside the file; `is_data` where it is the same content for programs."""

    name: str
    is_data: bool


def notes_of(package: OfdPackage, document: OfdDocument, sheets: dict[str, Sheet]) -> dict[str, list[Note]]:
    """Return page id -> annotations with text; `sheets` are the pages by id. Damaged ones are left out."""
    found: dict[str, list[Note]] = {}
    listing = package.locate(text_of(child(document.root, "Annotations")), document.part)
    for page in _entries(package, listing, "Page"):
        page_id = (page.get("PageID") or "").strip()
        part = package.locate(text_of(child(page, "FileLoc")), listing or "")
        for annotation in _entries(package, part, "Annot"):
            note = _note(annotation, document, sheets.get(page_id))
            if note is not None:
                found.setdefault(page_id, []).append(note)
    return found


def attachments_of(package: OfdPackage, document: OfdDocument) -> list[Attachment]:
    """Return the files attached to a document."""
    found: list[Attachment] = []
    listing = package.locate(text_of(child(document.root, "Attachments")), document.part)
    for entry in _entries(package, listing, "Attachment"):
        location = text_of(child(entry, "FileLoc"))
        name = plain((entry.get("Name") or "").strip()) or location.rpartition("/")[2]
        suffix = (entry.get("Format") or location.rpartition(".")[2]).strip().lower()
        hidden = (entry.get("Visible") or "").strip().lower() == "false"
        found.append(Attachment(name, hidden or suffix in DATA_FORMATS))
    return found


def _entries(package: OfdPackage, part: str | None, name: str) -> list[_Element]:
    if part is None:
        return []
    try:
        return [element for element in package.root(part).iter() if local(element) == name]
    except BrokenFile:
        return []


def _note(annotation: _Element, document: OfdDocument, sheet: Sheet | None) -> Note | None:
    """Return the text of an annotation: what is printed in it, then its remark."""
    if (annotation.get("Visible") or "").strip().lower() == "false":
        return None
    lines: list[Line] = []
    box: BoxPt | None = None
    for appearance in children(annotation, "Appearance"):
        if sheet is not None:
            lines.extend(_printed(appearance, document, sheet))
            box = box or _box(appearance, sheet)
    remark = plain(text_of(child(annotation, "Remark")))
    text = join_all([line.text for line in lines])
    if remark and remark not in text:
        text = f"{text}\n{remark}" if text else remark
    return Note(text, box) if text else None


def _printed(appearance: _Element, document: OfdDocument, sheet: Sheet) -> list[Line]:
    drawing = Drawing(Sheet(sheet.page, sheet.width_pt, sheet.height_pt))
    boundary = box_of(appearance.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    outside = Matrix(POINTS_PER_MM, 0.0, 0.0, POINTS_PER_MM, boundary[0] * POINTS_PER_MM, boundary[1] * POINTS_PER_MM)
    draw(drawing, appearance, outside, document.units)
    upright = [item.glyph for item in drawing.glyphs if item.turn == 0]
    return lines_of(upright) + askew_lines([item.glyph for item in drawing.glyphs if item.turn != 0])


def _box(appearance: _Element, sheet: Sheet) -> BoxPt | None:
    boundary = box_of(appearance.get("Boundary"))
    if boundary is None:
        return None
    x0, top, width, height = (value * POINTS_PER_MM for value in boundary)
    return points_box(x0, top, x0 + width, top + height)


def points_box(x0: float, top: float, x1: float, bottom: float) -> BoxPt:
    """Return a box rounded to hundredths of a point."""
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))
