"""A plain setting of texts and tables for documents without pages: Word, Excel."""

from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw

from pipeline.reports.page_picture.lettering import Font, font_of, width_of, wrapped
from pipeline.reports.page_picture.marks import Mark, kind_of, label_of
from schemas.parsed import Cell, ParsedDocument, TableBlock, TextBlock

WIDTH, MARGIN = 1000, 50
TEXT_SIZE, HEADING_SIZE, CELL_SIZE = 17, 21, 14
LINE_SPACING = 1.4
GAP, PADDING = 10, 5
MAX_HEIGHT = 16_000  # what comes further down is left out
_INK = "#111111"


@dataclass
class Setting:
    """What has been set, in pixels: `words` are (x, top, line, font), `marks` the boxes; `is_cut` if too long."""

    font_file: Path | None
    y: float = MARGIN
    words: list[tuple[float, float, str, Font]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    is_cut: bool = False

    def image(self) -> Image.Image:
        """Return the picture of what was set."""
        canvas = Image.new("RGB", (WIDTH, min(round(self.y) + MARGIN, MAX_HEIGHT + MARGIN)), "white")
        draw = ImageDraw.Draw(canvas)
        for x, top, line, font in self.words:
            draw.text((x, top), line, fill=_INK, font=font)
        return canvas

    def lines(self, text: str, x: float, top: float, width: float, font: Font) -> float:
        """Set a text into a width; return its height."""
        step = font.size * LINE_SPACING
        found = wrapped(text, font, width)
        for number, line in enumerate(found):
            self.words.append((x, top + number * step, line, font))
        return step * len(found)


def set_page(parsed: ParsedDocument, page: int, font_file: Path | None) -> Setting:
    """Set the blocks of one group of paragraphs, of one sheet; raises MissingPart where there is no Chinese font."""
    setting = Setting(font_file)
    for number, block in enumerate(parsed.blocks, 1):
        if setting.y > MAX_HEIGHT:
            setting.is_cut = True
            break
        if isinstance(block, TableBlock):
            cells = [cell for cell in block.cells if (cell.page or cell.locator.page or block.page) == page]
            if cells:
                _set_table(setting, block, cells, label_of(number, block))
        elif block.page == page:
            _set_text(setting, block, label_of(number, block))
    return setting


def _set_text(setting: Setting, block: TextBlock, label: str) -> None:
    font = font_of(setting.font_file, HEADING_SIZE if block.role == "heading" else TEXT_SIZE)
    height = setting.lines(block.text, MARGIN, setting.y, WIDTH - 2 * MARGIN, font)
    box = (MARGIN - PADDING, setting.y - 2, WIDTH - MARGIN + PADDING, setting.y + height)
    setting.marks.append(Mark(kind_of(block), box, label))
    setting.y += height + GAP


def _set_table(setting: Setting, block: TableBlock, cells: list[Cell], label: str) -> None:
    font = font_of(setting.font_file, CELL_SIZE)
    edges = _column_edges(block, font)
    first = min(cell.row for cell in cells)
    last = max(cell.row + cell.row_span for cell in cells)
    heights = _row_heights(cells, edges, font, last - first, first)
    tops = [setting.y]
    for height in heights:
        tops.append(tops[-1] + height)
    for index, cell in enumerate(cells):
        x0, x1 = edges[cell.column], edges[min(cell.column + cell.column_span, block.columns)]
        top, bottom = tops[cell.row - first], tops[cell.row + cell.row_span - first]
        if top > MAX_HEIGHT:
            setting.is_cut = True
            break
        setting.lines(cell.text, x0 + PADDING, top + PADDING, x1 - x0 - 2 * PADDING, font)
        setting.marks.append(Mark("cell", (x0, top, x1, bottom), label if index == 0 else ""))
    setting.y = tops[-1] + GAP


def _column_edges(block: TableBlock, font: Font) -> list[float]:
    """Return the x of the columns: narrow ones as wide as their texts, wide ones share what is left."""
    wanted = [2.0 * font.size] * block.columns
    for cell in block.cells:
        if cell.column_span == 1 and cell.column < block.columns:
            longest = max(width_of(line, font) for line in cell.text.split("\n"))
            wanted[cell.column] = max(wanted[cell.column], longest + 2 * PADDING + 1)
    left, most = float(WIDTH - 2 * MARGIN), 0.0
    for number, width in enumerate(sorted(wanted)):
        most = left / (block.columns - number)
        if width > most:
            break
        left, most = left - width, width
    edges = [float(MARGIN)]
    for width in wanted:
        edges.append(edges[-1] + min(width, most))
    return edges


def _row_heights(cells: list[Cell], edges: list[float], font: Font, rows: int, first: int) -> list[float]:
    """Return how high rows must be for their texts; a merged cell stretches its last row."""
    step = font.size * LINE_SPACING
    heights = [step + 2 * PADDING] * rows
    for cell in sorted(cells, key=lambda cell: cell.row_span):
        end = min(cell.column + cell.column_span, len(edges) - 1)
        width = edges[end] - edges[cell.column] - 2 * PADDING
        needed = step * len(wrapped(cell.text, font, width)) + 2 * PADDING
        start, stop = cell.row - first, cell.row + cell.row_span - first
        heights[stop - 1] += max(0.0, needed - sum(heights[start:stop]))
    return heights
