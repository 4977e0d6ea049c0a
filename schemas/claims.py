"""What a text claims about its own numbers: sums, changes, ratios, slips."""

from typing import Literal

from schemas.fact import DecimalText
from schemas.locator import Locator
from schemas.model import Model


class Amount(Model):
    """A number as it stands: `value` in `unit` (canonical, 万 and 亿 kept in the unit), `raw` as printed."""

    value: DecimalText
    unit: str
    raw: str
    locator: Locator
    year: int | None = None
    approx: bool = False


class Sum(Model):
    """A total with the parts that are said to make it up; `name` is what is counted.

    `is_whole` is False where the parts need not add up to the total: 其中 names some of them, or they may overlap.
    `is_apart` tells that the parts stand in another passage than the total.
    """

    name: str
    total: Amount
    parts: tuple[Amount, ...]
    is_whole: bool
    quote: str
    is_apart: bool = False


class Change(Model):
    """A stated rise or fall (`stated.value` is signed) with the levels it lies between, where the text has them.

    `kind` tells a change in percent (12%) from one in points (百分点) and from one in the unit itself.
    """

    name: str
    earlier: Amount | None
    later: Amount | None
    stated: Amount
    kind: Literal["percent", "points", "unit"]
    quote: str


class Ratio(Model):
    """A stated share or rate with the numerator and the denominator that stand beside it.

    `is_apart` tells that the denominator stands in another passage.
    """

    name: str
    numerator: Amount
    denominator: Amount
    stated: Amount
    quote: str
    is_apart: bool = False


# over_whole: 100%以上 of a share; land_unit: a river basin in 平方米; one_year_span: （2020-2020年）; reversed_span:
# 2025-2020年; phases_overlap: a stage of work that begins before the one before it ends; wrong_way: 由82%下降到85%;
# index_in_percent: 生态环境状况指数72.5%
SlipKind = Literal[
    "over_whole", "land_unit", "one_year_span", "reversed_span", "phases_overlap", "wrong_way", "index_in_percent"
]


class Slip(Model):
    """A number or a time that cannot be meant as its own words say: `text` as printed, `expected` what it should be.

    `name` is what it is said of, `amounts` are the numbers in it, where they matter.
    """

    kind: SlipKind
    text: str
    expected: str
    quote: str
    locators: tuple[Locator, ...]
    name: str = ""
    amounts: tuple[Amount, ...] = ()
