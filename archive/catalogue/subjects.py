"""Which documents speak of which indicators in which years, read without their words."""

from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, select

from archive.catalogue import judgements
from archive.catalogue.bulk import plain_rows
from archive.catalogue.decisions import latest
from archive.catalogue.receipts import live_in
from archive.catalogue.tables import fact, receipt, tag
from archive.catalogue.work import is_among, live_files
from schemas.edition import Edition


class FileAbout(NamedTuple):
    """A live file whose document speaks of an indicator: as evidence (`proves`), or as a mention."""

    file: str
    sha256: str
    proves: bool


def files_about(connection: Connection, key: str, edition: Edition, indicator_id: str) -> tuple[FileAbout, ...]:
    """Return the live files with a tag of the indicator in force: those that prove first, in the order received."""
    if indicator_id not in {indicator.id for indicator in edition.indicators}:
        return ()
    query = select(tag.c.sha256, tag.c.sub, tag.c.relation)
    rows = connection.execute(query.where(tag.c.edition == edition.id, tag.c.indicator_id == indicator_id))
    relations = {(sha256, sub): relation for sha256, sub, relation in plain_rows(rows)}
    for sha256, words in latest(judgements.decisions(connection, key, indicator_id=indicator_id)).items():
        for (_, sub), word in words.items():
            if word.state == "confirmed":
                relations[sha256, sub] = "evidence"
            else:
                relations.pop((sha256, sub), None)
    proving: dict[str, bool] = {}
    for (sha256, _), relation in relations.items():
        proving[sha256] = proving.get(sha256, False) or relation == "evidence"
    files = [FileAbout(file, sha256, proving[sha256]) for sha256, file in live_files(connection, key, proving)]
    return tuple(sorted(files, key=lambda one: not one.proves))


def indicators_of(
    connection: Connection, key: str, edition: Edition, sha256s: Collection[str]
) -> dict[str, frozenset[str]]:
    """Return the indicators with a tag in force, any sub, of each of these live documents; none, no entry."""
    live = _live_among(connection, key, sha256s)
    proposals = select(tag.c.sha256, tag.c.indicator_id, tag.c.sub).where(tag.c.edition == edition.id)
    in_force: dict[str, set[tuple[str, int | None]]] = defaultdict(set)
    for sha256, indicator_id, sub in plain_rows(connection.execute(proposals.where(is_among(tag.c.sha256, live)))):
        in_force[sha256].add((indicator_id, sub))
    for sha256, words in latest(judgements.decisions(connection, key, live)).items():
        for subject, word in words.items():
            (in_force[sha256].add if word.state == "confirmed" else in_force[sha256].discard)(subject)
    known = {indicator.id for indicator in edition.indicators}
    found = {sha256: frozenset(one for one, _ in subjects) & known for sha256, subjects in in_force.items()}
    return {sha256: indicators for sha256, indicators in found.items() if indicators}


def fact_years(
    connection: Connection, key: str, edition: Edition, sha256s: Collection[str] | None = None
) -> dict[str, frozenset[int]]:
    """Return the years of the facts that count, by live document (of those named); none, no entry."""
    query = select(fact.c.sha256, fact.c.year).where(fact.c.edition == edition.id, fact.c.year.is_not(None)).distinct()
    if sha256s is not None:
        query = query.where(is_among(fact.c.sha256, sha256s))
    live = _live_among(connection, key, sha256s)
    found: dict[str, set[int]] = defaultdict(set)
    for sha256, year in plain_rows(connection.execute(query)):
        if sha256 in live:
            found[sha256].add(year)
    words = latest(judgements.decisions(connection, key, sha256s))
    rejected = [one for one in found if any(word.state == "rejected" for word in words.get(one, {}).values())]
    if rejected:
        tags = judgements.tags_of(connection, key, edition, rejected)
        facts = judgements.facts_of(connection, key, edition, tags, rejected)
        for sha256 in rejected:
            found[sha256] = {one.year for one in facts.get(sha256, ()) if one.year is not None}
    return {sha256: frozenset(years) for sha256, years in found.items() if years}


def _live_among(connection: Connection, key: str, sha256s: Collection[str] | None) -> set[str]:
    query = select(receipt.c.sha256).where(*live_in(key))
    if sha256s is not None:
        query = query.where(is_among(receipt.c.sha256, sha256s))
    return {sha256 for (sha256,) in plain_rows(connection.execute(query))}
