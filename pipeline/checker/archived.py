"""A check of an archive: only what changed since the last one is judged again.

What documents say is kept by blocks of documents, what is said of numbers by part of an indicator; whatever is kept
depends on nothing but the documents whose changes the catalogue numbers, the setting (`setting_of`), the program.
What only all documents together tell is judged anew each time, from the documents in few words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import chain
from operator import attrgetter, itemgetter
from typing import NamedTuple

from pydantic_core import from_json, to_json

from archive.archive import Archive
from archive.catalogue.viewing import Entry, Standing
from archive.collection import collection_paused
from archive.kept_checks import KeptChecks, Last, Piece
from pipeline.checker.light import Reader, Row, content_in, numbers_in, tagged_in
from pipeline.checker.numbers import NumbersOfIndicator, county_beside_parts, part_of
from pipeline.checker.outcomes import Said
from pipeline.checker.planning import all_work, blocks_of, looking_into, numbers_again
from pipeline.checker.records import (
    answer_in,
    cells_in,
    know_rest,
    know_rows,
    packed,
    packed_answer,
    packed_evidence,
    part_in,
    rows_in,
    speeches_in,
    unpacked,
)
from pipeline.checker.setting import setting_of
from pipeline.checker.sources import CatalogueSource
from pipeline.checker.whole import Answer, Known, Whole, report
from pipeline.checker.workers import Done, Elsewhere, Here, Setting, Work, elsewhere
from pipeline.coverage.case import Case
from pipeline.versions import revisions_of
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import StoreDamaged
from schemas.finding import MatrixCell, Report
from schemas.view import ViewedDocument

# below so many documents to be read starting processes costs more than they save
FEWEST_FOR_PROCESSES = 2000


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


class _Changed(NamedTuple):
    """The changed documents in few words, as they were and as they are."""

    before: list[Row]
    now: list[Row]

    def tagged(self) -> set[str]:
        """Return the indicators of their tags."""
        return {indicator_id for row in (*self.before, *self.now) for indicator_id in tagged_in(row)}


class _ArchiveCheck:
    """One check of an archive."""

    def __init__(self, archive: Archive, setting: Setting, *, full: bool) -> None:
        self._store = KeptChecks(archive.folder / "checks.sqlite")
        self._setting, self._edition = setting, setting.edition
        self._catalogue, self._key = archive.catalogue, setting.dossier.id
        self._digest = setting_of(setting.dossier, setting.edition, setting.proposals)
        self._standing: Standing = self._catalogue.standing()
        self._revisions = revisions_of(archive, self._key)
        self._changed = None if full else self._changed_since()
        self._kept: dict[Piece, bytes] = {}
        self._gone: list[Piece] = []
        self._rows: dict[int, list[Row]] = {}
        self._contents: dict[int, str] = {}

    def report(self, today: date | None, workers: int) -> Report:
        """Return the last answer where nothing changed, else judge what did."""
        asked = self._asked(today)
        answer = self._answered(asked) if self._changed is not None and not self._changed else None
        if answer is None:
            answer = self._judged(today, workers)
            self._kept[Piece("answer", "", 0)] = asked + packed_answer(answer)
            self._keep()
        waivers = self._catalogue.waivers(self._key)
        return report(self._setting.dossier, self._edition, answer, waivers)

    def _judged(self, today: date | None, workers: int) -> Answer:
        """Judge what changed, put it together with the rest."""
        entries = self._entries()
        if self._changed is None:
            tagged = self._judge_all(entries, workers)
        else:
            tagged = self._judge_changed(self._changed, entries, workers)
        known = Known()
        self._know(known)
        whole = Whole(self._source, known, today, self._revisions)
        evidence, matrix = self._evidence(known, whole, tagged)
        said = [*self._said("said"), *self._said("numbers"), *self._said("beside"), *evidence]
        return Answer(len(self._contents), whole.results(said), matrix)

    def _asked(self, today: date | None) -> bytes:
        """Return the digest of what an answer depends on beside setting and documents."""
        links = "".join(link.model_dump_json() for link in self._revisions)
        return sha256(f"{today} {links}".encode("utf-8", "surrogatepass")).digest()

    def _answered(self, asked: bytes) -> Answer | None:
        """Return what the last check answered, None where something else was asked."""
        for payload in self._store.pieces(self._key, "answer").values():
            if payload.startswith(asked):
                return answer_in(payload[len(asked) :])
        return None

    # --- what changed

    def _changed_since(self) -> frozenset[str] | None:
        """Return the contents changed since the last check, None where nothing of it holds any longer."""
        last = self._store.last(self._key)
        if last is None or last.setting != self._digest:
            return None
        changed = self._catalogue.changed_since(last.standing)
        return None if changed is None else frozenset(changed)

    def _entries(self) -> list[Entry]:
        """Return the live files that are new or changed; with them all files are known, those kept in few words."""
        changed = self._changed
        if changed is not None:
            pieces = self._store.pieces(self._key, "rows")
            self._rows = {piece.block: rows_in(payload) for piece, payload in pieces.items()}
        entries = [] if changed is not None and not changed else self._catalogue.roll(self._key, self._edition, changed)
        known = {row[0]: content_in(row) for rows in self._rows.values() for row in rows}
        if changed:
            known = {place: content for place, content in known.items() if content not in changed}
        self._contents = dict(sorted((known | {entry.place: entry.sha256 for entry in entries}).items()))
        setting = self._setting
        self._source = CatalogueSource(
            self._catalogue, setting.dossier, setting.edition, setting.proposals, self._contents
        )
        return entries

    def _stale_blocks(self, changed: frozenset[str], entries: Sequence[Entry]) -> dict[int, list[int]]:
        """Return the blocks of which any document changed, came or went, with the places that they have now."""
        stale = blocks_of(entries, self._edition)
        for block, rows in self._rows.items():
            if block in stale or any(content_in(row) in changed for row in rows):
                stale[block] += [row[0] for row in rows if content_in(row) not in changed]
        return {block: sorted(stale[block]) for block in sorted(stale)}

    # --- judging

    def _judge_all(self, entries: Sequence[Entry], workers: int) -> set[str]:
        """Judge everything; return the indicators of which anything is known."""
        self._do(all_work(entries, self._edition), workers)
        return {indicator.id for indicator in self._edition.indicators}

    def _judge_changed(self, contents: frozenset[str], entries: Sequence[Entry], workers: int) -> set[str]:
        """Judge the blocks and the parts of indicators of which documents changed; return those of their tags."""
        stale = self._stale_blocks(contents, entries)
        changed = _Changed(self._of_changed(stale), [])
        for block in stale:
            self._rows.pop(block, None)
            self._gone += [Piece(kind, "", block) for kind in ("rows", "said", "rest")]
            self._gone += [Piece("spoken", indicator.id, block) for indicator in self._edition.indicators]
        blocks = {block: places for block, places in stale.items() if places}
        self._do(list(looking_into(blocks, self._contents)), workers)
        changed = changed._replace(now=self._of_changed(stale))
        again = list(self._numbers_again(changed))
        self._do(again, workers)
        for work in again:
            if work.parts is not None:
                self._judge_beside(work.indicator_id, work.joined or ())
        return changed.tagged()

    def _of_changed(self, blocks: Iterable[int]) -> list[Row]:
        changed = self._changed or frozenset()
        return [row for block in blocks for row in self._rows.get(block, ()) if content_in(row) in changed]

    def _do(self, tasks: Sequence[Work], workers: int) -> None:
        """Do the work, by other processes where there is much to read, by this one where there is little."""
        with ExitStack() as processes:
            doing: Here | Elsewhere = Here(self._source)
            if workers > 1 and sum(len(task.contents) for task in tasks) >= FEWEST_FOR_PROCESSES:
                doing = processes.enter_context(elsewhere(self._setting, workers))
            for task, done in zip(tasks, doing.do(tasks), strict=True):
                self._take(task, done)

    def _take(self, task: Work, done: Done) -> None:
        for record in done.records:
            self._rows[record.block] = rows_in(record.rows)
            for kind in ("rows", "said", "rest"):
                self._kept[Piece(kind, "", record.block)] = getattr(record, kind)
            for indicator_id, payload in record.spoken.items():
                self._kept[Piece("spoken", indicator_id, record.block)] = payload
        for part, (said, rest) in done.parts.items():
            self._kept[Piece("numbers", task.indicator_id, part)] = said
            self._kept[Piece("part", task.indicator_id, part)] = rest
        if task.indicator_id and task.parts is None:
            self._kept[Piece("joined", task.indicator_id, 0)] = to_json(done.joined)
            self._kept[Piece("beside", task.indicator_id, 0)] = done.beside

    def _numbers_again(self, changed: _Changed) -> Iterator[Work]:
        """Yield the work of judging the numbers of which changed documents speak; what it replaces is forgotten."""
        indicators = {one for row in (*changed.before, *changed.now) for one in numbers_in(row)}
        joined = {piece.name: from_json(payload) for piece, payload in self._pieces("joined", indicators).items()}
        places: dict[str, dict[int, list[int]]] = defaultdict(dict)
        for piece, payload in self._pieces("part", indicators).items():
            places[piece.name][piece.block] = part_in(payload)[0]
        for indicator_id in sorted(indicators & joined.keys()):
            before, now = ([row for row in rows if indicator_id in numbers_in(row)] for rows in changed)
            work = numbers_again(indicator_id, places[indicator_id], joined[indicator_id], before, now, self._contents)
            stale = places[indicator_id] if work.parts is None else work.parts
            self._gone += [Piece(kind, indicator_id, part) for kind in ("numbers", "part") for part in stale]
            yield work

    def _judge_beside(self, indicator_id: str, joined: Sequence[str]) -> None:
        """Hold the shares of the county against those of its parts, where any of them changed."""
        parts = {piece.block: part_in(payload) for piece, payload in self._pieces("part", {indicator_id}).items()}

        def case_of(scope: str) -> Case:
            part = part_of(scope, joined)
            documents = self._source.read(parts[part][0])
            return NumbersOfIndicator(self._source, indicator_id, documents, frozenset(joined)).case(part)

        shares = [share for _, of_part, _ in parts.values() for share in of_part]
        alone = [one for _, _, of_part in parts.values() for one in of_part]
        said = county_beside_parts(self._source, indicator_id, alone, shares, case_of)
        self._kept[Piece("beside", indicator_id, 0)] = packed(said)

    def _evidence(self, known: Known, whole: Whole, tagged: Collection[str]) -> tuple[list[Said], list[MatrixCell]]:
        """Return what is said of the evidence for each indicator, and the matrix."""
        indicators = self._setting.edition.indicators
        before = self._pieces("evidence")
        stale = {one.id for one in indicators if one.id in tagged or Piece("evidence", one.id, 0) not in before}
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
                for speeches in known.spoken.values():
                    speeches.sort(key=attrgetter("place"))
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
        before = self._pieces("replaced").get(piece, b"").decode().split() if self._changed is not None else []
        if now != before or self._changed is None:
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
        know_rows(known, sorted(chain.from_iterable(self._rows.values()), key=itemgetter(0)), read)
        for payload in self._pieces("rest").values():
            know_rest(known, payload)
        known.of_county = dict(sorted(known.of_county.items()))

    def _said(self, kind: str) -> list[Said]:
        """Return what is said of a kind of parts."""
        return [said for payload in self._pieces(kind).values() for said in unpacked(payload)]

    # --- keeping

    def _pieces(self, kind: str, names: Iterable[str] | None = None) -> dict[Piece, bytes]:
        """Return what is known of a kind, in the order of names and blocks: what was kept, what is new."""
        wanted = None if names is None else sorted(names)
        found = self._store.pieces(self._key, kind, wanted) if self._changed is not None else {}
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
        self._store.keep(self._key, last, self._kept, gone, whole=self._changed is None)


def _reader(source: CatalogueSource) -> Reader:
    """Return what reads one document whole; the last ones asked for are kept."""

    @lru_cache(maxsize=256)
    def read(place: int) -> ViewedDocument:
        return source.read([place])[0].viewed

    return read
