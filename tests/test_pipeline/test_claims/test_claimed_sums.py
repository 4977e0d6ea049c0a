"""Totals in running text held against their parts; what looks like a total with parts."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.numbers.rounding import last_digit

FIXTURE_IS_STATELESS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
THINGS = ["森林公园", "湿地公园", "自然保护区", "地质公园", "风景名胜区", "水产种质资源保护区"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县共有自然保护地12个，包括自然保护区3个、森林公园5个和湿地公园3个。", "3＋5＋3＝11个"),
        ("全县自然保护地共12个，包括3个自然保护区、5个森林公园和、1个湿地公园、2个地质公园。", "3＋5＋1＋2＝11个"),
        ("全县12个断面由国控断面2个、省控断面3个、市控断面6个组成。", "2＋3＋6＝11个"),
        ("共采集出厂水24份、末梢水72份，合计98份。", "24＋72＝96份"),
        ("2020年建成14座，2021年建成17座，共计建成32座。", ""),
        ("全年用水12.5万立方米，分为工业用水5.2万立方米、农业用水6.0万立方米。", "5.2＋6.0＝11.2万立方米"),
        ("造林面积共3.00万亩，包括人工造林1000公顷、封山育林900公顷。", "1.5＋1.35＝2.85万亩"),
        ("共建设管网16公里，包括新建6.0公里、改造8.0公里。", "6.0＋8.0＝14.0公里"),
        ("共有保护地12个（其中省级以上5个），包括自然保护区3个、森林公园8个。", "3＋8＝11个"),
        ("参会人员共58人，由县领导3人、县直部门30人、乡镇干部23人组成。", "3＋30＋23＝56人"),
        ("共有监测井9眼（国家级4眼、省级3眼）。", "4＋3＝7眼"),
        ("共有十二个保护地，包括三个自然保护区、八个森林公园。", "3＋8＝11个"),
        ("有千吨万人工程2处、千人以上工程12处、千人以下工程143处，共计159处。", "2＋12＋143＝157处"),
        ("有300平方米以上公园8处、300平方米以下游园24处，共计32处。", ""),
        ("有规模养殖场8家、养殖户24户以上，共计33家。", ""),
    ],
)
def test_wrong_totals_are_found_with_the_whole_sum(judge: Any, text: str, expected: str) -> None:
    told = judge.told("sum", text)
    assert [found[2] for found in told] == ([expected] if expected else [])
    assert all(found[0] == "error" for found in told)


@pytest.mark.parametrize(
    "text",
    [
        "水资源总量17.46亿立方米，其中地表水资源量17.46亿立方米，地下水资源量4.12亿立方米，重复计算量4.12亿立方米。",
        "综合利用量17.16万吨，其中肥料化12.35万吨、饲料化3.10万吨、其他2.20万吨（重复统计0.49万吨）。",
        "共有保护地12个，主要包括自然保护区3个、森林公园5个。",
        "共有保护地12个，包括自然保护区3个、森林公园5个等。",
        "共有保护地12个，包括自然保护区3个、森林公园5个，部分交叉重叠。",
        "共有行政村168个，2021年、2022年、2023年完成治理的行政村分别为161个、165个、168个。",
        "共有行政村约12个，包括甲镇3个、乙镇5个。",
        "共有行政村不少于12个，包括甲镇3个、乙镇5个。",
        "全县共实施项目5项，包括水库3座、泵站12台。",
        "全县共有168个行政村（2022年完成治理98个、2023年完成治理121个）。",
        "全县共有168个行政村（已治理121个、在建20个）。",
        "新建污水管网6公里、改造管网8公里，合计投资1200万元。",
        "共有保护地12个，包括自然保护区3个、森林公园9个，已勘界立标10个。",
        "废水处理设施3座、废气处理设施5座，共完成验收7座。",
        "常住人口31.26万人，由城镇人口17.08万人、乡村人口14.18万人组成。",
        "共完成3.0万亩，包括人工造林1.24万亩、封山育林1.73万亩。",
        "由2021年的96个增加到2022年的98个，共治理2个。",
        "下达目标为5个，包括2022年3个、2023年4个。",
        "总投资5000万元，包括中央资金2000万元、省级资金1500万元，县级配套500万元，企业自筹1000万元。",
        "总投资5000万元，包括中央资金2000万元、省级资金1500万元，县级配套500万元，企业自筹900万元。",
        "共建设管网14公里，包括新建6公里、改造8公里。",
        "共有保护地12个（其中省级以上5个），包括自然保护区3个、森林公园9个。",
        "共有古树名木1326株，分为一级86株、二级240株、三级1000株，挂牌保护1300株。",
        "全县共有乡镇8个、街道2个，行政村168个、社区22个。",
        "总面积1842.60平方公里，下辖6个乡镇、168个行政村，包括9个城中村、12个城郊村。",
        "参会人员共56人，由县领导3人、县直部门30人、乡镇干部23人组成。",
        "三年共发放补助120万元，包括2021年30万元、2022年40万元、2023年50万元。",
        "抽查企业20家，其中合格18家，不合格2家，下达整改通知书25份。",
        "地区生产总值166.60亿元，其中一产24.85亿元、二产61.32亿元、三产80.43亿元，工业总产值202.5亿元。",
        "城镇新建建筑26.90万平方米，分别为住宅12.10万平方米、公建14.80万平方米。",
        "三年新建建筑依次为66.40、71.92、58.37万平方米，其中绿色建筑依次为60.82、68.54、57.20万平方米。",
        "甲河长12公里、乙河长8公里，总长20公里，岸线共41公里。",
    ],
)
def test_look_alikes_are_left_alone(judge: Any, text: str) -> None:
    assert judge.told("sum", text) == []


def test_a_part_above_the_total_is_a_fault_even_where_parts_need_not_add_up(judge: Any) -> None:
    told = judge.told("sum", "全年有效监测天数341天，其中优良天数363天。")
    assert told == [("warning", "341天", "不小于其中一项363天")]


def test_nothing_to_add_up_is_not_passed(judge: Any) -> None:
    result = judge("sum", "全县污水处理率为95.2%。")
    assert (result.outcome, result.looked_at) == ("not_applicable", 0)
    assert result.reason


def test_the_finding_quotes_both_sides_and_says_where(judge: Any) -> None:
    (found,) = judge.findings("sum", "全县共有自然保护地12个，包括自然保护区3个、森林公园5个。")
    assert "写作12个" in found.message
    assert "3＋5＝8个" in found.message
    assert found.indicator_id == "eco_space"
    assert found.locators
    assert "核对" in found.advice


@st.composite
def _partitions(draw: st.DrawFn) -> tuple[list[str], list[Decimal], str]:
    count = draw(st.integers(2, 6))
    digits = draw(st.integers(0, 3))
    unit = draw(st.sampled_from(["个", "处", "座"] if digits == 0 else ["公顷", "万亩", "吨", "公里"]))
    parts = [Decimal(draw(st.integers(1, 9_999))).scaleb(-digits) for _ in range(count)]
    return THINGS[:count], parts, unit


def _rendered(names: list[str], parts: list[Decimal], unit: str, total: Decimal, form: int) -> str:
    listed = "、".join(f"{name}{part:f}{unit}" for name, part in zip(names, parts, strict=True))
    return (
        f"全县保护地共{total:f}{unit}，包括{listed}。",
        f"全县{listed}，合计{total:f}{unit}。",
        f"全县保护地{total:f}{unit}由{listed}组成。",
        f"全县共有保护地{total:f}{unit}，分别为{listed}。",
    )[form]


@FIXTURE_IS_STATELESS
@given(_partitions(), st.integers(0, 3))
def test_a_right_sum_is_never_reported(judge: Any, partition: tuple[list[str], list[Decimal], str], form: int) -> None:
    names, parts, unit = partition
    result = judge("sum", _rendered(names, parts, unit, sum(parts, Decimal(0)), form))
    assert result.looked_at == 1
    assert result.findings == ()


@FIXTURE_IS_STATELESS
@given(_partitions(), st.integers(0, 3), st.integers(1, 60), st.booleans())
def test_a_sum_that_is_off_beyond_rounding_always_is(
    judge: Any, partition: tuple[list[str], list[Decimal], str], form: int, more: int, is_above: bool
) -> None:
    names, parts, unit = partition
    step = last_digit(parts[0])
    is_counted = unit in "个处座"
    off = step * (more if is_counted else more + len(parts) // 2 + 1)
    total = sum(parts, Decimal(0)) + (off if is_above else -off)
    if total > 0:
        told = judge.told("sum", _rendered(names, parts, unit, total, form))
        assert [found[0] for found in told] == ["error"]


@FIXTURE_IS_STATELESS
@given(st.lists(st.integers(1, 99_999), min_size=2, max_size=6))
def test_rounded_parts_of_a_rounded_total_are_never_reported(judge: Any, tenths: list[int]) -> None:
    parts = [Decimal(number).scaleb(-4).quantize(Decimal("0.01")) for number in tenths]
    total = Decimal(sum(tenths)).scaleb(-4).quantize(Decimal("0.01"))
    names = THINGS[: len(parts)]
    assert judge.told("sum", _rendered(names, parts, "公顷", total, 0)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "用水总量14880万立方米，比上年减少130万立方米。按用途分：农业9650万立方米，工业2290万立方米，生活2380万立方米，生态660万立方米。",
            "9650＋2290＋2380＋660＝14980万立方米",
        ),
        (
            "用水总量12490万立方米，较2023年减少90万立方米。其中：第一产业8000万立方米，第二产业2500万立方米，第三产业1500万立方米。",
            "8000＋2500＋1500＝12000万立方米",
        ),
        ("全县排放总量1456万吨，处理厂达标排放1352万吨，小型站达标排放57万吨，合计1490万吨。", "1352＋57＝1409万吨"),
    ],
)
def test_what_all_is_and_by_how_much_it_changed_is_no_part(judge: Any, text: str, expected: str) -> None:
    assert [found[2] for found in judge.told("sum", text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "排放总量1456.0万吨，处理厂达标排放1352.0万吨，其他设施达标排放57.6万吨，合计1409.6万吨，处理率96.8%。",
        "全县应收集总量2000吨，焚烧1000吨、填埋400吨，合计1400吨。",
        "全县共有农户8200户，水冲式厕所5210户、旱厕改造1840户，合计7050户。",
        "综合利用40.1万吨、处置8.2万吨、贮存4.3万吨，合计52.6万吨。",
        "用水比上年减少130万立方米。按用途分：农业用水50万立方米，工业用水70万立方米。",
    ],
)
def test_all_that_some_of_it_is_told_of_is_not_added(judge: Any, text: str) -> None:
    assert judge.told("sum", text) == []
