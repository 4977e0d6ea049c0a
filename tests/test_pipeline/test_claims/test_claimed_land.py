"""Shares of the county's land whose area stands in another passage; look-alikes that must stay silent."""

from typing import Any

import pytest

LAND = "临溪县地处山区，全县土地总面积1200平方公里，辖7个乡镇。"


@pytest.mark.parametrize(
    ("share", "full"),
    [
        ("生态保护红线面积480.00平方公里，占全县国土面积的42.50%。", "480.00平方公里÷1200平方公里×100＝40.00%"),
        ("生态保护红线面积480.00km2，生态保护红线面积比例42.27%。", "480.00km2÷1200平方公里×100＝40.00%"),
        ("自然保护地总面积24000公顷，占土地总面积的18.9%。", "24000公顷÷1200平方公里×100＝20.00%"),
    ],
)
def test_a_share_that_the_land_does_not_give_is_found(judge: Any, share: str, full: str) -> None:
    (found,) = judge.findings("rate", f"{LAND}\n{share}")
    assert (found.severity, found.expected) == ("warning", full)
    assert len(found.locators) == 2


@pytest.mark.parametrize(
    "text",
    [
        f"{LAND}\n生态保护红线面积480.00平方公里，占全县国土面积的40.00%。",
        f"{LAND}\n生态保护红线面积480.00平方公里，约占全县国土面积的42%。",
        f"{LAND}\n生态保护红线面积480.00平方公里，占全市红线面积的12.5%。",
        f"{LAND}\n生态保护红线面积480.00平方公里，比上年增加1.5%。",
        "建成区面积12平方公里。\n生态保护红线面积480.00平方公里，占全县国土面积的42.50%。",
        f"{LAND}\n全县国土面积1264.3平方公里。\n生态保护红线面积480.00平方公里，占全县国土面积的42.50%。",
        "全市土地总面积9000平方公里。\n生态保护红线面积480.00平方公里，占全县国土面积的42.50%。",
        f"{LAND}\n耕地面积300公顷，其中水田占80%。",
    ],
)
def test_look_alikes_stay_silent(judge: Any, text: str) -> None:
    assert judge.findings("rate", text) == ()
