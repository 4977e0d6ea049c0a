"""All that was judged in parts put together, with what only the whole archive tells."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from pipeline.checker.outcomes import Said, all_said, judged, outcome_of, together
from pipeline.checker.parts import Spoken, checks_of, nothing_of, of_one_indicator
from pipeline.checker.sources import Source
from pipeline.checks import Check, all_checks, checks_across, scope_of_check
from pipeline.coverage.case import Case, MeasureKey
from pipeline.coverage.speech import Speech
from pipeline.coverage.tasks import KnownProofs, Proof, know_proofs
from schemas.dossier import Dossier
from schemas.edition import Edition, Indicator
from schemas.finding import CheckResult, MatrixCell, Report, Waiver
from schemas.revision import Revision
from schemas.view import ArchiveView, ViewedDocument

_IN_PARTS = frozenset({"document", "indicator", "evidence"})


@dataclass
class Known:
    """What was found out in parts.

    `documents` are all files by their places, `readable` those that could be read, each original once, `of_county`
    those with facts about the county as a whole, with these facts alone. `proofs` are by the number of the task.
    """

    documents: dict[int, ViewedDocument] = field(default_factory=dict)
    readable: dict[int, ViewedDocument] = field(default_factory=dict)
    of_county: dict[int, ViewedDocument] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    spoken: dict[MeasureKey, list[Speech]] = field(default_factory=lambda: defaultdict(list))
    proofs: dict[int, list[tuple[int, Proof]]] = field(default_factory=lambda: defaultdict(list))
    looked_through: int = 0

    def hear(self, spoken: Iterable[Spoken]) -> None:
        """Note what documents say for measures."""
        for indicator_id, sub, speech in spoken:
            self.spoken[indicator_id, sub].append(speech)


class Answer(NamedTuple):
    """What a check says of so many files, before waivers."""

    documents: int
    results: Sequence[CheckResult]
    matrix: Sequence[MatrixCell]


class Whole:
    """The archive as a whole, on a day."""

    def __init__(
        self, source: Source, known: Known, today: date | None, revisions: tuple[Revision, ...] | None = None
    ) -> None:
        self._source, self._known = source, known
        self._at_once: dict[str, CheckResult] = {}
        self._across: list[Said] = []
        view = ArchiveView.model_construct(
            dossier=source.dossier,
            edition=source.edition,
            documents=tuple(known.documents.values()),
            today=today,
            revisions=revisions,
        )
        self.case = Case(view, None, known.readable, known.spoken)
        found = {
            task: [proof for _, proof in sorted(known.proofs.get(number, ()), key=lambda pair: pair[0])]
            for number, task in enumerate(source.dossier.tasks)
        }
        know_proofs(self.case, KnownProofs(found, known.looked_through))

    def of_evidence(self, indicator: Indicator) -> tuple[list[Said], list[MatrixCell]]:
        """Return what is said of the evidence for an indicator, with its cells."""
        edition = of_one_indicator(self._source, indicator.id)
        view = self.case.view.model_copy(update={"edition": edition, "documents": ()})
        part = Case(view, self.case, self._known.readable, self._known.spoken)
        return all_said(checks_of("evidence"), part), [cell.outward(part.dossier) for cell in part.cells]

    def judge(self) -> None:
        """Run the checks that look at all documents together."""
        of_county = self._of_county()
        self._across = all_said(checks_across(), of_county)
        for check in all_checks():
            if scope_of_check(check) not in _IN_PARTS:
                case = of_county if scope_of_check(check) == "county" else self.case
                self._at_once[check.CHECK] = outcome_of(check, case)

    def results(self, said: Iterable[Said]) -> list[CheckResult]:
        """Return what each check says, in the order of the checks; `said` is what was said of parts."""
        if not self._at_once:
            self.judge()
        of_check: Mapping[str, list[Said]] = defaultdict(list)
        nothing = nothing_of(self._source)
        for one in (*all_said((*checks_of("document"), *checks_of("indicator")), nothing), *said, *self._across):
            of_check[one.check].append(one)
        return [
            self._at_once.get(check.CHECK) or self._together(check, of_check[check.CHECK]) for check in all_checks()
        ]

    def _together(self, check: Check, said: Sequence[Said]) -> CheckResult:
        return together(check, said, "" if said else outcome_of(check, nothing_of(self._source)).reason)

    def _of_county(self) -> Case:
        view = self.case.view.model_copy(update={"documents": tuple(self._known.of_county.values())})
        return Case(view, self.case, self._known.of_county)


def report(dossier: Dossier, edition: Edition, answer: Answer, waivers: Iterable[Waiver]) -> Report:
    """Return the report of a check."""
    reasons = {waiver.key: waiver.reason for waiver in waivers}
    return Report.model_construct(
        county=dossier.county,
        edition=edition.id,
        years=dossier.years,
        documents=answer.documents,
        results=tuple(judged(result, reasons) for result in answer.results),
        matrix=tuple(answer.matrix),
    )
