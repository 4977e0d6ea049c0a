import pytest

from pipeline.stages.tagging.calibration import SEEN, calibrated
from pipeline.stages.tagging.hits import Hit
from schemas.locator import ParagraphLocator


def _hit(method: str, score: float, relation: str = "evidence") -> Hit:
    return Hit("air", 1, relation, score, method, "", ParagraphLocator(index=0))  # type: ignore[arg-type]


def test_a_score_lies_between_what_was_seen_of_its_kind_and_of_all():
    right, seen = (sum(counts) for counts in zip(*SEEN.values(), strict=True))
    for kind, hit in {
        "title": _hit("title", 0.97), "stated": _hit("passage", 0.85), "implied": _hit("heading", 0.75),
        "slot": _hit("requirement", 0.95), "table": _hit("caption", 0.85), "weak": _hit("topic", 0.6),
    }.items():  # fmt: skip
        of_kind = SEEN[kind][0] / SEEN[kind][1]
        low, high = sorted((of_kind, right / seen))
        assert low - 0.005 <= calibrated(hit) <= high + 0.005


@pytest.mark.parametrize("method", ["title", "passage", "table", "topic", "requirement"])
def test_a_mention_scores_below_any_evidence(method):
    assert calibrated(_hit(method, 0.45, "mention")) == 0.45
    assert calibrated(_hit(method, 0.6)) > 0.5
