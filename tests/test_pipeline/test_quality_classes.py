"""Shares of sections of a good class, told by counting them."""

import pytest

from pipeline.numbers.shadow import shadow
from pipeline.quality_classes import shares_of_counted_good


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("7个断面年均水质符合Ⅲ类标准，占87.5%", True),
        ("11个国控断面达到或优于Ⅲ类，占比为91.7%", True),
        ("其中9个断面水质优于Ⅲ类标准，占总数的90%", True),
        ("7个断面设有自动站，占87.5%", False),
        ("1个断面水质为Ⅳ类，占12.5%", False),
        ("3个水源地水质达到Ⅲ类标准，占75%", False),
        ("7个断面水质达到Ⅲ类标准，1个断面为Ⅳ类", False),
    ],
)
def test_shares_of_counted_good_sections(text: str, is_told: bool) -> None:
    assert bool(list(shares_of_counted_good(shadow(text).text))) == is_told
