"""A check of an archive: only what changed since the last one is judged again.

What documents say is kept by blocks of documents, what is said of numbers by part of an indicator; whatever is kept
depends on nothing but the documents whose changes the catalogue numbers, on which of them replaces which, the setting
(`setting_of`), the program. What each check says of the archive is kept as well, and changed by what parts say anew.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date

from pydantic_core import from_json, to_json

from archive.archive import Archive
from archive.catalogue.viewing import Entry, Standing
from archive.collection import collection_paused
from archive.kept_checks import KeptChecks, Piece
from pipeline.checker.answers import KeptResults, all_that_is_said, difference_of_parts
from pipeline.checker.evidence import Evidence
from pipeline.checker.keeping import Keeping
from pipeline.checker.known_archive import KnownArchive
from pipeline.checker.light import Reader, tagged_in
from pipeline.checker.meetings import KINDS as CARD_KINDS
from pipeline.checker.met_again import MetAgain, Rows
from pipeline.checker.numbers_again import NumbersAgain
from pipeline.checker.planning import all_work, blocks_of, looking_into
from pipeline.checker.records import (
    BLOCK_KINDS,
    county_in,
    packed,
    places_of_county,
    proofs_in,
    unpacked,
)
from pipeline.checker.register import Register, rows_among
from pipeline.checker.setting import setting_of
from pipeline.checker.sources import reader_of
from pipeline.checker.whole import Answer, TaskProof, Whole, reason_of_nothing, report
from pipeline.checker.workers import Done, Elsewhere, Here, Setting, Work, elsewhere, source_of
from pipeline.checks import all_checks
from pipeline.versions import revisions_of
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import StoreDamaged
from schemas.finding import CheckResult, MatrixCell, Report
from schemas.view import ViewedDocument

# below so many documents to be read starting processes costs more than they save
FEWEST_FOR_PROCESSES = 2000

_LINKS = Piece("links", "", 0)
_COUNT = Piece("count", "", 0)
_ACROSS = Piece("across", "", 0)


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
        learned, revisions = archive.learned.read(dossier.id), revisions_of(archive, dossier.id)
        setting = Setting(archive.folder, dossier, edition, learned, revisions)
        if not full:
            # what was kept is damaged, or a check fell: all can be had again
            with suppress(StoreDamaged, LookupError, ValueError, TypeError):
                return _ArchiveCheck(archive, setting, today, full=False).report(workers)
        return _ArchiveCheck(archive, setting, today, full=True).report(workers)


class _ArchiveCheck:
    """One check of an archive."""

    def __init__(self, archive: Archive, setting: Setting, today: date | None, *, full: bool) -> None:
        dossier, edition = setting.dossier, setting.edition
        store = KeptChecks(archive.folder / "checks.sqlite")
        self._keeping = Keeping(store, dossier.id, setting_of(dossier, edition, setting.proposals))
        self._setting, self._dossier, self._edition, self._today = setting, dossier, edition, today
        self._catalogue = archive.catalogue
        self._standing: Standing = self._catalogue.standing()
        self._links = {link.older: to_json(link) for link in setting.revisions}
        self._changed = None if full else self._changed_since()
        if self._changed is None:
            self._keeping.begin_anew()
        self._register = Register(self._keeping)
        self._source = source_of(self._catalogue, setting, self._register.contents)

    def _changed_since(self) -> frozenset[str] | None:
        """Return the contents changed since the last check, None where nothing of it holds any longer.

        A document counts as changed too where another one takes its place that did not.
        """
        last = self._keeping.last()
        changed = self._catalogue.changed_since(last) if last is not None else None
        if changed is None:
            return None
        links: dict[str, str] = from_json(self._keeping.before("links")[_LINKS])
        before = set(links.items())
        now = {(older, link.decode()) for older, link in self._links.items()}
        return frozenset(changed) | {older for older, _ in before ^ now}

    def report(self, workers: int) -> Report:
        """Return the last answer where nothing changed, else judge what did."""
        if self._changed is None:
            answer = self._anew(workers)
        elif self._changed:
            answer = self._again(self._changed, workers)
        else:
            answer = self._as_before()
        waivers = self._catalogue.waivers(self._dossier.id)
        return report(self._dossier, self._edition, answer, waivers)

    # --- judging

    def _as_before(self) -> Answer:
        """Return what the last check said, of the tasks what is said today."""
        results = self._kept_results()
        count: int = from_json(self._keeping.before("count")[_COUNT])
        matrix = Evidence(self._keeping, self._edition).kept()
        whole = Whole(self._source, KnownArchive(self._source, self._today, {}, frozenset()), *self._proofs())
        return self._answer(count, {**results.results(), **whole.of_tasks()}, matrix)

    def _anew(self, workers: int) -> Answer:
        """Judge everything."""
        entries = self._catalogue.roll(self._dossier.id, self._edition, None)
        self._register.enter(entries)
        with self._processes(len(entries), workers) as doing:
            self._do(all_work(entries, self._edition), doing)
            self._register.read()
            rows, names = (list(self._keeping.pieces(kind).values()) for kind in ("rows", "names"))
            telling = doing.meet(self._register.contents, rows, names)
            whole, matrix = self._with_evidence({indicator.id for indicator in self._edition.indicators})
            self._keeping.save_so_far(self._standing, ("rows", "part", *CARD_KINDS))
            self._keeping.put(_ACROSS, packed(whole.of_county(self._of_county())))
            said = all_that_is_said(self._keeping)
            met = [one for told in telling for one in unpacked(told)]
        results = KeptResults(self._keeping)
        for result in whole.results([*said, *met]):
            results.put(result)
        self._keep()
        return self._answer(len(self._register.contents), results.results(), matrix)

    def _again(self, changed: frozenset[str], workers: int) -> Answer:
        """Judge what changed, and what depends on it."""
        results = self._kept_results()
        held = self._register.read(changed)
        entries = self._catalogue.roll(self._dossier.id, self._edition, changed)
        self._register.enter(entries)
        stale = self._stale_blocks(held, entries)
        before = rows_among(self._keeping.some([Piece("rows", "", block) for block in stale]), changed)
        had_of_county = self._of_county_in(stale, {row[0] for row in before})
        with self._processes(sum(map(len, stale.values())), workers) as doing:
            self._look_into_again(stale, doing)
        rows = Rows(before, rows_among(self._keeping.some([Piece("rows", "", block) for block in stale]), changed))
        NumbersAgain(self._source, self._keeping, self._register.contents).judge(*rows, self._do_some(workers))
        tagged = {indicator_id for row in (*rows.before, *rows.now) for indicator_id in tagged_in(row)}
        whole, matrix = self._with_evidence(tagged)
        if had_of_county or self._of_county_in(stale, {row[0] for row in rows.now}):
            self._keeping.put(_ACROSS, packed(whole.of_county(self._of_county())))
        difference = difference_of_parts(self._keeping)
        MetAgain(self._source, self._keeping, self._register, self._read).add_to(difference, whole, rows, results)
        by_check = {check.CHECK: check for check in all_checks()}
        results.apply(difference, lambda check: reason_of_nothing(self._source, by_check[check]))
        for result in whole.of_tasks().values():
            results.put(result)
        self._keep()
        return self._answer(len(self._register.contents), results.results(), matrix)

    def _answer(self, count: int, results: dict[str, CheckResult], matrix: Sequence[MatrixCell]) -> Answer:
        return Answer(count, [results[check.CHECK] for check in all_checks()], matrix)

    def _stale_blocks(self, held: dict[int, list[int]], entries: Sequence[Entry]) -> dict[int, list[int]]:
        """Return the blocks of which any document changed, came or went, with the places that they have now."""
        stale = blocks_of(entries, self._edition)
        held |= self._register.places_in(stale.keys() - held.keys())
        return {block: sorted({*stale.get(block, ()), *held[block]}) for block in sorted(held)}

    def _look_into_again(self, stale: dict[int, list[int]], doing: Here | Elsewhere) -> None:
        for block in stale:
            self._keeping.forget(Piece(kind, "", block) for kind in BLOCK_KINDS)
            self._keeping.forget(Piece("spoken", indicator.id, block) for indicator in self._edition.indicators)
        blocks = {block: places for block, places in stale.items() if places}
        self._do(list(looking_into(blocks, self._register.contents)), doing)
        self._register.read_blocks(stale)

    @contextmanager
    def _processes(self, documents: int, workers: int) -> Iterator[Here | Elsewhere]:
        """Give other processes where there are many documents to be read, this one where there are few."""
        if workers > 1 and documents >= FEWEST_FOR_PROCESSES:
            with elsewhere(self._setting, workers) as others:
                yield others
        else:
            yield Here(self._source)

    def _do_some(self, workers: int) -> Callable[[Sequence[Work]], None]:
        """Return what does work, with as many processes as it is worth."""

        def do(tasks: Sequence[Work]) -> None:
            with self._processes(sum(len(task.contents) for task in tasks), workers) as doing:
                self._do(tasks, doing)

        return do

    def _do(self, tasks: Sequence[Work], doing: Here | Elsewhere) -> None:
        for task, done in zip(tasks, doing.do(tasks), strict=True):
            self._take(task, done)

    def _take(self, task: Work, done: Done) -> None:
        put = self._keeping.put
        for record in done.records:
            for kind, payload in record.payloads.items():
                put(Piece(kind, "", record.block), payload)
            for indicator_id, payload in record.spoken.items():
                put(Piece("spoken", indicator_id, record.block), payload)
        for part, (said, rest) in done.parts.items():
            put(Piece("numbers", task.indicator_id, part), said)
            put(Piece("part", task.indicator_id, part), rest)
        if task.indicator_id and task.parts is None:
            put(Piece("joined", task.indicator_id, 0), to_json(done.joined))
            put(Piece("beside", task.indicator_id, 0), done.beside)

    # --- what only all documents together tell

    def _with_evidence(self, tagged: Collection[str]) -> tuple[Whole, list[MatrixCell]]:
        """Judge the evidence for the indicators that may have other evidence than before."""
        replaced = self._register.replaced(self._setting.revisions, min(self._dossier.years, default=None))
        places = frozenset(place for place in replaced.values() if place is not None)
        case = KnownArchive(self._source, self._today, self._register.files, places)
        whole = Whole(self._source, case, *self._proofs())
        evidence = Evidence(self._keeping, self._edition)
        other = evidence.otherwise_replaced(replaced.keys())
        here = (place for one in other if (place := self._register.place_of(one)) is not None)
        of_other = {tag.indicator_id for one in self._readable(here).values() for tag in one.tags}
        return whole, evidence.judge(whole, {*tagged, *of_other})

    def _proofs(self) -> tuple[list[TaskProof], int]:
        """Return what proves the dossier's tasks, how many documents might have."""
        if not self._dossier.tasks:
            return [], 0
        found = [proofs_in(payload) for payload in self._keeping.pieces("proofs").values()]
        return [proof for _, proofs in found for proof in proofs], sum(count for count, _ in found)

    def _of_county(self) -> dict[int, ViewedDocument]:
        payloads = self._keeping.pieces("county").values()
        return dict(sorted(one for payload in payloads for one in county_in(payload, self._read)))

    def _of_county_in(self, blocks: Iterable[int], places: set[int]) -> bool:
        """Tell whether any of these documents has facts about the county as a whole."""
        pieces = self._keeping.some([Piece("county", "", block) for block in blocks])
        return any(places & places_of_county(payload) for payload in pieces.values())

    def _readable(self, places: Iterable[int]) -> dict[int, ViewedDocument]:
        return self._register.readable(places, self._read)

    @property
    def _read(self) -> Reader:
        return reader_of(self._source)

    def _kept_results(self) -> KeptResults:
        results = KeptResults(self._keeping)
        results.read()
        return results

    def _keep(self) -> None:
        """Keep what was found out, unless the archive changed meanwhile."""
        if self._catalogue.standing() != self._standing:
            return
        self._keeping.put(_LINKS, to_json({older: link.decode() for older, link in self._links.items()}))
        self._keeping.put(_COUNT, to_json(len(self._register.contents)))
        self._keeping.save(self._standing)
