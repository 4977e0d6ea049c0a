"""The parts of a .docx package that its text is spread over."""

from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile
from zlib import error as zlib_error

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.pkgreader import PackageReader
from lxml import etree
from lxml.etree import _Element

from pipeline.parsers.word.names import R, W, child, is_on, value
from schemas.errors import BrokenFile

_FOREIGN = (
    PackageNotFoundError,
    BadZipFile,
    zlib_error,
    etree.LxmlError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    OSError,
    StopIteration,
    NotImplementedError,
    RecursionError,
    AssertionError,
)


@dataclass(frozen=True)
class WordParts:
    """The roots of the parts: `body` is w:body; `notes` maps (kind, id) to a footnote, endnote or comment."""

    body: _Element
    styles: _Element | None
    numbering: _Element | None
    notes: dict[tuple[str, str], _Element]
    headers: tuple[_Element, ...]
    footers: tuple[_Element, ...]


def read_parts(path: Path) -> WordParts:
    """Open a .docx with python-docx and return its parts; raises BrokenFile.

    Only this function calls python-docx: whatever it raises on a damaged package stops here.
    """
    try:
        package = _Package(_reader(path))
        related = package.related()
        root = package.root(package.main)
    except _FOREIGN as error:
        raise BrokenFile("Word 文档的内部结构已损坏，无法读取。") from error
    body = None if root is None else root.find(W + "body")
    if body is None:
        raise BrokenFile("Word 文档缺少正文部分。")
    headers, footers = _margins(body, related)
    return WordParts(
        body=body,
        styles=_first(related, "styles"),
        numbering=_first(related, "numbering"),
        notes=_notes(related),
        headers=headers,
        footers=footers,
    )


_Related = dict[str, tuple[str, _Element]]


def _reader(path: Path) -> PackageReader:
    reader: PackageReader = PackageReader.from_file(str(path))  # type: ignore[no-untyped-call]
    return reader


class _Package:
    """The parts of a package as bytes, `main` the name of the document's.

    python-docx would give every element a class of its own, which makes a walk take three times as long.
    """

    def __init__(self, reader: PackageReader) -> None:
        self._parts = {str(name): (str(kind), blob) for name, kind, _, blob in reader.iter_sparts()}  # type: ignore[no-untyped-call]
        self._links = list(reader.iter_srels())  # type: ignore[no-untyped-call]
        starts = (link for source, link in self._links if source == "/")
        self.main = str(next(x.target_partname for x in starts if x.reltype == RELATIONSHIP_TYPE.OFFICE_DOCUMENT))

    def related(self) -> _Related:
        """Return relationship id -> (kind, root) of the XML parts that the document points to."""
        found: _Related = {}
        for source, link in self._links:
            if source != self.main or link.is_external:
                continue
            root = self.root(str(link.target_partname))
            if root is not None:
                found[str(link.rId)] = (str(link.reltype).rpartition("/")[2], root)
        return found

    def root(self, name: str) -> _Element | None:
        """Return the root of an XML part, None for pictures and other parts."""
        kind, blob = self._parts[name]
        if not kind.endswith("+xml"):
            return None
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True))


def _first(related: _Related, kind: str) -> _Element | None:
    return next((root for found, root in related.values() if found == kind), None)


def _notes(related: _Related) -> dict[tuple[str, str], _Element]:
    notes: dict[tuple[str, str], _Element] = {}
    for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
        root = _first(related, part)
        for note in () if root is None else root.findall(W + kind):
            if value(note, "type") in (None, "normal"):
                notes[kind, value(note, "id") or ""] = note
    return notes


def _margins(body: _Element, related: _Related) -> tuple[tuple[_Element, ...], tuple[_Element, ...]]:
    """Return the headers and footers that are displayed, in the order of the sections, each once."""
    settings = _first(related, "settings")
    has_even = is_on(child(settings, "evenAndOddHeaders"))
    found: dict[str, dict[str, _Element]] = {"headerReference": {}, "footerReference": {}}
    for section in body.iter(W + "sectPr"):
        shown = {"default", "even"} if has_even else {"default"}
        if is_on(child(section, "titlePg")):
            shown.add("first")
        for name, parts in found.items():
            for reference in section.findall(W + name):
                key = reference.get(R + "id")
                if key in related and value(reference, "type") in shown:
                    parts[str(key)] = related[str(key)][1]
    return tuple(found["headerReference"].values()), tuple(found["footerReference"].values())
