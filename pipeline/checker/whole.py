"""All that was judged in parts put together, with what only the whole archive tells."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from pipeline.checker.outcomes import Said, all_said, judged, outcome_of, together
from pipeline.checker.parts import Spoken, checks_of, nothing_of, of_one_indicator
from pipeline.checker.sources import Source
from pipeline.checks import Check, all_checks, checks_across, scope_of_check
from pipeline.checks.meeting.names import Names, know_names
from pipeline.coverage.case import Case
from pipeline.coverage.facts import MeasureKey
from pipeline.coverage.speech import Speech
from pipeline.coverage.tasks import KnownProofs, Proof, know_proofs
from schemas.dossier import Dossier
from schemas.edition import Edition, Indicator
from schemas.finding import CheckResult, MatrixCell, Report, Waiver
from schemas.view import ArchiveView, ViewedDocument

# (number of the task in the dossier, place of the document, what it proves)
TaskProof = tuple[int, int, Proof]
Speeches = dict[MeasureKey, list[Speech]]


@dataclass
class Known:
    """What was found out in parts.

    `documents` are all files by their places, `readable` those that could be read, each original once, `of_county`
    those with facts about the county as a whole, with these facts alone.
    """

    documents: dict[int, ViewedDocument] = field(default_factory=dict)
    readable: dict[int, ViewedDocument] = field(default_factory=dict)
    of_county: dict[int, ViewedDocument] = field(default_factory=dict)
    spoken: Speeches = field(default_factory=lambda: defaultdict(list))


def hear(spoken: Iterable[Spoken]) -> Speeches:
    """Return what documents say by measure, in the order of the documents."""
    found: Speeches = defaultdict(list)
    for indicator_id, sub, speech in spoken:
        found[indicator_id, sub].append(speech)
    for speeches in found.values():
        speeches.sort(key=attrgetter("place"))
    return found


class Answer(NamedTuple):
    """What a check says of so many files, before waivers."""

    documents: int
    results: Sequence[CheckResult]
    matrix: Sequence[MatrixCell]


class Whole:
    """An archive as a whole: the case of it, which need not hold its documents."""

    def __init__(self, source: Source, case: Case, proofs: Iterable[TaskProof], looked_through: int) -> None:
        """Take what proves the tasks, and how many documents might have."""
        self._source, self.case = source, case
        tasks = source.dossier.tasks
        found = {task: [proof for _, _, proof in _of_task(proofs, number)] for number, task in enumerate(tasks)}
        know_proofs(case, KnownProofs(found, looked_through))

    def of_evidence(self, indicator: Indicator, spoken: Speeches) -> tuple[list[Said], list[MatrixCell]]:
        """Return what is said of the evidence for an indicator, with its cells."""
        edition = of_one_indicator(self._source, indicator.id)
        view = self.case.view.model_copy(update={"edition": edition, "documents": ()})
        part = Case(view, self.case, {}, spoken)
        return all_said(checks_of("evidence"), part), [cell.outward(part.dossier) for cell in part.cells]

    def of_county(self, documents: Mapping[int, ViewedDocument]) -> list[Said]:
        """Return what the facts about the county as a whole tell; `documents` hold no others."""
        part = self._part(documents)
        return all_said((*checks_across(), *checks_of("county")), part)

    def of_meetings(
        self,
        readable: Mapping[int, ViewedDocument],
        names: Names | None = None,
        only: Collection[str] | None = None,
    ) -> list[Said]:
        """Return what documents that meet tell (in some checks `only`).

        `names` are the archive's where these are not all its documents.
        """
        part = self._part(readable)
        if names is not None:
            know_names(part, names)
        return all_said([one for one in checks_of("meeting") if only is None or one.CHECK in only], part)

    def _part(self, documents: Mapping[int, ViewedDocument]) -> Case:
        view = self.case.view.model_copy(update={"documents": tuple(documents.values())})
        return Case(view, self.case, documents)

    def of_tasks(self) -> dict[str, CheckResult]:
        """Return what the checks say that look at the dossier's tasks, by check."""
        return {check.CHECK: outcome_of(check, self.case) for check in checks_of("archive")}

    def results(self, said: Iterable[Said]) -> list[CheckResult]:
        """Return what each check says, in the order of the checks; `said` is what was said of parts."""
        of_check: Mapping[str, list[Said]] = defaultdict(list)
        for one in (*said_of_dossier(self._source), *said):
            of_check[one.check].append(one)
        of_tasks = self.of_tasks()
        return [of_tasks.get(check.CHECK) or self._together(check, of_check[check.CHECK]) for check in all_checks()]

    def _together(self, check: Check, said: Sequence[Said]) -> CheckResult:
        return together(check, said, "" if said else reason_of_nothing(self._source, check))


def _of_task(proofs: Iterable[TaskProof], number: int) -> list[TaskProof]:
    return sorted((one for one in proofs if one[0] == number), key=lambda one: one[1])


def said_of_dossier(source: Source) -> list[Said]:
    """Return what is said of the dossier itself, without any document."""
    checks = (check for check in all_checks() if scope_of_check(check) in ("document", "indicator", "meeting"))
    return all_said(checks, nothing_of(source))


def reason_of_nothing(source: Source, check: Check) -> str:
    """Return why a check says nothing where it saw nothing."""
    return outcome_of(check, nothing_of(source)).reason


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


def whole_view(source: Source, documents: Iterable[ViewedDocument]) -> ArchiveView:
    """Return the view of a whole archive, without a day."""
    return ArchiveView.model_construct(
        dossier=source.dossier, edition=source.edition, documents=tuple(documents), revisions=source.revisions
    )
