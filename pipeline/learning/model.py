"""The model: one logistic regression a subject, on the character n-grams of titles and texts."""

from collections.abc import Mapping, Sequence
from math import exp
from types import ModuleType
from typing import Any

from pipeline.learning.examples import Examples, Subject
from schemas.errors import MissingPart

MIN_OF_EACH = 2
FOLDS = 5
NGRAMS = (2, 3)
MOST_FEATURES = 8_000
# no proposal is surer than this: a person has not looked at it yet
HIGHEST_SCORE = 0.9
_SLOPE_ROUNDS = 200


def scikit_learn() -> tuple[ModuleType, ModuleType]:
    """Return the two modules of scikit-learn that are used; raises MissingPart where it is not installed."""
    try:
        from sklearn import linear_model  # noqa: PLC0415 - optional, takes a second to load
        from sklearn.feature_extraction import text  # noqa: PLC0415
    except ImportError:
        raise MissingPart(
            "没有安装学习功能所需的 scikit-learn", "请运行 pip install 'zuozheng[learn]'；规则标注不受影响。"
        ) from None
    return linear_model, text


class Model:
    """Fitted on some documents of the examples; deterministic."""

    def __init__(self, examples: Examples, taught: Sequence[str]) -> None:
        """Fit one regression for each subject with at least `MIN_OF_EACH` documents of either kind among `taught`."""
        linear_model, text = scikit_learn()
        self._features: Any = text.TfidfVectorizer(
            analyzer="char", ngram_range=NGRAMS, sublinear_tf=True, max_features=MOST_FEATURES
        )
        self._fitted: dict[Subject, Any] = {}
        place = {sha256: row for row, sha256 in enumerate(taught)}
        known = {subject: _within(examples.labels(subject), place) for subject in subjects_of(examples)}
        known = {subject: labels for subject, labels in known.items() if _is_enough(labels)}
        if not known:
            return
        matrix = self._features.fit_transform([examples.texts[sha256] for sha256 in taught])
        for subject, labels in known.items():
            rows = sorted(labels)
            regression = linear_model.LogisticRegression(
                C=10.0, class_weight="balanced", solver="liblinear", random_state=0
            )
            self._fitted[subject] = regression.fit(matrix[rows], [labels[row] for row in rows])

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """The subjects that the model knows anything of."""
        return tuple(self._fitted)

    def margins(self, texts: Sequence[str]) -> dict[Subject, list[float]]:
        """Return for each subject the margin of each text: above 0 speaks for it."""
        if not self._fitted or not texts:
            return {}
        matrix = self._features.transform(texts)
        return {subject: [float(m) for m in one.decision_function(matrix)] for subject, one in self._fitted.items()}


def margins_across(examples: Examples) -> dict[str, dict[Subject, float]]:
    """Return the margins of each document that a person spoke of, by models that never saw it (cross-validation)."""
    taught = sorted(examples.said)
    found: dict[str, dict[Subject, float]] = {sha256: {} for sha256 in taught}
    for fold in range(FOLDS):
        held = taught[fold::FOLDS]
        model = Model(examples, [sha256 for sha256 in taught if sha256 not in held])
        for subject, margins in model.margins([examples.texts[sha256] for sha256 in held]).items():
            for sha256, margin in zip(held, margins, strict=True):
                found[sha256][subject] = margin
    return found


class Calibration:
    """Turns margins into shares: of the documents that score 0.7, about 70 % were confirmed (Platt's sigmoid)."""

    def __init__(self, examples: Examples, margins: Mapping[str, Mapping[Subject, float]]) -> None:
        """Fit slope and offset to the margins of documents that the models had not seen.

        Documents held for none of a subject count as the rejected do: most documents have nothing to do with most
        subjects, and a bureau confirms far more than it rejects.
        """
        labels = {subject: examples.labels(subject) for subject in subjects_of(examples)}
        pairs = [
            (margin, labels[subject][sha256])
            for sha256, found in margins.items()
            for subject, margin in found.items()
            if sha256 in labels[subject]
        ]
        self._slope, self._offset = _sigmoid(pairs)

    def score(self, margin: float) -> float:
        """Return the calibrated score, 0 to `HIGHEST_SCORE`."""
        return min(HIGHEST_SCORE, _share(self._slope * margin + self._offset))


def subjects_of(examples: Examples) -> list[Subject]:
    """Return the subjects that a person spoke of, in order."""
    found = {subject for words in examples.said.values() for subject in words}
    return sorted(found, key=lambda subject: (subject[0], subject[1] or 0))


def _within(labels: Mapping[str, bool], place: Mapping[str, int]) -> dict[int, bool]:
    return {place[sha256]: label for sha256, label in labels.items() if sha256 in place}


def _is_enough(labels: Mapping[int, bool]) -> bool:
    confirmed = sum(labels.values())
    return confirmed >= MIN_OF_EACH and len(labels) - confirmed >= MIN_OF_EACH


def _sigmoid(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Return slope and offset of the logistic curve through (margin, is so), drawn towards slope 1, offset 0.

    Gradient descent with a quadratic penalty: few pairs change little.
    """
    slope, offset = 1.0, 0.0
    for _ in range(_SLOPE_ROUNDS):
        errors = [(_share(slope * margin + offset) - is_so, margin) for margin, is_so in pairs]
        rate = 1.0 / (4.0 + len(pairs))
        slope -= rate * (sum(error * margin for error, margin in errors) + 2.0 * (slope - 1.0))
        offset -= rate * (sum(error for error, _ in errors) + 2.0 * offset)
    return max(slope, 0.1), offset


def _share(logit: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, logit))))
