"""Reads the content files: documents as data, with what is expected of the program."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

from sample_docs.build.blocks import Block, parse_body

CONTENT_FOLDER = Path(__file__).parent.parent / "content"
Writer = Literal["docx", "office", "reportlab", "browser", "truncated", "encrypted", "scan", "copy", "cut-docx"]


@dataclass(frozen=True)
class Layout:
    """How the document is laid out: `head` is the 发文机关标志, `foot` the words in the footer."""

    head: str = ""
    landscape: bool = False
    styles: bool = False
    header: str = ""
    addition: str = ""
    copy_to: str = ""
    printed: str = ""
    signed: bool = True
    mark: str = ""


@dataclass(frozen=True)
class SampleDocument:
    """One file to be built; `source` is the file a copy is made of."""

    file: str
    writer: Writer
    purpose: str
    kind: str | None = None
    title: str | None = None
    issuer: str | None = None
    doc_number: str | None = None
    date: datetime.date | None = None
    period: tuple[datetime.date, datetime.date] | None = None
    status: str = "ok"
    source: str = ""
    layout: Layout = field(default_factory=Layout)
    body: str = ""
    tags: tuple[dict[str, Any], ...] = ()
    facts: tuple[dict[str, Any], ...] = ()
    faults: tuple[dict[str, Any], ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body as blocks."""
        return parse_body(self.body)

    @property
    def date_text(self) -> str:
        """The date of signing as official documents print it: 2023年1月8日."""
        return f"{self.date.year}年{self.date.month}月{self.date.day}日" if self.date else ""

    @property
    def number_lines(self) -> tuple[str, ...]:
        """The document number, in a tuple of its own so that a writer may leave it out."""
        return (self.doc_number,) if self.doc_number else ()


def read_documents(folder: Path = CONTENT_FOLDER) -> Iterator[SampleDocument]:
    """Yield the documents of all content files, in the order of file names.

    A copy is expected to be understood as its source, which must come before it.
    """
    sources: dict[str, SampleDocument] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == "expectations.yaml":
            continue
        for row in YAML(typ="safe").load(path.read_text("utf-8")):
            document = _document(row)
            if document.writer == "copy":
                source = sources[document.source]
                document = replace(document, tags=source.tags, facts=source.facts)
            sources[document.file] = document
            yield document


def read_expectations(folder: Path = CONTENT_FOLDER) -> dict[str, Any]:
    """Return what concerns no single file: expected gaps and findings of the whole dossier."""
    loaded: dict[str, Any] = YAML(typ="safe").load((folder / "expectations.yaml").read_text("utf-8"))
    return loaded


def _document(row: dict[str, Any]) -> SampleDocument:
    values = dict(row)
    values["layout"] = Layout(**values.get("layout", {}))
    if "period" in values:
        values["period"] = tuple(values["period"])
    values["tags"] = tuple(_tag(tag) for tag in values.get("tags", ()))
    values["facts"] = tuple(fact for series in values.get("facts", ()) for fact in _facts(series))
    values["faults"] = tuple(values.get("faults", ()))
    return SampleDocument(**values)


def _tag(row: list[Any]) -> dict[str, Any]:
    indicator_id, sub, relation = row
    return {"indicator_id": indicator_id, "sub": sub, "relation": relation}


def _facts(row: list[Any]) -> Iterator[dict[str, Any]]:
    """Spread [id, sub, name, unit, role, {year: value}] over its years; year 0 stands for no year."""
    indicator_id, sub, name, unit, role, values = row
    for year, value in values.items():
        yield {
            "indicator_id": indicator_id,
            "sub": sub,
            "name": name,
            "year": year or None,
            "value": value,
            "unit": unit,
            "role": role,
        }
