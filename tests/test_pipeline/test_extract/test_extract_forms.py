"""Round trips over the forms of official prose: measure x subject x years x form x noise is read back the same."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]
Facts = list[str]

# as documents call them, with what the edition calls them
RATES = {
    "城镇污水处理率": "城镇污水处理率",
    "林草覆盖率": "林草覆盖率",
    "空气质量优良天数比例": "优良天数比例",
    "农作物秸秆综合利用率": "秸秆综合利用率",
    "危险废物处置率": "危险废物利用处置率",
    "集中式饮用水水源地水质达标率": "集中式饮用水水源地水质优良比例",
    "公众对生态文明建设的满意度": "公众对生态文明建设的满意度",
    "政府绿色采购比例": "政府绿色采购比例",
}
BEFORE = (
    "",
    "根据《城镇污水处理厂污染物排放标准》（GB 18918-2002），",
    "按照云府办发〔2021〕15号文件部署，",
    "我县高度重视，累计投入资金1260万元，",
    "经县统计局核算（联系电话0772-6812345），",
    "近年来森林覆盖率稳定在61%左右，",
)
AFTER = ("。", "，位居全市前列。", "，完成年度任务。", "；新建管网12.5公里。", "，联系人：李某，电话13800000000。")
ONE = (
    "{year}年{name}为{value}",
    "{year}年，全县{name}达到{value}",
    "截至{year}年底，我县{name}达{value}",
    "{year}年度{name}保持在{value}",
    "{name}（{year}年）为{value}",
    "{name}{year}年为{value}",
    "{year}年末{name}稳定在{value}",
    "{name}逐年提升，{year}年达到{value}",
    "{year}年{name}实际完成{value}",
)
SEVERAL = (
    "{first}-{last}年{name}分别为{list}",
    "{first}—{last}年度，全县{name}依次为{list}",
    "{first}年至{last}年，{name}分别达到{list}",
    "{first}-{last}三年间，{name}分别为{list}",
    "{first}-{last}年期间，{name}各年度分别为{list}",
    "{first}、{middle}、{last}年三年{name}分别为{list}",
    "{first}年、{middle}年和{last}年，{name}分别为{list}",
    "近三年（{first}-{last}年），{name}分别为{list}",
    "{name}（{first}-{last}年）分别为{list}",
    "{first}-{last}年，全县{name}逐年提升，分别达到{list}",
    "{name}{each}",
)
CHANGES = (
    "{last}年{name}为{value}，较上年提高{rise}个百分点",
    "{last}年{name}较上年提高{rise}个百分点，达到{value}",
    "{last}年{name}提高{rise}个百分点至{value}",
    "{last}年{name}为{value}，同比上升{rise}个百分点",
)
TARGETS = (
    ("到{ahead}年，{name}达到{value}", "="),
    ("力争到{ahead}年{name}达到{value}以上", ">="),
    ("{ahead}年{name}目标值为{value}", "="),
    ("到{ahead}年底，{name}不低于{value}", ">="),
    ("计划{ahead}年将{name}提高到{value}", "="),
)
values = st.decimals(min_value=2, max_value=99, places=2)
rises = st.decimals(min_value=Decimal("0.1"), max_value=9, places=1)
names = st.sampled_from(sorted(RATES))
noise = {"before": st.sampled_from(BEFORE), "after": st.sampled_from(AFTER)}
quick = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _shown(lines: list[str]) -> Facts:
    """Leave out the indicator before each name."""
    return [line.split(" ", 1)[1] for line in lines]


@st.composite
def percentages(draw: st.DrawFn) -> tuple[Decimal, str]:
    """Draw a value with a way to print it."""
    value = draw(values)
    plain = f"{value}"
    wide = plain.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    return value, draw(st.sampled_from([f"{plain}%", f"{plain}％", f"{wide}％", f"{plain} %", f"百分之{plain}"]))


@pytest.mark.parametrize("form", ONE)
@quick
@given(name=names, year=st.integers(2016, 2022), drawn=percentages(), **noise)
def test_one_year(
    read: ReadFacts, form: str, name: str, year: int, drawn: tuple[Decimal, str], before: str, after: str
) -> None:
    value, printed = drawn
    text = before + form.format(name=name, year=year, value=printed) + after
    assert _shown(read(text)) == [f"{RATES[name]} {year} {value}% actual"]


@st.composite
def lists_of_three(draw: st.DrawFn) -> tuple[list[Decimal], str]:
    """Draw three values with a way to list them, the unit with each or once at the end."""
    several = draw(st.lists(values, min_size=3, max_size=3))
    link, unit = draw(st.sampled_from(["、", "和", "及", "以及", "，"])), draw(st.sampled_from(["", "%"]))
    return several, "、".join(f"{value}{unit}" for value in several[:-1]) + f"{link}{several[-1]}%"


@pytest.mark.parametrize("form", SEVERAL)
@quick
@given(name=names, first=st.integers(2016, 2020), drawn=lists_of_three(), **noise)
def test_three_years(
    read: ReadFacts, form: str, name: str, first: int, drawn: tuple[list[Decimal], str], before: str, after: str
) -> None:
    several, listed = drawn
    dated = list(zip(range(first, first + 3), several, strict=True))
    each = "，".join(f"{year}年为{value}%" for year, value in dated)
    text = form.format(name=name, first=first, middle=first + 1, last=first + 2, list=listed, each=each)
    assert _shown(read(before + text + after)) == [f"{RATES[name]} {year} {value}% actual" for year, value in dated]


@pytest.mark.parametrize("form", CHANGES)
@quick
@given(name=names, value=values, rise=rises, **noise)
def test_a_level_with_its_rise(
    read: ReadFacts, form: str, name: str, value: Decimal, rise: Decimal, before: str, after: str
) -> None:
    text = before + form.format(name=name, last=2022, value=f"{value}%", rise=rise) + after
    level, change = f"{RATES[name]} 2022 {value}% actual", f"{RATES[name]} 2022 {rise}百分点 change"
    assert sorted(_shown(read(text))) == sorted([level, change])


@pytest.mark.parametrize(("form", "op"), TARGETS)
@quick
@given(name=names, value=values, ahead=st.integers(2024, 2035), before=st.sampled_from(BEFORE))
def test_a_target(read: ReadFacts, form: str, op: str, name: str, value: Decimal, ahead: int, before: str) -> None:
    text = before + form.format(name=name, ahead=ahead, value=f"{value}%") + "。"
    sign = "" if op == "=" else op
    assert _shown(read(text)) == [f"{RATES[name]} {ahead} {sign}{value}% target"]


@quick
@given(
    pairs=st.lists(st.tuples(names, values), min_size=2, max_size=4, unique_by=lambda pair: pair[0]),
    link=st.sampled_from(["、", "和", "及", "与"]),
)
def test_values_over_indicators(read: ReadFacts, pairs: list[tuple[str, Decimal]], link: str) -> None:
    listed = "、".join(name for name, _ in pairs[:-1]) + link + pairs[-1][0]
    given_values = "、".join(f"{value}%" for _, value in pairs)
    expected = [f"{RATES[name]} 2022 {value}% actual" for name, value in pairs]
    assert _shown(read(f"2022年，{listed}分别为{given_values}。")) == expected


@quick
@given(
    towns=st.lists(st.sampled_from(["甲溪镇", "乙塘乡", "丙岭镇", "丁河镇"]), min_size=2, max_size=4, unique=True),
    several=st.lists(values, min_size=4, max_size=4),
    together=st.booleans(),
)
def test_values_over_towns(read: ReadFacts, towns: list[str], several: list[Decimal], together: bool) -> None:
    told = list(zip(towns, several, strict=False))
    if together:
        text = f"2022年，{'、'.join(towns)}城镇污水处理率分别为{'、'.join(f'{value}%' for _, value in told)}。"
    else:
        each = "，".join(f"{town}为{value}%" for town, value in told[1:])
        text = f"2022年{towns[0]}城镇污水处理率为{several[0]}%，{each}。"
    assert _shown(read(text)) == [f"城镇污水处理率 [{town}] 2022 {value}% actual" for town, value in told]
