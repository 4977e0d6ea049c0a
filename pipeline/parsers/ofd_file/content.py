"""The graphic units of a page: walked through layers, blocks and composite units onto a sheet."""

from collections import Counter
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.parsers.layout.sheet import Sheet
from pipeline.parsers.layout.turning import turned
from pipeline.parsers.ofd_file.characters import PlacedGlyph, glyphs_of
from pipeline.parsers.ofd_file.geometry import Matrix, box_of, placed
from pipeline.parsers.ofd_file.package import child, local
from pipeline.parsers.ofd_file.paths import rulings_of
from pipeline.parsers.text.characters import is_garbage
from schemas.locator import BoxPt

MAX_DEPTH = 30  # of blocks in blocks, of composite units in composite units
MAX_UNITS = 300_000  # on one page


@dataclass(frozen=True)
class Picture:
    """A picture on a page: the id of its resource, the map from the unit square that it fills to points."""

    resource: str
    place: Matrix

    @property
    def bbox_pt(self) -> BoxPt:
        """The box around it."""
        return self.place.box(0.0, 0.0, 1.0, 1.0)


@dataclass
class Drawing:
    """What was drawn on one page, in the order of the file."""

    sheet: Sheet
    glyphs: list[PlacedGlyph] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    paths: int = 0
    outside: int = 0  # characters beside the page
    units: int = 0
    is_cut: bool = False

    @property
    def printed(self) -> list[PlacedGlyph]:
        """The characters that are no blanks."""
        return [item for item in self.glyphs if not item.glyph.text.isspace()]

    @property
    def garbage(self) -> int:
        """How many printed characters the file does not name."""
        return sum(1 for item in self.printed if any(is_garbage(character) for character in item.glyph.text))

    @property
    def picture_share(self) -> float:
        """The share of the page under pictures."""
        page = max(self.sheet.width_pt * self.sheet.height_pt, 1.0)
        return min(sum(_area(picture.bbox_pt, self.sheet) for picture in self.pictures) / page, 1.0)

    def upright_sheet(self) -> Sheet:
        """Return the sheet with its characters, turned so that most of them stand upright."""
        sheet = self.sheet
        counts = Counter(item.turn for item in self.printed if item.turn is not None)
        upright = max(counts, key=lambda turn: (counts[turn], -turn)) if counts else 0
        sheet.glyphs = [item.glyph for item in self.glyphs if item.turn == upright]
        sheet.askew = [item.glyph for item in self.glyphs if item.turn != upright]
        return turned(sheet, upright) if upright else sheet


def draw(drawing: Drawing, block: _Element, outside: Matrix, units: dict[str, _Element], depth: int = 0) -> None:
    """Put all graphic units below an element onto the drawing.

    `outside` maps the millimetres of the element to points on the page; `units` are composite units by id.
    """
    for element in block:
        if drawing.units >= MAX_UNITS or depth > MAX_DEPTH:
            drawing.is_cut = True
            return
        drawing.units += 1
        name = local(element)
        if (element.get("Visible") or "").strip().lower() in ("false", "0"):
            continue
        if name in ("Layer", "PageBlock"):
            draw(drawing, element, outside, units, depth + 1)
        elif name == "TextObject":
            found = glyphs_of(element, outside.after(placed(element)))
            inside = [item for item in found if _is_inside(item, drawing.sheet)]
            drawing.glyphs.extend(inside)
            drawing.outside += len(found) - len(inside)
        elif name == "PathObject":
            drawing.paths += 1
            drawing.sheet.rulings.extend(rulings_of(element, outside.after(placed(element)), drawing.sheet))
        elif name == "ImageObject":
            _draw_picture(drawing, element, outside)
        elif name == "CompositeObject":
            unit = units.get((element.get("ResourceID") or "").strip())
            content = child(unit, "Content")
            if content is not None:
                draw(drawing, content, outside.after(placed(element)), units, depth + 1)


def _draw_picture(drawing: Drawing, element: _Element, outside: Matrix) -> None:
    """Note a picture: its CTM maps the unit square (GB/T 33190-2016, 10); without one it fills its boundary."""
    boundary = box_of(element.get("Boundary"))
    if element.get("CTM"):
        place = outside.after(placed(element))
    elif boundary is not None:
        x, y, width, height = boundary
        place = outside.after(Matrix(width, 0.0, 0.0, height, x, y))
    else:
        return
    drawing.pictures.append(Picture((element.get("ResourceID") or "").strip(), place))


def _is_inside(item: PlacedGlyph, sheet: Sheet) -> bool:
    glyph = item.glyph
    return 0 <= (glyph.x0 + glyph.x1) / 2 <= sheet.width_pt and 0 <= glyph.middle <= sheet.height_pt


def _area(box: BoxPt, sheet: Sheet) -> float:
    width = min(box[2], sheet.width_pt) - max(box[0], 0.0)
    height = min(box[3], sheet.height_pt) - max(box[1], 0.0)
    return max(width, 0.0) * max(height, 0.0)
