"""Numbers of a table that no head names: the quotient that the table states tells what they are."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]
quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _rate(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _table(rows: list[tuple[str, int, int]], strange: str) -> str:
    lines = [
        f"|年份|使用农膜（吨）|{strange}（吨）|农膜回收率（%）|",
        *(f"|{year}年|{whole}|{part}|{_rate(part, whole)}|" for year, whole, part in rows),
    ]
    return "关于农膜回收情况的统计表\n" + "\n".join(lines)


def _turned(table: str) -> str:
    title, *rows = table.splitlines()
    columns = zip(*(row.strip("|").split("|") for row in rows), strict=True)
    return "\n".join([title, *("|" + "|".join(cells) + "|" for cells in columns)])


@quick
@given(st.lists(st.tuples(st.integers(300, 900), st.integers(210, 290)), min_size=2, max_size=3))
def test_a_column_that_makes_every_rate_is_its_numerator(read: ReadFacts, numbers: list[tuple[int, int]]) -> None:
    rows = [(str(2021 + index), whole, part) for index, (whole, part) in enumerate(numbers)]
    wanted = [f"agri_waste.3 农膜回收利用量 {year} {part}吨 component" for year, _, part in rows]
    for text in (_table(rows, "入库数"), _turned(_table(rows, "入库数"))):
        found = read(text, only="agri_waste")
        assert [one for one in found if "农膜回收利用量" in one] == wanted


def test_a_column_that_makes_no_rate_stays_without_a_name(read: ReadFacts) -> None:
    rows = [("2021", 800, 640), ("2022", 810, 660)]
    spoiled = _table(rows, "入库数").replace("|660|", "|606|")
    assert not [one for one in read(spoiled, only="agri_waste") if "农膜回收利用量" in one]


def test_of_two_columns_that_make_the_rate_neither_is_taken(read: ReadFacts) -> None:
    text = """
    关于农膜回收情况的统计表
    |年份|使用农膜（吨）|入库数（吨）|过磅数（吨）|农膜回收率（%）|
    |2021年|812|640|640|78.82|
    |2022年|823|655|655|79.59|
    """
    assert not [one for one in read(text, only="agri_waste") if "农膜回收利用量" in one]


@pytest.mark.parametrize("rate", ["100", "100.00"])
def test_all_of_it_proves_nothing(read: ReadFacts, rate: str) -> None:
    text = f"""
    关于农膜回收情况的统计表
    |年份|使用农膜（吨）|入库数（吨）|农膜回收率（%）|
    |2021年|812|812|{rate}|
    """
    assert not [one for one in read(text, only="agri_waste") if "农膜回收利用量" in one]


@quick
@given(st.lists(st.tuples(st.integers(6011, 9013), st.integers(4021, 5987)), min_size=3, max_size=4, unique=True))
def test_two_columns_that_make_every_rate_are_its_parts(read: ReadFacts, numbers: list[tuple[int, int]]) -> None:
    rows = [(str(2019 + index), whole, part) for index, (whole, part) in enumerate(numbers)]
    text = _table(rows, "过磅数").replace("使用农膜（吨）", "入库数（吨）")
    wanted = [f"agri_waste.3 农膜使用量 {year} {whole}吨 component" for year, whole, _ in rows]
    found = read(text, only="agri_waste")
    assert [one for one in found if "农膜使用量" in one] == wanted
    assert len([one for one in found if "农膜回收利用量" in one]) == len(rows)


def test_one_year_proves_no_two_columns(read: ReadFacts) -> None:
    text = _table([("2021", 812, 640)], "过磅数").replace("使用农膜（吨）", "入库数（吨）")
    assert not [one for one in read(text, only="agri_waste") if "量" in one]
