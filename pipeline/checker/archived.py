"""A check of an archive: only what changed since the last one is judged again.

What documents say is kept by blocks of documents, what is said of numbers by part of an indicator; whatever is kept
depends on nothing but the documents whose changes the catalogue numbers, on which of them replaces which, the setting
(`setting_of`), the program. What each check says of the archive is kept as well, and changed by what parts say anew.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic_core import from_json, to_json

from archive.archive import Archive
from archive.collection import collection_paused
from archive.kept_checks import Overtaken, Piece
from pipeline.checker.answers import KeptResults, difference_of_parts, said_beside_numbers
from pipeline.checker.evidence import Evidence
from pipeline.checker.known_archive import KnownArchive
from pipeline.checker.light import Reader, file_in, tagged_in
from pipeline.checker.met_again import MetAgain, Rows
from pipeline.checker.numbers_again import NumbersAgain
from pipeline.checker.outcomes import Said
from pipeline.checker.planning import all_numbers
from pipeline.checker.preparing import Prepared, setting_in
from pipeline.checker.records import county_in, packed, places_of_county, proofs_in, unpacked
from pipeline.checker.register import rows_among
from pipeline.checker.sources import reader_of
from pipeline.checker.whole import Answer, TaskProof, Whole, reason_of_nothing, report
from pipeline.checker.workers import Done, Elsewhere, Here, Setting, Work
from pipeline.checks import all_checks
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import StoreDamaged
from schemas.finding import CheckResult, MatrixCell, Report
from schemas.view import ViewedDocument

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

    What did not change since the last check is not judged again, nor what documents say by themselves worked out again
    that was when they were taken in, but with `full`. Where there is much to read, so many processes share it. Raises
    StoreError and its children.
    """
    with collection_paused():
        setting = setting_in(archive, dossier, edition)
        if not full:
            # what was kept is damaged, or a check fell: all can be had again
            with suppress(StoreDamaged, LookupError, ValueError, TypeError):
                return _ArchiveCheck(archive, setting, today).report(workers, full=False)
        with suppress(Overtaken):
            return _ArchiveCheck(archive, setting, today).report(workers, full=True)
        with TemporaryDirectory(prefix="zuozheng-") as folder:
            apart = setting._replace(kept=Path(folder) / setting.kept.name)
            return _ArchiveCheck(archive, apart, today).report(workers, full=True)


class _ArchiveCheck:
    """One check of an archive."""

    def __init__(self, archive: Archive, setting: Setting, today: date | None) -> None:
        self._setting, self._dossier, self._edition, self._today = setting, setting.dossier, setting.edition, today
        self._catalogue = archive.catalogue
        self._prepared = Prepared(archive, setting)
        self._keeping, self._register = self._prepared.keeping, self._prepared.register
        self._source = self._prepared.source

    def report(self, workers: int, *, full: bool) -> Report:
        """Return the last answer where nothing changed, else judge what did; raises Overtaken."""
        changed = None if full else self._prepared.changed()
        last = self._keeping.last()
        if changed is None or last is None or last.stage == "prepared":
            answer = self._anew(changed, workers)
        elif changed:
            answer = self._again(changed, workers)
        else:
            answer = self._as_before()
        self._keep(is_new=changed is None or bool(changed) or last is None or last.stage == "prepared")
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

    def _anew(self, changed: frozenset[str] | None, workers: int) -> Answer:
        """Judge everything, by what the documents say by themselves."""
        self._prepared.bring_up_to_date(changed, workers)
        contents = self._register.contents
        with self._prepared.processes(len(contents), workers) as doing:
            telling = doing.meet(contents)
            numbers = all_numbers(self._register.stating(), contents, self._edition)
            judging = doing.do(numbers)
            whole, matrix = self._with_evidence({indicator.id for indicator in self._edition.indicators})
            self._keeping.put(_ACROSS, packed(whole.of_county(self._of_county())))
            # the others are at work meanwhile
            said = said_beside_numbers(self._keeping)
            said += [one for told in telling for one in unpacked(told)]
            said += self._take(numbers, judging)
        results = KeptResults(self._keeping)
        for result in whole.results(said):
            results.put(result)
        return self._answer(len(contents), results.results(), matrix)

    def _again(self, changed: frozenset[str], workers: int) -> Answer:
        """Judge what changed, and what depends on it."""
        results = self._kept_results()
        held = self._register.read(changed)
        entries = self._catalogue.roll(self._dossier.id, self._edition, changed)
        stale = self._prepared.stale_blocks(held, entries)
        before = rows_among(self._keeping.some([Piece("rows", "", block) for block in stale]), changed)
        had_of_county = self._of_county_in(stale, {row[0] for row in before})
        with self._prepared.processes(sum(map(len, stale.values())), workers) as doing:
            self._prepared.look_into_again(stale, doing)
        rows = Rows(before, rows_among(self._keeping.some([Piece("rows", "", block) for block in stale]), changed))
        NumbersAgain(self._source, self._keeping, self._register).judge(*rows, self._do_some(workers))
        whole, matrix = self._with_evidence(self._spoken_of(rows))
        if had_of_county or self._of_county_in(stale, {row[0] for row in rows.now}):
            self._keeping.put(_ACROSS, packed(whole.of_county(self._of_county())))
        difference = difference_of_parts(self._keeping)
        MetAgain(self._source, self._keeping, self._register, self._read).add_to(difference, whole, rows, results)
        by_check = {check.CHECK: check for check in all_checks()}
        results.apply(difference, lambda check: reason_of_nothing(self._source, by_check[check]))
        for result in whole.of_tasks().values():
            results.put(result)
        return self._answer(len(self._register.contents), results.results(), matrix)

    def _answer(self, count: int, results: dict[str, CheckResult], matrix: Sequence[MatrixCell]) -> Answer:
        return Answer(count, [results[check.CHECK] for check in all_checks()], matrix)

    def _do_some(self, workers: int) -> Callable[[Sequence[Work]], None]:
        """Return what does work, with as many processes as it is worth."""

        def do(tasks: Sequence[Work]) -> None:
            with self._prepared.processes(sum(len(task.contents) for task in tasks), workers) as doing:
                # other processes read what is written: here are blocks that are not
                is_here = isinstance(doing, Here)
                self._do([task._replace(is_told=is_here) for task in tasks], doing)

        return do

    def _do(self, tasks: Sequence[Work], doing: Here | Elsewhere) -> None:
        self._take(tasks, doing.do(tasks))

    def _take(self, tasks: Sequence[Work], judging: Iterable[Done]) -> list[Said]:
        """Keep what came of work; return what was said, in the order of the indicators' ids."""
        put = self._keeping.put
        said: dict[str, list[Said]] = {}
        for task, done in zip(tasks, judging, strict=True):
            for part, (of_part, rest) in done.parts.items():
                put(Piece("numbers", task.indicator_id, part), of_part)
                put(Piece("part", task.indicator_id, part), rest)
            payloads = [of_part for of_part, _ in done.parts.values()]
            if task.parts is None:
                put(Piece("joined", task.indicator_id, 0), to_json(done.joined))
                put(Piece("beside", task.indicator_id, 0), done.beside)
                payloads.append(done.beside)
            said[task.indicator_id] = [one for payload in payloads for one in unpacked(payload)]
        return [one for _, of_one in sorted(said.items()) for one in of_one]

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

    def _spoken_of(self, rows: Rows) -> set[str]:
        """Return the indicators of whose evidence documents say anything else than before, or under another name."""
        pieces = self._keeping.touched(("spoken",))
        before, now = self._keeping.some_before(pieces), self._keeping.some(pieces)
        called = {(row[0], file_in(row)) for row in rows.now}
        renamed = [row for row in rows.before if (row[0], file_in(row)) not in called]
        other = {piece.name for piece in pieces if before.get(piece) != now.get(piece)}
        return other | {indicator_id for row in renamed for indicator_id in tagged_in(row)}

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

    def _keep(self, *, is_new: bool) -> None:
        """Keep what was found out, unless the archive changed meanwhile; raises Overtaken where what is kept did."""
        self._keeping.require()
        if is_new and self._catalogue.standing() == self._prepared.standing:
            self._prepared.put_links()
            self._keeping.put(_COUNT, to_json(len(self._register.contents)))
            # nobody can write here now: what was found out is true all the same
            with suppress(Overtaken):
                self._keeping.write(self._prepared.standing, "checked")
