"""Numbers that no word names: a quotient, a difference, a sum that comes out tells what they are."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

ReadFacts = Callable[..., list[str]]

# the nouns are in no edition; the rate has its name
NAMED_RATES = (
    ("agri_waste", "2022年旧物拢共{whole}吨，收拢{part}吨，农膜回收利用率{rate}%。"),
    ("toilet", "2022年底在册{whole}户，改好的{part}户，农村无害化卫生厕所普及率{rate}%。"),
    ("green_proc", "两笔账2022年分别为{part}万元和{whole}万元，政府绿色采购比例{rate}%。"),
    ("air", "2022年城区蓝天{part}天，测得{whole}天，优良天数比例{rate}%。"),
)
# neither the parts nor the rate have their names: the words around them are of the topic
TOPICS = (
    ("toilet", "2022年底全县常住农户{whole}户，家里有了卫生的无害化厕所的{part}户，占{rate}%。"),
    ("green_building", "2022年新建房屋{whole}万平方米，照着绿色建筑的样子盖好的{part}万平方米，占比{rate}%。"),
)
quick = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
# numbers of fewer digits come out by chance too often
wholes = st.integers(1001, 3650)


def _rate(part: int, whole: int) -> Decimal:
    return (Decimal(part) / Decimal(whole) * 100).quantize(Decimal("0.1"))


def _numbers(lines: list[str], role: str) -> set[str]:
    return {line.split()[-2].rstrip("吨户万元天平方米个百分点%") for line in lines if line.endswith(role)}


@pytest.mark.parametrize(("topic", "frame"), [*NAMED_RATES, *TOPICS])
@quick
@given(whole=wholes, data=st.data())
def test_a_quotient_names_its_parts(read: ReadFacts, topic: str, frame: str, whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(whole // 3, whole * 97 // 100))  # near 100 % any two numbers alike come out
    lines = read(frame.format(part=part, whole=whole, rate=_rate(part, whole)), only=topic)
    assert {str(part), str(whole)} <= _numbers(lines, "component")
    assert str(_rate(part, whole)) in _numbers(lines, "actual")


@pytest.mark.parametrize(("topic", "frame"), NAMED_RATES)
@quick
@given(whole=wholes, data=st.data(), shift=st.sampled_from([Decimal("-2.7"), Decimal("1.9"), Decimal("3.1")]))
def test_a_quotient_that_does_not_come_out_names_nothing(
    read: ReadFacts, topic: str, frame: str, whole: int, data: st.DataObject, shift: Decimal
) -> None:
    part = data.draw(st.integers(whole // 3, whole - 1))
    rate = _rate(part, whole) + shift
    assume(rate < 100)
    lines = read(frame.format(part=part, whole=whole, rate=rate), only=topic)
    assert _numbers(lines, "component") == set()


@pytest.mark.parametrize(("topic", "frame"), [*NAMED_RATES, *TOPICS])
def test_a_paper_that_proves_nothing_gains_nothing(read: ReadFacts, topic: str, frame: str) -> None:
    assert read(frame.format(part=300, whole=350, rate="85.7"), only=topic, relation="mention") == []


@quick
@given(now=st.integers(600, 999), before=st.integers(500, 999))
def test_a_difference_names_the_level_before_and_itself(read: ReadFacts, now: int, before: int) -> None:
    assume(now != before)
    rise = "提高" if now > before else "下降"
    text = (
        f"2022年农村无害化卫生厕所普及率{now / 10}%，回头看，2020年那时候不过是{before / 10}%，"
        f"两年间{rise}{abs(now - before) / 10}个百分点。"
    )
    lines = read(text, only="toilet")
    assert f"toilet 农村无害化卫生厕所普及率 2020 {before / 10}% actual" in lines
    assert {f"{(now - before) / 10}"} == _numbers(lines, "change")


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("sewage_rural", "2022年底，全县共有行政村186个，其中已建成垃圾收集点的61个，占32.8%。"),
        ("water", "2022年，全县9个监测断面中，Ⅱ类水质断面6个，占66.7%。"),
        ("air", "2022年有效监测364天，其中轻度污染5天，占1.4%。"),
        ("sewage_town", "2022年城镇污水排放总量664.9万吨，其中工业废水123.4万吨，占18.6%。"),
        ("green_building", "2022年新建建筑总面积35.20万平方米，其中装配式建筑12.10万平方米，占34.4%。"),
        ("village_water", "2022年末常住人口46.8万人，其中城镇人口31.4万人，常住人口城镇化率67.1%。"),
        ("agri_waste", "2022年畜禽粪污产生总量46.3万吨，其中规模养殖场产生31.2万吨，占67.4%。"),
        ("toilet", "2022年抽查农户512户，其中厕所使用正常的489户，占95.5%。"),
        ("toilet", "例如，某地有农户512户，使用卫生厕所的489户，占95.5%。"),
        ("sewage_rural", "全省共有行政村12186个，完成生活污水治理5361个，治理率44.0%。"),
    ],
)
def test_another_share_of_the_same_whole_is_not_the_rate(read: ReadFacts, topic: str, text: str) -> None:
    lines = read(text, only=topic)
    assert _numbers(lines, "actual") == set()
    assert all("总" in line or "天数" in line or "人口数" in line or "断面数" in line for line in lines)


@pytest.mark.parametrize(
    ("topic", "text", "line"),
    [
        (
            "sewage_town",
            "2022年，县城污水处理厂处理达标排放污水486.3万吨，乡镇污水处理站处理达标排放152.4万吨，两项合计638.7万吨；"
            "同期城镇污水排放总量664.9万吨，据此计算城镇污水处理率为96.1%。",
            "sewage_town 其他污水处理设施达标排放量 2022 152.4万吨 component",
        ),
        (
            "hazwaste",
            "2022年年内共产生2491.2吨，年初贮存96.2吨，危险废物利用量1507.8吨，处置量985.6吨，"
            "危险废物利用处置率为96.4%。",
            "hazwaste 危险废物利用处置往年贮存量 2022 96.2吨 component",
        ),
        (
            "land_gdp",
            "用地与产值之比2021年为0.0868亩/万元，2022年为0.0823亩/万元，下降5.2%。",
            "land_gdp 单位国内生产总值建设用地使用面积 2021 0.0868亩/万元 component",
        ),
        (
            "sewage_rural",
            "2022年142个行政村中已有79个完成治理，治理率55.6%；前两年分别完成48个村（33.8%）和62个村（43.7%）。",
            "sewage_rural 完成生活污水治理的行政村数 2021 62个 component",
        ),
    ],
)
def test_what_sums_units_and_lists_tell(read: ReadFacts, topic: str, text: str, line: str) -> None:
    assert line in read(text, only=topic)


def test_the_total_of_several_years_is_no_years_value(read: ReadFacts) -> None:
    text = "生活垃圾清运量2020年为9.86万吨，2021年10.12万吨，2022年10.35万吨，三年合计30.33万吨。"
    lines = read(text, only="garbage_town", period=("2020-01-01", "2022-12-31"))
    assert [line.split()[-2] for line in lines] == ["9.86万吨", "10.12万吨", "10.35万吨"]
