"""The weights of the model and what they make of a number and a meaning."""

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline.stages.extraction.likely.features import Number, Seen, measured_against
from pipeline.stages.extraction.likely.meanings import Meaning
from pipeline.stages.extraction.names import Name
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

    def likelihoods(self, seen: Seen, meanings: Sequence[Meaning], number: Number) -> list[float]:
        """Return how likely (0-1) a number means each of some meanings, those of one name one behind the other."""
        grams = [weights for gram in seen.grams if (weights := self.grams.get(gram)) is not None]
        found: list[float] = []
        told_of: Name | None = None
        relations: list[tuple[dict[str, float], float]] = []
        for meaning in meanings:
            if meaning.name is not told_of:  # the manner decides only what a relation weighs
                told_of = meaning.name
                told = measured_against(seen, meaning, number)
                relations = [(self.relations[what], amount) for what, amount in told if what in self.relations]
            own, kind, manner = meaning.id, meaning.kind, meaning.manner
            score = self.bias + self.meanings[own]
            for weights in grams:
                score += weights.get(own, 0.0) + weights.get(kind, 0.0)
            for weights, amount in relations:
                score += weights.get(manner, 0.0) * amount
            found.append(1 / (1 + math.exp(-score)))
        return found


@cache
def load_model() -> Model:
    """Return the model that the program ships, read once."""
    kept = json.loads(WEIGHTS_FILE.read_text("utf-8"))
    return Model(kept["bias"], kept["meanings"], kept["grams"], kept["relations"])
