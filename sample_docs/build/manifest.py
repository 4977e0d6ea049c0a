"""Writes MANIFEST.yaml: every file with what the program is expected to understand of it."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from sample_docs.build.content import SampleDocument

HEADER = """\
Every file of this folder with its purpose, what the program should understand of it and what is planted in it.
Made from content/*.yaml by `python -m sample_docs.build`; the expectations are written by hand there, the program
under test has no part in them. Fields of tags and facts are those of the program's own JSON."""


def write_manifest(
    documents: Iterable[SampleDocument], expectations: Mapping[str, Any], numbers: Mapping[str, int], path: Path
) -> None:
    """Write the manifest; `numbers` gives the indicator number of each canonical id in the edition used."""
    manifest = CommentedMap(expectations["dossier"])
    manifest["files"] = [_file(document, numbers) for document in documents]
    for key in ("expected_gaps", "expected_findings", "planted_faults"):
        manifest[key] = [_flow(_numbered(row, numbers)) for row in expectations[key]]
    manifest.yaml_set_start_comment(HEADER)
    yaml = YAML()
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        yaml.dump(manifest, stream)


def _file(document: SampleDocument, numbers: Mapping[str, int]) -> CommentedMap:
    row = CommentedMap()
    for key in ("file", "purpose", "status"):
        row[key] = getattr(document, key)
    is_readable = document.status == "ok"
    for key in ("kind", "title", "issuer", "doc_number"):
        row[key] = getattr(document, key) if is_readable else None
    row["date"] = document.date.isoformat() if document.date and is_readable else None
    row["period"] = None
    if document.period and is_readable:
        row["period"] = _flow({"start": document.period[0].isoformat(), "end": document.period[1].isoformat()})
    if document.source:
        row["duplicate_of"] = document.source
    row["tags"] = _rows(document.tags, numbers)
    row["facts"] = _rows(document.facts, numbers)
    row["faults"] = _rows(document.faults, numbers)
    return row


def _rows(rows: Iterable[Mapping[str, Any]], numbers: Mapping[str, int]) -> CommentedSeq:
    sequence = CommentedSeq([_flow(_numbered(row, numbers)) for row in rows])
    if not sequence:
        sequence.fa.set_flow_style()
    return sequence


def _numbered(row: Mapping[str, Any], numbers: Mapping[str, int]) -> dict[str, Any]:
    """Put the indicator's number before its canonical id."""
    numbered: dict[str, Any] = {}
    for key, value in row.items():
        if key == "indicator_id":
            numbered["indicator"] = numbers[value]
        numbered[key] = value
    return numbered


def _flow(row: Mapping[str, Any]) -> CommentedMap:
    mapping = CommentedMap(row)
    mapping.fa.set_flow_style()
    return mapping
