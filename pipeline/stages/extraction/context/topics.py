"""Which matter a topic in force speaks of."""

import re

from pipeline.stages.extraction.context.things import Key, Matters, grams_of
from pipeline.stages.extraction.context.wording import plain, without_deeds

# the digits of 12.6万吨 are none of PM2.5
_FIGURE = re.compile(r"(?<![a-z.\d])\d[\d.]*|其中")
MIN_WEIGHT = 0.5
MIN_LEAD = 0.3
MIN_SURE_WEIGHT = 2.0
MAX_KEPT = 4096


def matter_told(topic: str, matters: Matters) -> frozenset[Key]:
    """Return the matters that a topic (农村改厕) speaks of more than of others, none where it speaks of none."""
    if topic not in matters.told:
        if len(matters.told) >= MAX_KEPT:
            matters.told.clear()
        matters.told[topic] = _told(topic, matters)
    return matters.told[topic]


def matter_surely_told(words: str, matters: Matters) -> frozenset[Key]:
    """Return the matters that words which are no heading speak of at length."""
    scores = _scores(words, matters)
    best = max(scores.values(), default=0.0)
    return frozenset(key for key, score in scores.items() if score == best) if best >= MIN_SURE_WEIGHT else frozenset()


def _told(topic: str, matters: Matters) -> frozenset[Key]:
    scores = _scores(topic, matters)
    best = max(scores.values(), default=0.0)
    return (
        frozenset(key for key, score in scores.items() if score > best - MIN_LEAD)
        if best >= MIN_WEIGHT
        else frozenset()
    )


def _scores(words: str, matters: Matters) -> dict[Key, float]:
    """Return how much words say of each matter."""
    scores: dict[Key, float] = {}
    for gram in grams_of(_FIGURE.sub("|", without_deeds(plain(words)))):
        if known := matters.weights.get(gram):
            for key, weight in known.items():
                scores[key] = scores.get(key, 0.0) + weight
    return scores
