"""The lines above a table: who filled it in says nothing of its figures, the day up to which they reach does."""

import pytest

from pipeline.stages.extraction.table_captions import without_signing


@pytest.mark.parametrize(
    ("caption", "left"),
    [
        ("填报时间：2022年12月20日", ""),
        ("2022年12月20日", ""),
        ("统计时间：2023年1月5日", ""),
        ("二〇二三年六月五日", ""),
        ("二○二四年十二月三十一日", ""),
        ("二〇二三年六月五日监测结果", "二〇二三年六月五日监测结果"),
        ("截至二〇二三年六月五日", "截至二〇二三年六月五日"),
        ("截止时间：2022年12月20日", "截止时间：2022年12月20日"),
        ("统计截止日期：2022年12月31日", "统计截止日期：2022年12月31日"),
        ("截至2022年12月30日", "截至2022年12月30日"),
        ("数据所属期：2022年", "数据所属期：2022年"),
        ("填报单位：某县自然资源和规划局", ""),
        ("单位：万立方米", "单位：万立方米"),
    ],
)
def test_only_who_signed_and_when_is_left_out(caption: str, left: str) -> None:
    assert without_signing(caption) == left
