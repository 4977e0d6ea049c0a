"""Which numbers of a document follow from each other: told by the gold's own arithmetic, whatever they are called."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.mutated.places import Place, sentences, tables
from benchmarks.understanding.gold import GoldDocument, GoldFact

_LEVELS = frozenset({"actual", "component", "baseline"})
_LEAST_TOTAL = 10
_TOTALS = ("合计", "总计", "小计", "共计", "全县")


@dataclass(frozen=True)
class Rate:
    """A rate with its numerator and denominator."""

    rate: GoldFact
    above: GoldFact
    below: GoldFact


@dataclass(frozen=True)
class ToldChange:
    """A change with the levels that it lies between; `kind` tells percent from points and from the unit itself."""

    change: GoldFact
    earlier: GoldFact
    later: GoldFact
    kind: str


def finest(value: Decimal) -> Decimal:
    """Return one unit of a number's last digit."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def is_level(fact: GoldFact) -> bool:
    """Tell whether a fact is an exact value, not a target or a change."""
    return bool(fact.roles & _LEVELS) and not fact.operators


def rates(gold: GoldDocument) -> Iterator[Rate]:
    """Yield the percentages that two facts of the same measure, year, subject give by dividing them."""
    groups: dict[object, list[GoldFact]] = defaultdict(list)
    for fact in gold.facts:
        if is_level(fact):
            groups[fact.indicator_id, fact.sub, fact.years, fact.subject].append(fact)
    for facts in groups.values():
        for rate in (fact for fact in facts if fact.unit == "%"):
            pair = _quotient(rate, [fact for fact in facts if fact.unit not in ("%", "")])
            if pair is not None:
                yield Rate(rate, *pair)


def _quotient(rate: GoldFact, parts: list[GoldFact]) -> tuple[GoldFact, GoldFact] | None:
    for above in parts:
        for below in parts:
            is_pair = above.unit == below.unit and 0 < above.value < below.value
            if is_pair and abs(above.value / below.value * 100 - rate.value) <= finest(rate.value) / 2:
                return above, below
    return None


def told_changes(gold: GoldDocument) -> Iterator[ToldChange]:
    """Yield the changes that two levels of a measure, told in the same document, give."""
    levels = [fact for fact in gold.facts if is_level(fact) and len(fact.years) == 1 and None not in fact.years]
    for change in gold.facts:
        if "change" not in change.roles:
            continue
        for later in levels:
            found = next((one for earlier in levels if (one := _told(change, earlier, later))), None)
            if found is not None:
                yield found
                break


def _told(change: GoldFact, earlier: GoldFact, later: GoldFact) -> ToldChange | None:
    key = (change.indicator_id, change.sub, later.unit, later.name)
    if key != (later.indicator_id, later.sub, earlier.unit, earlier.name) or (earlier.subject != later.subject):
        return None
    if key[:2] != (earlier.indicator_id, earlier.sub) or not earlier.value or not (change.years & later.years):
        return None
    if max(earlier.years - {None}, default=0) >= max(later.years - {None}, default=0):  # type: ignore[type-var]
        return None
    difference, half = abs(later.value - earlier.value), finest(change.value) / 2
    if not difference:
        return None
    if change.unit == "百分点" or change.unit == later.unit != "%":
        is_told = difference == change.value
    else:
        is_told = change.unit == "%" and abs(difference / earlier.value * 100 - change.value) <= half
    kinds = {"百分点": "points", "%": "percent"}
    return ToldChange(change, earlier, later, kinds.get(change.unit, "unit")) if is_told else None


def sums(gold: GoldDocument) -> Iterator[tuple[Place, list[Place]]]:
    """Yield the totals of one sentence or one table with the parts that make them up to the last digit."""
    for quantities in sentences(gold.body):
        for unit in dict.fromkeys(one.unit for one in quantities):
            found = _made_up(gold.body, [one for one in quantities if one.unit == unit])
            if found is not None:
                yield found
    for rows in tables(gold.body):
        yield from _of_table(gold.body, rows)


def _made_up(body: str, quantities: list[Place]) -> tuple[Place, list[Place]] | None:
    """Return the first number that those right behind it, or right before it, add up to."""
    for index, total in enumerate(quantities):
        for others in (quantities[index + 1 :], quantities[:index][::-1]):
            for count in range(2, len(others) + 1):
                parts = others[:count]
                if _is_sum(body, total, parts):
                    return total, parts
    return None


def _is_sum(body: str, total: Place, parts: list[Place]) -> bool:
    values = [part.value(body) for part in parts]
    return total.value(body) >= _LEAST_TOTAL and all(values) and sum(values) == total.value(body)


def _of_table(body: str, rows: list[list[tuple[str, Place]]]) -> Iterator[tuple[Place, list[Place]]]:
    for row in rows:
        if not row or not row[0][0].startswith(_TOTALS):
            continue
        for column in range(1, len(row)):
            others = [line[column] for line in rows if line is not row and len(line) > column]
            parts = [place for text, place in others if _is_number(text)]
            if _is_number(row[column][0]) and len(parts) > 1 and _is_sum(body, row[column][1], parts):
                yield row[column][1], parts


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
