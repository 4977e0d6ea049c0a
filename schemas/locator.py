"""Where a piece of text stands in its document."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.model import Model

# x0, top, x1, bottom in PDF points (1/72 inch), origin at the top left corner of the page as displayed
BoxPt = tuple[float, float, float, float]


class PageLocator(Model):
    """A place on a page: `page` is 1-based, the box in PDF points from the top left, or unknown."""

    kind: Literal["page"] = "page"
    page: int = Field(ge=1)
    bbox_pt: BoxPt | None = None


class ParagraphLocator(Model):
    """A paragraph of a document without pages: 0-based, counted over all text blocks in reading order."""

    kind: Literal["paragraph"] = "paragraph"
    index: int = Field(ge=0)


class CellLocator(Model):
    """A table cell: table, row and column are 0-based; `page` (1-based) where the document has pages."""

    kind: Literal["cell"] = "cell"
    table: int = Field(ge=0)
    row: int = Field(ge=0)
    column: int = Field(ge=0)
    page: int | None = None
    bbox_pt: BoxPt | None = None


Locator = Annotated[PageLocator | ParagraphLocator | CellLocator, Field(discriminator="kind")]
