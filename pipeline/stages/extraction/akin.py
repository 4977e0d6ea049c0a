"""Paragraphs that name nothing of the edition and yet speak of what the document proves."""

from functools import lru_cache

from pipeline.stages.extraction.arithmetic.kinship import Kinship, Pairs, kinship_of, pairs
from pipeline.stages.extraction.scene import Scene

# as many pairs of characters that no other indicator has
MIN_KINSHIP = 2


def is_akin(text: str, scene: Scene) -> bool:
    """Tell whether a text (a shadow) has words of what the document proves: 70850户农户中61240户用上卫生厕所."""
    if not scene.proved:
        return False
    kinship = kinship_of(scene.edition)
    return kinship.between(pairs(text), _proved(kinship, scene.proved)) >= MIN_KINSHIP


@lru_cache(maxsize=64)
def _proved(kinship: Kinship, proved: frozenset[tuple[str, int | None]]) -> Pairs:
    return kinship.of_proved(proved)
