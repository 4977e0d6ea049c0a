"""The weights of the model and what they make of a number and a meaning."""

import json
import math
from functools import cache
from pathlib import Path

from pipeline.stages.extraction.likely.features import Number, Seen, measured_against
from pipeline.stages.extraction.likely.meanings import Meaning
from pipeline.values import frozen

WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@frozen
class Model:
    """`grams` holds for a piece of words its weight by meaning and by kind, `relations` those of what holds between.

    `meanings` are the biases of the meanings that were ever seen; any other is never proposed.
    """

    bias: float
    meanings: dict[str, float]
    grams: dict[str, dict[str, float]]
    relations: dict[str, dict[str, float]]

    def likelihood(self, seen: Seen, meaning: Meaning, number: Number) -> float:
        """Return how likely (0-1) a number means this."""
        own, kind = meaning.id, meaning.kind
        score = self.bias + self.meanings[own]
        for gram in seen.grams:
            if (weights := self.grams.get(gram)) is not None:
                score += weights.get(own, 0.0) + weights.get(kind, 0.0)
        for relation, amount in measured_against(seen, meaning, number):
            if (weights := self.relations.get(relation)) is not None:
                score += weights.get(meaning.manner, 0.0) * amount
        return 1 / (1 + math.exp(-score))


@cache
def load_model() -> Model:
    """Return the model that the program ships, read once."""
    kept = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    return Model(kept["bias"], kept["meanings"], kept["grams"], kept["relations"])
