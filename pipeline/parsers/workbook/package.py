"""The parts of a .xlsx package that its sheets are spread over.

The parts are read with lxml, not with openpyxl, which is the referee in the tests: every value of many sheets is
compared with what it reads. Asked for all a sheet displays it makes a cell for every place of a merged range (a merge
of the whole sheet never ends) and holds every formatted empty cell; read-only, which takes as long as we do (11 and 13
microseconds a cell), it tells neither merges nor frames nor what is hidden. Both refuse the whole file for one odd
colour in its styles, as other programs write them, and neither says how a value is displayed.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import IO
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from pipeline.parsers.workbook.strings import rich_text
from pipeline.parsers.workbook.styles import Style, read_styles
from schemas.errors import BrokenFile

_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True)
class Relation:
    """What one part says of another: `kind` is the last word of its type, `part` a name in the package."""

    kind: str
    part: str


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it; `part` is "" where it is named but not there."""

    name: str
    is_hidden: bool
    part: str


class WorkbookPackage:
    """An opened package; every part is read when it is first asked for, all raise BrokenFile."""

    def __init__(self, package: ZipFile) -> None:
        """Look the workbook up; `package` must stay open."""
        self._package = package
        self._names = {name.lower().lstrip("/"): name for name in package.namelist()}
        relations = self.relations("").values()
        self._main = next((item.part for item in relations if item.kind == "officeDocument"), _WORKBOOK)

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, which cells name by their 0-based number."""
        part = self._related("sharedStrings")
        return [rich_text(item) for item in self.root(part).iterfind("{*}si")] if part else []

    @cached_property
    def styles(self) -> list[Style]:
        """The cell styles, which cells name by their 0-based number."""
        part = self._related("styles")
        return read_styles(self.root(part)) if part else []

    @cached_property
    def counts_from_1904(self) -> bool:
        """Tell whether day 0 is 1904-01-01 (workbooks of old Macs)."""
        properties = self.root(self._main).find("{*}workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true")

    def sheets(self) -> list[SheetEntry]:
        """Return the sheets in the order of their tabs."""
        relations = self.relations(self._main)
        found = []
        for element in self.root(self._main).iterfind("{*}sheets/{*}sheet"):
            key = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), "")
            relation = relations.get(str(key))
            is_hidden = element.get("state", "visible") != "visible"
            found.append(SheetEntry(str(element.get("name", "")), is_hidden, relation.part if relation else ""))
        return found

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part ("" is the package) points to inside the package, by relationship id."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for element in self.root(relations).iterfind("{*}Relationship"):
            if element.get("TargetMode") != "External":
                target = posixpath.join("/", folder, unquote(str(element.get("Target", ""))))
                kind = str(element.get("Type", "")).rpartition("/")[2]
                found[str(element.get("Id"))] = Relation(kind, posixpath.normpath(target).lstrip("/"))
        return found

    def has(self, part: str) -> bool:
        """Tell whether the package holds a part; names differ in case between programs."""
        return part.lower() in self._names

    def open(self, part: str) -> IO[bytes]:
        """Open a part for reading."""
        if not self.has(part):
            raise BrokenFile(f"Excel 文件缺少内部文件 {part}，文件不完整。")
        return self._package.open(self._names[part.lower()])

    def root(self, part: str) -> _Element:
        """Return the root element of a part."""
        parser = etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True)
        try:
            with self.open(part) as stream:
                return etree.parse(stream, parser).getroot()
        except etree.XMLSyntaxError as error:
            raise BrokenFile(f"Excel 文件的内部文件 {part} 已损坏。") from error

    def _related(self, kind: str) -> str:
        relations = self.relations(self._main).values()
        return next((item.part for item in relations if item.kind == kind and self.has(item.part)), "")


def elements(stream: IO[bytes], *tags: str) -> Iterator[_Element]:
    """Yield the elements of these names as they end, each forgotten afterwards; raises BrokenFile."""
    events = etree.iterparse(stream, events=("end",), tag=tags, resolve_entities=False, no_network=True)
    try:
        for _, element in events:
            yield element
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise BrokenFile("Excel 工作表的内容已损坏。") from error
