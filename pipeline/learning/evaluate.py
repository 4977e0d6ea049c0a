"""How good proposals are, held against what a person confirmed and rejected."""

from collections.abc import Callable, Iterable, Mapping

from pipeline.learning.examples import Examples, Subject
from pipeline.learning.model import Calibration, margins_across
from pipeline.learning.propose import MIN_SCORE
from schemas.edition import Edition
from schemas.learning import Counted, Evaluated, Evaluation

# fewer decisions than these say little: one more could turn the figures over
MIN_DECISIONS = 20
MIN_REJECTED = 5

Proposes = Callable[[str, Subject], bool]


def evaluate(examples: Examples, edition: Edition, *, with_model: bool) -> Evaluation:
    """Count the rules' proposals, and those of rules and model together, against the decisions.

    Each document is judged by a model that has not seen it (`margins_across`). Raises MissingPart where the model is
    asked for without scikit-learn.
    """
    rules: Proposes = lambda sha256, subject: subject in examples.proposed.get(sha256, ())  # noqa: E731
    both = _with_model(examples, rules) if with_model else None
    rows = []
    for indicator in edition.indicators:
        said = [item for item in _said(examples) if item[1][0] == indicator.id]
        if said:
            rows.append(_row(indicator.number, indicator.id, indicator.name, said, rules, both))
    everything = list(_said(examples))
    total = _row(None, "", "合计", everything, rules, both)
    return Evaluation(
        decisions=len(everything),
        rows=tuple(rows),
        total=total,
        is_enough=len(everything) >= MIN_DECISIONS and total.rejected >= MIN_REJECTED,
    )


def _said(examples: Examples) -> Iterable[tuple[str, Subject, bool]]:
    for sha256, words in examples.said.items():
        for subject, is_so in words.items():
            yield sha256, subject, is_so


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
    said: list[tuple[str, Subject, bool]],
    rules: Proposes,
    both: Proposes | None,
) -> Evaluated:
    return Evaluated(
        indicator=number,
        indicator_id=indicator_id,
        name=name,
        confirmed=sum(is_so for _, _, is_so in said),
        rejected=sum(not is_so for _, _, is_so in said),
        rules=_counted(said, rules),
        with_model=None if both is None else _counted(said, both),
    )


def _counted(said: list[tuple[str, Subject, bool]], proposes: Proposes) -> Counted:
    proposed = [(is_so, proposes(sha256, subject)) for sha256, subject, is_so in said]
    return Counted(
        right=sum(is_so and was for is_so, was in proposed),
        wrong=sum(was and not is_so for is_so, was in proposed),
        missed=sum(is_so and not was for is_so, was in proposed),
    )
