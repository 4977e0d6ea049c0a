"""Lists of aims: the line that leads them tells by when, what the next five years shall bring has no year."""

from collections.abc import Callable

import pytest

ReadFacts = Callable[..., list[str]]
LED = "（三）主要目标\n到2025年，各项指标全面达标。\n"


def _read(read: ReadFacts, text: str) -> list[str]:
    return read(text, kind="plan", title="实施方案", period=None, dated=None, relation="mention", only="sewage_town")


@pytest.mark.parametrize(
    "text",
    [
        LED + "1.生活更绿色。城镇污水处理率达到98%。",
        LED + "——生活更绿色。城镇污水处理率达到98%。",
        LED + "一是生活更绿色。城镇污水处理率达到98%。",
        LED.replace("年，各项指标全面达标。", "年：") + "——生活更绿色。城镇污水处理率98%。",
        LED + "（1）环境更优美。空气质量持续改善。\n（2）生活更绿色。城镇污水处理率达到98%。",
        LED.replace("到2025年", "总体目标：到2025年") + "1.生活更绿色。城镇污水处理率达到98%。",
    ],
)
def test_the_points_of_a_list_are_to_be_reached_by_the_year_that_leads_it(read: ReadFacts, text: str) -> None:
    assert _read(read, text) == ["sewage_town 城镇污水处理率 2025 98% target"]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        # a point with a year of its own
        (LED + "1.生活更绿色。到2030年，城镇污水处理率达到98%。", "2030"),
        # a paragraph that is no point of the list, a list below another heading
        (LED + "城镇污水处理率达到98%。", "—"),
        (LED + "（四）重点任务\n1.生活更绿色。城镇污水处理率达到98%。", "—"),
    ],
)
def test_other_paragraphs_keep_their_years(read: ReadFacts, text: str, year: str) -> None:
    assert _read(read, text) == [f"sewage_town 城镇污水处理率 {year} 98% target"]


@pytest.mark.parametrize("ahead", ["今后五年，", "未来五年，", "今后一个时期，"])
def test_the_next_years_have_no_year(read: ReadFacts, ahead: str) -> None:
    text = f"过去五年，2021年城镇污水处理率95.4%。\n{ahead}要坚持生态立县。城镇污水处理率稳定在97%以上。"
    told = read(text, title=None, period=None, dated=None, only="sewage_town")
    assert told[-1] == "sewage_town 城镇污水处理率 — >=97% target"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("到2022年底，城镇污水处理率达95.4%（较上年提高1.2个百分点）。", "actual"),
        ("到2022年底，城镇污水处理率达95.4%，同比提升1.2个百分点。", "actual"),
        ("到2022年底，力争城镇污水处理率达95.4%，较上年提高1.2个百分点。", "target"),
        ("到2022年底，城镇污水处理率达95.4%。", "target"),
    ],
)
def test_what_is_compared_with_the_year_before_was_reached(read: ReadFacts, text: str, role: str) -> None:
    told = read(text, title="工作总结", period=None, dated=None, only="sewage_town")
    assert told[0] == f"sewage_town 城镇污水处理率 2022 95.4% {role}"


LIST = "地区生产总值增长7%左右；空气优良天数比例保持在98%以上，地表水优良比例100%；城镇污水处理率96%。"


@pytest.mark.parametrize(
    "leads",
    ["今年经济社会发展的主要预期目标是：", "主要目标为：", "建议约束性目标：", "努力实现以下目标："],
)
def test_a_list_led_by_aims_is_of_aims(read: ReadFacts, leads: str) -> None:
    told = read(leads + LIST, title=None, kind=None, period=None, dated=None, relation="mention", only="sewage_town")
    assert [one.rpartition(" ")[2] for one in told] == ["target"] * 3


@pytest.mark.parametrize("leads", ["主要目标完成情况：", "主要指标：", "年度目标全面完成。"])
def test_a_list_of_what_was_reached_is_of_none(read: ReadFacts, leads: str) -> None:
    told = read(leads + LIST, only="sewage_town")
    assert told == ["sewage_town 城镇污水处理率 2022 96% actual"]


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("二、今后五年的奋斗目标和2022年重点工作", ["sewage_town 城镇污水处理率 2022 96% target"]),
        ("二、2022年工作总体要求和主要目标", ["sewage_town 城镇污水处理率 2022 96% target"]),
        # what was done stands below it, or nobody knows
        ("二、2022年目标任务完成情况", []),
        ("二、2022年主要工作", []),
    ],
)
def test_a_heading_that_sets_aims_on_a_page_without_a_day(read: ReadFacts, heading: str, told: list[str]) -> None:
    text = f"{heading}\n（七）抓好生态环境。实施改造工程12个，城镇污水处理率96%。"
    assert read(text, title=None, period=None, dated=None, relation="mention", only="sewage_town") == told
