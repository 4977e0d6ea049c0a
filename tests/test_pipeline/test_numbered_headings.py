"""Headings known by numbers with dots, with or without the blank behind them, which many PDF files do not keep."""

import pytest

from pipeline.passages import heading_level
from schemas.locator import ParagraphLocator
from schemas.parsed import TextBlock


def _level(text: str) -> int | None:
    return heading_level(TextBlock(text=text, locator=ParagraphLocator(index=1), page=1))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("3.5 生态生活领域", 5),
        ("3.5生态生活领域", 5),
        ("3.5.1　集中式饮用水水源地水质优良比例", 6),
        ("3.5.1集中式饮用水水源地水质优良比例", 6),
        ("3.5.10政府绿色采购比例", 6),
        ("2.3．主要措施", 5),
    ],
)
def test_a_number_with_dots_heads_what_follows(text: str, level: int) -> None:
    assert _level(text) == level


@pytest.mark.parametrize(
    "text",
    [
        "3.2万亩林地",
        "1.5倍于上年",
        "9.5公斤",
        "4.1个百分点",
        "98.5以上的村完成改造",
        "12.31前完成整改",
        "2.6亿元用于治理，其中中央资金1.1亿元",
        "3.5左右的水平",
        "24.8微克每立方米",
    ],
)
def test_a_decimal_number_heads_nothing(text: str) -> None:
    assert _level(text) is None
