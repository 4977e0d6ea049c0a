"""Numbers that no word names: a quotient, a difference or a sum that comes out tells what they are."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]

# the nouns are in no edition; the rate has its name
NAMED_RATES = (
    ("agri_waste", "2022年旧物拢共{whole}吨，收拢{part}吨，农膜回收利用率{rate}%。"),
    ("toilet", "2022年底在册{whole}户，改好的{part}户，农村无害化卫生厕所普及率{rate}%。"),
    (
        "green_proc",
        "2022年农村无害化卫生厕所普及率稳定，两笔账分别为{part}万元和{whole}万元，政府绿色采购比例{rate}%。",
    ),
    ("air", "2022年政府绿色采购比例未变；城区蓝天{part}天，测得{whole}天，优良天数比例{rate}%。"),
)
quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
wholes = st.integers(101, 365)


def _rate(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole) * 100).quantize(Decimal("0.1"))


@pytest.mark.parametrize(("topic", "frame"), NAMED_RATES)
@quick
@given(whole=wholes, data=st.data())
def test_a_quotient_names_its_parts(read: ReadFacts, topic: str, frame: str, whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(whole // 3, whole - 1))
    lines = read(frame.format(part=part, whole=whole, rate=_rate(part, whole)), only=topic)
    numbers = {line.split()[-2].rstrip("吨户万元天") for line in lines if line.endswith("component")}
    assert {str(part), str(whole)} <= numbers


@pytest.mark.parametrize(("topic", "frame"), NAMED_RATES)
@quick
@given(whole=wholes, data=st.data(), shift=st.sampled_from([Decimal("-2.7"), Decimal("1.9"), Decimal("3.1")]))
def test_a_quotient_that_does_not_come_out_names_nothing(
    read: ReadFacts, topic: str, frame: str, whole: int, data: st.DataObject, shift: Decimal
) -> None:
    part = data.draw(st.integers(whole // 3, whole - 1))
    rate = _rate(part, whole) + shift
    assume(rate < 100)
    lines = read(frame.format(part=part, whole=whole, rate=rate), only=topic)
    assert [line for line in lines if line.endswith("component")] == []


@pytest.mark.parametrize(("topic", "frame"), NAMED_RATES)
def test_a_paper_that_proves_nothing_gains_nothing(read: ReadFacts, topic: str, frame: str) -> None:
    assert read(frame.format(part=300, whole=350, rate="85.7"), only=topic, relation="mention") == []
