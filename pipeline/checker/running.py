"""A whole check: documents looked into, indicators judged, all put together."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache

from archive.archive import Archive
from archive.collection import collection_paused
from pipeline.checker.light import Reader
from pipeline.checker.outcomes import Said
from pipeline.checker.parts import LookedInto, judge_indicator, look_into
from pipeline.checker.records import Record, blocks_of, know_rest, know_rows, rows_in, speeches_in, unpacked
from pipeline.checker.sources import CatalogueSource, Placed, Source, ViewSource
from pipeline.checker.whole import Known, Whole, report
from pipeline.checker.workers import Blocks, Elsewhere, Here, Numbers, Setting, elsewhere
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.finding import CheckResult, MatrixCell, Report
from schemas.view import ArchiveView, ViewedDocument

# below so many documents starting processes costs more than they save
FEWEST_FOR_PROCESSES = 2000
_BLOCKS_AT_ONCE = 8


def run_checks(view: ArchiveView) -> Report:
    """Return what every check found, with the matrix; raises TypeError where a file of `checks/` is no check."""
    with collection_paused():
        source = ViewSource(view)
        results, matrix = _checked(source, view)
        return report(source, results, matrix, view.waivers)


def results_of(view: ArchiveView) -> tuple[CheckResult, ...]:
    """Return what each check says, in the order of the checks."""
    return tuple(_checked(ViewSource(view), view)[0])


def _checked(source: ViewSource, view: ArchiveView) -> tuple[list[CheckResult], list[MatrixCell]]:
    looked = look_into(source, source.read(source.places()))
    known = Known()
    by_indicator = gather(known, looked)
    whole = Whole(source, known, view.today)
    said = [*looked.said]
    matrix: list[MatrixCell] = []
    for indicator in source.edition.indicators:
        said += judge_indicator(source, indicator, by_indicator[indicator.id])
        of_evidence, cells = whole.of_evidence(indicator)
        said += of_evidence
        matrix += cells
    return whole.results(said), matrix


def gather(known: Known, looked: LookedInto) -> dict[str, list[Placed]]:
    """Add what was found out of some documents; return them by the indicators of whose numbers they speak."""
    by_indicator: dict[str, list[Placed]] = defaultdict(list)
    for one in looked.documents:
        known.documents[one.place] = one.viewed
        if one.is_readable:
            known.readable[one.place] = one.viewed
        for indicator_id in looked.indicators.get(one.place, ()):
            by_indicator[indicator_id].append(one)
        if facts := looked.of_county.get(one.place):
            known.of_county[one.place] = one.viewed.model_copy(update={"facts": tuple(facts)})
    known.hear(looked.spoken)
    for number, place, proof in looked.proofs:
        known.proofs[number].append((place, proof))
    known.looked_through += looked.looked_through
    return by_indicator


def check_archive(
    archive: Archive, dossier: Dossier, edition: Edition, today: date | None = None, workers: int = 1
) -> Report:
    """Return what every check finds in a dossier of an archive, read some documents at a time.

    A large one is checked by so many processes.
    """
    proposals = archive.learned.read(dossier.id)
    source = CatalogueSource(archive.catalogue, dossier, edition, proposals)
    count = workers if len(source.places()) >= FEWEST_FOR_PROCESSES else 1
    with collection_paused(), _workers(source, Setting(archive.folder, dossier, edition, proposals), count) as doing:
        known = Known()
        said: list[Said] = []
        by_indicator: dict[str, list[int]] = defaultdict(list)
        read = _reader(source)
        for record in _records(source, doing):
            rows = rows_in(record.rows)
            know_rows(known, rows, read)
            said += unpacked(record.said)
            know_rest(known, record.rest)
            for indicator_id, payload in record.spoken.items():
                for sub, speech in speeches_in(payload):
                    known.spoken[indicator_id, sub].append(speech)
            for place, *_, indicators in rows:
                for indicator_id in indicators:
                    by_indicator[indicator_id].append(place)
        tasks = [
            Numbers(indicator.id, places, source.contents(places))
            for indicator in edition.indicators
            if (places := by_indicator.get(indicator.id))
        ]
        answers = doing.judge(tasks)
        whole = Whole(source, known, today)
        matrix: list[MatrixCell] = []
        for indicator in edition.indicators:
            of_evidence, cells = whole.of_evidence(indicator)
            said += of_evidence
            matrix += cells
        for payload in answers:
            said += unpacked(payload)
        return report(source, whole.results(said), matrix, archive.catalogue.waivers(dossier.id))


@contextmanager
def _workers(source: CatalogueSource, setting: Setting, count: int) -> Iterator[Here | Elsewhere]:
    if count < 2:
        yield Here(source)
    else:
        with elsewhere(setting, count) as processes:
            yield processes


def _records(source: CatalogueSource, doing: Here | Elsewhere) -> Iterator[Record]:
    """Look into all documents."""
    blocks = list(blocks_of(source.places()).items())
    tasks = []
    for start in range(0, len(blocks), _BLOCKS_AT_ONCE):
        some = dict(blocks[start : start + _BLOCKS_AT_ONCE])
        places = [place for of_block in some.values() for place in of_block]
        tasks.append(Blocks(some, source.contents(places)))
    for records in doing.look(tasks):
        yield from records


def _reader(source: Source) -> Reader:
    """Return what reads one document whole; the last ones asked for are kept."""

    @lru_cache(maxsize=256)
    def read(place: int) -> ViewedDocument:
        return source.read([place])[0].viewed

    return read
