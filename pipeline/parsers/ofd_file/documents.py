"""The documents of a package: their pages in order, the templates and composite units these use."""

from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.parsers.layout.sheet import Sheet
from pipeline.parsers.ofd_file.content import Drawing, draw
from pipeline.parsers.ofd_file.geometry import POINTS_PER_MM, Box, Matrix, box_of
from pipeline.parsers.ofd_file.package import ENTRY, OfdPackage, child, children, local, text_of
from schemas.errors import BrokenFile

A4_MM: Box = (0.0, 0.0, 210.0, 297.0)
_AREAS = ("PhysicalBox", "ApplicationBox", "ContentBox", "CropBox")


@dataclass(frozen=True)
class PageEntry:
    """A page as the document lists it: its id, the name of its part, None where that is missing."""

    id: str
    part: str | None


@dataclass
class OfdDocument:
    """One document of a package; `part` is its Document.xml, `signatures` the part that lists its seals.

    `media` maps ids to the parts of pictures.
    """

    part: str
    root: _Element
    signatures: str | None = None
    pages: list[PageEntry] = field(default_factory=list)
    templates: dict[str, str | None] = field(default_factory=dict)
    units: dict[str, _Element] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    area: Box = A4_MM


def read_documents(package: OfdPackage) -> list[OfdDocument]:
    """Return the documents of a package in order; raises BrokenFile, TooLarge."""
    bodies = children(package.root(ENTRY), "DocBody")
    documents = [_document(package, body) for body in bodies]
    if not documents:
        raise BrokenFile("OFD 文件中没有列出任何文档，文件可能不完整。")
    return documents


def read_drawing(package: OfdPackage, document: OfdDocument, entry: PageEntry, page: int) -> Drawing:
    """Return what is drawn on a page, templates in the background first; `page` is its 1-based number.

    Raises BrokenFile, TooLarge.
    """
    if entry.part is None:
        raise BrokenFile(f"第 {page} 页的内容不在文件中。")
    root = package.root(entry.part)
    x, y, width, height = _area(child(root, "Area")) or document.area
    drawing = Drawing(Sheet(page, width * POINTS_PER_MM, height * POINTS_PER_MM))
    outside = Matrix(POINTS_PER_MM, 0.0, 0.0, POINTS_PER_MM, -x * POINTS_PER_MM, -y * POINTS_PER_MM)
    units = {**document.units, **_page_units(package, entry.part, root)}
    behind, before = _templates(package, document, root)
    for content in (*behind, *children(root, "Content"), *before):
        draw(drawing, content, outside, units)
    return drawing


def _document(package: OfdPackage, body: _Element) -> OfdDocument:
    part = package.locate(_current_root(package, body), ENTRY)
    if part is None:
        raise BrokenFile("OFD 文件缺少文档的根节点（Document.xml）。")
    root = package.root(part)
    common = child(root, "CommonData")
    document = OfdDocument(part, root, package.locate(text_of(child(body, "Signatures")), ENTRY))
    document.area = _area(child(common, "PageArea")) or A4_MM
    for page in children(child(root, "Pages"), "Page"):
        document.pages.append(PageEntry(page.get("ID") or "", package.locate(page.get("BaseLoc"), part)))
    for template in children(common, "TemplatePage"):
        document.templates[template.get("ID") or ""] = package.locate(template.get("BaseLoc"), part)
    for name in ("PublicRes", "DocumentRes"):
        for resource in children(common, name):
            _add_resources(package, document, package.locate(text_of(resource), part))
    return document


def _current_root(package: OfdPackage, body: _Element) -> str:
    """Return where the root of a document lies: that of the current version where there are several."""
    for version in children(child(body, "Versions"), "Version"):
        part = package.locate(version.get("BaseLoc"), ENTRY)
        if part is not None and (version.get("Current") or "").strip().lower() in ("true", "1"):
            root = package.locate(text_of(child(package.root(part), "DocRoot")), part)
            if root is not None:
                return "/" + root
    return text_of(child(body, "DocRoot"))


def _area(element: _Element | None) -> Box | None:
    """Return the box of a page that is paper: the physical one, which the standard demands, or what there is."""
    boxes = (box_of(text_of(child(element, name))) for name in _AREAS)
    return next((box for box in boxes if box is not None and box[2] > 0 and box[3] > 0), None)


def _add_resources(package: OfdPackage, document: OfdDocument, part: str | None) -> None:
    """Add composite units and pictures of a resource part; one that is damaged costs pictures, not text."""
    if part is None:
        return
    try:
        root = package.root(part)
    except BrokenFile:
        return
    document.units.update(_composite_units(root))
    folder = (root.get("BaseLoc") or "").strip().strip("/")
    own = part.rpartition("/")[0]
    for element in root.iter():
        if local(element) == "MultiMedia":
            location = text_of(child(element, "MediaFile"))
            found = package.locate(location, part, f"{own}/{folder}", folder)
            if found is not None:
                document.media[element.get("ID") or ""] = found


def _page_units(package: OfdPackage, part: str, root: _Element) -> dict[str, _Element]:
    """Return the composite units of the resources that belong to a page alone."""
    found: dict[str, _Element] = {}
    for resource in children(root, "PageRes"):
        name = package.locate(text_of(resource), part)
        if name is not None:
            found.update(_composite_units(package.root(name)))
    return found


def _composite_units(root: _Element) -> dict[str, _Element]:
    names = ("CompositeGraphicUnit", "CompositeGraphicsUnit")  # producers write both
    return {element.get("ID") or "": element for element in root.iter() if local(element) in names}


def _templates(package: OfdPackage, document: OfdDocument, root: _Element) -> tuple[list[_Element], list[_Element]]:
    """Return the contents of the templates that a page lies over, those that lie over it."""
    behind: list[_Element] = []
    before: list[_Element] = []
    for reference in children(root, "Template"):
        part = document.templates.get(reference.get("TemplateID") or "")
        if part is not None:
            target = before if reference.get("ZOrder") == "Foreground" else behind
            target.extend(children(package.root(part), "Content"))
    return behind, before
