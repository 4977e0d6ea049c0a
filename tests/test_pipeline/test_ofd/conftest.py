"""A writer of OFD packages in the manners of several producers; everything is in millimetres."""

import io
import zipfile
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from pipeline import parsers
from schemas.parsed import ParsedDocument

NAMESPACE = "http://www.ofdspec.org/2016"
SIZE = 4.0
LEFT, RIGHT = 30.0, 182.0
PER_LINE = int((RIGHT - LEFT) // SIZE)


@dataclass(frozen=True)
class Style:
    """How a producer writes: one object a line with every distance, with `g`, or one object a character."""

    name: str
    prefix: str = "ofd:"
    absolute: bool = False
    characters: str = "each"
    rules: str = "stroke"
    folder: str = "Doc_0"


STYLES = [
    Style("every distance, strokes, relative paths"),
    Style("g form, thin areas, absolute paths, no prefix", prefix="", absolute=True, characters="g", rules="area"),
    Style("an object a character, matrices", characters="single", rules="matrix", folder="文档_0"),
]


@dataclass(frozen=True)
class Text:
    x: float
    baseline: float
    text: str
    size: float = SIZE


@dataclass(frozen=True)
class Rule:
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Raw:
    """XML as it stands; `ofd:` in it is written as the style says."""

    xml: str


Item = Text | Rule | Raw


@dataclass
class Page:
    items: list[Item] = field(default_factory=list)
    before: str = ""
    area: str = ""


@dataclass
class Package:
    """One document; `more` are further parts, `common` and `root` further elements of Document.xml."""

    pages: list[Page]
    style: Style = STYLES[0]
    area: str = "0 0 210 297"
    common: str = ""
    root: str = ""
    body: str = ""
    more: dict[str, str | bytes] = field(default_factory=dict)

    def parts(self, folder: str | None = None) -> dict[str, str | bytes]:
        folder = folder or self.style.folder
        start = f"/{folder}/" if self.style.absolute else ""
        pages = "".join(
            f'<ofd:Page ID="{100 + number}" BaseLoc="{start}Pages/Page_{number}/Content.xml"/>'
            for number in range(len(self.pages))
        )
        document = (
            f"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{self.area}</ofd:PhysicalBox></ofd:PageArea>{self.common}"
            f"</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>{self.root}"
        )
        parts: dict[str, str | bytes] = {f"{folder}/Document.xml": self.xml("Document", document)}
        for number, page in enumerate(self.pages):
            parts[f"{folder}/Pages/Page_{number}/Content.xml"] = self.xml("Page", self.page(page))
        more = {name: self.xml("", text) if isinstance(text, str) else text for name, text in self.more.items()}
        return {**parts, **more}

    def entry(self, folder: str | None = None) -> str:
        start = "/" if self.style.absolute else ""
        root = f"{start}{folder or self.style.folder}/Document.xml"
        return f"<ofd:DocBody><ofd:DocRoot>{root}</ofd:DocRoot>{self.body}</ofd:DocBody>"

    def page(self, page: Page) -> str:
        area = f"<ofd:Area><ofd:PhysicalBox>{page.area}</ofd:PhysicalBox></ofd:Area>" if page.area else ""
        items = "\n".join(self.item(item, number) for number, item in enumerate(page.items))
        return f'{area}{page.before}<ofd:Content><ofd:Layer ID="1">{items}</ofd:Layer></ofd:Content>'

    def item(self, item: Item, number: int) -> str:
        if isinstance(item, Raw):
            return item.xml
        if isinstance(item, Rule):
            return self.rule(item)
        if self.style.characters == "single":
            return "".join(
                f'<ofd:PageBlock><ofd:TextObject Boundary="{item.x + item.size * place} {item.baseline - item.size} '
                f'{item.size} {item.size}" CTM="0.05 0 0 0.05 0 0" Size="{item.size * 20}"><ofd:CGTransform '
                f'CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>{number}</ofd:Glyphs></ofd:CGTransform>'
                f'<ofd:TextCode X="0" Y="{item.size * 20}">{escape(character)}</ofd:TextCode></ofd:TextObject>'
                f"</ofd:PageBlock>"
                for place, character in enumerate(item.text)
            )
        count = len(item.text) - 1
        deltas = f"g {count} {item.size}" if self.style.characters == "g" else " ".join([str(item.size)] * count)
        delta = f' DeltaX="{deltas}"' if count else ""
        return (
            f'<ofd:TextObject ID="{number + 10}" Boundary="{item.x} {item.baseline - item.size} '
            f'{item.size * len(item.text)} {item.size * 1.2}" Font="3" Size="{item.size}">'
            '<ofd:FillColor Value="0 0 0"/>'
            f'<ofd:TextCode X="0" Y="{item.size}"{delta}>{escape(item.text)}</ofd:TextCode></ofd:TextObject>'
        )

    def rule(self, rule: Rule) -> str:
        width, height = rule.x1 - rule.x0, rule.y1 - rule.y0
        boundary = f"{rule.x0} {rule.y0} {max(width, 0.2)} {max(height, 0.2)}"
        if self.style.rules == "area":
            data = f"M 0 0 L {max(width, 0.2)} 0 L {max(width, 0.2)} {max(height, 0.2)} L 0 {max(height, 0.2)} C"
            return (
                f'<ofd:PathObject Boundary="{boundary}" Stroke="false" Fill="true"><ofd:AbbreviatedData>{data}'
                "</ofd:AbbreviatedData></ofd:PathObject>"
            )
        scale = 0.353 if self.style.rules == "matrix" else 1
        matrix = f' CTM="{scale} 0 0 {scale} 0 0"' if scale != 1 else ""
        return (
            f'<ofd:PathObject Boundary="{boundary}" LineWidth="0.25"{matrix}><ofd:AbbreviatedData>M 0 0 '
            f"L {width / scale} {height / scale}</ofd:AbbreviatedData></ofd:PathObject>"
        )

    def xml(self, name: str, inner: str) -> str:
        named = f' xmlns:ofd="{NAMESPACE}"' if self.style.prefix else f' xmlns="{NAMESPACE}"'
        if name:
            text = f"<ofd:{name}{named}>{inner}</ofd:{name}>"
        else:
            head, mark, tail = inner.partition(">")
            text = (head[:-1] + named + "/" if head.endswith("/") else head + named) + mark + tail
        text = text.replace("<ofd:", f"<{self.style.prefix}").replace("</ofd:", f"</{self.style.prefix}")
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + text


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def packed(*packages: Package) -> bytes:
    """Return the bytes of a package of one document, or of several."""
    parts: dict[str, str | bytes] = {}
    entries = ""
    for number, package in enumerate(packages):
        folder = None if len(packages) == 1 else f"Doc_{number}"
        parts.update(package.parts(folder))
        entries += package.entry(folder)
    parts["OFD.xml"] = packages[0].xml("OFD", entries)
    return zipped(parts)


def prose(*paragraphs: str, top: float = 40.0) -> list[Item]:
    """Justified paragraphs, the first line of each indented by two characters."""
    items: list[Item] = []
    y = top
    for paragraph in paragraphs:
        text = "　　" + paragraph
        for start in range(0, len(text), PER_LINE):
            items.append(Text(LEFT, y, text[start : start + PER_LINE]))
            y += 1.6 * SIZE
    return items


def grid(xs: list[float], ys: list[float], words: dict[tuple[int, int], str]) -> list[Item]:
    """A ruled grid; `words` maps (row, column) to lines parted by a line break."""
    items: list[Item] = [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]
    for (row, column), text in words.items():
        for number, line in enumerate(text.split("\n")):
            items.append(Text(xs[column] + 1.5, ys[row] + 4.5 + 5 * number, line, 3.5))
    return items


@pytest.fixture(params=STYLES, ids=lambda style: style.name)
def style(request: pytest.FixtureRequest) -> Style:
    chosen: Style = request.param
    return chosen


def text_object(x: float, y: float, text: str, code: str = "", **attributes: object) -> str:
    """A TextObject of 4 mm type; `code` are the attributes of its TextCode, one distance of 4 mm for all by default."""
    delta = f'DeltaX="g {len(text)} 4"'
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<ofd:TextObject Boundary="{x} {y} 150 5" Size="4"{written}>'
        f'<ofd:TextCode X="0" Y="4" {code or delta}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def path_object(boundary: str, data: str, attributes: str = "") -> str:
    return (
        f'<ofd:PathObject Boundary="{boundary}" {attributes}>'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


@dataclass
class Maker:
    """What tests call: the pieces above under one name, since test modules share nothing by import."""

    folder: Path
    style: Style = STYLES[0]
    per_line: int = PER_LINE
    left: float = LEFT
    right: float = RIGHT

    page = staticmethod(Page)
    text = staticmethod(Text)
    rule = staticmethod(Rule)
    raw = staticmethod(Raw)
    prose = staticmethod(prose)
    grid = staticmethod(grid)
    packed = staticmethod(packed)
    zipped = staticmethod(zipped)
    text_object = staticmethod(text_object)
    path_object = staticmethod(path_object)

    def package(self, *pages: Page, **more: object) -> Package:
        return replace(Package(list(pages), self.style), **more)  # type: ignore[arg-type]

    def read(self, content: bytes) -> ParsedDocument:
        path = self.folder / "file.ofd"
        path.write_bytes(content)
        return parsers.parse(path, "application/ofd")

    def parts(self, *pages: Page, **more: object) -> dict[str, str | bytes]:
        package = self.package(*pages, **more)
        return {**package.parts(), "OFD.xml": package.xml("OFD", package.entry())}

    def read_pages(self, *pages: Page, **more: object) -> ParsedDocument:
        return self.read(packed(self.package(*pages, **more)))


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


@pytest.fixture
def styled(tmp_path: Path, style: Style) -> Maker:
    return Maker(tmp_path, style)
