"""How a clerk's slip changes a number, a word, a unit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from zlib import crc32

# a word for a way with its contrary, longest first
CONTRARY = {
    **{"提高": "下降", "上升": "下降", "增加": "减少", "增长": "下降", "提升": "下降", "上涨": "下降", "增多": "减少"},
    **{"下降": "上升", "降低": "提高", "减少": "增加", "回落": "回升", "升高": "降低", "高": "低", "低": "高"},
    **{"增": "减", "减": "增", "降": "升", "升": "降", "多": "少", "少": "多"},
}
# what a unit becomes where 万 is lost or gained, where one unit of land is taken for another
WRONG_UNITS = {
    **{"万吨": "吨", "吨": "万吨", "万立方米": "立方米", "立方米": "万立方米", "亿立方米": "万立方米"},
    **{"公顷": "亩", "亩": "公顷", "万亩": "亩", "万公顷": "公顷", "平方公里": "公顷", "万平方米": "平方米"},
    **{"万元": "元", "亿元": "万元", "万吨标准煤": "吨标准煤", "公里": "米", "万人": "人"},
}


def chosen(options: Sequence[str], key: str) -> str:
    """Return one of several, the same for the same key in every run."""
    return options[crc32(key.encode()) % len(options)]


def swapped(text: str) -> Iterator[str]:
    """Yield a number with two neighbouring digits that changed places, its length kept."""
    places = [index for index, char in enumerate(text) if char.isdigit()]
    for one, other in pairwise(places):
        if text[one] != text[other] and not (one == 0 and text[other] == "0"):
            chars = list(text)
            chars[one], chars[other] = chars[other], chars[one]
            yield "".join(chars)


def shifted(text: str, steps: Sequence[int]) -> Iterator[str]:
    """Yield a number moved by whole ones, printed as finely as before; only what stays above zero."""
    for step in steps:
        value = Decimal(text) + step
        if value > 0:
            yield f"{value:f}"


def misprinted(text: str, key: str, least_change: Decimal) -> str | None:
    """Return a number as a slip makes it, further off than `least_change`; None where no slip does."""
    value = Decimal(text)
    options = [*swapped(text), *shifted(text, (1, 2, 3, -1, -2, -3))]
    telling = [one for one in options if abs(Decimal(one) - value) > least_change]
    return chosen(telling, key) if telling else None
