"""Reword one sentence of a document at a time, read it again, print which facts are read as before."""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from zlib import crc32

from benchmarks.reworded import said_in, said_otherwise, said_when, said_with
from benchmarks.reworded.reading import read, read_right
from benchmarks.reworded.rewording import Rewording
from benchmarks.reworded.site import Site, sites
from benchmarks.understanding.gold import GOLD_FOLDERS, GoldDocument, read_gold
from benchmarks.understanding.scoring import is_same
from schemas.editions import load_edition
from schemas.fact import Fact

OPERATORS: dict[str, Callable[[Site], Iterator[Rewording]]] = {
    "verb": said_otherwise.verbs,
    "rise": said_otherwise.rises,
    "name": said_otherwise.names,
    "number-first": said_otherwise.number_first,
    "year-form": said_when.forms,
    "year-moved": said_when.moved,
    "year-relative": said_when.relative,
    "aside": said_with.asides,
    "bracket": said_with.brackets,
    "split": said_with.splits,
    "marker": said_with.markers,
    "clutter": said_with.clutter,
    "figures": said_in.figures,
    "scale": said_in.scaled,
    "frame": said_in.frames,
}
# that which looks at the other sites of a document, too
JOINED = "joined"


def main() -> int:
    options = argparse.ArgumentParser(prog="benchmarks.reworded", description=__doc__)
    options.add_argument("--gold", choices=GOLD_FOLDERS, action="append", help="which county's documents")
    options.add_argument(
        "--operator", choices=[*OPERATORS, JOINED], action="append", help="which rewordings; all if not given"
    )
    options.add_argument("--errors", action="store_true", help="list the facts that were lost, the wrong ones")
    options.add_argument("--limit", type=int, default=20, help="the most documents of one operator and county")
    options.add_argument("--salt", default="", help="another choice of facts and wordings")
    chosen = options.parse_args()
    all_found: Counter[str] = Counter()
    all_asked: Counter[str] = Counter()
    variants: dict[tuple[str, str], list[bool]] = defaultdict(list)
    wrong_facts = 0
    for name in chosen.gold or GOLD_FOLDERS:
        known = [_known(name, gold) for gold in read_gold(GOLD_FOLDERS[name])]
        for operator in chosen.operator or [*OPERATORS, JOINED]:
            one_each = (one for _, found in known if (one := choose(found, operator, chosen.salt)) is not None)
            for rewording in islice(one_each, chosen.limit):
                before = next(facts for facts, found in known if rewording.site in found)
                is_found, wrong = judge(name, rewording, before)
                all_found[operator] += is_found
                all_asked[operator] += 1
                variants[operator, rewording.variant].append(is_found)
                wrong_facts += len(wrong)
                if chosen.errors and (wrong or not is_found):
                    _print_error(name, rewording, is_found, wrong)
        print(name, f"found {all_found.total()} of {all_asked.total()}, wrong {wrong_facts} so far", flush=True)
    _print(all_found, all_asked, variants, wrong_facts)
    return 0


def _known(name: str, gold: GoldDocument) -> tuple[tuple[Fact, ...], list[Site]]:
    facts = read(name, gold, gold.body)
    return facts, list(sites(gold, load_edition(gold.edition), read_right(gold, facts)))


def choose(found: list[Site], operator: str, salt: str = "") -> Rewording | None:
    """Return one rewording of one fact of a document, the same in every run; None where the operator has none."""
    if not found:
        return None
    key = f"{found[0].gold.file} {operator} {salt}"
    for site in sorted(found, key=lambda site: crc32(f"{key} {site.start}".encode())):
        asked = _asked(operator, site, found)
        if asked:
            return asked[crc32(f"{key} {site.start} {site.number}".encode()) // 7 % len(asked)]
    return None


def _asked(operator: str, site: Site, others: list[Site]) -> list[Rewording]:
    return list(said_otherwise.joined(site, others) if operator == JOINED else OPERATORS[operator](site))


def judge(name: str, rewording: Rewording, before: tuple[Fact, ...]) -> tuple[bool, list[Fact]]:
    """Tell whether the fact is read as before, with the wrong facts that the rewording brought."""
    wanted, was = rewording.site.wanted, rewording.site.fact
    if rewording.value is not None:
        wanted = replace(wanted, value=rewording.value, unit=rewording.unit)
    golds = (*rewording.site.gold.facts, wanted)
    after = read(name, rewording.site.gold, rewording.body)
    is_found = any(
        is_same(wanted, fact) and fact.role in wanted.roles and fact.year == was.year and not fact.inferred
        for fact in after
    )
    known = {_key(fact) for fact in before}
    new = (fact for fact in after if _key(fact) not in known and not any(is_same(gold, fact) for gold in golds))
    return is_found, [
        fact for fact in new if not (fact.value in rewording.told and fact.indicator_id == was.indicator_id)
    ]


def _key(fact: Fact) -> tuple[object, ...]:
    return fact.indicator_id, fact.sub, fact.year, fact.value, fact.unit, bool(fact.subject)


def _print_error(name: str, rewording: Rewording, is_found: bool, wrong: list[Fact]) -> None:
    kind = "wrong" if is_found else "LOST "
    print(f"  {kind} {rewording.operator} [{rewording.variant}] {name}/{rewording.site.gold.file}")
    print(f"        {_shown(rewording.site.fact)}: {rewording.words}")
    for fact in wrong:
        print(f"        read {_shown(fact)}")


def _shown(fact: Fact) -> str:
    measure = f"{fact.indicator_id}.{fact.sub or ''} {fact.name}"
    return f"{measure} {fact.year} {fact.value}{fact.unit} {fact.role} @{fact.subject}"


def _print(found: Counter[str], asked: Counter[str], variants: dict[tuple[str, str], list[bool]], wrong: int) -> None:
    for operator, count in asked.items():
        print(f"{operator:14} found {found[operator]} of {count}  {found[operator] / count:.3f}")
        for (of, variant), outcomes in sorted(variants.items(), key=lambda one: sum(one[1]) / len(one[1])):
            if of == operator and not all(outcomes):
                print(f"      {sum(outcomes)} of {len(outcomes)}  {variant}")
    print(f"{'all':14} found {found.total()} of {asked.total()}  wrong facts brought {wrong}")


if __name__ == "__main__":
    sys.exit(main())
