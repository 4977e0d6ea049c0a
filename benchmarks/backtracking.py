"""Look for patterns that take too long over a text of their own words: a search that doubles with each word more.

.venv/bin/python -m benchmarks.backtracking [--tries 20] [--words 24]
"""

import argparse
import importlib
import pkgutil
import random
import re
import signal
import sys
import time
from collections.abc import Iterator
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import archive
import pipeline
import schemas

SEED = 20261123
TOO_LONG_S = 0.02
GIVEN_UP_AFTER_S = 0.5
A_CHARACTER = {"CATEGORY_DIGIT": "7", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "词"}


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.backtracking", description=__doc__)
    options.add_argument("--tries", type=int, default=20, help="texts made of each pattern's own words")
    options.add_argument("--words", type=int, default=24, help="how many of its words a text has")
    chosen = options.parse_args()
    slow: list[tuple[float, str, str]] = []
    count = 0
    for name, pattern in sorted(patterns().items()):
        count += 1
        took, text = slowest(pattern, chosen.tries, chosen.words)
        if took > TOO_LONG_S:
            slow.append((took, name, text))
            print(f"{took:8.3f} s  {name}  {text[:120]}", flush=True)
    print(f"{count} patterns, {len(slow)} take longer than {TOO_LONG_S} s over a text of their own words")
    return 1 if slow else 0


def patterns() -> dict[str, re.Pattern[str]]:
    """Return every pattern of the program that stands in a module, by its place."""
    found: dict[str, re.Pattern[str]] = {}
    for package in (archive, pipeline, schemas):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.endswith("__main__") or ".migrations" in module.name:
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                for place, pattern in _within(name, value):
                    if isinstance(pattern.pattern, str):
                        found.setdefault(f"{module.name}.{place}", pattern)
    return found


def _within(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, (tuple, list)):
        for index, one in enumerate(value):
            yield from _within(f"{name}[{index}]", one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _within(f"{name}[{key!r}]", one)


def slowest(pattern: re.Pattern[str], tries: int, words: int) -> tuple[float, str]:
    """Return the processor seconds that a search takes at worst over texts of a pattern's own words, and that text."""
    signal.signal(signal.SIGVTALRM, _give_up)
    chance = random.Random(SEED)
    own = sorted(set(_words(parser.parse(pattern.pattern, pattern.flags)))) or ["词"]
    worst = (0.0, "")
    for attempt in range(tries):
        few = chance.sample(own, min(len(own), 1 + attempt % 4))
        text = "".join(chance.choice(few if attempt % 3 else own) for _ in range(words))
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, GIVEN_UP_AFTER_S)
        try:
            pattern.search(text)
        except _TooLongError:
            return GIVEN_UP_AFTER_S, text
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        worst = max(worst, (time.process_time() - began, text))
    return worst


class _TooLongError(Exception):
    """A search was given up."""


def _give_up(*_: object) -> None:
    raise _TooLongError


def _words(parsed: Any) -> Iterator[str]:
    """Yield the runs of characters that a pattern asks for, one character of each class."""
    run = ""
    for operation, argument in parsed:
        if operation is constants.LITERAL:
            run += chr(argument)
            continue
        if run:
            yield run
        run = ""
        if operation is constants.IN:
            yield from _characters(argument)
        elif operation is constants.ANY:
            yield "词"
        elif operation is constants.BRANCH:
            for branch in argument[1]:
                yield from _words(branch)
        elif operation in (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT):
            yield from _words(argument[2])
        elif operation is constants.SUBPATTERN:
            yield from _words(argument[3])
        elif operation is constants.ATOMIC_GROUP:
            yield from _words(argument)
        elif operation in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _words(argument[1])
    if run:
        yield run


def _characters(members: list[Any]) -> Iterator[str]:
    if members and members[0][0] is constants.NEGATE:
        yield "词"
        return
    for operation, argument in members:
        if operation is constants.LITERAL:
            yield chr(argument)
        elif operation is constants.RANGE:
            yield chr((argument[0] + argument[1]) // 2)
        elif operation is constants.CATEGORY:
            yield A_CHARACTER.get(str(argument), "词")


if __name__ == "__main__":
    sys.exit(main())
