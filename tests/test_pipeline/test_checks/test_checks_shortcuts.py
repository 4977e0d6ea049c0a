"""Comparisons that skip most pairs find what comparing all of them finds."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checker import results_of
from pipeline.checker.outcomes import judged
from pipeline.checks import all_checks, near_duplicate
from pipeline.checks.arithmetic.recomputation import all_recomputed
from pipeline.checks.arithmetic.scale import power_of_ten
from pipeline.checks.likeness.names import alike_names, names_alike
from pipeline.checks.likeness.texts import alike
from pipeline.fingerprint import KEPT, likeness
from pipeline.numbers.rounding import Reach, all_meet
from schemas.particulars import Particulars

POWERS = (-8, -6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6, 8)
AMOUNTS = st.decimals(min_value="0.01", max_value=10**9, places=2)


@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(0, 10)), min_size=1))
def test_reaches_that_meet_two_by_two_share_a_point(ends):
    reaches = [Reach(Decimal(low), Decimal(low + width)) for low, width in ends]
    assert all_meet(reaches) == all(one.meets(other) for one, other in combinations(reaches, 2))


@given(AMOUNTS, st.sampled_from(POWERS), st.decimals(min_value="0.99", max_value="1.01", places=5))
def test_a_power_of_ten_is_the_one_that_trying_all_finds(one, power, wear):
    other = one * Decimal(10) ** power * wear
    ratio = other / one
    tried = [Decimal(10) ** each for each in POWERS if abs(ratio / Decimal(10) ** each - 1) <= Decimal("0.006")]
    assert power_of_ten(one, other) == (tried[0] if tried else None)


@given(st.lists(st.text("清河镇污水管网建设治理", min_size=5, max_size=14), unique=True, max_size=12))
def test_alike_names_are_those_that_comparing_all_finds(names):
    found = {frozenset(pair) for pair in alike_names(names, 0.85)}
    wanted = {frozenset((one, other)) for one, other in combinations(names, 2) if alike(one, other) >= 0.85}
    assert found == wanted | {frozenset((name,)) for name in names}
    for name in names:
        assert names_alike([name], names, 0.8) == {other for other in names if alike(name, other) >= 0.8}


def worn(values: tuple[int, ...], changes: Mapping[int, int]) -> tuple[int, ...]:
    """A fingerprint with the values at some places changed."""
    return tuple(sorted({changes.get(index, value) for index, value in enumerate(values)}))


PLACES = st.dictionaries(st.integers(0, KEPT - 1), st.integers(0, 5000), max_size=20)


@given(st.lists(PLACES, min_size=2, max_size=8), st.sets(st.integers(0, 5000), min_size=8, max_size=KEPT))
def test_documents_alike_are_those_that_comparing_all_finds(county, wears, values):
    prints = [worn(tuple(sorted(values)), changes) for changes in wears]
    documents = [
        county.document(f"{index}.docx", particulars=Particulars(fingerprint=one)) for index, one in enumerate(prints)
    ]
    texts = list(zip(documents, prints, strict=True))
    found = {(one.document.file, other.document.file) for one, other, _ in near_duplicate._pairs(texts)}
    pairs = combinations(range(len(prints)), 2)
    assert found == {
        (f"{later}.docx", f"{earlier}.docx")
        for earlier, later in pairs
        if likeness(prints[earlier], prints[later]) >= 0.8
    }


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_value_that_follows_at_once_follows_by_all_ends_too(county, above, below, stated):
    part = {"role": "component", "unit": "天", "quote": "优良天数、有效监测天数"}
    facts = [
        county.fact("air", 2021, str(stated), sub=1),
        county.fact("air", 2021, str(above), sub=1, name="优良天数", **part),
        county.fact("air", 2021, str(below), sub=1, name="有效监测天数", **part),
    ]
    case = county.case(county.document("甲.docx", county.tag("air", 1), facts=facts))
    recomputed = all_recomputed(case)
    assert recomputed
    for one in recomputed:
        assert one.holds == one.reach.meets(one.stated.reach)


INDICATORS = (("air", 1), ("water", 1), ("ei", None))
STATED = st.tuples(
    st.sampled_from(INDICATORS),
    st.sampled_from((2019, 2020, 2021, 2022)),
    st.sampled_from(("60", "61.5", "99", "120", "-3", "9900")),
    st.sampled_from(("", "清河镇")),
    st.sampled_from(("actual", "target", "component")),
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.sampled_from((*INDICATORS, None)), st.lists(STATED, max_size=6)), max_size=6))
def test_parts_of_a_case_say_what_the_whole_says(county, drawn):
    documents = []
    for index, (tagged, stated) in enumerate(drawn):
        facts = [
            county.fact(of[0], year, value, sub=of[1], subject=subject, role=role)
            for of, year, value, subject, role in stated
        ]
        tags = [county.tag(*tagged)] if tagged else []
        documents.append(county.document(f"{index}.docx", *tags, facts=facts, years=(2020, 2020 + index % 3)))
    in_parts = results_of(county.view(*documents))
    for check, result in zip(all_checks(), in_parts, strict=True):
        at_once = judged(check.run(county.case(*documents)), {})
        assert sorted(map(repr, judged(result, {}).findings)) == sorted(map(repr, at_once.findings))
        assert (result.outcome, result.looked_at) == (at_once.outcome, at_once.looked_at)
