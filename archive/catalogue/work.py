"""Which stages have run over which originals, so that only what is missing runs."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic_core import to_json
from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from archive.catalogue.receipts import live_in
from archive.catalogue.tables import receipt, stage_run
from schemas.result import StageKey

# SQLite allows 32,766 variables in one statement
KEYS_A_QUERY = 1000


def done_of(connection: Connection, sha256s: Iterable[str]) -> dict[str, set[StageKey]]:
    """Return the runs that count as done, an empty set where nothing ran."""
    runs: dict[str, set[StageKey]] = {}
    for keys in chunks(sha256s):
        runs |= {sha256: set() for sha256 in keys}
        for row in connection.execute(select(stage_run).where(stage_run.c.sha256.in_(keys))):
            # a damaged file may answer with a key that was not asked for
            runs.get(row.sha256, set()).add((row.stage, row.version, row.edition))
    return runs


def pending(connection: Connection, key: str, wanted: Iterable[StageKey]) -> tuple[str, ...]:
    """Return the live originals of a dossier that lack any of the wanted runs, in the order received."""
    keys = set(wanted)
    run_key = tuple_(stage_run.c.stage, stage_run.c.version, stage_run.c.edition)
    complete = (
        select(stage_run.c.sha256)
        .where(run_key.in_(sorted(keys)))
        .group_by(stage_run.c.sha256)
        .having(func.count() == len(keys))
    )
    query = (
        select(receipt.c.sha256)
        .where(*live_in(key), receipt.c.sha256.not_in(complete))
        .group_by(receipt.c.sha256)
        .order_by(func.min(receipt.c.id))
    )
    return tuple(connection.scalars(query)) if keys else ()


def live_files(connection: Connection, key: str, sha256s: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """Return (sha256, file) of every live receipt of a dossier (with these contents), in the order received."""
    query = select(receipt.c.sha256, receipt.c.file).where(*live_in(key)).order_by(receipt.c.id)
    if sha256s is not None:
        query = query.where(is_among(receipt.c.sha256, sha256s))
    return [(row.sha256, row.file) for row in connection.execute(query)]


def is_among(column: ColumnElement[Any], keys: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column is one of the keys, however many they are.

    They go over as one JSON text: so many variables would take longer to bind than to look up.
    """
    return column.in_(select(func.json_each(to_json(list(keys)).decode()).table_valued("value").c.value))


def chunks(keys: Iterable[str], size: int = KEYS_A_QUERY) -> Iterator[list[str]]:
    """Yield the keys in lists of `size`, the last one shorter."""
    rest = iter(keys)
    while taken := list(islice(rest, size)):
        yield taken
