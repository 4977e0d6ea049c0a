"""A whole check: documents looked into, indicators judged, all put together."""

from collections import defaultdict

from archive.collection import collection_paused
from pipeline.checker.numbers import NumbersOfIndicator
from pipeline.checker.parts import LookedInto, look_into
from pipeline.checker.sources import Placed, ViewSource
from pipeline.checker.whole import Answer, Known, Whole, report
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
    whole = Whole(source, known, view.today, view.revisions)
    said = [*looked.said]
    matrix: list[MatrixCell] = []
    for indicator in source.edition.indicators:
        said += NumbersOfIndicator(source, indicator.id, by_indicator[indicator.id]).all_said()
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
        for indicator_id in looked.numbers.get(one.place, ()):
            by_indicator[indicator_id].append(one)
        if facts := looked.of_county.get(one.place):
            known.of_county[one.place] = one.viewed.model_copy(update={"facts": tuple(facts)})
    known.hear(looked.spoken)
    for number, place, proof in looked.proofs:
        known.proofs[number].append((place, proof))
    known.looked_through += looked.looked_through
    return by_indicator
