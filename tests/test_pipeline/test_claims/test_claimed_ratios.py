"""Rates held against the two numbers beside them, whatever they are rates of."""

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FIXTURE_IS_STATELESS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("采集水样312份，合格301份，水样合格率为69.47%。", "301份÷312份×100＝96.47%"),
        ("发现问题54个，整改52个，整改率93.3%。", "52个÷54个×100＝96.30%"),
        ("全县共有自然村168个。2022年完成改造的自然村163个，改造率98.81%。", "163个÷168个×100＝97.02%"),
        (
            "|类型|面积（公顷）|占比（%）|\n|林地|50.0|50.0|\n|草地|20.0|20.0|\n|湿地|22.0|22.0|\n|其他|8.0|18.0|\n|合计|100.0|100|",
            "8.0÷100.0×100＝8.00%",
        ),
        ("总投资1.2亿元，其中环保投资960万元，占80%。", "960万元÷1.2亿元×100＝8.00%"),
        ("全镇38个行政村中27个完成污水治理，治理率81.05%。", "27个÷38个×100＝71.05%"),
        ("2022年为71318户中的69178户，普及率79.0%。", "69178户÷71318户×100＝97.00%"),
        ("全县71256户农户中有68192户用上卫生厕所，普及率97.5%。", "68192户÷71256户×100＝95.70%"),
        ("2022年为17318户中的69178户，普及率97.0%。", "69178户÷17318户×100＝399.46%"),
        (
            "岸线总长327.3公里，划定岸线保护区、保留区共计256.7公里，河湖岸线保护率为87.4%。",
            "256.7公里÷327.3公里×100＝78.43%",
        ),
        (
            "|年|总量（万吨）|处理（万吨）|去除（吨）|达标比例（%）|\n|2021年|100.3|95.1|7.7|94.8|\n|2022年|120.9|97.3|8.1|90.5|\n|2023年|131.4|117.7|9.2|89.6|",
            "97.3÷120.9×100＝80.48%",
        ),
        (
            "|镇|行政村总数|2022年累计|2023年累计|2023年治理率（%）|\n|甲镇|18|14|15|83.3|\n|乙镇|17|11|12|70.6|\n|丙镇|16|9|10|65.2|\n|丁镇|15|9|10|66.7|\n|戊镇|14|5|7|50.0|",
            "10÷16×100＝62.50%",
        ),
        ("应训458人，实训452人，比例为97.8%。", "452人÷458人×100＝98.69%"),
        (
            "|年度|总面积（公顷）|绿化面积（公顷）|绿化率（%）|\n|2021年|19.40|18.14|93.5|\n|2022年|20.86|22.98|95.8|\n|2023年|22.58|22.04|97.6|",
            "22.98÷20.86×100＝110.16%",
        ),
        ("|年|发放（份）|回收（份）|回收率（%）|\n|2021年|100|95|95.0|\n|2022年|120|117|79.5|", "117÷120×100＝97.50%"),
        (
            "|项目|2021年|2022年|\n|应覆盖小区（个）|100|96|\n|已覆盖小区（个）|80|84|\n|覆盖率（%）|80.0|78.5|",
            "84÷96×100＝87.50%",
        ),
    ],
)
def test_wrong_rates_are_found(judge: Any, text: str, expected: str) -> None:
    assert [(found[0], found[2]) for found in judge.told("rate", text)] == [("error", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "采集水样312份，合格301份，水样合格率为96.47%。",
        "采集水样312份，合格301份，水样合格率为96.4%。",
        "采集水样312份，合格301份，达标率不低于95%。",
        "120个村中有35个村开展试点，试点村厕所普及率90%。",
        "120个村中有35个村，户厕合格率90%。",
        "应训458人，实训452人，优秀率17.8%。",
        "|年度|总面积（公顷）|绿化面积（公顷）|绿化率（%）|\n|2021年|19.40|28.14|93.5|\n|2022年|20.86|22.98|95.8|\n|2023年|22.58|22.04|97.6|",
        "采集水样约312份，合格301份，水样合格率为90.5%。",
        "发放问卷1200份，回收问卷1168份，满意度94.35%。",
        "全县行政村168个，自然村520个，通自来水率99.2%。",
        "年初结转项目12个，新增8个，完成率95%。",
        "2021年全县共有自然村168个。2022年完成改造的自然村163个，改造率98.81%。",
        "全县共有自然村168个。2022年完成改造的学校163个，改造率98.81%。",
        "红线面积486.32平方公里，自然保护地面积120平方公里，占全市红线面积的2.1%。",
        "2022年处理量100吨，2021年处理量90吨，处理率96.2%。",
        "预算6820万元，实际采购6412.35万元，节约率5.98%。",
        "|年份|产量（吨）|销量（吨）|增长率（%）|\n|2021年|100|50|5.0|\n|2022年|110|60|10.0|",
        "|年份|达到Ⅲ类断面数（个）|劣Ⅴ类断面数（个）|劣Ⅴ类水体比例（%）|\n|2021年|6|1|12.5|\n|2022年|8|0|0|",
        "|年份|产生量（吨）|利用量（吨）|利用往年贮存量（吨）|综合利用率（%）|\n|2021年|39.05|34.12|0.30|86.71|\n|2022年|40.18|35.40|0.26|87.54|",
        "盘活低效用地860亩，处置批而未供土地215亩，处置率81.3%。",
        "按年龄分，18—35岁满意度92.6%、36—60岁94.9%、60岁以上95.4%。",
    ],
)
def test_right_rates_and_what_only_looks_like_one_are_left_alone(judge: Any, text: str) -> None:
    assert judge.told("rate", text) == []


def test_all_but_one_is_not_all(judge: Any) -> None:
    told = judge.told("rate", "发现问题1200个，整改1199个，整改率100%。")
    assert [found[0] for found in told] == ["warning"]


@FIXTURE_IS_STATELESS
@given(st.integers(1, 9_999), st.integers(1, 9_999), st.integers(0, 2), st.sampled_from([ROUND_DOWN, ROUND_HALF_UP]))
def test_a_rounded_or_cut_rate_is_never_reported(judge: Any, one: int, other: int, digits: int, rounding: str) -> None:
    part, whole = sorted((one, other))
    rate = (Decimal(part) / whole * 100).quantize(Decimal(1).scaleb(-digits), rounding=rounding)
    result = judge("rate", f"采集水样{whole}份，合格{part}份，合格率为{rate:f}%。")
    assert result.looked_at == 1
    assert all(found.severity == "warning" and rate == 100 for found in result.findings)


@FIXTURE_IS_STATELESS
@given(st.integers(1, 9_999), st.integers(1, 9_999), st.integers(2, 900), st.booleans())
def test_a_rate_that_is_off_always_is(judge: Any, one: int, other: int, tenths: int, is_above: bool) -> None:
    part, whole = sorted((one, other))
    off = Decimal(tenths).scaleb(-1)
    exact = Decimal(part) / whole * 100
    rate = (exact + (off if is_above else -off)).quantize(Decimal("0.1"))
    if 0 < rate <= 100:
        told = judge.told("rate", f"采集水样{whole}份，合格{part}份，合格率为{rate:f}%。")
        assert [found[0] for found in told] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "|项目|2023年|2022年|变化|\n|有效监测天数|365|363|增加2天|\n|优良天数|285|279|增加6天|\n|优良天数比例（%）|78.1|76.9|提高1.2个百分点|",
        "|指标|2022年|2023年|增减|\n|有效天数|360|362|2|\n|优良天数|300|310|10|\n|优良天数比例（%）|83.3|85.6|2.3|",
        "|指标|较上年变化|2022年|2023年|\n|抽检数|20|160|180|\n|合格数|15|150|165|\n|合格率（%）|-2.1|93.8|91.7|",
    ],
)
def test_what_changed_has_no_share_of_its_own(judge: Any, text: str) -> None:
    assert judge.told("rate", text) == []


def test_beside_changes_a_wrong_share_is_still_found(judge: Any) -> None:
    head = "|项目|2023年|2022年|变化|\n|有效监测天数|365|363|增加2天|\n|优良天数|285|279|增加6天|\n"
    told = judge.told("rate", f"{head}|优良天数比例（%）|87.1|76.9|提高1.2个百分点|")
    assert [found[2] for found in told] == ["285÷365×100＝78.08%"]
