"""A check of an archive: only what changed since the last one is judged again.

What documents say is kept by blocks of documents, what is said of an indicator by the indicator; whatever is kept
depends on nothing but the documents whose changes the catalogue numbers, the setting (`setting_of`), the program.
What only all documents together tell is judged anew each time, from the documents in few words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from archive.archive import Archive
from archive.catalogue.viewing import Standing
from archive.collection import collection_paused
from archive.kept_checks import KeptChecks, Last, Piece
from pipeline.checker.light import Reader, Row, content_in, indicators_in, tagged_in
from pipeline.checker.outcomes import Said
from pipeline.checker.records import (
    Record,
    block_of,
    blocks_of,
    cells_in,
    know_rest,
    know_rows,
    packed_evidence,
    rows_in,
    speeches_in,
    unpacked,
)
from pipeline.checker.setting import setting_of
from pipeline.checker.sources import CatalogueSource
from pipeline.checker.whole import Known, Whole, report
from pipeline.checker.workers import Blocks, Elsewhere, Here, Numbers, Setting, elsewhere
from pipeline.versions import revisions_of
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import StoreDamaged
from schemas.finding import MatrixCell, Report
from schemas.view import ViewedDocument

# below so many documents to be read starting processes costs more than they save
FEWEST_FOR_PROCESSES = 2000
_BLOCKS_AT_ONCE = 8


def check_archive(
    archive: Archive,
    dossier: Dossier,
    edition: Edition,
    today: date | None = None,
    workers: int = 1,
    *,
    full: bool = False,
) -> Report:
    """Return what every check finds in a dossier of an archive.

    What did not change since the last check is not judged again, but with `full`. Where there is much to read, so
    many processes share it. Raises StoreError and its children.
    """
    with collection_paused():
        setting = Setting(archive.folder, dossier, edition, archive.learned.read(dossier.id))
        if not full:
            with suppress(StoreDamaged, LookupError, ValueError):  # what was kept is damaged: all can be had again
                return _ArchiveCheck(archive, setting, full=False).report(today, workers)
        return _ArchiveCheck(archive, setting, full=True).report(today, workers)


class _Remembered(NamedTuple):
    """What the last check kept that still holds: documents in few words by block, the contents changed since."""

    rows: dict[int, list[Row]]
    changed: frozenset[str]


class _ArchiveCheck:
    """One check of an archive."""

    def __init__(self, archive: Archive, setting: Setting, *, full: bool) -> None:
        self._store = KeptChecks(archive.folder / "checks.sqlite")
        self._setting = setting
        self._catalogue, self._key = archive.catalogue, setting.dossier.id
        self._digest = setting_of(setting.dossier, setting.edition, setting.proposals)
        self._standing: Standing = self._catalogue.standing()
        self._revisions = revisions_of(archive, self._key)
        self._before = None if full else self._remembered()
        self._kept: dict[Piece, bytes] = {}
        self._gone: list[Piece] = []
        self._rows: dict[int, list[Row]] = dict(self._before.rows) if self._before else {}
        contents = self._contents()
        self._source = CatalogueSource(self._catalogue, setting.dossier, setting.edition, setting.proposals, contents)
        self._stale = self._stale_blocks(contents)

    def report(self, today: date | None, workers: int) -> Report:
        """Judge what changed, put it together with the rest."""
        with ExitStack() as processes:
            doing = self._working(processes, sum(map(len, self._stale.values())), workers)
            touched = self._look(doing)
            tasks = self._tasks(touched)
            if isinstance(doing, Here):
                doing = self._working(processes, sum(len(task.places) for task in tasks), workers)
            answers = doing.judge(tasks)  # other processes are at work on them from here on
            known = Known()
            self._know(known)
            whole = Whole(self._source, known, today, self._revisions)
            evidence, matrix = self._evidence(known, whole, touched)
            whole.judge()
            said = [*self._said(), *self._numbers(tasks, answers), *evidence]
        results = whole.results(said)
        self._keep()
        return report(self._source, results, matrix, self._catalogue.waivers(self._key))

    def _working(self, processes: ExitStack, to_read: int, workers: int) -> Here | Elsewhere:
        """Return what does the work: other processes where there is much to read, this one where there is little."""
        if workers < 2 or to_read < FEWEST_FOR_PROCESSES:
            return Here(self._source)
        return processes.enter_context(elsewhere(self._setting, workers))

    # --- what changed

    def _remembered(self) -> _Remembered | None:
        last = self._store.last(self._key)
        if last is None or last.setting != self._digest:
            return None
        changed = self._catalogue.changed_since(last.standing)
        if changed is None:
            return None
        pieces = self._store.pieces(self._key, "rows")
        return _Remembered({piece.block: rows_in(payload) for piece, payload in pieces.items()}, frozenset(changed))

    def _contents(self) -> dict[int, str]:
        """Return the SHA-256 of every live file by its place, in the order received."""
        if self._before is None:
            return dict(self._catalogue.roll(self._key))
        changed = self._before.changed
        known = {row[0]: content_in(row) for rows in self._before.rows.values() for row in rows}
        kept = {place: sha256 for place, sha256 in known.items() if sha256 not in changed}
        new = dict(self._catalogue.roll(self._key, changed)) if changed else {}
        return dict(sorted((kept | new).items())) if new else kept

    def _stale_blocks(self, contents: Mapping[int, str]) -> dict[int, list[int]]:
        """Return the blocks of which any document changed, came or went, with the places that they have now."""
        now = blocks_of(contents)
        if self._before is None:
            return now
        changed = self._before.changed
        stale = {block_of(place) for place, sha256 in contents.items() if sha256 in changed}
        stale |= {block for block, rows in self._before.rows.items() if any(content_in(row) in changed for row in rows)}
        return {block: now.get(block, []) for block in sorted(stale)}

    # --- judging

    def _look(self, doing: Here | Elsewhere) -> "_Touched":
        """Look into the stale blocks; return which indicators the changed documents speak of, before or now."""
        touched = _Touched(set(), set())
        for block in self._stale:
            self._touch(touched, self._rows.pop(block, ()))
            self._gone += [Piece(kind, "", block) for kind in ("rows", "said", "rest")]
            self._gone += [Piece("spoken", indicator.id, block) for indicator in self._setting.edition.indicators]
        for record in self._records(doing):
            self._rows[record.block] = rows_in(record.rows)
            self._touch(touched, self._rows[record.block])
            for kind in ("rows", "said", "rest"):
                self._kept[Piece(kind, "", record.block)] = getattr(record, kind)
            for indicator_id, payload in record.spoken.items():
                self._kept[Piece("spoken", indicator_id, record.block)] = payload
        return touched

    def _touch(self, touched: "_Touched", rows: Iterable[Row]) -> None:
        for row in rows:
            if self._before is None or content_in(row) in self._before.changed:
                touched.numbers.update(indicators_in(row))
                touched.evidence.update(tagged_in(row))

    def _records(self, doing: Here | Elsewhere) -> Iterator[Record]:
        blocks = [(block, places) for block, places in self._stale.items() if places]
        tasks = []
        for start in range(0, len(blocks), _BLOCKS_AT_ONCE):
            some = dict(blocks[start : start + _BLOCKS_AT_ONCE])
            tasks.append(Blocks(some, self._source.contents([place for places in some.values() for place in places])))
        for records in doing.look(tasks):
            yield from records

    def _tasks(self, touched: "_Touched") -> list[Numbers]:
        """Return the indicators whose numbers are to be judged, with the documents that state any."""
        before = self._pieces("numbers")
        by_indicator: dict[str, list[int]] = {
            one.id: []
            for one in self._setting.edition.indicators
            if one.id in touched.numbers or Piece("numbers", one.id, 0) not in before
        }
        for block in sorted(self._rows):
            for row in self._rows[block]:
                for indicator_id in by_indicator.keys() & indicators_in(row):
                    by_indicator[indicator_id].append(row[0])
        return [Numbers(one, places, self._source.contents(places)) for one, places in by_indicator.items()]

    def _numbers(self, tasks: list[Numbers], answers: Iterator[bytes]) -> list[Said]:
        """Return what is said of the numbers of each indicator."""
        for task, payload in zip(tasks, answers, strict=True):
            self._kept[Piece("numbers", task.indicator_id, 0)] = payload
        found = self._pieces("numbers")
        pieces = [Piece("numbers", indicator.id, 0) for indicator in self._setting.edition.indicators]
        return [said for piece in pieces for said in unpacked(found[piece])]

    def _evidence(self, known: Known, whole: Whole, touched: "_Touched") -> tuple[list[Said], list[MatrixCell]]:
        """Return what is said of the evidence for each indicator, and the matrix."""
        indicators = self._setting.edition.indicators
        before = self._pieces("evidence")
        stale = {
            one.id for one in indicators if one.id in touched.evidence or Piece("evidence", one.id, 0) not in before
        }
        stale |= self._of_replaced(known, whole)
        spoken: dict[str, list[bytes]] = defaultdict(list)
        for piece, payload in self._pieces("spoken", stale).items():
            spoken[piece.name].append(payload)
        said: list[Said] = []
        matrix: list[MatrixCell] = []
        for indicator in indicators:
            piece = Piece("evidence", indicator.id, 0)
            if indicator.id in stale:
                known.spoken.clear()  # those of one indicator are enough to hold
                for payload in spoken.pop(indicator.id, ()):
                    known.hear((indicator.id, sub, speech) for sub, speech in speeches_in(payload))
                self._kept[piece] = before[piece] = packed_evidence(*whole.of_evidence(indicator))
            of_indicator, cells = cells_in(before[piece])
            said += of_indicator
            matrix += cells
        known.spoken.clear()
        return said, matrix

    def _of_replaced(self, known: Known, whole: Whole) -> set[str]:
        """Return the indicators of the documents whose place others took, or gave back, since the last check."""
        piece = Piece("replaced", "", 0)
        now = sorted(whole.case.replaced)
        before = self._pieces("replaced").get(piece, b"").decode().split() if self._before else []
        if now != before or not self._before:
            self._kept[piece] = "\n".join(now).encode()
        other = set(now) ^ set(before)
        if not other:
            return set()
        return {
            tag.indicator_id
            for viewed in known.readable.values()
            if viewed.document.sha256 in other
            for tag in viewed.tags
        }

    def _know(self, known: Known) -> None:
        read = _reader(self._source)
        for block in sorted(self._rows):
            know_rows(known, self._rows[block], read)
        for payload in self._pieces("rest").values():
            know_rest(known, payload)

    def _said(self) -> list[Said]:
        """Return what is said of each document, in the order received."""
        return [said for payload in self._pieces("said").values() for said in unpacked(payload)]

    # --- keeping

    def _pieces(self, kind: str, names: Iterable[str] | None = None) -> dict[Piece, bytes]:
        """Return what is known of a kind, in the order of names and blocks: what was kept, what is new."""
        wanted = None if names is None else sorted(names)
        found = self._store.pieces(self._key, kind, wanted) if self._before else {}
        for gone in self._gone:
            found.pop(gone, None)
        found |= {
            piece: payload
            for piece, payload in self._kept.items()
            if piece.kind == kind and (wanted is None or piece.name in wanted)
        }
        return dict(sorted(found.items()))

    def _keep(self) -> None:
        """Keep what was found out, unless the archive changed meanwhile."""
        if self._catalogue.standing() != self._standing:
            return
        last = Last(self._digest, self._standing)
        gone = [piece for piece in self._gone if piece not in self._kept]
        self._store.keep(self._key, last, self._kept, gone, whole=self._before is None)


class _Touched(NamedTuple):
    """The indicators of whose numbers, of whose evidence changed documents speak."""

    numbers: set[str]
    evidence: set[str]


def _reader(source: CatalogueSource) -> Reader:
    """Return what reads one document whole; the last ones asked for are kept."""

    @lru_cache(maxsize=256)
    def read(place: int) -> ViewedDocument:
        return source.read([place])[0].viewed

    return read
