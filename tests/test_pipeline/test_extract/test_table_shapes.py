"""Round trips: the figures of one or two matters are read back from each shape that a table of them may have."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]
Values = dict[tuple[int, int], str]
YEARS = (2020, 2021, 2022)
quick = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@dataclass(frozen=True)
class Matter:
    """What a table is about: `title` heads it, `group` a part of it, `rows` are short heads with their units."""

    key: str
    title: str
    group: str
    rows: tuple[tuple[str, str], ...]

    @property
    def indicator_id(self) -> str:
        return self.key.partition(".")[0]


MATTERS = (
    Matter(
        "hazwaste",
        "危险废物产生、利用和处置情况",
        "危险废物",
        (("产生量", "吨"), ("利用量", "吨"), ("处置量", "吨"), ("利用处置率", "%")),
    ),
    Matter(
        "solid_waste",
        "一般工业固体废物综合利用情况",
        "一般工业固体废物",
        (("产生量", "万吨"), ("综合利用量", "万吨"), ("综合利用率", "%")),
    ),
    Matter(
        "agri_waste.1",
        "农作物秸秆综合利用情况",
        "农作物秸秆",
        (("产生量", "万吨"), ("综合利用量", "万吨"), ("综合利用率", "%")),
    ),
    Matter("agri_waste.3", "农膜回收利用情况", "农膜", (("使用量", "吨"), ("回收量", "吨"), ("回收率", "%"))),
    Matter(
        "sewage_town",
        "城镇污水处理情况",
        "城镇污水",
        (("排放总量", "万吨"), ("达标排放量", "万吨"), ("处理率", "%")),
    ),
    Matter(
        "garbage_town",
        "城镇生活垃圾无害化处理情况",
        "城镇生活垃圾",
        (("清运量", "万吨"), ("无害化处理量", "万吨"), ("无害化处理率", "%")),
    ),
)
figures = st.decimals(min_value=61, max_value=99, places=2)


def _row(*cells: object) -> str:
    return "|" + "|".join(str(cell) for cell in cells) + "|"


def _years() -> list[str]:
    return [f"{year}年" for year in YEARS]


def _lines(matter: Matter, values: Values, before: Callable[[int], list[object]] | None = None) -> Iterator[str]:
    for index, (name, unit) in enumerate(matter.rows):
        numbers = (values[index, year] for year in YEARS)
        yield _row(*(before(index) if before else []), name, unit, *numbers)


def _measures_down(matter: Matter, values: Values) -> list[str]:
    return [_row("指标", "单位", *_years()), *_lines(matter, values)]


def _measures_down_numbered(matter: Matter, values: Values) -> list[str]:
    return [_row("序号", "指标", "单位", *_years()), *_lines(matter, values, lambda index: [index + 1])]


def _coded(matter: Matter, values: Values) -> list[str]:
    return [_row("代号", "指标", "单位", *_years()), *_lines(matter, values, lambda index: ["ABCD"[index]])]


def _years_down(matter: Matter, values: Values) -> list[str]:
    heads = [f"{name}（{unit}）" for name, unit in matter.rows]
    return [
        _row("年份", *heads),
        *(_row(f"{year}年", *(values[index, year] for index in range(len(heads)))) for year in YEARS),
    ]


def _units_below_heads(matter: Matter, values: Values) -> list[str]:
    rows = _years_down(matter, values)[1:]
    return [
        _row("年份", *(name for name, _ in matter.rows)),
        _row("^", *(f"（{unit}）" for _, unit in matter.rows)),
        *rows,
    ]


def _year_groups(matter: Matter, values: Values) -> list[str]:
    rows = [_row("序号", "指标", "单位", "数值")]
    for number, year in zip("一二三", YEARS, strict=True):
        rows.append(_row(number, f"{year}年", "<", "<"))
        rows += [_row(index + 1, name, unit, values[index, year]) for index, (name, unit) in enumerate(matter.rows)]
    return rows


def _years_over_measures(matter: Matter, values: Values) -> list[str]:
    blank = ["<"] * (len(matter.rows) - 1)
    return [
        _row("项目", *(cell for year in _years() for cell in (year, *blank))),
        _row("^", *(f"{name}（{unit}）" for _ in YEARS for name, unit in matter.rows)),
        _row("全县", *(values[index, year] for year in YEARS for index in range(len(matter.rows)))),
    ]


def _with_a_note(matter: Matter, values: Values) -> list[str]:
    return [*_measures_down(matter, values), _row("注：2022年为快报数。", *["<"] * 4)]


SHAPES = (
    _measures_down,
    _measures_down_numbered,
    _coded,
    _years_down,
    _units_below_heads,
    _year_groups,
    _years_over_measures,
    _with_a_note,
)


def _spanning(first: Matter, second: Matter, values: list[Values]) -> list[str]:
    rows = [_row("指标", "单位", *_years())]
    for matter, own in zip((first, second), values, strict=True):
        rows += [_row(matter.group, *["<"] * 4), *_lines(matter, own)]
    return rows


def _numbered_blank(first: Matter, second: Matter, values: list[Values]) -> list[str]:
    rows = [_row("序号", "指标", "单位", *_years())]
    for number, matter, own in zip("一二", (first, second), values, strict=True):
        rows += [_row(number, matter.group, *[" "] * 4), *_lines(matter, own, lambda index: [index + 1])]
    return rows


def _headed(first: Matter, second: Matter, values: list[Values]) -> list[str]:
    rows = [_row("指标", "单位", *_years())]
    for number, matter, own in zip("一二", (first, second), values, strict=True):
        rows += [_row(f"{number}、{matter.group}情况", *[" "] * 4), *_lines(matter, own)]
    return rows


def _merged_left(first: Matter, second: Matter, values: list[Values]) -> list[str]:
    rows = [_row("类别", "指标", "单位", *_years())]
    for matter, own in zip((first, second), values, strict=True):
        rows += _lines(matter, own, _beside(matter))
    return rows


def _beside(matter: Matter) -> Callable[[int], list[object]]:
    return lambda index: ["^" if index else matter.group]


PAIRED = (_spanning, _numbered_blank, _headed, _merged_left)


def _values(matter: Matter, data: st.DataObject) -> Values:
    places = [(index, year) for index in range(len(matter.rows)) for year in YEARS]
    drawn = data.draw(st.lists(figures, min_size=len(places), max_size=len(places)))
    return {place: format(value, "f") for place, value in zip(places, drawn, strict=True)}


def _expected(matter: Matter, values: Values) -> list[tuple[str, int, Decimal, str]]:
    return [
        (matter.key, year, Decimal(values[index, year]), unit)
        for index, (_, unit) in enumerate(matter.rows)
        for year in YEARS
    ]


def _seen(lines: list[str]) -> list[tuple[str, int, Decimal, str]]:
    """What facts shown as lines say of which year: id, year, value, unit."""
    seen = []
    for line in lines:
        key, *_, year, value, _role = line.split(" ")
        digits = value.rstrip("%万吨")
        seen.append((key, int(year), Decimal(digits), value.removeprefix(digits)))
    return seen


@pytest.mark.parametrize("shape", SHAPES)
@quick
@given(matter=st.sampled_from(MATTERS), data=st.data())
def test_one_matter(
    read: ReadFacts, shape: Callable[[Matter, Values], list[str]], matter: Matter, data: st.DataObject
) -> None:
    values = _values(matter, data)
    text = "\n".join([f"云溪县2020—2022年{matter.title}统计表", *shape(matter, values)])
    assert sorted(_seen(read(text, only=matter.indicator_id))) == sorted(_expected(matter, values))


@pytest.mark.parametrize("shape", PAIRED)
@quick
@given(pair=st.sampled_from([*pairwise(MATTERS)]), data=st.data())
def test_two_matters(
    read: ReadFacts,
    shape: Callable[[Matter, Matter, list[Values]], list[str]],
    pair: tuple[Matter, Matter],
    data: st.DataObject,
) -> None:
    values = [_values(matter, data) for matter in pair]
    title = f"云溪县2020—2022年{pair[0].group}、{pair[1].group}情况统计表"
    found = read("\n".join([title, *shape(*pair, values)]), only=",".join(one.indicator_id for one in pair))
    expected = [one for matter, own in zip(pair, values, strict=True) for one in _expected(matter, own)]
    assert sorted(_seen(found)) == sorted(expected)
