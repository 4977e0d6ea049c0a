"""Round trips: values written in any of the forms of official prose or tables are read back the same."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]

SHARES = ("林草覆盖率", "城镇污水处理率", "政府绿色采购比例", "农村生活污水治理率")
FORMS_OF_ONE = (
    "{year}年，全县{name}为{value}%。",
    "{year}年我县{name}达到{value}％，位居前列。",
    "截至{year}年底，{name}{value}%。",
    "经统计，{year}年度{name}（见附表）已达{value}%。",
    "{name}逐年提高，{year}年为{value}%。",
    "|指标|{year}年|\n|{name}（%）|{value}|",
    "|年度|{name}|\n|{year}|{value}%|",
    "单位：%\n|名称|{year}年完成值|\n|{name}|{value}|",
)
FORMS_OF_SEVERAL = (
    "{first}-{last}年{name}分别为{list}。",
    "{first}—{last}年度，全县{name}依次为{list}。",
    "{years}年，{name}分别达到{list}。",
    "{name}{each}。",
    "|指标|{heads}|\n|{name}（%）|{cells}|",
)
values = st.decimals(min_value=1, max_value=100, places=2)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("form", FORMS_OF_ONE)
@quick
@given(name=st.sampled_from(SHARES), year=st.integers(2015, 2022), value=values)
def test_one_value(read: ReadFacts, form: str, name: str, year: int, value: Decimal) -> None:
    lines = read(form.format(name=name, year=year, value=value))
    assert [line.split(" ", 1)[1] for line in lines] == [f"{name} {year} {value}% actual"]


@pytest.mark.parametrize("form", FORMS_OF_SEVERAL)
@quick
@given(
    name=st.sampled_from(SHARES),
    first=st.integers(2015, 2019),
    given=st.lists(values, min_size=2, max_size=4),
    link=st.sampled_from(["和", "及", "、", "以及", "，"]),
)
def test_several_years(read: ReadFacts, form: str, name: str, first: int, given: list[Decimal], link: str) -> None:
    years = [first + index for index in range(len(given))]
    text = form.format(
        name=name,
        first=first,
        last=years[-1],
        years="、".join(map(str, years)),
        list="、".join(f"{value}%" for value in given[:-1]) + f"{link}{given[-1]}%",
        each="，".join(f"{year}年为{value}%" for year, value in zip(years, given, strict=True)),
        heads="|".join(f"{year}年" for year in years),
        cells="|".join(map(str, given)),
    )
    expected = [f"{name} {year} {value}% actual" for year, value in zip(years, given, strict=True)]
    assert [line.split(" ", 1)[1] for line in read(text)] == expected


@quick
@given(
    text=st.text(
        alphabet="林草覆盖率优良天数比例城镇污水处理分别为均、，。；（）2021年-%天个目标同比下降由到95.3|\n",
        max_size=60,
    )
)
def test_no_text_breaks_the_reader(read: ReadFacts, text: str) -> None:
    read(text.replace("|", "，"))
