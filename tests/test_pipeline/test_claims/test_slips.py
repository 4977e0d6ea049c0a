"""Numbers and times that their own words contradict; look-alikes that must stay silent."""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("kind", "text", "told"),
    [
        ("bounds", "到2025年，医疗废物处置率达到100%以上。", "100%以上"),
        ("bounds", "规范化建设达标率要求超过100%。", "超过100%"),
        ("bounds", "|指标|目标|\n|农膜回收率|≥100%|", "≥100%"),
        ("unit", "流域面积500平方米以上河流共6条，均设立河长。", "500平方米"),
        ("unit", "生态保护红线面积为515.5平方米。", "515.5平方米"),
        ("time", "制定了《临溪县厕所革命实施方案（2022-2022年）》并组织实施。", "（2022-2022年）"),
        ("time", "《临溪县生态文明建设规划（2025-2020年）》正在实施。", "（2025-2020年）"),
        ("time", "实施期为2025年至2021年，由县政府负责。", "2025年至2021年"),
        (
            "time",
            "（一）动员阶段（2022年1月—6月）\n部署工作。\n（二）攻坚阶段（2022年3月—12月）\n推进工作。",
            "（二）攻坚阶段（2022年3月—12月）",
        ),
        (
            "time",
            "第一阶段：启动（2022年1月至2022年8月）\n第二阶段：推进（2022年5月至2023年2月）",
            "第二阶段：推进（2022年5月至2023年2月）",
        ),
    ],
)
def test_a_slip_is_found(judge: Any, kind: str, text: str, told: str) -> None:
    (found,) = judge.findings(kind, text)
    assert found.found == told
    assert found.severity == ("info" if told.startswith("≥") else "warning")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("bounds", "年度投资完成率达到100%以上。"),
        ("bounds", "污水处理厂运行负荷率超过100%，已启动扩建。"),
        ("bounds", "同比增长率超过100%。"),
        ("bounds", "医疗废物处置率达到100%。"),
        ("bounds", "秸秆综合利用率达到90%以上，村庄保洁覆盖面达到100%。"),
        ("unit", "流域面积50平方公里以上河流共6条。"),
        ("unit", "湿地公园内新建栈道，占地面积800平方米。"),
        ("unit", "自然保护区面积12000000平方米。"),
        ("time", "《临溪县生态文明建设规划（2020-2025年）》正在实施。"),
        ("time", "环境标准GB 3838-2002、HJ 2025-2012适用。"),
        ("time", "（一）动员阶段（2022年1月—6月）\n（二）攻坚阶段（2022年6月—12月）"),
        ("time", "（一）水污染防治（2022年1月—12月）\n（二）大气污染防治（2022年3月—12月）"),
        ("time", "（一）动员阶段（2022年1月—6月）\n（三）总结阶段（2022年3月—12月）"),
    ],
)
def test_look_alikes_stay_silent(judge: Any, kind: str, text: str) -> None:
    assert judge.findings(kind, text) == ()
