"""What a sentence says of a measure, what a document is out for."""

import pytest

from pipeline.numbers.shadow import shadow
from pipeline.stages.tagging.claims import claim_of, is_soft_heading, is_wanted_head, place_of
from pipeline.stages.tagging.stance import stance_of
from schemas.document import Identity


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("2022年，城镇污水处理率为96.1%。", "reached"),
        ("城镇污水处理率达到96.1%，比上年提高1个百分点。", "reached"),
        ("完成年度任务，城镇污水处理率96.1%。", "reached"),
        ("三年城镇污水处理率分别为94%、95%和96%。", "reached"),
        ("单位GDP能耗下降3.1%（计划2.9%），城镇污水处理率96.1%。", "reached"),
        ("取水量1.2亿立方米（控制在1.3亿立方米以内），城镇污水处理率96.1%（目标不低于95%）。", "reached"),
        ("用水1.2亿立方米（计划控制在1.3亿立方米以内），城镇污水处理率96.1%（任务为不低于95%）。", "reached"),
        ("力争城镇污水处理率达到98%。", "wanted"),
        ("明年计划（不低于今年）城镇污水处理率98%。", "wanted"),
        ("到2025年，确保城镇污水处理率达到98%。", "wanted"),
        ("城镇污水处理率不低于95%。", "wanted"),
        ("城镇污水处理率（≥95%）。", "wanted"),
        ("城镇污水处理率稳步提升。", "named"),
        ("城镇污水处理率是指达标排放量占排放总量的比例，不少于两种口径，取值100%。", "named"),
    ],
)
def test_claims_of_a_quantitative_measure(sentence: str, claim: str) -> None:
    seen = shadow(sentence).text
    start = seen.index("城镇污水处理率")
    assert claim_of(seen, start, start + 7, quantitative=True, stance="reports", place="plain") == claim


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("我县已建立河长制组织体系。", "reached"),
        ("河长制全面推行，设立各级河长309名。", "reached"),
        ("应当深化河长制。", "wanted"),
        ("河长制。", "named"),
    ],
)
def test_claims_of_a_qualitative_measure(sentence: str, claim: str) -> None:
    seen = shadow(sentence).text
    start = seen.index("河长制")
    assert claim_of(seen, start, start + 3, quantitative=False, stance="reports", place="plain") == claim


def test_a_plan_wants_what_a_report_has_done() -> None:
    seen = "加快建设，逐步提高农村生活污水治理率到56%"
    start = seen.index("农村")
    claims = [claim_of(seen, start, start + 9, quantitative=True, stance=s, place="plain") for s in ("sets", "reports")]
    assert claims == ["wanted", "reached"]


@pytest.mark.parametrize(
    ("identity", "stance"),
    [
        (Identity(title="2022年工作总结", kind="summary"), "reports"),
        (Identity(title="关于2022年评价结果的通知", kind="notice"), "reports"),
        (Identity(title="关于下达目标任务的通知", kind="notice"), "sets"),
        (Identity(title="实施方案", kind="plan"), "sets"),
        (Identity(title="考核办法", kind="regulation"), "sets"),
        (Identity(title="某某省大气污染防治条例", kind="regulation"), "tells"),
        (Identity(title="中华人民共和国水法", kind="regulation"), "tells"),
        (Identity(title="生态文明专题讲义"), "tells"),
        (Identity(title="一江清水", kind="news"), "tells"),
        (Identity(title="赴外县学习垃圾分类的报告", kind="summary"), "tells"),
        (Identity(title="外出参观学习情况汇报", kind="summary"), "tells"),
        (Identity(title="自然保护区综合科学考察报告", kind="survey"), "reports"),
        (Identity(title="干部学习培训情况总结", kind="summary"), "reports"),
        (Identity(title="某某情况"), "sets"),
        (Identity(title="某某情况", issuer="云溪县水利局"), "reports"),
    ],
)
def test_stances(identity: Identity, stance: str) -> None:
    assert stance_of(identity) == stance


def test_places_by_the_nearest_heading_that_says() -> None:
    assert place_of(("一、工作目标", "（一）现状"), "") == "status"
    assert place_of(("一、基本情况", "（二）下一步打算"), "") == "future"
    assert place_of(("一、工作目标",), "指标现状情况") == "status"
    assert place_of(("指标7：环境空气质量",), "") == "plain"
    assert place_of((), "指标解释") == "meaning"
    assert place_of(("一、总量减排任务超额完成",), "") == "status"
    assert place_of(("一、确保总量减排任务全面完成",), "") == "future"
    assert place_of(("一、全面完成目标任务",), "") == "future"


def test_soft_headings() -> None:
    assert is_soft_heading("指标现状情况:")
    assert not is_soft_heading("2022年完成情况")
    assert not is_soft_heading("现状良好。")
    assert not is_soft_heading("水利局")


def test_heads_over_targets() -> None:
    assert [
        head for head in ("目标值", "2023年指标值", "2022年", "完成值", "目标完成情况") if is_wanted_head(head)
    ] == [
        "目标值",
        "2023年指标值",
    ]
