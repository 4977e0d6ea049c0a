"""The parts of a .docx package that its text is spread over."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile
from zlib import error as zlib_error

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


_HEAD_BYTES = 8192
# what python-docx is asked for by kind; any other part only when the text points to it
_KINDS = frozenset(("styles", "numbering", "settings", "footnotes", "endnotes", "comments", "header", "footer"))
# a document saved as "Strict Open XML" differs in the names of its namespaces (ECMA-376 part 1 against part 4)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")


@dataclass(frozen=True)
class WordParts:
    """The roots of the parts: `body` is w:body; `notes` maps (kind, id) to a footnote, endnote or comment.

    `related` gives what the body points to: charts, diagrams, pictures.
    """

    body: _Element
    styles: _Element | None
    numbering: _Element | None
    notes: dict[tuple[str, str], _Element]
    headers: tuple[_Element, ...]
    footers: tuple[_Element, ...]
    related: "Related"


def read_parts(path: Path) -> WordParts:
    """Open a .docx with python-docx and return its parts; raises BrokenFile.

    Only this function calls python-docx: whatever it raises on a damaged package stops here.
    """
    try:
        package = Related(_reader(path))
        related = package.known()
        root = package.main_root()
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
        related=package,
    )


_Known = dict[str, tuple[str, _Element]]


def _reader(path: Path) -> PackageReader:
    reader: PackageReader = PackageReader.from_file(str(path))  # type: ignore[no-untyped-call]
    return reader


class Related:
    """The parts of a package as bytes; those that the document points to are known by relationship id.

    python-docx would give every element a class of its own, which makes a walk take three times as long.
    """

    def __init__(self, reader: PackageReader) -> None:
        """Take over what the reader found."""
        self._parts = {str(name): (str(kind), blob) for name, kind, _, blob in reader.iter_sparts()}  # type: ignore[no-untyped-call]
        links = list(reader.iter_srels())  # type: ignore[no-untyped-call]
        starts = (link for source, link in links if source == "/")
        self._main = str(next(x.target_partname for x in starts if _kind(x) == "officeDocument"))
        self._links = {
            str(link.rId): (_kind(link), str(link.target_partname))
            for source, link in links
            if source == self._main and not link.is_external
        }

    def main_root(self) -> _Element | None:
        """Return the root of the document."""
        return self._root(self._main)

    def known(self) -> _Known:
        """Return relationship id -> (kind, root) of the parts that every document may have."""
        return {
            key: (kind, root)
            for key, (kind, name) in self._links.items()
            if kind in _KINDS and (root := self._root(name)) is not None
        }

    def root(self, key: str) -> _Element | None:
        """Return the root of the XML part of a relationship; None where there is none, or it is damaged."""
        try:
            return self._root(self._links[key][1])
        except (etree.LxmlError, KeyError, ValueError):
            return None

    def blob(self, key: str) -> bytes:
        """Return the bytes of the part of a relationship, none where it is not in the package."""
        return bytes(self._parts.get(self._links.get(key, ("", ""))[1], ("", b""))[1])

    def _root(self, name: str) -> _Element | None:
        kind, blob = self._parts[name]
        if not kind.endswith("+xml"):
            return None
        if b"purl.oclc.org/ooxml" in blob[:_HEAD_BYTES]:
            blob = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", blob)
        return etree.fromstring(blob, etree.XMLParser(resolve_entities=False, huge_tree=False, no_network=True))


def _kind(link: Any) -> str:
    return str(link.reltype).rpartition("/")[2]


def _first(related: _Known, kind: str) -> _Element | None:
    return next((root for found, root in related.values() if found == kind), None)


def _notes(related: _Known) -> dict[tuple[str, str], _Element]:
    notes: dict[tuple[str, str], _Element] = {}
    for kind, part in (("footnote", "footnotes"), ("endnote", "endnotes"), ("comment", "comments")):
        root = _first(related, part)
        for note in () if root is None else root.findall(W + kind):
            if value(note, "type") in (None, "normal"):
                notes[kind, value(note, "id") or ""] = note
    return notes


def _margins(body: _Element, related: _Known) -> tuple[tuple[_Element, ...], tuple[_Element, ...]]:
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
