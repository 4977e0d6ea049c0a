"""A page with what was read of it drawn over it, for people to check.

    draw_page(path, parsed, page, font_file) -> PagePicture

PDF is drawn by PDFium, image files as they are, OFD from what was read of it. Documents without pages (Word, Excel)
are set plainly: their texts and tables one below the other. Blue: texts; green: cells; grey: headers and footers;
orange: notes, comments, seals, text boxes. The numbers are those of the blocks in the order of the document, from 1; a
table has a T before its number.
"""

from pipeline.reports.page_picture.picture import PagePicture, draw_page

__all__ = ["PagePicture", "draw_page"]
