"""Slips that a reader of two documents sees: what one tells the other contradicts."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from benchmarks.mutated.batches import Batch
from benchmarks.mutated.in_one import three_years
from benchmarks.mutated.mutation import Mutation, replaced
from benchmarks.mutated.places import place_of
from benchmarks.mutated.relations import finest, is_level
from benchmarks.mutated.slips import misprinted
from benchmarks.understanding.gold import GoldDocument, GoldFact

_Told = tuple[GoldDocument, GoldFact]
_FEWEST_DIGITS = 3
_CONFLICTS = frozenset(
    {"value-conflict", "rate-mismatch", "sum-mismatch", "change-mismatch", "unit-suspect", "outlier"}
)


def conflicts(batch: Batch) -> Iterator[Mutation]:
    """A number that two documents tell alike, one of them with a slip."""
    told: dict[object, list[_Told]] = defaultdict(list)
    for gold in batch.golds:
        for fact in gold.facts:
            is_telling = len(fact.value.as_tuple().digits) >= _FEWEST_DIGITS and len(fact.years) == 1
            if is_level(fact) and is_telling and None not in fact.years and not fact.subject and gold.evidence:
                told[fact.indicator_id, fact.sub, fact.years, fact.value, fact.unit].append((gold, fact))
    for each in told.values():
        others = [one for one in each if one[0] is not each[0][0]]
        if not others:
            continue
        (gold, fact), (other, another) = each[0], others[0]
        place = place_of(gold, fact)
        least = max(2 * finest(fact.value), fact.value / 200)
        now = misprinted(place.text(gold.body), gold.file, least) if place else None
        if place is not None and now is not None and not (fact.unit == "%" and Decimal(now) > 100):
            known = ((gold, fact), (other, another))
            yield Mutation("conflict", gold, (replaced(place, now),), (now,), _CONFLICTS, known, (other,))


def missed_targets(batch: Batch) -> Iterator[Mutation]:
    """A target that the level above sets for a year, just out of reach of what was reached."""
    for gold in batch.golds:
        if not _is_from_above(gold, batch.county):
            continue
        for fact in _targets(batch, gold):
            reached = _reached(batch, gold, fact, fact.years)
            now = f"{reached[1].value + 1:f}" if reached else ""
            place = place_of(gold, fact)
            if reached and place and Decimal(now) <= 100 and Decimal(now) > fact.value:
                known = ((gold, fact), reached)
                accepted = frozenset({"target-missed"})
                yield Mutation("target", gold, (replaced(place, now),), (now,), accepted, known, (reached[0],))


def stale_targets(batch: Batch) -> Iterator[Mutation]:
    """A target for a year to come, below what was reached already."""
    last = batch.years[-1]
    for gold in batch.golds:
        for fact in _targets(batch, gold):
            is_to_come = len(fact.years) == 1 and (max(fact.years - {None}, default=0) or 0) > last  # type: ignore[type-var]
            reached = _reached(batch, gold, fact, frozenset({last})) if is_to_come else None
            place = place_of(gold, fact)
            if reached and place and reached[1].value > 3:
                now = f"{reached[1].value - 3:f}"
                known = ((gold, fact), reached)
                accepted = frozenset({"stale-target"})
                yield Mutation("stale", gold, (replaced(place, now),), (now,), accepted, known, (reached[0],))


def _targets(batch: Batch, gold: GoldDocument) -> Iterator[GoldFact]:
    for fact in gold.facts:
        measure = batch.edition.by_id(fact.indicator_id).measure(fact.sub)
        is_share = fact.unit == measure.unit == "%" and measure.direction == "at_least"
        if fact.roles == {"target"} and is_share and fact.is_required and not fact.subject:
            yield fact


def _reached(batch: Batch, but: GoldDocument, target: GoldFact, years: frozenset[int | None]) -> _Told | None:
    """Return what another document of evidence says was reached."""
    for gold in batch.golds:
        for fact in gold.facts:
            key = (fact.indicator_id, fact.sub, fact.unit)
            is_same = key == (target.indicator_id, target.sub, target.unit) and fact.years == years
            proves = (fact.indicator_id, fact.sub) in gold.evidence or (fact.indicator_id, None) in gold.evidence
            is_actual = fact.roles == {"actual"} and is_level(fact) and not fact.subject and fact.is_required
            if gold is not but and is_same and is_actual and proves:
                return gold, fact
    return None


def _is_from_above(gold: GoldDocument, county: str) -> bool:
    issuers = [issuer for issuer in gold.identity.get("issuer", ()) if issuer]
    return bool(issuers) and not any(county[:-1] in issuer or issuer.startswith("县") for issuer in issuers)


def copied_series(batch: Batch) -> Iterator[Mutation]:
    """The three years of one measure taken over for another's."""
    series = [(gold, each) for gold in batch.golds for each in three_years(gold) if each[0].unit == "%"]
    series = [(gold, each) for gold, each in series if len({fact.value for fact in each}) == len(each)]
    for index, (gold, each) in enumerate(series):
        other = next((one for one in series[index + 1 :] if _is_other(each, one[1])), None)
        places = [place_of(gold, fact) for fact in each]
        if other is None or any(place is None for place in places):
            continue
        now = tuple(f"{fact.value:f}" for fact in other[1])
        edits = tuple(replaced(place, text) for place, text in zip(places, now, strict=True) if place)
        known = (*((gold, fact) for fact in each), *((other[0], fact) for fact in other[1]))
        beside = (other[0],) if other[0] is not gold else ()
        yield Mutation("copied", gold, edits, now, _CONFLICTS | {"copied-series"}, known, beside)


def _is_other(each: tuple[GoldFact, ...], other: tuple[GoldFact, ...]) -> bool:
    one, another = each[0], other[0]
    is_apart = (one.indicator_id, one.sub) != (another.indicator_id, another.sub) and one.years == another.years
    return is_apart and [fact.value for fact in each] != [fact.value for fact in other]
