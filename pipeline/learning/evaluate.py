"""How good proposals are, held against what a person confirmed and rejected."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.learning.examples import Examples, Subject
from pipeline.learning.model import Calibration, margins_across, subjects_of
from pipeline.learning.propose import MIN_SCORE
from schemas.edition import Edition
from schemas.learning import Counted, Evaluated, Evaluation

# fewer decisions than these say little: one more could turn the figures over
MIN_DECISIONS = 20
MIN_REJECTED = 5

Proposes = Callable[[str, Subject], bool]


def evaluate(examples: Examples, edition: Edition, *, with_model: bool) -> Evaluation:
    """Count the rules' proposals, and those of rules and model together, against what a person said.

    That is the decisions, and for the model the documents that they hold for none of a subject (`Examples.labels`): a
    proposal there is wrong. Each document is judged by a model that has not seen it (`margins_across`). Raises
    MissingPart where the model is asked for without scikit-learn.
    """
    rules: Proposes = lambda sha256, subject: subject in examples.proposed.get(sha256, ())  # noqa: E731
    both = _with_model(examples, rules) if with_model else None
    rows = []
    everything = list(_known(examples))
    for indicator in edition.indicators:
        known = [one for one in everything if one.subject[0] == indicator.id]
        if known:
            rows.append(_row(indicator.number, indicator.id, indicator.name, known, rules, both))
    total = _row(None, "", "合计", everything, rules, both)
    return Evaluation(
        decisions=examples.decisions,
        rows=tuple(rows),
        total=total,
        is_enough=len(everything) >= MIN_DECISIONS and total.rejected >= MIN_REJECTED,
    )


@dataclass(frozen=True)
class _Known:
    """Whether a document proves a subject: a person said so, or it follows from what was said (`is_said` False)."""

    sha256: str
    subject: Subject
    is_so: bool
    is_said: bool


def _known(examples: Examples) -> Iterable[_Known]:
    for subject in subjects_of(examples):
        for sha256, is_so in examples.labels(subject).items():
            yield _Known(sha256, subject, is_so, subject in examples.said[sha256])


def _with_model(examples: Examples, rules: Proposes) -> Proposes:
    margins: Mapping[str, Mapping[Subject, float]] = margins_across(examples)
    calibration = Calibration(examples, margins)

    def proposes(sha256: str, subject: Subject) -> bool:
        margin = margins.get(sha256, {}).get(subject)
        learned = margin is not None and calibration.score(margin) >= MIN_SCORE
        return rules(sha256, subject) or (learned and subject not in examples.tagged.get(sha256, ()))

    return proposes


def _row(
    number: int | None,
    indicator_id: str,
    name: str,
    known: list[_Known],
    rules: Proposes,
    both: Proposes | None,
) -> Evaluated:
    return Evaluated(
        indicator=number,
        indicator_id=indicator_id,
        name=name,
        confirmed=sum(one.is_said and one.is_so for one in known),
        rejected=sum(one.is_said and not one.is_so for one in known),
        rules=_counted(known, rules),
        with_model=None if both is None else _counted(known, both),
    )


def _counted(known: list[_Known], proposes: Proposes) -> Counted:
    proposed = [(one.is_so, proposes(one.sha256, one.subject)) for one in known]
    return Counted(
        right=sum(is_so and was for is_so, was in proposed),
        wrong=sum(was and not is_so for is_so, was in proposed),
        missed=sum(is_so and not was for is_so, was in proposed),
    )
