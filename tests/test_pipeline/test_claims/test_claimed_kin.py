"""Totals named after their parts, rates of what was due; look-alikes that must stay silent."""

from typing import Any

import pytest

WATER = "|项目|用水量（万立方米）|占比（%）|\n|农业用水|9560|69.3|\n|工业用水|2080|15.1|\n|生活用水|1790|13.0|\n"


@pytest.mark.parametrize("total", ["13330", "13500"])
def test_a_total_of_kin_that_its_parts_exceed_or_nearly_make_up_is_found(judge: Any, total: str) -> None:
    ((severity, _, expected),) = judge.told("sum", f"{WATER}|用水总量|{total}|100|")
    assert (severity, expected) == ("error", "9560＋2080＋1790＝13430万立方米")


@pytest.mark.parametrize(
    "table",
    [
        f"{WATER}|用水总量|13430|100|",
        f"{WATER}|用水总量|15800|100|",
        f"{WATER}|用水总量|13330|100|\n|其中地下水|310|2.3|",
        f"{WATER}|重复用水|120|0.9|\n|用水总量|13310|100|",
        "|年份|用水量（万立方米）|\n|2020年用水|9560|\n|2021年用水|2080|\n|2022年用水|1790|\n|用水总量|1330|",
        "|项目|数量（吨）|\n|甲|10|\n|乙|20|\n|丙|30|\n|用水总量|50|",
    ],
)
def test_totals_that_may_hold_stay_silent(judge: Any, table: str) -> None:
    assert judge.findings("sum", table) == ()


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("2022年应公开事项31项，已公开30项，信息公开率为98.6%。", "30项÷31项×100＝96.77%"),
        ("应整改问题18个，已完成整改17个，整改率为98%。", "17个÷18个×100＝94.44%"),
    ],
)
def test_a_rate_of_what_was_due_is_computed(judge: Any, text: str, full: str) -> None:
    ((_, _, expected),) = judge.told("rate", text)
    assert expected == full


@pytest.mark.parametrize(
    "text",
    [
        "2022年应公开事项31项，已公开30项，信息公开率为96.8%。",
        "2022年公开事项31项，公开文件30项，信息公开率为98.6%。",
        "应整改问题18个，应整改项目17个，整改率为98%。",
        "全年收到公开申请4件，均在15个工作日内答复，答复率98%。",
    ],
)
def test_other_pairs_are_not_judged(judge: Any, text: str) -> None:
    assert judge.findings("rate", text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("干部共420人，其中第一期138人、第二期145人、第三期127人。", "138＋145＋127＝410人"),
        ("行政村95个，其中已完成治理55个、正在治理22个、未治理20个。", "55＋22＋20＝97个"),
        ("常住人口31200人，其中城镇人口12100人、农村人口18100人。", "12100＋18100＝30200人"),
        ("党员共86名，其中男党员50名、女党员30名。", "50＋30＝80名"),
        ("共检测水样120份，其中合格115份、不合格4份。", "115＋4＝119份"),
    ],
)
def test_parts_under_among_that_are_all_there_can_be(judge: Any, text: str, expected: str) -> None:
    assert [one[2] for one in judge.told("sum", text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "干部共420人，其中第一期138人、第二期145人、第三期137人。",
        "干部共420人，其中第一期138人、第三期145人。",
        "行政村95个，其中已完成治理55个、纳管22个。",
        "党员共86名，其中男党员50名、预备党员30名。",
        "共检测水样120份，其中合格115份、复检4份。",
    ],
)
def test_parts_under_among_that_may_leave_some_out(judge: Any, text: str) -> None:
    assert judge.findings("sum", text) == ()
