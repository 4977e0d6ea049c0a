"""The year that a rise began in below a heading on what a five-year plan brought."""

from collections.abc import Callable
from decimal import Decimal

import pytest

YearsTold = Callable[[list[str]], dict[Decimal, set[int | None]]]

TOLD = "环境质量改善。2020年，城镇生活垃圾无害化处理率99.2%。"
RISE = "设施短板加快补齐。城镇污水处理率从88.6%提高到95.1%。"


@pytest.mark.parametrize(
    ("heading", "began"),
    [
        ("第一节　“十三五”生态环境保护成效", 2015),
        ("第一节　“十三五”工作回顾", 2015),
        # what is told of the plan that runs, or of no plan, is of a year
        ("第一节　生态环境保护工作成效", 2019),
    ],
)
def test_where_a_term_began(years_told: YearsTold, heading: str, began: int) -> None:
    told = years_told(["第一章　基础与形势", heading, TOLD, RISE])
    assert (told[Decimal("88.6")], told[Decimal("95.1")]) == ({began}, {2020})
