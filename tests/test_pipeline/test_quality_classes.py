"""Shares of sections of a good class, told by counting them."""

import pytest

from pipeline.numbers.shadow import shadow
from pipeline.quality_classes import sections_all_good, shares_of_counted_good


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("7个断面年均水质符合Ⅲ类标准，占87.5%", True),
        ("11个国控断面达到或优于Ⅲ类，占比为91.7%", True),
        ("其中9个断面水质优于Ⅲ类标准，占总数的90%", True),
        ("监测断面9个，达到或优于Ⅲ类8个，比例88.9%", True),
        ("9个地表水监测断面，达到或优于Ⅲ类的8个，占88.9%", True),
        ("9个监测断面中，优于Ⅲ类的有8个，占88.9%", True),
        ("9个断面全部达到或优于Ⅲ类，比例由2020年的88.9%升至100%", True),
        ("9个断面全部达到或优于Ⅲ类，比例由2020年的88.9%起步", False),
        ("监测断面9个，达到Ⅳ类的8个，占88.9%", False),
        ("监测断面9个，劣Ⅴ类1个，占11.1%", False),
        ("水源地监测断面9个，达到或优于Ⅲ类8个，占88.9%", False),
        ("7个断面设有自动站，占87.5%", False),
        ("1个断面水质为Ⅳ类，占12.5%", False),
        ("3个水源地水质达到Ⅲ类标准，占75%", False),
        ("7个断面水质达到Ⅲ类标准，1个断面为Ⅳ类", False),
    ],
)
def test_shares_of_counted_good_sections(text: str, is_told: bool) -> None:
    assert bool(list(shares_of_counted_good(shadow(text).text))) == is_told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("6个断面年均水质均在Ⅲ类以上。", True),
        ("全县有国控断面2个、省控断面3个，均达到Ⅲ类。", True),
        ("国控断面2个，全部达到或优于Ⅲ类标准。", True),
        ("国控断面2个、省控断面3个，均设有自动站。", False),
        ("国控断面2个、省控断面3个，均为Ⅳ类。", False),
    ],
)
def test_sections_that_are_all_of_a_good_class(text: str, is_told: bool) -> None:
    assert bool(list(sections_all_good(shadow(text).text))) == is_told
