"""A whole check: documents looked into, indicators judged, all put together."""

from collections import defaultdict

from archive.collection import collection_paused
from pipeline.checker.numbers import NumbersOfIndicator
from pipeline.checker.parts import LookedInto, look_into
from pipeline.checker.sources import Placed, ViewSource
from pipeline.checker.whole import Answer, Known, Whole, hear, report, whole_view
from pipeline.coverage.case import Case
from schemas.finding import CheckResult, MatrixCell, Report
from schemas.view import ArchiveView


def run_checks(view: ArchiveView) -> Report:
    """Return what every check found, with the matrix; raises TypeError where a file of `checks/` is no check."""
    with collection_paused():
        source = ViewSource(view)
        results, matrix = _checked(source, view)
        return report(view.dossier, view.edition, Answer(len(source.places()), results, matrix), view.waivers)


def results_of(view: ArchiveView) -> tuple[CheckResult, ...]:
    """Return what each check says, in the order of the checks."""
    return tuple(_checked(ViewSource(view), view)[0])


def _checked(source: ViewSource, view: ArchiveView) -> tuple[list[CheckResult], list[MatrixCell]]:
    looked = look_into(source, source.read(source.places()))
    known = Known()
    by_indicator = gather(known, looked)
    of_archive = whole_view(source, known.documents.values()).model_copy(update={"today": view.today})
    whole = Whole(source, Case(of_archive, None, known.readable), looked.proofs, looked.looked_through)
    said = [*looked.said]
    matrix: list[MatrixCell] = []
    for indicator in source.edition.indicators:
        said += NumbersOfIndicator(source, indicator.id, by_indicator[indicator.id]).all_said()
        of_evidence, cells = whole.of_evidence(indicator, known.spoken)
        said += of_evidence
        matrix += cells
    said += whole.of_county(known.of_county)
    said += whole.of_meetings(known.readable)
    return whole.results(said), matrix


def gather(known: Known, looked: LookedInto) -> dict[str, list[Placed]]:
    """Add what was found out of some documents; return them by the indicators of whose numbers they speak."""
    by_indicator: dict[str, list[Placed]] = defaultdict(list)
    for one in looked.documents:
        known.documents[one.place] = one.viewed
        if one.is_readable:
            known.readable[one.place] = one.viewed
        for indicator_id in looked.numbers.get(one.place, ()):
            by_indicator[indicator_id].append(one)
        if facts := looked.of_county.get(one.place):
            known.of_county[one.place] = one.viewed.model_copy(update={"facts": tuple(facts)})
    known.spoken = hear(looked.spoken)
    return by_indicator
