"""Call the papers of the batches otherwise, read them again, print what is lost of them."""

import argparse
import sys
from collections import Counter
from itertools import chain

from benchmarks.retitled.asked import OPERATORS, Lost, drawn, lost
from benchmarks.retitled.papers import papers_of
from benchmarks.understanding.gold import GOLD_FOLDERS


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.retitled", description=__doc__)
    options.add_argument("--gold", choices=[*GOLD_FOLDERS, "all"], default="all", help="whose papers")
    options.add_argument("--operator", default="all", help=f"all, or of {', '.join(OPERATORS)}")
    options.add_argument("--errors", action="store_true", help="list what was lost of which paper")
    options.add_argument("--limit", type=int, default=6, help="papers for each wording")
    chosen = options.parse_args()
    batches = list(GOLD_FOLDERS) if chosen.gold == "all" else [chosen.gold]
    papers = list(chain.from_iterable(map(papers_of, batches)))
    names = list(OPERATORS) if chosen.operator == "all" else chosen.operator.split(",")
    every: list[Lost] = []
    for name in names:
        found = [
            lost(paper, wording, body)
            for wording in OPERATORS[name]
            for paper, body in drawn(papers, wording, chosen.limit)
        ]
        _tell(name, found, errors=chosen.errors)
        every += found
    _tell("all", every, errors=False)
    return 0


def _tell(name: str, found: list[Lost], *, errors: bool) -> None:
    why = Counter(cause for one in found for _, cause in one.facts)
    causes = ", ".join(f"{cause} {count}" for cause, count in why.most_common())
    print(
        f"{name:16} papers {len(found):4}   tags lost {sum(len(one.tags) for one in found):3} of "
        f"{sum(one.asked_tags for one in found):4}   facts lost {sum(why.values()):4} of "
        f"{sum(one.asked_facts for one in found):5}   false {sum(len(one.false) for one in found):3}   {causes}",
        flush=True,
    )
    for one in found if errors else ():
        if one.tags or one.facts or one.false:
            print(f"    {one.wording}  [{one.paper.name}]")
            print(f"        tags {[*one.tags]}  facts {dict(Counter(cause for _, cause in one.facts))}")
            for wanted, cause in one.facts[:4]:
                print(f"        {cause}: {wanted.indicator_id} {wanted.name} {set(wanted.years)} {wanted.value}")
            for fact in one.false[:4]:
                print(f"        FALSE {fact.indicator_id} {fact.name} {fact.year} {fact.value} «{fact.quote[:50]}»")


if __name__ == "__main__":
    sys.exit(main())
