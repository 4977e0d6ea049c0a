"""Read each sentence in its two papers, print what was taken wrongly and what was lost, by cause."""

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from benchmarks.lookalikes.sentences import FRAMES, Sentence, paper_of, sentences
from benchmarks.understanding.gold import GoldFact
from benchmarks.understanding.in_process import understood
from benchmarks.understanding.ownership import as_seen_by
from benchmarks.understanding.scoring import is_same
from schemas.fact import Fact

COUNTY = "岭泉县"


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.lookalikes", description=__doc__)
    options.add_argument("--half", type=int, choices=(1, 2), help="the half that may be mended for, or the other one")
    options.add_argument("--errors", action="store_true", help="list what was taken wrongly, what was lost")
    options.add_argument("--id", default="", help="only sentences whose id begins so")
    chosen = options.parse_args()
    asked = [one for one in sentences() if chosen.half in (None, one.half) and one.id.startswith(chosen.id)]
    with ProcessPoolExecutor(2) as pool:
        tasks = [(one, frame) for one in asked for frame in FRAMES]
        outcomes = list(pool.map(judge, tasks, chunksize=20))
    if chosen.errors:
        for (one, frame), (wrong, lost, _) in zip(tasks, outcomes, strict=True):
            _print_errors(one, frame, wrong, lost)
    for half in (1, 2):
        for frame in FRAMES:
            of = [
                (one, outcome)
                for (one, where), outcome in zip(tasks, outcomes, strict=True)
                if one.half == half and where == frame
            ]
            if of:
                _print(half, frame, of)
    return 0


Outcome = tuple[list[str], list[str], int]


def judge(task: tuple[Sentence, str]) -> Outcome:
    """Return the facts taken wrongly, those lost, as words; with the number of those taken rightly."""
    sentence, frame = task
    paper = paper_of(sentence, frame)
    facts = as_seen_by(COUNTY, paper.edition, understood(paper.file, paper.body, paper.edition)).facts or ()
    known = [reading for readings in sentence.true for reading in readings] + list(sentence.may)
    right = [fact for fact in facts if any(is_same(one, fact) and fact.role in one.roles for one in known)]
    lost = [
        _asked(readings[0])
        for readings in sentence.true
        if not any(is_same(one, fact) and fact.role in one.roles for one in readings for fact in facts)
    ]
    return [_shown(fact) for fact in facts if fact not in right], lost, len(right)


def _asked(fact: GoldFact) -> str:
    return f"{fact.indicator_id}.{fact.sub or ''} {set(fact.years)} {fact.value}{fact.unit}"


def _shown(fact: Fact) -> str:
    guess = " inferred" if fact.inferred else ""
    measure = f"{fact.indicator_id}.{fact.sub or ''} {fact.name}"
    return f"{measure} {fact.year} {fact.value}{fact.unit} {fact.role} @{fact.subject or ''}{guess}"


def _print_errors(one: Sentence, frame: str, wrong: list[str], lost: list[str]) -> None:
    for kind, facts in (("WRONG", wrong), ("lost ", lost)):
        for fact in facts:
            print(f"{kind} {one.id} {frame} [{one.why}] {fact} «{' '.join(one.text.split())[:110]}»")


def _print(half: int, frame: str, outcomes: list[tuple[Sentence, Outcome]]) -> None:
    wrong = Counter[str]()
    for one, (taken, _, _) in outcomes:
        wrong[one.why] += len(taken)
    lost = sum(len(missing) for _, (_, missing, _) in outcomes)
    right = sum(count for _, (_, _, count) in outcomes)
    required = sum(len(one.true) for one, _ in outcomes)
    clean = sum(not taken for _, (taken, _, _) in outcomes)
    total = wrong.total()
    share = right / (right + total) if right + total else 1.0
    print(
        f"half {half} {frame:8} sentences {len(outcomes)}, with nothing wrong {clean}; taken wrongly {total}, "
        f"rightly {right} (precision {share:.3f}); must be read {required}, lost {lost}"
    )
    print("    " + ", ".join(f"{why} {count}" for why, count in wrong.most_common() if count))


if __name__ == "__main__":
    sys.exit(main())
