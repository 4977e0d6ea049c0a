"""Fills a store with drawn documents, past the stages and in large transactions."""

import hashlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select

from archive.archive import Archive
from archive.catalogue.connection import make_engine, writing
from archive.catalogue.contents import identity_columns
from archive.catalogue.receipts import new_or_known_dossier_id
from archive.catalogue.tables import decision, fact, original, particulars, receipt, tag
from benchmarks.checking_scale.archive_content import SHARE, Content, Writer
from pipeline.versions import compare
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.particulars import Particulars

_AT = "2024-01-01T00:00:00+00:00"
_DOCUMENTS_AT_ONCE = 2000


def fill(folder: Path, dossier: Dossier, edition: Edition, count: int, seed: int, first: int = 0) -> None:
    """Add `count` documents to the store in `folder`, numbered from `first`.

    Compare versions as an ingest does; what documents say by themselves is worked out apart from it.
    """
    with Archive.open(folder, create=True):
        pass
    writer = Writer(edition, max(count, first), seed)
    numbered = enumerate(writer.contents(count), start=first)
    engine = make_engine(folder / "catalogue.sqlite", 30.0)
    while batch := list(islice(numbered, _DOCUMENTS_AT_ONCE)):
        with writing(engine) as connection:
            _add(connection, dossier, edition, batch)
    engine.dispose()
    with Archive.open(folder) as archive:
        compare(archive, dossier.id, _AT)


def _add(connection: Connection, dossier: Dossier, edition: Edition, batch: list[tuple[int, Content]]) -> None:
    dossier_id = new_or_known_dossier_id(connection, dossier.id)
    tables: dict[Any, list[dict[str, Any]]] = {
        original: [_original(ordinal, content) for ordinal, content in batch],
        receipt: list(_receipts(batch, dossier_id)),
        particulars: [_particulars(ordinal, one.particulars) for ordinal, one in batch if one.particulars],
        tag: list(_ordered(batch, edition, "tags")),
        fact: list(_ordered(batch, edition, "facts")),
        decision: list(_decisions(batch, dossier_id)),
    }
    for table, rows in tables.items():
        if rows:
            connection.execute(insert(table), rows)


def sha256_of(ordinal: int) -> str:
    """Return the SHA-256 that a drawn document goes by."""
    return hashlib.sha256(str(ordinal).encode()).hexdigest()


def _original(ordinal: int, content: Content) -> dict[str, Any]:
    return {
        "sha256": sha256_of(ordinal),
        "size_bytes": 20_000,
        "media_type": "application/pdf",
        "status": content.status,
        "pages": 9,
        "text_source": "text",
        "problems": [problem.model_dump(mode="json") for problem in content.problems],
        "is_indexed": True,
        **identity_columns(content.identity),
    }


def _receipts(batch: list[tuple[int, Content]], dossier_id: int) -> Iterator[dict[str, Any]]:
    """Yield one receipt a document, a second one under another name for the share handed in twice."""
    every = round(1 / SHARE["same content again"])
    for ordinal, _ in batch:
        files = [f"澜溪县水利局/{ordinal // 100}/{ordinal}.pdf"] + (
            [f"补充/{ordinal}.pdf"] if ordinal % every == 0 else []
        )
        for file in files:
            yield {
                "dossier_id": dossier_id,
                "sha256": sha256_of(ordinal),
                "file": file,
                "source": f"/{file}",
                "received_at": _AT,
            }


def _particulars(ordinal: int, found: Particulars) -> dict[str, Any]:
    stated = {name for name in Particulars.model_fields if getattr(found, name)}
    return {"sha256": sha256_of(ordinal), "payload": found.model_dump_json(include=stated)}


def _ordered(batch: list[tuple[int, Content]], edition: Edition, which: str) -> Iterator[dict[str, Any]]:
    for ordinal, content in batch:
        for index, model in enumerate(getattr(content, which)):
            yield {
                "sha256": sha256_of(ordinal),
                "edition": edition.id,
                "ordinal": index,
                "payload": model.model_dump_json(),
            }


def _decisions(batch: list[tuple[int, Content]], dossier_id: int) -> Iterator[dict[str, Any]]:
    every = round(1 / SHARE["confirmed"])
    for ordinal, content in batch:
        if ordinal % every == 0 and content.tags:
            tagged = content.tags[0]
            yield {
                "dossier_id": dossier_id,
                "sha256": sha256_of(ordinal),
                "indicator_id": tagged.indicator_id,
                "sub": tagged.sub,
                "state": "rejected" if ordinal % (every * 10) == 0 else "confirmed",
                "by": "审核人",
                "at": _AT,
                "note": "",
            }


def documents_in(folder: Path) -> int:
    """Return how many originals a store holds."""
    engine = make_engine(folder / "catalogue.sqlite", 30.0)
    with engine.connect() as connection:
        count = len(connection.execute(select(original.c.sha256)).all())
    engine.dispose()
    return count
