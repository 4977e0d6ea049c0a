"""Slips that a reader of one document sees: its own numbers no longer follow from each other."""

import re
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.edits import Edit
from benchmarks.mutated.batches import NUMBER_CHECKS, Batch
from benchmarks.mutated.mutation import Mutation, replaced
from benchmarks.mutated.places import COUNTERS, Place, place_of
from benchmarks.mutated.relations import Rate, finest, is_level, rates, sums, told_changes
from benchmarks.mutated.slips import CONTRARY, WRONG_UNITS, chosen, misprinted
from benchmarks.understanding.gold import GoldDocument, GoldFact

_OF_RATES = frozenset({"rate-mismatch", "value-conflict", "change-mismatch", "out-of-bounds", "sum-mismatch"})
_OF_UNITS = NUMBER_CHECKS - {"target-missed", "stale-target", "copied-series"}
_WAY = re.compile(rf"({'|'.join(sorted(CONTRARY, key=len, reverse=True))})[了约为达幅度率]*$")


def wrong_rates(batch: Batch) -> Iterator[Mutation]:
    """A rate with a slip beside its numerator and denominator."""
    for gold in batch.golds:
        for one in rates(gold):
            least = 2 * finest(one.rate.value) + Decimal("0.2")
            yield from _of_rate("rate", gold, one, one.rate, least)


def wrong_parts_of_rates(batch: Batch) -> Iterator[Mutation]:
    """A numerator or a denominator with a slip, beside the rate."""
    for gold in batch.golds:
        for one in rates(gold):
            part = one.above if chosen("ab", gold.file + str(one.rate.value)) == "a" else one.below
            yield from _of_rate("part-of-rate", gold, one, part, part.value / 100)


def _of_rate(operator: str, gold: GoldDocument, one: Rate, fact: GoldFact, least: Decimal) -> Iterator[Mutation]:
    place = place_of(gold, fact)
    now = misprinted(place.text(gold.body), gold.file, least) if place else None
    if place is None or now is None or (fact is one.rate and Decimal(now) > 100):
        return
    above, below = (Decimal(now) if part is fact else part.value for part in (one.above, one.below))
    if fact is not one.rate and abs(above / below * 100 - one.rate.value) <= 2 * finest(one.rate.value):
        return  # what the rate's own rounding allows
    known = tuple((gold, each) for each in (one.rate, one.above, one.below))
    # a wrong part is told with the rate that it contradicts: either number names it
    named = (now,) if fact is one.rate else (now, f"{one.rate.value:f}")
    yield Mutation(operator, gold, (replaced(place, now),), named, _OF_RATES, known)


def wrong_totals(batch: Batch) -> Iterator[Mutation]:
    """A total with a slip."""
    for gold in batch.golds:
        for total, parts in sums(gold):
            yield from _of_sum("total", gold, total, total, len(parts))


def wrong_parts_of_totals(batch: Batch) -> Iterator[Mutation]:
    """One part of a total with a slip."""
    for gold in batch.golds:
        for total, parts in sums(gold):
            index = chosen([str(index) for index in range(len(parts))], gold.file + total.text(gold.body))
            yield from _of_sum("part-of-total", gold, total, parts[int(index)], len(parts))


def _of_sum(operator: str, gold: GoldDocument, total: Place, place: Place, count: int) -> Iterator[Mutation]:
    # what rounding may do to so many parts is no slip
    least = finest(place.value(gold.body)) * (count + 2) / 2 if place.unit not in COUNTERS else Decimal(0)
    now = misprinted(place.text(gold.body), gold.file, least)
    if now is not None:
        named = (now, total.text(gold.body)) if place != total else (now,)
        yield Mutation(operator, gold, (replaced(place, now),), named, _OF_RATES)


def wrong_changes(batch: Batch) -> Iterator[Mutation]:
    """A rise or fall with a slip, beside both levels."""
    for gold in batch.golds:
        for one in told_changes(gold):
            place = place_of(gold, one.change)
            least = 2 * finest(one.change.value)
            now = misprinted(place.text(gold.body), gold.file, least) if place else None
            if place is not None and now is not None:
                known = tuple((gold, each) for each in (one.earlier, one.later))
                accepted = frozenset({"change-mismatch", "unit-suspect", "rate-mismatch", "value-conflict"})
                yield Mutation("change", gold, (replaced(place, now),), (now,), accepted, known)


def turned_changes(batch: Batch) -> Iterator[Mutation]:
    """A rise told as a fall, or a fall as a rise."""
    for gold in batch.golds:
        for one in told_changes(gold):
            place = place_of(gold, one.change)
            way = _WAY.search(gold.body[max(0, place.start - 8) : place.start]) if place else None
            if place is not None and way is not None:
                start = max(0, place.start - 8) + way.start(1)
                edit = Edit(start, start + len(way[1]), CONTRARY[way[1]])
                known = tuple((gold, each) for each in (one.earlier, one.later))
                accepted = frozenset({"change-mismatch", "rate-mismatch"})
                yield Mutation("direction", gold, (edit,), (place.text(gold.body),), accepted, known)


def points_for_percent(batch: Batch) -> Iterator[Mutation]:
    """百分点 told as %."""
    for gold in batch.golds:
        for one in told_changes(gold):
            place = place_of(gold, one.change) if one.kind == "points" else None
            match = re.compile("个?百分点").match(gold.body, place.end) if place else None
            # where both are right to the last digit nobody can tell
            percent = abs(one.later.value / one.earlier.value - 1) * 100
            is_telling = abs(percent - one.change.value) > 2 * finest(one.change.value)
            if place is not None and match is not None and is_telling:
                known = tuple((gold, each) for each in (one.earlier, one.later))
                accepted = frozenset({"change-mismatch", "unit-suspect"})
                edit = Edit(match.start(), match.end(), "%")
                yield Mutation("points", gold, (edit,), (place.text(gold.body),), accepted, known)


def wrong_units(batch: Batch) -> Iterator[Mutation]:
    """A unit that lost or gained 万, land in the other unit, beside a rate or the other years."""
    for gold in batch.golds:
        related = {id(fact): one for one in rates(gold) for fact in (one.above, one.below)}
        for fact in gold.facts:
            place = place_of(gold, fact) if fact.unit in WRONG_UNITS and is_level(fact) else None
            if place is None or not gold.body.startswith(fact.unit, place.end) or is_told_at_once(gold, fact):
                continue
            of_years = [one for one in gold.facts if _is_of_other_year(one, fact)]
            if id(fact) in related:
                one = related[id(fact)]
                known = tuple((gold, each) for each in (one.rate, one.above, one.below))
            elif len(of_years) > 1:
                known = tuple((gold, each) for each in of_years)
            else:
                continue
            edit = Edit(place.end, place.end + len(fact.unit), WRONG_UNITS[fact.unit])
            named = (place.text(gold.body), *(f"{each.value:f}" for _, each in known))
            yield Mutation("unit", gold, (edit,), named, _OF_UNITS, known)


def _is_of_other_year(one: GoldFact, fact: GoldFact) -> bool:
    key = (one.indicator_id, one.sub, one.name, one.subject, one.unit)
    return key == (fact.indicator_id, fact.sub, fact.name, fact.subject, fact.unit) and not (one.years & fact.years)


def over_hundred(batch: Batch) -> Iterator[Mutation]:
    """A share told as more than all: 95.7 % with a digit too many."""
    for gold in batch.golds:
        for fact in gold.facts:
            place = place_of(gold, fact) if _is_share(batch, fact) else None
            if place is not None:
                was = place.text(gold.body)
                now = f"1{was}" if len(was.split(".")[0]) == 1 + 1 else f"{Decimal(was) + 2:f}"
                if Decimal(now) > 100:
                    named = ((gold, fact),)
                    yield Mutation("over-100", gold, (replaced(place, now),), (now,), _OF_RATES, named)


def _is_share(batch: Batch, fact: GoldFact) -> bool:
    if fact.unit != "%" or not fact.is_required or fact.roles != {"actual"}:
        return False
    measure = batch.edition.by_id(fact.indicator_id).measure(fact.sub)
    return measure.unit == "%" and measure.direction == "at_least" and "幅度" not in measure.name


def jumps(batch: Batch) -> Iterator[Mutation]:
    """One year of three that makes a jump which none of the others bears out."""
    for gold in batch.golds:
        for earlier, fact, later in three_years(gold):
            values = [earlier.value, fact.value, later.value]
            is_even = fact.unit == "%" and max(values) - min(values) <= 5 and min(values) >= 50
            place = place_of(gold, fact) if is_even and not is_told_at_once(gold, fact) else None
            if place is not None:
                now = f"{fact.value - 25:f}"
                known = ((gold, earlier), (gold, fact), (gold, later))
                accepted = _OF_RATES | {"outlier"}
                yield Mutation("jump", gold, (replaced(place, now),), (now,), accepted, known)


def is_told_at_once(gold: GoldDocument, fact: GoldFact) -> bool:
    """Tell whether one number may stand for several years (三年均为100%): a slip in it parts them from nothing."""
    return any(_is_of_other_year(one, fact) and one.value == fact.value for one in gold.facts)


def three_years(gold: GoldDocument) -> Iterator[tuple[GoldFact, GoldFact, GoldFact]]:
    """Yield each three values of a name in years on end."""
    told: dict[object, dict[int, GoldFact]] = {}
    for fact in gold.facts:
        if "actual" in fact.roles and not fact.operators and len(fact.years) == 1 and fact.is_required:
            (year,) = fact.years
            if year is not None:
                key = (fact.indicator_id, fact.sub, fact.name, fact.subject, fact.unit)
                told.setdefault(key, {}).setdefault(year, fact)
    for years in told.values():
        for year in years:
            if year - 1 in years and year + 1 in years:
                yield years[year - 1], years[year], years[year + 1]
