"""Train the model that names what rules leave unnamed, on the gold of all batches or of all but some.

.venv/bin/python -m benchmarks.understanding.learn [--without xigu,songling] [--to FILE]
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.understanding.gold import GOLD_FOLDERS, GoldDocument, GoldFact, read_gold
from benchmarks.understanding.scoring import is_same
from benchmarks.understanding.write_docx import write_docx
from pipeline.numbers.shadow import shadow
from pipeline.parsers import parse
from pipeline.passages import Prose, passages
from pipeline.stages import detect, identify, tag
from pipeline.stages.extract import fact, quote
from pipeline.stages.extraction.going_on import Discourse
from pipeline.stages.extraction.likely.features import Number, manner_of, measured_against, seen_of
from pipeline.stages.extraction.likely.meanings import Meaning
from pipeline.stages.extraction.likely.model import WEIGHTS_FILE
from pipeline.stages.extraction.likely.naming import numbers_of, possible
from pipeline.stages.extraction.prose import ProseReader
from pipeline.stages.extraction.scene_reader import SceneReader
from pipeline.stages.extraction.sentence import read_paragraph
from schemas.editions import load_edition

# indicator, sub-indicator, name, manner
Meant = tuple[str, int | None, str, str]
# features seen less often tell too little; the weight of a penalty; how much of the neighbours' meanings is hidden
LEAST_SEEN = 3
PENALTY = 0.5
HIDDEN = 0.2
SEED = 20261123
PLACES = 3


@dataclass(frozen=True)
class Example:
    """A number and a meaning it might have; the pieces of words are those of all meanings of the number."""

    grams: tuple[str, ...]
    meaning: str
    kind: str
    manner: str
    relations: tuple[tuple[str, float], ...]
    is_meant: bool

    def features(self) -> Iterator[tuple[str, float]]:
        """Yield what it is weighed by: table, row and column of the weights, and the amount."""
        yield f"meanings\t{self.meaning}\t", 1.0
        for gram in self.grams:
            yield f"grams\t{gram}\t{self.meaning}", 1.0
            yield f"grams\t{gram}\t{self.kind}", 1.0
        for relation, amount in self.relations:
            yield f"relations\t{relation}\t{self.manner}", amount


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.understanding.learn", description=__doc__)
    options.add_argument("--without", default="", help="batches to leave out, for a figure that is blind to them")
    options.add_argument("--to", type=Path, default=WEIGHTS_FILE)
    chosen = options.parse_args()
    names = [name for name in GOLD_FOLDERS if name not in chosen.without.split(",")]
    with ProcessPoolExecutor(2) as pool:
        examples = [one for found in pool.map(_examples_of, names) for one in found]
    print(f"{len(names)} batches, {len(examples)} examples, {sum(one.is_meant for one in examples)} meant")
    kept = trained(examples)
    chosen.to.write_text(json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{sum(len(row) for name in ('grams', 'relations') for row in kept[name].values())} weights")
    return 0


def trained(examples: list[Example]) -> dict[str, Any]:
    """Return the weights, sparse: a logistic regression with an L1 penalty."""
    meant = {one.meaning for one in examples if one.is_meant}
    examples = [one for one in examples if one.meaning in meant]
    counts = Counter(feature for one in examples for feature, _ in one.features())
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(
        {feature: amount for feature, amount in one.features() if counts[feature] >= LEAST_SEEN} for one in examples
    )
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(l1_ratio=1, C=PENALTY, solver="liblinear", random_state=SEED, max_iter=300)
    model.fit(matrix, np.array([one.is_meant for one in examples]))
    kept: dict[str, Any] = {
        "bias": round(float(model.intercept_[0]), PLACES),
        "meanings": {},
        "grams": {},
        "relations": {},
    }
    kept["meanings"] = dict.fromkeys(sorted(meant), 0.0)
    for feature, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True):
        table, row, column = feature.split("\t")
        if round(weight, PLACES) == 0:
            continue
        if table == "meanings":
            if row in meant:
                kept[table][row] = round(float(weight), PLACES)
        else:
            kept[table].setdefault(row, {})[column] = round(float(weight), PLACES)
    return kept


def _examples_of(name: str) -> list[Example]:
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as folder:
        return [
            example for gold in read_gold(GOLD_FOLDERS[name]) for example in _of_document(gold, Path(folder), chance)
        ]


def _of_document(gold: GoldDocument, folder: Path, chance: random.Random) -> Iterator[Example]:
    path = (folder / gold.file).with_suffix(".docx")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_docx(gold.body, path)
    edition = load_edition(gold.edition)
    parsed = parse(path, detect.detect(path))
    identity = identify.identify(parsed)
    tags = tag.tag(parsed, identity, edition)
    scenes, discourse = SceneReader(parsed, identity, tags, edition), Discourse()
    told = [one for one in gold.facts if not one.is_in_table]
    for passage in passages(parsed):
        scene = scenes.at(passage)
        if not isinstance(passage, Prose) or not scene.proved:
            continue
        shade = shadow(passage.text)
        readings = ProseReader(replace(scene, by_rules_alone=True), discourse).read(shade)
        paragraph = read_paragraph(shade, scene, has_topic=lambda: True)
        if paragraph is None:
            continue
        numbers = numbers_of(paragraph, readings)
        meant = [_meant(passage, shade, number, gold.facts) for number in numbers]
        for place, number in enumerate(numbers):
            if meant[place] or not any(_may_be(number, one) for one in told):
                yield from _of_number(_partly_hidden(numbers, place, chance), place, meant[place])


def _meant(
    passage: Prose, shade: Any, number: Number, facts: tuple[GoldFact, ...]
) -> set[tuple[str, int | None, str, str]]:
    """Return what a number is by the readings that the gold holds to be right."""
    start, end = number.figure.quantity.start, number.figure.quantity.end
    found = set()
    for reading in number.readings:
        made = fact(reading, quote(shade, reading), passage.locate(*shade.span(start, end)), None)
        if any(is_same(wanted, made) for wanted in facts):
            name = reading.name
            found.add((name.indicator_id, name.sub, name.name, manner_of(reading.role)))
    return found


def _may_be(number: Number, wanted: GoldFact) -> bool:
    quantity = number.figure.quantity
    return abs(wanted.value) == abs(quantity.value) and quantity.unit in wanted.unit.split("|")


def _partly_hidden(numbers: tuple[Number, ...], place: int, chance: random.Random) -> list[Number]:
    """Return the numbers with some of the neighbours' readings left out, as in papers that the rules read badly."""
    return [
        Number(one.figure, () if at == place or chance.random() < HIDDEN else one.readings, one.year, one.span)
        for at, one in enumerate(numbers)
    ]


def _of_number(numbers: list[Number], place: int, meant: set[Meant]) -> Iterator[Example]:
    number = numbers[place]
    scene = number.figure.sentence.scene
    seen = seen_of(numbers, place)
    for meaning in possible(number, scene):
        relations = tuple(measured_against(seen, meaning, number))
        yield Example(seen.grams, meaning.id, meaning.kind, meaning.manner, relations, _is_among(meaning, meant))


def _is_among(meaning: Meaning, meant: set[Meant]) -> bool:
    name = meaning.name
    return (name.indicator_id, name.sub, name.name, meaning.manner) in meant


if __name__ == "__main__":
    sys.exit(main())
